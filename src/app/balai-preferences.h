/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-store.h"

G_BEGIN_DECLS

#define BALAI_TYPE_PREFERENCES (balai_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BalaiPreferences, balai_preferences, BALAI, PREFERENCES, AdwWindow)

GtkWidget *balai_preferences_new (BalaiStore *store);

G_END_DECLS
