/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-ical-reader.h"

#include <string.h>

#include "balai-day.h"
#include "balai-ical-event-private.h"
#include "balai-ical-text.h"
#include "balai-ical-values-private.h"
#include "balai-ical-zones.h"

/* Components inside components; one deeper is kept beside the last. */
#define MAX_DEPTH 32

/* Of the problems that lose nothing; those that lose an event are all told. */
#define MAX_MINOR_PROBLEMS 1000

static BalaiIcalComponent *
component_new (const char *name,
               gsize       length,
               guint       line,
               guint       calendar)
{
  BalaiIcalComponent *self = g_new0 (BalaiIcalComponent, 1);

  self->name = g_ascii_strup (name, (gssize) length);
  self->lines = g_ptr_array_new ();
  self->line = line;
  self->calendar = calendar;
  return self;
}

static void
component_free (BalaiIcalComponent *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->lines);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self);
}

/**
 * balai_ical_component_append:
 * @self: a component
 * @out: where to write
 *
 * Writes it as it stood in the file, unfolded, each line with its '\n'.
 */
void
balai_ical_component_append (const BalaiIcalComponent *self,
                             GString                  *out)
{
  g_string_append_printf (out, "BEGIN:%s\n", self->name);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const BalaiIcalLine *line = g_ptr_array_index (self->lines, i);

      g_string_append (out, line->text);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    balai_ical_component_append (g_ptr_array_index (self->children, i), out);
  g_string_append_printf (out, "END:%s\n", self->name);
}

/**
 * balai_ical_reader_problem:
 * @self: the reader
 * @code: what could not be read
 * @line: where
 * @text: what stands there
 *
 * Notes a problem.
 */
void
balai_ical_reader_problem (BalaiIcalReader      *self,
                           BalaiIcalProblemCode  code,
                           guint                 line,
                           const char           *text)
{
  BalaiIcalProblem *problem;
  gsize length = strlen (text);

  if (!balai_ical_problem_loses (code) && self->n_minor++ >= MAX_MINOR_PROBLEMS)
    return;
  problem = g_new0 (BalaiIcalProblem, 1);
  problem->code = code;
  problem->line = line;
  if (length > 100)
    {
      length = 100;
      while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
        length--;
    }
  problem->text = g_strndup (text, length);
  g_ptr_array_add (self->ical->problems, problem);
}

static guint
add_calendar (BalaiIcalReader *self)
{
  g_ptr_array_add (self->ical->calendars, balai_ical_calendar_new ());
  return self->ical->calendars->len - 1;
}

static BalaiIcalComponent *
stack_top (BalaiIcalReader *self)
{
  return self->stack->len == 0 ? NULL : g_ptr_array_index (self->stack, self->stack->len - 1);
}

/* Takes components off the stack down to @depth; those above the one that its END names had none of their own. */
static void
stack_cut (BalaiIcalReader *self,
           guint            depth,
           guint            closed)
{
  while (self->stack->len > depth)
    {
      const BalaiIcalComponent *component = stack_top (self);

      if (self->stack->len > closed)
        balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_NOT_CLOSED, component->line, component->name);
      g_ptr_array_set_size (self->stack, (int) self->stack->len - 1);
    }
}

/* How deep the innermost open component of that name lies, counted from 1; 0 when none is open. */
static guint
stack_find (BalaiIcalReader *self,
            const char      *name,
            gsize            length)
{
  for (guint i = self->stack->len; i > 0; i--)
    {
      const BalaiIcalComponent *component = g_ptr_array_index (self->stack, i - 1);

      if (strlen (component->name) == length && g_ascii_strncasecmp (component->name, name, length) == 0)
        return i;
    }
  return 0;
}

static void
begin (BalaiIcalReader     *self,
       const BalaiIcalLine *line,
       const char          *name,
       gsize                length)
{
  BalaiIcalComponent *component, *parent;
  gboolean is_calendar = length == 9 && g_ascii_strncasecmp (name, "VCALENDAR", 9) == 0;
  gboolean is_event = length == 6 && g_ascii_strncasecmp (name, "VEVENT", 6) == 0;

  if (is_calendar)
    {
      stack_cut (self, 0, 0);
      self->calendar = (int) add_calendar (self);
    }
  else if (is_event)
    {
      guint open = stack_find (self, name, length);

      if (open > 0)
        stack_cut (self, open - 1, open - 1);
    }
  if (self->calendar < 0)
    self->calendar = (int) add_calendar (self);

  parent = stack_top (self);
  component = component_new (name, length, line->number, (guint) self->calendar);
  g_ptr_array_add (self->components, component);
  if (is_calendar)
    g_ptr_array_add (self->calendars, component);
  else if (is_event)
    g_ptr_array_add (self->events, component);
  else if (parent == NULL || g_str_equal (parent->name, "VCALENDAR"))
    g_ptr_array_add (self->others, component);
  else
    {
      if (parent->children == NULL)
        parent->children = g_ptr_array_new ();
      g_ptr_array_add (parent->children, component);
    }
  if (self->stack->len >= MAX_DEPTH)
    g_ptr_array_set_size (self->stack, MAX_DEPTH - 1);
  g_ptr_array_add (self->stack, component);
}

