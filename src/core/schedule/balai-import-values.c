/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-values.h"

#include <string.h>

#include "balai-day.h"
#include "balai-event-series.h"
#include "balai-event.h"
#include "balai-ical-text.h"
#include "balai-ical-writer.h"
#include "balai-import-invitation-private.h"
#include "balai-import-places-private.h"
#include "balai-import-values-private.h"
#include "balai-import-zone-private.h"
#include "balai-registers.h"

/* How an event of a file becomes a record: what it says, what it names, and what is kept as it stood. */

#define BIT(field) (G_GUINT64_CONSTANT (1) << (field))

typedef struct
{
  const BalaiIcalEvent *event;  /* (unowned) */
  BalaiImportNames     *names;  /* (unowned) */
  BalaiImportValues    *values; /* (unowned) */
  gboolean              own;
} Draft;

static char *
first_characters (const char *text,
                  int64_t     limit)
{
  return (int64_t) strlen (text) <= limit ? g_strdup (text)
                                          : g_utf8_substring (text, 0, MIN (limit, g_utf8_strlen (text, -1)));
}

/* What is longer than a field allows is cut: one long text must not keep a whole calendar out. */
static void
set_text (Draft      *draft,
          int         field,
          const char *text)
{
  const BalaiField *about = &balai_event_kind.fields[field];
  int64_t limit = balai_field_get_text_limit (about);

  draft->values->fields |= BIT (field);
  if (text == NULL || *text == '\0')
    {
      balai_record_set_null (draft->values->event, field);
      return;
    }
  if (about->type == BALAI_FIELD_TEXT && (about->flags & BALAI_FIELD_MULTILINE) == 0)
    {
      g_autofree char *line = g_strstrip (g_strdelimit (g_strdup (text), "\r\n\t", ' '));
      g_autofree char *cut = first_characters (line, limit);

      if (*cut == '\0')
        balai_record_set_null (draft->values->event, field);
      else
        balai_record_set_text (draft->values->event, field, cut);
    }
  else
    balai_record_take_text (draft->values->event, field, first_characters (text, limit));
}

static void
set_int (Draft  *draft,
         int     field,
         int64_t value)
{
  draft->values->fields |= BIT (field);
  balai_record_set_int (draft->values->event, field, value);
}

static void
set_null (Draft *draft,
          int    field)
{
  draft->values->fields |= BIT (field);
  balai_record_set_null (draft->values->event, field);
}

static void
map_title (Draft *draft)
{
  const BalaiIcalEvent *event = draft->event;
  const char *ways[] = { event->summary, event->location, event->description, event->uid };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *text = ways[i] == NULL ? NULL : g_strstrip (g_strdup (ways[i]));

      if (text != NULL && *text != '\0')
        {
          set_text (draft, BALAI_EVENT_TITLE, text);
          if (!balai_record_is_null (draft->values->event, BALAI_EVENT_TITLE))
            return;
        }
    }
  set_text (draft, BALAI_EVENT_TITLE, "—");
}

static void
map_status (Draft      *draft,
            const char *method)
{
  const BalaiIcalEvent *event = draft->event;
  const char *own = balai_ical_event_get (event, "X-BALAI-STATUS");
  const char *status = "confirmed";

  if (event->status == BALAI_ICAL_STATUS_CANCELLED)
    status = "cancelled";
  else if (g_strcmp0 (method, "REQUEST") == 0)
    status = "submitted";
  else if (event->status == BALAI_ICAL_STATUS_TENTATIVE || event->busy == BALAI_ICAL_BUSY_TENTATIVE)
    status = "tentative";
  if (own != NULL && g_strcmp0 (method, "REQUEST") != 0
      && balai_field_has_enum_code (&balai_event_kind.fields[BALAI_EVENT_STATUS], own))
    status = own;
  set_text (draft, BALAI_EVENT_STATUS, status);
  set_text (draft, BALAI_EVENT_BUSY,
            event->busy == BALAI_ICAL_BUSY_FREE   ? "free"
            : event->busy == BALAI_ICAL_BUSY_AWAY ? "away"
                                                  : "busy");
}

