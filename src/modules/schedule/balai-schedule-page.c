/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-page-private.h"

#include "balai-day.h"
#include "balai-schedule-period.h"
#include "balai-skeleton.h"

#define SCHEMA "id.go.kedirikota.Balai"

G_DEFINE_FINAL_TYPE (BalaiSchedulePage, balai_schedule_page, BALAI_TYPE_RECORD_PAGE)

static void
on_mini_day (BalaiMiniCalendar *mini,
             int64_t            day,
             BalaiSchedulePage *self)
{
  if (self->moving)
    return;
  balai_schedule_page_leave_search (self);
  balai_schedule_page_go_to_day (self, day);
}

static void
on_show_conflict (BalaiConflictList  *list,
                  BalaiConflictEntry *entry,
                  BalaiSchedulePage  *self)
{
  const BalaiConflict *conflict = balai_conflict_entry_get_conflict (entry);
  const BalaiScheduleSnapshot *snapshot = balai_conflict_entry_get_snapshot (entry);

  balai_fold_pane_set_revealed (self->pane, FALSE);
  balai_schedule_page_leave_search (self);
  balai_schedule_page_go_to_item (self, balai_schedule_snapshot_get_event (snapshot, conflict->a.occurrence)->id,
                                  conflict->a.start);
}

/* The conflict that was chosen goes from the list, and the focus with it. */
static void
on_fixed (BalaiSchedulePage *self)
{
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->stack));
}

static void
on_fix_conflict (BalaiConflictList  *list,
                 BalaiConflictEntry *entry,
                 BalaiSchedulePage  *self)
{
  GtkWidget *editor = balai_schedule_desk_fix (self->desk, entry);

  g_signal_connect_object (editor, "saved", G_CALLBACK (on_fixed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "deleted", G_CALLBACK (on_fixed), self, G_CONNECT_SWAPPED);
}

/* Who saved an event sees it, in whatever view that was on. */
static void
on_event_saved (BalaiScheduleDesk *desk,
                const char        *event,
                int64_t            start,
                BalaiSchedulePage *self)
{
  int64_t day = balai_zone_day (balai_schedule_model_get_zone (self->model), start);

  if (!self->searching && !balai_schedule_period_shows (self->view, self->day, day))
    balai_schedule_page_go_to_item (self, event, start);
}

static void
on_model_conflicts (BalaiSchedulePage *self)
{
  BalaiConflictTable *table = balai_schedule_model_get_conflicts (self->model);
  guint n_coming = table ? balai_conflict_table_get_n_coming (table, BALAI_CONFLICT_GROUP_CLASH) : 0;

  if (self->conflicts != NULL)
    balai_conflict_list_set_table (self->conflicts, table);
  balai_schedule_bar_set_conflicts (self->bar, n_coming);
  balai_page_set_badge (BALAI_PAGE (self), n_coming);
}

void
balai_schedule_page_fill_side (BalaiSchedulePage *self)
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

  balai_mini_calendar_set_today (self->mini, self->shown_today);
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
  g_signal_connect_object (self->filters, "changed", G_CALLBACK (balai_schedule_page_show_filter), self,
                           G_CONNECT_SWAPPED);
  balai_schedule_filters_set_model (self->filters, self->model);
  balai_schedule_desk_find_draft (self->desk);
}

static gboolean
on_fill (gpointer data)
{
  BalaiSchedulePage *self = data;

  self->filling = 0;
  balai_schedule_page_fill_side (self);
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
  balai_schedule_page_show_view (self);
  if (self->mini != NULL || self->painted != 0 || self->filling != 0)
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->painted = g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (self)), "after-paint",
                                             G_CALLBACK (on_painted), self, 0);
  else
    self->filling = g_idle_add (on_fill, self);
}

static void
on_side_revealed (BalaiFoldPane     *pane,
                  GParamSpec        *pspec,
                  BalaiSchedulePage *self)
{
  g_simple_action_set_state (balai_record_page_get_action (BALAI_RECORD_PAGE (self), "side"),
                             g_variant_new_boolean (balai_fold_pane_get_revealed (pane)));
}

static void
on_folded (BalaiFoldPane     *pane,
           GParamSpec        *pspec,
           BalaiSchedulePage *self)
{
  balai_schedule_bar_set_narrow (self->bar, balai_fold_pane_get_folded (pane));
  balai_schedule_page_show_title (self);
}

/* At midnight, and when the computer wakes or the person comes back. Who looks at today goes along with it. */
static void
on_today_moved (BalaiSchedulePage *self)
{
  int64_t before = self->shown_today;

  self->shown_today = balai_today_get_day (self->today);
  balai_schedule_page_show_today (self);
  if (self->day == before)
    balai_schedule_page_go_to_day (self, self->shown_today);
}

