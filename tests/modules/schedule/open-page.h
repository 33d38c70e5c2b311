/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-schedule-page.h"

#include "balai-test-ui.h"
#include "small-city.h"

G_BEGIN_DECLS

/**
 * OpenPage:
 *
 * The calendar's page of a small city, in a window.
 */
typedef struct
{
  SmallCity  city;
  BalaiPage *page;   /* (unowned) (nullable): once it is shown */
  GtkWindow *window; /* (unowned) (nullable): likewise */
} OpenPage;

/* One case, with a city of its own. */
#define open_page_add(path, func) g_test_add (path, OpenPage, NULL, open_page_set_up, func, open_page_tear_down)

void        open_page_set_up      (OpenPage      *self,
                                   gconstpointer  data);
void        open_page_tear_down   (OpenPage      *self,
                                   gconstpointer  data);
void        open_page_make_clash  (OpenPage      *self,
                                   const char    *second);
void        open_page_show        (OpenPage      *self);
gpointer    open_page_part        (OpenPage      *self,
                                   const char    *name);
gpointer    open_page_beside      (OpenPage      *self,
                                   GType          type);
const char *open_page_view        (OpenPage      *self);
GListModel *open_page_conflicts   (OpenPage      *self);
GtkWindow  *open_page_find_window (GType          type);
GtkWindow  *open_page_details     (OpenPage      *self,
                                   const char    *title,
                                   int64_t        start);
gboolean    open_page_press       (GtkWidget     *widget,
                                   guint          key);

G_END_DECLS
