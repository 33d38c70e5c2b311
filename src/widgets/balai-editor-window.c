/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-editor-window.h"

#include <glib/gi18n-lib.h>

#include "balai-banner.h"
#include "balai-confirm.h"
#include "balai-register-picker.h"
#include "balai-widget-tools.h"

/**
 * BalaiEditorWindow:
 *
 * The window of every editor: what is being edited in the middle, "Cancel" and "Save" above it. Ctrl+S saves, Esc
 * leaves, and asks only when something would be lost.
 */
typedef struct
{
  GtkWidget *banner;         /* (unowned) */
  GtkWidget *heading;        /* (unowned) */
  GtkWidget *clamp;          /* (unowned) */
  GtkWidget *save_button;    /* (unowned) */
  GtkWidget *cancel_button;  /* (unowned) */
  GtkWidget *spinner;        /* (unowned) */
  GCancellable *asking;      /* (owned) (nullable): while the question is on the screen */
  char *blocked;             /* (owned) (nullable): why it cannot be saved */
  gboolean dirty;
  gboolean busy;
} BalaiEditorWindowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BalaiEditorWindow, balai_editor_window, ADW_TYPE_WINDOW)

typedef enum
{
  PROP_BODY = 1,
  PROP_DIRTY,
} BalaiEditorWindowProperty;

static GParamSpec *properties[PROP_DIRTY + 1];

