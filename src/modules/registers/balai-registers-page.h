/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-record-page.h"

G_BEGIN_DECLS

#define BALAI_TYPE_REGISTERS_PAGE (balai_registers_page_get_type ())
G_DECLARE_FINAL_TYPE (BalaiRegistersPage, balai_registers_page, BALAI, REGISTERS_PAGE, BalaiRecordPage)

gboolean balai_registers_page_show (BalaiRegistersPage *self,
                                    const char         *kind);

G_END_DECLS
