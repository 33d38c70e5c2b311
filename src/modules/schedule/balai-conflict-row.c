/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-conflict-row.h"

#include <glib/gi18n-lib.h>

#include "balai-conflict-signs.h"
#include "balai-conflict-text.h"
#include "balai-format.h"

/* A stock may be lent to many; the others are told beside the pointer. */
#define LINES_OF_EVENT 3
#define MAX_EVENTS     4

struct _BalaiConflictRow
{
  GtkBox              parent_instance;

  BalaiConflictEntry *entry; /* (owned) (nullable) */

  GtkLabel           *heading;
  GtkImage           *sign;
  GtkLabel           *where;
  GtkLabel           *amount;
  GtkLabel           *when;
  GtkLabel           *first;
  GtkLabel           *second;
  GtkLabel           *rule;
  GtkLabel           *contact;
  GtkWidget          *fix;
};

G_DEFINE_FINAL_TYPE (BalaiConflictRow, balai_conflict_row, GTK_TYPE_BOX)

static guint signal_fix;

static void
on_fix (GtkButton        *button,
        BalaiConflictRow *self)
{
  if (self->entry != NULL)
    g_signal_emit (self, signal_fix, 0, self->entry);
}

static void
balai_conflict_row_dispose (GObject *object)
{
  BalaiConflictRow *self = BALAI_CONFLICT_ROW (object);

  g_clear_object (&self->entry);
  gtk_widget_dispose_template (GTK_WIDGET (object), BALAI_TYPE_CONFLICT_ROW);
  G_OBJECT_CLASS (balai_conflict_row_parent_class)->dispose (object);
}

static void
balai_conflict_row_class_init (BalaiConflictRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_conflict_row_dispose;
  /**
   * BalaiConflictRow::fix:
   * @self: a row
   * @entry: (type BalaiConflictEntry): its conflict
   *
   * The person wants to mend it.
   */
  signal_fix = g_signal_new ("fix", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                             BALAI_TYPE_CONFLICT_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-conflict-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictRow, heading);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictRow, sign);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictRow, where);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictRow, amount);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictRow, when);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictRow, first);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictRow, second);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictRow, rule);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictRow, contact);
  gtk_widget_class_bind_template_child (widget_class, BalaiConflictRow, fix);
  gtk_widget_class_bind_template_callback (widget_class, on_fix);
}

