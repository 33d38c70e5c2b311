/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-page.h"

#include <glib/gi18n-lib.h>

#include "balai-agenda-view.h"
#include "balai-conflict-list.h"
#include "balai-day.h"
#include "balai-day-lanes.h"
#include "balai-fold-pane.h"
#include "balai-format.h"
#include "balai-mini-calendar.h"
#include "balai-month-grid.h"
#include "balai-schedule-bar.h"
#include "balai-schedule-desk.h"
#include "balai-schedule-filters.h"
#include "balai-schedule-model.h"
#include "balai-schedule-search.h"
#include "balai-skeleton.h"
#include "balai-toasts.h"

#define SCHEMA "id.go.kedirikota.Balai"
#define AGENDA_STEP 60

/**
 * BalaiSchedulePage:
 *
 * The calendar: a small one to find the way, the conflicts, and the views.
 */
struct _BalaiSchedulePage
{
  BalaiPage           parent_instance;

  BalaiStore         *store;    /* (owned) */
  BalaiScheduleModel *model;    /* (owned) */
  BalaiScheduleDesk  *desk;     /* (owned): what is done with events: editor, details, import */
  GSimpleActionGroup *actions;  /* (owned) */
  GSettings          *settings; /* (owned) */
  char               *view;     /* (owned): "month", "week", "day" or "agenda" */
  char               *wanted_key; /* (owned) (nullable): item that gets the focus once it is there */
  int64_t             wanted_start;
  int64_t             day;
  int64_t             agenda_first; /* how far the agenda reaches */
  int64_t             agenda_last;
  gboolean            searching;
  gboolean            had_focus;
  gboolean            moving; /* while the page sets the day of its views */

  BalaiFoldPane      *pane;
  BalaiMiniCalendar  *mini;
  BalaiConflictList  *conflicts;
  BalaiScheduleFilters *filters;
  BalaiScheduleBar   *bar;
  GtkStack           *stack;
  BalaiMonthGrid     *month;
  BalaiDayLanes      *week;
  BalaiDayLanes      *day_view;
  BalaiAgendaView    *agenda;
  BalaiScheduleSearch *search;
};

G_DEFINE_FINAL_TYPE (BalaiSchedulePage, balai_schedule_page, BALAI_TYPE_PAGE)

typedef enum
{
  PROP_STORE = 1,
  PROP_ACTIONS,
} BalaiSchedulePageProperty;

static GParamSpec *properties[PROP_ACTIONS + 1];

static int64_t
month_step (int64_t day,
            int     step)
{
  int year, month, date;

  balai_day_to_ymd (day, &year, &month, &date);
  month += step;
  year += month < 1 ? -1 : month > 12 ? 1 : 0;
  month = month < 1 ? 12 : month > 12 ? 1 : month;
  if (year < 1 || year > 9999)
    return day;
  return balai_day_from_ymd (year, month, MIN (date, balai_day_in_month (year, month)));
}

static char *
say_week (int64_t monday)
{
  int year, month, day, last_year, last_month, last_day;

  balai_day_to_ymd (monday, &year, &month, &day);
  balai_day_to_ymd (monday + 6, &last_year, &last_month, &last_day);
  if (month == last_month)
    /* Translators: a week: first day, last day, short name of the month, year */
    return g_strdup_printf (_("%1$d–%2$d %3$s %4$d"), day, last_day, balai_format_month_short (month), year);
  /* Translators: a week over two months: day, month, day, month, year */
  return g_strdup_printf (_("%1$d %2$s – %3$d %4$s %5$d"), day, balai_format_month_short (month), last_day,
                          balai_format_month_short (last_month), last_year);
}

static void
show_title (BalaiSchedulePage *self)
{
  g_autofree char *title = NULL;

  if (g_str_equal (self->view, "day"))
    title = balai_format_date_long (self->day);
  else if (g_str_equal (self->view, "week"))
    {
      title = say_week (balai_day_monday (self->day));
    }
  else
    title = balai_format_month_year (self->day);
  balai_schedule_bar_set_title (self->bar, title);
}