/* Hangs every line on its component. Events are taken out of whatever they lie in, so that none is read twice. */
static void
build (BalaiIcalReader *self)
{
  gboolean any = FALSE, stray = FALSE;

  for (guint i = 0; i < self->text->lines->len; i++)
    {
      BalaiIcalLine *line = &g_array_index (self->text->lines, BalaiIcalLine, i);
      gboolean begins = balai_ical_line_is (line, "BEGIN");

      if (begins || balai_ical_line_is (line, "END"))
        {
          const char *name = line->value;
          gsize length;

          while (g_ascii_isspace (*name))
            name++;
          length = strlen (name);
          while (length > 0 && g_ascii_isspace (name[length - 1]))
            length--;
          if (begins)
            {
              any = TRUE;
              begin (self, line, name, length);
            }
          else
            {
              guint depth = stack_find (self, name, length);

              if (depth > 0)
                stack_cut (self, depth - 1, depth);
              else
                balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_BAD_LINE, line->number, line->text);
              if (length == 9 && g_ascii_strncasecmp (name, "VCALENDAR", 9) == 0)
                self->calendar = -1;
            }
        }
      else if (line->name_length == 0)
        {
          if (self->stack->len > 0)
            balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_BAD_LINE, line->number, line->text);
        }
      else if (self->stack->len > 0)
        g_ptr_array_add (stack_top (self)->lines, line);
      else if (any && !stray)
        {
          stray = TRUE;
          balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_BAD_LINE, line->number, line->text);
        }
    }
  stack_cut (self, 0, 0);
  if (!any)
    {
      const BalaiIcalLine *line = self->text->lines->len == 0 ? NULL
                                  : &g_array_index (self->text->lines, BalaiIcalLine, 0);

      balai_ical_reader_problem (self, BALAI_ICAL_PROBLEM_NOT_ICALENDAR, 1, line == NULL ? "" : line->text);
    }
}

static void
read_calendar (BalaiIcalReader          *self,
               const BalaiIcalComponent *component)
{
  BalaiIcalCalendar *calendar = g_ptr_array_index (self->ical->calendars, component->calendar);
  g_autoptr (GString) raw = g_string_new (NULL);

  for (guint i = 0; i < component->lines->len; i++)
    {
      const BalaiIcalLine *line = g_ptr_array_index (component->lines, i);

      if (balai_ical_line_is (line, "METHOD") && calendar->method == NULL)
        calendar->method = g_strstrip (g_ascii_strup (line->value, -1));
      else if (balai_ical_line_is (line, "X-WR-CALNAME") && calendar->name == NULL)
        calendar->name = balai_ical_unescape (line->value);
      else if (balai_ical_line_is (line, "X-WR-TIMEZONE") && calendar->timezone == NULL)
        calendar->timezone = g_strstrip (balai_ical_unescape (line->value));
      else if (balai_ical_line_is (line, "PRODID"))
        calendar->own = g_str_has_prefix (line->value, BALAI_ICAL_PRODUCT);
      else if (!balai_ical_line_is (line, "VERSION") && !balai_ical_line_is (line, "CALSCALE"))
        g_string_append_printf (raw, "%s\n", line->text);
    }
  for (guint i = 0; component->children != NULL && i < component->children->len; i++)
    balai_ical_component_append (g_ptr_array_index (component->children, i), raw);
  g_free (calendar->raw);
  calendar->raw = g_string_free (g_steal_pointer (&raw), FALSE);
}

/* UNTIL of a rule of a zone is UTC, its dates are wall times: a day more of it lets the last change through. */
static char *
rule_of_zone (const char *rule)
{
  g_autofree char *upper = g_ascii_strup (rule, -1);
  char *until = strstr (upper, "UNTIL=");
  char *end;
  g_autofree char *day_text = NULL;
  g_autofree char *iso = NULL;
  int64_t wall;

  if (until == NULL)
    return g_steal_pointer (&upper);
  end = strchr (until, ';');
  day_text = g_strndup (until + 6, 8);
  if (balai_ical_parse_time (day_text, &wall) != BALAI_ICAL_FORM_DATE)
    return g_steal_pointer (&upper);
  *until = '\0';
  iso = balai_day_to_iso (balai_wall_day (wall) + 1);
  return g_strdup_printf ("%sUNTIL=%.4s%.2s%.2s%s", upper, iso, iso + 5, iso + 8, end == NULL ? "" : end);
}

