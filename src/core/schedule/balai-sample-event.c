/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-sample-private.h"

#include "balai-day.h"
#include "balai-event.h"
#include "balai-event-series.h"
#include "balai-schedule-check.h"
#include "balai-uuid.h"

/* An event that is being put together: what it would claim is held against the claims of those that are there, by the
 * engine itself, before anything is stored. */

void
balai_sample_event_init (BalaiSampleEvent *event,
                         guint             opd)
{
  *event = (BalaiSampleEvent) {
    .status = "confirmed", .visibility = "internal", .scope = "internal", .priority = "normal", .busy = "busy",
    .opd = opd, .venue = SAMPLE_NONE,
  };
}

void
balai_sample_event_clear (BalaiSampleEvent *event)
{
  g_clear_pointer (&event->title, g_free);
  g_clear_pointer (&event->place, g_free);
  g_clear_pointer (&event->starts, g_array_unref);
  g_clear_pointer (&event->skipped, g_array_unref);
}

void
balai_sample_event_set_time (BalaiSample      *self,
                             BalaiSampleEvent *event,
                             int64_t           date,
                             int               minute,
                             int               minutes)
{
  event->span.start = balai_zone_day_start (self->zone, date) + minute * BALAI_MINUTE;
  event->span.end = event->span.start + minutes * BALAI_MINUTE;
}

static gboolean
claims_something (const BalaiSampleEvent *event)
{
  return !g_str_equal (event->busy, "free")
         && (g_str_equal (event->status, "confirmed") || g_str_equal (event->status, "submitted")
             || g_str_equal (event->status, "tentative"));
}

static uint8_t
status_of (const BalaiSampleEvent *event)
{
  if (g_str_equal (event->status, "confirmed"))
    return BALAI_CLAIM_CONFIRMED;
  return g_str_equal (event->status, "submitted") ? BALAI_CLAIM_SUBMITTED : BALAI_CLAIM_TENTATIVE;
}

static int32_t
resource_of (GArray *entries,
             guint   number)
{
  return number == SAMPLE_NONE ? BALAI_NO_RESOURCE : g_array_index (entries, BalaiSampleEntry, number).resource;
}

static BalaiClaim
base_claim (BalaiSample            *self,
            const BalaiSampleEvent *event,
            BalaiSpan               span)
{
  return (BalaiClaim) {
    .start = span.start, .end = span.end, .resource = BALAI_NO_RESOURCE, .place = BALAI_NO_RESOURCE,
    .event = self->event_ids->len, .status = status_of (event), .flags = event->all_day ? BALAI_CLAIM_ALL_DAY : 0,
  };
}

static void
add_venue_claim (BalaiSample            *self,
                 const BalaiSampleEvent *event,
                 BalaiSpan               span,
                 GArray                 *claims)
{
  BalaiClaim claim = base_claim (self, event, span);

  claim.role = event->venue == SAMPLE_NONE ? BALAI_CLAIM_EVENT : BALAI_CLAIM_VENUE;
  claim.resource = resource_of (self->venues, event->venue);
  claim.quantity = event->participants;
  if (event->venue != SAMPLE_NONE)
    {
      claim.setup = balai_sample_venues[event->venue].setup * 60;
      claim.teardown = balai_sample_venues[event->venue].teardown * 60;
    }
  g_array_append_val (claims, claim);
}

static void
add_person_claim (BalaiSample               *self,
                  const BalaiSampleEvent    *event,
                  const BalaiSampleAttendee *attendee,
                  BalaiSpan                  span,
                  GArray                    *claims)
{
  BalaiClaim claim = base_claim (self, event, span);
  gboolean delegated = g_strcmp0 (attendee->attendance, "delegated") == 0;

  if (g_strcmp0 (attendee->attendance, "declined") == 0 || (event->all_day && !g_str_equal (event->busy, "away")))
    return;
  claim.resource = resource_of (self->people, delegated ? attendee->delegate : attendee->person);
  claim.place = resource_of (self->venues, event->venue);
  if (g_str_equal (attendee->role, "leader"))
    claim.role = attendee->delegable ? BALAI_CLAIM_LEADER_INVITED : BALAI_CLAIM_LEADER_REQUIRED;
  else if (g_str_equal (attendee->role, "leader_invited"))
    claim.role = BALAI_CLAIM_LEADER_INVITED;
  else
    claim.role = g_str_equal (attendee->role, "speaker") ? BALAI_CLAIM_SPEAKER : BALAI_CLAIM_PARTICIPANT;
  if (attendee->online || (event->venue == SAMPLE_NONE && event->online != NULL))
    claim.flags |= BALAI_CLAIM_ONLINE;
  g_array_append_val (claims, claim);
}