/* Six weeks around the month of the day hold the week and the day too, and what the small calendar shows. */
static void
ask_for_range (BalaiSchedulePage *self)
{
  int year, month, date;
  int64_t first;

  balai_day_to_ymd (self->day, &year, &month, &date);
  first = balai_day_monday (balai_day_from_ymd (year, month, 1));
  if (g_str_equal (self->view, "agenda"))
    balai_schedule_model_show (self->model, MIN (first, self->agenda_first), MAX (first + 41, self->agenda_last));
  else
    balai_schedule_model_show (self->model, first, first + 41);
}

static void
show_view (BalaiSchedulePage *self)
{
  const char *name = self->view;

  if (self->searching)
    name = "search";
  else if (balai_schedule_model_get_state (self->model) == BALAI_SCHEDULE_LOADING)
    name = "loading";
  else if (balai_schedule_model_get_state (self->model) == BALAI_SCHEDULE_FAILED)
    name = "failed";
  else if (balai_schedule_model_get_state (self->model) == BALAI_SCHEDULE_EMPTY)
    name = "empty";
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
focus_wanted (BalaiSchedulePage *self)
{
  gboolean found;

  if (self->wanted_key == NULL)
    return;
  if (g_str_equal (self->view, "month"))
    found = balai_month_grid_focus_item (self->month, self->wanted_key, self->wanted_start);
  else if (g_str_equal (self->view, "week"))
    found = balai_day_lanes_focus_item (self->week, self->wanted_key, self->wanted_start);
  else if (g_str_equal (self->view, "day"))
    found = balai_day_lanes_focus_item (self->day_view, self->wanted_key, self->wanted_start);
  else
    found = balai_agenda_view_focus_item (self->agenda, self->wanted_key, self->wanted_start);
  if (found)
    g_clear_pointer (&self->wanted_key, g_free);
}

/* A person who starts Balai and takes the keys is in the calendar, not at a button above it. */
static void
focus_first (BalaiSchedulePage *self)
{
  GtkWidget *view = gtk_stack_get_visible_child (self->stack);

  if (self->had_focus || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->had_focus = TRUE;
  if (balai_schedule_model_get_state (self->model) == BALAI_SCHEDULE_READY)
    gtk_widget_grab_focus (view);
}

static void
show_items (BalaiSchedulePage *self)
{
  BalaiCalendarItems *items = balai_schedule_model_get_items (self->model);
  GHashTable *holidays = balai_schedule_model_get_holidays (self->model);

  if (items == NULL)
    return;
  /* The view that is seen comes first, the others when they are about to be. */
  if (g_str_equal (self->view, "month"))
    {
      balai_month_grid_set_holidays (self->month, holidays);
      balai_month_grid_set_items (self->month, items);
    }
  else if (g_str_equal (self->view, "week"))
    {
      balai_day_lanes_set_holidays (self->week, holidays);
      balai_day_lanes_set_items (self->week, items);
    }
  else if (g_str_equal (self->view, "day"))
    {
      balai_day_lanes_set_holidays (self->day_view, holidays);
      balai_day_lanes_set_items (self->day_view, items);
    }
  else
    balai_agenda_view_set_items (self->agenda, items);
  balai_mini_calendar_set_holidays (self->mini, holidays);
  balai_mini_calendar_set_items (self->mini, items);
  show_view (self);
  focus_wanted (self);
  focus_first (self);
}

static void
show_day (BalaiSchedulePage *self)
{
  self->moving = TRUE;
  balai_mini_calendar_set_day (self->mini, self->day);
  balai_month_grid_set_day (self->month, self->day);
  balai_day_lanes_set_days (self->week, balai_day_monday (self->day), 7);
  balai_day_lanes_set_day (self->week, self->day);
  balai_day_lanes_set_days (self->day_view, self->day, 1);
  balai_day_lanes_set_day (self->day_view, self->day);
  self->moving = FALSE;
  show_title (self);
  ask_for_range (self);
}

static void
go_to_day (BalaiSchedulePage *self,
           int64_t            day)
{
  day = CLAMP (day, BALAI_DAY_MIN + 400, BALAI_DAY_MAX - 400);
  if (day == self->day)
    return;
  self->day = day;
  self->agenda_first = MIN (day, self->agenda_first);
  self->agenda_last = MAX (day + AGENDA_STEP, self->agenda_last);
  /* Far away: what lies between is not wanted. */
  if (self->agenda_last - self->agenda_first > 12 * AGENDA_STEP)
    {
      self->agenda_first = day;
      self->agenda_last = day + AGENDA_STEP;
    }
  show_day (self);
  if (g_str_equal (self->view, "agenda"))
    balai_agenda_view_set_day (self->agenda, day);
}

static void
set_view (BalaiSchedulePage *self,
          const char        *view)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "view");

  if (g_strcmp0 (self->view, view) == 0)
    return;
  g_free (self->view);
  self->view = g_strdup (view);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (view));
  g_settings_set_string (self->settings, "calendar-view", view);
  show_title (self);
  ask_for_range (self);
  show_items (self);
  show_view (self);
  if (g_str_equal (view, "agenda"))
    balai_agenda_view_set_day (self->agenda, self->day);
}

