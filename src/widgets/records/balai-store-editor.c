/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-store-editor.h"

#include "balai-error-text.h"

/**
 * BalaiStoreEditor:
 *
 * A window in which something in the store is made or changed: it hands the store one batch, so that one undo takes
 * all of it back, tells what came of it, and closes.
 */
typedef struct
{
  BalaiStore   *store;       /* (owned) */
  GCancellable *cancellable; /* (owned): cancelled once the window is closed */
} BalaiStoreEditorPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BalaiStoreEditor, balai_store_editor, BALAI_TYPE_EDITOR_WINDOW)

typedef enum
{
  PROP_STORE = 1,
} BalaiStoreEditorProperty;

static GParamSpec *properties[PROP_STORE + 1];

enum
{
  SIGNAL_SAVED,
  SIGNAL_DELETED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  BalaiStoreEditor *self;   /* (owned) */
  BalaiBatch       *batch;  /* (owned) */
  char             *record; /* (owned): id */
  guint             signal;
} Writing;

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->self);
  balai_batch_unref (writing->batch);
  g_free (writing->record);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static void
applied (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Writing) writing = user_data;
  BalaiStoreEditor *self = writing->self;
  BalaiStoreEditorClass *klass = BALAI_STORE_EDITOR_GET_CLASS (self);
  g_autoptr (GError) error = NULL;
  int64_t batch = 0;

  if (!balai_store_apply_finish (BALAI_STORE (source), result, &batch, &error))
    {
      if (!balai_store_editor_is_closed (self))
        klass->failed (self, writing->batch, error);
      return;
    }
  if (klass->applied != NULL)
    klass->applied (self);
  if (batch != 0)
    g_signal_emit (self, writing->signal, 0, writing->record, balai_batch_get_label (writing->batch), (gint64) batch);
  if (!balai_store_editor_is_closed (self))
    balai_editor_window_saved (BALAI_EDITOR_WINDOW (self));
}

static void
apply (BalaiStoreEditor *self,
       BalaiBatch       *batch,
       const char       *record,
       guint             signal)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->self = g_object_ref (self);
  writing->batch = balai_batch_ref (batch);
  writing->record = g_strdup (record);
  writing->signal = signal;
  /* Once asked for it is done, even when the window goes. */
  balai_store_apply_async (balai_store_editor_get_store (self), batch, NULL, applied, writing);
}

static void
balai_store_editor_failed (BalaiStoreEditor *self,
                           BalaiBatch       *batch,
                           const GError     *error)
{
  const BalaiFinding *block = balai_findings_get_block (balai_batch_get_findings (batch));
  gboolean invalid = g_error_matches (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_INVALID);
  g_autofree char *text = invalid && block != NULL ? balai_finding_to_text (block) : balai_error_to_text (error);

  balai_editor_window_failed (BALAI_EDITOR_WINDOW (self), text);
}

