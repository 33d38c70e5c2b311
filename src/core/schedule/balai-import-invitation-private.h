/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-import-values.h"

G_BEGIN_DECLS

BalaiRecord *balai_import_find_inviter (BalaiNameMatcher        *matcher,
                                        const BalaiIcalAttendee *organizer);
void         balai_import_invite       (BalaiImportValues       *values,
                                        const char              *opd);

G_END_DECLS