static void
step (BalaiSchedulePage *self,
      int                by)
{
  if (g_str_equal (self->view, "day"))
    go_to_day (self, self->day + by);
  else if (g_str_equal (self->view, "week"))
    go_to_day (self, self->day + 7 * by);
  else
    go_to_day (self, month_step (self->day, by));
}

static void
go_to_item (BalaiSchedulePage *self,
            const char        *key,
            int64_t            start)
{
  g_free (self->wanted_key);
  self->wanted_key = g_strdup (key);
  self->wanted_start = start;
  go_to_day (self, balai_zone_day (balai_schedule_model_get_zone (self->model), start));
  focus_wanted (self);
}

static void
on_mini_day (BalaiMiniCalendar *mini,
             int64_t            day,
             BalaiSchedulePage *self)
{
  if (!self->moving)
    go_to_day (self, day);
}

static void
on_view_day (GtkWidget         *view,
             int64_t            day,
             BalaiSchedulePage *self)
{
  if (!self->moving)
    go_to_day (self, day);
}

static void
on_day_activated (GtkWidget         *view,
                  int64_t            day,
                  BalaiSchedulePage *self)
{
  go_to_day (self, day);
  set_view (self, "day");
}

static void
on_item_activated (GtkWidget         *view,
                   const char        *key,
                   int64_t            start,
                   BalaiSchedulePage *self)
{
  balai_schedule_desk_show_event (self->desk, key, start);
}

static void
on_create_requested (GtkWidget         *view,
                     int64_t            start,
                     int64_t            end,
                     gboolean           all_day,
                     BalaiSchedulePage *self)
{
  balai_schedule_desk_create (self->desk, (BalaiSpan) { start, end }, all_day);
}

static void
on_period_requested (GtkWidget         *view,
                     int                by,
                     BalaiSchedulePage *self)
{
  step (self, by);
}

static void
on_need_range (BalaiAgendaView   *agenda,
               int                direction,
               BalaiSchedulePage *self)
{
  if (direction < 0)
    self->agenda_first -= AGENDA_STEP;
  else
    self->agenda_last += AGENDA_STEP;
  ask_for_range (self);
}

static void
on_show_conflict (BalaiConflictList  *list,
                  BalaiConflictEntry *entry,
                  BalaiSchedulePage  *self)
{
  const BalaiConflict *conflict = balai_conflict_entry_get_conflict (entry);
  const BalaiScheduleSnapshot *snapshot = balai_conflict_entry_get_snapshot (entry);

  balai_fold_pane_set_revealed (self->pane, FALSE);
  go_to_item (self, balai_schedule_snapshot_get_event (snapshot, conflict->a.occurrence)->id, conflict->a.start);
}

