/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-page-private.h"

#include <glib/gi18n-lib.h>

#include "balai-day.h"
#include "balai-schedule-notice.h"
#include "balai-schedule-period.h"
#include "balai-skeleton.h"
#include "balai-toasts.h"

#define SCHEMA "id.go.kedirikota.Balai"
#define AGENDA_STEP 60

G_DEFINE_FINAL_TYPE (BalaiSchedulePage, balai_schedule_page, BALAI_TYPE_PAGE)

typedef enum
{
  PROP_STORE = 1,
  PROP_ACTIONS,
} BalaiSchedulePageProperty;

static GParamSpec *properties[PROP_ACTIONS + 1];

static void
show_title (BalaiSchedulePage *self)
{
  g_autofree char *title = balai_schedule_period_title (self->view, self->day);

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

static void make_view (BalaiSchedulePage *self, const char *name);

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
  make_view (self, name);
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
  make_view (self, self->view);
  if (g_str_equal (self->view, "month"))
    {
      balai_month_grid_set_holidays (self->month, holidays);
      balai_month_grid_set_items (self->month, items);
    }
  else if (!g_str_equal (self->view, "agenda"))
    {
      BalaiDayLanes *lanes = g_str_equal (self->view, "week") ? self->week : self->day_view;

      balai_day_lanes_set_holidays (lanes, holidays);
      balai_day_lanes_set_items (lanes, items);
    }
  else
    balai_agenda_view_set_items (self->agenda, items);
  if (self->mini != NULL)
    {
      balai_mini_calendar_set_holidays (self->mini, holidays);
      balai_mini_calendar_set_items (self->mini, items);
    }
  show_view (self);
  focus_wanted (self);
  focus_first (self);
}

static void
show_day (BalaiSchedulePage *self)
{
  self->moving = TRUE;
  if (self->mini != NULL)
    balai_mini_calendar_set_day (self->mini, self->day);
  balai_month_grid_set_day (self->month, self->day);
  if (self->week != NULL)
    {
      balai_day_lanes_set_days (self->week, balai_day_monday (self->day), 7);
      balai_day_lanes_set_day (self->week, self->day);
    }
  if (self->day_view != NULL)
    {
      balai_day_lanes_set_days (self->day_view, self->day, 1);
      balai_day_lanes_set_day (self->day_view, self->day);
    }
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
  make_view (self, view);
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
  go_to_day (self, balai_schedule_period_step (self->view, self->day, by));
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
on_model_conflicts (BalaiSchedulePage *self)
{
  BalaiConflictTable *table = balai_schedule_model_get_conflicts (self->model);

  if (self->conflicts != NULL)
    balai_conflict_list_set_table (self->conflicts, table);
  balai_page_set_badge (BALAI_PAGE (self),
                        table ? balai_conflict_table_get_n_coming (table, BALAI_CONFLICT_GROUP_CLASH) : 0);
}

static void
fill_side (BalaiSchedulePage *self)
{
  g_clear_handle_id (&self->filling, g_source_remove);
  if (self->mini != NULL)
    return;
  self->mini = g_object_new (BALAI_TYPE_MINI_CALENDAR, "margin-top", 6, "margin-start", 6, "margin-end", 6, NULL);
  gtk_box_append (self->side, GTK_WIDGET (self->mini));
  self->conflicts = g_object_new (BALAI_TYPE_CONFLICT_LIST, "vexpand", TRUE, NULL);
  gtk_box_append (self->side, GTK_WIDGET (self->conflicts));
  self->filters = g_object_new (BALAI_TYPE_SCHEDULE_FILTERS, "margin-start", 12, "margin-end", 12, "margin-bottom", 12,
                                NULL);
  gtk_box_append (self->side, GTK_WIDGET (self->filters));

  balai_mini_calendar_set_day (self->mini, self->day);
  g_signal_connect_object (self->mini, "day-selected", G_CALLBACK (on_mini_day), self, 0);
  g_signal_connect_object (self->conflicts, "show-conflict", G_CALLBACK (on_show_conflict), self, 0);
  g_signal_connect_object (self->conflicts, "fix-conflict", G_CALLBACK (on_fix_conflict), self, 0);
  if (balai_schedule_model_get_items (self->model) != NULL)
    {
      balai_mini_calendar_set_holidays (self->mini, balai_schedule_model_get_holidays (self->model));
      balai_mini_calendar_set_items (self->mini, balai_schedule_model_get_items (self->model));
    }
  on_model_conflicts (self);
  balai_schedule_filters_set_model (self->filters, self->model);
  balai_schedule_desk_find_draft (self->desk);
}

static gboolean
on_fill (gpointer data)
{
  BalaiSchedulePage *self = data;

  self->filling = 0;
  fill_side (self);
  return G_SOURCE_REMOVE;
}

static void
on_painted (GdkFrameClock     *clock,
            BalaiSchedulePage *self)
{
  g_clear_signal_handler (&self->painted, clock);
  self->filling = g_idle_add (on_fill, self);
}

/* What is beside the month comes after its first frame: a person sees the events sooner. */
static void
on_model_state (BalaiSchedulePage *self)
{
  show_view (self);
  if (self->mini != NULL || self->painted != 0 || self->filling != 0)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->painted = g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "after-paint",
                                             G_CALLBACK (on_painted), self, 0);
  else
    self->filling = g_idle_add (on_fill, self);
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

  fill_side (self);
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

  fill_side (self);
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
    {
      make_view (self, "search");
      balai_schedule_search_set_words (self->search, self->model, text);
    }
  show_view (self);
  return TRUE;
}