static void
read_observance (BalaiIcalZoneDefinition  *definition,
                 const BalaiIcalComponent *component)
{
  g_autoptr (GPtrArray) rrules = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) rdates = g_array_new (FALSE, FALSE, sizeof (BalaiIcalExtra));
  int64_t start = 0, offset = 0;
  gboolean has_start = FALSE, has_offset = FALSE;

  for (guint i = 0; i < component->lines->len; i++)
    {
      const BalaiIcalLine *line = g_ptr_array_index (component->lines, i);

      if (balai_ical_line_is (line, "DTSTART"))
        has_start = balai_ical_parse_time (line->value, &start) != BALAI_ICAL_FORM_BAD;
      else if (balai_ical_line_is (line, "TZOFFSETTO"))
        has_offset = balai_ical_parse_offset (line->value, &offset);
      else if (balai_ical_line_is (line, "RRULE"))
        g_ptr_array_add (rrules, rule_of_zone (line->value));
      else if (balai_ical_line_is (line, "RDATE"))
        {
          g_auto (GStrv) values = g_strsplit (line->value, ",", 200);

          for (guint j = 0; values[j] != NULL; j++)
            {
              int64_t wall;

              if (balai_ical_parse_time (values[j], &wall) != BALAI_ICAL_FORM_BAD)
                {
                  BalaiIcalExtra extra = { { wall, wall, balai_zone_utc (), FALSE }, BALAI_ICAL_NONE };

                  g_array_append_val (rdates, extra);
                }
            }
        }
    }
  if (has_start && has_offset)
    balai_ical_zone_definition_add (definition, start, offset, rrules, rdates);
}

static const char *
component_value (const BalaiIcalComponent *component,
                 const char               *name)
{
  for (guint i = 0; i < component->lines->len; i++)
    {
      const BalaiIcalLine *line = g_ptr_array_index (component->lines, i);

      if (balai_ical_line_is (line, name))
        return line->value;
    }
  return NULL;
}

static void
read_zone (BalaiIcalReader          *self,
           const BalaiIcalComponent *component)
{
  const char *given = component_value (component, "TZID");
  /* A TEXT here, but no TEXT where times name it: "Pacific Time (US & Canada)\\, Tijuana". */
  g_autofree char *tzid = given == NULL ? NULL : g_strstrip (balai_ical_unescape (given));
  BalaiIcalZoneDefinition *definition;

  if (tzid == NULL)
    return;
  definition = balai_ical_zones_define (self->zones, tzid, component_value (component, "X-LIC-LOCATION"));
  for (guint i = 0; definition != NULL && component->children != NULL && i < component->children->len; i++)
    {
      const BalaiIcalComponent *child = g_ptr_array_index (component->children, i);

      if (g_str_equal (child->name, "STANDARD") || g_str_equal (child->name, "DAYLIGHT"))
        read_observance (definition, child);
    }
}

static char *
component_word (const BalaiIcalComponent *component,
                const char               *name)
{
  char *word = g_strdup (component_value (component, name));

  if (word != NULL && *g_strstrip (word) == '\0')
    g_clear_pointer (&word, g_free);
  return word;
}

static int64_t
component_stamp (const BalaiIcalComponent *component,
                 const char               *name)
{
  const char *value = component_value (component, name);
  int64_t wall;

  return value == NULL || balai_ical_parse_time (value, &wall) == BALAI_ICAL_FORM_BAD ? BALAI_ICAL_NONE : wall;
}

static void
add_other (BalaiIcalReader          *self,
           const BalaiIcalComponent *component)
{
  BalaiIcalOther *other = g_new0 (BalaiIcalOther, 1);
  GString *text = g_string_new (NULL);
  const char *sequence = component_value (component, "SEQUENCE");

  balai_ical_component_append (component, text);
  other->kind = g_strdup (component->name);
  other->id = g_strdup (component_value (component, "TZID"));
  other->uid = component_word (component, "UID");
  other->recurrence = component_word (component, "RECURRENCE-ID");
  other->sequence = sequence == NULL ? 0 : g_ascii_strtoll (sequence, NULL, 10);
  other->last_modified = component_stamp (component, "LAST-MODIFIED");
  other->dtstamp = component_stamp (component, "DTSTAMP");
  other->text = g_string_free (text, FALSE);
  other->calendar = component->calendar;
  other->line = component->line;
  g_ptr_array_add (self->ical->others, other);
}

