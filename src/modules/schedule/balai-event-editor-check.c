/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balai-event-editor-private.h"
#include "balai-event-rules.h"
#include "balai-event-show.h"
#include "balai-event-when.h"

/* The check beside the typing: on a reader's thread, a moment after the last key, and given up for the next. */

#define PAUSE_MS 60

/* What goes to the other thread: copies, since a record belongs to one thread at a time. */
typedef struct
{
  BalaiRecord        *event;     /* (owned) */
  GPtrArray          *people;    /* (owned) */
  GPtrArray          *opds;      /* (owned) */
  GPtrArray          *equipment; /* (owned) */
  BalaiScheduleRules *rules;     /* (owned) */
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_object_unref (self->event);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->opds);
  g_ptr_array_unref (self->equipment);
  balai_schedule_rules_unref (self->rules);
  g_free (self);
}

void
balai_event_outcome_free (BalaiEventOutcome *self)
{
  g_clear_pointer (&self->check, balai_event_check_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiEventOutcome, balai_event_outcome_free)

static gpointer
answer (BalaiRepository  *repository,
        gpointer          data,
        GCancellable     *cancellable,
        GError          **error)
{
  Question *question = data;
  BalaiEventUses uses = { question->people, question->opds, question->equipment };
  g_autoptr (BalaiEventOutcome) outcome = g_new0 (BalaiEventOutcome, 1);

  outcome->findings = balai_findings_new ();
  if (!balai_event_take_buffers (question->event, repository, error))
    return NULL;
  outcome->setup = balai_record_get_int (question->event, BALAI_EVENT_SETUP);
  outcome->teardown = balai_record_get_int (question->event, BALAI_EVENT_TEARDOWN);
  if (!balai_event_validate_dates (question->event, repository, outcome->findings))
    return g_steal_pointer (&outcome);
  outcome->check = balai_event_check_run (repository, question->rules, question->event, &uses, cancellable, error);
  return outcome->check ? g_steal_pointer (&outcome) : NULL;
}

/* Whether what was changed decides anew what this conflict comes from: an old one is no reason to refuse a better
 * title. The rules that run at saving ask the same. */
static gboolean
is_fresh (BalaiEventEditor         *self,
          const BalaiEventConflict *one)
{
  const BalaiKind *kind = one->part == BALAI_EVENT_PART_PEOPLE ? &balai_event_person_kind
                          : one->part == BALAI_EVENT_PART_OPDS ? &balai_event_opd_kind
                          : one->part == BALAI_EVENT_PART_EQUIPMENT ? &balai_event_equipment_kind : NULL;
  BalaiRecord *use = kind ? balai_event_draft_find (self->draft, kind, one->resource) : NULL;

  return balai_event_reclaims (balai_event_draft_get_event (self->draft))
         || (use != NULL && (balai_record_is_new (use) || balai_record_is_dirty (use)));
}

static BalaiLevel
worst_level (BalaiEventEditor *self)
{
  const BalaiEventCheck *check = self->outcome ? self->outcome->check : NULL;
  BalaiLevel worst = BALAI_LEVEL_IGNORE;

  for (guint i = 0; check != NULL && i < check->conflicts->len; i++)
    {
      const BalaiEventConflict *one = &g_array_index (check->conflicts, BalaiEventConflict, i);

      if (!one->past && is_fresh (self, one))
        worst = MAX (worst, one->conflict.level);
    }
  return worst;
}

static char *
why_blocked (BalaiEventEditor *self)
{
  BalaiRecord *event = balai_event_draft_get_event (self->draft);

  if (balai_record_is_null (event, BALAI_EVENT_TITLE))
    return g_strdup (_("Say what the event is: it needs a title."));
  if (balai_event_draft_get_problem (self->draft) != NULL)
    return g_strdup (balai_event_draft_get_problem (self->draft));
  if (self->outcome != NULL && self->outcome->findings->len > 0)
    return balai_finding_to_text (self->outcome->findings->pdata[0]);
  return NULL;
}

static void
update_save (BalaiEventEditor *self)
{
  BalaiEditorWindow *window = BALAI_EDITOR_WINDOW (self);
  const char *status = balai_record_get_text (balai_event_draft_get_event (self->draft), BALAI_EVENT_STATUS);
  BalaiLevel worst = worst_level (self);
  g_autofree char *blocked = why_blocked (self);
  const char *why = NULL;

  self->submits = g_strcmp0 (status, "confirmed") == 0 && worst >= BALAI_LEVEL_APPROVE;
  balai_editor_window_set_blocked (window, blocked);
  balai_editor_window_set_save_text (window, self->submits ? _("_Save as submitted") : _("_Save"));
  if (self->submits)
    why = worst == BALAI_LEVEL_REFUSE
            ? _("The event meets another and cannot be confirmed. It is saved as submitted until that is settled.")
            : _("The event needs approval. It is saved as submitted.");
  balai_event_show_say_status (BALAI_EVENT_SHOW (self->sections[5]), why);
}

static void
show_outcome (BalaiEventEditor *self)
{
  const BalaiEventOutcome *outcome = self->outcome;
  const BalaiFinding *finding = outcome->findings->len > 0 ? outcome->findings->pdata[0] : NULL;
  const char *problem = balai_event_draft_get_problem (self->draft);
  g_autofree char *verdict = problem ? g_strdup (problem) : finding ? balai_finding_to_text (finding) : NULL;

  for (guint i = 0; i < BALAI_EVENT_SECTIONS; i++)
    balai_event_section_show_check (self->sections[i], outcome->check);
  balai_event_when_show_verdict (BALAI_EVENT_WHEN (self->sections[1]),
                                 problem == NULL && finding && finding->field >= 0
                                   ? balai_event_kind.fields[finding->field].name : NULL,
                                 verdict);
  update_save (self);
}

static void
answered (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (BalaiEventEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiEventOutcome) outcome = balai_store_read_finish (BALAI_STORE (source), result, &error);

  /* Superseded, or the window is gone. */
  if (g_task_get_cancellable (G_TASK (result)) != self->checking || self->checking == NULL)
    return;
  g_clear_object (&self->checking);
  if (outcome == NULL)
    {
      g_warning ("check of an event: %s", error ? error->message : "nothing");
      if (self->save_waits)
        {
          self->save_waits = FALSE;
          balai_editor_window_failed (BALAI_EDITOR_WINDOW (self),
                                      _("Balai could not check what the event meets. Try again."));
        }
      return;
    }
  g_clear_pointer (&self->outcome, balai_event_outcome_free);
  self->outcome = g_steal_pointer (&outcome);
  show_outcome (self);
  if (self->save_waits)
    {
      self->save_waits = FALSE;
      balai_event_editor_save_checked (self);
    }
}

/**
 * balai_event_editor_stop_check:
 * @self: an editor
 *
 * Gives up the check that waits or is under way.
 */
void
balai_event_editor_stop_check (BalaiEventEditor *self)
{
  g_clear_handle_id (&self->check_source, g_source_remove);
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
}

/**
 * balai_event_editor_check_now:
 * @self: an editor with a draft
 *
 * Asks what stands against the draft as it is.
 */
void
balai_event_editor_check_now (BalaiEventEditor *self)
{
  Question *question;

  balai_event_editor_stop_check (self);
  question = g_new0 (Question, 1);
  question->event = balai_event_draft_make_event (self->draft);
  question->people = balai_event_draft_copy_list (self->draft, &balai_event_person_kind);
  question->opds = balai_event_draft_copy_list (self->draft, &balai_event_opd_kind);
  question->equipment = balai_event_draft_copy_list (self->draft, &balai_event_equipment_kind);
  question->rules = balai_schedule_rules_ref (self->loaded->registers->rules);
  self->checking = g_cancellable_new ();
  balai_store_read_async (balai_store_editor_get_store (BALAI_STORE_EDITOR (self)), answer, question, question_free,
                          (GDestroyNotify) balai_event_outcome_free, self->checking, answered, g_object_ref (self));
}

static gboolean
paused (gpointer data)
{
  BalaiEventEditor *self = data;

  self->check_source = 0;
  balai_event_editor_check_now (self);
  return G_SOURCE_REMOVE;
}

/**
 * balai_event_editor_queue_check:
 * @self: an editor whose draft was changed
 *
 * Asks what stands against it, once there is a pause in the typing.
 */
void
balai_event_editor_queue_check (BalaiEventEditor *self)
{
  balai_event_editor_stop_check (self);
  self->check_source = g_timeout_add (PAUSE_MS, paused, self);
  update_save (self);
}
