/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-repository.h"
#include "balai-resources.h"

G_BEGIN_DECLS

/**
 * BalaiEventInfo:
 * @id: (owned): id of the event
 * @uid: (owned): its identifier in calendars
 * @title: (owned): what it is called
 * @place: (owned) (nullable): name of the venue, or what was written for it
 * @venue: (owned) (nullable): id of the venue
 * @opd: (owned) (nullable): id of the organiser
 * @opd_code: (owned) (nullable): code of the organiser
 * @opd_name: (owned) (nullable): short name of the organiser
 * @contact: (owned) (nullable): whom to ask
 * @repeats: (owned) (nullable): how it repeats, in words
 * @status: code of its status, one of the kind's own values
 * @series: number that an event shares with its overrides
 * @all_day: whether it is a matter of whole days
 * @claims: whether it takes what it uses
 * @restricted: whether others may only know that something is taken
 */
typedef struct
{
  char       *id;
  char       *uid;
  char       *title;
  char       *place;
  char       *venue;
  char       *opd;
  char       *opd_code;
  char       *opd_name;
  char       *contact;
  char       *repeats;
  const char *status;
  guint32     series;
  gboolean    all_day;
  gboolean    claims;
  gboolean    restricted;
} BalaiEventInfo;

/* Columns of an event "e" that balai_event_info_read() reads. */
#define BALAI_EVENT_INFO_COLUMNS \
  "e.id, e.uid, e.title, e.place, e.venue, e.opd, e.contact, e.status, e.series, e.all_day, e.busy, e.visibility," \
  " e.rrule, e.rdate, e.zone, e.start, e.start_date"
#define BALAI_EVENT_INFO_SERIES 8

void             balai_event_info_free       (BalaiEventInfo       *self);
BalaiEventInfo  *balai_event_info_read       (BalaiStatement       *statement,
                                              int                   column,
                                              const BalaiResources *resources,
                                              GHashTable           *opds);
BalaiEventInfo  *balai_event_info_load       (BalaiRepository      *repository,
                                              const BalaiResources *resources,
                                              const char           *id,
                                              GError              **error);
gboolean         balai_event_info_is_hidden  (const BalaiEventInfo *self,
                                              const char           *viewer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiEventInfo, balai_event_info_free)

G_END_DECLS
