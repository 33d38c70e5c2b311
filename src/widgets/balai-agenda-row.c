/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-agenda-row.h"

#include <glib/gi18n-lib.h>

#include "balai-colour-bar.h"
#include "balai-day.h"
#include "balai-format.h"
#include "balai-state-tag.h"
#include "balai-widget-tools.h"

/**
 * BalaiAgendaRow:
 *
 * A row of the agenda: the long date of a day, or hour, bar, title, place, note and state of an item. The list has one
 * kind of row, so that it can hand the same widget to both.
 */
struct _BalaiAgendaRow
{
  GtkBox parent_instance;

  GtkWidget *date;      /* (unowned) */
  GtkWidget *content;   /* (unowned) */
  GtkWidget *time;      /* (unowned) */
  GtkWidget *bar;       /* (unowned) */
  GtkWidget *title;     /* (unowned) */
  GtkWidget *place;     /* (unowned) */
  GtkWidget *note;      /* (unowned) */
  GtkWidget *state;     /* (unowned) */
};

G_DEFINE_FINAL_TYPE (BalaiAgendaRow, balai_agenda_row, GTK_TYPE_BOX)

/* In large text the hours stand below each other, and the state below the place. */
static void
balai_agenda_row_root (GtkWidget *widget)
{
  BalaiAgendaRow *self = BALAI_AGENDA_ROW (widget);
  gboolean large;
  GtkWidget *words = gtk_widget_get_parent (self->title);
  GtkWidget *place;

  GTK_WIDGET_CLASS (balai_agenda_row_parent_class)->root (widget);
  large = balai_widget_text_scale (widget) >= 1.4;
  gtk_label_set_wrap (GTK_LABEL (self->time), large);
  gtk_label_set_width_chars (GTK_LABEL (self->time), large ? 6 : 11);
  gtk_label_set_width_chars (GTK_LABEL (self->title), large ? 4 : 8);
  gtk_label_set_width_chars (GTK_LABEL (self->place), large ? 4 : 8);
  gtk_label_set_width_chars (GTK_LABEL (self->note), large ? 4 : 8);
  place = large ? words : self->content;
  if (gtk_widget_get_parent (self->state) == place)
    return;
  g_object_ref (self->state);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (self->state)), self->state);
  gtk_box_append (GTK_BOX (place), self->state);
  gtk_widget_set_halign (self->state, large ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  g_object_unref (self->state);
}

static void
balai_agenda_row_class_init (BalaiAgendaRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->root = balai_agenda_row_root;
  g_type_ensure (BALAI_TYPE_COLOUR_BAR);
  g_type_ensure (BALAI_TYPE_STATE_TAG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/go/kedirikota/Balai/widgets/balai-agenda-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiAgendaRow, date);
  gtk_widget_class_bind_template_child (widget_class, BalaiAgendaRow, content);
  gtk_widget_class_bind_template_child (widget_class, BalaiAgendaRow, time);
  gtk_widget_class_bind_template_child (widget_class, BalaiAgendaRow, bar);
  gtk_widget_class_bind_template_child (widget_class, BalaiAgendaRow, title);
  gtk_widget_class_bind_template_child (widget_class, BalaiAgendaRow, place);
  gtk_widget_class_bind_template_child (widget_class, BalaiAgendaRow, note);
  gtk_widget_class_bind_template_child (widget_class, BalaiAgendaRow, state);
}

