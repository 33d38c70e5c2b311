/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-rules.h"

#include <glib/gi18n-lib.h>

#include "balai-conflict-text.h"
#include "balai-event-check.h"
#include "balai-event-series.h"
#include "balai-event-split.h"
#include "balai-registers.h"
#include "balai-schedule-check.h"

#define BIT(field) (G_GUINT64_CONSTANT (1) << (field))

/* What a change of decides anew what the event takes, and when. */
#define CLAIM_FIELDS \
  (BIT (BALAI_EVENT_STATUS) | BIT (BALAI_EVENT_START) | BIT (BALAI_EVENT_END) | BIT (BALAI_EVENT_ZONE) \
   | BIT (BALAI_EVENT_ALL_DAY) | BIT (BALAI_EVENT_START_DATE) | BIT (BALAI_EVENT_END_DATE) | BIT (BALAI_EVENT_VENUE) \
   | BIT (BALAI_EVENT_SETUP) | BIT (BALAI_EVENT_TEARDOWN) | BIT (BALAI_EVENT_ONLINE) | BIT (BALAI_EVENT_PARTICIPANTS) \
   | BIT (BALAI_EVENT_BUSY) | BIT (BALAI_EVENT_RRULE) | BIT (BALAI_EVENT_RDATE))
#define SERIES_FIELDS (BIT (BALAI_EVENT_RRULE) | BIT (BALAI_EVENT_RDATE))

static const char *const verdict_codes[] = {
  [BALAI_RECURRENCE_FINE] = NULL,
  [BALAI_RECURRENCE_UNREADABLE] = "recurrence-unreadable",
  [BALAI_RECURRENCE_ENDLESS] = "recurrence-endless",
  [BALAI_RECURRENCE_TOO_LATE] = "recurrence-too-late",
  [BALAI_RECURRENCE_TOO_MANY] = "recurrence-too-many",
  [BALAI_RECURRENCE_MEETS_ITSELF] = "recurrence-meets-itself",
};

/**
 * balai_event_reclaims:
 * @event: an event that is being edited
 *
 * Returns: whether what was changed of it decides anew what it takes; a corrected title of an event that has met
 *   another for weeks is no reason to refuse it
 */
gboolean
balai_event_reclaims (BalaiRecord *event)
{
  return balai_record_is_new (event) || (balai_record_get_dirty (event) & CLAIM_FIELDS) != 0;
}

static gboolean
check_times (BalaiRecord *event,
             GPtrArray   *findings)
{
  gboolean all_day = balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY);
  int start = all_day ? BALAI_EVENT_START_DATE : BALAI_EVENT_START;
  int end = all_day ? BALAI_EVENT_END_DATE : BALAI_EVENT_END;
  int64_t shortest = all_day ? 1 : 0;

  if (balai_record_is_null (event, start))
    {
      balai_finding_add (findings, event, start, BALAI_SEVERITY_BLOCK, "required");
      return FALSE;
    }
  if (!balai_record_is_null (event, end)
      && balai_record_get_int (event, end) < balai_record_get_int (event, start) + shortest)
    {
      balai_finding_add (findings, event, end, BALAI_SEVERITY_BLOCK, "ends-before-it-starts");
      return FALSE;
    }
  return TRUE;
}

/* R8: what is typed must end. What came in with a file keeps its rule as long as nobody types another. */
static gboolean
check_recurrence (BalaiRecord     *event,
                  BalaiRepository *repository,
                  GPtrArray       *findings)
{
  g_auto (BalaiEventSeries) series = { 0 };
  g_autofree char *zone = NULL;
  BalaiRecurrenceVerdict verdict;

  if (!balai_event_is_series (event) || !balai_record_is_null (event, BALAI_EVENT_SERIES)
      || (!balai_record_is_new (event) && (balai_record_get_dirty (event) & SERIES_FIELDS) == 0))
    return TRUE;
  zone = balai_schedule_city_zone (repository);
  if (!balai_event_series_init (&series, event, zone))
    return TRUE;
  verdict = balai_recurrence_check (&series.recurrence, series.duration,
                                    balai_clock_now (balai_repository_get_clock (repository)));
  if (verdict == BALAI_RECURRENCE_FINE)
    return TRUE;
  balai_finding_add (findings, event, BALAI_EVENT_RRULE, BALAI_SEVERITY_BLOCK, verdict_codes[verdict]);
  return FALSE;
}

typedef struct
{
  GArray  *spans;    /* (element-type BalaiSpan) */
  int64_t  replaced; /* start of a date that the event stands in for, and may not be stored as doing so */
} Dates;

