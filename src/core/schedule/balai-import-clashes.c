/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-import-clashes.h"

#include <string.h>

#include "balai-event-series.h"
#include "balai-event.h"
#include "balai-registers.h"
#include "balai-same-meeting.h"
#include "balai-schedule-audit.h"
#include "balai-schedule-beyond.h"
#include "balai-schedule-load.h"

/* What would be booked twice if a plan were carried out, by events of the files among themselves and with what is
 * stored: the same audit as that of the calendar, with what is not saved yet among the claims. */

typedef struct
{
  BalaiImportItem *item;  /* (unowned) (nullable): %NULL for one that is stored */
  char            *title; /* (owned) */
  char            *place; /* (owned) (nullable) */
  char            *venue; /* (owned) (nullable) */
} Party;

typedef struct
{
  BalaiImportPlan    *plan;       /* (unowned) */
  BalaiRepository    *repository; /* (unowned) */
  BalaiScheduleRules *rules;      /* (owned) */
  BalaiScheduleFrame  frame;      /* its zone owned */
  GHashTable         *links;      /* (owned) (element-type utf8 GPtrArray): what the plan saves, by event */
  GHashTable         *moved;      /* (owned) (element-type utf8 GString): dates that overrides of the plan replace */
  GHashTable         *series;     /* (owned) (element-type utf8 guint): numbers, from 1 */
  GHashTable         *stored;     /* (owned) (element-type utf8 guint): parties of stored events, from 1 */
  GHashTable         *planned;    /* (owned) (element-type utf8): ids of events that the plan saves */
  GPtrArray          *parties;    /* (owned) (element-type Party) */
  GArray             *claims;     /* (owned) (element-type BalaiClaim) */
  BalaiSpan           span;       /* of what the plan claims */
} Search;

static void
party_free (Party *self)
{
  g_free (self->title);
  g_free (self->place);
  g_free (self->venue);
  g_free (self);
}

static void
free_text (gpointer text)
{
  g_string_free (text, TRUE);
}

static guint32
add_party (Search          *self,
           BalaiImportItem *item,
           const char      *title,
           const char      *place,
           const char      *venue)
{
  Party *party = g_new0 (Party, 1);

  party->item = item;
  party->title = g_strdup (title);
  party->place = g_strdup (place);
  party->venue = g_strdup (venue);
  g_ptr_array_add (self->parties, party);
  return self->parties->len - 1;
}

static GPtrArray *
new_records (const BalaiImportPlan *plan)
{
  GPtrArray *records = g_ptr_array_new ();

  for (guint i = 0; i < plan->puts->len; i++)
    {
      const BalaiKind *kind = balai_record_get_kind (plan->puts->pdata[i]);

      if (kind == &balai_venue_kind || kind == &balai_person_kind || kind == &balai_equipment_kind
          || kind == &balai_opd_kind)
        g_ptr_array_add (records, plan->puts->pdata[i]);
    }
  return records;
}

static void
sort_out_puts (Search *self)
{
  for (guint i = 0; i < self->plan->puts->len; i++)
    {
      BalaiRecord *record = self->plan->puts->pdata[i];
      const BalaiKind *kind = balai_record_get_kind (record);
      const char *parent = kind->parent_field == NULL
                             ? NULL : balai_record_get_text (record, balai_kind_find_field (kind, kind->parent_field));
      const char *series;
      GString *dates;
      BalaiIcalTime time;
      g_autofree char *date = NULL;

      if (kind != &balai_event_kind)
        {
          GPtrArray *links = parent == NULL ? NULL : g_hash_table_lookup (self->links, parent);

          if (parent == NULL)
            continue;
          if (links == NULL)
            g_hash_table_insert (self->links, g_strdup (parent), links = g_ptr_array_new ());
          g_ptr_array_add (links, record);
          continue;
        }
      g_hash_table_add (self->planned, g_strdup (balai_record_get_id (record)));
      series = balai_record_get_text (record, BALAI_EVENT_SERIES);
      if (series == NULL)
        continue;
      if (!balai_record_is_null (record, BALAI_EVENT_RECURRENCE_DATE))
        time = balai_ical_time_on (balai_record_get_int (record, BALAI_EVENT_RECURRENCE_DATE), balai_zone_utc ());
      else
        time = balai_ical_time_at (balai_record_get_int (record, BALAI_EVENT_RECURRENCE_ID), balai_zone_utc ());
      date = balai_event_format_date (&time);
      dates = g_hash_table_lookup (self->moved, series);
      if (dates == NULL)
        g_hash_table_insert (self->moved, g_strdup (series), dates = g_string_new (NULL));
      g_string_append_printf (dates, "\n%s", date);
    }
}

typedef struct
{
  Search *search;
  guint32 party;
  guint32 series;
} Taker;

