/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-span.h"

G_BEGIN_DECLS

/**
 * BalaiLanePlace:
 * @lane: which lane, from 0
 * @n_lanes: in how many lanes its cluster is drawn
 * @extent: over how many lanes it may spread without touching another, at least 1
 *
 * Where one of several simultaneous things is drawn.
 */
typedef struct
{
  guint lane;
  guint n_lanes;
  guint extent;
} BalaiLanePlace;

void balai_lane_layout (const BalaiSpan *spans,
                        guint            n_spans,
                        BalaiLanePlace  *places);

G_END_DECLS