/* PUBLIC is what programs write where nobody chose anything; it must not put an entry on a public page. */
static void
map_visibility (Draft *draft)
{
  const char *own = balai_ical_event_get (draft->event, "X-BALAI-VISIBILITY");
  const char *name = draft->event->class_name;
  const char *visibility = "internal";

  if (own != NULL && balai_field_has_enum_code (&balai_event_kind.fields[BALAI_EVENT_VISIBILITY], own))
    visibility = own;
  else if (g_strcmp0 (name, "PRIVATE") == 0 || g_strcmp0 (name, "CONFIDENTIAL") == 0)
    visibility = "restricted";
  set_text (draft, BALAI_EVENT_VISIBILITY, visibility);
}

static void
map_times (Draft                   *draft,
           const BalaiImportSeries *series,
           const BalaiZone         *city)
{
  const BalaiIcalEvent *event = draft->event;
  GPtrArray *rules = series != NULL ? series->rrules : event->rrules;
  g_autoptr (GArray) exdates = balai_import_left_out (event, series != NULL ? series->exdates : event->exdates, city);
  g_autofree char *rule_text = balai_event_format_rules (rules, event->exrules);
  g_autofree char *exdate_text = balai_event_format_dates (exdates);
  g_autofree char *rdate_text = balai_event_format_extras (series != NULL ? series->rdates : event->rdates);

  set_int (draft, BALAI_EVENT_ALL_DAY, event->all_day);
  if (event->all_day)
    {
      set_null (draft, BALAI_EVENT_START);
      set_null (draft, BALAI_EVENT_END);
      set_int (draft, BALAI_EVENT_START_DATE, balai_wall_day (event->start.wall));
      set_int (draft, BALAI_EVENT_END_DATE, balai_wall_day (event->end.wall));
      /* Days are counted in the city; the zone says nothing. */
      balai_record_set_text (draft->values->event, BALAI_EVENT_ZONE, balai_zone_get_name (city));
    }
  else
    {
      set_int (draft, BALAI_EVENT_START, event->start.instant);
      if (event->end.instant > event->start.instant)
        set_int (draft, BALAI_EVENT_END, event->end.instant);
      else
        set_null (draft, BALAI_EVENT_END);
      set_null (draft, BALAI_EVENT_START_DATE);
      set_null (draft, BALAI_EVENT_END_DATE);
      set_text (draft, BALAI_EVENT_ZONE, balai_zone_get_name (draft->own ? event->start.zone
                                                                         : balai_import_zone_of (event, rules, city)));
    }
  set_text (draft, BALAI_EVENT_RRULE, event->is_override && series == NULL ? NULL : rule_text);
  set_text (draft, BALAI_EVENT_RDATE, event->is_override && series == NULL ? NULL : rdate_text);
  set_text (draft, BALAI_EVENT_EXDATE, event->is_override && series == NULL ? NULL : exdate_text);
}

/* An event that names the same room as its place and as an invited one is one event. */
static void
count_use (BalaiImportNames    *names,
           BalaiImportProposal *proposal)
{
  if (proposal->counted == names->n_read)
    return;
  proposal->counted = names->n_read;
  proposal->uses++;
}

/* Once it is agreed to, a name is found like any other, and what is found may be a proposal. */
static void
note_use (BalaiImportNames *names,
          BalaiRecord      *found)
{
  BalaiImportProposal *proposal =
    found == NULL ? NULL : g_hash_table_lookup (names->created, balai_record_get_id (found));

  if (proposal != NULL)
    count_use (names, proposal);
}

