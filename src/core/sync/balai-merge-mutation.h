/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-merge.h"
#include "balai-mutation.h"

G_BEGIN_DECLS

BalaiMerge *balai_merge_new_from_mutation (BalaiRecord    *theirs,
                                           BalaiMutation  *mutation,
                                           GError        **error);

G_END_DECLS
