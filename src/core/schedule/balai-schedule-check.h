/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-claim.h"
#include "balai-conflict.h"
#include "balai-schedule-rules.h"
#include "balai-span.h"

G_BEGIN_DECLS

/**
 * BalaiClaimFunc:
 * @claim: a claim, valid for the length of the call
 * @data: what was given
 */
typedef void (*BalaiClaimFunc) (const BalaiClaim *claim,
                                gpointer          data);

typedef struct _BalaiClaimSource BalaiClaimSource;

/**
 * BalaiClaimSource:
 * @each: calls @func for every live claim on exactly that resource whose raw span meets @span; may call it for more
 * @reach: (nullable): the longest setup or teardown among the claims on that resource, in seconds; without it no claim
 *   has any
 *
 * Where a check finds the claims that are there: a #BalaiClaimIndex, or a query. The first field of what implements it.
 */
struct _BalaiClaimSource
{
  void    (*each)  (const BalaiClaimSource *self,
                    int32_t                 resource,
                    BalaiSpan               span,
                    BalaiClaimFunc          func,
                    gpointer                data);
  int32_t (*reach) (const BalaiClaimSource *self,
                    int32_t                 resource);
};

gboolean balai_claims_meet            (const BalaiScheduleRules *rules,
                                       const BalaiClaim         *a,
                                       const BalaiClaim         *b,
                                       BalaiConflict            *conflict);
void     balai_schedule_check         (const BalaiScheduleRules *rules,
                                       const BalaiClaimSource   *source,
                                       const BalaiClaim         *candidates,
                                       size_t                    n_candidates,
                                       uint32_t                  exclude_event,
                                       BalaiConflictArray       *out);
gboolean balai_series_overlaps_itself (const BalaiSpan          *spans,
                                       size_t                    n_spans,
                                       size_t                   *first,
                                       size_t                   *second);

G_END_DECLS
