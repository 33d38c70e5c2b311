/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-store.h"
#include "balai-test-folder.h"

G_BEGIN_DECLS

/**
 * SmallCity:
 *
 * A store in a folder of its own, with two offices, some venues, people and chairs, at 08.00 of Monday 13 July 2026.
 */
typedef struct
{
  BalaiTestFolder *folder;
  BalaiRegistry   *registry;
  BalaiClock      *clock;
  BalaiStore      *store;
  BalaiRecord     *general;
  BalaiRecord     *health;
  BalaiRecord     *hall;
  BalaiRecord     *side;
  BalaiRecord     *room;
  BalaiRecord     *mayor;
  BalaiRecord     *secretary;
  BalaiRecord     *chairs;
} SmallCity;

void         small_city_open   (SmallCity   *self);
void         small_city_close  (SmallCity   *self);
int64_t      small_city_at     (int          day,
                                int          hour,
                                int          minute);
void         small_city_import (SmallCity   *self,
                                BalaiRecord *record);
BalaiRecord *small_city_event  (SmallCity   *self,
                                const char  *title,
                                int64_t      start,
                                int64_t      end,
                                BalaiRecord *venue);
GPtrArray   *small_city_list   (SmallCity   *self,
                                BalaiQuery  *query);
BalaiRecord *small_city_find   (SmallCity   *self,
                                const BalaiKind *kind,
                                int          field,
                                const char  *value);
void         small_city_settle (SmallCity   *self);

G_END_DECLS
