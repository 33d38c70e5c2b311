/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-claim-index.h"

#include <stdlib.h>
#include <string.h>

#include "balai-radix-private.h"
#include "balai-schedule-check-private.h"

/* Claims of about one length, sorted by start. What meets a span starts before its end and not longer before its start
 * than the longest of them lasts; so one booking of three months does not make every question look three months back,
 * as it would if all lay in one array. */
typedef struct
{
  BalaiClaim *claims; /* (owned) */
  size_t      n;
  size_t      allocated;
  int64_t     longest;
} Cut;

#define N_CUTS 3

static const int64_t cut_lengths[N_CUTS - 1] = { BALAI_DAY, 31 * BALAI_DAY };

typedef struct
{
  Cut     cuts[N_CUTS];
  int32_t reach;
} Slot;

struct _BalaiClaimIndex
{
  BalaiClaimSource  source; /* first, so that a pointer to it is one to the index */
  Slot             *slots;  /* (owned): by resource */
  int32_t           n_slots;
  size_t            n;
  /* Where the claims of an event lie: event << 32 | resource, sorted, and what came since in no order. Pairs that are
   * no longer true are looked at in vain, and dropped with the next sorting. */
  uint64_t         *places; /* (owned) */
  size_t            n_places;
  GArray           *fresh;  /* (owned) (element-type uint64_t) */
};

#define FRESH_MAX 4096

static unsigned
cut_of (const BalaiClaim *claim)
{
  int64_t length = balai_time_between (claim->start, claim->end);
  unsigned cut = 0;

  while (cut < N_CUTS - 1 && length > cut_lengths[cut])
    cut++;
  return cut;
}

/* The first that starts at @time or later. Calendars are filled evenly, so the place is guessed and the search goes on
 * from there by doubling steps: half the looks into memory of plain halving, and at worst twice as many. */
static size_t
first_from (const Cut *cut,
            int64_t    time)
{
  const BalaiClaim *claims = cut->claims;
  size_t low, high, step = 1;

  if (cut->n == 0 || claims[0].start >= time)
    return 0;
  if (claims[cut->n - 1].start < time)
    return cut->n;

  low = (size_t) (((double) time - (double) claims[0].start)
                  / ((double) claims[cut->n - 1].start - (double) claims[0].start) * (double) (cut->n - 1));
  low = high = MIN (low, cut->n - 1);
  if (claims[low].start < time)
    for (; claims[high].start < time; step *= 2)
      {
        low = high;
        high = MIN (high + step, cut->n - 1);
      }
  else
    for (; claims[low].start >= time; step *= 2)
      {
        high = low;
        low -= MIN (step, low);
      }

  /* low starts before @time, high does not. */
  while (high - low > 1)
    {
      size_t middle = low + (high - low) / 2;

      if (claims[middle].start < time)
        low = middle;
      else
        high = middle;
    }
  return high;
}

static void
index_each (const BalaiClaimSource *source,
            int32_t                 resource,
            BalaiSpan               span,
            BalaiClaimFunc          func,
            gpointer                data)
{
  const BalaiClaimIndex *self = (const BalaiClaimIndex *) source;

  if (resource < 0 || resource >= self->n_slots)
    return;
  for (unsigned c = 0; c < N_CUTS; c++)
    {
      const Cut *cut = &self->slots[resource].cuts[c];
      /* A length that is too long for a number says nothing about where to begin. */
      size_t from = cut->longest == G_MAXINT64 ? 0 : first_from (cut, balai_time_add (span.start, -cut->longest));

      for (size_t i = from; i < cut->n && cut->claims[i].start < span.end; i++)
        if (cut->claims[i].end > span.start)
          func (&cut->claims[i], data);
    }
}

static int32_t
index_reach (const BalaiClaimSource *source,
             int32_t                 resource)
{
  const BalaiClaimIndex *self = (const BalaiClaimIndex *) source;

  return resource >= 0 && resource < self->n_slots ? self->slots[resource].reach : 0;
}

/**
 * balai_claim_index_new:
 *
 * Claims in memory, ready to be asked. Not safe for several threads while it changes.
 *
 * Returns: (transfer full): an empty index
 */
BalaiClaimIndex *
balai_claim_index_new (void)
{
  BalaiClaimIndex *self = g_new0 (BalaiClaimIndex, 1);

  self->source = (BalaiClaimSource) { index_each, index_reach };
  self->fresh = g_array_new (FALSE, FALSE, sizeof (uint64_t));
  return self;
}

