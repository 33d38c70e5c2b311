/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-ical-export.h"

#include <string.h>

#include "balai-day.h"
#include "balai-event-series.h"
#include "balai-event.h"
#include "balai-export-data-private.h"
#include "balai-ical-reader.h"
#include "balai-ical-text.h"
#include "balai-import-merge.h"
#include "balai-import-values.h"
#include "balai-registers.h"
#include "balai-schedule-data.h"

/* How a record becomes an event of a file. What other programs understand stands where they look for it; what only
 * Balai knows stands beside it in properties of its own, so that reading the file again loses nothing. */

static char *
uid_of (const BalaiExportData *data,
        BalaiRecord           *event)
{
  const char *series = balai_record_get_text (event, BALAI_EVENT_SERIES);
  BalaiRecord *master = series == NULL ? NULL : g_hash_table_lookup (data->by_id, series);
  const char *uid = balai_record_get_text (master == NULL ? event : master, BALAI_EVENT_UID);

  if (uid == NULL)
    uid = series != NULL ? series : balai_record_get_id (event);
  return g_strdup (uid);
}

static void
write_times (const BalaiExportData *data,
             BalaiRecord           *event,
             BalaiIcalEvent        *out)
{
  g_auto (BalaiEventSeries) series = { 0 };

  if (!balai_event_series_init (&series, event, data->zone))
    return;
  out->start = series.recurrence.start;
  out->all_day = out->start.is_date;
  if (out->all_day)
    {
      int64_t first = balai_wall_day (out->start.wall);
      int64_t after = first + 1;

      if (!balai_record_is_null (event, BALAI_EVENT_END_DATE))
        after = balai_record_get_int (event, BALAI_EVENT_END_DATE);

      out->end = balai_ical_time_on (MAX (after, first + 1), series.zone);
    }
  else
    out->end = balai_ical_time_at (out->start.instant + series.duration, series.zone);
  for (guint i = 0; series.rrules != NULL && i < series.rrules->len; i++)
    g_ptr_array_add (out->rrules, g_strdup (series.rrules->pdata[i]));
  for (guint i = 0; series.exrules != NULL && i < series.exrules->len; i++)
    g_ptr_array_add (out->exrules, g_strdup (series.exrules->pdata[i]));
  g_array_append_vals (out->exdates, series.exdates->data, series.exdates->len);
  g_array_append_vals (out->rdates, series.rdates->data, series.rdates->len);
}

static void
write_replaced (const BalaiExportData *data,
                BalaiRecord           *event,
                BalaiIcalEvent        *out)
{
  const char *series = balai_record_get_text (event, BALAI_EVENT_SERIES);
  BalaiRecord *master = series == NULL ? NULL : g_hash_table_lookup (data->by_id, series);
  const BalaiZone *zone = balai_zone_get (balai_record_get_text (master == NULL ? event : master, BALAI_EVENT_ZONE));

  if (zone == NULL)
    zone = balai_zone_get (data->zone);
  if (!balai_record_is_null (event, BALAI_EVENT_RECURRENCE_DATE))
    out->recurrence_id = balai_ical_time_on (balai_record_get_int (event, BALAI_EVENT_RECURRENCE_DATE),
                                             balai_zone_get (data->zone));
  else if (!balai_record_is_null (event, BALAI_EVENT_RECURRENCE_ID))
    out->recurrence_id = balai_ical_time_at (balai_record_get_int (event, BALAI_EVENT_RECURRENCE_ID), zone);
  else
    return;
  out->is_override = TRUE;
}