static void
balai_store_editor_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch ((BalaiStoreEditorProperty) prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, balai_store_editor_get_store (BALAI_STORE_EDITOR (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_store_editor_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  BalaiStoreEditorPrivate *priv = balai_store_editor_get_instance_private (BALAI_STORE_EDITOR (object));

  switch ((BalaiStoreEditorProperty) prop_id)
    {
    case PROP_STORE:
      priv->store = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_store_editor_dispose (GObject *object)
{
  BalaiStoreEditorPrivate *priv = balai_store_editor_get_instance_private (BALAI_STORE_EDITOR (object));

  g_cancellable_cancel (priv->cancellable);
  G_OBJECT_CLASS (balai_store_editor_parent_class)->dispose (object);
}

static void
balai_store_editor_finalize (GObject *object)
{
  BalaiStoreEditorPrivate *priv = balai_store_editor_get_instance_private (BALAI_STORE_EDITOR (object));

  g_clear_object (&priv->cancellable);
  g_clear_object (&priv->store);
  G_OBJECT_CLASS (balai_store_editor_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, BALAI_TYPE_STORE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                       G_TYPE_STRING, G_TYPE_STRING, G_TYPE_INT64);
}

static void
balai_store_editor_class_init (BalaiStoreEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = balai_store_editor_get_property;
  object_class->set_property = balai_store_editor_set_property;
  object_class->dispose = balai_store_editor_dispose;
  object_class->finalize = balai_store_editor_finalize;
  klass->failed = balai_store_editor_failed;

  /**
   * BalaiStoreEditor:store:
   *
   * Where the outcome goes.
   */
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, BALAI_TYPE_STORE,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * BalaiStoreEditor::saved:
   * @self: an editor
   * @record: id of the record
   * @label: what was done, in words
   * @batch: number of the step, for balai_store_undo_async()
   *
   * What was typed was kept. The editor closes by itself.
   */
  signals[SIGNAL_SAVED] = new_signal ("saved");
  /**
   * BalaiStoreEditor::deleted:
   * @self: an editor
   * @record: id of the record
   * @label: what was done, in words
   * @batch: number of the step, for balai_store_undo_async()
   *
   * The record, or a part of it, is no more. The editor closes by itself.
   */
  signals[SIGNAL_DELETED] = new_signal ("deleted");
}

static void
balai_store_editor_init (BalaiStoreEditor *self)
{
  BalaiStoreEditorPrivate *priv = balai_store_editor_get_instance_private (self);

  priv->cancellable = g_cancellable_new ();
}

/**
 * balai_store_editor_get_store:
 * @self: an editor
 *
 * Returns: (transfer none): where the outcome goes
 */
BalaiStore *
balai_store_editor_get_store (BalaiStoreEditor *self)
{
  BalaiStoreEditorPrivate *priv = balai_store_editor_get_instance_private (self);

  g_return_val_if_fail (BALAI_IS_STORE_EDITOR (self), NULL);

  return priv->store;
}

/**
 * balai_store_editor_get_cancellable:
 * @self: an editor
 *
 * Returns: (transfer none): for what is read for the form; cancelled once the window is closed
 */
GCancellable *
balai_store_editor_get_cancellable (BalaiStoreEditor *self)
{
  BalaiStoreEditorPrivate *priv = balai_store_editor_get_instance_private (self);

  g_return_val_if_fail (BALAI_IS_STORE_EDITOR (self), NULL);

  return priv->cancellable;
}

/**
 * balai_store_editor_is_closed:
 * @self: an editor, perhaps one that is only kept until an answer
 *
 * Returns: whether nothing of it can be touched any more
 */
gboolean
balai_store_editor_is_closed (BalaiStoreEditor *self)
{
  return g_cancellable_is_cancelled (balai_store_editor_get_cancellable (self));
}

/**
 * balai_store_editor_save_batch:
 * @self: an editor that saves
 * @batch: what is to be kept; the store has its records until it answers, the form needs others
 * @record: id of the record that is edited
 *
 * Answered by the signal "saved", unless nothing was to be changed; the window closes, or says why it does not.
 */
void
balai_store_editor_save_batch (BalaiStoreEditor *self,
                               BalaiBatch       *batch,
                               const char       *record)
{
  g_return_if_fail (BALAI_IS_STORE_EDITOR (self) && batch != NULL && record != NULL);

  apply (self, batch, record, signals[SIGNAL_SAVED]);
}

/**
 * balai_store_editor_delete_batch:
 * @self: an editor
 * @batch: what is to be deleted, and what else becomes of that
 * @record: id of the record that is edited
 *
 * As balai_store_editor_save_batch(), with the signal "deleted".
 */
void
balai_store_editor_delete_batch (BalaiStoreEditor *self,
                                 BalaiBatch       *batch,
                                 const char       *record)
{
  g_return_if_fail (BALAI_IS_STORE_EDITOR (self) && batch != NULL && record != NULL);

  apply (self, batch, record, signals[SIGNAL_DELETED]);
}
