/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-month-cell.h"

#include <glib/gi18n-lib.h>

#include "balai-day.h"
#include "balai-format.h"
#include "balai-paint.h"
#include "balai-widget-tools.h"

/**
 * BalaiMonthCell:
 *
 * The ground of one day of a month: its number, the holiday, how many conflicts. What happens on the day lies over it.
 */
struct _BalaiMonthCell
{
  GtkWidget parent_instance;

  BalaiMonthCellFacts facts;
  char *holiday;          /* (owned) (nullable) */
  PangoLayout *number;    /* (owned) (nullable) */
  PangoLayout *caption;   /* (owned) (nullable) */
  PangoLayout *badge;     /* (owned) (nullable) */
  gboolean bound;
};

G_DEFINE_FINAL_TYPE (BalaiMonthCell, balai_month_cell, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static PangoLayout *
new_layout (BalaiMonthCell *self,
            const char     *text,
            PangoWeight     weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (gtk_widget_get_parent (GTK_WIDGET (self)), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

static void
prepare (BalaiMonthCell *self)
{
  int day;
  g_autofree char *text = NULL;

  if (self->number != NULL)
    return;
  balai_day_to_ymd (self->facts.date, NULL, NULL, &day);
  text = g_strdup_printf ("%d", day);
  self->number = new_layout (self, text, self->facts.today ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  if (self->holiday != NULL)
    self->caption = new_layout (self, self->holiday, PANGO_WEIGHT_NORMAL);
  if (self->facts.n_conflicts > 0)
    {
      g_autofree char *count = g_strdup_printf ("%u", self->facts.n_conflicts);

      self->badge = new_layout (self, count, PANGO_WEIGHT_BOLD);
    }
}

static void
draw_text (GtkSnapshot   *snapshot,
           PangoLayout   *layout,
           float          x,
           float          y,
           const GdkRGBA *colour)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

/* The count with its sign, at the far end; with words where there is room for them. It counts events, as the day does;
 * the list beside it counts what they meet in. Returns its width. */
static float
draw_badge (BalaiMonthCell *self,
            GtkSnapshot    *snapshot,
            gboolean        rtl,
            int             width,
            int             line,
            int             pill)
{
  GdkRGBA colour;
  guint n = self->facts.n_conflicts;
  int text_width = 0, size = MAX (9, line * 6 / 10), room = width - line * 2 - size - 3;
  float total, x;

  if (self->badge == NULL)
    return 0;
  balai_paint_get_named (GTK_WIDGET (self), "error_color", &colour);
  for (int brevity = 0; brevity < 3 && (brevity == 0 || text_width > room); brevity++)
    {
      g_autofree char *words = NULL;

      if (brevity == 0)
        words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event in conflict", "%u events in conflict", n), n);
      else if (brevity == 1)
        words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event", "%u events", n), n);
      else
        words = g_strdup_printf ("%u", n);
      pango_layout_set_text (self->badge, words, -1);
      pango_layout_get_pixel_size (self->badge, &text_width, NULL);
    }
  total = size + 3 + text_width;
  if (text_width > room)
    {
      /* Too narrow for sign and number beside the day: the sign alone stays, and leaves the day to be read. */
      size = CLAMP (width - pill - 3, 8, size);
      balai_paint_conflict (snapshot, rtl ? 3 : width - size - 3, 3 + (line - size) / 2.f, size, &colour);
      return size;
    }
  x = rtl ? 6 : width - total - 6;
  balai_paint_conflict (snapshot, rtl ? x + text_width + 3 : x, 3 + (line - size) / 2.f, size, &colour);
  draw_text (snapshot, self->badge, rtl ? x : x + size + 3, 3, &colour);
  return total + 6;
}

static void
balai_month_cell_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  BalaiMonthCell *self = BALAI_MONTH_CELL (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget);
  int text_width, line, pill;
  float x, badge;
  GdkRGBA colour;

  if (!self->bound || width <= 0)
    return;
  prepare (self);
  pango_layout_get_pixel_size (self->number, &text_width, &line);
  pill = MAX (text_width + 8, line + 2);
  x = rtl ? width - pill - 2 : 2;
  if (self->facts.today)
    {
      balai_paint_get_named (widget, "accent_bg_color", &colour);
      balai_paint_rounded (snapshot, &GRAPHENE_RECT_INIT (x, 2, pill, line + 2), (float) (line + 2) / 2.f, &colour);
      balai_paint_get_named (widget, "accent_fg_color", &colour);
    }
  else
    {
      balai_paint_get_colour (widget, &colour);
    }
  draw_text (snapshot, self->number, x + (float) (pill - text_width) / 2.f, 3, &colour);
  badge = draw_badge (self, snapshot, rtl, width, line, pill);
  if (self->caption != NULL)
    {
      int room = width - pill - 6 - (int) badge - 4;

      if (room > line * 2)
        {
          balai_paint_get_named (widget, "error_color", &colour);
          pango_layout_set_width (self->caption, room * PANGO_SCALE);
          pango_layout_set_alignment (self->caption, PANGO_ALIGN_LEFT);
          draw_text (snapshot, self->caption, rtl ? badge + 4 : x + pill + 4, 3, &colour);
        }
    }
}

static gboolean
balai_month_cell_query_tooltip (GtkWidget  *widget,
                                int         x,
                                int         y,
                                gboolean    keyboard,
                                GtkTooltip *tooltip)
{
  BalaiMonthCell *self = BALAI_MONTH_CELL (widget);

  if (self->holiday == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, self->holiday);
  return TRUE;
}

static void
clear (BalaiMonthCell *self)
{
  g_clear_object (&self->number);
  g_clear_object (&self->caption);
  g_clear_object (&self->badge);
}

static void
balai_month_cell_dispose (GObject *object)
{
  BalaiMonthCell *self = BALAI_MONTH_CELL (object);

  clear (self);
  g_clear_pointer (&self->holiday, g_free);
  G_OBJECT_CLASS (balai_month_cell_parent_class)->dispose (object);
}

static void
balai_month_cell_class_init (BalaiMonthCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = balai_month_cell_dispose;
  widget_class->snapshot = balai_month_cell_snapshot;
  widget_class->query_tooltip = balai_month_cell_query_tooltip;

  /**
   * BalaiMonthCell::activated:
   *
   * The day was chosen by key or through an assistive technology.
   */
  signals[ACTIVATED] = balai_widget_class_activate (widget_class, "day.open");
  gtk_widget_class_set_css_name (widget_class, "monthcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
}

static void
balai_month_cell_init (BalaiMonthCell *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
balai_month_cell_new (void)
{
  return g_object_new (BALAI_TYPE_MONTH_CELL, NULL);
}

/* "Selasa, 20 Februari 2024, 3 kegiatan, 1 bentrok, Hari Pemilu" */
static void
update_label (BalaiMonthCell *self)
{
  g_autofree char *date = balai_format_date_long (self->facts.date);
  g_autoptr (GString) label = g_string_new (date);

  if (self->facts.today)
    g_string_append_printf (label, ", %s", _("today"));
  if (self->holiday != NULL)
    g_string_append_printf (label, ", %s", self->holiday);
  g_string_append (label, ", ");
  if (self->facts.n_items == 0)
    g_string_append (label, _("no events"));
  else
    g_string_append_printf (label, g_dngettext (GETTEXT_PACKAGE, "%u event", "%u events", self->facts.n_items),
                            self->facts.n_items);
  if (self->facts.n_conflicts > 0)
    {
      g_string_append (label, ", ");
      g_string_append_printf (label,
                              g_dngettext (GETTEXT_PACKAGE, "%u event in conflict", "%u events in conflict",
                                           self->facts.n_conflicts),
                              self->facts.n_conflicts);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->str, -1);
}

/**
 * balai_month_cell_bind:
 * @self: a cell
 * @facts: what it is to say
 *
 * Shows another day, or the same one after something changed. Nothing is done where nothing did.
 */
void
balai_month_cell_bind (BalaiMonthCell            *self,
                       const BalaiMonthCellFacts *facts)
{
  g_return_if_fail (BALAI_IS_MONTH_CELL (self) && facts != NULL);

  if (self->bound && self->facts.date == facts->date && self->facts.n_items == facts->n_items &&
      self->facts.n_conflicts == facts->n_conflicts && self->facts.other_month == facts->other_month &&
      self->facts.today == facts->today && g_strcmp0 (self->holiday, facts->holiday) == 0)
    return;
  clear (self);
  if (g_strcmp0 (self->holiday, facts->holiday) != 0)
    {
      g_free (self->holiday);
      self->holiday = g_strdup (facts->holiday);
    }
  self->facts = *facts;
  self->facts.holiday = NULL;
  self->bound = TRUE;
  balai_widget_set_css_class (GTK_WIDGET (self), "today", facts->today);
  balai_widget_set_css_class (GTK_WIDGET (self), "other-month", facts->other_month);
  balai_widget_set_css_class (GTK_WIDGET (self), "weekend", balai_day_weekday (facts->date) >= 6);
  balai_widget_set_css_class (GTK_WIDGET (self), "holiday", self->holiday != NULL);
  balai_widget_set_css_class (GTK_WIDGET (self), "restday",
                              !facts->other_month
                              && (self->holiday != NULL || balai_day_weekday (facts->date) == 7));
  balai_widget_set_css_class (GTK_WIDGET (self), "conflict", facts->n_conflicts > 0);
  update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

int64_t
balai_month_cell_get_date (BalaiMonthCell *self)
{
  g_return_val_if_fail (BALAI_IS_MONTH_CELL (self), 0);

  return self->facts.date;
}

void
balai_month_cell_set_selected (BalaiMonthCell *self,
                               gboolean        selected)
{
  g_return_if_fail (BALAI_IS_MONTH_CELL (self));

  balai_widget_set_css_class (GTK_WIDGET (self), "selected", selected);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}