static void
write_status (BalaiRecord    *event,
              BalaiIcalEvent *out)
{
  const char *status = balai_record_get_text (event, BALAI_EVENT_STATUS);
  const char *busy = balai_record_get_text (event, BALAI_EVENT_BUSY);
  const char *visibility = balai_record_get_text (event, BALAI_EVENT_VISIBILITY);
  g_autoptr (GString) raw = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (out->raw, "\n", -1);

  if (g_strcmp0 (status, "confirmed") == 0)
    out->status = BALAI_ICAL_STATUS_CONFIRMED;
  else if (g_strcmp0 (status, "cancelled") == 0 || g_strcmp0 (status, "refused") == 0
           || g_strcmp0 (status, "displaced") == 0)
    out->status = BALAI_ICAL_STATUS_CANCELLED;
  else
    out->status = BALAI_ICAL_STATUS_TENTATIVE;
  out->transparent = g_strcmp0 (busy, "free") == 0;
  out->busy = out->transparent                 ? BALAI_ICAL_BUSY_FREE
              : g_strcmp0 (busy, "away") == 0  ? BALAI_ICAL_BUSY_AWAY
                                               : BALAI_ICAL_BUSY_BUSY;
  if (g_strcmp0 (visibility, "public") == 0)
    {
      g_free (out->class_name);
      out->class_name = g_strdup ("PUBLIC");
    }
  else if (g_strcmp0 (visibility, "restricted") == 0 && g_strcmp0 (out->class_name, "CONFIDENTIAL") != 0)
    {
      g_free (out->class_name);
      out->class_name = g_strdup ("PRIVATE");
    }
  else if (g_strcmp0 (visibility, "internal") == 0 && g_strcmp0 (out->class_name, "PUBLIC") != 0)
    g_clear_pointer (&out->class_name, g_free);

  /* What Outlook wrote of it may have been overtaken. */
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0' && !g_str_has_prefix (lines[i], "X-MICROSOFT-CDO-BUSYSTATUS")
          && !(g_str_has_prefix (lines[i], "X-MICROSOFT-CDO-ALLDAYEVENT") && !out->all_day))
        g_string_append_printf (raw, "%s\n", lines[i]);
    }
  if (out->busy == BALAI_ICAL_BUSY_AWAY)
    g_string_append (raw, "X-MICROSOFT-CDO-BUSYSTATUS:OOF\n");
  g_free (out->raw);
  out->raw = g_string_free (g_steal_pointer (&raw), FALSE);
}

static void
set_number (BalaiIcalEvent *out,
            const char     *name,
            BalaiRecord    *event,
            int             field)
{
  g_autofree char *text = NULL;

  if (balai_record_is_null (event, field))
    return;
  text = g_strdup_printf ("%" G_GINT64_FORMAT, balai_record_get_int (event, field));
  balai_ical_event_set (out, name, text);
}

static void
write_own (const BalaiExportData *data,
           BalaiRecord           *event,
           BalaiIcalEvent        *out)
{
  const char *venue = balai_record_get_text (event, BALAI_EVENT_VENUE);
  const char *online = balai_record_get_text (event, BALAI_EVENT_ONLINE);
  BalaiRecord *opd = balai_name_matcher_get (data->names, &balai_opd_kind,
                                             balai_record_get_text (event, BALAI_EVENT_OPD));
  g_autofree char *revision = g_strdup_printf ("%" G_GINT64_FORMAT, balai_record_get_revision (event));

  balai_ical_event_set (out, BALAI_ICAL_OWN, "1");
  balai_ical_event_set (out, "X-BALAI-REVISION", revision);
  balai_ical_event_set (out, "X-BALAI-STATUS", balai_record_get_text (event, BALAI_EVENT_STATUS));
  balai_ical_event_set (out, "X-BALAI-VISIBILITY", balai_record_get_text (event, BALAI_EVENT_VISIBILITY));
  balai_ical_event_set (out, "X-BALAI-SCOPE", balai_record_get_text (event, BALAI_EVENT_SCOPE));
  balai_ical_event_set (out, "X-BALAI-PRIORITY", balai_record_get_text (event, BALAI_EVENT_PRIORITY));
  balai_ical_event_set (out, "X-BALAI-OPD", opd == NULL ? NULL : balai_record_get_text (opd, BALAI_OPD_CODE));
  balai_ical_event_set (out, "X-BALAI-OPD-NAME", opd == NULL ? NULL : balai_record_get_text (opd, BALAI_OPD_NAME));
  balai_ical_event_set (out, "X-BALAI-CONTACT", balai_record_get_text (event, BALAI_EVENT_CONTACT));
  balai_ical_event_set (out, "X-BALAI-VENUE", balai_export_data_get_name (data, &balai_venue_kind, venue));
  balai_ical_event_set (out, "X-BALAI-VENUE-ID", venue);
  balai_ical_event_set (out, "X-BALAI-ONLINE", online);
  set_number (out, "X-BALAI-SETUP", event, BALAI_EVENT_SETUP);
  set_number (out, "X-BALAI-TEARDOWN", event, BALAI_EVENT_TEARDOWN);
  set_number (out, "X-BALAI-PARTICIPANTS", event, BALAI_EVENT_PARTICIPANTS);
}

