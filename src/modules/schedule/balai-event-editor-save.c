/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balai-error-text.h"
#include "balai-event-editor-private.h"
#include "balai-event-rules.h"
#include "balai-event-split.h"

/* What the editor does to the store: one batch, so that one undo takes all of it back. */

typedef struct
{
  BalaiEventEditor *self;   /* (owned) */
  BalaiBatch       *batch;  /* (owned) */
  char             *event;  /* (owned): id */
  const char       *signal;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->self);
  balai_batch_unref (saving->batch);
  g_free (saving->event);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static char *
failure_text (BalaiBatch   *batch,
              const GError *error)
{
  GPtrArray *findings = balai_batch_get_findings (batch);

  if (g_error_matches (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_INVALID))
    for (guint i = 0; i < findings->len; i++)
      if (((BalaiFinding *) findings->pdata[i])->severity == BALAI_SEVERITY_BLOCK)
        return balai_finding_to_text (findings->pdata[i]);
  if (g_error_matches (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_STALE))
    return g_strdup (_("The event was changed elsewhere while it was open here. "
                       "Copy what you need, close this window, and open it again."));
  return balai_error_to_text (error);
}

static void
applied (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  BalaiEventEditor *self = saving->self;
  g_autoptr (GError) error = NULL;
  int64_t batch = 0;

  if (!balai_store_apply_finish (BALAI_STORE (source), result, &batch, &error))
    {
      g_autofree char *text = failure_text (saving->batch, error);

      if (g_cancellable_is_cancelled (self->cancellable))
        return;
      balai_editor_window_failed (BALAI_EDITOR_WINDOW (self), text);
      /* What the writer saw is there to be seen. */
      balai_event_editor_check_now (self);
      return;
    }
  balai_event_editor_drop_draft (self);
  if (batch != 0)
    g_signal_emit_by_name (self, saving->signal, saving->event, balai_batch_get_label (saving->batch), batch);
  if (!g_cancellable_is_cancelled (self->cancellable))
    balai_editor_window_saved (BALAI_EDITOR_WINDOW (self));
}

static void
apply (BalaiEventEditor *self,
       BalaiBatch       *batch,
       const char       *event,
       const char       *signal)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->self = g_object_ref (self);
  saving->batch = balai_batch_ref (batch);
  saving->event = g_strdup (event);
  saving->signal = signal;
  /* Once asked for it is done, even when the window goes. */
  balai_store_apply_async (self->store, batch, NULL, applied, saving);
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
  apply (self, batch, balai_record_get_id (event), "saved");
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
  apply (self, batch, balai_record_get_id (loaded->event), "deleted");
}
