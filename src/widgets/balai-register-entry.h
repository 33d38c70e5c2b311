/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BALAI_TYPE_REGISTER_ENTRY (balai_register_entry_get_type ())
G_DECLARE_FINAL_TYPE (BalaiRegisterEntry, balai_register_entry, BALAI, REGISTER_ENTRY, GObject)

BalaiRegisterEntry *balai_register_entry_new           (const char         *id,
                                                        const char         *title,
                                                        const char         *subtitle,
                                                        const char         *icon_name);
const char         *balai_register_entry_get_id        (BalaiRegisterEntry *self);
const char         *balai_register_entry_get_title     (BalaiRegisterEntry *self);
const char         *balai_register_entry_get_subtitle  (BalaiRegisterEntry *self);
const char         *balai_register_entry_get_icon_name (BalaiRegisterEntry *self);
gboolean            balai_register_entry_matches       (BalaiRegisterEntry *self,
                                                        const char         *folded_query);

G_END_DECLS