void
balai_claim_index_free (BalaiClaimIndex *self)
{
  if (self == NULL)
    return;
  for (int32_t i = 0; i < self->n_slots; i++)
    for (unsigned c = 0; c < N_CUTS; c++)
      g_free (self->slots[i].cuts[c].claims);
  g_free (self->slots);
  g_free (self->places);
  g_array_unref (self->fresh);
  g_free (self);
}

/**
 * balai_claim_index_get_source:
 * @self: an index
 *
 * Returns: (transfer none): what balai_schedule_check() asks, as long as the index lives
 */
const BalaiClaimSource *
balai_claim_index_get_source (const BalaiClaimIndex *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->source;
}

/**
 * balai_claim_index_get_n:
 * @self: an index
 *
 * Returns: how many claims are in it
 */
size_t
balai_claim_index_get_n (const BalaiClaimIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

static gboolean
is_kept (const BalaiClaim *claim)
{
  return balai_claim_is_live (claim) && claim->resource >= 0;
}

static void
need_slots (BalaiClaimIndex *self,
            int32_t          n)
{
  if (n <= self->n_slots)
    return;
  n = MAX (n, self->n_slots + self->n_slots / 2);
  self->slots = g_renew (Slot, self->slots, n);
  memset (self->slots + self->n_slots, 0, sizeof (Slot) * (size_t) (n - self->n_slots));
  self->n_slots = n;
}

static void
note_extent (Slot             *slot,
             Cut              *cut,
             const BalaiClaim *claim)
{
  cut->longest = MAX (cut->longest, balai_time_between (claim->start, claim->end));
  slot->reach = MAX (slot->reach, MAX (claim->setup, claim->teardown));
}

static uint64_t
place_of (const BalaiClaim *claim)
{
  return (uint64_t) claim->event << 32 | (uint32_t) claim->resource;
}

/* Sorts the places anew, from the claims themselves. */
static void
rebuild_places (BalaiClaimIndex *self)
{
  BalaiKeyed *items = g_new (BalaiKeyed, MAX (1, self->n));
  BalaiKeyed *scratch = g_new (BalaiKeyed, MAX (1, self->n));
  size_t n = 0;

  for (int32_t r = 0; r < self->n_slots; r++)
    for (unsigned c = 0; c < N_CUTS; c++)
      for (size_t i = 0; i < self->slots[r].cuts[c].n; i++)
        items[n++].key = place_of (&self->slots[r].cuts[c].claims[i]);
  balai_radix_sort (&items, &scratch, n);
  g_free (self->places);
  self->places = g_new (uint64_t, MAX (1, n));
  self->n_places = 0;
  for (size_t i = 0; i < n; i++)
    if (i == 0 || items[i].key != items[i - 1].key)
      self->places[self->n_places++] = items[i].key;
  g_array_set_size (self->fresh, 0);
  g_free (items);
  g_free (scratch);
}

static int
compare_starts (const void *a,
                const void *b)
{
  const BalaiClaim *x = a, *y = b;

  return (x->start > y->start) - (x->start < y->start);
}

/**
 * balai_claim_index_new_from:
 * @claims: claims in any order; those that claim nothing are left out
 * @n_claims: how many
 *
 * Returns: (transfer full): an index of them
 */
BalaiClaimIndex *
balai_claim_index_new_from (const BalaiClaim *claims,
                            size_t            n_claims)
{
  BalaiClaimIndex *self = balai_claim_index_new ();
  int32_t last = -1;

  g_return_val_if_fail (claims != NULL || n_claims == 0, self);

  for (size_t i = 0; i < n_claims; i++)
    if (is_kept (&claims[i]))
      last = MAX (last, claims[i].resource);
  need_slots (self, last + 1);
  for (size_t i = 0; i < n_claims; i++)
    if (is_kept (&claims[i]))
      self->slots[claims[i].resource].cuts[cut_of (&claims[i])].allocated++;
  for (int32_t r = 0; r < self->n_slots; r++)
    for (unsigned c = 0; c < N_CUTS; c++)
      self->slots[r].cuts[c].claims = g_new (BalaiClaim, self->slots[r].cuts[c].allocated);
  for (size_t i = 0; i < n_claims; i++)
    if (is_kept (&claims[i]))
      {
        Slot *slot = &self->slots[claims[i].resource];
        Cut *cut = &slot->cuts[cut_of (&claims[i])];

        cut->claims[cut->n++] = claims[i];
        note_extent (slot, cut, &claims[i]);
        self->n++;
      }
  for (int32_t r = 0; r < self->n_slots; r++)
    for (unsigned c = 0; c < N_CUTS; c++)
      {
        Cut *cut = &self->slots[r].cuts[c];
        size_t i = 1;

        while (i < cut->n && cut->claims[i - 1].start <= cut->claims[i].start)
          i++;
        if (i < cut->n)
          qsort (cut->claims, cut->n, sizeof *cut->claims, compare_starts);
      }
  rebuild_places (self);
  return self;
}

/**
 * balai_claim_index_add:
 * @self: an index
 * @claim: a claim, copied; one that claims nothing is passed over
 */
void
balai_claim_index_add (BalaiClaimIndex  *self,
                       const BalaiClaim *claim)
{
  uint64_t place = place_of (claim);
  Slot *slot;
  Cut *cut;
  size_t at;

  g_return_if_fail (self != NULL);

  if (!is_kept (claim))
    return;
  need_slots (self, claim->resource + 1);
  slot = &self->slots[claim->resource];
  cut = &slot->cuts[cut_of (claim)];
  if (cut->n == cut->allocated)
    {
      cut->allocated = MAX (8, cut->allocated + cut->allocated / 2);
      cut->claims = g_renew (BalaiClaim, cut->claims, cut->allocated);
    }
  at = first_from (cut, claim->start);
  memmove (cut->claims + at + 1, cut->claims + at, (cut->n - at) * sizeof (BalaiClaim));
  cut->claims[at] = *claim;
  cut->n++;
  note_extent (slot, cut, claim);
  self->n++;

  g_array_append_val (self->fresh, place);
  if (self->fresh->len > FRESH_MAX)
    rebuild_places (self);
}

static void
remove_from (BalaiClaimIndex *self,
             int32_t          resource,
             uint32_t         event)
{
  for (unsigned c = 0; c < N_CUTS; c++)
    {
      Cut *cut = &self->slots[resource].cuts[c];
      size_t n = 0;

      while (n < cut->n && cut->claims[n].event != event)
        n++;
      for (size_t i = n; i < cut->n; i++)
        if (cut->claims[i].event != event)
          cut->claims[n++] = cut->claims[i];
      self->n -= cut->n - n;
      cut->n = n;
    }
}

/**
 * balai_claim_index_remove_event:
 * @self: an index
 * @event: number of an event
 *
 * Removes all claims of the event.
 */
void
balai_claim_index_remove_event (BalaiClaimIndex *self,
                                uint32_t         event)
{
  uint64_t from = (uint64_t) event << 32;
  size_t low = 0, high;
  guint kept = 0;

  g_return_if_fail (self != NULL);

  high = self->n_places;
  while (low < high)
    {
      size_t middle = low + (high - low) / 2;

      if (self->places[middle] < from)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < self->n_places && self->places[low] >> 32 == event; low++)
    remove_from (self, (int32_t) (uint32_t) self->places[low], event);

  for (guint i = 0; i < self->fresh->len; i++)
    {
      uint64_t place = g_array_index (self->fresh, uint64_t, i);

      if (place >> 32 == event)
        remove_from (self, (int32_t) (uint32_t) place, event);
      else
        g_array_index (self->fresh, uint64_t, kept++) = place;
    }
  g_array_set_size (self->fresh, kept);
}

/**
 * balai_claim_index_replace_event:
 * @self: an index
 * @event: number of an event
 * @claims: the claims that it has from now on
 * @n_claims: how many
 */
void
balai_claim_index_replace_event (BalaiClaimIndex  *self,
                                 uint32_t          event,
                                 const BalaiClaim *claims,
                                 size_t            n_claims)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (claims != NULL || n_claims == 0);

  balai_claim_index_remove_event (self, event);
  for (size_t i = 0; i < n_claims; i++)
    balai_claim_index_add (self, &claims[i]);
}

/**
 * balai_claim_index_copy:
 * @self: an index
 * @n_claims: (out): how many
 *
 * Returns: (transfer full) (array length=n_claims): all claims, for an audit in another thread
 */
BalaiClaim *
balai_claim_index_copy (const BalaiClaimIndex *self,
                        size_t                *n_claims)
{
  BalaiClaim *copy;
  size_t n = 0;

  g_return_val_if_fail (self != NULL && n_claims != NULL, NULL);

  copy = g_new (BalaiClaim, MAX (1, self->n));
  for (int32_t r = 0; r < self->n_slots; r++)
    for (unsigned c = 0; c < N_CUTS; c++)
      {
        const Cut *cut = &self->slots[r].cuts[c];

        if (cut->n > 0)
          memcpy (copy + n, cut->claims, cut->n * sizeof (BalaiClaim));
        n += cut->n;
      }
  *n_claims = n;
  return copy;
}
