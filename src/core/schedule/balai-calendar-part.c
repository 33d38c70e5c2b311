/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-calendar-part.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balai-ical-reader.h"
#include "balai-ical-text.h"
#include "balai-import-entries-private.h"

BALAI_DEFINE_RECORD (BalaiCalendarPartRecord, balai_calendar_part, CALENDAR_PART,
                     .name = "calendar_part", .label = N_("Part of a calendar file"),
                     .label_many = N_("Parts of calendar files"), .flags = BALAI_KIND_SYNCED,
                     .title_field = BALAI_CALENDAR_PART_COMPONENT)

/* Longer identifiers are known by their checksum; what is added to one where a file uses it twice has room too. */
#define MAX_UID 900
#define NAME_LINE "X-WR-CALNAME:"

static void
part_free (BalaiCalendarPart *self)
{
  g_free (self->component);
  g_free (self->uid);
  g_free (self->recurrence);
  g_free (self->verbatim);
  g_free (self->source);
  g_free (self);
}

static char *
checksum (const char *text)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static char *
short_word (const char *text)
{
  return text == NULL ? NULL : strlen (text) <= MAX_UID ? g_strdup (text) : checksum (text);
}

/* What is no name of a component is none of iCalendar, and would make other programs refuse the file. An event that
 * could not be read was told of; kept, it would outlive the file that mends it. */
static gboolean
is_foreign (const BalaiIcalOther *other)
{
  if (g_str_equal (other->kind, "VTIMEZONE") || g_str_equal (other->kind, "VEVENT")
      || g_str_equal (other->kind, BALAI_CALENDAR_PART_CALENDAR) || strlen (other->kind) > 100)
    return FALSE;
  for (const char *p = other->kind; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-')
        return FALSE;
    }
  return *other->kind != '\0';
}

static BalaiCalendarPart *
part_of_other (const BalaiIcalOther *other)
{
  BalaiCalendarPart *self = g_new0 (BalaiCalendarPart, 1);

  self->component = g_strdup (other->kind);
  self->uid = short_word (other->uid);
  if (self->uid == NULL)
    self->uid = checksum (other->text);
  self->recurrence = short_word (other->recurrence);
  self->verbatim = g_strdup (other->text);
  self->sequence = other->sequence;
  self->last_modified = other->last_modified;
  self->dtstamp = other->dtstamp;
  self->line = other->line;
  return self;
}

/* What the calendar says of itself, without what every export says anew. */
static BalaiCalendarPart *
part_of_calendar (const BalaiIcalCalendar *calendar)
{
  g_auto (GStrv) raw = g_strsplit (calendar->raw, "\n", -1);
  g_autoptr (GString) lines = g_string_new (NULL);
  BalaiCalendarPart *self = g_new0 (BalaiCalendarPart, 1);
  g_autofree char *uid = NULL;

  if (calendar->name != NULL)
    {
      g_string_append (lines, NAME_LINE);
      balai_ical_append_escaped (lines, calendar->name);
      g_string_append_c (lines, '\n');
    }
  for (guint i = 0; raw[i] != NULL; i++)
    {
      g_autoptr (BalaiIcalText) text = balai_ical_text_new (raw[i], strlen (raw[i]));
      const BalaiIcalLine *line;

      if (text->lines->len == 0)
        continue;
      line = &g_array_index (text->lines, BalaiIcalLine, 0);
      if (balai_ical_line_is (line, BALAI_CALENDAR_PART_SOURCE) && self->source == NULL)
        self->source = g_strdup (line->value);
      if (balai_ical_line_is (line, "METHOD") || balai_ical_line_is (line, "X-WR-TIMEZONE")
          || g_ascii_strncasecmp (line->text, "X-BALAI-", 8) == 0)
        continue;
      if (balai_ical_line_is (line, "X-WR-RELCALID") || (uid == NULL && balai_ical_line_is (line, "UID")))
        {
          g_free (uid);
          uid = g_strdup (line->value);
        }
      g_string_append_printf (lines, "%s\n", raw[i]);
    }
  self->component = g_strdup (BALAI_CALENDAR_PART_CALENDAR);
  self->uid = short_word (uid != NULL ? uid : calendar->name);
  self->last_modified = self->dtstamp = BALAI_ICAL_NONE;
  self->line = 1;
  self->verbatim = g_string_free (g_steal_pointer (&lines), FALSE);
  return self;
}

static char *
zone_key (guint       calendar,
          const char *tzid)
{
  return g_strdup_printf ("%u\n%s", calendar, tzid);
}

