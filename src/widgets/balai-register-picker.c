/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-register-picker.h"

#include <glib/gi18n-lib.h>

#include "balai-fold.h"
#include "balai-widget-tools.h"

#define MOST_SHOWN 50

/**
 * BalaiRegisterPicker:
 *
 * Picks from a register by typing: a few letters narrow the list below the entry, the arrows choose, Enter picks. With
 * several to pick, those picked stand as chips before the entry, and Backspace in the empty entry takes the last away.
 */
struct _BalaiRegisterPicker
{
  GtkWidget parent_instance;

  GtkWidget *chips;               /* (unowned): child */
  GtkWidget *entry;               /* (unowned): child */
  GtkWidget *unknown;             /* (unowned): child */
  GtkWidget *popover;             /* (unowned): child */
  GtkWidget *list;                /* (unowned) */
  GListStore *selected;           /* (owned) (element-type BalaiRegisterEntry) */
  GtkFilterListModel *filtered;   /* (owned) */
  GtkCustomFilter *filter;        /* (owned) */
  GtkSingleSelection *choice;     /* (owned) */
  char *label;                    /* (owned) */
  char *query;                    /* (owned): folded */
  gboolean multiple;
  gboolean writing;
};

G_DEFINE_FINAL_TYPE (BalaiRegisterPicker, balai_register_picker, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  PROPOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static BalaiRegisterEntry *
selected_at (BalaiRegisterPicker *self,
             guint                position)
{
  g_autoptr (BalaiRegisterEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selected), position);

  return entry;   /* the store keeps it */
}

static gboolean
is_selected (BalaiRegisterPicker *self,
             BalaiRegisterEntry  *entry)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selected)); i++)
    if (g_str_equal (balai_register_entry_get_id (selected_at (self, i)), balai_register_entry_get_id (entry)))
      return TRUE;
  return FALSE;
}

static gboolean
filter_entry (gpointer item,
              gpointer data)
{
  BalaiRegisterPicker *self = data;

  return balai_register_entry_matches (item, self->query) && !(self->multiple && is_selected (self, item));
}

static void
write_text (BalaiRegisterPicker *self,
            const char          *text)
{
  self->writing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->writing = FALSE;
}

/* The focus stays in the entry: what is chosen in the list is said as its description. */
static void
say_choice (BalaiRegisterPicker *self)
{
  BalaiRegisterEntry *entry = gtk_single_selection_get_selected_item (self->choice);

  if (entry != NULL && gtk_widget_get_visible (self->popover))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    balai_register_entry_get_title (entry), -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
show_list (BalaiRegisterPicker *self,
           gboolean             show)
{
  show = show && g_list_model_get_n_items (G_LIST_MODEL (self->choice)) > 0 &&
         gtk_widget_get_mapped (GTK_WIDGET (self));
  if (show)
    {
      gtk_widget_set_size_request (self->popover, gtk_widget_get_width (self->entry), -1);
      gtk_popover_popup (GTK_POPOVER (self->popover));
    }
  else
    {
      gtk_popover_popdown (GTK_POPOVER (self->popover));
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, show, -1);
  say_choice (self);
}

static void
refilter (BalaiRegisterPicker *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->choice)) > 0)
    gtk_single_selection_set_selected (self->choice, 0);
}

static void
set_query (BalaiRegisterPicker *self,
           const char          *text)
{
  g_free (self->query);
  self->query = balai_fold_text (text);
  refilter (self);
}

static void
remove_clicked (GtkButton           *button,
                BalaiRegisterPicker *self)
{
  BalaiRegisterEntry *entry = g_object_get_data (G_OBJECT (button), "entry");
  guint position;

  if (!g_list_store_find (self->selected, entry, &position))
    return;
  gtk_widget_grab_focus (self->entry);
  g_list_store_remove (self->selected, position);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_chip (gpointer item,
           gpointer data)
{
  BalaiRegisterPicker *self = data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (balai_register_entry_get_title (item));
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *child = gtk_flow_box_child_new ();
  /* Translators: %s is what was picked: a room, a person */
  g_autofree char *words = g_strdup_printf (_("Remove %s"), balai_register_entry_get_title (item));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "pickerchip");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (button), "entry", g_object_ref (item), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked), self, 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  gtk_widget_set_focusable (child, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  balai_register_entry_get_title (item), -1);
  return child;
}

static void
selected_changed (BalaiRegisterPicker *self)
{
  gtk_widget_set_visible (self->chips,
                          self->multiple && g_list_model_get_n_items (G_LIST_MODEL (self->selected)) > 0);
  refilter (self);
}

