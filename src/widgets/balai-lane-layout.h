/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-span.h"

G_BEGIN_DECLS

#define BALAI_LANE_UNLIMITED G_MAXUINT
#define BALAI_LANE_NO_FOLD G_MAXUINT

/**
 * BalaiLaneThing:
 * @span: when it is, not empty
 * @clash: where it meets another it should not, the same as the other's; counts only with @conflict
 * @conflict: whether it is in conflict, and therefore comes first
 *
 * One of several things that may be at the same time.
 */
typedef struct
{
  BalaiSpan span;
  BalaiSpan clash;
  gboolean conflict;
} BalaiLaneThing;

/**
 * BalaiLaneRoom:
 * @most: how many lanes there is room for, at least 1, or %BALAI_LANE_UNLIMITED
 * @beside: how many beside a strip for folds, 1 to @most
 * @squeezed: how many beside it where they may be too narrow for words; less than @beside counts for nothing
 *
 * What lanes there can be.
 */
typedef struct
{
  guint most;
  guint beside;
  guint squeezed;
} BalaiLaneRoom;

/**
 * BalaiLanePlace:
 * @lane: which lane, from 0; nothing where it is folded
 * @n_lanes: in how many lanes its cluster is drawn
 * @extent: over how many lanes it may spread without touching another, at least 1
 * @fold: in which fold it is counted, or %BALAI_LANE_NO_FOLD where it has a lane
 * @beside: whether its cluster has folds, and a strip for them after the last lane
 * @to_edge: whether it may cover the strip too, having nothing beside it there
 * @in_strip: whether it is shown in the strip, and @lane is the one after the last
 *
 * Where one of several simultaneous things is drawn.
 */
typedef struct
{
  guint lane;
  guint n_lanes;
  guint extent;
  guint fold;
  gboolean beside;
  gboolean to_edge;
  gboolean in_strip;
} BalaiLanePlace;

/**
 * BalaiLaneFold:
 * @span: from the first start to the last end of what is folded
 * @n_things: how many
 * @n_conflicts: how many of them are in conflict
 *
 * What has no lane, as long as it meets, is counted in one place.
 */
typedef struct
{
  BalaiSpan span;
  guint n_things;
  guint n_conflicts;
} BalaiLaneFold;

GArray *balai_lane_layout (const BalaiLaneThing *things,
                           guint                 n_things,
                           const BalaiLaneRoom  *room,
                           BalaiLanePlace       *places);

G_END_DECLS
