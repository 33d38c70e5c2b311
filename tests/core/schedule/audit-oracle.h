/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-claim.h"
#include "balai-schedule-rules.h"

/* Random small cities, and an oracle that knows the rules only as sentences: it counts minutes, compares everything
 * with everything, and shares no line with the engine. */

#define N_MINUTES  120
#define MAX_CLAIMS 28
#define N_VENUES   8
#define N_PERSONS  2
#define N_POOLS    3
#define N_OPDS     2
#define N_ALL      (N_VENUES + N_PERSONS + N_POOLS + N_OPDS)

typedef struct
{
  BalaiScheduleRules *rules; /* (owned) */
  BalaiRuleMatrix     matrix;
  int                 parent[N_VENUES];
  BalaiResource       rows[N_ALL];
  BalaiClosure        closures[4];
  int                 n_closures;
  BalaiClaim          claims[MAX_CLAIMS];
  int                 n_claims;
} City;

/* What two ways of finding conflicts must agree on. Claims are named by their occurrence, which is unique here. */
typedef struct
{
  int      class_, level, resource, closure;
  int64_t  start, end, amount;
  uint64_t involved; /* bit by claim */
  int      by;       /* of pools: who tips or comes too early; otherwise -1 */
} Fact;

void city_init    (City             *city);
void city_clear   (City             *city);
void oracle_audit (const City       *city,
                   GArray           *facts);
void oracle_check (const City       *city,
                   const BalaiClaim *candidate,
                   uint64_t          with,
                   GArray           *facts);
