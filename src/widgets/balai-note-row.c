/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-note-row.h"

/**
 * BalaiNoteRow:
 *
 * What there is to say of the field above it, quietly: a sign, a sentence, and a line of detail. It is not there while
 * there is nothing to say, and when it comes or goes the field with the focus stays where it is on the screen.
 */
struct _BalaiNoteRow
{
  AdwPreferencesRow parent_instance;

  GtkWidget *icon;   /* (unowned) */
  GtkWidget *text;   /* (unowned) */
  GtkWidget *detail; /* (unowned) */
  GtkWidget *field;  /* (unowned) (nullable): weak */
  const char *css_class;
};

G_DEFINE_FINAL_TYPE (BalaiNoteRow, balai_note_row, ADW_TYPE_PREFERENCES_ROW)

static void
balai_note_row_dispose (GObject *object)
{
  BalaiNoteRow *self = BALAI_NOTE_ROW (object);

  g_clear_weak_pointer (&self->field);
  G_OBJECT_CLASS (balai_note_row_parent_class)->dispose (object);
}

/* The next row of the list that is shown in the direction of a move, or NULL. */
static GtkWidget *
get_neighbour (GtkWidget *row,
               gboolean   forward)
{
  do
    row = forward ? gtk_widget_get_next_sibling (row) : gtk_widget_get_prev_sibling (row);
  while (row != NULL && !(GTK_IS_LIST_BOX_ROW (row) && gtk_widget_get_child_visible (row)
                          && gtk_widget_get_visible (row)));
  return row;
}

/* A list box offers the focus to the nearest visible row only, and leaves the list when that one does not take it: a
 * row that only speaks hands it on. */
static gboolean
balai_note_row_focus (GtkWidget       *widget,
                      GtkDirectionType direction)
{
  gboolean forward = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_DOWN;

  if (!forward && direction != GTK_DIR_TAB_BACKWARD && direction != GTK_DIR_UP)
    return FALSE;
  for (GtkWidget *row = get_neighbour (widget, forward); row != NULL; row = get_neighbour (row, forward))
    if (!BALAI_IS_NOTE_ROW (row) && gtk_widget_child_focus (row, direction))
      return TRUE;
  return FALSE;
}

/* The arrow keys move the list's cursor row by row, and would leave it here with the focus behind. */
static void
pass_cursor (BalaiNoteRow   *self,
             GtkMovementStep step,
             int             count,
             gboolean        extend,
             gboolean        modify,
             GtkListBox     *list)
{
  GtkWidget *from = gtk_widget_get_focus_child (GTK_WIDGET (list));
  gboolean forward = count > 0;

  if (step != GTK_MOVEMENT_DISPLAY_LINES || !GTK_IS_LIST_BOX_ROW (from)
      || get_neighbour (from, forward) != GTK_WIDGET (self))
    return;
  g_signal_stop_emission_by_name (list, "move-cursor");
  for (GtkWidget *row = get_neighbour (from, forward); row != NULL; row = get_neighbour (row, forward))
    if (!BALAI_IS_NOTE_ROW (row) && gtk_widget_grab_focus (row))
      return;
  gtk_widget_keynav_failed (GTK_WIDGET (list), forward ? GTK_DIR_DOWN : GTK_DIR_UP);
}

static void
balai_note_row_root (GtkWidget *widget)
{
  GtkWidget *list = gtk_widget_get_parent (widget);

  GTK_WIDGET_CLASS (balai_note_row_parent_class)->root (widget);
  if (GTK_IS_LIST_BOX (list))
    g_signal_connect_swapped (list, "move-cursor", G_CALLBACK (pass_cursor), widget);
}

static void
balai_note_row_unroot (GtkWidget *widget)
{
  GtkWidget *list = gtk_widget_get_parent (widget);

  if (list != NULL)
    g_signal_handlers_disconnect_by_func (list, pass_cursor, widget);
  GTK_WIDGET_CLASS (balai_note_row_parent_class)->unroot (widget);
}

static void
balai_note_row_class_init (BalaiNoteRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balai_note_row_dispose;
  GTK_WIDGET_CLASS (klass)->focus = balai_note_row_focus;
  GTK_WIDGET_CLASS (klass)->root = balai_note_row_root;
  GTK_WIDGET_CLASS (klass)->unroot = balai_note_row_unroot;
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
balai_note_row_init (BalaiNoteRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign",
                             GTK_ALIGN_START, NULL);
  self->text = new_label ("note-text");
  self->detail = new_label ("note-detail");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), self->text);
  gtk_box_append (GTK_BOX (words), self->detail);
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), words);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "note");
}

/**
 * balai_note_row_new:
 *
 * Returns: (transfer full): a row that says nothing yet
 */
GtkWidget *
balai_note_row_new (void)
{
  return g_object_new (BALAI_TYPE_NOTE_ROW, NULL);
}

#define HELD_KEY "balai-anchored"

/* Where the focus is below this row, what is above it must not push it away: the view is scrolled along. It holds
 * neither: a window that closes in between has no more frames, and they would keep each other. */
typedef struct
{
  GtkWidget     *focus;      /* (unowned) (nullable): cleared when it goes */
  GtkAdjustment *adjustment; /* (owned) */
  GtkWidget     *view;       /* (unowned): the callback goes with it */
  double         y;
} Anchor;