static gboolean
take_date (BalaiRecord             *event,
           BalaiSpan                span,
           const BalaiDerivedClaim *claims,
           guint                    n_claims,
           gpointer                 data,
           GError                 **error)
{
  Dates *dates = data;

  if (span.start != dates->replaced)
    g_array_append_val (dates->spans, span);
  return TRUE;
}

static void
add_stand_ins (BalaiRecord     *series,
               BalaiRecord     *except,
               BalaiRepository *repository,
               const char      *zone,
               GArray          *spans)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_event_kind);
  g_autoptr (GPtrArray) others = NULL;

  balai_query_where_text (query, BALAI_EVENT_SERIES, BALAI_EQUAL, balai_record_get_id (series));
  others = balai_repository_list (repository, query, NULL);
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      BalaiSpan span;

      if (!g_str_equal (balai_record_get_id (others->pdata[i]), balai_record_get_id (except))
          && balai_event_claims (others->pdata[i]) && balai_event_get_span (others->pdata[i], zone, &span))
        g_array_append_val (spans, span);
    }
}

/* R8: what is taken by one series does not meet itself, so that a date may be moved; that two of its dates are not at
 * one time is asked here. */
static gboolean
check_own_dates (BalaiRecord     *event,
                 BalaiRepository *repository,
                 GPtrArray       *findings)
{
  const BalaiEventUses none = { NULL, NULL, NULL };
  const char *id = balai_record_get_text (event, BALAI_EVENT_SERIES);
  g_autofree char *zone = balai_schedule_city_zone (repository);
  g_autoptr (BalaiRecord) series = id ? balai_repository_get (repository, &balai_event_kind, id, NULL)
                                      : g_object_ref (event);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (BalaiSpan));
  Dates dates = { spans, balai_event_get_replaced (event, zone) };
  gboolean meets = FALSE;
  BalaiSpan span;

  if (!balai_event_reclaims (event) || !balai_event_claims (event) || series == NULL || !balai_event_is_series (series)
      || !balai_event_get_span (event, zone, &span)
      || !balai_schedule_expand_with (repository, series, &none, id ? &span : NULL, take_date, &dates, NULL))
    return TRUE;
  add_stand_ins (series, event, repository, zone, spans);
  if (id == NULL)
    meets = balai_series_overlaps_itself ((gconstpointer) spans->data, spans->len, NULL, NULL);
  for (guint i = 0; id != NULL && i < spans->len && !meets; i++)
    meets = balai_span_meets (g_array_index (spans, BalaiSpan, i), span);
  if (meets)
    balai_finding_add (findings, event,
                       balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY) ? BALAI_EVENT_START_DATE
                                                                             : BALAI_EVENT_START,
                       BALAI_SEVERITY_BLOCK, "series-meets-itself");
  return !meets;
}

static int
field_of (BalaiEventPart part)
{
  switch (part)
    {
    case BALAI_EVENT_PART_VENUE:
      return BALAI_EVENT_VENUE;
    case BALAI_EVENT_PART_PARTICIPANTS:
      return BALAI_EVENT_PARTICIPANTS;
    case BALAI_EVENT_PART_TIME:
      return BALAI_EVENT_START;
    case BALAI_EVENT_PART_PEOPLE:
    case BALAI_EVENT_PART_OPDS:
    case BALAI_EVENT_PART_EQUIPMENT:
    default:
      return -1;
    }
}

/* R10: "Tolak" cannot be confirmed, "Perlu persetujuan" only submitted. One finding for each thing that is taken. */
static void
add_conflicts (BalaiRecord           *event,
               const BalaiEventCheck *check,
               BalaiRecord           *at,
               const char            *resource,
               int                    field,
               GPtrArray             *findings)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_direct_hash, g_direct_equal);

  if (g_strcmp0 (balai_record_get_text (event, BALAI_EVENT_STATUS), "confirmed") != 0)
    return;
  for (guint i = 0; i < check->conflicts->len; i++)
    {
      const BalaiEventConflict *one = &g_array_index (check->conflicts, BalaiEventConflict, i);
      int key = one->conflict.a.resource * 8 + (int) one->part;
      BalaiFinding *finding;

      if (one->past || one->conflict.level < BALAI_LEVEL_APPROVE
          || (resource != NULL && g_strcmp0 (resource, one->resource) != 0)
          || !g_hash_table_add (told, GINT_TO_POINTER (key)))
        continue;
      finding = balai_finding_add (findings, at, resource ? field : field_of (one->part), BALAI_SEVERITY_BLOCK,
                                   one->conflict.level == BALAI_LEVEL_REFUSE ? "conflict" : "needs-approval");
      finding->number = one->conflict.amount;
      finding->detail = balai_conflict_to_text (check->rules, &one->conflict, one->rival,
                                                BALAI_CONFLICT_TEXT_DATE | BALAI_CONFLICT_TEXT_ADVICE);
    }
}

