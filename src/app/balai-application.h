/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-store.h"

G_BEGIN_DECLS

#define BALAI_TYPE_APPLICATION (balai_application_get_type ())
G_DECLARE_FINAL_TYPE (BalaiApplication, balai_application, BALAI, APPLICATION, AdwApplication)

BalaiApplication *balai_application_new         (void);
char             *balai_application_data_folder (void);
char             *balai_application_id_for      (const char       *folder);

G_END_DECLS