static void
pick (BalaiRegisterPicker *self,
      guint                position)
{
  g_autoptr (BalaiRegisterEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->choice), position);

  if (entry == NULL)
    return;
  if (self->multiple)
    {
      write_text (self, "");
      set_query (self, "");
      g_list_store_append (self->selected, entry);
    }
  else
    {
      write_text (self, balai_register_entry_get_title (entry));
      g_list_store_splice (self->selected, 0, g_list_model_get_n_items (G_LIST_MODEL (self->selected)),
                           (gpointer *) &entry, 1);
    }
  show_list (self, FALSE);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
row_activated (GtkListView         *list,
               guint                position,
               BalaiRegisterPicker *self)
{
  pick (self, position);
}

static void
text_changed (GtkEditable         *editable,
              BalaiRegisterPicker *self)
{
  balai_widget_set_css_class (self->entry, "error", FALSE);
  gtk_widget_set_visible (self->unknown, FALSE);
  if (self->writing)
    return;
  set_query (self, gtk_editable_get_text (editable));
  if (!self->multiple && g_list_model_get_n_items (G_LIST_MODEL (self->selected)) > 0)
    {
      /* What is typed over is no longer what was picked. */
      g_list_store_remove_all (self->selected);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  show_list (self, *gtk_editable_get_text (editable) != '\0');
}

static void
move_choice (BalaiRegisterPicker *self,
             int                  step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->choice));
  guint at = gtk_single_selection_get_selected (self->choice);

  if (!gtk_widget_get_visible (self->popover))
    {
      show_list (self, TRUE);
      return;
    }
  if (n == 0)
    return;
  at = at == GTK_INVALID_LIST_POSITION ? 0 : (guint) CLAMP ((int) at + step, 0, (int) n - 1);
  gtk_single_selection_set_selected (self->choice, at);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", at);
  say_choice (self);
}

static void
take_away_last (BalaiRegisterPicker *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selected));

  g_list_store_remove (self->selected, n - 1);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Keys alone ask for it: what is below must not move away from under a pointer that presses it. */
static void
say_unknown (BalaiRegisterPicker *self)
{
  const char *text = balai_register_picker_get_unknown (self);
  g_autofree char *words = NULL;

  if (text == NULL)
    return;
  /* Translators: %s is a name somebody typed: of a room, a person, an office */
  words = g_strdup_printf (_("Not in the register: “%s”. Pick one from the list, or clear the field; what is new is "
                             "added under Registers."), text);
  gtk_label_set_label (GTK_LABEL (self->unknown), words);
  gtk_widget_set_visible (self->unknown, TRUE);
  balai_widget_set_css_class (self->entry, "error", TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static gboolean
enter_pressed (BalaiRegisterPicker *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (gtk_widget_get_visible (self->popover))
    {
      pick (self, gtk_single_selection_get_selected (self->choice));
      return TRUE;
    }
  if (*text == '\0' || (!self->multiple && g_list_model_get_n_items (G_LIST_MODEL (self->selected)) > 0))
    return FALSE;
  g_signal_emit (self, signals[PROPOSED], 0, text);
  say_unknown (self);
  return TRUE;
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint                  key,
             guint                  code,
             GdkModifierType        state,
             BalaiRegisterPicker   *self)
{
  if (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab)
    say_unknown (self);
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_choice (self, 1);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_choice (self, -1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return enter_pressed (self);
    case GDK_KEY_Escape:
      if (!gtk_widget_get_visible (self->popover))
        return FALSE;
      show_list (self, FALSE);
      return TRUE;
    case GDK_KEY_BackSpace:
      if (!self->multiple || *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0' ||
          g_list_model_get_n_items (G_LIST_MODEL (self->selected)) == 0)
        return FALSE;
      take_away_last (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/* What was typed and left without picking is marked: it would be lost. */
static void
focus_left (BalaiRegisterPicker *self)
{
  show_list (self, FALSE);
  balai_widget_set_css_class (self->entry, "error", balai_register_picker_get_unknown (self) != NULL);
}

static void
setup_row (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new (), *title = gtk_label_new (NULL), *subtitle = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (subtitle), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (subtitle, "subtitle");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), subtitle);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_row (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item)
{
  BalaiRegisterEntry *entry = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *icon = gtk_widget_get_first_child (box), *words = gtk_widget_get_next_sibling (icon);
  GtkWidget *title = gtk_widget_get_first_child (words), *subtitle = gtk_widget_get_next_sibling (title);
  GtkWidget *row = gtk_widget_get_parent (box);
  const char *more = balai_register_entry_get_subtitle (entry);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), balai_register_entry_get_icon_name (entry));
  gtk_widget_set_visible (icon, balai_register_entry_get_icon_name (entry) != NULL);
  gtk_label_set_label (GTK_LABEL (title), balai_register_entry_get_title (entry));
  gtk_label_set_label (GTK_LABEL (subtitle), more != NULL ? more : "");
  gtk_widget_set_visible (subtitle, more != NULL);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    balai_register_entry_get_title (entry), -1);
}

/* What the focus leaves backwards takes it itself first: this would hand it to its field again and never let go. */
static gboolean
balai_register_picker_focus (GtkWidget       *widget,
                             GtkDirectionType direction)
{
  gboolean forward = direction == GTK_DIR_TAB_FORWARD;
  GtkWidget *inside = gtk_widget_get_focus_child (widget);

  if (inside == NULL || (!forward && direction != GTK_DIR_TAB_BACKWARD))
    return GTK_WIDGET_CLASS (balai_register_picker_parent_class)->focus (widget, direction);
  for (; inside != NULL; inside = forward ? gtk_widget_get_next_sibling (inside) : gtk_widget_get_prev_sibling (inside))
    if (gtk_widget_child_focus (inside, direction))
      return TRUE;
  return FALSE;
}

static gboolean
balai_register_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (BALAI_REGISTER_PICKER (widget)->entry);
}