/* The entry gate of the city's calendar: what concerns one office alone stays internal. Where somebody puts it there it
 * is refused; where a file has put it there, it is said. */
static void
check_gate (BalaiRecord     *event,
            BalaiRepository *repository,
            GPtrArray       *findings)
{
  const char *id = balai_record_get_id (event);
  g_autoptr (GPtrArray) people = NULL, opds = NULL;

  if (g_strcmp0 (balai_record_get_text (event, BALAI_EVENT_SCOPE), "city") != 0
      || !balai_record_is_null (event, BALAI_EVENT_SERIES))
    return;
  people = balai_repository_children (repository, &balai_event_person_kind, id, NULL);
  opds = balai_repository_children (repository, &balai_event_opd_kind, id, NULL);
  if (!balai_event_belongs_to_city (event, people, opds, repository))
    balai_finding_add (findings, event, BALAI_EVENT_SCOPE,
                       balai_record_is_new (event) || (balai_record_get_dirty (event) & BIT (BALAI_EVENT_SCOPE)) != 0
                         ? BALAI_SEVERITY_BLOCK : BALAI_SEVERITY_WARN,
                       "city-calendar-gate");
}

/**
 * balai_event_belongs_to_city:
 * @event: an event
 * @people: (nullable) (element-type BalaiRecord): who comes
 * @opds: (nullable) (element-type BalaiRecord): which offices are invited
 * @repository: what else is there
 *
 * Returns: whether it crosses offices or involves who decides, and so belongs on the city's calendar
 */
gboolean
balai_event_belongs_to_city (BalaiRecord     *event,
                             GPtrArray       *people,
                             GPtrArray       *opds,
                             BalaiRepository *repository)
{
  const char *own = balai_record_get_text (event, BALAI_EVENT_OPD);
  const char *venue = balai_record_get_text (event, BALAI_EVENT_VENUE);

  for (guint i = 0; opds != NULL && i < opds->len; i++)
    {
      const char *opd = balai_record_get_text (opds->pdata[i], BALAI_EVENT_OPD_OPD);

      if (opd != NULL && g_strcmp0 (opd, own) != 0)
        return TRUE;
    }
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const char *id = balai_record_get_text (people->pdata[i], BALAI_EVENT_PERSON_PERSON);
      const char *role = balai_record_get_text (people->pdata[i], BALAI_EVENT_PERSON_ROLE);
      g_autoptr (BalaiRecord) person = NULL;

      if (g_strcmp0 (role, "leader") == 0 || g_strcmp0 (role, "leader_invited") == 0)
        return TRUE;
      if (id != NULL)
        person = balai_repository_get (repository, &balai_person_kind, id, NULL);
      if (person != NULL && balai_record_get_boolean (person, BALAI_PERSON_LEADER))
        return TRUE;
    }
  if (venue != NULL)
    {
      g_autoptr (BalaiRecord) where = balai_repository_get (repository, &balai_venue_kind, venue, NULL);
      const char *opd = where ? balai_record_get_text (where, BALAI_VENUE_OPD) : NULL;

      return opd != NULL && g_strcmp0 (opd, own) != 0;
    }
  return FALSE;
}

/**
 * balai_event_validate_dates:
 * @event: an event
 * @repository: what else is there
 * @findings: (element-type BalaiFinding): where to add what is wrong
 *
 * The part of balai_event_validate() that asks for the dates alone, for a form that says it before anything is saved.
 *
 * Returns: whether they are fine
 */
gboolean
balai_event_validate_dates (BalaiRecord     *event,
                            BalaiRepository *repository,
                            GPtrArray       *findings)
{
  if (!check_times (event, findings) || !check_recurrence (event, repository, findings))
    return FALSE;
  /* What stands in for dates of a series moves along with it when it is saved: of a series that is asked then. */
  return balai_record_is_null (event, BALAI_EVENT_SERIES) || check_own_dates (event, repository, findings);
}

