/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-event-check.h"
#include "balai-event-split.h"
#include "balai-schedule-snapshot.h"
#include "town-hall.h"

/* The list of conflicts of a calendar, and what the form says of each of its events by itself, are two ways to one
 * answer. Random calendars of a real repository, with series, exceptions, whole days, notes, cancelled events and
 * meetings that are in it twice, within what is stored and years beyond it. */

#define N_CALENDARS 60
#define N_EVENTS    24

static int
pick (int n)
{
  return g_test_rand_int_range (0, n);
}

static BalaiRecord *
venue_of (Fixture *fixture)
{
  BalaiRecord *venues[] = { fixture->hall, fixture->side, fixture->other, fixture->annexe, NULL };

  return venues[pick (G_N_ELEMENTS (venues))];
}

static void
add_people (Fixture     *fixture,
            BalaiRecord *event)
{
  static const char *const roles[] = { "leader", "leader_invited", "speaker", "participant" };

  if (pick (2))
    {
      g_autoptr (BalaiRecord) person = comes (event, pick (2) ? fixture->mayor : fixture->speaker, roles[pick (4)]);

      balai_record_set_int (person, BALAI_EVENT_PERSON_ONLINE, pick (4) == 0);
      import (fixture, person);
    }
  if (pick (3) == 0)
    {
      g_autoptr (BalaiRecord) chairs = lends (event, fixture->chairs, 1 + pick (6));

      import (fixture, chairs);
    }
  if (pick (3) == 0)
    {
      g_autoptr (BalaiRecord) office = balai_record_new (&balai_event_opd_kind);

      balai_record_set_text (office, BALAI_EVENT_OPD_EVENT, balai_record_get_id (event));
      balai_record_set_text (office, BALAI_EVENT_OPD_OPD, balai_record_get_id (fixture->health));
      import (fixture, office);
    }
}

static void
add_exception (Fixture     *fixture,
               BalaiRecord *series,
               int64_t      start,
               GPtrArray   *events)
{
  BalaiRecord *moved = balai_event_new_override (series, start + 7 * BALAI_DAY, BALAI_ZONE_JAKARTA);
  int64_t by = (pick (7) - 3) * BALAI_HOUR;

  balai_record_set_int (moved, BALAI_EVENT_START, balai_record_get_int (moved, BALAI_EVENT_START) + by);
  balai_record_set_int (moved, BALAI_EVENT_END, balai_record_get_int (moved, BALAI_EVENT_END) + by);
  import (fixture, moved);
  add_people (fixture, moved);
  g_ptr_array_add (events, moved);
}

static void
add_event (Fixture   *fixture,
           int64_t    week,
           GPtrArray *events)
{
  static const char *const titles[] = { "Rapat koordinasi", "RAPAT Koordinasi", "Bimtek", "Kunjungan kerja", "Apel" };
  static const char *const statuses[] = { "confirmed", "confirmed", "submitted", "tentative", "cancelled" };
  int64_t start = week + pick (3) * BALAI_DAY + (8 + pick (4)) * BALAI_HOUR + pick (3) * 20 * BALAI_MINUTE;
  int64_t length = pick (12) == 0 ? 0 : pick (8) == 0 ? 30 * BALAI_HOUR : (1 + pick (4)) * 30 * BALAI_MINUTE;
  BalaiRecord *event = event_at (titles[pick (5)], start, start + length, venue_of (fixture));
  gboolean repeats = length > 0 && length < BALAI_DAY && pick (4) == 0;

  balai_record_set_text (event, BALAI_EVENT_STATUS, statuses[pick (5)]);
  balai_record_set_int (event, BALAI_EVENT_SETUP, pick (2) * pick (4) * 10 * BALAI_MINUTE);
  balai_record_set_int (event, BALAI_EVENT_TEARDOWN, pick (2) * pick (4) * 10 * BALAI_MINUTE);
  balai_record_set_int (event, BALAI_EVENT_PARTICIPANTS, pick (120));
  if (repeats)
    balai_record_set_text (event, BALAI_EVENT_RRULE, pick (2) ? "FREQ=WEEKLY;COUNT=3" : "FREQ=DAILY;COUNT=4");
  else if (pick (10) == 0)
    {
      balai_record_set_int (event, BALAI_EVENT_ALL_DAY, TRUE);
      balai_record_set_int (event, BALAI_EVENT_START_DATE, balai_zone_day (balai_zone_get (BALAI_ZONE_JAKARTA), start));
      balai_record_set_text (event, BALAI_EVENT_BUSY, pick (2) ? "busy" : "away");
    }
  import (fixture, event);
  add_people (fixture, event);
  g_ptr_array_add (events, event);
  if (repeats && g_str_has_prefix (balai_record_get_text (event, BALAI_EVENT_RRULE), "FREQ=WEEKLY") && pick (2))
    add_exception (fixture, event, start, events);
}