/* Notes a name that no register knows, and makes a record of it where a person has agreed. */
static BalaiRecord *
propose (BalaiImportNames *names,
         const BalaiKind  *kind,
         const char       *name,
         const char       *mail)
{
  g_autofree char *line = g_strstrip (g_strdelimit (g_strdup (name), "\r\n\t", ' '));
  g_autofree char *short_name = first_characters (line, 200);
  g_autofree char *name_key = balai_name_key (short_name);
  g_autofree char *key = g_strdup_printf ("%s:%s", kind->name, name_key);
  BalaiRecord *known = NULL;
  BalaiImportProposal *proposal;

  if (*name_key == '\0')
    return NULL;
  /* What was cut when it was created is not found under its whole length. */
  if (strlen (short_name) < strlen (line))
    known = balai_name_matcher_by_name (names->matcher, kind, short_name, NULL);
  if (known != NULL)
    return known;
  proposal = g_hash_table_lookup (names->proposals, key);
  if (proposal == NULL)
    {
      proposal = g_new0 (BalaiImportProposal, 1);
      proposal->kind = kind;
      proposal->name = g_steal_pointer (&short_name);
      proposal->mail = g_strdup (mail);
      proposal->key = g_strdup (key);
      g_hash_table_insert (names->proposals, g_strdup (key), proposal);
      if (names->create_all || (names->create != NULL && g_hash_table_contains (names->create, key)))
        {
          proposal->record = balai_record_new (kind);
          balai_record_set_text (proposal->record, balai_kind_find_field (kind, "name"), proposal->name);
          if (mail != NULL && g_utf8_strlen (mail, -1) < BALAI_TEXT_LIMIT)
            balai_record_set_text (proposal->record, balai_kind_find_field (kind, "email"), mail);
          if (kind == &balai_opd_kind)
            {
              g_autofree char *code = first_characters (proposal->name, 40);

              balai_record_set_text (proposal->record, BALAI_OPD_CODE, code);
            }
          balai_name_matcher_add (names->matcher, proposal->record);
          g_hash_table_insert (names->created, (char *) balai_record_get_id (proposal->record), proposal);
        }
    }
  count_use (names, proposal);
  return proposal->record;
}

/* What Balai wrote tells the code of an office beside its name, and so one office stays one. */
static BalaiRecord *
propose_opd (BalaiImportNames *names,
             const char       *name,
             const char       *code,
             const char       *mail)
{
  gboolean fits = code != NULL && *code != '\0' && g_utf8_strlen (code, -1) <= 40;
  BalaiRecord *known = fits ? balai_name_matcher_by_name (names->matcher, &balai_opd_kind, code, NULL) : NULL;
  BalaiRecord *opd = known != NULL ? known : propose (names, &balai_opd_kind, name, mail);

  if (opd != NULL && known == NULL && fits)
    {
      balai_record_set_text (opd, BALAI_OPD_CODE, code);
      balai_name_matcher_add (names->matcher, opd);
    }
  return opd;
}

/* X-BALAI-VENUE-ID names a venue of this very register; in another city the name has to do. */
static BalaiRecord *
own_venue (Draft *draft)
{
  BalaiRecord *venue = balai_name_matcher_get (draft->names->matcher, &balai_venue_kind,
                                               balai_ical_event_get (draft->event, "X-BALAI-VENUE-ID"));
  const char *name = balai_ical_event_get (draft->event, "X-BALAI-VENUE");

  if (venue == NULL && name != NULL)
    venue = balai_name_matcher_by_name (draft->names->matcher, &balai_venue_kind, name, NULL);
  if (venue == NULL && name != NULL)
    venue = propose (draft->names, &balai_venue_kind, name, NULL);
  note_use (draft->names, venue);
  return venue;
}

