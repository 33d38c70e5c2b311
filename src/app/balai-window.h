/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-store.h"

G_BEGIN_DECLS

#define BALAI_TYPE_WINDOW (balai_window_get_type ())
G_DECLARE_FINAL_TYPE (BalaiWindow, balai_window, BALAI, WINDOW, AdwApplicationWindow)

BalaiWindow *balai_window_new    (GtkApplication  *application,
                                  BalaiStore      *store);
void         balai_window_import (BalaiWindow     *self,
                                  GFile          **files,
                                  guint            n_files);

G_END_DECLS
