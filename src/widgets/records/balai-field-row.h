/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-record.h"
#include "balai-zone.h"

G_BEGIN_DECLS

/**
 * BalaiFieldRow:
 * @widget: (unowned): the row
 * @note: (unowned): the row below it, for what is wrong with the field
 * @record: (unowned): the record it shows
 * @field: index of the field
 * @problem: (nullable) (owned): why what is typed cannot be read
 *
 * One row of a form: it shows a field and writes it.
 */
typedef struct
{
  GtkWidget   *widget;
  GtkWidget   *note;
  BalaiRecord *record;
  int          field;
  char        *problem;

  /*< private >*/
  GCallback        changed;
  gpointer         data;
  const BalaiZone *zone;  /* (unowned) */
  GPtrArray       *codes; /* (owned) (nullable) (element-type utf8): of a choice, in its order */
  gboolean         filling;
} BalaiFieldRow;

typedef void (*BalaiFieldRowFunc) (BalaiFieldRow *row,
                                   gpointer       data);

BalaiFieldRow *balai_field_row_new       (BalaiRecord       *record,
                                          int                field,
                                          const BalaiZone   *zone,
                                          int64_t            today,
                                          BalaiFieldRowFunc  changed,
                                          gpointer           data);
void           balai_field_row_free      (BalaiFieldRow     *self);
void           balai_field_row_set_model (BalaiFieldRow     *self,
                                          GListModel        *entries);
void           balai_field_row_say       (BalaiFieldRow     *self,
                                          const char        *text);

G_END_DECLS