static void
find_floating (BalaiIcalReader *self)
{
  for (guint i = 0; i < self->ical->calendars->len; i++)
    {
      const BalaiIcalCalendar *calendar = g_ptr_array_index (self->ical->calendars, i);
      const BalaiZone *zone = NULL;

      if (calendar->timezone != NULL)
        zone = balai_ical_zones_place (self->zones, calendar->timezone, self->city, 0, NULL).zone;
      g_ptr_array_add (self->floating, (gpointer) (zone == NULL ? self->city : zone));
    }
}

/**
 * balai_ical_read:
 * @bytes: (array length=length): a file
 * @length: how long it is
 * @city: the zone of times that name none, and of dates
 *
 * Reads a file of RFC 5545 as it comes from Google, Outlook, Exchange, Evolution and Apple, broken ones included. It
 * never fails: what cannot be read stands among the problems, with its line. An event that cannot be read is kept
 * among the other components as it stood, so that writing loses nothing.
 *
 * Returns: (transfer full): what stands in it
 */
BalaiIcal *
balai_ical_read (const char      *bytes,
                 gsize            length,
                 const BalaiZone *city)
{
  g_autoptr (BalaiIcalText) text = balai_ical_text_new (bytes, length);
  g_autoptr (BalaiIcalZones) zones = balai_ical_zones_new ();
  BalaiIcalReader self = { .ical = balai_ical_new (), .text = text, .zones = zones, .city = city, .calendar = -1 };

  self.stack = g_ptr_array_new ();
  self.components = g_ptr_array_new_with_free_func ((GDestroyNotify) component_free);
  self.calendars = g_ptr_array_new ();
  self.events = g_ptr_array_new ();
  self.others = g_ptr_array_new ();
  self.floating = g_ptr_array_new ();

  if (text->recoded > 0)
    balai_ical_reader_problem (&self, BALAI_ICAL_PROBLEM_ENCODING, text->recoded, "");
  build (&self);
  for (guint i = 0; i < self.calendars->len; i++)
    read_calendar (&self, g_ptr_array_index (self.calendars, i));
  for (guint i = 0; i < self.others->len; i++)
    {
      const BalaiIcalComponent *component = g_ptr_array_index (self.others, i);

      if (g_str_equal (component->name, "VTIMEZONE"))
        read_zone (&self, component);
      add_other (&self, component);
    }
  find_floating (&self);
  for (guint i = 0; i < self.events->len; i++)
    {
      const BalaiIcalComponent *component = g_ptr_array_index (self.events, i);
      guint before = self.ical->problems->len;
      BalaiIcalEvent *event = balai_ical_reader_event (&self, component);

      for (guint j = before; j < self.ical->problems->len; j++)
        ((BalaiIcalProblem *) g_ptr_array_index (self.ical->problems, j))->event = event;
      if (event != NULL)
        g_ptr_array_add (self.ical->events, event);
      else
        add_other (&self, component);
    }
  self.ical->n_components = self.events->len;

  g_ptr_array_unref (self.stack);
  g_ptr_array_unref (self.components);
  g_ptr_array_unref (self.calendars);
  g_ptr_array_unref (self.events);
  g_ptr_array_unref (self.others);
  g_ptr_array_unref (self.floating);
  return self.ical;
}

/**
 * balai_ical_read_rest:
 * @text: (nullable): lines of balai_ical_write_rest()
 * @city: the zone of times that name none
 *
 * Returns: (transfer full): an event that holds them and has no values of its own
 */
BalaiIcalEvent *
balai_ical_read_rest (const char      *text,
                      const BalaiZone *city)
{
  g_autofree char *whole = g_strdup_printf ("BEGIN:VEVENT\r\nUID:rest\r\nDTSTART:19700101\r\n%s",
                                            text == NULL ? "" : text);
  g_autoptr (BalaiIcal) ical = balai_ical_read (whole, strlen (whole), city);
  BalaiIcalEvent *event;

  if (ical->events->len == 0)
    return balai_ical_event_new ();
  event = g_ptr_array_steal_index (ical->events, 0);
  g_clear_pointer (&event->uid, g_free);
  g_clear_pointer (&event->summary, g_free);
  g_clear_pointer (&event->description, g_free);
  g_clear_pointer (&event->location, g_free);
  g_clear_pointer (&event->url, g_free);
  g_clear_pointer (&event->conference, g_free);
  return event;
}
