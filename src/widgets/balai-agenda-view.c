/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-agenda-view.h"

#include <glib/gi18n-lib.h>

#include "balai-agenda-entry.h"
#include "balai-agenda-model.h"
#include "balai-agenda-row.h"

/**
 * BalaiAgendaView:
 *
 * Everything that happens, day after day, without an end: near either end it asks for more.
 */
struct _BalaiAgendaView
{
  BalaiCalendarView parent_instance;

  BalaiAgendaModel *model;   /* (owned) */
  GtkWidget *scrolled;       /* (unowned): child */
  GtkWidget *list;           /* (unowned) */
  BalaiSpan range;
  int64_t wanted_day;
  int64_t rows_today;        /* what the rows take for today */
  guint ask;                 /* idle source */
  gboolean asked_before;
  gboolean asked_after;
  gboolean wants_day;
  gboolean stays_at_day;     /* until the person moves it */
  guint focus_tick;          /* while it waits to stand where it is to be */
  int focus_frames;          /* how many more frames */
  guint settle_tick;         /* while what it was scrolled to is laid out */
  int settle_frames;         /* how many more frames */
  int settle_tries;          /* how often more the day may be brought to the top */
  guint wanted_row;          /* what gets the focus then; where it is not seen, the first that is */
};

G_DEFINE_FINAL_TYPE (BalaiAgendaView, balai_agenda_view, BALAI_TYPE_CALENDAR_VIEW)

#define ITEM_KEY "balai-list-item"

enum
{
  NEED_RANGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
setup_row (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item,
           BalaiAgendaView          *self)
{
  GtkWidget *row = balai_agenda_row_new ();

  g_object_set_data (G_OBJECT (row), ITEM_KEY, list_item);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          BalaiAgendaView          *self)
{
  BalaiAgendaEntry *entry = gtk_list_item_get_item (list_item);
  GtkWidget *row = gtk_list_item_get_child (list_item);
  GtkWidget *parent = gtk_widget_get_parent (row);
  g_autofree char *words = balai_agenda_row_say (entry);

  balai_agenda_row_bind (BALAI_AGENDA_ROW (row), entry,
                         balai_calendar_view_get_today (BALAI_CALENDAR_VIEW (self)));
  gtk_list_item_set_activatable (list_item, balai_agenda_entry_get_item (entry) != NULL);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
activated (GtkListView     *list,
           guint            position,
           BalaiAgendaView *self)
{
  g_autoptr (BalaiAgendaEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  const BalaiCalendarItem *item = entry != NULL ? balai_agenda_entry_get_item (entry) : NULL;

  if (item != NULL)
    balai_calendar_view_activate_item (BALAI_CALENDAR_VIEW (self), item);
}

static void
scroll_to_row (BalaiAgendaView *self,
               guint            row)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));

  if (n == 0)
    return;
  row = MIN (row, n - 1);
  /* The list scrolls as little as it can; coming from the end, the row lands at the top. */
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", n - 1);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", row);
}

static void adjustment_moved (GtkAdjustment *adjustment, BalaiAgendaView *self);

/* Coming from far the list may stop as soon as the day is seen at all, at its lower end. Returns whether it moved. */
static gboolean
bring_to_top (BalaiAgendaView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint wanted = MIN (balai_agenda_model_find_day (self->model, self->wanted_day), n > 0 ? n - 1 : 0);
  double before = gtk_adjustment_get_value (adjustment);

  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      GtkListItem *item = row != NULL ? g_object_get_data (G_OBJECT (row), ITEM_KEY) : NULL;
      graphene_rect_t place;

      if (item == NULL || gtk_list_item_get_position (item) != wanted || !gtk_widget_get_mapped (child)
          || !gtk_widget_compute_bounds (child, self->scrolled, &place))
        continue;
      if (place.origin.y > -1 && place.origin.y < 1)
        return FALSE;
      gtk_adjustment_set_value (adjustment, before + place.origin.y);
      return ABS (gtk_adjustment_get_value (adjustment) - before) >= 1;
    }
  return FALSE;
}

/* The list moves in the layout that follows: until then it would seem to stand at its beginning, and to need more. */
static gboolean
settle (GtkWidget     *widget,
        GdkFrameClock *clock,
        gpointer       data)
{
  BalaiAgendaView *self = BALAI_AGENDA_VIEW (widget);

  if (self->settle_frames-- > 0)
    return G_SOURCE_CONTINUE;
  if (self->stays_at_day && self->settle_tries-- > 0 && bring_to_top (self))
    {
      self->settle_frames = 1;
      return G_SOURCE_CONTINUE;
    }
  self->settle_tick = 0;
  adjustment_moved (NULL, self);
  return G_SOURCE_REMOVE;
}

