/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "balai-json-gate.h"
#include "balai-record.h"
#include "balai-registry.h"

G_BEGIN_DECLS

/**
 * BalaiWireError:
 * @BALAI_WIRE_ERROR_NOT_JSON: the parser refused what the gate let through
 * @BALAI_WIRE_ERROR_ENVELOPE: a member of the envelope is missing or of another type
 * @BALAI_WIRE_ERROR_UNKNOWN_KIND: a kind that this Balai does not know, or that is never sent
 * @BALAI_WIRE_ERROR_BAD_VALUE: a value that its field cannot hold
 *
 * What the gate refuses is a #BalaiJsonError.
 */
typedef enum
{
  BALAI_WIRE_ERROR_NOT_JSON,
  BALAI_WIRE_ERROR_ENVELOPE,
  BALAI_WIRE_ERROR_UNKNOWN_KIND,
  BALAI_WIRE_ERROR_BAD_VALUE,
} BalaiWireError;

#define BALAI_WIRE_ERROR (balai_wire_error_quark ())
GQuark balai_wire_error_quark (void);

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

G_END_DECLS
