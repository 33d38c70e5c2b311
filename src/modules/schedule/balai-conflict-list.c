/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-conflict-list.h"

#include <glib/gi18n-lib.h>

#include "balai-conflict-model.h"
#include "balai-conflict-row.h"
#include "balai-format.h"

/**
 * BalaiConflictList:
 *
 * "Bentrok (3)" and "Perhatian (12)": what meets what, and the way to mend it.
 */
struct _BalaiConflictList
{
  GtkBox               parent_instance;

  BalaiConflictTable  *table;     /* (owned) (nullable) */
  BalaiConflictModel  *model;     /* (owned) */
  GtkSingleSelection  *selection; /* (owned) */

  GtkToggleButton     *clashes;
  GtkLabel            *clashes_label;
  GtkToggleButton     *attentions;
  GtkLabel            *attentions_label;
  GtkStack            *stack;
  GtkLabel            *none_label;
  GtkListView         *view;
};

G_DEFINE_FINAL_TYPE (BalaiConflictList, balai_conflict_list, GTK_TYPE_BOX)

enum
{
  SIGNAL_SHOW,
  SIGNAL_FIX,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static BalaiConflictGroup
get_group (BalaiConflictList *self)
{
  return gtk_toggle_button_get_active (self->clashes) ? BALAI_CONFLICT_GROUP_CLASH : BALAI_CONFLICT_GROUP_ATTENTION;
}

static void
label_button (GtkToggleButton *button,
              GtkLabel        *label,
              const char      *with_number,
              const char      *without,
              guint            n,
              gboolean         known)
{
  g_autofree char *number = balai_format_integer (n);
  g_autoptr (GString) text = g_string_new (known ? with_number : without);

  if (known)
    g_string_replace (text, "%s", number, 1);
  gtk_label_set_text (label, text->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
}

/* Dates of long series are stored for some time ahead; the views look farther, this list does not. */
static void
show_until (BalaiConflictList *self)
{
  const BalaiZone *zone = balai_schedule_rules_get_zone (
    balai_schedule_snapshot_get_rules (balai_conflict_table_get_snapshot (self->table)));
  g_autofree char *date = balai_format_date_long (balai_zone_day (zone, balai_conflict_table_get_until (self->table)));
  /* Translators: %s is a date */
  g_autofree char *clashes = g_strdup_printf (_("What cannot both be, until %s (F6 for the next)"), date);
  /* Translators: %s is a date */
  g_autofree char *attentions = g_strdup_printf (_("What somebody should look at, until %s"), date);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->clashes), clashes);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->attentions), attentions);
}

/* The line with the focus, even while another window is in front; or none. */
static BalaiConflictEntry *
get_focused (BalaiConflictList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    return NULL;
  while (gtk_widget_get_parent (focus) != GTK_WIDGET (self->view))
    focus = gtk_widget_get_parent (focus);
  focus = gtk_widget_get_first_child (focus);
  return BALAI_IS_CONFLICT_ROW (focus) ? balai_conflict_row_get_entry (BALAI_CONFLICT_ROW (focus)) : NULL;
}

/* Who stood on a line that is gone goes on from the one that has taken its place, and not from the next control. */
static void
focus_near (BalaiConflictList  *self,
            BalaiConflictEntry *before)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint position = balai_conflict_model_find (self->model, before);

  if (position == GTK_INVALID_LIST_POSITION && n > 0)
    position = MIN (balai_conflict_entry_get_position (before), n - 1);
  if (n > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->view)); n > 0 && line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      GtkWidget *row = gtk_widget_get_first_child (line);
      BalaiConflictEntry *entry = BALAI_IS_CONFLICT_ROW (row) ? balai_conflict_row_get_entry (BALAI_CONFLICT_ROW (row))
                                                              : NULL;

      if (entry != NULL && balai_conflict_entry_get_position (entry) == position && gtk_widget_grab_focus (line))
        return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (get_group (self) == BALAI_CONFLICT_GROUP_CLASH ? self->clashes
                                                                                    : self->attentions));
}

