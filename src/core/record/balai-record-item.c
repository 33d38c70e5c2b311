/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-record-item.h"

/**
 * BalaiRecordItem:
 *
 * A place in a #BalaiRecordList. It stays the same for the same record, through every change of the list and of the
 * record, and is empty until the record was read.
 */
struct _BalaiRecordItem
{
  GObject      parent_instance;

  int64_t      row;
  BalaiRecord *record; /* (owned) (nullable) */
};

enum
{
  PROP_RECORD = 1,
  N_PROPERTIES,
};

G_DEFINE_FINAL_TYPE (BalaiRecordItem, balai_record_item, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPERTIES];

static void
balai_record_item_dispose (GObject *object)
{
  g_clear_object (&BALAI_RECORD_ITEM (object)->record);

  G_OBJECT_CLASS (balai_record_item_parent_class)->dispose (object);
}

static void
balai_record_item_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  if (id == PROP_RECORD)
    g_value_set_object (value, BALAI_RECORD_ITEM (object)->record);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
balai_record_item_class_init (BalaiRecordItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balai_record_item_dispose;
  object_class->get_property = balai_record_item_get_property;

  /**
   * BalaiRecordItem:record: (nullable)
   *
   * The record as it was last read.
   */
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, BALAI_TYPE_RECORD,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
balai_record_item_init (BalaiRecordItem *self)
{
}

BalaiRecordItem *
balai_record_item_new (int64_t row)
{
  BalaiRecordItem *self = g_object_new (BALAI_TYPE_RECORD_ITEM, NULL);

  self->row = row;
  return self;
}

/**
 * balai_record_item_get_row:
 * @self: an item
 *
 * Returns: number of the record's row, which tells items of one kind apart
 */
int64_t
balai_record_item_get_row (BalaiRecordItem *self)
{
  g_return_val_if_fail (BALAI_IS_RECORD_ITEM (self), 0);

  return self->row;
}

/**
 * balai_record_item_get_record:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the record; copy it before changing it. %NULL while it is being read.
 */
BalaiRecord *
balai_record_item_get_record (BalaiRecordItem *self)
{
  g_return_val_if_fail (BALAI_IS_RECORD_ITEM (self), NULL);

  return self->record;
}

/**
 * balai_record_item_set_record:
 * @self: an item
 * @record: (nullable): what was read
 */
void
balai_record_item_set_record (BalaiRecordItem *self,
                              BalaiRecord     *record)
{
  g_return_if_fail (BALAI_IS_RECORD_ITEM (self));

  if (g_set_object (&self->record, record))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}
