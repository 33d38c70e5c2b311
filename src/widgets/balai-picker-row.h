/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-register-picker.h"

G_BEGIN_DECLS

#define BALAI_TYPE_PICKER_ROW (balai_picker_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiPickerRow, balai_picker_row, BALAI, PICKER_ROW, AdwPreferencesRow)

GtkWidget           *balai_picker_row_new        (const char     *title,
                                                  const char     *placeholder,
                                                  gboolean        multiple);
BalaiRegisterPicker *balai_picker_row_get_picker (BalaiPickerRow *self);

G_END_DECLS
