/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-mini-calendar.h"

#include <glib/gi18n-lib.h>

#include "balai-day.h"
#include "balai-format.h"
#include "balai-widget-tools.h"

#define N_ROWS 6
#define N_COLUMNS 7

/**
 * BalaiMiniCalendar:
 *
 * A GtkCalendar to move about with. The names come from our catalogue instead of the C library, weeks begin on Monday
 * whatever the locale says, and every day shows whether something happens on it and whether something is in conflict.
 *
 * GtkCalendar 4.8 can only mark a day of the month. What is more is done on its labels, which are ordinary children:
 * they are looked up once, moved to the column they belong to, and given style classes whenever the month changes.
 */
struct _BalaiMiniCalendar
{
  GtkWidget parent_instance;

  GtkWidget *calendar;                        /* (unowned): child */
  GtkWidget *labels[N_ROWS][N_COLUMNS];       /* (unowned) (nullable): of the calendar, in its own order */
  GtkWidget *further[N_COLUMNS];              /* (unowned) (nullable): the days its last row lacks, from Monday moved */
  BalaiCalendarItems *items;                  /* (owned) (nullable) */
  GHashTable *holidays;                       /* (owned) (nullable) (element-type int64 utf8) */
  int64_t day;
  int64_t today;                              /* or %G_MININT64: as GtkCalendar thinks */
  guint n_leading;                            /* columns that GtkCalendar puts before Monday */
  gboolean quiet;
};

G_DEFINE_FINAL_TYPE (BalaiMiniCalendar, balai_mini_calendar, GTK_TYPE_WIDGET)

enum
{
  DAY_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int64_t
shown_day (BalaiMiniCalendar *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));

  return balai_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
                             g_date_time_get_day_of_month (date));
}

static void
mark_label (BalaiMiniCalendar *self,
            GtkWidget         *label,
            int64_t            date,
            guint              n_items,
            guint              n_conflicts)
{
  const char *holiday = self->holidays != NULL ? g_hash_table_lookup (self->holidays, &date) : NULL;
  g_autofree char *text = balai_format_date_long (date);
  g_autoptr (GString) words = g_string_new (text);

  balai_widget_set_css_class (label, "busy", n_items > 0);
  balai_widget_set_css_class (label, "conflict", n_conflicts > 0);
  balai_widget_set_css_class (label, "restday", holiday != NULL || balai_day_weekday (date) == 7);
  if (holiday != NULL)
    g_string_append_printf (words, ", %s", holiday);
  if (n_items > 0)
    {
      g_string_append (words, ", ");
      g_string_append_printf (words, g_dngettext (GETTEXT_PACKAGE, "%u event", "%u events", n_items), n_items);
    }
  if (n_conflicts > 0)
    {
      g_string_append (words, ", ");
      g_string_append_printf (words, g_dngettext (GETTEXT_PACKAGE, "%u event in conflict", "%u events in conflict",
                                                          n_conflicts),
                              n_conflicts);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str, -1);
  gtk_widget_set_tooltip_text (label, n_items > 0 || holiday != NULL ? words->str : NULL);
}

/* The Sunday that follows the last row, by the label before it: always one of the next month. */
static void
show_further (BalaiMiniCalendar *self,
              gboolean           visible,
              gboolean           seen)
{
  GtkWidget *last = self->labels[N_ROWS - 1][N_COLUMNS - 1];
  int before = atoi (gtk_label_get_label (GTK_LABEL (last)));

  if (!gtk_widget_has_css_class (last, "other-month"))
    before = 0;
  for (guint c = 0; c < self->n_leading; c++)
    {
      g_autofree char *text = g_strdup_printf ("%d", before + 1 + (int) c);

      gtk_label_set_label (GTK_LABEL (self->further[c]), text);
      gtk_widget_set_visible (self->further[c], visible);
      gtk_widget_set_opacity (self->further[c], seen ? 1 : 0);
      gtk_widget_set_can_target (self->further[c], seen);
    }
}

/* Six rows are always seen, so that nothing below moves; one without a day of the month is left blank. */
static void
show_rows (BalaiMiniCalendar *self)
{
  gboolean early = FALSE, late = FALSE;

  if (self->n_leading == 0)
    return;
  for (guint c = 0; c < self->n_leading; c++)
    early |= !gtk_widget_has_css_class (self->labels[0][c], "other-month");
  for (guint c = self->n_leading; c < N_COLUMNS; c++)
    late |= !gtk_widget_has_css_class (self->labels[N_ROWS - 1][c], "other-month");
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      if (c < self->n_leading)
        {
          gtk_widget_set_visible (self->labels[0][c], early);
          continue;
        }
      gtk_widget_set_visible (self->labels[N_ROWS - 1][c], !early || late);
      gtk_widget_set_opacity (self->labels[N_ROWS - 1][c], late ? 1 : 0);
      gtk_widget_set_can_target (self->labels[N_ROWS - 1][c], late);
    }
  show_further (self, !early || late, late);
}