static gboolean
take_planned (BalaiRecord             *event,
              BalaiSpan                span,
              const BalaiDerivedClaim *claims,
              guint                    n_claims,
              gpointer                 data,
              GError                 **error)
{
  Taker *taker = data;
  Search *self = taker->search;

  for (guint i = 0; i < n_claims; i++)
    {
      BalaiClaim claim = claims[i].claim;

      if (!balai_claim_locate (&claim, balai_schedule_rules_get_resources (self->rules), claims[i].resource,
                               claims[i].place))
        continue;
      claim.event = taker->series;
      claim.occurrence = taker->party;
      g_array_append_val (self->claims, claim);
      self->span.start = MIN (self->span.start, claim.start);
      self->span.end = MAX (self->span.end, claim.end);
    }
  return TRUE;
}

static GPtrArray *
links_of (Search          *self,
          BalaiRecord     *event,
          const BalaiKind *kind)
{
  const char *id = balai_record_get_id (event);
  GPtrArray *planned = g_hash_table_lookup (self->links, id);
  GPtrArray *links = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) stored = NULL;

  for (guint i = 0; planned != NULL && i < planned->len; i++)
    {
      if (balai_record_get_kind (planned->pdata[i]) == kind)
        g_ptr_array_add (links, g_object_ref (planned->pdata[i]));
    }
  if (balai_record_get_revision (event) > 0)
    stored = balai_repository_children (self->repository, kind, id, NULL);
  for (guint i = 0; stored != NULL && i < stored->len; i++)
    {
      gboolean known = FALSE;

      for (guint j = 0; j < links->len && !known; j++)
        known = g_str_equal (balai_record_get_id (links->pdata[j]), balai_record_get_id (stored->pdata[i]));
      for (guint j = 0; j < self->plan->deletes->len && !known; j++)
        known = g_str_equal (balai_record_get_id (self->plan->deletes->pdata[j]),
                             balai_record_get_id (stored->pdata[i]));
      if (!known)
        g_ptr_array_add (links, g_object_ref (stored->pdata[i]));
    }
  return links;
}

static gboolean
add_planned (Search           *self,
             BalaiImportItem  *item,
             GError          **error)
{
  g_autoptr (BalaiRecord) event = balai_record_copy (item->event);
  const char *id = balai_record_get_id (event);
  const char *series = balai_record_get_text (event, BALAI_EVENT_SERIES);
  const GString *moved = g_hash_table_lookup (self->moved, id);
  g_autoptr (GPtrArray) people = links_of (self, event, &balai_event_person_kind);
  g_autoptr (GPtrArray) opds = links_of (self, event, &balai_event_opd_kind);
  g_autoptr (GPtrArray) equipment = links_of (self, event, &balai_event_equipment_kind);
  BalaiEventUses uses = { people, opds, equipment };
  Taker taker = { self, 0, balai_claim_number (self->series, series == NULL ? id : series) };

  taker.party = add_party (self, item, balai_record_get_title (event), balai_record_get_text (event, BALAI_EVENT_PLACE),
                           balai_record_get_text (event, BALAI_EVENT_VENUE));
  if (moved != NULL)
    {
      const char *left_out = balai_record_get_text (event, BALAI_EVENT_EXDATE);
      g_autofree char *all = g_strconcat (left_out == NULL ? "" : left_out, moved->str, NULL);

      balai_record_set_text (event, BALAI_EVENT_EXDATE, all);
    }
  return balai_schedule_expand_in_frame (self->repository, &self->frame, event, &uses, NULL, take_planned, &taker,
                                         error);
}

