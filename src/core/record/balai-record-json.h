/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "balai-record.h"

G_BEGIN_DECLS

void     balai_json_append_string     (GString      *json,
                                       const char   *text);
void     balai_json_append_number     (GString      *json,
                                       double        number);
void     balai_json_append_node       (GString      *json,
                                       JsonNode     *node);
gboolean balai_record_append_json     (BalaiRecord  *self,
                                       GString      *json,
                                       guint64       fields);
char    *balai_record_to_json         (BalaiRecord  *self);
guint64  balai_record_adopt_extra     (BalaiRecord  *self);
gboolean balai_record_set_from_object (BalaiRecord  *self,
                                       JsonObject   *object,
                                       GError      **error);
gboolean balai_record_set_from_json   (BalaiRecord  *self,
                                       const char   *json,
                                       GError      **error);

#define BALAI_ALL_FIELDS G_MAXUINT64

G_END_DECLS