static void
balai_conflict_row_init (BalaiConflictRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * balai_conflict_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
balai_conflict_row_new (void)
{
  return g_object_new (BALAI_TYPE_CONFLICT_ROW, NULL);
}

/**
 * balai_conflict_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
BalaiConflictEntry *
balai_conflict_row_get_entry (BalaiConflictRow *self)
{
  g_return_val_if_fail (BALAI_IS_CONFLICT_ROW (self), NULL);

  return self->entry;
}

/* Above the first that is over. */
static char *
say_heading (BalaiConflictEntry *entry)
{
  guint n = balai_conflict_entry_get_n_over (entry);
  g_autofree char *number = balai_format_integer (n);

  /* Translators: heading over conflicts that lie in the past, %s is how many */
  return n > 0 ? g_strdup_printf (_("Over (%s)"), number) : NULL;
}

/**
 * balai_conflict_row_say:
 * @entry: a conflict
 *
 * Returns: (transfer full): all of it in words, as a screen reader says it
 */
char *
balai_conflict_row_say (BalaiConflictEntry *entry)
{
  const BalaiConflict *conflict = balai_conflict_entry_get_conflict (entry);
  const BalaiScheduleSnapshot *snapshot = balai_conflict_entry_get_snapshot (entry);
  const char *parts[] = { NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL };
  g_autofree char *heading = say_heading (entry);
  g_autofree char *where = balai_conflict_say_where (snapshot, conflict);
  g_autofree char *when = balai_conflict_say_when (snapshot, conflict);
  g_autofree char *amount = balai_conflict_say_amount (conflict);
  g_autofree char *first = balai_conflict_say_event (snapshot, &conflict->a);
  g_autofree char *second = balai_conflict_say_rivals (snapshot, conflict, &conflict->a, ", ");
  guint n = 0;

  if (heading != NULL)
    parts[n++] = heading;
  parts[n++] = balai_conflict_class_get_label (conflict->class_);
  parts[n++] = where;
  parts[n++] = when;
  if (amount != NULL)
    parts[n++] = amount;
  parts[n++] = first;
  if (second != NULL)
    parts[n++] = second;
  parts[n] = NULL;
  return g_strjoinv (", ", (char **) parts);
}

/**
 * balai_conflict_row_bind:
 * @self: a row
 * @entry: (nullable): what it shows
 */
void
balai_conflict_row_bind (BalaiConflictRow   *self,
                         BalaiConflictEntry *entry)
{
  const BalaiConflict *conflict;
  const BalaiScheduleSnapshot *snapshot;
  g_autofree char *where = NULL, *when = NULL, *amount = NULL, *first = NULL, *second = NULL, *contact = NULL;
  g_autofree char *rule = NULL, *ask = NULL, *mend = NULL, *given_way = NULL, *heading = NULL;
  BalaiState state;

  g_return_if_fail (BALAI_IS_CONFLICT_ROW (self));

  g_set_object (&self->entry, entry);
  if (entry == NULL)
    return;
  conflict = balai_conflict_entry_get_conflict (entry);
  snapshot = balai_conflict_entry_get_snapshot (entry);
  where = balai_conflict_say_where (snapshot, conflict);
  when = balai_conflict_say_when (snapshot, conflict);
  amount = balai_conflict_say_amount (conflict);
  first = balai_conflict_say_event (snapshot, &conflict->a);
  second = balai_conflict_say_rivals (snapshot, conflict, &conflict->a, "\n");
  contact = balai_conflict_say_contact (snapshot, conflict, balai_conflict_entry_get_own_opd (entry));
  given_way = balai_conflict_say_event (snapshot, balai_conflict_entry_get_claim (entry));
  state = balai_conflict_state (conflict);
  heading = say_heading (entry);
  gtk_label_set_text (self->heading, heading ? heading : "");
  gtk_widget_set_visible (GTK_WIDGET (self->heading), heading != NULL);

  gtk_image_set_from_icon_name (self->sign, balai_state_get_icon_name (state));
  for (guint i = 0; i < BALAI_N_STATES; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->sign), balai_state_get_css_class (i));
  gtk_widget_add_css_class (GTK_WIDGET (self->sign), balai_state_get_css_class (state));
  gtk_label_set_text (self->where, where);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->where), where);
  gtk_label_set_text (self->when, when);
  gtk_label_set_text (self->amount, amount ? amount : "");
  gtk_label_set_text (self->first, first);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->first), first);
  gtk_label_set_text (self->second, second ? second : "");
  gtk_label_set_lines (self->second, LINES_OF_EVENT * (int) MIN (1 + conflict->n_others, MAX_EVENTS));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->second), second);
  gtk_widget_set_visible (GTK_WIDGET (self->second), second != NULL);
  /* Translators: what is wrong, and what follows from it: "Same time · Refused" */
  rule = g_strdup_printf (_("%1$s · %2$s"), balai_conflict_class_get_label (conflict->class_),
                          balai_level_word (conflict->level));
  gtk_label_set_text (self->rule, rule);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->rule), rule);
  if (contact != NULL)
    ask = g_strdup_printf (_("Contact: %s"), contact);
  gtk_label_set_text (self->contact, ask ? ask : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->contact), ask);
  gtk_widget_set_visible (GTK_WIDGET (self->contact), ask != NULL);
  if (balai_conflict_entry_is_over (entry))
    gtk_widget_add_css_class (GTK_WIDGET (self), "over");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "over");
  mend = g_strdup_printf (_("Fix: %s"), given_way);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fix), GTK_ACCESSIBLE_PROPERTY_LABEL, mend, -1);
}
