/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-store.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EXPORT_WINDOW (balai_export_window_get_type ())
G_DECLARE_FINAL_TYPE (BalaiExportWindow, balai_export_window, BALAI, EXPORT_WINDOW, AdwWindow)

GtkWidget *balai_export_window_new  (BalaiStore        *store);
void       balai_export_window_save (BalaiExportWindow *self,
                                     GFile             *file);

G_END_DECLS
