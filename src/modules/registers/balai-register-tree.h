/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-repository.h"

G_BEGIN_DECLS

#define BALAI_TYPE_REGISTER_NODE (balai_register_node_get_type ())
G_DECLARE_FINAL_TYPE (BalaiRegisterNode, balai_register_node, BALAI, REGISTER_NODE, GObject)

BalaiRecord *balai_register_node_get_record (BalaiRegisterNode *self);
guint        balai_register_node_get_depth  (BalaiRegisterNode *self);
GPtrArray   *balai_register_tree_sort       (GPtrArray         *records,
                                             int                parent_field);

G_END_DECLS