static void
update_actions (BalaiEditorWindow *self)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", !priv->busy && priv->blocked == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.cancel", !priv->busy);
  gtk_widget_set_sensitive (priv->clamp, !priv->busy);
  gtk_widget_set_visible (priv->spinner, priv->busy);
  gtk_spinner_set_spinning (GTK_SPINNER (priv->spinner), priv->busy);
  gtk_widget_set_tooltip_text (priv->save_button, priv->blocked);
  if (priv->blocked != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->save_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    priv->blocked, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (priv->save_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
leave_answered (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  BalaiLeave leave = balai_confirm_leave_finish (result, &error);
  BalaiEditorWindowPrivate *priv;

  if (error != NULL)
    return;
  priv = balai_editor_window_get_instance_private (BALAI_EDITOR_WINDOW (source));
  g_clear_object (&priv->asking);
  if (leave == BALAI_LEAVE_DISCARD)
    gtk_window_destroy (GTK_WINDOW (source));
  else if (leave == BALAI_LEAVE_SAVE)
    balai_editor_window_save (BALAI_EDITOR_WINDOW (source));
}

static gboolean
balai_editor_window_close_request (GtkWindow *window)
{
  BalaiEditorWindow *self = BALAI_EDITOR_WINDOW (window);
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  if (priv->busy || priv->asking != NULL)
    return TRUE;
  if (!priv->dirty)
    return GTK_WINDOW_CLASS (balai_editor_window_parent_class)->close_request (window);
  priv->asking = g_cancellable_new ();
  balai_confirm_leave_async (GTK_WIDGET (self), priv->blocked == NULL, priv->asking, leave_answered, NULL);
  return TRUE;
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  balai_editor_window_save (BALAI_EDITOR_WINDOW (widget));
}

/* The button that does nothing says why on hover; who uses keys is told as well. */
static gboolean
save_key (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   data)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (BALAI_EDITOR_WINDOW (widget));

  if (!priv->busy && priv->blocked != NULL)
    balai_banner_show (BALAI_BANNER (priv->banner), priv->blocked, NULL);
  else
    balai_editor_window_save (BALAI_EDITOR_WINDOW (widget));
  return GDK_EVENT_STOP;
}

static void
balai_editor_window_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  BalaiEditorWindow *self = BALAI_EDITOR_WINDOW (object);

  switch ((BalaiEditorWindowProperty) prop_id)
    {
    case PROP_BODY:
      g_value_set_object (value, balai_editor_window_get_body (self));
      break;
    case PROP_DIRTY:
      g_value_set_boolean (value, balai_editor_window_get_dirty (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_editor_window_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  BalaiEditorWindow *self = BALAI_EDITOR_WINDOW (object);

  switch ((BalaiEditorWindowProperty) prop_id)
    {
    case PROP_BODY:
      balai_editor_window_set_body (self, g_value_get_object (value));
      break;
    case PROP_DIRTY:
      balai_editor_window_set_dirty (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_editor_window_dispose (GObject *object)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (BALAI_EDITOR_WINDOW (object));

  if (priv->asking != NULL)
    g_cancellable_cancel (priv->asking);
  g_clear_object (&priv->asking);
  G_OBJECT_CLASS (balai_editor_window_parent_class)->dispose (object);
}

static void
balai_editor_window_finalize (GObject *object)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (BALAI_EDITOR_WINDOW (object));

  g_clear_pointer (&priv->blocked, g_free);
  G_OBJECT_CLASS (balai_editor_window_parent_class)->finalize (object);
}

static void
balai_editor_window_class_init (BalaiEditorWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = balai_editor_window_get_property;
  object_class->set_property = balai_editor_window_set_property;
  object_class->dispose = balai_editor_window_dispose;
  object_class->finalize = balai_editor_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = balai_editor_window_close_request;
  properties[PROP_BODY] = g_param_spec_object ("body", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (BALAI_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/go/kedirikota/Balai/widgets/balai-editor-window.ui");
  gtk_widget_class_bind_template_child_private (widget_class, BalaiEditorWindow, banner);
  gtk_widget_class_bind_template_child_private (widget_class, BalaiEditorWindow, heading);
  gtk_widget_class_bind_template_child_private (widget_class, BalaiEditorWindow, clamp);
  gtk_widget_class_bind_template_child_private (widget_class, BalaiEditorWindow, save_button);
  gtk_widget_class_bind_template_child_private (widget_class, BalaiEditorWindow, cancel_button);
  gtk_widget_class_bind_template_child_private (widget_class, BalaiEditorWindow, spinner);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "editor.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, save_key, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "editor.cancel", NULL);
}

static void
show_title (BalaiEditorWindow *self)
{
  balai_editor_window_set_heading (self, NULL, NULL);
}

static void
balai_editor_window_init (BalaiEditorWindow *self)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  balai_window_fit_text (GTK_WINDOW (self));
  balai_banner_set_grave (BALAI_BANNER (priv->banner), TRUE);
  g_signal_connect (self, "notify::title", G_CALLBACK (show_title), NULL);
  update_actions (self);
}

/**
 * balai_editor_window_set_heading:
 * @self: an editor
 * @title: (nullable): what is edited, or %NULL for the title of the window
 * @subtitle: (nullable): what else tells it apart, such as when it is
 *
 * Says above the form what is edited: the fields that say so may be scrolled out of sight.
 */
void
balai_editor_window_set_heading (BalaiEditorWindow *self,
                                 const char        *title,
                                 const char        *subtitle)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);
  g_autofree char *whole = NULL;

  g_return_if_fail (BALAI_IS_EDITOR_WINDOW (self));

  if (title == NULL)
    title = gtk_window_get_title (GTK_WINDOW (self));
  adw_window_title_set_title (ADW_WINDOW_TITLE (priv->heading), title ? title : "");
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (priv->heading), subtitle ? subtitle : "");
  whole = g_strjoin ("\n", title ? title : "", subtitle, NULL);
  gtk_widget_set_tooltip_text (priv->heading, whole);
}

/**
 * balai_editor_window_set_body:
 * @self: an editor
 * @body: (nullable): the form; it may be higher than the window
 */
void
balai_editor_window_set_body (BalaiEditorWindow *self,
                              GtkWidget         *body)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  g_return_if_fail (BALAI_IS_EDITOR_WINDOW (self));

  adw_clamp_set_child (ADW_CLAMP (priv->clamp), body);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BODY]);
}

GtkWidget *
balai_editor_window_get_body (BalaiEditorWindow *self)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  g_return_val_if_fail (BALAI_IS_EDITOR_WINDOW (self), NULL);

  return adw_clamp_get_child (ADW_CLAMP (priv->clamp));
}

/**
 * balai_editor_window_set_dirty:
 * @self: an editor
 * @dirty: whether something would be lost by leaving
 */
void
balai_editor_window_set_dirty (BalaiEditorWindow *self,
                               gboolean           dirty)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  g_return_if_fail (BALAI_IS_EDITOR_WINDOW (self));

  if (priv->dirty == dirty)
    return;
  priv->dirty = dirty;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRTY]);
}

gboolean
balai_editor_window_get_dirty (BalaiEditorWindow *self)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  g_return_val_if_fail (BALAI_IS_EDITOR_WINDOW (self), FALSE);

  return priv->dirty;
}