/**
 * balai_attendee_get_param:
 * @attendee: an attendee
 * @name: one of the parameters that are kept as they stood
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
balai_attendee_get_param (const BalaiIcalAttendee *attendee,
                          const char              *name)
{
  BalaiIcalLine line = { .params = attendee->params };

  return attendee->params == NULL ? NULL : balai_ical_line_get_param (&line, name);
}

/**
 * balai_import_find_attendee:
 * @matcher: the registers
 * @attendee: an attendee
 * @ambiguous: (out): whether several may be meant
 *
 * By the address first, then by the name among what the CUTYPE says it is.
 *
 * Returns: (transfer none) (nullable): who or what takes part
 */
BalaiRecord *
balai_import_find_attendee (BalaiNameMatcher        *matcher,
                            const BalaiIcalAttendee *attendee,
                            gboolean                *ambiguous)
{
  const BalaiKind *rooms[] = { &balai_venue_kind, NULL };
  const BalaiKind *resources[] = { &balai_equipment_kind, &balai_venue_kind, NULL };
  const BalaiKind *groups[] = { &balai_opd_kind, &balai_person_kind, NULL };
  const BalaiKind *individuals[] = { &balai_person_kind, &balai_opd_kind, NULL };
  const BalaiKind **kinds = individuals;
  g_autofree char *id = balai_attendee_get_param (attendee, "X-BALAI-ID");
  g_autofree char *own_name = balai_attendee_get_param (attendee, "X-BALAI-NAME");
  const char *name = own_name != NULL ? own_name : attendee->name;
  BalaiRecord *found = NULL;

  *ambiguous = FALSE;
  if (g_strcmp0 (attendee->cutype, "ROOM") == 0)
    kinds = rooms;
  else if (g_strcmp0 (attendee->cutype, "RESOURCE") == 0)
    kinds = resources;
  else if (g_strcmp0 (attendee->cutype, "GROUP") == 0)
    kinds = groups;

  for (guint i = 0; id != NULL && kinds[i] != NULL && found == NULL; i++)
    found = balai_name_matcher_get (matcher, kinds[i], id);
  if (found == NULL)
    found = balai_name_matcher_by_mail (matcher, attendee->mail);
  for (guint i = 0; name != NULL && kinds[i] != NULL && found == NULL; i++)
    {
      gboolean several;

      found = balai_name_matcher_by_name (matcher, kinds[i], name, &several);
      *ambiguous |= several;
    }
  return found;
}

static BalaiRecord *
propose_attendee (Draft                   *draft,
                  const BalaiIcalAttendee *attendee)
{
  g_autofree char *own_name = balai_attendee_get_param (attendee, "X-BALAI-NAME");
  g_autofree char *code = balai_attendee_get_param (attendee, "X-BALAI-CODE");
  const char *name = own_name != NULL                                           ? own_name
                     : attendee->name != NULL && *attendee->name != '\0' ? attendee->name
                                                                         : attendee->mail;
  const BalaiKind *kind = &balai_person_kind;

  if (name == NULL)
    return NULL;
  if (g_strcmp0 (attendee->cutype, "ROOM") == 0)
    kind = &balai_venue_kind;
  else if (g_strcmp0 (attendee->cutype, "RESOURCE") == 0)
    kind = balai_name_says_room (name) ? &balai_venue_kind : &balai_equipment_kind;
  else if (g_strcmp0 (attendee->cutype, "GROUP") == 0 || code != NULL
           || (!draft->own && balai_name_says_office (name)))
    /* Only an office has a code, and it keeps the CUTYPE that another program gave it. */
    return propose_opd (draft->names, name, code, attendee->mail);
  return propose (draft->names, kind, name, attendee->mail);
}

/* What is invited to be sat in: a room by its CUTYPE, or a resource that is one by the registers or by its name. */
static gboolean
is_room (BalaiImportNames        *names,
         const BalaiIcalAttendee *attendee)
{
  gboolean room = g_strcmp0 (attendee->cutype, "ROOM") == 0, ambiguous;
  BalaiRecord *found;

  if (!room && g_strcmp0 (attendee->cutype, "RESOURCE") != 0)
    return FALSE;
  found = balai_import_find_attendee (names->matcher, attendee, &ambiguous);
  if (found != NULL)
    return balai_record_get_kind (found) == &balai_venue_kind;
  return room || (attendee->name != NULL && balai_name_says_room (attendee->name));
}