static void
on_fix_conflict (BalaiConflictList  *list,
                 BalaiConflictEntry *entry,
                 BalaiSchedulePage  *self)
{
  balai_schedule_desk_fix (self->desk, entry);
}

static void
on_found_activated (BalaiScheduleSearch *search,
                    const char          *key,
                    int64_t              start,
                    BalaiSchedulePage   *self)
{
  go_to_day (self, balai_zone_day (balai_schedule_model_get_zone (self->model), start));
  balai_schedule_desk_show_event (self->desk, key, start);
}

static void
on_model_state (BalaiSchedulePage *self)
{
  show_view (self);
}

static void
on_model_conflicts (BalaiSchedulePage *self)
{
  BalaiConflictTable *table = balai_schedule_model_get_conflicts (self->model);

  balai_conflict_list_set_table (self->conflicts, table);
  balai_page_set_badge (BALAI_PAGE (self),
                        table ? balai_conflict_table_get_n_coming (table, BALAI_CONFLICT_GROUP_CLASH) : 0);
}

static void
on_today (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  BalaiSchedulePage *self = user_data;

  go_to_day (self, balai_schedule_model_get_today (self->model));
}

static void
on_previous (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  step (user_data, -1);
}

static void
on_next (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  step (user_data, 1);
}

static void
on_view (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  set_view (user_data, g_variant_get_string (parameter, NULL));
}

static void
on_next_conflict (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  BalaiSchedulePage *self = user_data;

  if (!balai_conflict_list_next (self->conflicts))
    balai_toast_show (GTK_WIDGET (self), _("No conflicts."));
}

static void
on_reload (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  balai_schedule_model_reload (BALAI_SCHEDULE_PAGE (user_data)->model);
}

static void
on_side (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  BalaiSchedulePage *self = user_data;

  balai_fold_pane_set_revealed (self->pane, !balai_fold_pane_get_revealed (self->pane));
}

static void
on_side_revealed (BalaiFoldPane     *pane,
                  GParamSpec        *pspec,
                  BalaiSchedulePage *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "side");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (balai_fold_pane_get_revealed (pane)));
}

static void
on_folded (BalaiFoldPane     *pane,
           GParamSpec        *pspec,
           BalaiSchedulePage *self)
{
  balai_schedule_bar_set_narrow (self->bar, balai_fold_pane_get_folded (pane));
}

static void
on_new (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  BalaiSchedulePage *self = user_data;

  balai_schedule_desk_create_on (self->desk, self->day);
}

static void
on_import (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  balai_schedule_desk_choose_import (BALAI_SCHEDULE_PAGE (user_data)->desk);
}

static void
on_import_files (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (gsize i = 0; i < g_variant_n_children (parameter); i++)
    {
      g_autoptr (GVariant) uri = g_variant_get_child_value (parameter, i);
      g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (uri, NULL));

      g_list_store_append (files, file);
    }
  balai_schedule_desk_import (BALAI_SCHEDULE_PAGE (user_data)->desk, G_LIST_MODEL (files));
}

static void
on_export (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  balai_schedule_desk_export (BALAI_SCHEDULE_PAGE (user_data)->desk);
}

static gboolean
balai_schedule_page_search (BalaiPage  *page,
                            const char *text)
{
  BalaiSchedulePage *self = BALAI_SCHEDULE_PAGE (page);

  self->searching = text != NULL && *text != '\0';
  if (self->searching)
    balai_schedule_search_set_words (self->search, self->model, text);
  show_view (self);
  return TRUE;
}

