/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-scope.h"

#include <glib/gi18n-lib.h>

#include "balai-event-split.h"
#include "balai-format.h"

/**
 * balai_event_scope_get_label:
 * @scope: what of a series is meant
 *
 * Returns: (transfer none): the words for it, the same wherever a person is asked
 */
const char *
balai_event_scope_get_label (BalaiEventScope scope)
{
  static const char *const labels[BALAI_N_EVENT_SCOPES] = {
    [BALAI_EVENT_WHOLE] = N_("All dates"),
    [BALAI_EVENT_THIS] = N_("Only this date"),
    [BALAI_EVENT_FOLLOWING] = N_("This date and those after"),
  };

  g_return_val_if_fail (scope < BALAI_N_EVENT_SCOPES, "");

  return _(labels[scope]);
}

static char *
say_deleted (BalaiEventScope  scope,
             BalaiRecord     *event,
             int64_t          occurrence,
             const char      *city_zone)
{
  const BalaiZone *zone = balai_zone_get (city_zone != NULL ? city_zone : BALAI_ZONE_JAKARTA);
  const char *title = balai_record_get_title (event);
  g_autofree char *date = NULL;

  if (scope == BALAI_EVENT_THIS)
    /* Translators: %s is the title of a series */
    return g_strdup_printf (_("One date of “%s” deleted"), title);
  if (scope == BALAI_EVENT_WHOLE && balai_event_is_series (event))
    /* Translators: %s is the title of a series */
    return g_strdup_printf (_("All dates of “%s” deleted"), title);
  if (scope == BALAI_EVENT_WHOLE)
    /* Translators: %s is the title of an event */
    return g_strdup_printf (_("“%s” deleted"), title);
  date = balai_format_date (balai_zone_day (zone, occurrence));
  /* Translators: title of a series, and a date */
  return g_strdup_printf (_("Dates of “%1$s” deleted from %2$s on"), title, date);
}

/**
 * balai_event_scope_new_delete:
 * @scope: what of a series is to go; of an event that does not repeat %BALAI_EVENT_WHOLE
 * @event: the event, as it is stored
 * @series: (nullable): the series of which it stands in for a date
 * @overrides: (nullable) (element-type BalaiRecord): events that stand in for a date of it
 * @occurrence: start of the date that was pointed at; of %BALAI_EVENT_FOLLOWING not the first
 * @city_zone: (nullable): zone in which whole days are counted
 *
 * Returns: (transfer full): what takes it away, and with it what hangs on it; one undo brings all of it back
 */
BalaiBatch *
balai_event_scope_new_delete (BalaiEventScope  scope,
                              BalaiRecord     *event,
                              BalaiRecord     *series,
                              GPtrArray       *overrides,
                              int64_t          occurrence,
                              const char      *city_zone)
{
  g_autofree char *label = say_deleted (scope, event, occurrence, city_zone);
  BalaiBatch *batch = balai_batch_new (label, BALAI_BATCH_DEFAULT);
  g_autoptr (BalaiRecord) kept = NULL, following = NULL;

  if (scope == BALAI_EVENT_WHOLE)
    {
      balai_event_delete_in (batch, event, series, city_zone);
      return batch;
    }
  kept = balai_record_copy (event);
  if (scope == BALAI_EVENT_THIS)
    balai_event_leave_out (kept, occurrence, city_zone);
  else
    following = balai_event_cut_series (kept, occurrence, city_zone);
  balai_batch_put (batch, kept);
  for (guint i = 0; scope == BALAI_EVENT_FOLLOWING && overrides != NULL && i < overrides->len; i++)
    {
      g_autoptr (BalaiRecord) one = balai_record_copy (overrides->pdata[i]);

      if (balai_event_get_replaced (one, city_zone) >= occurrence)
        balai_batch_delete (batch, one);
    }
  return batch;
}