/* A room that is invited is what is to be booked; where it is written beside the address, that stays as text. */
static BalaiRecord *
invited_room (Draft    *draft,
              gboolean *named)
{
  BalaiRecord *room = NULL;

  for (guint i = 0; i < draft->event->attendees->len; i++)
    {
      const BalaiIcalAttendee *attendee = draft->event->attendees->pdata[i];
      gboolean ambiguous;
      BalaiRecord *found;

      if (!is_room (draft->names, attendee))
        continue;
      found = balai_import_find_attendee (draft->names->matcher, attendee, &ambiguous);
      if (found == NULL && !ambiguous)
        found = propose_attendee (draft, attendee);
      note_use (draft->names, found);
      draft->values->several_rooms |= *named;
      *named = TRUE;
      if (room == NULL)
        room = found;
    }
  return room;
}

/* The venue that LOCATION names, made where a person has agreed to it. */
static BalaiRecord *
written_venue (Draft                  *draft,
               const BalaiImportPlace *place,
               gboolean                may_propose)
{
  BalaiRecord *venue = place->venue;

  if (venue == NULL && !place->ambiguous && may_propose)
    {
      venue = balai_name_matcher_by_name (draft->names->matcher, &balai_venue_kind, place->name, NULL);
      if (venue == NULL)
        venue = propose (draft->names, &balai_venue_kind, place->name, NULL);
    }
  note_use (draft->names, venue);
  return venue;
}

static void
map_place (Draft *draft)
{
  const char *location = draft->event->location;
  const char *online = draft->event->conference;
  BalaiRecord *venue = own_venue (draft);
  const char *place = location;
  gboolean named = FALSE;

  if (draft->own)
    online = balai_ical_event_get (draft->event, "X-BALAI-ONLINE");
  else if (venue == NULL)
    venue = invited_room (draft, &named);

  if (location != NULL && *location != '\0' && !draft->own && balai_import_place_is_online (location))
    {
      if (online == NULL)
        online = location;
      place = NULL;
    }
  else if (location != NULL && *location != '\0' && !draft->own)
    {
      const BalaiImportPlace *about = balai_import_places_find (draft->names, location);

      draft->values->several_rooms |= about->several && venue == NULL;
      if (venue == NULL)
        venue = written_venue (draft, about, !named);
      if (venue != NULL
          && (venue == about->venue
                ? about->whole
                : balai_name_matcher_by_name (draft->names->matcher, &balai_venue_kind, location, NULL) == venue))
        place = NULL;
    }
  else if (draft->own && g_strcmp0 (location, online) == 0)
    place = NULL;
  else if (venue != NULL && location != NULL)
    {
      g_autofree char *a = balai_name_key (location);
      g_autofree char *b = balai_name_key (balai_record_get_title (venue));

      if (g_str_equal (a, b))
        place = NULL;
    }
  set_text (draft, BALAI_EVENT_VENUE, venue == NULL ? NULL : balai_record_get_id (venue));
  set_text (draft, BALAI_EVENT_PLACE, place);
  set_text (draft, BALAI_EVENT_ONLINE, online);
}

static BalaiRecord *
link_of (Draft           *draft,
         const BalaiKind *kind,
         int              field,
         const char      *id)
{
  BalaiRecord *link;

  for (guint i = 0; i < draft->values->links->len; i++)
    {
      BalaiRecord *other = draft->values->links->pdata[i];

      if (balai_record_get_kind (other) == kind && g_strcmp0 (balai_record_get_text (other, field), id) == 0)
        return NULL;
    }
  link = balai_record_new (kind);
  balai_record_set_text (link, field, id);
  g_ptr_array_add (draft->values->links, link);
  return link;
}

