/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-register-row.h"

#include "balai-record-item.h"
#include "balai-register-tree.h"

#define INDENT 24

/**
 * BalaiRegisterRow:
 *
 * One record in a register: what it is called, and what tells it from others.
 */
struct _BalaiRegisterRow
{
  GtkBox       parent_instance;

  gpointer     item;      /* (unowned) (nullable): what is shown, only to be compared */
  GtkWidget   *icon;      /* (unowned) */
  GtkWidget   *title;     /* (unowned) */
  GtkWidget   *more;      /* (unowned) */
};

G_DEFINE_FINAL_TYPE (BalaiRegisterRow, balai_register_row, GTK_TYPE_BOX)

static void
balai_register_row_class_init (BalaiRegisterRowClass *klass)
{
}

static GtkWidget *
new_label (const char *const *classes)
{
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "css-classes",
                       classes, NULL);
}

static void
balai_register_row_init (BalaiRegisterRow *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->title = new_label ((const char *const[]) { NULL });
  self->more = new_label ((const char *const[]) { "caption", "dim-label", NULL });
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->more);
  gtk_box_append (GTK_BOX (self), self->icon);
  gtk_box_append (GTK_BOX (self), words);
}

/**
 * balai_register_row_new:
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
balai_register_row_new (void)
{
  return g_object_new (BALAI_TYPE_REGISTER_ROW, NULL);
}

/**
 * balai_register_row_focus:
 * @list: a list of such rows
 * @position: of a row in it
 *
 * Scrolls to a row and gives it the focus.
 */
void
balai_register_row_focus (GtkListView *list,
                          guint        position)
{
  g_autoptr (GObject) item = NULL;

  g_return_if_fail (GTK_IS_LIST_VIEW (list));

  item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);
  gtk_widget_activate_action (GTK_WIDGET (list), "list.scroll-to-item", "u", position);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *content = gtk_widget_get_first_child (row);

      if (content != NULL && BALAI_REGISTER_ROW (content)->item == item)
        {
          gtk_widget_grab_focus (row);
          return;
        }
    }
  gtk_widget_grab_focus (GTK_WIDGET (list));
}

/**
 * balai_register_has_focus:
 * @part: a part of a window
 *
 * Returns: whether the focus of its window is on something in it
 */
gboolean
balai_register_has_focus (GtkWidget *part)
{
  GtkRoot *root = gtk_widget_get_root (part);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, part);
}

/**
 * balai_register_row_get_record:
 * @item: (nullable) (type GObject): an item of a register: a #BalaiRegisterNode or a #BalaiRecordItem
 *
 * Returns: (transfer none) (nullable): its record, or %NULL while it is not read yet
 */
BalaiRecord *
balai_register_row_get_record (gpointer item)
{
  if (BALAI_IS_REGISTER_NODE (item))
    return balai_register_node_get_record (item);
  return item ? balai_record_item_get_record (item) : NULL;
}

/**
 * balai_register_row_show:
 * @self: a row
 * @shown: (nullable): the register
 * @item: (nullable) (type GObject): its item
 * @names: (element-type utf8 utf8): what records are called, by id
 */
void
balai_register_row_show (BalaiRegisterRow    *self,
                         const BalaiRegister *shown,
                         gpointer             item,
                         GHashTable          *names)
{
  BalaiRecord *record = balai_register_row_get_record (item);
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  guint depth = BALAI_IS_REGISTER_NODE (item) ? balai_register_node_get_depth (item) : 0;
  g_autofree char *title = NULL, *more = NULL;

  g_return_if_fail (BALAI_IS_REGISTER_ROW (self));

  self->item = item;
  /* A page that is not read yet, or one of a register that has just been left. */
  if (record == NULL || shown == NULL || balai_record_get_kind (record) != shown->kind)
    {
      gtk_label_set_label (GTK_LABEL (self->title), "…");
      gtk_label_set_label (GTK_LABEL (self->more), "");
      return;
    }
  title = balai_register_format_title (shown, record, names);
  more = balai_register_format_more (shown, record, names);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), shown->icon_name);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->more), more);
  gtk_widget_set_visible (self->more, *more != '\0');
  gtk_widget_set_margin_start (GTK_WIDGET (self), INDENT * (int) MIN (depth, 8));
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, more, -1);
}
