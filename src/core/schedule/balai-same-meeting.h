/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-conflict.h"
#include "balai-event-info.h"

G_BEGIN_DECLS

/**
 * BalaiMeeting:
 * @title: (nullable): what it is called
 * @place: (nullable): name of the venue, or what was written for it
 * @venue: (nullable): id of the venue
 *
 * What tells one meeting from another, besides its time.
 */
typedef struct
{
  const char *title;
  const char *place;
  const char *venue;
} BalaiMeeting;

gboolean balai_titles_alike            (const char           *a,
                                        const char           *b);
gboolean balai_meetings_alike          (const BalaiMeeting   *a,
                                        BalaiSpan             a_span,
                                        const BalaiMeeting   *b,
                                        BalaiSpan             b_span);
gboolean balai_conflict_is_one_meeting (const BalaiConflict  *conflict,
                                        const BalaiEventInfo *a,
                                        const BalaiEventInfo *b);

G_END_DECLS