static void
write_place (const BalaiExportData *data,
             BalaiRecord           *event,
             BalaiIcalEvent        *out)
{
  const char *place = balai_record_get_text (event, BALAI_EVENT_PLACE);
  const char *online = balai_record_get_text (event, BALAI_EVENT_ONLINE);

  if (place == NULL)
    place = balai_export_data_get_name (data, &balai_venue_kind, balai_record_get_text (event, BALAI_EVENT_VENUE));
  if (place == NULL)
    place = online;
  out->location = g_strdup (place);
  if (online != NULL && g_uri_is_valid (online, G_URI_FLAGS_NONE, NULL))
    out->conference = g_strdup (online);
}

/* The parameters without those that say again what the records say. */
static void
keep_params (BalaiIcalAttendee *attendee,
             GString           *own)
{
  GString *params = g_string_new (NULL);
  const char *cursor = attendee->params;
  const char *name, *value;
  gsize name_length, value_length;

  while (balai_ical_param_next (&cursor, &name, &name_length, &value, &value_length))
    {
      if (name_length < 8 || g_ascii_strncasecmp (name, "X-BALAI-", 8) != 0)
        g_string_append_printf (params, ";%.*s=%.*s", (int) name_length, name, (int) value_length, value);
    }
  g_string_append (params, own->str);
  g_free (attendee->params);
  attendee->params = g_string_free (params, FALSE);
  if (*attendee->params == '\0')
    g_clear_pointer (&attendee->params, g_free);
}

static BalaiIcalAttendee *
take_attendee (GPtrArray   *old,
               const char  *cutype,
               BalaiRecord *record,
               const char  *mail,
               const BalaiExportData *data)
{
  BalaiIcalAttendee *attendee;

  for (guint i = 0; i < old->len; i++)
    {
      gboolean ambiguous;

      if (balai_import_find_attendee (data->names, old->pdata[i], &ambiguous) == record)
        return g_ptr_array_steal_index (old, i);
    }
  attendee = balai_ical_attendee_new ();
  attendee->cutype = g_strdup (cutype);
  attendee->name = g_strdup (balai_record_get_title (record));
  attendee->address = mail == NULL ? g_strdup ("invalid:nomail") : g_strdup_printf ("mailto:%s", mail);
  attendee->mail = g_strdup (mail);
  return attendee;
}

/* In this city the id says who it is, in another the name; a file may have called them by another. */
static void
append_identity (GString                 *own,
                 const BalaiIcalAttendee *attendee,
                 BalaiRecord             *record)
{
  balai_ical_append_param (own, "X-BALAI-ID", balai_record_get_id (record));
  if (g_strcmp0 (attendee->name, balai_record_get_title (record)) != 0)
    balai_ical_append_param (own, "X-BALAI-NAME", balai_record_get_title (record));
}

static void
set_param (char      **param,
           const char *value)
{
  g_free (*param);
  *param = g_strdup (value);
}

