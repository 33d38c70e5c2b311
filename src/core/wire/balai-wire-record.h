/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "balai-record.h"
#include "balai-registry.h"
#include "balai-wire-reader.h"

G_BEGIN_DECLS

void         balai_wire_record_append      (BalaiRecord    *record,
                                            GString        *json);
char        *balai_wire_record_encode      (BalaiRecord    *record);
BalaiRecord *balai_wire_record_decode      (BalaiRegistry  *registry,
                                            const char     *text,
                                            gssize          length,
                                            GError        **error);
BalaiRecord *balai_wire_record_from_object (BalaiRegistry  *registry,
                                            JsonObject     *object,
                                            GError        **error);
BalaiRecord *balai_wire_record_from_values (BalaiRegistry   *registry,
                                            const char      *kind,
                                            const char      *id,
                                            int64_t          revision,
                                            int64_t          base_revision,
                                            gboolean         deleted,
                                            JsonObject      *values,
                                            GError         **error);

G_END_DECLS