static void
add_opd_claim (BalaiSample            *self,
               const BalaiSampleEvent *event,
               guint                   opd,
               BalaiSpan               span,
               GArray                 *claims)
{
  BalaiClaim claim = base_claim (self, event, span);

  claim.role = BALAI_CLAIM_OPD;
  claim.resource = resource_of (self->opds, opd);
  claim.place = resource_of (self->venues, event->venue);
  g_array_append_val (claims, claim);
}

static void
add_loan_claim (BalaiSample            *self,
                const BalaiSampleEvent *event,
                const BalaiSampleLoan  *loan,
                BalaiSpan               span,
                GArray                 *claims)
{
  BalaiClaim claim = base_claim (self, event, span);

  claim.role = BALAI_CLAIM_POOL;
  claim.resource = resource_of (self->pools, loan->pool);
  claim.quantity = loan->quantity;
  g_array_append_val (claims, claim);
}

static GArray *
spans_of (const BalaiSampleEvent *event)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (BalaiSpan));

  for (guint i = 0; event->starts != NULL && i < event->starts->len; i++)
    {
      int64_t start = g_array_index (event->starts, int64_t, i);
      BalaiSpan span = { start, start + balai_span_length (event->span) };

      g_array_append_val (spans, span);
    }
  if (event->starts == NULL)
    g_array_append_val (spans, event->span);
  return spans;
}

static size_t
check_claims (BalaiSample *self,
              GArray      *claims)
{
  balai_conflict_array_reset (&self->found);
  balai_schedule_check (self->rules, balai_claim_index_get_source (self->index), (gconstpointer) claims->data,
                        claims->len, BALAI_NO_EVENT, &self->found);
  return self->found.n;
}

static GArray *
claims_of (BalaiSample            *self,
           const BalaiSampleEvent *event)
{
  GArray *claims = g_array_new (FALSE, FALSE, sizeof (BalaiClaim));
  g_autoptr (GArray) spans = spans_of (event);

  for (guint i = 0; i < spans->len && claims_something (event); i++)
    {
      BalaiSpan span = g_array_index (spans, BalaiSpan, i);

      add_venue_claim (self, event, span, claims);
      for (guint k = 0; k < event->n_attendees; k++)
        add_person_claim (self, event, &event->attendees[k], span, claims);
      for (guint k = 0; k < event->n_opds; k++)
        add_opd_claim (self, event, event->opds[k], span, claims);
      for (guint k = 0; k < event->n_loans; k++)
        add_loan_claim (self, event, &event->loans[k], span, claims);
    }
  return claims;
}

/* How many conflicts it would have; they are in found. */
size_t
balai_sample_event_check (BalaiSample            *self,
                          const BalaiSampleEvent *event)
{
  g_autoptr (GArray) claims = claims_of (self, event);

  return check_claims (self, claims);
}

/* Its claims stand, and it has a number and an id. */
void
balai_sample_event_hold (BalaiSample            *self,
                         const BalaiSampleEvent *event)
{
  g_autoptr (GArray) claims = claims_of (self, event);

  for (guint i = 0; i < claims->len; i++)
    if (g_array_index (claims, BalaiClaim, i).resource != BALAI_NO_RESOURCE)
      balai_claim_index_add (self->index, &g_array_index (claims, BalaiClaim, i));
  g_ptr_array_add (self->event_ids, balai_uuid_new_from (self->id_ms++, self->rand));
}

/* Takes the one that was held last back. */
void
balai_sample_event_release (BalaiSample *self)
{
  balai_claim_index_remove_event (self->index, self->event_ids->len - 1);
  g_ptr_array_set_size (self->event_ids, (int) self->event_ids->len - 1);
}

/* One more user of the time the event already has: only if it is free. */
static gboolean
still_free (BalaiSample            *self,
            const BalaiSampleEvent *event,
            void                  (*add) (BalaiSample            *self,
                                          const BalaiSampleEvent *event,
                                          gconstpointer           what,
                                          BalaiSpan               span,
                                          GArray                 *claims),
            gconstpointer           what)
{
  g_autoptr (GArray) claims = g_array_new (FALSE, FALSE, sizeof (BalaiClaim));
  g_autoptr (GArray) spans = spans_of (event);

  for (guint i = 0; i < spans->len && claims_something (event); i++)
    add (self, event, what, g_array_index (spans, BalaiSpan, i), claims);
  return check_claims (self, claims) == 0;
}