static void
write_person (const BalaiExportData *data,
              BalaiRecord           *link,
              BalaiRecord           *person,
              GPtrArray             *old,
              BalaiIcalEvent        *out)
{
  static const struct
  {
    const char *attendance;
    const char *partstat;
  } answers[] = {
    { "open", "NEEDS-ACTION" }, { "accepted", "ACCEPTED" }, { "tentative", "TENTATIVE" }, { "declined", "DECLINED" },
    { "delegated", "DELEGATED" },
  };
  /* The address of a person is theirs: it goes out only where it came in with the file. */
  BalaiIcalAttendee *attendee = take_attendee (old, "INDIVIDUAL", person, NULL, data);
  const char *role = balai_record_get_text (link, BALAI_EVENT_PERSON_ROLE);
  const char *delegate = balai_record_get_text (link, BALAI_EVENT_PERSON_DELEGATE);
  g_autoptr (GString) own = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      if (g_strcmp0 (balai_record_get_text (link, BALAI_EVENT_PERSON_ATTENDANCE), answers[i].attendance) == 0)
        set_param (&attendee->partstat, answers[i].partstat);
    }
  if (attendee->role == NULL)
    attendee->role = g_strdup (g_strcmp0 (role, "leader_invited") == 0 ? "OPT-PARTICIPANT" : "REQ-PARTICIPANT");
  append_identity (own, attendee, person);
  balai_ical_append_param (own, "X-BALAI-ROLE", role);
  if (balai_record_get_boolean (link, BALAI_EVENT_PERSON_ONLINE))
    balai_ical_append_param (own, "X-BALAI-ONLINE", "TRUE");
  if (balai_record_get_boolean (link, BALAI_EVENT_PERSON_DELEGABLE))
    balai_ical_append_param (own, "X-BALAI-DELEGABLE", "TRUE");
  balai_ical_append_param (own, "X-BALAI-DELEGATE", balai_export_data_get_name (data, &balai_person_kind, delegate));
  keep_params (attendee, own);
  g_ptr_array_add (out->attendees, attendee);
}

static void
write_link (const BalaiExportData *data,
            BalaiRecord           *link,
            GPtrArray             *old,
            BalaiIcalEvent        *out)
{
  const BalaiKind *kind = balai_record_get_kind (link);
  const char *target = balai_import_link_get_target (link);
  g_autoptr (GString) own = g_string_new (NULL);
  BalaiIcalAttendee *attendee;
  BalaiRecord *record;

  if (kind == &balai_event_person_kind)
    {
      if ((record = balai_name_matcher_get (data->names, &balai_person_kind, target)) != NULL)
        write_person (data, link, record, old, out);
      return;
    }
  if (kind == &balai_event_opd_kind)
    {
      if ((record = balai_name_matcher_get (data->names, &balai_opd_kind, target)) == NULL)
        return;
      attendee = take_attendee (old, "GROUP", record, balai_record_get_text (record, BALAI_OPD_EMAIL), data);
      balai_ical_append_param (own, "X-BALAI-CODE", balai_record_get_text (record, BALAI_OPD_CODE));
    }
  else
    {
      g_autofree char *quantity = NULL;

      if ((record = balai_name_matcher_get (data->names, &balai_equipment_kind, target)) == NULL)
        return;
      attendee = take_attendee (old, "RESOURCE", record, balai_record_get_text (record, BALAI_EQUIPMENT_EMAIL), data);
      quantity = g_strdup_printf ("%" G_GINT64_FORMAT, balai_record_get_int (link, BALAI_EVENT_EQUIPMENT_QUANTITY));
      balai_ical_append_param (own, "X-BALAI-QUANTITY", quantity);
    }
  append_identity (own, attendee, record);
  keep_params (attendee, own);
  g_ptr_array_add (out->attendees, attendee);
}

