/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-ical-event-private.h"

#include <string.h>

#include "balai-day.h"
#include "balai-ical-values-private.h"
#include "balai-recurrence.h"

typedef enum
{
  PROPERTY_OTHER,
  PROPERTY_ATTENDEE,
  PROPERTY_CATEGORIES,
  PROPERTY_CLASS,
  PROPERTY_CONFERENCE,
  PROPERTY_CREATED,
  PROPERTY_DESCRIPTION,
  PROPERTY_DTEND,
  PROPERTY_DTSTAMP,
  PROPERTY_DTSTART,
  PROPERTY_DURATION,
  PROPERTY_EXDATE,
  PROPERTY_EXRULE,
  PROPERTY_LAST_MODIFIED,
  PROPERTY_LOCATION,
  PROPERTY_ORGANIZER,
  PROPERTY_RDATE,
  PROPERTY_RECURRENCE_ID,
  PROPERTY_RRULE,
  PROPERTY_SEQUENCE,
  PROPERTY_STATUS,
  PROPERTY_SUMMARY,
  PROPERTY_TRANSP,
  PROPERTY_UID,
  PROPERTY_URL,
} Property;

typedef struct
{
  const BalaiIcalLine *start;   /* (unowned) (nullable) */
  const BalaiIcalLine *end;     /* (unowned) (nullable) */
  const BalaiIcalLine *length;  /* (unowned) (nullable) */
  const BalaiIcalLine *replaces; /* (unowned) (nullable) */
  const BalaiZone     *zone;    /* (unowned), of times that name none: that of the start once it is read */
  gboolean             all_day_flag;
  int                  outlook_busy; /* -1 when not said */
} Draft;

static Property
property_of (const BalaiIcalLine *line)
{
  static const struct
  {
    const char *name;
    Property    property;
  } names[] = {
    { "ATTENDEE", PROPERTY_ATTENDEE },       { "CATEGORIES", PROPERTY_CATEGORIES },
    { "CLASS", PROPERTY_CLASS },             { "CONFERENCE", PROPERTY_CONFERENCE },
    { "CREATED", PROPERTY_CREATED },         { "DESCRIPTION", PROPERTY_DESCRIPTION },
    { "DTEND", PROPERTY_DTEND },             { "DTSTAMP", PROPERTY_DTSTAMP },
    { "DTSTART", PROPERTY_DTSTART },         { "DURATION", PROPERTY_DURATION },
    { "EXDATE", PROPERTY_EXDATE },           { "EXRULE", PROPERTY_EXRULE },
    { "LAST-MODIFIED", PROPERTY_LAST_MODIFIED }, { "LOCATION", PROPERTY_LOCATION },
    { "ORGANIZER", PROPERTY_ORGANIZER },     { "RDATE", PROPERTY_RDATE },
    { "RECURRENCE-ID", PROPERTY_RECURRENCE_ID }, { "RRULE", PROPERTY_RRULE },
    { "SEQUENCE", PROPERTY_SEQUENCE },       { "STATUS", PROPERTY_STATUS },
    { "SUMMARY", PROPERTY_SUMMARY },         { "TRANSP", PROPERTY_TRANSP },
    { "UID", PROPERTY_UID },                 { "URL", PROPERTY_URL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_toupper (*line->text) == *names[i].name && balai_ical_line_is (line, names[i].name))
        return names[i].property;
    }
  return PROPERTY_OTHER;
}

/* Every parameter but those named, as in the file. */
static char *
other_params (const BalaiIcalLine *line,
              const char *const   *known)
{
  const char *cursor = line->params;
  const char *name, *value;
  gsize name_length, value_length;
  GString *out = NULL;

  while (balai_ical_param_next (&cursor, &name, &name_length, &value, &value_length))
    {
      gboolean is_known = FALSE;

      for (guint i = 0; known[i] != NULL && !is_known; i++)
        is_known = strlen (known[i]) == name_length && g_ascii_strncasecmp (known[i], name, name_length) == 0;
      if (is_known || name_length == 0)
        continue;
      if (out == NULL)
        out = g_string_new (NULL);
      g_string_append_printf (out, ";%.*s=%.*s", (int) name_length, name, (int) value_length, value);
    }
  return out == NULL ? NULL : g_string_free (out, FALSE);
}