static void
anchor_free (gpointer data)
{
  Anchor *anchor = data;

  g_clear_weak_pointer (&anchor->focus);
  g_object_unref (anchor->adjustment);
  g_free (anchor);
}

static gboolean
anchor_y (Anchor *anchor,
          double *y)
{
  graphene_point_t point;

  if (anchor->focus == NULL
      || !gtk_widget_compute_point (anchor->focus, anchor->view, &GRAPHENE_POINT_INIT (0, 0), &point))
    return FALSE;
  *y = (double) point.y;
  return TRUE;
}

static gboolean
hold_anchor (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       data)
{
  Anchor *anchor = data;
  int frames = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (anchor->adjustment), HELD_KEY));
  double y;

  /* Layout comes after this in a frame: the first tick is too early. */
  if (anchor_y (anchor, &y) && ABS (y - anchor->y) > 0.5)
    gtk_adjustment_set_value (anchor->adjustment, gtk_adjustment_get_value (anchor->adjustment) + y - anchor->y);
  g_object_set_data (G_OBJECT (anchor->adjustment), HELD_KEY, GINT_TO_POINTER (frames - 1));
  return frames > 1 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
keep_focus_in_place (BalaiNoteRow *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  Anchor *anchor;

  if (view == NULL || focus == NULL || !gtk_widget_is_ancestor (focus, view) || !gtk_widget_get_mapped (focus))
    return;
  anchor = g_new0 (Anchor, 1);
  g_set_weak_pointer (&anchor->focus, focus);
  anchor->view = view;
  anchor->adjustment = g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (view)));
  /* Several notes that change in one turn are one change: the first remembers where the focus was. */
  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (anchor->adjustment), HELD_KEY)) > 0
      || !anchor_y (anchor, &anchor->y))
    {
      anchor_free (anchor);
      return;
    }
  g_object_set_data (G_OBJECT (anchor->adjustment), HELD_KEY, GINT_TO_POINTER (3));
  gtk_widget_add_tick_callback (view, hold_anchor, anchor, anchor_free);
}

/**
 * balai_note_row_say:
 * @self: a row
 * @state: its sign and colour
 * @text: a sentence
 * @detail: (nullable): a line below it
 */
void
balai_note_row_say (BalaiNoteRow *self,
                    BalaiState    state,
                    const char   *text,
                    const char   *detail)
{
  const char *css_class = balai_state_get_css_class (state);

  g_return_if_fail (BALAI_IS_NOTE_ROW (self) && text != NULL);

  if (gtk_widget_get_visible (GTK_WIDGET (self)) && g_strcmp0 (css_class, self->css_class) == 0
      && g_str_equal (gtk_label_get_text (GTK_LABEL (self->text)), text)
      && g_str_equal (gtk_label_get_text (GTK_LABEL (self->detail)), detail ? detail : ""))
    return;
  keep_focus_in_place (self);
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->css_class);
  self->css_class = css_class;
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), balai_state_get_icon_name (state));
  gtk_widget_set_visible (self->icon, TRUE);
  gtk_label_set_text (GTK_LABEL (self->text), text);
  gtk_label_set_text (GTK_LABEL (self->detail), detail ? detail : "");
  gtk_widget_set_visible (self->detail, detail != NULL && *detail != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  /* A row has no name of its own. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (self->field != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/**
 * balai_note_row_hint:
 * @self: a row
 * @text: a sentence
 *
 * Says what a person should know of the field; nothing is wrong with it, and so it has no sign.
 */
void
balai_note_row_hint (BalaiNoteRow *self,
                     const char   *text)
{
  g_return_if_fail (BALAI_IS_NOTE_ROW (self) && text != NULL);

  balai_note_row_say (self, BALAI_STATE_WAITING, text, NULL);
  gtk_widget_set_visible (self->icon, FALSE);
}

/**
 * balai_note_row_hush:
 * @self: a row
 *
 * There is nothing to say any more.
 */
void
balai_note_row_hush (BalaiNoteRow *self)
{
  g_return_if_fail (BALAI_IS_NOTE_ROW (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  keep_focus_in_place (self);
  gtk_label_set_text (GTK_LABEL (self->text), "");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->field != NULL)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/**
 * balai_note_row_get_text:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it says
 */
const char *
balai_note_row_get_text (BalaiNoteRow *self)
{
  g_return_val_if_fail (BALAI_IS_NOTE_ROW (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (GTK_LABEL (self->text)) : NULL;
}

/**
 * balai_note_row_describe:
 * @self: a row
 * @field: the field it speaks of
 *
 * A screen reader on the field says the note as well.
 */
void
balai_note_row_describe (BalaiNoteRow *self,
                         GtkWidget    *field)
{
  g_return_if_fail (BALAI_IS_NOTE_ROW (self) && GTK_IS_WIDGET (field));

  g_set_weak_pointer (&self->field, field);
}

/**
 * balai_note_row_hold_view:
 * @view: where rows like this are in
 * @held: whether somebody else puts the view where it belongs
 *
 * While the view is held, what the rows say does not move it: two who correct the same way would go twice as far.
 */
void
balai_note_row_hold_view (GtkScrolledWindow *view,
                          gboolean           held)
{
  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (view));

  g_object_set_data (G_OBJECT (gtk_scrolled_window_get_vadjustment (view)), HELD_KEY, GINT_TO_POINTER (held ? 1 : 0));
}