/**
 * balai_event_validate:
 * @event: an event that is to be saved
 * @repository: what else is there
 * @findings: (element-type BalaiFinding): where to add what is wrong
 *
 * The rules of an event beside its table: its times, R8 of what repeats, what it takes from others (R1 to R10), and
 * whether it is one for the city's calendar.
 */
void
balai_event_validate (BalaiRecord     *event,
                      BalaiRepository *repository,
                      GPtrArray       *findings)
{
  if (!balai_event_validate_dates (event, repository, findings)
      || (balai_record_is_null (event, BALAI_EVENT_SERIES) && balai_event_is_series (event)
          && !check_own_dates (event, repository, findings)))
    return;
  if (balai_event_reclaims (event) && balai_event_claims (event))
    {
      g_autoptr (BalaiEventCheck) check = balai_event_check_stored (repository, event, NULL);

      if (check == NULL)
        balai_finding_add (findings, event, -1, BALAI_SEVERITY_BLOCK, "unchecked");
      else
        add_conflicts (event, check, event, NULL, -1, findings);
    }
  check_gate (event, repository, findings);
}

/* Who or what is taken by it: of a person who is represented, who goes. */
static const char *
resource_of (BalaiRecord *use)
{
  const BalaiKind *kind = balai_record_get_kind (use);

  if (kind == &balai_event_opd_kind)
    return balai_record_get_text (use, BALAI_EVENT_OPD_OPD);
  if (kind == &balai_event_equipment_kind)
    return balai_record_get_text (use, BALAI_EVENT_EQUIPMENT_EQUIPMENT);
  if (g_strcmp0 (balai_record_get_text (use, BALAI_EVENT_PERSON_ATTENDANCE), "delegated") == 0
      && !balai_record_is_null (use, BALAI_EVENT_PERSON_DELEGATE))
    return balai_record_get_text (use, BALAI_EVENT_PERSON_DELEGATE);
  return balai_record_get_text (use, BALAI_EVENT_PERSON_PERSON);
}

/* What of the event takes the same as the use, itself among it. The others are no matter of its own: of forty offices
 * each would ask for all forty. */
static BalaiEventCheck *
check_use (BalaiRecord      *use,
           BalaiRecord      *event,
           BalaiRepository  *repository)
{
  const BalaiKind *kind = balai_record_get_kind (use);
  const char *resource = resource_of (use);
  g_autoptr (GPtrArray) uses = balai_repository_children (repository, kind, balai_record_get_id (event), NULL);
  BalaiEventUses same = {
    kind == &balai_event_person_kind ? uses : NULL,
    kind == &balai_event_opd_kind ? uses : NULL,
    kind == &balai_event_equipment_kind ? uses : NULL,
  };

  if (uses == NULL)
    return NULL;
  for (guint i = uses->len; i-- > 0;)
    if (g_strcmp0 (resource_of (uses->pdata[i]), resource) != 0)
      g_ptr_array_remove_index (uses, i);
  return balai_event_check_run (repository, NULL, event, &same, NULL, NULL);
}

/**
 * balai_event_use_validate:
 * @use: a person, an office or equipment of an event, that is to be saved
 * @repository: what else is there
 * @findings: (element-type BalaiFinding): where to add what is wrong
 *
 * What is added to an event, or changed, is checked by itself.
 */
void
balai_event_use_validate (BalaiRecord     *use,
                          BalaiRepository *repository,
                          GPtrArray       *findings)
{
  const BalaiKind *kind = balai_record_get_kind (use);
  const char *id = balai_record_get_text (use, balai_kind_find_field (kind, kind->parent_field));
  int field = kind == &balai_event_person_kind ? BALAI_EVENT_PERSON_PERSON
              : kind == &balai_event_opd_kind  ? BALAI_EVENT_OPD_OPD : BALAI_EVENT_EQUIPMENT_EQUIPMENT;
  const char *resource = resource_of (use);
  g_autoptr (BalaiRecord) event = NULL;
  g_autoptr (BalaiEventCheck) check = NULL;

  if (id == NULL || resource == NULL || (!balai_record_is_new (use) && !balai_record_is_dirty (use)))
    return;
  /* The event itself has told already. */
  for (guint i = 0; i < findings->len; i++)
    {
      const BalaiFinding *finding = findings->pdata[i];

      if (finding->severity == BALAI_SEVERITY_BLOCK && g_str_equal (finding->id, id))
        return;
    }
  event = balai_repository_get (repository, &balai_event_kind, id, NULL);
  if (event == NULL || !balai_event_claims (event))
    return;
  check = check_use (use, event, repository);
  if (check == NULL)
    balai_finding_add (findings, use, -1, BALAI_SEVERITY_BLOCK, "unchecked");
  else
    add_conflicts (event, check, use, resource, field, findings);
}