static void
balai_agenda_row_init (BalaiAgendaRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
balai_agenda_row_new (void)
{
  return g_object_new (BALAI_TYPE_AGENDA_ROW, NULL);
}

/* "09.00–11.00"; of what lasts longer, the part that lies on the day. */
static char *
times_on_day (BalaiAgendaEntry *entry)
{
  const BalaiCalendarItem *item = balai_agenda_entry_get_item (entry);
  const BalaiZone *zone = balai_calendar_items_get_zone (balai_agenda_entry_get_items (entry));
  int64_t day = balai_agenda_entry_get_day (entry);
  g_autofree char *from = NULL, *to = NULL;

  if (item->all_day || (item->first_day < day && day < item->last_day))
    return g_strdup (_("all day"));
  from = item->first_day < day ? balai_format_time (0) : g_strdup (item->time_text);
  if (item->last_day > day)
    to = balai_format_time ((int) BALAI_DAY);
  else
    to = balai_format_time (balai_wall_second (balai_zone_to_wall (zone, item->span.end)));
  return g_strdup_printf ("%s–%s", from, to);
}

/* Status, place and office, as much of it as there is. The word for the status stands within a sentence elsewhere. */
static char *
say_below (const BalaiCalendarItem *item)
{
  const char *word = balai_calendar_item_get_status_word (item);
  g_autofree char *first = word ? g_utf8_substring (word, 0, 1) : NULL;
  g_autofree char *upper = word ? g_utf8_strup (first, -1) : NULL;
  g_autofree char *status = word ? g_strconcat (upper, g_utf8_next_char (word), NULL) : NULL;
  const char *all[] = { status, item->place, item->opd };
  const char *parts[G_N_ELEMENTS (all) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i] != NULL && *all[i] != '\0')
      parts[n++] = all[i];
  return n > 0 ? g_strjoinv (" · ", (char **) parts) : NULL;
}

/**
 * balai_agenda_row_bind:
 * @self: a row
 * @entry: what to show
 * @today: what day it is
 */
void
balai_agenda_row_bind (BalaiAgendaRow   *self,
                       BalaiAgendaEntry *entry,
                       int64_t           today)
{
  const BalaiCalendarItem *item;
  g_autofree char *times = NULL;
  g_autofree char *place = NULL;

  g_return_if_fail (BALAI_IS_AGENDA_ROW (self) && BALAI_IS_AGENDA_ENTRY (entry));

  item = balai_agenda_entry_get_item (entry);
  gtk_widget_set_visible (self->date, item == NULL);
  gtk_widget_set_visible (self->content, item != NULL);
  if (item == NULL)
    {
      int64_t day = balai_agenda_entry_get_day (entry);
      g_autofree char *date = balai_format_date_long (day);
      /* Translators: %s is the long date of today */
      g_autofree char *text = day == today ? g_strdup_printf (_("Today, %s"), date) : g_steal_pointer (&date);

      gtk_label_set_label (GTK_LABEL (self->date), text);
      if (day == today)
        gtk_widget_add_css_class (self->date, "accent");
      else
        gtk_widget_remove_css_class (self->date, "accent");
      return;
    }
  times = times_on_day (entry);
  gtk_label_set_label (GTK_LABEL (self->time), times);
  gtk_label_set_label (GTK_LABEL (self->title), item->title);
  place = say_below (item);
  gtk_label_set_label (GTK_LABEL (self->place), place != NULL ? place : "");
  gtk_widget_set_visible (self->place, place != NULL);
  gtk_label_set_label (GTK_LABEL (self->note), item->note != NULL ? item->note : "");
  gtk_widget_set_visible (self->note, item->note != NULL);
  gtk_widget_set_tooltip_text (self->content, item->repeats);
  balai_colour_bar_set_colour (BALAI_COLOUR_BAR (self->bar), item->colour);
  balai_state_tag_set_state (BALAI_STATE_TAG (self->state), item->state);
  gtk_widget_set_visible (self->state, item->state != BALAI_STATE_SAFE);
  if (item->status == BALAI_ITEM_CANCELLED)
    gtk_widget_add_css_class (self->content, "cancelled");
  else
    gtk_widget_remove_css_class (self->content, "cancelled");
}

/**
 * balai_agenda_row_say:
 * @entry: what a row shows
 *
 * Returns: (transfer full): what a screen reader should say of it
 */
char *
balai_agenda_row_say (BalaiAgendaEntry *entry)
{
  g_return_val_if_fail (BALAI_IS_AGENDA_ENTRY (entry), NULL);

  if (balai_agenda_entry_get_item (entry) == NULL)
    return balai_format_date_long (balai_agenda_entry_get_day (entry));
  return balai_calendar_items_describe (balai_agenda_entry_get_items (entry), balai_agenda_entry_get_position (entry));
}