static gboolean
read_time (BalaiIcalReader     *self,
           const BalaiIcalLine *line,
           const char          *value,
           const BalaiZone     *zone,
           BalaiIcalTime       *time)
{
  g_autofree char *tzid = NULL;
  g_autofree char *type = NULL;
  gboolean unknown;
  int64_t wall;

  switch (balai_ical_parse_time (value, &wall))
    {
    case BALAI_ICAL_FORM_DATE:
      *time = balai_ical_time_on (balai_wall_day (wall), self->city);
      return TRUE;
    case BALAI_ICAL_FORM_UTC:
      *time = (BalaiIcalTime) { wall, wall, balai_zone_utc (), FALSE };
      break;
    case BALAI_ICAL_FORM_WALL:
      tzid = balai_ical_line_get_param (line, "TZID");
      *time = balai_ical_zones_place (self->zones, tzid, zone, wall, &unknown);
      if (unknown)
        balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_UNKNOWN_ZONE, line->number, tzid);
      break;
    case BALAI_ICAL_FORM_BAD:
    default:
      return FALSE;
    }
  type = line->params == NULL ? NULL : balai_ical_line_get_param (line, "VALUE");
  if (type != NULL && g_ascii_strcasecmp (type, "DATE") == 0 && balai_wall_second (wall) == 0)
    *time = balai_ical_time_on (balai_wall_day (wall), self->city);
  return TRUE;
}

/* A length may lead out of the years that can be written. */
static gboolean
is_in_calendar (int64_t seconds)
{
  return balai_wall_day (seconds) < BALAI_DAY_MAX;
}

static int64_t
read_stamp (BalaiIcalReader     *self,
            const BalaiIcalLine *line,
            const Draft         *draft)
{
  BalaiIcalTime time;

  return read_time (self, line, line->value, draft->zone, &time) ? time.instant : BALAI_ICAL_NONE;
}

static BalaiIcalAttendee *
read_attendee (const BalaiIcalLine *line)
{
  static const char *const known[] = { "CN", "CUTYPE", "ROLE", "PARTSTAT", NULL };
  BalaiIcalAttendee *attendee = balai_ical_attendee_new ();
  char *const value = g_strstrip (g_strdup (line->value));
  g_autofree char *email = NULL;

  attendee->address = value;
  attendee->name = balai_ical_line_get_param (line, "CN");
  attendee->cutype = balai_ical_line_get_param (line, "CUTYPE");
  attendee->role = balai_ical_line_get_param (line, "ROLE");
  attendee->partstat = balai_ical_line_get_param (line, "PARTSTAT");
  for (char **upper = (char *[]) { attendee->cutype, attendee->role, attendee->partstat, NULL }, **end = upper + 3;
       upper < end; upper++)
    {
      for (char *p = *upper; p != NULL && *p != '\0'; p++)
        *p = g_ascii_toupper (*p);
    }
  attendee->params = other_params (line, known);
  if (g_ascii_strncasecmp (value, "mailto:", 7) == 0)
    email = g_uri_unescape_string (value + 7, NULL);
  if (email == NULL || strchr (email, '@') == NULL)
    {
      g_free (email);
      email = balai_ical_line_get_param (line, "EMAIL");
    }
  if (email == NULL && strchr (value, '@') != NULL && strchr (value, ':') == NULL)
    email = g_strdup (value);
  if (email != NULL && strchr (email, '@') != NULL && g_utf8_validate (email, -1, NULL))
    attendee->mail = g_strstrip (g_utf8_strdown (email, -1));
  return attendee;
}