static void
balai_schedule_page_setup (BalaiPage *page)
{
  BalaiSchedulePage *self = BALAI_SCHEDULE_PAGE (page);
  const BalaiClock *clock = balai_store_get_clock (self->store);
  g_autofree char *opening = g_settings_get_string (self->settings, "opening-view");
  g_autofree char *last = g_settings_get_string (self->settings, "calendar-view");
  int64_t today = balai_schedule_model_get_today (self->model);

  balai_month_grid_set_today (self->month, today);
  balai_agenda_view_set_today (self->agenda, today);
  balai_day_lanes_set_clock (self->week, clock);
  balai_day_lanes_set_clock (self->day_view, clock);
  self->agenda_first = today;
  self->agenda_last = today + AGENDA_STEP;
  self->day = today;
  set_view (self, g_str_equal (opening, "last") ? last : opening);
  show_day (self);
  balai_schedule_filters_set_model (self->filters, self->model);
  balai_schedule_desk_find_draft (self->desk);
}

static void
add_shortcut (GtkShortcutController *controller,
              guint                  key,
              const char            *action)
{
  gtk_shortcut_controller_add_shortcut (
    controller, gtk_shortcut_new (gtk_keyval_trigger_new (key, 0), gtk_named_action_new (action)));
}

static void
connect_view (BalaiSchedulePage *self,
              gpointer           view)
{
  g_signal_connect_object (view, "day-selected", G_CALLBACK (on_view_day), self, 0);
  g_signal_connect_object (view, "day-activated", G_CALLBACK (on_day_activated), self, 0);
  g_signal_connect_object (view, "item-activated", G_CALLBACK (on_item_activated), self, 0);
  g_signal_connect_object (view, "create-requested", G_CALLBACK (on_create_requested), self, 0);
  g_signal_connect_object (view, "period-requested", G_CALLBACK (on_period_requested), self, 0);
}

static void
balai_schedule_page_constructed (GObject *object)
{
  BalaiSchedulePage *self = BALAI_SCHEDULE_PAGE (object);

  G_OBJECT_CLASS (balai_schedule_page_parent_class)->constructed (object);
  self->model = balai_schedule_model_new (self->store);
  self->desk = balai_schedule_desk_new (self->model, GTK_WIDGET (self));
  g_signal_connect_object (self->model, "notify::state", G_CALLBACK (on_model_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::items", G_CALLBACK (show_items), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::conflicts", G_CALLBACK (on_model_conflicts), self,
                           G_CONNECT_SWAPPED);
}

static void
balai_schedule_page_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  BalaiSchedulePage *self = BALAI_SCHEDULE_PAGE (object);

  switch ((BalaiSchedulePageProperty) prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_ACTIONS:
      g_value_set_object (value, self->actions);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_schedule_page_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  BalaiSchedulePage *self = BALAI_SCHEDULE_PAGE (object);

  switch ((BalaiSchedulePageProperty) prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_ACTIONS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_schedule_page_dispose (GObject *object)
{
  BalaiSchedulePage *self = BALAI_SCHEDULE_PAGE (object);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "schedule", NULL);
  g_clear_object (&self->desk);
  g_clear_object (&self->model);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (balai_schedule_page_parent_class)->dispose (object);
}

static void
balai_schedule_page_finalize (GObject *object)
{
  BalaiSchedulePage *self = BALAI_SCHEDULE_PAGE (object);

  g_free (self->view);
  g_free (self->wanted_key);
  G_OBJECT_CLASS (balai_schedule_page_parent_class)->finalize (object);
}

static void
balai_schedule_page_class_init (BalaiSchedulePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BalaiPageClass *page_class = BALAI_PAGE_CLASS (klass);

  object_class->constructed = balai_schedule_page_constructed;
  object_class->get_property = balai_schedule_page_get_property;
  object_class->set_property = balai_schedule_page_set_property;
  object_class->dispose = balai_schedule_page_dispose;
  object_class->finalize = balai_schedule_page_finalize;
  page_class->setup = balai_schedule_page_setup;
  page_class->search = balai_schedule_page_search;

  /**
   * BalaiSchedulePage:store:
   *
   * The records it shows.
   */
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, BALAI_TYPE_STORE,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * BalaiSchedulePage:actions:
   *
   * What can be done on it.
   */
  properties[PROP_ACTIONS] = g_param_spec_object ("actions", NULL, NULL, G_TYPE_ACTION_GROUP,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (BALAI_TYPE_AGENDA_VIEW);
  g_type_ensure (BALAI_TYPE_CONFLICT_LIST);
  g_type_ensure (BALAI_TYPE_DAY_LANES);
  g_type_ensure (BALAI_TYPE_FOLD_PANE);
  g_type_ensure (BALAI_TYPE_MINI_CALENDAR);
  g_type_ensure (BALAI_TYPE_MONTH_GRID);
  g_type_ensure (BALAI_TYPE_SCHEDULE_BAR);
  g_type_ensure (BALAI_TYPE_SCHEDULE_FILTERS);
  g_type_ensure (BALAI_TYPE_SCHEDULE_SEARCH);
  g_type_ensure (BALAI_TYPE_SKELETON);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-schedule-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, pane);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, mini);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, conflicts);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, filters);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, bar);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, stack);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, month);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, week);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, day_view);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, agenda);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, search);
}