/* The descriptions of zones by calendar and name; those that Balai knows by that name it writes itself. */
static GHashTable *
find_zones (const BalaiIcal *ical)
{
  GHashTable *zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ical->others->len; i++)
    {
      const BalaiIcalOther *other = ical->others->pdata[i];
      g_autofree char *tzid = NULL;

      if (!g_str_equal (other->kind, "VTIMEZONE") || other->id == NULL)
        continue;
      tzid = g_strstrip (balai_ical_unescape (other->id));
      if (*tzid != '\0' && balai_zone_get (tzid) == NULL)
        g_hash_table_insert (zones, zone_key (other->calendar, tzid), (gpointer) other);
    }
  return zones;
}

/* Adds the zones that the text names to those that are kept. Returns the first. */
static const BalaiCalendarPart *
add_zones (GPtrArray  *parts,
           GHashTable *kept,
           GHashTable *zones,
           guint       calendar,
           const char *text)
{
  g_autoptr (GHashTable) tzids = NULL;
  g_autoptr (GList) names = NULL;
  const BalaiCalendarPart *first = NULL;

  if (g_hash_table_size (zones) == 0)
    return NULL;
  tzids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  balai_ical_find_tzids (text, tzids);
  names = g_list_sort (g_hash_table_get_keys (tzids), (GCompareFunc) strcmp);
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *key = zone_key (calendar, l->data);
      const BalaiIcalOther *zone = g_hash_table_lookup (zones, key);
      BalaiCalendarPart *part = g_hash_table_lookup (kept, l->data);

      if (zone == NULL)
        continue;
      if (part == NULL)
        {
          part = part_of_other (zone);
          g_free (part->uid);
          part->uid = short_word (l->data);
          g_ptr_array_add (parts, part);
          g_hash_table_insert (kept, g_strdup (l->data), part);
        }
      if (first == NULL)
        first = part;
    }
  return first;
}

/**
 * balai_calendar_part_compare:
 * @a: a part
 * @b: another
 *
 * Returns: less than 0 where @a is the older version, greater than 0 where it is the newer: by SEQUENCE, then
 *   LAST-MODIFIED, then DTSTAMP, as far as both say them
 */
int
balai_calendar_part_compare (const BalaiCalendarPart *a,
                             const BalaiCalendarPart *b)
{
  if (a->sequence != b->sequence)
    return a->sequence < b->sequence ? -1 : 1;
  if (a->last_modified != BALAI_ICAL_NONE && b->last_modified != BALAI_ICAL_NONE
      && a->last_modified != b->last_modified)
    return a->last_modified < b->last_modified ? -1 : 1;
  if (a->dtstamp != BALAI_ICAL_NONE && b->dtstamp != BALAI_ICAL_NONE && a->dtstamp != b->dtstamp)
    return a->dtstamp < b->dtstamp ? -1 : 1;
  return 0;
}

static int
compare_keys (const BalaiCalendarPart *a,
              const BalaiCalendarPart *b)
{
  int order = g_strcmp0 (a->component, b->component);

  if (order == 0)
    order = g_strcmp0 (a->uid, b->uid);
  return order == 0 ? g_strcmp0 (a->recurrence, b->recurrence) : order;
}

/* The newest of each first, in an order which no order of the file changes. */
static int
compare_parts (gconstpointer one,
               gconstpointer other)
{
  const BalaiCalendarPart *a = *(const BalaiCalendarPart *const *) one;
  const BalaiCalendarPart *b = *(const BalaiCalendarPart *const *) other;
  const int64_t numbers[][2] = {
    { b->sequence, a->sequence }, { b->last_modified, a->last_modified }, { b->dtstamp, a->dtstamp },
  };
  int order = compare_keys (a, b);

  for (gsize i = 0; order == 0 && i < G_N_ELEMENTS (numbers); i++)
    order = (numbers[i][0] > numbers[i][1]) - (numbers[i][0] < numbers[i][1]);
  return order == 0 ? strcmp (a->verbatim, b->verbatim) : order;
}

/* Moves parts over, one of each: older versions and copies go, and where a file uses one identifier for several they
 * are told apart by their content. */
static void
take_one_of_each (GPtrArray *from,
                  GPtrArray *to)
{
  const BalaiCalendarPart *newest = NULL, *last = NULL;

  g_ptr_array_sort (from, compare_parts);
  for (guint i = 0; i < from->len; i++)
    {
      BalaiCalendarPart *part = from->pdata[i];
      gboolean again = newest != NULL && compare_keys (part, newest) == 0;

      if (again && (g_str_equal (part->verbatim, last->verbatim) || balai_calendar_part_compare (part, newest) < 0))
        continue;
      from->pdata[i] = NULL;
      g_ptr_array_add (to, part);
      last = part;
      if (!again)
        newest = part;
    }
  /* Not before all were compared. */
  for (guint i = to->len; i > 1; i--)
    {
      BalaiCalendarPart *part = to->pdata[i - 1];
      g_autofree char *sum = NULL;
      char *marked;

      if (compare_keys (part, to->pdata[i - 2]) != 0)
        continue;
      sum = checksum (part->verbatim);
      marked = g_strdup_printf ("%s#%.12s", part->uid == NULL ? "" : part->uid, sum);
      g_free (part->uid);
      part->uid = marked;
    }
}