static void
refresh (BalaiMiniCalendar *self)
{
  guint n_items[32] = { 0 }, n_conflicts[32] = { 0 }, from = 0, to = 0;
  int year, month;
  int64_t first, last;

  balai_day_to_ymd (shown_day (self), &year, &month, NULL);
  first = balai_day_from_ymd (year, month, 1);
  last = first + balai_day_in_month (year, month) - 1;
  if (self->items != NULL)
    balai_calendar_items_find_days (self->items, first, last, &from, &to);
  for (guint i = from; i < to; i++)
    {
      const BalaiCalendarItem *item = balai_calendar_items_get (self->items, i);

      for (int64_t day = MAX (first, item->first_day); day <= MIN (last, item->last_day); day++)
        {
          n_items[day - first + 1]++;
          n_conflicts[day - first + 1] += item->state == BALAI_STATE_CONFLICT;
        }
    }
  gtk_calendar_clear_marks (GTK_CALENDAR (self->calendar));
  for (guint day = 1; day <= 31; day++)
    if (n_items[day] > 0)
      gtk_calendar_mark_day (GTK_CALENDAR (self->calendar), day);
  for (guint r = 0; r < N_ROWS; r++)
    {
      for (guint c = 0; c < N_COLUMNS; c++)
        {
          GtkWidget *label = self->labels[r][c];
          guint day;

          if (label == NULL)
            continue;
          if (gtk_widget_has_css_class (label, "other-month"))
            {
              if (self->today != G_MININT64)
                balai_widget_set_css_class (label, "today", FALSE);
              balai_widget_set_css_class (label, "busy", FALSE);
              balai_widget_set_css_class (label, "conflict", FALSE);
              balai_widget_set_css_class (label, "restday", FALSE);
              gtk_widget_set_tooltip_text (label, NULL);
              gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                              gtk_label_get_label (GTK_LABEL (label)), -1);
              continue;
            }
          day = (guint) CLAMP (g_ascii_strtoull (gtk_label_get_label (GTK_LABEL (label)), NULL, 10), 1, 31);
          if (self->today != G_MININT64)
            balai_widget_set_css_class (label, "today", first + day - 1 == self->today);
          mark_label (self, label, first + day - 1, n_items[day], n_conflicts[day]);
        }
    }
  show_rows (self);
}

static void
moved (BalaiMiniCalendar *self)
{
  int64_t day = shown_day (self);

  refresh (self);
  if (self->quiet || day == self->day)
    return;
  self->day = day;
  g_signal_emit (self, signals[DAY_SELECTED], 0, (gint64) day);
}

static GtkWidget *
find_grid (GtkWidget *calendar)
{
  for (GtkWidget *child = gtk_widget_get_first_child (calendar); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_GRID (child))
      return child;
  return NULL;
}

/* Labels in the order of rows and columns in which GtkCalendar laid them out; the first row are the names of days. */
static guint
collect_labels (GtkWidget  *grid,
                const char *css_class,
                GtkWidget **labels,
                guint       n_labels)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) && gtk_widget_has_css_class (child, css_class) && n < n_labels)
      labels[n++] = child;
  return n;
}

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      grid)
{
  int x, y, column, row;

  gtk_grid_query_child (grid, *(GtkWidget *const *) a, &x, &y, NULL, NULL);
  gtk_grid_query_child (grid, *(GtkWidget *const *) b, &column, &row, NULL, NULL);
  return y != row ? (y < row ? -1 : 1) : (x < column ? -1 : x > column);
}

static void
move_label (GtkWidget *grid,
            GtkWidget *label,
            guint      column,
            int        more_rows)
{
  GtkLayoutManager *manager = gtk_widget_get_layout_manager (grid);
  GtkGridLayoutChild *place = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (manager, label));

  gtk_grid_layout_child_set_column (place, (int) column + 1);
  gtk_grid_layout_child_set_row (place, gtk_grid_layout_child_get_row (place) + more_rows);
}