static void
try_opd (BalaiSample            *self,
         const BalaiSampleEvent *event,
         gconstpointer           what,
         BalaiSpan               span,
         GArray                 *claims)
{
  add_opd_claim (self, event, *(const guint *) what, span, claims);
}

static void
try_person (BalaiSample            *self,
            const BalaiSampleEvent *event,
            gconstpointer           what,
            BalaiSpan               span,
            GArray                 *claims)
{
  add_person_claim (self, event, what, span, claims);
}

static void
try_loan (BalaiSample            *self,
          const BalaiSampleEvent *event,
          gconstpointer           what,
          BalaiSpan               span,
          GArray                 *claims)
{
  add_loan_claim (self, event, what, span, claims);
}

gboolean
balai_sample_add_opd (BalaiSample      *self,
                      BalaiSampleEvent *event,
                      guint             opd)
{
  for (guint i = 0; i < event->n_opds; i++)
    if (event->opds[i] == opd)
      return FALSE;
  if (event->n_opds == SAMPLE_MAX_OPDS || !still_free (self, event, try_opd, &opd))
    return FALSE;
  event->opds[event->n_opds++] = opd;
  return TRUE;
}

gboolean
balai_sample_add_person (BalaiSample         *self,
                         BalaiSampleEvent    *event,
                         BalaiSampleAttendee  attendee)
{
  if (attendee.person == SAMPLE_NONE || event->n_attendees == SAMPLE_MAX_ATTENDEES)
    return FALSE;
  for (guint i = 0; i < event->n_attendees; i++)
    if (event->attendees[i].person == attendee.person)
      return FALSE;
  if (!still_free (self, event, try_person, &attendee))
    return FALSE;
  event->attendees[event->n_attendees++] = attendee;
  return TRUE;
}

gboolean
balai_sample_add_loan (BalaiSample      *self,
                       BalaiSampleEvent *event,
                       guint             pool,
                       int               quantity)
{
  BalaiSampleLoan loan = { pool, quantity };

  for (guint i = 0; i < event->n_loans; i++)
    if (event->loans[i].pool == pool)
      return FALSE;
  if (event->n_loans == SAMPLE_MAX_LOANS || !still_free (self, event, try_loan, &loan))
    return FALSE;
  event->loans[event->n_loans++] = loan;
  return TRUE;
}

static char *
format_instant (int64_t instant)
{
  BalaiIcalTime time = { .instant = instant };

  return balai_event_format_date (&time);
}

static void
set_series (BalaiRecord            *record,
            const BalaiSampleEvent *event)
{
  g_autoptr (GString) skipped = g_string_new (NULL);
  int64_t last = g_array_index (event->starts, int64_t, event->starts->len - 1);
  g_autofree char *until = format_instant (last);

  balai_record_take_text (record, BALAI_EVENT_RRULE, g_strdup_printf ("%s;UNTIL=%s", event->frequency, until));
  for (guint i = 0; event->skipped != NULL && i < event->skipped->len; i++)
    {
      g_autofree char *date = format_instant (g_array_index (event->skipped, int64_t, i));

      g_string_append_printf (skipped, "%s%s", i > 0 ? "\n" : "", date);
    }
  if (skipped->len > 0)
    balai_record_set_text (record, BALAI_EVENT_EXDATE, skipped->str);
}

static void
set_when_and_where (BalaiSample            *self,
                    BalaiRecord            *record,
                    const BalaiSampleEvent *event)
{
  if (event->all_day)
    {
      balai_record_set_int (record, BALAI_EVENT_ALL_DAY, TRUE);
      balai_record_set_int (record, BALAI_EVENT_START_DATE, event->first);
      balai_record_set_int (record, BALAI_EVENT_END_DATE, event->after);
    }
  else
    {
      balai_record_set_int (record, BALAI_EVENT_START, event->span.start);
      balai_record_set_int (record, BALAI_EVENT_END, event->span.end);
    }
  if (event->starts != NULL)
    set_series (record, event);
  if (event->venue != SAMPLE_NONE)
    {
      const BalaiSampleVenue *venue = &balai_sample_venues[event->venue];

      balai_record_set_text (record, BALAI_EVENT_VENUE, balai_sample_id (self->venues, event->venue));
      balai_record_set_int (record, BALAI_EVENT_SETUP, venue->setup * BALAI_MINUTE);
      balai_record_set_int (record, BALAI_EVENT_TEARDOWN, venue->teardown * BALAI_MINUTE);
    }
  if (event->place != NULL)
    balai_record_set_text (record, BALAI_EVENT_PLACE, event->place);
  if (event->online != NULL)
    balai_record_set_text (record, BALAI_EVENT_ONLINE, event->online);
}

