/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-register.h"
#include "balai-store.h"
#include "balai-zone.h"

G_BEGIN_DECLS

#define BALAI_TYPE_REGISTER_VIEW (balai_register_view_get_type ())
G_DECLARE_FINAL_TYPE (BalaiRegisterView, balai_register_view, BALAI, REGISTER_VIEW, AdwBin)

void                 balai_register_view_set_store   (BalaiRegisterView   *self,
                                                      BalaiStore          *store);
void                 balai_register_view_set_beside  (BalaiRegisterView   *self,
                                                      GtkWidget           *beside);
void                 balai_register_view_show        (BalaiRegisterView   *self,
                                                      const BalaiRegister *shown);
void                 balai_register_view_search      (BalaiRegisterView   *self,
                                                      const char          *words);
void                 balai_register_view_touch       (BalaiRegisterView   *self,
                                                      const char          *id);
const BalaiRegister *balai_register_view_get_shown   (BalaiRegisterView   *self);
GtkWidget           *balai_register_view_get_list    (BalaiRegisterView   *self);
BalaiRecord         *balai_register_view_get_record  (BalaiRegisterView   *self);
const BalaiZone     *balai_register_view_get_zone    (BalaiRegisterView   *self);
guint                balai_register_view_count       (BalaiRegisterView   *self);
gboolean             balai_register_view_is_loading  (BalaiRegisterView   *self);
gboolean             balai_register_view_is_empty    (BalaiRegisterView   *self);
char                *balai_register_view_format_name (BalaiRegisterView   *self,
                                                      BalaiRecord         *record);

G_END_DECLS