static void
on_active (GtkWindow         *window,
           GParamSpec        *pspec,
           BalaiSchedulePage *self)
{
  if (self->today != NULL && gtk_window_is_active (window))
    balai_today_look (self->today);
}

static void
balai_schedule_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (balai_schedule_page_parent_class)->root (widget);
  if (GTK_IS_WINDOW (gtk_widget_get_root (widget)))
    g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active", G_CALLBACK (on_active), widget, 0);
}

static void
balai_schedule_page_unroot (GtkWidget *widget)
{
  if (GTK_IS_WINDOW (gtk_widget_get_root (widget)))
    g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), on_active, widget);
  GTK_WIDGET_CLASS (balai_schedule_page_parent_class)->unroot (widget);
}

static gboolean
balai_schedule_page_search (BalaiPage  *page,
                            const char *text)
{
  BalaiSchedulePage *self = BALAI_SCHEDULE_PAGE (page);

  self->searching = text != NULL && *text != '\0';
  if (self->searching)
    {
      balai_schedule_page_make_view (self, "search");
      balai_schedule_search_set_words (self->search, self->model, text);
    }
  else if (self->search != NULL)
    balai_schedule_search_end (self->search);
  balai_schedule_page_show_title (self);
  balai_schedule_page_show_view (self);
  return TRUE;
}

static void
balai_schedule_page_setup (BalaiPage *page)
{
  BalaiSchedulePage *self = BALAI_SCHEDULE_PAGE (page);
  g_autofree char *opening = g_settings_get_string (self->settings, "opening-view");
  g_autofree char *last = g_settings_get_string (self->settings, "calendar-view");

  self->day = balai_schedule_model_get_today (self->model);
  self->agenda_first = self->day;
  self->agenda_last = self->day + BALAI_AGENDA_STEP;
  self->today = balai_today_new (balai_store_get_clock (balai_record_page_get_store (BALAI_RECORD_PAGE (self))),
                                 balai_schedule_model_get_zone (self->model));
  g_signal_connect_object (self->today, "notify::day", G_CALLBACK (on_today_moved), self, G_CONNECT_SWAPPED);
  self->shown_today = self->day;
  balai_schedule_filters_restore (self->model);
  balai_schedule_page_begin_view (self, BALAI_CALENDAR_VIEW (self->month));
  balai_schedule_page_set_view (self, g_str_equal (opening, "last") ? last : opening);
  balai_schedule_page_show_day (self);
}

static void
balai_schedule_page_constructed (GObject *object)
{
  BalaiSchedulePage *self = BALAI_SCHEDULE_PAGE (object);

  G_OBJECT_CLASS (balai_schedule_page_parent_class)->constructed (object);
  self->model = balai_schedule_model_new (balai_record_page_get_store (BALAI_RECORD_PAGE (self)));
  self->desk = balai_schedule_desk_new (self->model, GTK_WIDGET (self));
  g_signal_connect_object (self->desk, "event-saved", G_CALLBACK (on_event_saved), self, 0);
  g_signal_connect_object (self->model, "notify::state", G_CALLBACK (on_model_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::items", G_CALLBACK (balai_schedule_page_show_items), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::conflicts", G_CALLBACK (on_model_conflicts), self,
                           G_CONNECT_SWAPPED);
}

static void
balai_schedule_page_dispose (GObject *object)
{
  BalaiSchedulePage *self = BALAI_SCHEDULE_PAGE (object);

  g_clear_handle_id (&self->filling, g_source_remove);
  g_clear_object (&self->today);
  g_clear_object (&self->desk);
  g_clear_object (&self->model);
  g_clear_object (&self->settings);
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
  object_class->dispose = balai_schedule_page_dispose;
  object_class->finalize = balai_schedule_page_finalize;
  widget_class->root = balai_schedule_page_root;
  widget_class->unroot = balai_schedule_page_unroot;
  page_class->setup = balai_schedule_page_setup;
  page_class->search = balai_schedule_page_search;

  g_type_ensure (BALAI_TYPE_FOLD_PANE);
  g_type_ensure (BALAI_TYPE_MONTH_GRID);
  g_type_ensure (BALAI_TYPE_SCHEDULE_BAR);
  g_type_ensure (BALAI_TYPE_SKELETON);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-schedule-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, pane);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, side);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, bar);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, filtered);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, filtered_label);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, stack);
  gtk_widget_class_bind_template_child (widget_class, BalaiSchedulePage, month);
}

static void
balai_schedule_page_init (BalaiSchedulePage *self)
{
  self->settings = g_settings_new (SCHEMA);
  balai_schedule_page_add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));

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
