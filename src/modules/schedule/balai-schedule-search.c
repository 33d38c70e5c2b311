/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-search.h"

#include "balai-agenda-view.h"
#include "balai-event-search.h"
#include "balai-fold.h"
#include "balai-schedule-derive.h"
#include "balai-skeleton.h"

/* More than anybody reads through. */
#define FOUND_LIMIT 500

/**
 * BalaiScheduleSearch:
 *
 * What was found for some words, as an agenda.
 */
struct _BalaiScheduleSearch
{
  GtkWidget           parent_instance;

  BalaiScheduleModel *model;       /* (owned) (nullable): while something is looked for */
  GCancellable       *cancellable; /* (owned) (nullable): the search that is under way */
  BalaiCalendarItems *items;       /* (owned) (nullable): what was found */
  char               *words;       /* (owned) (nullable): what is looked for */
  int64_t             today;
  gboolean            open_first;  /* as soon as it is known */
  gboolean            again;       /* the same words: the list stays where it is */

  GtkStack           *stack;
  BalaiCalendarView  *agenda;
};

G_DEFINE_FINAL_TYPE (BalaiScheduleSearch, balai_schedule_search, GTK_TYPE_WIDGET)

static guint signal_item_activated;

typedef struct
{
  char               *words; /* (owned) */
  BalaiConflictTable *table; /* (owned) (nullable): what is in conflict, once it is known */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->words);
  g_clear_pointer (&wish->table, balai_conflict_table_unref);
  g_free (wish);
}

static gboolean
event_matches (const BalaiEventInfo *event,
               const char           *query)
{
  g_autofree char *text = g_strjoin (" ", event->title, event->place ? event->place : "",
                                     event->opd_name ? event->opd_name : "", NULL);
  g_autofree char *folded = balai_fold_text (text);

  return balai_fold_matches (folded, query);
}

/* Why it was found, where the row does not show it by itself, and how it repeats: only one of its dates is listed. */
static char *
make_note (const BalaiEventFound *found,
           const char            *folded)
{
  const char *repeats = found->event->repeats;

  if (found->why == NULL || event_matches (found->event, folded))
    return g_strdup (repeats);
  return repeats != NULL ? g_strdup_printf ("%s · %s", found->why, repeats) : g_strdup (found->why);
}

static gpointer
search (BalaiRepository  *repository,
        gpointer          data,
        GCancellable     *cancellable,
        GError          **error)
{
  const Wish *wish = data;
  g_autofree char *folded = balai_fold_text (wish->words);
  int64_t now = balai_clock_now (balai_repository_get_clock (repository));
  g_autoptr (GPtrArray) matches = balai_event_search (repository, wish->words, FOUND_LIMIT, cancellable, error);
  g_autofree char *zone = balai_schedule_city_zone (repository);
  g_autoptr (GHashTable) marks = NULL;
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (BalaiSpan));
  g_autoptr (BalaiCalendarItemsBuilder) builder = NULL;
  BalaiSpan range = { now, now + BALAI_DAY };

  if (matches == NULL)
    return NULL;
  for (guint i = 0; i < matches->len; i++)
    {
      const BalaiEventFound *found = matches->pdata[i];

      range.start = MIN (range.start, found->span.start);
      range.end = MAX (range.end, found->span.end);
    }
  if (wish->table != NULL)
    marks = balai_schedule_items_marks (balai_conflict_table_get_snapshot (wish->table));
  builder = balai_calendar_items_builder_new (range, balai_zone_get (zone));
  for (guint i = 0; i < matches->len; i++)
    {
      const BalaiEventFound *found = matches->pdata[i];
      g_autofree char *note = make_note (found, folded);
      BalaiCalendarItem item = {
        .key = found->event->id,
        .title = found->event->title,
        .place = found->event->place,
        .opd = found->event->opd_name,
        .note = note,
        .span = found->span,
        .colour = (guint8) balai_schedule_colour (found->event->opd_code),
        .status = (guint8) balai_schedule_item_status (found->event->status),
        .all_day = (guint8) found->event->all_day,
      };

      if (marks != NULL)
        item.state = (guint8) balai_schedule_items_find_state (marks, found->event->id, item.span, parts);
      item.clash = (const BalaiSpan *) parts->data;
      item.n_clash = parts->len;
      balai_calendar_items_builder_add (builder, &item);
    }
  return balai_calendar_items_builder_end (g_steal_pointer (&builder));
}

/* The first that is not over, else the last: where the list is scrolled to. */
static const BalaiCalendarItem *
first_item (BalaiScheduleSearch *self)
{
  guint n = self->items != NULL ? balai_calendar_items_get_n (self->items) : 0;
  int64_t now = n > 0 ? balai_zone_day_start (balai_calendar_items_get_zone (self->items), self->today) : 0;

  for (guint i = 0; i < n; i++)
    if (balai_calendar_items_get (self->items, i)->span.end > now || i == n - 1)
      return balai_calendar_items_get (self->items, i);
  return NULL;
}