static void
balai_register_picker_dispose (GObject *object)
{
  BalaiRegisterPicker *self = BALAI_REGISTER_PICKER (object);

  if (self->chips != NULL)
    gtk_flow_box_bind_model (GTK_FLOW_BOX (self->chips), NULL, NULL, NULL, NULL);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_pointer (&self->chips, gtk_widget_unparent);
  g_clear_pointer (&self->unknown, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->choice);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  if (self->selected != NULL)
    g_signal_handlers_disconnect_by_data (self->selected, self);
  g_clear_object (&self->selected);
  G_OBJECT_CLASS (balai_register_picker_parent_class)->dispose (object);
}

static void
balai_register_picker_finalize (GObject *object)
{
  BalaiRegisterPicker *self = BALAI_REGISTER_PICKER (object);

  g_free (self->label);
  g_free (self->query);
  G_OBJECT_CLASS (balai_register_picker_parent_class)->finalize (object);
}

static void
balai_register_picker_class_init (BalaiRegisterPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = balai_register_picker_dispose;
  object_class->finalize = balai_register_picker_finalize;
  widget_class->focus = balai_register_picker_focus;
  widget_class->grab_focus = balai_register_picker_grab_focus;

  /**
   * BalaiRegisterPicker::changed:
   * @self: the picker
   *
   * Something else is picked than before.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  /**
   * BalaiRegisterPicker::proposed:
   * @self: the picker
   * @text: what was typed
   *
   * Enter on something that is not in the register.
   */
  signals[PROPOSED] = g_signal_new ("proposed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "picker");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
make_list (BalaiRegisterPicker *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSliceListModel *slice;

  self->filter = gtk_custom_filter_new (filter_entry, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, GTK_FILTER (g_object_ref (self->filter)));
  slice = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)), 0, MOST_SHOWN);
  self->choice = gtk_single_selection_new (G_LIST_MODEL (slice));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->choice)), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "pickerlist");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, self->label, -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  /* The focus stays in the entry while the list is open, so it must not take it. */
  self->popover = g_object_new (GTK_TYPE_POPOVER, "autohide", FALSE, "has-arrow", FALSE,
                                "position", GTK_POS_BOTTOM, "halign", GTK_ALIGN_START, "can-focus", FALSE, NULL);
  gtk_widget_add_css_class (self->popover, "menu");
  gtk_popover_set_child (GTK_POPOVER (self->popover), scrolled);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
}

static void
balai_register_picker_init (BalaiRegisterPicker *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->query = g_strdup ("");
  self->selected = g_list_store_new (BALAI_TYPE_REGISTER_ENTRY);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->chips = g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE, "visible", FALSE,
                              "column-spacing", 6, "row-spacing", 6, "max-children-per-line", 12,
                              NULL);
  gtk_widget_set_parent (self->chips, GTK_WIDGET (self));
  self->entry = gtk_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  self->unknown = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                "xalign", 0.f, NULL);
  gtk_widget_add_css_class (self->unknown, "error");
  gtk_widget_add_css_class (self->unknown, "caption");
  gtk_widget_set_parent (self->unknown, GTK_WIDGET (self));
  g_signal_connect (self->entry, "changed", G_CALLBACK (text_changed), self);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (self->entry, key);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (self->entry, focus);
}

/**
 * balai_register_picker_new:
 * @label: what is picked; the placeholder, and what a screen reader says
 * @multiple: whether several can be picked
 *
 * Returns: (transfer full): a picker without a register yet
 */