static void
read_exdates (BalaiIcalReader     *self,
              const BalaiIcalLine *line,
              const Draft         *draft,
              BalaiIcalEvent      *event)
{
  g_auto (GStrv) values = g_strsplit (line->value, ",", -1);

  for (guint i = 0; values[i] != NULL; i++)
    {
      BalaiIcalTime time;

      if (*g_strstrip (values[i]) == '\0')
        continue;
      if (read_time (self, line, values[i], draft->zone, &time))
        g_array_append_val (event->exdates, time);
      else
        balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_BAD_DATE, line->number, values[i]);
    }
}

static gboolean
read_period_end (BalaiIcalReader     *self,
                 const BalaiIcalLine *line,
                 const char          *text,
                 const Draft         *draft,
                 BalaiIcalExtra      *extra)
{
  BalaiIcalTime end;
  gboolean has_time;
  int64_t seconds;

  if (*text == 'P' || *text == 'p' || *text == '+')
    {
      if (!balai_ical_parse_duration (text, &seconds, &has_time) || !is_in_calendar (extra->time.instant + seconds))
        return FALSE;
      extra->end = extra->time.instant + seconds;
      return TRUE;
    }
  if (!read_time (self, line, text, draft->zone, &end) || end.instant < extra->time.instant)
    return FALSE;
  extra->end = end.instant;
  return TRUE;
}

static void
read_rdates (BalaiIcalReader     *self,
             const BalaiIcalLine *line,
             const Draft         *draft,
             BalaiIcalEvent      *event)
{
  g_auto (GStrv) values = g_strsplit (line->value, ",", -1);

  for (guint i = 0; values[i] != NULL; i++)
    {
      BalaiIcalExtra extra = { .end = BALAI_ICAL_NONE };
      char *slash;

      if (*g_strstrip (values[i]) == '\0')
        continue;
      slash = strchr (values[i], '/');
      if (slash != NULL)
        *slash = '\0';
      if (!read_time (self, line, values[i], draft->zone, &extra.time)
          || (slash != NULL && !read_period_end (self, line, slash + 1, draft, &extra)))
        balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_BAD_DATE, line->number, line->value);
      else
        g_array_append_val (event->rdates, extra);
    }
}

/* A text is taken once; what comes again under the name is kept as it is. */
static gboolean
take_text (BalaiIcalEvent      *event,
           const BalaiIcalLine *line,
           const char          *name,
           gboolean             escaped,
           char               **text)
{
  static const char *const known[] = { "VALUE", NULL };
  static const char *const known_encoded[] = { "VALUE", "ENCODING", "CHARSET", NULL };
  g_autofree char *params = NULL;
  g_autofree char *decoded = NULL;

  if (*text != NULL)
    return FALSE;
  if (line->params != NULL)
    decoded = balai_ical_line_decode (line);
  if (decoded != NULL || escaped)
    *text = balai_ical_unescape (decoded != NULL ? decoded : line->value);
  else
    *text = g_strstrip (g_strdup (line->value));
  if (line->params == NULL)
    return TRUE;
  params = other_params (line, decoded != NULL ? known_encoded : known);
  if (params != NULL)
    g_ptr_array_add (event->params, balai_ical_property_new (name, params));
  return TRUE;
}

static gboolean
read_status (BalaiIcalEvent *event,
             const char     *value)
{
  static const struct
  {
    const char     *name;
    BalaiIcalStatus status;
  } names[] = {
    { "CONFIRMED", BALAI_ICAL_STATUS_CONFIRMED },
    { "TENTATIVE", BALAI_ICAL_STATUS_TENTATIVE },
    { "CANCELLED", BALAI_ICAL_STATUS_CANCELLED },
    { "CANCELED", BALAI_ICAL_STATUS_CANCELLED },
  };
  g_autofree char *status = g_strstrip (g_strdup (value));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (status, names[i].name) == 0)
        {
          event->status = names[i].status;
          return TRUE;
        }
    }
  return FALSE;
}