static void
go_to_first (BalaiScheduleSearch *self,
             gboolean             open)
{
  const BalaiCalendarItem *item = first_item (self);

  if (item == NULL || !balai_calendar_view_focus_item (self->agenda, item->key, item->span.start) || !open)
    return;
  g_signal_emit (self, signal_item_activated, 0, item->key, item->span.start);
}

static void
focus_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  BalaiScheduleSearch *self = BALAI_SCHEDULE_SEARCH (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "found") == 0)
    go_to_first (self, FALSE);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  BalaiScheduleSearch *self = BALAI_SCHEDULE_SEARCH (widget);

  if (self->cancellable != NULL)
    self->open_first = TRUE;
  else if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "found") == 0)
    go_to_first (self, TRUE);
}

static void
on_found (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  BalaiCalendarItems *items = balai_store_read_finish (BALAI_STORE (object), result, &error);
  BalaiScheduleSearch *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BALAI_SCHEDULE_SEARCH (user_data);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  self->items = items;
  if (items == NULL || balai_calendar_items_get_n (items) == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      self->open_first = FALSE;
      return;
    }
  balai_calendar_view_set_items (self->agenda, items);
  if (!self->again)
    balai_calendar_view_set_day (self->agenda, self->today);
  gtk_stack_set_visible_child_name (self->stack, "found");
  if (self->open_first)
    go_to_first (self, TRUE);
  self->open_first = FALSE;
}

static void
start (BalaiScheduleSearch *self)
{
  BalaiConflictTable *table = balai_schedule_model_get_conflicts (self->model);
  Wish *wish = g_new (Wish, 1);

  *wish = (Wish) { g_strdup (self->words), table ? balai_conflict_table_ref (table) : NULL };
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  balai_store_read_async (balai_schedule_model_get_store (self->model), search, wish, wish_free,
                          (GDestroyNotify) balai_calendar_items_unref, self->cancellable, on_found, self);
}

/* After each change of the records, whosoever made it. */
static void
on_model_conflicts (BalaiScheduleSearch *self)
{
  /* What is found for the first time has no place yet that could stay. */
  self->again = self->again || (self->cancellable == NULL
                                && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "found") == 0);
  start (self);
}

static void
on_item_activated (BalaiCalendarView   *agenda,
                   const char          *key,
                   int64_t              start,
                   BalaiScheduleSearch *self)
{
  g_signal_emit (self, signal_item_activated, 0, key, start);
}

static void
balai_schedule_search_dispose (GObject *object)
{
  BalaiScheduleSearch *self = BALAI_SCHEDULE_SEARCH (object);

  balai_schedule_search_end (self);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), BALAI_TYPE_SCHEDULE_SEARCH);
  G_OBJECT_CLASS (balai_schedule_search_parent_class)->dispose (object);
}

static void
balai_schedule_search_class_init (BalaiScheduleSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_schedule_search_dispose;
  /**
   * BalaiScheduleSearch::item-activated:
   * @self: a search
   * @key: id of an event
   * @start: start of its occurrence, seconds since 1970-01-01 UTC
   *
   * The person chose what was found.
   */
  signal_item_activated = g_signal_new ("item-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (BALAI_TYPE_AGENDA_VIEW);
  g_type_ensure (BALAI_TYPE_SKELETON);
  gtk_widget_class_install_action (widget_class, "found.focus", NULL, focus_action);
  gtk_widget_class_install_action (widget_class, "found.open", NULL, open_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-schedule-search.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleSearch, stack);
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleSearch, agenda);
}

static void
balai_schedule_search_init (BalaiScheduleSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->agenda, "item-activated", G_CALLBACK (on_item_activated), self, 0);
}

/**
 * balai_schedule_search_set_words:
 * @self: a search
 * @model: the calendar
 * @words: what is searched for
 */
void
balai_schedule_search_set_words (BalaiScheduleSearch *self,
                                 BalaiScheduleModel  *model,
                                 const char          *words)
{
  g_return_if_fail (BALAI_IS_SCHEDULE_SEARCH (self));
  g_return_if_fail (BALAI_IS_SCHEDULE_MODEL (model));
  g_return_if_fail (words != NULL);

  if (self->cancellable != NULL && g_strcmp0 (self->words, words) == 0)
    return;
  balai_schedule_search_end (self);
  self->words = g_strdup (words);
  self->model = g_object_ref (model);
  self->today = balai_schedule_model_get_today (model);
  balai_calendar_view_set_today (self->agenda, self->today);
  g_signal_connect_object (model, "notify::conflicts", G_CALLBACK (on_model_conflicts), self, G_CONNECT_SWAPPED);
  start (self);
}

/**
 * balai_schedule_search_end:
 * @self: a search
 *
 * Looks for nothing any more, until it is given words again.
 */
void
balai_schedule_search_end (BalaiScheduleSearch *self)
{
  g_return_if_fail (BALAI_IS_SCHEDULE_SEARCH (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, on_model_conflicts, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->words, g_free);
  self->open_first = FALSE;
  self->again = FALSE;
}
