/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balai-event-editor-private.h"
#include "balai-event-rules.h"
#include "balai-event-split.h"

/* What the editor does to the store: one batch, so that one undo takes all of it back. */

/**
 * balai_event_editor_failed:
 * @editor: an editor
 * @batch: what was to be written
 * @error: why it was not
 */
void
balai_event_editor_failed (BalaiStoreEditor *editor,
                           BalaiBatch       *batch,
                           const GError     *error)
{
  if (g_error_matches (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_STALE))
    balai_editor_window_failed (BALAI_EDITOR_WINDOW (editor),
                                _("The event was changed elsewhere while it was open here. "
                                  "Copy what you need, close this window, and open it again."));
  else
    BALAI_STORE_EDITOR_CLASS (g_type_class_peek (BALAI_TYPE_STORE_EDITOR))->failed (editor, batch, error);
  /* What the writer saw is there to be seen. */
  balai_event_editor_check_now (BALAI_EVENT_EDITOR (editor));
}

static int64_t
start_of (BalaiEventEditor *self,
          BalaiRecord      *event)
{
  BalaiSpan span = { 0, 0 };

  balai_event_get_span (event, self->loaded->zone, &span);
  return span.start;
}

/* Events that stand in for a date find it at its new time, and in the series that has it now. */
static void
move_overrides (BalaiEventEditor *self,
                BalaiRecord      *series,
                int64_t           from,
                int64_t           seconds,
                BalaiBatch       *batch)
{
  const BalaiZone *zone = balai_zone_get (self->loaded->zone);

  for (guint i = 0; self->loaded->overrides != NULL && i < self->loaded->overrides->len; i++)
    {
      g_autoptr (BalaiRecord) one = balai_record_copy (self->loaded->overrides->pdata[i]);
      gboolean day = !balai_record_is_null (one, BALAI_EVENT_RECURRENCE_DATE);
      int64_t replaced = balai_event_get_replaced (one, self->loaded->zone);

      if (replaced < from || replaced == G_MININT64)
        continue;
      balai_record_set_text (one, BALAI_EVENT_SERIES, balai_record_get_id (series));
      if (day)
        balai_record_set_int (one, BALAI_EVENT_RECURRENCE_DATE, balai_zone_day (zone, replaced + seconds));
      else
        balai_record_set_int (one, BALAI_EVENT_RECURRENCE_ID, replaced + seconds);
      if (balai_record_is_dirty (one))
        balai_batch_put (batch, one);
    }
}

/**
 * balai_event_editor_save_checked:
 * @self: an editor whose draft was just checked
 *
 * Saves what is in the form.
 */
void
balai_event_editor_save_checked (BalaiEventEditor *self)
{
  g_autoptr (BalaiRecord) event = balai_event_draft_make_event (self->draft);
  gboolean fresh = balai_record_is_new (event);
  const char *title = balai_record_get_text (event, BALAI_EVENT_TITLE);
  g_autofree char *label = NULL;
  g_autoptr (BalaiBatch) batch = NULL;

  if (self->outcome == NULL || self->outcome->findings->len > 0 || title == NULL)
    {
      balai_editor_window_failed (BALAI_EDITOR_WINDOW (self), _("Something in the form is not right yet."));
      return;
    }
  if (self->submits)
    {
      balai_record_set_text (event, BALAI_EVENT_STATUS, "submitted");
      /* Translators: %s is the title of an event */
      label = g_strdup_printf (_("“%s” submitted"), title);
    }
  else if (fresh && self->scope == BALAI_EVENT_WHOLE)
    /* Translators: %s is the title of an event */
    label = g_strdup_printf (_("“%s” added"), title);
  else
    /* Translators: %s is the title of an event */
    label = g_strdup_printf (_("“%s” changed"), title);
  /* The times of the venue are those of the day on which it is booked. */
  if (balai_event_reclaims (event))
    {
      balai_record_set_int (event, BALAI_EVENT_SETUP, self->outcome->setup);
      balai_record_set_int (event, BALAI_EVENT_TEARDOWN, self->outcome->teardown);
    }

  batch = balai_batch_new (label, BALAI_BATCH_DEFAULT);
  if (self->scope == BALAI_EVENT_FOLLOWING)
    {
      g_autoptr (BalaiRecord) series = balai_record_copy (self->series);

      balai_batch_put (batch, series);
      move_overrides (self, event, self->occurrence, start_of (self, event) - self->occurrence, batch);
    }
  else if (self->scope == BALAI_EVENT_WHOLE && self->loaded->event != NULL && balai_event_is_series (event))
    {
      int64_t moved = start_of (self, event) - start_of (self, self->loaded->event);

      balai_event_shift_exceptions (event, moved, self->loaded->zone);
      move_overrides (self, event, G_MININT64, moved, batch);
    }
  balai_event_draft_fill_batch (self->draft, event, batch);
  /* All of a series is at many dates, of which the first may be years ago. */
  self->saved_start = self->scope == BALAI_EVENT_WHOLE && self->loaded->event != NULL && balai_event_is_series (event)
                        ? G_MININT64 : start_of (self, event);
  balai_store_editor_save_batch (BALAI_STORE_EDITOR (self), batch, balai_record_get_id (event));
}

/**
 * balai_event_editor_get_saved_start:
 * @self: an editor
 *
 * Returns: start of the event that was saved, seconds since 1970-01-01 UTC, or %G_MININT64 where it is at no one date
 */
int64_t
balai_event_editor_get_saved_start (BalaiEventEditor *self)
{
  g_return_val_if_fail (BALAI_IS_EVENT_EDITOR (self), G_MININT64);

  return self->saved_start;
}

/**
 * balai_event_editor_delete:
 * @self: an editor of an event that is stored
 *
 * Takes away the event, or what of the series was chosen, and with it what hangs on it. One undo brings it back.
 */
void
balai_event_editor_delete (BalaiEventEditor *self)
{
  BalaiEventLoaded *loaded = self->loaded;
  g_autoptr (BalaiBatch) batch = NULL;

  g_return_if_fail (loaded != NULL && loaded->event != NULL);

  batch = balai_event_scope_new_delete (self->scope, loaded->event, loaded->series, loaded->overrides,
                                        self->occurrence, loaded->zone);
  balai_store_editor_delete_batch (BALAI_STORE_EDITOR (self), batch, balai_record_get_id (loaded->event));
}