static gboolean
param_is_true (const BalaiIcalAttendee *attendee,
               const char              *name)
{
  g_autofree char *value = balai_attendee_get_param (attendee, name);

  return value != NULL && g_ascii_strcasecmp (value, "TRUE") == 0;
}

static void
add_person (Draft                   *draft,
            const BalaiIcalAttendee *attendee,
            BalaiRecord             *person)
{
  static const struct
  {
    const char *partstat;
    const char *attendance;
  } answers[] = {
    { "ACCEPTED", "accepted" }, { "TENTATIVE", "tentative" }, { "DECLINED", "declined" }, { "DELEGATED", "delegated" },
  };
  BalaiRecord *link = link_of (draft, &balai_event_person_kind, BALAI_EVENT_PERSON_PERSON,
                               balai_record_get_id (person));
  g_autofree char *role = balai_attendee_get_param (attendee, "X-BALAI-ROLE");
  g_autofree char *delegate = balai_attendee_get_param (attendee, "X-BALAI-DELEGATE");
  BalaiRecord *other;

  if (link == NULL)
    return;
  if (role == NULL || !balai_field_has_enum_code (&balai_event_person_kind.fields[BALAI_EVENT_PERSON_ROLE], role))
    {
      g_free (role);
      role = g_strdup (!balai_record_get_boolean (person, BALAI_PERSON_LEADER)     ? "participant"
                       : g_strcmp0 (attendee->role, "OPT-PARTICIPANT") == 0        ? "leader_invited"
                                                                                   : "leader");
    }
  balai_record_set_text (link, BALAI_EVENT_PERSON_ROLE, role);
  balai_record_set_int (link, BALAI_EVENT_PERSON_ONLINE, param_is_true (attendee, "X-BALAI-ONLINE"));
  balai_record_set_int (link, BALAI_EVENT_PERSON_DELEGABLE, param_is_true (attendee, "X-BALAI-DELEGABLE"));
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      if (g_strcmp0 (attendee->partstat, answers[i].partstat) == 0)
        balai_record_set_text (link, BALAI_EVENT_PERSON_ATTENDANCE, answers[i].attendance);
    }
  other = delegate == NULL ? NULL
                           : balai_name_matcher_by_name (draft->names->matcher, &balai_person_kind, delegate, NULL);
  note_use (draft->names, other);
  if (other != NULL)
    balai_record_set_text (link, BALAI_EVENT_PERSON_DELEGATE, balai_record_get_id (other));
}

static void
map_attendee (Draft                   *draft,
              const BalaiIcalAttendee *attendee)
{
  gboolean ambiguous;
  BalaiRecord *found = balai_import_find_attendee (draft->names->matcher, attendee, &ambiguous);
  const BalaiKind *kind;
  BalaiRecord *link;

  if (!draft->own && is_room (draft->names, attendee))
    return;
  if (found == NULL && !ambiguous)
    found = propose_attendee (draft, attendee);
  if (found == NULL)
    return;
  note_use (draft->names, found);
  kind = balai_record_get_kind (found);
  if (kind == &balai_person_kind)
    add_person (draft, attendee, found);
  else if (kind == &balai_opd_kind)
    link_of (draft, &balai_event_opd_kind, BALAI_EVENT_OPD_OPD, balai_record_get_id (found));
  else if (kind == &balai_equipment_kind)
    {
      g_autofree char *quantity = balai_attendee_get_param (attendee, "X-BALAI-QUANTITY");

      link = link_of (draft, &balai_event_equipment_kind, BALAI_EVENT_EQUIPMENT_EQUIPMENT, balai_record_get_id (found));
      if (link != NULL && quantity != NULL)
        balai_record_set_int (link, BALAI_EVENT_EQUIPMENT_QUANTITY,
                              CLAMP (g_ascii_strtoll (quantity, NULL, 10), 1, 1000000));
    }
  else if (balai_record_is_null (draft->values->event, BALAI_EVENT_VENUE))
    set_text (draft, BALAI_EVENT_VENUE, balai_record_get_id (found));
}