static void
clear_if_left (gpointer data)
{
  if (data != NULL)
    part_free (data);
}

static gboolean
is_answer (const BalaiIcal *ical,
           guint            calendar)
{
  return balai_import_is_answer (((const BalaiIcalCalendar *) ical->calendars->pdata[calendar])->method);
}

static void
read_calendars (const BalaiIcal *ical,
                GPtrArray       *parts)
{
  for (guint i = 0; i < ical->calendars->len; i++)
    {
      const BalaiIcalCalendar *calendar = ical->calendars->pdata[i];
      BalaiCalendarPart *part;

      /* An invitation is a letter, and says nothing of a calendar. */
      if ((calendar->name == NULL && *calendar->raw == '\0') || is_answer (ical, i)
          || g_strcmp0 (calendar->method, "REQUEST") == 0)
        continue;
      part = part_of_calendar (calendar);
      if (*part->verbatim != '\0' && (!calendar->own || part->source != NULL))
        g_ptr_array_add (parts, part);
      else
        part_free (part);
    }
}

/**
 * balai_calendar_parts_read:
 * @ical: what stands in a file
 *
 * Finds what is kept of it beside the events: foreign components, zones that something kept word for word names and no
 * database knows, and the properties of its calendars. A zone comes before what names it. What answers an invitation is
 * no calendar, and nothing of it is kept.
 *
 * Returns: (transfer full) (element-type BalaiCalendarPart): the parts
 */
GPtrArray *
balai_calendar_parts_read (const BalaiIcal *ical)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (clear_if_left);
  g_autoptr (GPtrArray) unique = g_ptr_array_new_with_free_func (clear_if_left);
  g_autoptr (GHashTable) zones = find_zones (ical);
  g_autoptr (GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ical->others->len; i++)
    {
      const BalaiIcalOther *other = ical->others->pdata[i];
      BalaiCalendarPart *part;

      if (!is_foreign (other) || is_answer (ical, other->calendar))
        continue;
      part = part_of_other (other);
      part->zone = add_zones (parts, kept, zones, other->calendar, other->text);
      g_ptr_array_add (found, part);
    }
  for (guint i = 0; g_hash_table_size (zones) > 0 && i < ical->events->len; i++)
    {
      const BalaiIcalEvent *event = ical->events->pdata[i];

      if (!is_answer (ical, event->calendar))
        add_zones (parts, kept, zones, event->calendar, event->raw);
    }
  read_calendars (ical, found);
  take_one_of_each (found, unique);
  g_ptr_array_extend_and_steal (parts, g_steal_pointer (&unique));
  return parts;
}

/**
 * balai_calendar_part_fits:
 * @self: a part
 *
 * Returns: whether it is small enough for a record
 */
gboolean
balai_calendar_part_fits (const BalaiCalendarPart *self)
{
  const BalaiField *field = &balai_calendar_part_kind.fields[BALAI_CALENDAR_PART_VERBATIM];

  return g_utf8_strlen (self->verbatim, -1) <= balai_field_get_text_limit (field);
}

/**
 * balai_calendar_part_parse:
 * @verbatim: a component as it is kept
 *
 * Returns: (transfer full): the same among the other components of a file
 */
BalaiIcal *
balai_calendar_part_parse (const char *verbatim)
{
  return balai_ical_read (verbatim, strlen (verbatim), balai_zone_utc ());
}

/**
 * balai_calendar_part_name:
 * @verbatim: the properties of a calendar as they are kept
 * @rest: (out) (transfer full): all but its name, unfolded, each line with its '\n'
 *
 * Returns: (transfer full) (nullable): what the calendar is called
 */
char *
balai_calendar_part_name (const char  *verbatim,
                          char       **rest)
{
  const char *end = strchr (verbatim, '\n');
  g_autofree char *value = NULL;

  if (end == NULL || !g_str_has_prefix (verbatim, NAME_LINE))
    {
      *rest = g_strdup (verbatim);
      return NULL;
    }
  value = g_strndup (verbatim + strlen (NAME_LINE), (gsize) (end - verbatim) - strlen (NAME_LINE));
  *rest = g_strdup (end + 1);
  return balai_ical_unescape (value);
}