/* The same meeting, as somebody else has written it down. */
static void
add_twin (Fixture   *fixture,
          GPtrArray *events)
{
  BalaiRecord *event = events->pdata[pick ((int) events->len)];
  g_autoptr (BalaiRecord) twin = NULL;
  g_autofree char *title = NULL;

  if (balai_event_is_series (event) || !balai_record_is_null (event, BALAI_EVENT_SERIES))
    return;
  title = g_utf8_strup (balai_record_get_title (event), -1);
  twin = event_at (title, balai_record_get_int (event, BALAI_EVENT_START),
                   balai_record_get_int (event, BALAI_EVENT_END), NULL);
  balai_record_copy_field (twin, event, BALAI_EVENT_VENUE);
  import (fixture, twin);
  add_people (fixture, twin);
  g_ptr_array_add (events, g_steal_pointer (&twin));
}

static void
add_limits (Fixture *fixture,
            int64_t  week)
{
  int64_t day = balai_zone_day (balai_zone_get (BALAI_ZONE_JAKARTA), week);
  g_autoptr (BalaiRecord) closure = balai_record_new (&balai_closure_kind);
  g_autoptr (BalaiRecord) holiday = balai_record_new (&balai_holiday_kind);

  balai_record_set_int (fixture->annexe, BALAI_VENUE_CAPACITY, 60);
  balai_record_set_int (fixture->hall, BALAI_VENUE_SEQUENTIAL, TRUE);
  import (fixture, fixture->annexe);
  import (fixture, fixture->hall);
  balai_record_set_text (closure, BALAI_CLOSURE_REASON, "Pengecatan");
  balai_record_set_text (closure, BALAI_CLOSURE_VENUE, balai_record_get_id (fixture->side));
  balai_record_set_int (closure, BALAI_CLOSURE_START_DATE, day + 1);
  import (fixture, closure);
  balai_record_set_text (holiday, BALAI_HOLIDAY_NAME, "Hari jadi");
  balai_record_set_int (holiday, BALAI_HOLIDAY_DATE, day + 2);
  import (fixture, holiday);
}

/* What both must agree on. A stretch over stock is told whole in a list and as far as the event goes in a form, and by
 * whoever tips it over: of a pool it counts that there is one. */
static char *
fact (const BalaiResources *resources,
      const BalaiConflict  *conflict,
      const BalaiClaim     *own,
      const char           *rival)
{
  const BalaiResource *where = balai_resources_get (resources, conflict->resource);

  if (where != NULL && where->kind == BALAI_RESOURCE_EQUIPMENT && conflict->class_ != BALAI_CONFLICT_CLOSURE)
    return g_strdup_printf ("%s %s", balai_conflict_class_to_code (conflict->class_), where->name);
  return g_strdup_printf ("%s %s %s %" G_GINT64_FORMAT "+%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " with %s",
                          balai_conflict_class_to_code (conflict->class_), balai_level_to_code (conflict->level),
                          where ? where->name : "-", (gint64) conflict->span.start,
                          (gint64) balai_span_length (conflict->span), (gint64) own->start, rival ? rival : "-");
}

static GHashTable *
facts_of_check (Fixture     *fixture,
                BalaiRecord *event)
{
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiEventCheck) check = balai_event_check_stored (fixture->repository, event, &error);

  g_assert_no_error (error);
  g_assert_false (check->truncated);
  for (guint i = 0; i < check->conflicts->len; i++)
    {
      const BalaiEventConflict *one = &g_array_index (check->conflicts, BalaiEventConflict, i);

      if (one->conflict.level == BALAI_LEVEL_IGNORE && !balai_conflict_class_is_clash (one->conflict.class_))
        continue;
      g_hash_table_add (facts, fact (balai_schedule_rules_get_resources (check->rules), &one->conflict,
                                     &one->conflict.a, one->rival ? one->rival->id : NULL));
    }
  return facts;
}