GtkWidget *
balai_register_picker_new (const char *label,
                           gboolean    multiple)
{
  BalaiRegisterPicker *self;

  g_return_val_if_fail (label != NULL, NULL);

  self = g_object_new (BALAI_TYPE_REGISTER_PICKER, NULL);
  self->label = g_strdup (label);
  self->multiple = multiple;
  make_list (self);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (multiple)
    gtk_flow_box_bind_model (GTK_FLOW_BOX (self->chips), G_LIST_MODEL (self->selected), make_chip, self, NULL);
  g_signal_connect_swapped (self->selected, "items-changed", G_CALLBACK (selected_changed), self);
  return GTK_WIDGET (self);
}

/**
 * balai_register_picker_set_model:
 * @self: a picker
 * @model: (nullable): a list of #BalaiRegisterEntry
 */
void
balai_register_picker_set_model (BalaiRegisterPicker *self,
                                 GListModel          *model)
{
  g_return_if_fail (BALAI_IS_REGISTER_PICKER (self));

  gtk_filter_list_model_set_model (self->filtered, model);
}

/**
 * balai_register_picker_get_selected:
 * @self: a picker
 *
 * Returns: (transfer none) (element-type BalaiRegisterEntry): what is picked, in the order of picking
 */
GListModel *
balai_register_picker_get_selected (BalaiRegisterPicker *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_PICKER (self), NULL);

  return G_LIST_MODEL (self->selected);
}

/**
 * balai_register_picker_get_single:
 * @self: a picker
 *
 * Returns: (transfer none) (nullable): what is picked, the first where there are several
 */
BalaiRegisterEntry *
balai_register_picker_get_single (BalaiRegisterPicker *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_PICKER (self), NULL);

  return g_list_model_get_n_items (G_LIST_MODEL (self->selected)) > 0 ? selected_at (self, 0) : NULL;
}

/**
 * balai_register_picker_select:
 * @self: a picker with a model
 * @ids: (nullable) (array zero-terminated=1): what is to be picked; what the register does not know is left out
 *
 * Picks without a signal.
 */
void
balai_register_picker_select (BalaiRegisterPicker *self,
                              const char *const   *ids)
{
  GListModel *model;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (BALAI_IS_REGISTER_PICKER (self));

  model = gtk_filter_list_model_get_model (self->filtered);
  for (int i = 0; ids != NULL && ids[i] != NULL && model != NULL; i++)
    {
      for (guint k = 0; k < g_list_model_get_n_items (model); k++)
        {
          g_autoptr (BalaiRegisterEntry) entry = g_list_model_get_item (model, k);

          if (g_str_equal (balai_register_entry_get_id (entry), ids[i]))
            {
              g_ptr_array_add (found, g_steal_pointer (&entry));
              break;
            }
        }
    }
  if (!self->multiple)
    {
      g_ptr_array_set_size (found, (int) MIN (found->len, 1));
      write_text (self, found->len > 0 ? balai_register_entry_get_title (found->pdata[0]) : "");
    }
  g_list_store_splice (self->selected, 0, g_list_model_get_n_items (G_LIST_MODEL (self->selected)), found->pdata,
                       found->len);
}

/**
 * balai_register_picker_get_text:
 * @self: a picker
 *
 * Returns: (transfer none): what stands in the entry, picked or not
 */
const char *
balai_register_picker_get_text (BalaiRegisterPicker *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_PICKER (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * balai_register_picker_set_text:
 * @self: a picker
 * @text: what is to stand in the entry, picked or not
 *
 * Writes without a signal, and without opening the list.
 */
void
balai_register_picker_set_text (BalaiRegisterPicker *self,
                                const char          *text)
{
  g_return_if_fail (BALAI_IS_REGISTER_PICKER (self) && text != NULL);

  write_text (self, text);
  set_query (self, "");
}

/**
 * balai_register_picker_get_unknown:
 * @self: a picker
 *
 * Returns: (transfer none) (nullable): what stands in the entry and was not picked from the register
 */
const char *
balai_register_picker_get_unknown (BalaiRegisterPicker *self)
{
  const char *text;

  g_return_val_if_fail (BALAI_IS_REGISTER_PICKER (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  if (*text == '\0' || (!self->multiple && g_list_model_get_n_items (G_LIST_MODEL (self->selected)) > 0))
    return NULL;
  return text;
}

/**
 * balai_register_picker_get_editable:
 * @self: a picker
 *
 * Returns: (transfer none): the entry, for a label's mnemonic or for "changed" at every key
 */
GtkEditable *
balai_register_picker_get_editable (BalaiRegisterPicker *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_PICKER (self), NULL);

  return GTK_EDITABLE (self->entry);
}
