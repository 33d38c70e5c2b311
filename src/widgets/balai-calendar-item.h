/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-span.h"
#include "balai-state.h"

G_BEGIN_DECLS

#define BALAI_COLOUR_NONE ((guint8) 255)

typedef enum
{
  BALAI_ITEM_CONFIRMED,
  BALAI_ITEM_TENTATIVE,
  BALAI_ITEM_SUBMITTED,
  BALAI_ITEM_DRAFT,
  BALAI_ITEM_CANCELLED,
} BalaiItemStatus;

/**
 * BalaiCalendarItem:
 * @key: what it is an occurrence of; unique together with the start of @span
 * @title: what it is called
 * @place: (nullable): where, in words
 * @opd: (nullable): short name of who holds it
 * @repeats: (nullable): how it repeats, in words
 * @note: (nullable): what else is to be said of it in a list: why it was found
 * @span: when; of an all-day item from midnight to midnight on the clock of the collection's zone
 * @clash: (array length=n_clash): the exact parts of @span in which it is in conflict
 * @n_clash: number of @clash
 * @first_day: first civil day it touches; set by the collection
 * @last_day: last civil day it touches; set by the collection
 * @time_text: start on the clock, "09.00", or "" of an all-day item; set by the collection
 * @colour: palette index of the OPD, or %BALAI_COLOUR_NONE
 * @status: a #BalaiItemStatus
 * @state: a #BalaiState: safe, attention or conflict
 * @all_day: whether it is a matter of whole days
 *
 * One occurrence as the views show it. A plain struct, since there are very many of them.
 */
typedef struct
{
  const char *key;
  const char *title;
  const char *place;
  const char *opd;
  const char *repeats;
  const char *note;
  const char *time_text;
  const BalaiSpan *clash;
  BalaiSpan span;
  int64_t first_day;
  int64_t last_day;
  guint n_clash;
  guint8 colour;
  guint8 status;
  guint8 state;
  guint8 all_day;
} BalaiCalendarItem;

G_END_DECLS