/**
 * balai_editor_window_set_blocked:
 * @self: an editor
 * @reason: (nullable): why it cannot be saved as it is, or %NULL where it can
 *
 * A button that does nothing says why, on hover and to the screen reader.
 */
void
balai_editor_window_set_blocked (BalaiEditorWindow *self,
                                 const char        *reason)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  g_return_if_fail (BALAI_IS_EDITOR_WINDOW (self));

  if (g_strcmp0 (priv->blocked, reason) == 0)
    return;
  /* What was told of the old reason is past. */
  if (priv->blocked != NULL)
    balai_banner_hide (BALAI_BANNER (priv->banner));
  g_free (priv->blocked);
  priv->blocked = g_strdup (reason);
  update_actions (self);
}

/**
 * balai_editor_window_set_save_text:
 * @self: an editor
 * @text: what the button says, with a mnemonic: a verb
 */
void
balai_editor_window_set_save_text (BalaiEditorWindow *self,
                                   const char        *text)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  g_return_if_fail (BALAI_IS_EDITOR_WINDOW (self) && text != NULL);

  gtk_button_set_label (GTK_BUTTON (priv->save_button), text);
}

/* A name that was typed and not picked would be lost without a word. */
static BalaiRegisterPicker *
find_unknown (GtkWidget *widget)
{
  BalaiRegisterPicker *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (BALAI_IS_REGISTER_PICKER (widget))
    return balai_register_picker_get_unknown (BALAI_REGISTER_PICKER (widget)) ? BALAI_REGISTER_PICKER (widget) : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_unknown (child);
  return found;
}

static gboolean
refuse_unknown (BalaiEditorWindow *self)
{
  BalaiRegisterPicker *unknown = find_unknown (GTK_WIDGET (self));
  g_autofree char *words = NULL;

  if (unknown == NULL)
    return FALSE;
  /* Translators: %s is a name somebody typed: of a room, a person, an office */
  words = g_strdup_printf (_("“%s” is in no register. Pick one from the list, or clear the field; what is new is added "
                             "under Registers."), balai_register_picker_get_unknown (unknown));
  balai_editor_window_failed (self, words);
  gtk_widget_grab_focus (GTK_WIDGET (unknown));
  return TRUE;
}

/**
 * balai_editor_window_save:
 * @self: an editor
 *
 * Begins to save, as the button does. Until the answer the form cannot be changed.
 */
void
balai_editor_window_save (BalaiEditorWindow *self)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  g_return_if_fail (BALAI_IS_EDITOR_WINDOW (self));

  if (priv->busy || priv->blocked != NULL || BALAI_EDITOR_WINDOW_GET_CLASS (self)->save == NULL)
    return;
  if (refuse_unknown (self))
    return;
  priv->busy = TRUE;
  balai_banner_hide (BALAI_BANNER (priv->banner));
  update_actions (self);
  BALAI_EDITOR_WINDOW_GET_CLASS (self)->save (self);
}

/**
 * balai_editor_window_saved:
 * @self: an editor that saves
 *
 * It is done; the window closes.
 */
void
balai_editor_window_saved (BalaiEditorWindow *self)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  g_return_if_fail (BALAI_IS_EDITOR_WINDOW (self));

  priv->busy = FALSE;
  balai_editor_window_set_dirty (self, FALSE);
  update_actions (self);
  gtk_window_close (GTK_WINDOW (self));
}

/**
 * balai_editor_window_failed:
 * @self: an editor
 * @text: what happened and what to do
 *
 * Nothing was saved; the form stays as it is, with the words above it.
 */
void
balai_editor_window_failed (BalaiEditorWindow *self,
                            const char        *text)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  g_return_if_fail (BALAI_IS_EDITOR_WINDOW (self) && text != NULL);

  priv->busy = FALSE;
  update_actions (self);
  balai_banner_show (BALAI_BANNER (priv->banner), text, NULL);
}

/**
 * balai_editor_window_hush:
 * @self: an editor
 *
 * What was said above the form is past.
 */
void
balai_editor_window_hush (BalaiEditorWindow *self)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  g_return_if_fail (BALAI_IS_EDITOR_WINDOW (self));

  balai_banner_hide (BALAI_BANNER (priv->banner));
}

gboolean
balai_editor_window_is_busy (BalaiEditorWindow *self)
{
  BalaiEditorWindowPrivate *priv = balai_editor_window_get_instance_private (self);

  g_return_val_if_fail (BALAI_IS_EDITOR_WINDOW (self), FALSE);

  return priv->busy;
}