static gboolean
add_stored (Search        *self,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (BalaiStatement) statement = balai_database_get (
    balai_repository_get_database (self->repository),
    "SELECT " BALAI_CLAIM_COLUMNS ", e.id, e.series, e.title, e.place, e.venue"
    " FROM claim t JOIN event e ON e.id = t.event WHERE t.\"start\" < ?2 AND t.\"end\" > ?1", error);
  BalaiStep step;

  if (statement == NULL)
    return FALSE;
  balai_statement_bind_int (statement, 1, self->span.start - BALAI_CLAIM_REACH);
  balai_statement_bind_int (statement, 2, self->span.end + BALAI_CLAIM_REACH);
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    {
      const char *id = balai_statement_text (statement, BALAI_N_CLAIM_COLUMNS);
      const char *series = balai_statement_text (statement, BALAI_N_CLAIM_COLUMNS + 1);
      guint party = GPOINTER_TO_UINT (g_hash_table_lookup (self->stored, id));
      BalaiClaim claim = balai_claim_read (statement);

      if (g_hash_table_contains (self->planned, id)
          || !balai_claim_locate (&claim, balai_schedule_rules_get_resources (self->rules),
                                  balai_statement_text (statement, BALAI_CLAIM_COLUMN_RESOURCE),
                                  balai_statement_text (statement, BALAI_CLAIM_COLUMN_PLACE)))
        continue;
      if (party == 0)
        {
          party = add_party (self, NULL, balai_statement_text (statement, BALAI_N_CLAIM_COLUMNS + 2),
                             balai_statement_text (statement, BALAI_N_CLAIM_COLUMNS + 3),
                             balai_statement_text (statement, BALAI_N_CLAIM_COLUMNS + 4)) + 1;
          g_hash_table_insert (self->stored, g_strdup (id), GUINT_TO_POINTER (party));
        }
      claim.event = balai_claim_number (self->series, series == NULL ? id : series);
      claim.occurrence = party - 1;
      g_array_append_val (self->claims, claim);
    }
  return step == BALAI_STEP_DONE && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
is_one_meeting (const Search        *self,
                const BalaiConflict *conflict)
{
  const Party *a = self->parties->pdata[conflict->a.occurrence];
  const Party *b = self->parties->pdata[conflict->b.occurrence];
  BalaiMeeting one = { a->title, a->place, a->venue }, two = { b->title, b->place, b->venue };

  return balai_meetings_alike (&one, balai_claim_span (&conflict->a), &two, balai_claim_span (&conflict->b));
}

static void
tell (Search              *self,
      const BalaiConflict *conflict,
      const Party         *party,
      const Party         *rival)
{
  BalaiImportItem *item = party->item;

  if (item == NULL)
    return;
  if (item->n_clashes++ > 0)
    return;
  self->plan->n_clashing++;
  item->clash_title = g_strdup (rival->title);
  item->clash_in_file = rival->item != NULL;
  item->clash_span = conflict->span;
  if (conflict->resource != BALAI_NO_RESOURCE)
    item->clash_resource = g_strdup (
      balai_resources_get (balai_schedule_rules_get_resources (self->rules), conflict->resource)->name);
}

/**
 * balai_import_plan_find_clashes:
 * @self: a plan
 * @repository: where it was made
 * @cancellable: (nullable): to stop it
 * @error: return location for a #BalaiDbError, or %G_IO_ERROR_CANCELLED
 *
 * Notes on each item that would be saved what it clashes with (overlap, family, stock), be that another event of the
 * files or one that is stored. What is far in the future is looked at as far as it would be stored.
 *
 * Returns: whether all was looked at
 */
gboolean
balai_import_plan_find_clashes (BalaiImportPlan  *self,
                                BalaiRepository  *repository,
                                GCancellable     *cancellable,
                                GError          **error)
{
  g_autoptr (GPtrArray) records = new_records (self);
  Search search = { .plan = self, .repository = repository, .span = { G_MAXINT64 / 4, G_MININT64 / 4 } };
  BalaiConflictArray found;
  gboolean fine = TRUE;

  search.rules = balai_schedule_load_rules_with (repository, records, error);
  if (search.rules == NULL)
    return FALSE;
  search.frame.city_zone = balai_schedule_city_zone (repository);
  search.frame.horizon = balai_schedule_get_horizon (repository);
  search.links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  search.moved = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_text);
  search.series = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  search.stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  search.planned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  search.parties = g_ptr_array_new_with_free_func ((GDestroyNotify) party_free);
  search.claims = g_array_new (FALSE, FALSE, sizeof (BalaiClaim));
  balai_conflict_array_init (&found);
  found.classes = BALAI_CONFLICT_FLAG (BALAI_CONFLICT_OVERLAP) | BALAI_CONFLICT_FLAG (BALAI_CONFLICT_FAMILY)
                  | BALAI_CONFLICT_FLAG (BALAI_CONFLICT_STOCK);

  sort_out_puts (&search);
  for (guint i = 0; fine && i < self->items->len; i++)
    {
      BalaiImportItem *item = self->items->pdata[i];

      if (item->event != NULL && (item->state == BALAI_IMPORT_NEW || item->state == BALAI_IMPORT_CHANGED))
        fine = add_planned (&search, item, error) && !g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  fine = fine && (search.claims->len == 0 || add_stored (&search, cancellable, error));
  if (fine)
    {
      balai_schedule_audit (search.rules, (gconstpointer) search.claims->data, search.claims->len, NULL, &found);
      for (size_t i = 0; i < found.n; i++)
        {
          const BalaiConflict *conflict = &found.items[i];

          if (!conflict->has_b || is_one_meeting (&search, conflict))
            continue;
          tell (&search, conflict, search.parties->pdata[conflict->a.occurrence],
                search.parties->pdata[conflict->b.occurrence]);
          tell (&search, conflict, search.parties->pdata[conflict->b.occurrence],
                search.parties->pdata[conflict->a.occurrence]);
        }
    }
  balai_conflict_array_clear (&found);
  g_clear_pointer (&search.rules, balai_schedule_rules_unref);
  g_free (search.frame.city_zone);
  g_hash_table_unref (search.links);
  g_hash_table_unref (search.moved);
  g_hash_table_unref (search.series);
  g_hash_table_unref (search.stored);
  g_hash_table_unref (search.planned);
  g_ptr_array_unref (search.parties);
  g_array_unref (search.claims);
  return fine;
}
