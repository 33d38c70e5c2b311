/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-store.h"

G_BEGIN_DECLS

#define BALAI_TYPE_TROUBLE_PAGE (balai_trouble_page_get_type ())
G_DECLARE_FINAL_TYPE (BalaiTroublePage, balai_trouble_page, BALAI, TROUBLE_PAGE, GtkBox)

GtkWidget *balai_trouble_page_new (BalaiStore *store);

G_END_DECLS
