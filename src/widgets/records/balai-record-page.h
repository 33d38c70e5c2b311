/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-page.h"
#include "balai-store.h"

G_BEGIN_DECLS

#define BALAI_TYPE_RECORD_PAGE (balai_record_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (BalaiRecordPage, balai_record_page, BALAI, RECORD_PAGE, BalaiPage)

/**
 * BalaiRecordPageClass:
 *
 * A page of records.
 */
struct _BalaiRecordPageClass
{
  BalaiPageClass parent_class;

  gpointer padding[8];
};

BalaiStore    *balai_record_page_get_store   (BalaiRecordPage    *self);
GActionGroup  *balai_record_page_get_actions (BalaiRecordPage    *self);
void           balai_record_page_add_actions (BalaiRecordPage    *self,
                                              const char         *prefix,
                                              const GActionEntry *entries,
                                              guint               n_entries);
GSimpleAction *balai_record_page_get_action  (BalaiRecordPage    *self,
                                              const char         *name);

G_END_DECLS