/* On which day its weeks begin is not to be asked; where it put the first of the month tells. */
static guint
count_leading (BalaiMiniCalendar *self)
{
  int year, month;

  balai_day_to_ymd (shown_day (self), &year, &month, NULL);
  for (guint i = 0; i < N_ROWS * N_COLUMNS; i++)
    {
      if (gtk_widget_has_css_class (self->labels[i / N_COLUMNS][i % N_COLUMNS], "other-month"))
        continue;
      /* Column of Monday in the calendar's own order. */
      return (i + 1 + 2 * N_COLUMNS - (guint) balai_day_weekday (balai_day_from_ymd (year, month, 1))) % N_COLUMNS;
    }
  return 0;
}

static void
further_clicked (BalaiMiniCalendar *self,
                 int                n_press,
                 double             x,
                 double             y,
                 GtkGesture        *gesture)
{
  GtkWidget *label = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  int year, month;

  balai_day_to_ymd (shown_day (self), &year, &month, NULL);
  balai_mini_calendar_set_day (self, balai_day_from_ymd (year, month, 1) + balai_day_in_month (year, month) - 1
                                       + atoi (gtk_label_get_label (GTK_LABEL (label))));
  g_signal_emit (self, signals[DAY_SELECTED], 0, (gint64) self->day);
}

static void
add_further (BalaiMiniCalendar *self,
             GtkWidget         *grid,
             guint              column)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "css-classes",
                                   (const char *const[]) { "day-number", "other-month", NULL }, NULL);
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "pressed", G_CALLBACK (further_clicked), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (click));
  gtk_grid_attach (GTK_GRID (grid), label, (int) (N_COLUMNS - self->n_leading + column) + 1, N_ROWS + 1, 1, 1);
  self->further[column] = label;
}

static void
arrange_days (BalaiMiniCalendar *self)
{
  GtkWidget *grid = find_grid (self->calendar);
  GtkWidget *names[N_COLUMNS];
  GtkWidget *days[N_ROWS * N_COLUMNS];

  if (grid == NULL || collect_labels (grid, "day-name", names, N_COLUMNS) != N_COLUMNS ||
      collect_labels (grid, "day-number", days, N_ROWS * N_COLUMNS) != N_ROWS * N_COLUMNS)
    {
      g_warning ("The calendar of this GTK is built otherwise; its days stay without marks of conflict");
      return;
    }
  g_qsort_with_data (names, N_COLUMNS, sizeof *names, compare_places, grid);
  g_qsort_with_data (days, N_ROWS * N_COLUMNS, sizeof *days, compare_places, grid);
  memcpy (self->labels, days, sizeof days);
  self->n_leading = count_leading (self);
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      guint column = (c + N_COLUMNS - self->n_leading) % N_COLUMNS;

      gtk_label_set_label (GTK_LABEL (names[c]), balai_format_weekday_short ((int) column + 1));
      gtk_accessible_update_property (GTK_ACCESSIBLE (names[c]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      balai_format_weekday ((int) column + 1), -1);
      balai_widget_set_css_class (names[c], "restday", column + 1 == N_COLUMNS);
      if (self->n_leading == 0)
        continue;
      move_label (grid, names[c], column, 0);
      for (guint r = 0; r < N_ROWS; r++)
        move_label (grid, self->labels[r][c], column, c < self->n_leading ? 0 : 1);
    }
  for (guint c = 0; c < self->n_leading; c++)
    add_further (self, grid, c);
}

static void
name_header (GtkWidget *widget,
             guint     *n_buttons)
{
  const char *names[] = { _("Previous month"), _("Next month"), _("Previous year"), _("Next year") };

  if (GTK_IS_BUTTON (widget) && *n_buttons < G_N_ELEMENTS (names))
    {
      const char *name = names[(*n_buttons)++];

      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_widget_set_tooltip_text (widget, name);
      return;
    }
  if (GTK_IS_STACK (widget))
    {
      int month = 1;

      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && month <= 12;
           child = gtk_widget_get_next_sibling (child))
        if (GTK_IS_LABEL (child))
          gtk_label_set_label (GTK_LABEL (child), balai_format_month (month++));
      return;
    }
  if (GTK_IS_GRID (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_header (child, n_buttons);
}

static void
show_size (BalaiMiniCalendar *self)
{
  balai_widget_set_css_class (GTK_WIDGET (self), "large", balai_widget_text_scale (GTK_WIDGET (self)) >= 1.4);
}

static void
balai_mini_calendar_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (balai_mini_calendar_parent_class)->root (widget);
  show_size (BALAI_MINI_CALENDAR (widget));
}

