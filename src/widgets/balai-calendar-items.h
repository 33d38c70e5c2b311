/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "balai-calendar-item.h"
#include "balai-zone.h"

G_BEGIN_DECLS

#define BALAI_TYPE_CALENDAR_ITEMS (balai_calendar_items_get_type ())

/**
 * BalaiCalendarItems:
 *
 * An immutable collection of #BalaiCalendarItem, sorted by start. It is built on any thread and then shared; every
 * string lives as long as the collection.
 */
typedef struct _BalaiCalendarItems        BalaiCalendarItems;
typedef struct _BalaiCalendarItemsBuilder BalaiCalendarItemsBuilder;

GType                      balai_calendar_items_get_type     (void);
BalaiCalendarItems        *balai_calendar_items_ref          (BalaiCalendarItems        *self);
void                       balai_calendar_items_unref        (BalaiCalendarItems        *self);
guint                      balai_calendar_items_get_n        (const BalaiCalendarItems  *self);
const BalaiCalendarItem   *balai_calendar_items_get          (const BalaiCalendarItems  *self,
                                                              guint                      position);
BalaiSpan                  balai_calendar_items_get_range    (const BalaiCalendarItems  *self);
const BalaiZone           *balai_calendar_items_get_zone     (const BalaiCalendarItems  *self);
gboolean                   balai_calendar_items_find         (const BalaiCalendarItems  *self,
                                                              const char                *key,
                                                              int64_t                    start,
                                                              guint                     *position);
void                       balai_calendar_items_find_days    (const BalaiCalendarItems  *self,
                                                              int64_t                    first_day,
                                                              int64_t                    last_day,
                                                              guint                     *from,
                                                              guint                     *to);
const char                *balai_calendar_item_get_status_word (const BalaiCalendarItem *item);
char                      *balai_calendar_items_describe     (const BalaiCalendarItems  *self,
                                                              guint                      position);

BalaiCalendarItemsBuilder *balai_calendar_items_builder_new  (BalaiSpan                  range,
                                                              const BalaiZone           *zone);
void                       balai_calendar_items_builder_add  (BalaiCalendarItemsBuilder *self,
                                                              const BalaiCalendarItem   *item);
BalaiCalendarItems        *balai_calendar_items_builder_end  (BalaiCalendarItemsBuilder *self);
void                       balai_calendar_items_builder_free (BalaiCalendarItemsBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiCalendarItems, balai_calendar_items_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiCalendarItemsBuilder, balai_calendar_items_builder_free)

G_END_DECLS
