/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-query.h"
#include "balai-record.h"

G_BEGIN_DECLS

/**
 * BalaiRegister:
 * @kind: what it lists
 * @title: what it is called, in English, marked for translation
 * @icon_name: its sign
 * @hint: what it is for, while it is empty, marked for translation
 * @order: index of the field it is sorted by
 * @subtitle: indexes of the fields that follow the title in a row; ended by -1
 * @tree: index of the reference to the whole that a record is part of, or -1
 *
 * A list of the page "Daftar". A further one is a further row of the table.
 */
typedef struct
{
  const BalaiKind *kind;
  const char      *title;
  const char      *icon_name;
  const char      *hint;
  int              order;
  int              subtitle[7];
  int              tree;
} BalaiRegister;

const BalaiRegister *balai_registers_get          (guint               *n_registers);
BalaiQuery          *balai_register_new_query     (const BalaiRegister *self);
gboolean             balai_register_is_read_whole (const BalaiRegister *self);
char                *balai_register_format_title  (const BalaiRegister *self,
                                                   BalaiRecord         *record,
                                                   GHashTable          *names);
char                *balai_register_format_more   (const BalaiRegister *self,
                                                   BalaiRecord         *record,
                                                   GHashTable          *names);

G_END_DECLS