static void
balai_mini_calendar_dispose (GObject *object)
{
  BalaiMiniCalendar *self = BALAI_MINI_CALENDAR (object);

  g_clear_pointer (&self->calendar, gtk_widget_unparent);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  g_clear_pointer (&self->holidays, g_hash_table_unref);
  G_OBJECT_CLASS (balai_mini_calendar_parent_class)->dispose (object);
}

static void
balai_mini_calendar_class_init (BalaiMiniCalendarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_mini_calendar_dispose;

  /**
   * BalaiMiniCalendar::day-selected:
   * @self: the calendar
   * @day: days since 1970-01-01
   *
   * The person went to another day, by a click, a key, or by turning the month or the year.
   */
  signals[DAY_SELECTED] = g_signal_new ("day-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  widget_class->root = balai_mini_calendar_root;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "minicalendar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
balai_mini_calendar_init (BalaiMiniCalendar *self)
{
  static const char *const moves[] = { "day-selected", "next-month", "prev-month", "next-year", "prev-year" };
  guint n_buttons = 0;

  self->today = G_MININT64;
  self->calendar = gtk_calendar_new ();
  gtk_widget_set_parent (self->calendar, GTK_WIDGET (self));
  self->day = shown_day (self);
  name_header (self->calendar, &n_buttons);
  arrange_days (self);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi", G_CALLBACK (show_size),
                           self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Calendar"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Calendar"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    g_signal_connect_object (self->calendar, moves[i], G_CALLBACK (moved), self, G_CONNECT_SWAPPED);
  refresh (self);
}

GtkWidget *
balai_mini_calendar_new (void)
{
  return g_object_new (BALAI_TYPE_MINI_CALENDAR, NULL);
}

/**
 * balai_mini_calendar_set_day:
 * @self: a calendar
 * @day: days since 1970-01-01
 *
 * Goes to a day without a signal.
 */
void
balai_mini_calendar_set_day (BalaiMiniCalendar *self,
                             int64_t            day)
{
  g_autoptr (GDateTime) date = NULL;
  int y, m, d;

  g_return_if_fail (BALAI_IS_MINI_CALENDAR (self));

  balai_day_to_ymd (day, &y, &m, &d);
  date = g_date_time_new_utc (y, m, d, 12, 0, 0);
  g_return_if_fail (date != NULL);

  self->day = day;
  self->quiet = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), date);
  self->quiet = FALSE;
  refresh (self);
}

int64_t
balai_mini_calendar_get_day (BalaiMiniCalendar *self)
{
  g_return_val_if_fail (BALAI_IS_MINI_CALENDAR (self), 0);

  return self->day;
}

/**
 * balai_mini_calendar_set_today:
 * @self: a calendar
 * @today: days since 1970-01-01
 *
 * Says which day is today in the city: GtkCalendar goes by the computer, and by what it was when the month was turned.
 */
void
balai_mini_calendar_set_today (BalaiMiniCalendar *self,
                               int64_t            today)
{
  g_return_if_fail (BALAI_IS_MINI_CALENDAR (self));

  if (self->today == today)
    return;
  self->today = today;
  refresh (self);
}

/**
 * balai_mini_calendar_set_items:
 * @self: a calendar
 * @items: (nullable): what happens; a reference is taken
 *
 * Marks the days of the month on which something happens, and those with a conflict.
 */
void
balai_mini_calendar_set_items (BalaiMiniCalendar  *self,
                               BalaiCalendarItems *items)
{
  g_return_if_fail (BALAI_IS_MINI_CALENDAR (self));

  if (items != NULL)
    balai_calendar_items_ref (items);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  self->items = items;
  refresh (self);
}

/**
 * balai_mini_calendar_set_holidays:
 * @self: a calendar
 * @names: (nullable) (element-type int64 utf8): names by day, hashed with g_int64_hash(); must not change any more
 */
void
balai_mini_calendar_set_holidays (BalaiMiniCalendar *self,
                                  GHashTable        *names)
{
  g_return_if_fail (BALAI_IS_MINI_CALENDAR (self));

  if (names != NULL)
    g_hash_table_ref (names);
  g_clear_pointer (&self->holidays, g_hash_table_unref);
  self->holidays = names;
  refresh (self);
}

/**
 * balai_mini_calendar_get_calendar:
 * @self: a calendar
 *
 * Returns: (transfer none): the GtkCalendar inside
 */
GtkCalendar *
balai_mini_calendar_get_calendar (BalaiMiniCalendar *self)
{
  g_return_val_if_fail (BALAI_IS_MINI_CALENDAR (self), NULL);

  return GTK_CALENDAR (self->calendar);
}