/* Whoever is in a register goes out as the records say; whoever is not, as they came in. */
static void
write_attendees (const BalaiExportData *data,
                 BalaiRecord           *event,
                 BalaiIcalEvent        *out)
{
  GPtrArray *old = out->attendees;
  GPtrArray *links = balai_export_data_get_links (data, event);
  const char *venue = balai_record_get_text (event, BALAI_EVENT_VENUE);
  BalaiRecord *room = balai_name_matcher_get (data->names, &balai_venue_kind, venue);
  const char *mail = room == NULL ? NULL : balai_record_get_text (room, BALAI_VENUE_EMAIL);

  out->attendees = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_attendee_free);
  for (guint i = 0; links != NULL && i < links->len; i++)
    write_link (data, links->pdata[i], old, out);
  if (mail != NULL)
    g_ptr_array_add (out->attendees, take_attendee (old, "ROOM", room, mail, data));
  while (old->len > 0)
    {
      BalaiIcalAttendee *attendee = g_ptr_array_steal_index (old, 0);
      gboolean ambiguous;
      BalaiRecord *record = balai_import_find_attendee (data->names, attendee, &ambiguous);

      if (record == NULL || record == room)
        g_ptr_array_add (out->attendees, attendee);
      else
        balai_ical_attendee_free (attendee);
    }
  g_ptr_array_unref (old);
}

/* Takes out what stood beside a text or a place that is another now: it would say the old again. */
static void
drop_lines (BalaiIcalEvent    *out,
            const char *const *names)
{
  g_auto (GStrv) lines = g_strsplit (out->raw, "\n", -1);
  GString *raw = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *name = g_ascii_strup (lines[i], (gssize) strcspn (lines[i], ":;"));

      if (*lines[i] != '\0' && !g_strv_contains (names, name))
        g_string_append_printf (raw, "%s\n", lines[i]);
    }
  g_free (out->raw);
  out->raw = g_string_free (raw, FALSE);
}

static gboolean
field_differs (const BalaiImportValues *imported,
               BalaiRecord             *event,
               int                      field)
{
  return (imported->fields & (G_GUINT64_CONSTANT (1) << field)) != 0
         && !balai_record_field_equal (imported->event, event, field);
}

static int64_t
stamp_of (BalaiRecord *source,
          int          field)
{
  return balai_record_is_null (source, field) ? BALAI_ICAL_NONE : balai_record_get_int (source, field);
}

/* When somebody last changed it, or who and what takes part in it. */
static int64_t
last_change (const BalaiExportData *data,
             BalaiRecord           *event)
{
  GPtrArray *links = balai_export_data_get_links (data, event);
  int64_t last = balai_record_get_updated (event);

  for (guint i = 0; links != NULL && i < links->len; i++)
    last = MAX (last, balai_record_get_updated (links->pdata[i]));
  return last;
}

/* What was corrected here is a newer version than the one that came in, and so it must not go out under its stamps. */
static void
write_version (const BalaiExportData *data,
               BalaiRecord           *event,
               BalaiRecord           *source,
               BalaiIcalEvent        *out)
{
  static const char *const of_text[] = { "X-ALT-DESC", NULL };
  static const char *const of_place[] = { "GEO", "X-APPLE-STRUCTURED-LOCATION", NULL };
  g_autoptr (BalaiImportValues) imported =
    balai_import_values_from_json (balai_record_get_text (source, BALAI_IMPORT_SOURCE_IMPORTED));
  gboolean edited = FALSE;

  for (guint i = 0; imported != NULL && !edited && i < balai_event_kind.n_fields; i++)
    edited = field_differs (imported, event, (int) i);
  if (imported != NULL && !edited)
    edited = !balai_import_merge_same_links (balai_export_data_get_links (data, event), imported->links);
  out->sequence = balai_record_get_int (source, BALAI_IMPORT_SOURCE_SEQUENCE) + (edited ? 1 : 0);
  if (!edited)
    {
      out->last_modified = stamp_of (source, BALAI_IMPORT_SOURCE_LAST_MODIFIED);
      out->dtstamp = stamp_of (source, BALAI_IMPORT_SOURCE_STAMP);
      if (out->dtstamp == BALAI_ICAL_NONE)
        out->dtstamp = last_change (data, event);
      return;
    }
  /* Never before what it corrects, whose author may have another clock. */
  out->last_modified = MAX (last_change (data, event), MAX (stamp_of (source, BALAI_IMPORT_SOURCE_LAST_MODIFIED),
                                                            stamp_of (source, BALAI_IMPORT_SOURCE_STAMP)));
  out->dtstamp = out->last_modified;
  if (field_differs (imported, event, BALAI_EVENT_DESCRIPTION))
    drop_lines (out, of_text);
  if (field_differs (imported, event, BALAI_EVENT_PLACE) || field_differs (imported, event, BALAI_EVENT_VENUE))
    drop_lines (out, of_place);
}