static void
balai_schedule_page_init (BalaiSchedulePage *self)
{
  static const GActionEntry actions[] = {
    { "new", on_new, NULL, NULL, NULL, { 0 } },
    { "today", on_today, NULL, NULL, NULL, { 0 } },
    { "previous", on_previous, NULL, NULL, NULL, { 0 } },
    { "next", on_next, NULL, NULL, NULL, { 0 } },
    { "view", on_view, "s", "'month'", NULL, { 0 } },
    { "next-conflict", on_next_conflict, NULL, NULL, NULL, { 0 } },
    { "reload", on_reload, NULL, NULL, NULL, { 0 } },
    { "side", on_side, NULL, "false", NULL, { 0 } },
    { "import", on_import, NULL, NULL, NULL, { 0 } },
    { "import-files", on_import_files, "as", NULL, NULL, { 0 } },
    { "export", on_export, NULL, NULL, NULL, { 0 } },
  };
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->settings = g_settings_new (SCHEMA);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "schedule", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));

  /* Behind what has the focus, since a text field needs these keys. */
  add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_Home, "schedule.today");
  add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_Page_Up, "schedule.previous");
  add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), GDK_KEY_Page_Down, "schedule.next");
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  g_signal_connect_object (self->mini, "day-selected", G_CALLBACK (on_mini_day), self, 0);
  connect_view (self, self->month);
  connect_view (self, self->week);
  connect_view (self, self->day_view);
  g_signal_connect_object (self->agenda, "item-activated", G_CALLBACK (on_item_activated), self, 0);
  g_signal_connect_object (self->agenda, "need-range", G_CALLBACK (on_need_range), self, 0);
  g_signal_connect_object (self->conflicts, "show-conflict", G_CALLBACK (on_show_conflict), self, 0);
  g_signal_connect_object (self->conflicts, "fix-conflict", G_CALLBACK (on_fix_conflict), self, 0);
  g_signal_connect_object (self->search, "item-activated", G_CALLBACK (on_found_activated), self, 0);
  g_signal_connect_object (self->pane, "notify::folded", G_CALLBACK (on_folded), self, 0);
  g_signal_connect_object (self->pane, "notify::revealed", G_CALLBACK (on_side_revealed), self, 0);
}

/**
 * balai_schedule_page_new:
 * @store: the records
 *
 * Returns: (transfer floating): the calendar's page
 */
BalaiPage *
balai_schedule_page_new (BalaiStore *store)
{
  g_return_val_if_fail (BALAI_IS_STORE (store), NULL);

  return g_object_new (BALAI_TYPE_SCHEDULE_PAGE, "store", store, NULL);
}