static int
busy_of_outlook (const char *value)
{
  static const struct
  {
    const char *name;
    int         busy;
  } names[] = {
    { "FREE", BALAI_ICAL_BUSY_FREE },           { "0", BALAI_ICAL_BUSY_FREE },
    { "WORKINGELSEWHERE", BALAI_ICAL_BUSY_FREE }, { "4", BALAI_ICAL_BUSY_FREE },
    { "TENTATIVE", BALAI_ICAL_BUSY_TENTATIVE }, { "1", BALAI_ICAL_BUSY_TENTATIVE },
    { "BUSY", BALAI_ICAL_BUSY_BUSY },           { "2", BALAI_ICAL_BUSY_BUSY },
    { "OOF", BALAI_ICAL_BUSY_AWAY },            { "3", BALAI_ICAL_BUSY_AWAY },
  };
  g_autofree char *busy = g_strstrip (g_strdup (value));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (busy, names[i].name) == 0)
        return names[i].busy;
    }
  return -1;
}

static int64_t
read_integer (const char *value)
{
  int64_t number = g_ascii_strtoll (value, NULL, 10);

  return CLAMP (number, 0, G_MAXINT32);
}

static void
read_categories (BalaiIcalEvent      *event,
                 const BalaiIcalLine *line)
{
  g_autoptr (GPtrArray) texts = balai_ical_split_texts (line->value);

  for (guint i = 0; i < texts->len; i++)
    {
      if (!g_ptr_array_find_with_equal_func (event->categories, g_ptr_array_index (texts, i), g_str_equal, NULL))
        g_ptr_array_add (event->categories, g_strdup (g_ptr_array_index (texts, i)));
    }
}

/* What is not known by name, but means something. */
static void
read_other (BalaiIcalEvent      *event,
            const BalaiIcalLine *line,
            Draft               *draft,
            GString             *raw)
{
  if (g_ascii_strncasecmp (line->text, "X-BALAI-", 8) == 0)
    {
      g_autofree char *name = g_ascii_strup (line->text, (gssize) line->name_length);
      g_autofree char *value = balai_ical_unescape (line->value);

      g_ptr_array_add (event->balai, balai_ical_property_new (name, value));
      return;
    }
  if (balai_ical_line_is (line, "X-MICROSOFT-CDO-BUSYSTATUS"))
    draft->outlook_busy = busy_of_outlook (line->value);
  else if (balai_ical_line_is (line, "X-MICROSOFT-CDO-ALLDAYEVENT"))
    draft->all_day_flag = g_ascii_strncasecmp (line->value, "TRUE", 4) == 0;
  g_string_append_printf (raw, "%s\n", line->text);
}