static void
go_to_wanted_day (BalaiAgendaView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  if (!self->wants_day || gtk_adjustment_get_page_size (adjustment) < 2
      || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return;
  self->wants_day = FALSE;
  self->stays_at_day = TRUE;
  gtk_widget_set_opacity (self->list, 1);
  scroll_to_row (self, balai_agenda_model_find_day (self->model, self->wanted_day));
  self->settle_frames = 2;
  self->settle_tries = 5;
  if (self->settle_tick == 0)
    self->settle_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), settle, NULL, NULL);
}

/* A list of GTK gives its focus to its first row, and scrolls there: far from the day that a person came for. */
static void
focus_row (BalaiAgendaView *self)
{
  GtkWidget *best = NULL;
  float top = 0;
  gboolean found = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (self->list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      GtkListItem *item = row != NULL ? g_object_get_data (G_OBJECT (row), ITEM_KEY) : NULL;
      graphene_rect_t place;

      if (item == NULL || !gtk_widget_get_mapped (child)
          || !gtk_widget_compute_bounds (child, self->scrolled, &place) || place.origin.y < -1)
        continue;
      /* Heights of rows that were never made are guessed, so that a row before may be the first that is seen. */
      if (!found && (best == NULL || place.origin.y < top || gtk_list_item_get_position (item) == self->wanted_row))
        {
          best = child;
          top = place.origin.y;
          found = gtk_list_item_get_position (item) == self->wanted_row;
        }
    }
  self->wanted_row = GTK_INVALID_LIST_POSITION;
  if (best != NULL)
    gtk_widget_grab_focus (best);
}

/* Outside the layout that moved the adjustment: whoever answers may set other items at once. */
static gboolean
ask_for_more (gpointer data)
{
  BalaiAgendaView *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  double page = gtk_adjustment_get_page_size (adjustment), value = gtk_adjustment_get_value (adjustment);
  gboolean before = value < page, after = value + 2 * page > gtk_adjustment_get_upper (adjustment);

  self->ask = 0;
  if (self->wants_day)
    {
      /* Where the person is to be decides what is near an end. */
      go_to_wanted_day (self);
      return G_SOURCE_REMOVE;
    }
  if (self->settle_tick != 0 || page < 2 || self->range.start >= self->range.end)
    return G_SOURCE_REMOVE;
  if (after && !self->asked_after)
    {
      self->asked_after = TRUE;
      g_signal_emit (self, signals[NEED_RANGE], 0, 1);
    }
  if (before && !self->asked_before)
    {
      self->asked_before = TRUE;
      g_signal_emit (self, signals[NEED_RANGE], 0, -1);
    }
  return G_SOURCE_REMOVE;
}

static void
adjustment_moved (GtkAdjustment   *adjustment,
                  BalaiAgendaView *self)
{
  if (self->ask == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->ask = g_idle_add_full (GDK_PRIORITY_REDRAW + 5, ask_for_more, self, NULL);
}

/* The rows of a place it was scrolled to are made in the next frame. */
static gboolean
wait_for_rows (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       data)
{
  BalaiAgendaView *self = BALAI_AGENDA_VIEW (widget);

  if (self->wants_day || self->focus_frames-- > 0)
    return G_SOURCE_CONTINUE;
  if (self->wanted_row == GTK_INVALID_LIST_POSITION)
    self->wanted_row = balai_agenda_model_find_day (self->model, self->wanted_day);
  self->focus_tick = 0;
  focus_row (self);
  return G_SOURCE_REMOVE;
}

static void
want_focus (BalaiAgendaView *self,
            guint            row)
{
  self->wanted_row = row;
  self->focus_frames = 2;
  if (self->focus_tick == 0)
    self->focus_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), wait_for_rows, NULL, NULL);
}

static gboolean
balai_agenda_view_focus (GtkWidget        *widget,
                         GtkDirectionType  direction)
{
  BalaiAgendaView *self = BALAI_AGENDA_VIEW (widget);

  if (gtk_widget_get_focus_child (widget) != NULL || g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    return GTK_WIDGET_CLASS (balai_agenda_view_parent_class)->focus (widget, direction);
  want_focus (self, GTK_INVALID_LIST_POSITION);
  return TRUE;
}

static gboolean
balai_agenda_view_grab_focus (GtkWidget *widget)
{
  want_focus (BALAI_AGENDA_VIEW (widget), GTK_INVALID_LIST_POSITION);
  return TRUE;
}

static void
balai_agenda_view_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  BalaiAgendaView *self = BALAI_AGENDA_VIEW (widget);

  gtk_widget_size_allocate (self->scrolled, &(GtkAllocation) { 0, 0, width, height }, baseline);
  adjustment_moved (NULL, self);
}