static void
balai_schedule_page_setup (BalaiPage *page)
{
  BalaiSchedulePage *self = BALAI_SCHEDULE_PAGE (page);
  g_autofree char *opening = g_settings_get_string (self->settings, "opening-view");
  g_autofree char *last = g_settings_get_string (self->settings, "calendar-view");
  int64_t today = balai_schedule_model_get_today (self->model);

  balai_month_grid_set_today (self->month, today);
  self->agenda_first = today;
  self->agenda_last = today + AGENDA_STEP;
  self->day = today;
  set_view (self, g_str_equal (opening, "last") ? last : opening);
  show_day (self);
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

static BalaiDayLanes *
make_lanes (BalaiSchedulePage *self,
            int64_t            first,
            int                n_days)
{
  BalaiDayLanes *lanes = BALAI_DAY_LANES (balai_day_lanes_new ());

  balai_day_lanes_set_clock (lanes, balai_store_get_clock (self->store));
  balai_day_lanes_set_days (lanes, first, n_days);
  balai_day_lanes_set_day (lanes, self->day);
  connect_view (self, lanes);
  return lanes;
}

static BalaiAgendaView *
make_agenda (BalaiSchedulePage *self)
{
  BalaiAgendaView *agenda = BALAI_AGENDA_VIEW (balai_agenda_view_new ());

  balai_agenda_view_set_today (agenda, balai_schedule_model_get_today (self->model));
  g_signal_connect_object (agenda, "item-activated", G_CALLBACK (on_item_activated), self, 0);
  g_signal_connect_object (agenda, "need-range", G_CALLBACK (on_need_range), self, 0);
  return agenda;
}

/* A view that is not seen costs nothing. */
static void
make_view (BalaiSchedulePage *self,
           const char        *name)
{
  GtkWidget *view = NULL;

  if (gtk_stack_get_child_by_name (self->stack, name) != NULL)
    return;
  if (g_str_equal (name, "week"))
    {
      self->week = make_lanes (self, balai_day_monday (self->day), 7);
      view = GTK_WIDGET (self->week);
    }
  else if (g_str_equal (name, "day"))
    {
      self->day_view = make_lanes (self, self->day, 1);
      view = GTK_WIDGET (self->day_view);
    }
  else if (g_str_equal (name, "agenda"))
    {
      self->agenda = make_agenda (self);
      view = GTK_WIDGET (self->agenda);
    }
  else if (g_str_equal (name, "search"))
    {
      self->search = g_object_new (BALAI_TYPE_SCHEDULE_SEARCH, NULL);
      g_signal_connect_object (self->search, "item-activated", G_CALLBACK (on_found_activated), self, 0);
      view = GTK_WIDGET (self->search);
    }
  else if (g_str_equal (name, "empty"))
    view = balai_schedule_notice_new_empty ();
  else
    view = balai_schedule_notice_new_failed ();
  gtk_stack_add_named (self->stack, view, name);
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

  g_clear_handle_id (&self->filling, g_source_remove);
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

  g_type_ensure (BALAI_TYPE_FOLD_PANE);
  g_type_ensure (BALAI_TYPE_MONTH_GRID);
  g_type_ensure (BALAI_TYPE_SCHEDULE_BAR);
  g_type_ensure (BALAI_TYPE_SKELETON);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-schedule-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, pane);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, side);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, bar);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, stack);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, month);
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

  connect_view (self, self->month);
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
