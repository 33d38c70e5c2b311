/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-register-entry.h"

G_BEGIN_DECLS

#define BALAI_TYPE_REGISTER_PICKER (balai_register_picker_get_type ())
G_DECLARE_FINAL_TYPE (BalaiRegisterPicker, balai_register_picker, BALAI, REGISTER_PICKER, GtkWidget)

GtkWidget          *balai_register_picker_new          (const char           *label,
                                                        gboolean              multiple);
void                balai_register_picker_set_model    (BalaiRegisterPicker  *self,
                                                        GListModel           *model);
GListModel         *balai_register_picker_get_selected (BalaiRegisterPicker  *self);
BalaiRegisterEntry *balai_register_picker_get_single   (BalaiRegisterPicker  *self);
void                balai_register_picker_select       (BalaiRegisterPicker  *self,
                                                        const char *const    *ids);
const char         *balai_register_picker_get_text     (BalaiRegisterPicker  *self);
void                balai_register_picker_set_text     (BalaiRegisterPicker  *self,
                                                        const char           *text);
const char         *balai_register_picker_get_unknown  (BalaiRegisterPicker  *self);
GtkEditable        *balai_register_picker_get_editable (BalaiRegisterPicker  *self);

G_END_DECLS