static void
balai_agenda_view_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  gtk_widget_measure (BALAI_AGENDA_VIEW (widget)->scrolled, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

/* Rows that are there already learn which day is today. */
static void
bind_rows_again (BalaiAgendaView *self)
{
  GtkListView *list = GTK_LIST_VIEW (self->list);
  g_autoptr (GtkListItemFactory) factory = g_object_ref (gtk_list_view_get_factory (list));

  self->rows_today = balai_calendar_view_get_today (BALAI_CALENDAR_VIEW (self));
  gtk_list_view_set_factory (list, NULL);
  gtk_list_view_set_factory (list, factory);
}

/* What was seen stays in place where it is also among the new ones. */
static void
balai_agenda_view_bind (BalaiCalendarView *view)
{
  BalaiAgendaView *self = BALAI_AGENDA_VIEW (view);
  BalaiCalendarItems *items = balai_calendar_view_get_items (view);
  BalaiSpan range = { 0, 0 };

  if (items != NULL)
    range = balai_calendar_items_get_range (items);
  /* Only a collection that reached further can reach further still; else asking would never end. */
  if (range.start < self->range.start || range.end < self->range.end)
    self->asked_before = FALSE;
  if (range.end > self->range.end || range.start > self->range.start)
    self->asked_after = FALSE;
  self->range = range;
  if (self->rows_today != balai_calendar_view_get_today (view))
    bind_rows_again (self);
  /* Hundreds of rows more above would move it away from the day, since their heights are guessed. */
  if (self->stays_at_day)
    self->wants_day = TRUE;
  balai_agenda_model_set_items (self->model, items);
  adjustment_moved (NULL, self);
}

/* Scrolls to a day, or to the next one on which something happens; now, or as soon as there are items. */
static void
balai_agenda_view_show_day (BalaiCalendarView *view,
                            int64_t            day)
{
  BalaiAgendaView *self = BALAI_AGENDA_VIEW (view);

  self->wanted_day = day;
  self->wants_day = TRUE;
  /* Other days would flash by before. */
  if (!gtk_widget_get_mapped (self->list))
    gtk_widget_set_opacity (self->list, 0);
  adjustment_moved (NULL, self);
}

static gboolean
balai_agenda_view_focus_item (BalaiCalendarView *view,
                              const char        *key,
                              int64_t            start)
{
  BalaiAgendaView *self = BALAI_AGENDA_VIEW (view);
  guint row;

  if (!balai_agenda_model_find_item (self->model, key, start, &row))
    return FALSE;
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", row);
  want_focus (self, row);
  return TRUE;
}

static void
balai_agenda_view_dispose (GObject *object)
{
  BalaiAgendaView *self = BALAI_AGENDA_VIEW (object);

  g_clear_handle_id (&self->ask, g_source_remove);
  G_OBJECT_CLASS (balai_agenda_view_parent_class)->dispose (object);
  g_clear_object (&self->model);
}

static void
balai_agenda_view_class_init (BalaiAgendaViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BalaiCalendarViewClass *view_class = BALAI_CALENDAR_VIEW_CLASS (klass);

  object_class->dispose = balai_agenda_view_dispose;
  widget_class->measure = balai_agenda_view_measure;
  widget_class->size_allocate = balai_agenda_view_size_allocate;
  widget_class->focus = balai_agenda_view_focus;
  widget_class->grab_focus = balai_agenda_view_grab_focus;
  view_class->bind = balai_agenda_view_bind;
  view_class->show_day = balai_agenda_view_show_day;
  view_class->focus_item = balai_agenda_view_focus_item;

  /**
   * BalaiAgendaView::need-range:
   * @self: the agenda
   * @direction: -1 for earlier days, 1 for later ones
   *
   * The person comes near an end. Answered by balai_calendar_view_set_items() with a collection that reaches further;
   * asked once per end and collection.
   */
  signals[NEED_RANGE] = g_signal_new ("need-range", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "agendaview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static gboolean
person_moves (GtkEventController *controller,
              GdkEvent           *event,
              BalaiAgendaView    *self)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_SCROLL || type == GDK_BUTTON_PRESS || type == GDK_KEY_PRESS || type == GDK_TOUCH_BEGIN)
    self->stays_at_day = FALSE;
  return FALSE;
}

static void
balai_agenda_view_init (BalaiAgendaView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *events;
  GtkAdjustment *adjustment;

  self->model = balai_agenda_model_new ();
  self->rows_today = G_MININT64;
  self->wanted_row = GTK_INVALID_LIST_POSITION;
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  self->list = gtk_list_view_new (
    GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model)))), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "agenda");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Agenda"), -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (activated), self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  events = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (person_moves), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (adjustment_moved), self, 0);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (adjustment_moved), self, 0);
}

GtkWidget *
balai_agenda_view_new (void)
{
  return g_object_new (BALAI_TYPE_AGENDA_VIEW, NULL);
}