static BalaiIcalEvent *
write_event (const BalaiExportData *data,
             BalaiRecord           *event)
{
  BalaiRecord *source = g_hash_table_lookup (data->sources, balai_record_get_id (event));
  const BalaiZone *city = balai_zone_get (data->zone);
  const char *verbatim = source == NULL ? NULL : balai_record_get_text (source, BALAI_IMPORT_SOURCE_VERBATIM);
  BalaiIcalEvent *out = verbatim == NULL ? balai_ical_event_new () : balai_ical_read_rest (verbatim, city);
  const char *categories = balai_record_get_text (event, BALAI_EVENT_CATEGORIES);

  out->calendar = 0;
  out->uid = uid_of (data, event);
  out->summary = g_strdup (balai_record_get_title (event));
  out->description = g_strdup (balai_record_get_text (event, BALAI_EVENT_DESCRIPTION));
  out->url = g_strdup (balai_record_get_text (event, BALAI_EVENT_URL));
  if (source != NULL)
    write_version (data, event, source, out);
  else
    out->last_modified = out->dtstamp = last_change (data, event);
  if (categories != NULL)
    {
      g_auto (GStrv) names = g_strsplit (categories, ", ", -1);

      for (guint i = 0; names[i] != NULL; i++)
        g_ptr_array_add (out->categories, g_strdup (names[i]));
    }
  write_times (data, event, out);
  write_replaced (data, event, out);
  write_status (event, out);
  write_place (data, event, out);
  write_own (data, event, out);
  write_attendees (data, event, out);
  return out;
}

static char *
calendar_name (const BalaiExportData  *data,
               const BalaiExportScope *scope,
               BalaiRepository        *repository)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_city_kind);
  g_autoptr (GPtrArray) cities = balai_repository_list (repository, query, NULL);
  const char *name = balai_export_data_get_name (data, &balai_person_kind, scope->person);

  if (name == NULL)
    name = balai_export_data_get_name (data, &balai_venue_kind, scope->venue);
  if (name == NULL)
    name = balai_export_data_get_name (data, &balai_opd_kind, scope->opd);
  if (name == NULL && cities != NULL && cities->len > 0)
    name = balai_record_get_title (cities->pdata[0]);
  return g_strdup (name);
}

/**
 * balai_ical_export:
 * @repository: a repository
 * @scope: which events
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #BalaiDbError, or %G_IO_ERROR_CANCELLED
 *
 * Makes one calendar of the events, for balai_ical_write(). What an import did not understand goes out again.
 *
 * Returns: (transfer full) (nullable): the calendar
 */
BalaiIcal *
balai_ical_export (BalaiRepository         *repository,
                   const BalaiExportScope  *scope,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  g_autoptr (BalaiExportData) data = balai_export_data_new (repository, scope, cancellable, error);
  g_autoptr (BalaiIcal) ical = NULL;
  BalaiIcalCalendar *calendar;

  if (data == NULL)
    return NULL;
  ical = balai_ical_new ();
  calendar = balai_ical_calendar_new ();
  calendar->method = g_strdup ("PUBLISH");
  calendar->name = calendar_name (data, scope, repository);
  calendar->timezone = g_strdup (data->zone);
  g_ptr_array_add (ical->calendars, calendar);
  for (guint i = 0; i < data->events->len; i++)
    {
      BalaiSpan span;

      if (i % 256 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      /* What has no time yet is nothing for a calendar. */
      if (balai_event_get_span (data->events->pdata[i], data->zone, &span))
        g_ptr_array_add (ical->events, write_event (data, data->events->pdata[i]));
    }
  if (!balai_export_parts_add (data, repository, scope, ical, error))
    return NULL;
  return g_steal_pointer (&ical);
}