static void
map_contact (Draft *draft)
{
  const BalaiIcalAttendee *organizer = draft->event->organizer;
  const char *own = balai_ical_event_get (draft->event, "X-BALAI-CONTACT");

  if (draft->own || own != NULL)
    set_text (draft, BALAI_EVENT_CONTACT, own);
  else if (organizer == NULL || (organizer->name == NULL && organizer->mail == NULL)
           || (organizer->mail != NULL && g_str_has_prefix (organizer->mail, "unknownorganizer@")))
    set_text (draft, BALAI_EVENT_CONTACT, NULL);
  else if (organizer->name == NULL || organizer->mail == NULL
           || g_ascii_strcasecmp (organizer->name, organizer->mail) == 0)
    set_text (draft, BALAI_EVENT_CONTACT, organizer->name != NULL ? organizer->name : organizer->mail);
  else
    {
      g_autofree char *contact = g_strdup_printf ("%s <%s>", organizer->name, organizer->mail);

      set_text (draft, BALAI_EVENT_CONTACT, contact);
    }
}

/* What only Balai writes; a file of others says nothing of it, and leaves it as it is. */
static void
map_own (Draft *draft)
{
  static const struct
  {
    const char *name;
    int         field;
  } numbers[] = {
    { "X-BALAI-SETUP", BALAI_EVENT_SETUP },
    { "X-BALAI-TEARDOWN", BALAI_EVENT_TEARDOWN },
    { "X-BALAI-PARTICIPANTS", BALAI_EVENT_PARTICIPANTS },
  };
  const char *opd = balai_ical_event_get (draft->event, "X-BALAI-OPD");
  const char *opd_name = balai_ical_event_get (draft->event, "X-BALAI-OPD-NAME");
  const char *scope = balai_ical_event_get (draft->event, "X-BALAI-SCOPE");
  const char *priority = balai_ical_event_get (draft->event, "X-BALAI-PRIORITY");
  BalaiRecord *owner = NULL;

  if (opd != NULL)
    owner = balai_name_matcher_by_name (draft->names->matcher, &balai_opd_kind, opd, NULL);
  if (opd != NULL && owner == NULL)
    owner = propose_opd (draft->names, opd_name != NULL ? opd_name : opd, opd, NULL);
  note_use (draft->names, owner);
  if (owner != NULL)
    set_text (draft, BALAI_EVENT_OPD, balai_record_get_id (owner));
  if (scope != NULL && balai_field_has_enum_code (&balai_event_kind.fields[BALAI_EVENT_SCOPE], scope))
    set_text (draft, BALAI_EVENT_SCOPE, scope);
  if (priority != NULL && balai_field_has_enum_code (&balai_event_kind.fields[BALAI_EVENT_PRIORITY], priority))
    set_text (draft, BALAI_EVENT_PRIORITY, priority);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const BalaiField *field = &balai_event_kind.fields[numbers[i].field];
      const char *value = balai_ical_event_get (draft->event, numbers[i].name);

      if (value != NULL)
        set_int (draft, numbers[i].field, CLAMP (g_ascii_strtoll (value, NULL, 10), field->minimum, field->maximum));
      else if (draft->own)
        set_null (draft, numbers[i].field);
    }
}

