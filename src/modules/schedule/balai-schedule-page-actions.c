/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-page-private.h"

#include <glib/gi18n-lib.h>

#include "balai-toasts.h"
#include "balai-widget-tools.h"

/* What can be done on the page, by button, menu or key. */

static void
on_today (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  BalaiSchedulePage *self = user_data;

  balai_schedule_page_leave_search (self);
  balai_schedule_page_go_to_day (self, balai_schedule_model_get_today (self->model));
}

static void
on_previous (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  balai_schedule_page_leave_search (user_data);
  balai_schedule_page_step (user_data, -1);
}

static void
on_next (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  balai_schedule_page_leave_search (user_data);
  balai_schedule_page_step (user_data, 1);
}

static void
on_view (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  balai_schedule_page_leave_search (user_data);
  balai_schedule_page_set_view (user_data, g_variant_get_string (parameter, NULL));
}

static void
on_next_conflict (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  BalaiSchedulePage *self = user_data;

  balai_schedule_page_fill_side (self);
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

  balai_schedule_page_fill_side (self);
  balai_fold_pane_set_revealed (self->pane, !balai_fold_pane_get_revealed (self->pane));
}

static void
on_show_all (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  BalaiSchedulePage *self = user_data;

  balai_schedule_page_fill_side (self);
  balai_schedule_filters_clear (self->filters);
  /* The button that was pressed is gone. */
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->stack));
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

/**
 * balai_schedule_page_add_actions:
 * @self: a page that is being made
 *
 * Adds what can be done on it, and the keys a text field needs too: these lie behind what has the focus.
 */
void
balai_schedule_page_add_actions (BalaiSchedulePage *self)
{
  static const GActionEntry actions[] = {
    { "new", on_new, NULL, NULL, NULL, { 0 } },
    { "today", on_today, NULL, NULL, NULL, { 0 } },
    { "previous", on_previous, NULL, NULL, NULL, { 0 } },
    { "next", on_next, NULL, NULL, NULL, { 0 } },
    { "view", on_view, "s", "'month'", NULL, { 0 } },
    { "next-conflict", on_next_conflict, NULL, NULL, NULL, { 0 } },
    { "show-all", on_show_all, NULL, NULL, NULL, { 0 } },
    { "reload", on_reload, NULL, NULL, NULL, { 0 } },
    { "side", on_side, NULL, "false", NULL, { 0 } },
    { "import", on_import, NULL, NULL, NULL, { 0 } },
    { "import-files", on_import_files, "as", NULL, NULL, { 0 } },
    { "export", on_export, NULL, NULL, NULL, { 0 } },
  };

  balai_record_page_add_actions (BALAI_RECORD_PAGE (self), "schedule", actions, G_N_ELEMENTS (actions));
  balai_widget_add_key (GTK_WIDGET (self), GDK_KEY_Home, "schedule.today");
  balai_widget_add_key (GTK_WIDGET (self), GDK_KEY_Page_Up, "schedule.previous");
  balai_widget_add_key (GTK_WIDGET (self), GDK_KEY_Page_Down, "schedule.next");
}
