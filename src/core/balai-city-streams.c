/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-city-streams.h"

#include "balai-calendar-part.h"
#include "balai-event.h"
#include "balai-schedule-derive.h"
#include "balai-sync-server.h"

/* Which streams a record of the city appears in:
 *
 *   unit:<id of an OPD>   what belongs to an office: its events and what hangs on them
 *   city                  the same of events that name no office
 *   ref                   registers and rules, which everybody picks from
 *   cal:busy:<yyyy-mm>    that something is taken, by months (UTC), so that bookings do not queue on one counter */

#define NO_OFFICE "city"

static void
add_office (GPtrArray   *places,
            BalaiRecord *record,
            int          field)
{
  const char *opd = balai_record_get_text (record, field);
  g_autofree char *stream = opd != NULL ? g_strconcat ("unit:", opd, NULL) : NULL;

  balai_sync_place_add (places, stream != NULL ? stream : NO_OFFICE, BALAI_VIEW_FULL);
}

/* All months that an occurrence touches. */
static gboolean
add_months (BalaiRecord              *event,
            BalaiSpan                 span,
            const BalaiDerivedClaim  *claims,
            guint                     n_claims,
            gpointer                  places,
            GError                  **error)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (span.start);
  g_autoptr (GDateTime) last = g_date_time_new_from_unix_utc (MAX (span.start, span.end - 1));
  int month, end;

  if (start == NULL || last == NULL)
    return TRUE;
  end = g_date_time_get_year (last) * 12 + g_date_time_get_month (last) - 1;
  for (month = g_date_time_get_year (start) * 12 + g_date_time_get_month (start) - 1; month <= end; month++)
    {
      g_autofree char *stream = g_strdup_printf ("cal:busy:%04d-%02d", month / 12, month % 12 + 1);

      balai_sync_place_add (places, stream, BALAI_VIEW_BUSY);
    }
  return TRUE;
}

static gboolean
place_event (BalaiRecord      *event,
             BalaiRepository  *repository,
             GPtrArray        *places,
             GError          **error)
{
  add_office (places, event, BALAI_EVENT_OPD);
  return balai_record_is_deleted (event) || !balai_event_claims (event)
         || balai_schedule_expand (repository, event, NULL, add_months, places, error);
}

/* What hangs on an event is told where the event is, to who may read it. */
static gboolean
place_child (BalaiRecord      *record,
             BalaiRepository  *repository,
             GPtrArray        *places,
             GError          **error)
{
  const BalaiKind *kind = balai_record_get_kind (record);
  const char *parent = balai_record_get_text (record, balai_kind_find_field (kind, kind->parent_field));
  g_autoptr (GError) local = NULL;
  g_autoptr (BalaiRecord) event = balai_repository_get (repository, &balai_event_kind, parent, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (event != NULL)
    add_office (places, event, BALAI_EVENT_OPD);
  return TRUE;
}

/**
 * balai_city_streams_place:
 * @record: a record
 * @repository: what else there is
 * @places: (element-type BalaiSyncPlace): where to add
 * @error: return location for an error
 *
 * The #BalaiSyncPlaceFunc of a city.
 *
 * Returns: whether it could be told
 */
gboolean
balai_city_streams_place (BalaiRecord      *record,
                          BalaiRepository  *repository,
                          GPtrArray        *places,
                          GError          **error)
{
  const BalaiKind *kind = balai_record_get_kind (record);

  if (kind == &balai_event_kind)
    return place_event (record, repository, places, error);
  if (kind->parent_field != NULL
      && g_strcmp0 (kind->fields[balai_kind_find_field (kind, kind->parent_field)].kind, balai_event_kind.name) == 0)
    return place_child (record, repository, places, error);
  if (kind == &balai_calendar_part_kind)
    add_office (places, record, BALAI_CALENDAR_PART_OPD);
  else
    balai_sync_place_add (places, "ref", BALAI_VIEW_FULL);
  return TRUE;
}