static void
put_attendee (BalaiSample               *self,
              const char                *id,
              const BalaiSampleAttendee *attendee)
{
  BalaiRecord *record = balai_sample_new_record (self, &balai_event_person_kind);

  balai_record_set_text (record, BALAI_EVENT_PERSON_EVENT, id);
  balai_record_set_text (record, BALAI_EVENT_PERSON_PERSON, balai_sample_id (self->people, attendee->person));
  balai_record_set_text (record, BALAI_EVENT_PERSON_ROLE, attendee->role);
  balai_record_set_int (record, BALAI_EVENT_PERSON_ONLINE, attendee->online);
  balai_record_set_int (record, BALAI_EVENT_PERSON_DELEGABLE, attendee->delegable);
  if (attendee->attendance != NULL)
    balai_record_set_text (record, BALAI_EVENT_PERSON_ATTENDANCE, attendee->attendance);
  if (g_strcmp0 (attendee->attendance, "delegated") == 0)
    balai_record_set_text (record, BALAI_EVENT_PERSON_DELEGATE, balai_sample_id (self->people, attendee->delegate));
  balai_sample_put (self, record);
}

/* Puts it on the batch, with what hangs on it; number is the one it was held under. */
void
balai_sample_event_store (BalaiSample            *self,
                          const BalaiSampleEvent *event,
                          guint32                 number)
{
  const char *id = self->event_ids->pdata[number];
  BalaiRecord *record = balai_record_new (&balai_event_kind);

  balai_record_set_identity (record, id, 0, 0, FALSE);
  balai_record_set_text (record, BALAI_EVENT_TITLE, event->title);
  if (event->description != NULL)
    balai_record_set_text (record, BALAI_EVENT_DESCRIPTION, event->description);
  balai_record_set_text (record, BALAI_EVENT_OPD, balai_sample_id (self->opds, event->opd));
  balai_record_set_text (record, BALAI_EVENT_STATUS, event->status);
  balai_record_set_text (record, BALAI_EVENT_VISIBILITY, event->visibility);
  balai_record_set_text (record, BALAI_EVENT_SCOPE, event->scope);
  balai_record_set_text (record, BALAI_EVENT_PRIORITY, event->priority);
  balai_record_set_text (record, BALAI_EVENT_BUSY, event->busy);
  if (event->participants > 0)
    balai_record_set_int (record, BALAI_EVENT_PARTICIPANTS, event->participants);
  if (event->categories != NULL)
    balai_record_set_text (record, BALAI_EVENT_CATEGORIES, event->categories);
  balai_record_take_text (record, BALAI_EVENT_UID, g_strdup_printf ("%s@kediri.example", id));
  set_when_and_where (self, record, event);
  balai_sample_put (self, record);

  for (guint i = 0; i < event->n_attendees; i++)
    put_attendee (self, id, &event->attendees[i]);
  for (guint i = 0; i < event->n_opds; i++)
    {
      BalaiRecord *opd = balai_sample_new_record (self, &balai_event_opd_kind);

      balai_record_set_text (opd, BALAI_EVENT_OPD_EVENT, id);
      balai_record_set_text (opd, BALAI_EVENT_OPD_OPD, balai_sample_id (self->opds, event->opds[i]));
      balai_sample_put (self, opd);
    }
  for (guint i = 0; i < event->n_loans; i++)
    {
      BalaiRecord *loan = balai_sample_new_record (self, &balai_event_equipment_kind);

      balai_record_set_text (loan, BALAI_EVENT_EQUIPMENT_EVENT, id);
      balai_record_set_text (loan, BALAI_EVENT_EQUIPMENT_EQUIPMENT, balai_sample_id (self->pools,
                                                                                     event->loans[i].pool));
      balai_record_set_int (loan, BALAI_EVENT_EQUIPMENT_QUANTITY, event->loans[i].quantity);
      balai_sample_put (self, loan);
    }
}
