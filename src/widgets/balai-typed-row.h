/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BALAI_TYPE_TYPED_ROW (balai_typed_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (BalaiTypedRow, balai_typed_row, BALAI, TYPED_ROW, AdwEntryRow)

/**
 * BalaiTypedRowClass:
 * @say: (transfer full): a value as people write it
 * @read: what was typed; whether it is a value
 * @step: the value @steps arrows or, with @page, pages away; it may lie out of bounds no more
 */
struct _BalaiTypedRowClass
{
  AdwEntryRowClass parent_class;

  char    *(*say)  (BalaiTypedRow *self,
                    int64_t        value);
  gboolean (*read) (BalaiTypedRow *self,
                    const char    *text,
                    int64_t       *value);
  int64_t  (*step) (BalaiTypedRow *self,
                    int64_t        value,
                    int            steps,
                    gboolean       page);
};

void     balai_typed_row_set_value (BalaiTypedRow *self,
                                    int64_t        value);
int64_t  balai_typed_row_get_value (BalaiTypedRow *self);
gboolean balai_typed_row_is_valid  (BalaiTypedRow *self);

G_END_DECLS
