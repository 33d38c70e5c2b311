/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BALAI_TYPE_PAGE (balai_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (BalaiPage, balai_page, BALAI, PAGE, AdwBin)

/**
 * BalaiPageClass:
 * @setup: once, before the page is seen for the first time: what is slow to build belongs here
 * @switch_to: it is about to be seen
 * @switch_from: it is about to be hidden
 * @search: the person searches; %NULL or "" ends the search. Returns whether the page can search at all
 *
 * A page of the window.
 */
struct _BalaiPageClass
{
  AdwBinClass parent_class;

  void     (*setup)       (BalaiPage  *self);
  void     (*switch_to)   (BalaiPage  *self);
  void     (*switch_from) (BalaiPage  *self);
  gboolean (*search)      (BalaiPage  *self,
                           const char *text);

  gpointer padding[8];
};

const char *balai_page_get_title     (BalaiPage  *self);
void        balai_page_set_title     (BalaiPage  *self,
                                      const char *title);
guint       balai_page_get_badge     (BalaiPage  *self);
void        balai_page_set_badge     (BalaiPage  *self,
                                      guint       badge);
void        balai_page_switch_to     (BalaiPage  *self);
void        balai_page_switch_from   (BalaiPage  *self);
gboolean    balai_page_search        (BalaiPage  *self,
                                      const char *text);
void        balai_page_end_search    (BalaiPage  *self);
GtkWidget  *balai_page_get_found     (BalaiPage  *self);
void        balai_page_set_found     (BalaiPage  *self,
                                      GtkWidget  *found);

G_END_DECLS
