/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-record-page.h"

G_BEGIN_DECLS

#define BALAI_TYPE_SCHEDULE_PAGE (balai_schedule_page_get_type ())
G_DECLARE_FINAL_TYPE (BalaiSchedulePage, balai_schedule_page, BALAI, SCHEDULE_PAGE, BalaiRecordPage)

BalaiPage *balai_schedule_page_new (BalaiStore *store);

G_END_DECLS
