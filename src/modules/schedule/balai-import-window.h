/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-store.h"

G_BEGIN_DECLS

#define BALAI_TYPE_IMPORT_WINDOW (balai_import_window_get_type ())
G_DECLARE_FINAL_TYPE (BalaiImportWindow, balai_import_window, BALAI, IMPORT_WINDOW, AdwWindow)

GtkWidget *balai_import_window_new (BalaiStore *store,
                                    GListModel *files);

G_END_DECLS