static gboolean
read_property (BalaiIcalReader     *self,
               BalaiIcalEvent      *event,
               const BalaiIcalLine *line,
               Draft               *draft)
{
  switch (property_of (line))
    {
    case PROPERTY_UID:
      if (event->uid != NULL || *line->value == '\0')
        return event->uid == NULL;
      event->uid = g_strstrip (balai_ical_unescape (line->value));
      if (*event->uid == '\0')
        g_clear_pointer (&event->uid, g_free);
      return TRUE;
    case PROPERTY_SUMMARY:
      return take_text (event, line, "SUMMARY", TRUE, &event->summary);
    case PROPERTY_DESCRIPTION:
      return take_text (event, line, "DESCRIPTION", TRUE, &event->description);
    case PROPERTY_LOCATION:
      return take_text (event, line, "LOCATION", TRUE, &event->location);
    case PROPERTY_URL:
      return take_text (event, line, "URL", FALSE, &event->url);
    case PROPERTY_CONFERENCE:
      return take_text (event, line, "CONFERENCE", FALSE, &event->conference);
    case PROPERTY_CLASS:
      if (event->class_name != NULL)
        return FALSE;
      event->class_name = g_strstrip (g_ascii_strup (line->value, -1));
      return TRUE;
    case PROPERTY_CATEGORIES:
      read_categories (event, line);
      return TRUE;
    case PROPERTY_STATUS:
      return event->status == BALAI_ICAL_STATUS_NONE && read_status (event, line->value);
    case PROPERTY_TRANSP:
      if (g_ascii_strncasecmp (line->value, "TRANSPARENT", 11) != 0)
        return g_ascii_strncasecmp (line->value, "OPAQUE", 6) == 0;
      event->transparent = TRUE;
      return TRUE;
    case PROPERTY_SEQUENCE:
      event->sequence = read_integer (line->value);
      return TRUE;
    case PROPERTY_LAST_MODIFIED:
      event->last_modified = read_stamp (self, line, draft);
      return TRUE;
    case PROPERTY_DTSTAMP:
      event->dtstamp = read_stamp (self, line, draft);
      return TRUE;
    case PROPERTY_CREATED:
      event->created = read_stamp (self, line, draft);
      return TRUE;
    case PROPERTY_ORGANIZER:
      if (event->organizer != NULL)
        return FALSE;
      event->organizer = read_attendee (line);
      return TRUE;
    case PROPERTY_ATTENDEE:
      g_ptr_array_add (event->attendees, read_attendee (line));
      return TRUE;
    case PROPERTY_RRULE:
    case PROPERTY_EXRULE:
      {
        gboolean adds = property_of (line) == PROPERTY_RRULE;
        char *rule = g_strstrip (g_strdup (line->value));

        if (*rule != '\0' && !balai_recurrence_readable (rule))
          balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_BAD_RULE, line->number, rule);
        if (*rule == '\0')
          g_free (rule);
        else
          g_ptr_array_add (adds ? event->rrules : event->exrules, rule);
        return TRUE;
      }
    case PROPERTY_EXDATE:
      read_exdates (self, line, draft, event);
      return TRUE;
    case PROPERTY_RDATE:
      read_rdates (self, line, draft, event);
      return TRUE;
    case PROPERTY_DTSTART:
    case PROPERTY_DTEND:
    case PROPERTY_DURATION:
    case PROPERTY_RECURRENCE_ID:
      /* Read before all others. */
      return TRUE;
    case PROPERTY_OTHER:
    default:
      return FALSE;
    }
}

static void
find_times (const BalaiIcalComponent *component,
            Draft                    *draft)
{
  for (guint i = 0; i < component->lines->len; i++)
    {
      const BalaiIcalLine *line = g_ptr_array_index (component->lines, i);
      const BalaiIcalLine **place = NULL;

      if (balai_ical_line_is (line, "DTSTART"))
        place = &draft->start;
      else if (balai_ical_line_is (line, "DTEND"))
        place = &draft->end;
      else if (balai_ical_line_is (line, "DURATION"))
        place = &draft->length;
      else if (balai_ical_line_is (line, "RECURRENCE-ID"))
        place = &draft->replaces;
      if (place != NULL && *place == NULL)
        *place = line;
    }
}

static void
end_on_days (BalaiIcalReader *self,
             BalaiIcalEvent  *event,
             const Draft     *draft)
{
  int64_t first = balai_wall_day (event->start.wall);
  int64_t last = first + 1;
  BalaiIcalTime end;
  int64_t seconds;
  gboolean has_time;

  if (draft->end != NULL)
    {
      if (!read_time (self, draft->end, draft->end->value, draft->zone, &end))
        balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_BAD_END, draft->end->number, draft->end->text);
      else
        {
          last = balai_wall_day (end.wall) + (balai_wall_second (end.wall) > 0 ? 1 : 0);
          if (last < first)
            balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_END_BEFORE_START, draft->end->number, draft->end->text);
        }
    }
  else if (draft->length != NULL)
    {
      if (balai_ical_parse_duration (draft->length->value, &seconds, &has_time)
          && is_in_calendar (event->start.wall + seconds))
        last = first + (seconds + BALAI_DAY - 1) / BALAI_DAY;
      else
        balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_BAD_DURATION, draft->length->number, draft->length->text);
    }
  event->end = balai_ical_time_on (MAX (last, first + 1), self->city);
}

