/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-claim.h"
#include "balai-schedule-check.h"

G_BEGIN_DECLS

typedef struct _BalaiClaimIndex BalaiClaimIndex;

BalaiClaimIndex        *balai_claim_index_new           (void);
BalaiClaimIndex        *balai_claim_index_new_from      (const BalaiClaim      *claims,
                                                         size_t                 n_claims);
void                    balai_claim_index_free          (BalaiClaimIndex       *self);
const BalaiClaimSource *balai_claim_index_get_source    (const BalaiClaimIndex *self);
size_t                  balai_claim_index_get_n         (const BalaiClaimIndex *self);
void                    balai_claim_index_add           (BalaiClaimIndex       *self,
                                                         const BalaiClaim      *claim);
void                    balai_claim_index_remove_event  (BalaiClaimIndex       *self,
                                                         uint32_t               event);
void                    balai_claim_index_replace_event (BalaiClaimIndex       *self,
                                                         uint32_t               event,
                                                         const BalaiClaim      *claims,
                                                         size_t                 n_claims);
BalaiClaim             *balai_claim_index_copy          (const BalaiClaimIndex *self,
                                                         size_t                *n_claims);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiClaimIndex, balai_claim_index_free)

G_END_DECLS