static void
show_table (BalaiConflictList *self)
{
  BalaiConflictGroup group = get_group (self);
  g_autoptr (BalaiConflictEntry) selected = NULL;
  g_autoptr (BalaiConflictEntry) focused = NULL;
  guint n[BALAI_N_CONFLICT_GROUPS] = { 0, 0 };
  guint listed = self->table ? balai_conflict_table_get_n (self->table, group) : 0;

  selected = gtk_single_selection_get_selected_item (self->selection);
  if (selected != NULL)
    g_object_ref (selected);
  focused = get_focused (self);
  if (focused != NULL)
    g_object_ref (focused);
  for (guint i = 0; self->table != NULL && i < BALAI_N_CONFLICT_GROUPS; i++)
    n[i] = balai_conflict_table_get_n_coming (self->table, i);
  label_button (self->clashes, self->clashes_label, _("Conflicts (%s)"), _("Conflicts"),
                n[BALAI_CONFLICT_GROUP_CLASH], self->table != NULL);
  label_button (self->attentions, self->attentions_label, _("Attention (%s)"), C_("list", "Attention"),
                n[BALAI_CONFLICT_GROUP_ATTENTION], self->table != NULL);
  balai_conflict_model_set_table (self->model, self->table, group);
  if (self->table == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "loading");
      if (focused != NULL)
        focus_near (self, focused);
      return;
    }
  gtk_label_set_text (self->none_label, group == BALAI_CONFLICT_GROUP_CLASH
                                          ? _("No conflicts.") : _("Nothing needs attention."));
  gtk_stack_set_visible_child_name (self->stack, listed > 0 ? "list" : "none");
  show_until (self);
  if (selected != NULL)
    gtk_single_selection_set_selected (self->selection, balai_conflict_model_find (self->model, selected));
  if (focused != NULL)
    focus_near (self, focused);
}

static void
on_group_toggled (GtkToggleButton   *button,
                  BalaiConflictList *self)
{
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  show_table (self);
}

static void
on_activate (GtkListView       *view,
             guint              position,
             BalaiConflictList *self)
{
  g_autoptr (BalaiConflictEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (entry == NULL)
    return;
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[SIGNAL_SHOW], 0, entry);
}

static void
on_row_fix (BalaiConflictRow   *row,
            BalaiConflictEntry *entry,
            BalaiConflictList  *self)
{
  g_signal_emit (self, signals[SIGNAL_FIX], 0, entry);
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          BalaiConflictList        *self)
{
  GtkWidget *row = balai_conflict_row_new ();

  g_signal_connect_object (row, "fix", G_CALLBACK (on_row_fix), self, 0);
  gtk_list_item_set_child (item, row);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         BalaiConflictList        *self)
{
  BalaiConflictEntry *entry = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkWidget *holder = gtk_widget_get_parent (row);
  g_autofree char *words = balai_conflict_row_say (entry);

  balai_conflict_row_bind (BALAI_CONFLICT_ROW (row), entry);
  if (holder != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (holder), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
on_unbind (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           BalaiConflictList        *self)
{
  balai_conflict_row_bind (BALAI_CONFLICT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
balai_conflict_list_dispose (GObject *object)
{
  BalaiConflictList *self = BALAI_CONFLICT_LIST (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BALAI_TYPE_CONFLICT_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->table, balai_conflict_table_unref);
  G_OBJECT_CLASS (balai_conflict_list_parent_class)->dispose (object);
}

static void
balai_conflict_list_class_init (BalaiConflictListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_conflict_list_dispose;
  /**
   * BalaiConflictList::show-conflict:
   * @self: a list
   * @entry: (type BalaiConflictEntry): a conflict
   *
   * The person wants to see it in the calendar.
   */
  signals[SIGNAL_SHOW] = g_signal_new ("show-conflict", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 1, BALAI_TYPE_CONFLICT_ENTRY);
  /**
   * BalaiConflictList::fix-conflict:
   * @self: a list
   * @entry: (type BalaiConflictEntry): a conflict
   *
   * The person wants to mend it.
   */
  signals[SIGNAL_FIX] = g_signal_new ("fix-conflict", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 1, BALAI_TYPE_CONFLICT_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-conflict-list.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictList, clashes);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictList, clashes_label);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictList, attentions);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictList, attentions_label);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictList, stack);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictList, none_label);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictList, view);
  gtk_widget_class_bind_template_callback (widget_class, on_group_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
}

static void
balai_conflict_list_init (BalaiConflictList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->model = balai_conflict_model_new ();
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  show_table (self);
}

/**
 * balai_conflict_list_set_table:
 * @self: a list
 * @table: (nullable): all conflicts, or %NULL while they are not known
 *
 * What was selected stays so, if it is still there.
 */
void
balai_conflict_list_set_table (BalaiConflictList  *self,
                               BalaiConflictTable *table)
{
  g_return_if_fail (BALAI_IS_CONFLICT_LIST (self));

  if (table != NULL)
    balai_conflict_table_ref (table);
  g_clear_pointer (&self->table, balai_conflict_table_unref);
  self->table = table;
  show_table (self);
}

/**
 * balai_conflict_list_next:
 * @self: a list
 *
 * Goes on to the next conflict, and from the last to the first.
 *
 * Returns: whether there is one
 */
gboolean
balai_conflict_list_next (BalaiConflictList *self)
{
  guint n, position;

  g_return_val_if_fail (BALAI_IS_CONFLICT_LIST (self), FALSE);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  if (n == 0)
    return FALSE;
  position = gtk_single_selection_get_selected (self->selection);
  position = position == GTK_INVALID_LIST_POSITION || position + 1 >= n ? 0 : position + 1;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
  on_activate (self->view, position, self);
  return TRUE;
}