static void
end_at_time (BalaiIcalReader *self,
             BalaiIcalEvent  *event,
             const Draft     *draft)
{
  int64_t seconds;
  gboolean has_time;

  event->end = event->start;
  if (draft->end != NULL)
    {
      if (!read_time (self, draft->end, draft->end->value, draft->zone, &event->end))
        {
          balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_BAD_END, draft->end->number, draft->end->text);
          event->end = event->start;
        }
      if (event->end.is_date)
        event->end = (BalaiIcalTime) { event->end.wall, balai_zone_to_instant (event->start.zone, event->end.wall),
                                       event->start.zone, FALSE };
      if (event->end.instant < event->start.instant)
        {
          balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_END_BEFORE_START, draft->end->number, draft->end->text);
          event->end = event->start;
        }
    }
  else if (draft->length != NULL)
    {
      if (!balai_ical_parse_duration (draft->length->value, &seconds, &has_time)
          || !is_in_calendar (event->start.wall + seconds))
        balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_BAD_DURATION, draft->length->number, draft->length->text);
      else if (has_time)
        event->end = balai_ical_time_at (event->start.instant + seconds, event->start.zone);
      else
        event->end = balai_ical_time_at (balai_zone_to_instant (event->start.zone, event->start.wall + seconds),
                                         event->start.zone);
    }
}

/* Outlook writes whole days as times from midnight to midnight of its own zone, or of UTC after a detour. */
static void
make_all_day (BalaiIcalReader *self,
              BalaiIcalEvent  *event)
{
  int64_t start = event->start.wall;
  int64_t end = event->end.wall;

  if (balai_wall_second (start) != 0 || balai_wall_second (end) != 0)
    {
      start = balai_zone_to_wall (self->city, event->start.instant);
      end = balai_zone_to_wall (self->city, event->end.instant);
    }
  if (balai_wall_second (start) != 0 || balai_wall_second (end) != 0)
    return;
  event->start = balai_ical_time_on (balai_wall_day (start), self->city);
  event->end = balai_ical_time_on (MAX (balai_wall_day (end), balai_wall_day (start) + 1), self->city);
}

static int
compare_properties (gconstpointer a,
                    gconstpointer b)
{
  return strcmp ((*(const BalaiIcalProperty *const *) a)->name, (*(const BalaiIcalProperty *const *) b)->name);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The identity of an event that has none: what it says, whatever the order, without the stamps of the export. */
static char *
made_uid (const BalaiIcalComponent *component)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GString) children = g_string_new (NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < component->lines->len; i++)
    {
      const BalaiIcalLine *line = g_ptr_array_index (component->lines, i);

      if (!balai_ical_line_is (line, "DTSTAMP") && !balai_ical_line_is (line, "CREATED")
          && !balai_ical_line_is (line, "LAST-MODIFIED") && !balai_ical_line_is (line, "SEQUENCE")
          && !balai_ical_line_is (line, "UID"))
        g_ptr_array_add (texts, (gpointer) line->text);
    }
  g_ptr_array_sort (texts, compare_texts);
  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      g_checksum_update (sum, (const guchar *) text, (gssize) strlen (text) + 1);
    }
  for (guint i = 0; component->children != NULL && i < component->children->len; i++)
    balai_ical_component_append (g_ptr_array_index (component->children, i), children);
  g_checksum_update (sum, (const guchar *) children->str, (gssize) children->len);
  return g_strdup_printf ("%.32s@balai", g_checksum_get_string (sum));
}