/* Who invites is the organiser, where the registers know the office; what Balai wrote says itself whose it is. */
static void
map_inviter (Draft *draft)
{
  const BalaiIcalAttendee *organizer = draft->event->organizer;
  BalaiRecord *opd = NULL;
  const char *name;

  if (draft->own)
    opd = balai_name_matcher_get (draft->names->matcher, &balai_opd_kind,
                                  balai_record_get_text (draft->values->event, BALAI_EVENT_OPD));
  if (opd == NULL)
    opd = balai_import_find_inviter (draft->names->matcher, organizer);
  note_use (draft->names, opd);
  if (opd != NULL)
    set_text (draft, BALAI_EVENT_OPD, balai_record_get_id (opd));
  name = opd != NULL                                                        ? balai_record_get_title (opd)
         : organizer == NULL                                                ? NULL
         : organizer->name != NULL && *organizer->name != '\0' ? organizer->name
                                                                            : organizer->mail;
  draft->values->inviter = g_strdup (name);
}

/**
 * balai_import_values_new:
 * @event: an event out of a file
 * @method: (nullable): METHOD of its calendar
 * @series: (nullable): how it repeats, where it is not as the file says
 * @names: the registers, and where to note what they do not know
 * @city: zone of the city
 *
 * Returns: (transfer full): what the event says as values of records
 */
BalaiImportValues *
balai_import_values_new (const BalaiIcalEvent    *event,
                         const char              *method,
                         const BalaiImportSeries *series,
                         BalaiImportNames        *names,
                         const BalaiZone         *city)
{
  BalaiImportValues *self = g_new0 (BalaiImportValues, 1);
  Draft draft = { event, names, self, balai_ical_event_get (event, BALAI_ICAL_OWN) != NULL };

  names->n_read++;
  self->event = balai_record_new (&balai_event_kind);
  self->links = g_ptr_array_new_with_free_func (g_object_unref);
  map_title (&draft);
  set_text (&draft, BALAI_EVENT_DESCRIPTION, event->description);
  map_status (&draft, method);
  map_visibility (&draft);
  map_times (&draft, series, city);
  map_place (&draft);
  set_text (&draft, BALAI_EVENT_URL, event->url);
  if (event->categories->len > 0)
    {
      g_autoptr (GString) categories = g_string_new (NULL);

      for (guint i = 0; i < event->categories->len; i++)
        g_string_append_printf (categories, "%s%s", i == 0 ? "" : ", ", (char *) event->categories->pdata[i]);
      set_text (&draft, BALAI_EVENT_CATEGORIES, categories->str);
    }
  else
    set_text (&draft, BALAI_EVENT_CATEGORIES, NULL);
  map_contact (&draft);
  map_own (&draft);
  if (g_strcmp0 (method, "REQUEST") == 0)
    map_inviter (&draft);
  for (guint i = 0; i < event->attendees->len; i++)
    map_attendee (&draft, event->attendees->pdata[i]);
  balai_import_values_write_json (self);
  self->verbatim = balai_ical_write_rest (event);
  return self;
}

void
balai_import_values_free (BalaiImportValues *self)
{
  g_clear_object (&self->event);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_free (self->json);
  g_free (self->verbatim);
  g_free (self->inviter);
  g_free (self);
}

void
balai_import_proposal_free (BalaiImportProposal *self)
{
  g_free (self->name);
  g_free (self->mail);
  g_free (self->key);
  g_clear_object (&self->record);
  g_free (self);
}

/**
 * balai_import_link_get_field:
 * @link: a person, an OPD or equipment of an event
 *
 * Returns: index of the field that says whom or what it links
 */
int
balai_import_link_get_field (BalaiRecord *link)
{
  const BalaiKind *kind = balai_record_get_kind (link);

  if (kind == &balai_event_person_kind)
    return BALAI_EVENT_PERSON_PERSON;
  return kind == &balai_event_opd_kind ? BALAI_EVENT_OPD_OPD : BALAI_EVENT_EQUIPMENT_EQUIPMENT;
}

/**
 * balai_import_link_get_target:
 * @link: a person, an OPD or equipment of an event
 *
 * Returns: (transfer none) (nullable): id of the person, the OPD or the pool
 */
const char *
balai_import_link_get_target (BalaiRecord *link)
{
  return balai_record_get_text (link, balai_import_link_get_field (link));
}