/**
 * balai_event_take_buffers:
 * @event: an event whose venue was set or taken away
 * @repository: what else is there
 * @error: return location for a #BalaiDbError
 *
 * R2: the time to set up and to clear is copied from the venue when it is newly set, so that a later change of the
 * venue's leaves what was agreed. Where somebody typed them, they stay.
 *
 * Returns: whether it could be read
 */
gboolean
balai_event_take_buffers (BalaiRecord      *event,
                          BalaiRepository  *repository,
                          GError          **error)
{
  const char *id = balai_record_get_text (event, BALAI_EVENT_VENUE);
  guint64 dirty = balai_record_get_dirty (event);
  g_autoptr (BalaiRecord) venue = NULL;
  GError *local = NULL;

  if (!balai_record_is_new (event) && (dirty & BIT (BALAI_EVENT_VENUE)) == 0)
    return TRUE;
  if (id != NULL)
    venue = balai_repository_get (repository, &balai_venue_kind, id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if ((dirty & BIT (BALAI_EVENT_SETUP)) == 0 || balai_record_is_null (event, BALAI_EVENT_SETUP))
    balai_record_set_int (event, BALAI_EVENT_SETUP, venue ? balai_record_get_int (venue, BALAI_VENUE_SETUP) : 0);
  if ((dirty & BIT (BALAI_EVENT_TEARDOWN)) == 0 || balai_record_is_null (event, BALAI_EVENT_TEARDOWN))
    balai_record_set_int (event, BALAI_EVENT_TEARDOWN, venue ? balai_record_get_int (venue, BALAI_VENUE_TEARDOWN) : 0);
  return TRUE;
}

/**
 * balai_recurrence_verdict_to_text:
 * @verdict: what R8 says of a series
 *
 * Returns: (transfer full) (nullable): a sentence, or %NULL where it is fine
 */
char *
balai_recurrence_verdict_to_text (BalaiRecurrenceVerdict verdict)
{
  switch (verdict)
    {
    case BALAI_RECURRENCE_UNREADABLE:
      return g_strdup (_("Balai cannot read this repetition. Choose it again."));
    case BALAI_RECURRENCE_ENDLESS:
      return g_strdup (_("A repetition must end. Give its last day, or how many times it takes place."));
    case BALAI_RECURRENCE_TOO_LATE:
      return g_strdup (_("A repetition may last until 31 December of next year at most. Choose an earlier last day."));
    case BALAI_RECURRENCE_TOO_MANY:
      return g_strdup_printf (_("A repetition may have at most %d dates. Choose an earlier last day."),
                              BALAI_RECURRENCE_MAX_TYPED);
    case BALAI_RECURRENCE_MEETS_ITSELF:
      return g_strdup (_("The next date begins before this one has ended. Make it shorter, or repeat it less often."));
    case BALAI_RECURRENCE_FINE:
    default:
      return NULL;
    }
}

/**
 * balai_event_describe:
 * @finding: what the rules of an event, or of what hangs on it, found
 *
 * Returns: (transfer full) (nullable): a sentence in the language of the program
 */
char *
balai_event_describe (const BalaiFinding *finding)
{
  if (g_str_equal (finding->code, "ends-before-it-starts"))
    return g_strdup (_("The event ends before it begins. Correct its end."));
  if (g_str_equal (finding->code, "series-meets-itself"))
    return g_strdup (_("The series has another date at that time. Pick another time."));
  if (g_str_equal (finding->code, "conflict"))
    return g_strdup (finding->detail);
  if (g_str_equal (finding->code, "needs-approval"))
    /* Translators: a sentence on what the event meets */
    return g_strdup_printf (_("%s It needs approval: save it as submitted."), finding->detail);
  if (g_str_equal (finding->code, "unchecked"))
    return g_strdup (_("Balai could not check what the event meets. Try again."));
  if (g_str_equal (finding->code, "city-calendar-gate"))
    return g_strdup (_("The city's calendar shows what concerns several OPDs or the leadership. "
                       "This event concerns only your OPD and stays internal."));
  for (guint i = 0; i < G_N_ELEMENTS (verdict_codes); i++)
    if (g_strcmp0 (finding->code, verdict_codes[i]) == 0)
      return balai_recurrence_verdict_to_text ((BalaiRecurrenceVerdict) i);
  return NULL;
}