static GHashTable *
facts_of_list (const BalaiScheduleSnapshot *snapshot,
               BalaiRecord                 *event)
{
  const BalaiConflictArray *conflicts = balai_schedule_snapshot_get_conflicts (snapshot);
  const BalaiResources *resources = balai_schedule_rules_get_resources (balai_schedule_snapshot_get_rules (snapshot));
  GHashTable *facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (size_t i = 0; i < conflicts->n; i++)
    {
      const BalaiConflict *conflict = &conflicts->items[i];
      const char *a = balai_schedule_snapshot_get_event (snapshot, conflict->a.occurrence)->id;
      const char *b = conflict->has_b ? balai_schedule_snapshot_get_event (snapshot, conflict->b.occurrence)->id : NULL;
      size_t n;
      const BalaiClaim *others = balai_conflict_array_get_others (conflicts, i, &n);

      if (g_str_equal (a, balai_record_get_id (event)))
        g_hash_table_add (facts, fact (resources, conflict, &conflict->a, b));
      if (g_strcmp0 (b, balai_record_get_id (event)) == 0)
        g_hash_table_add (facts, fact (resources, conflict, &conflict->b, a));
      for (size_t k = 0; k < n; k++)
        if (g_str_equal (balai_schedule_snapshot_get_event (snapshot, others[k].occurrence)->id,
                         balai_record_get_id (event)))
          g_hash_table_add (facts, fact (resources, conflict, &others[k], a));
    }
  return facts;
}

static guint
assert_within (GHashTable  *facts,
               GHashTable  *others,
               BalaiRecord *event,
               const char  *who)
{
  GHashTableIter iter;
  gpointer one;

  g_hash_table_iter_init (&iter, facts);
  while (g_hash_table_iter_next (&iter, &one, NULL))
    if (!g_hash_table_contains (others, one))
      g_error ("only the %s says of %s (%s): %s", who, balai_record_get_id (event), balai_record_get_title (event),
               (const char *) one);
  return g_hash_table_size (facts);
}

static void
test_agree (Fixture       *fixture,
            gconstpointer  data)
{
  /* Wednesday 15 July 2026; a Wednesday in 2041, which is not stored */
  const int64_t weeks[] = { at (15, 0, 0), balai_day_from_ymd (2041, 7, 17) * BALAI_DAY - 7 * BALAI_HOUR };
  int64_t week = weeks[GPOINTER_TO_INT (data)];
  BalaiSpan range = { week - 30 * BALAI_DAY, week + 60 * BALAI_DAY };
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BalaiScheduleSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  guint told = 0;

  add_limits (fixture, week);
  if (GPOINTER_TO_INT (data) == 1)
    {
      /* An endless one, of which nothing that far is stored. */
      g_autoptr (BalaiRecord) endless = event_at ("Apel", at (15, 9, 0), at (15, 9, 45), fixture->side);

      balai_record_set_text (endless, BALAI_EVENT_RRULE, "FREQ=DAILY");
      balai_record_set_int (endless, BALAI_EVENT_TEARDOWN, 20 * BALAI_MINUTE);
      import (fixture, endless);
      add_people (fixture, endless);
    }
  for (int i = 0; i < N_EVENTS; i++)
    add_event (fixture, week, events);
  for (int i = 0; i < 3; i++)
    add_twin (fixture, events);
  snapshot = balai_schedule_snapshot_load (fixture->repository, &range, BALAI_SNAPSHOT_CONFLICTS, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < events->len; i++)
    {
      g_autoptr (GHashTable) listed = facts_of_list (snapshot, events->pdata[i]);
      g_autoptr (GHashTable) checked = facts_of_check (fixture, events->pdata[i]);

      told += assert_within (listed, checked, events->pdata[i], "list");
      assert_within (checked, listed, events->pdata[i], "form");
    }
  g_assert_cmpuint (told, >, 0);
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);
  for (int i = 0; i < N_CALENDARS; i++)
    {
      g_autofree char *name = g_strdup_printf ("/schedule/agree/%s/%d", i % 4 == 3 ? "far" : "stored", i);

      g_test_add (name, Fixture, GINT_TO_POINTER (i % 4 == 3), set_up, test_agree, tear_down);
    }
  return g_test_run ();
}