static gboolean
read_replaced (BalaiIcalReader *self,
               BalaiIcalEvent  *event,
               const Draft     *draft)
{
  g_autofree char *range = NULL;

  if (draft->replaces == NULL)
    return TRUE;
  if (!read_time (self, draft->replaces, draft->replaces->value, draft->zone, &event->recurrence_id))
    {
      balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_BAD_RECURRENCE_ID, draft->replaces->number,
                                 draft->replaces->text);
      return FALSE;
    }
  event->is_override = TRUE;
  range = balai_ical_line_get_param (draft->replaces, "RANGE");
  event->this_and_future = range != NULL && g_ascii_strcasecmp (range, "THISANDFUTURE") == 0;
  return TRUE;
}

/* Where people join, from those who do not write CONFERENCE. The property itself stays among the unknown ones. */
static void
find_conference (BalaiIcalEvent           *event,
                 const BalaiIcalComponent *component)
{
  static const char *const names[] = {
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
  };

  for (guint i = 0; i < component->lines->len && event->conference == NULL; i++)
    {
      const BalaiIcalLine *line = g_ptr_array_index (component->lines, i);

      for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
        {
          if (balai_ical_line_is (line, names[j]) && *line->value != '\0')
            event->conference = g_strstrip (g_strdup (line->value));
        }
    }
}

/**
 * balai_ical_reader_event:
 * @self: the reader
 * @component: a VEVENT
 *
 * Returns: (transfer full) (nullable): the event; %NULL, and a problem noted, when it has no time that can be read
 */
BalaiIcalEvent *
balai_ical_reader_event (BalaiIcalReader          *self,
                         const BalaiIcalComponent *component)
{
  g_autoptr (BalaiIcalEvent) event = balai_ical_event_new ();
  g_autoptr (GString) raw = g_string_new (NULL);
  Draft draft = { .zone = g_ptr_array_index (self->floating, component->calendar), .outlook_busy = -1 };

  event->line = component->line;
  event->home = draft.zone;
  event->calendar = component->calendar;
  find_times (component, &draft);
  if (draft.start == NULL)
    {
      const BalaiIcalLine *first = component->lines->len == 0 ? NULL : g_ptr_array_index (component->lines, 0);

      balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_NO_START, component->line, first == NULL ? "" : first->text);
      return NULL;
    }
  if (!read_time (self, draft.start, draft.start->value, draft.zone, &event->start)
      || !is_in_calendar (event->start.wall))
    {
      balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_BAD_START, draft.start->number, draft.start->text);
      return NULL;
    }
  if (!event->start.is_date && event->start.zone != balai_zone_utc ())
    draft.zone = event->start.zone;
  if (!read_replaced (self, event, &draft))
    return NULL;
  if (event->start.is_date)
    end_on_days (self, event, &draft);
  else
    end_at_time (self, event, &draft);

  for (guint i = 0; i < component->lines->len; i++)
    {
      const BalaiIcalLine *line = g_ptr_array_index (component->lines, i);

      if (!read_property (self, event, line, &draft))
        read_other (event, line, &draft, raw);
    }
  for (guint i = 0; component->children != NULL && i < component->children->len; i++)
    balai_ical_component_append (g_ptr_array_index (component->children, i), raw);
  g_ptr_array_sort (event->params, compare_properties);

  if (draft.all_day_flag && !event->start.is_date)
    make_all_day (self, event);
  event->all_day = event->start.is_date;
  event->busy = event->transparent ? BALAI_ICAL_BUSY_FREE : BALAI_ICAL_BUSY_BUSY;
  if (draft.outlook_busy >= 0)
    event->busy = (BalaiIcalBusy) draft.outlook_busy;
  find_conference (event, component);
  if (event->uid == NULL)
    {
      event->uid = made_uid (component);
      event->uid_made = TRUE;
    }
  g_free (event->raw);
  event->raw = g_string_free (g_steal_pointer (&raw), FALSE);
  return g_steal_pointer (&event);
}
