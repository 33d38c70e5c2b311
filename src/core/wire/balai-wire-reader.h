/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <stdint.h>

#include "balai-json-gate.h"

G_BEGIN_DECLS

/**
 * BalaiWireError:
 * @BALAI_WIRE_ERROR_NOT_JSON: the parser refused what the gate let through
 * @BALAI_WIRE_ERROR_NOT_OBJECT: a message, or a part of one, that is no object
 * @BALAI_WIRE_ERROR_MISSING: a member is missing
 * @BALAI_WIRE_ERROR_TYPE: a member is of another type
 * @BALAI_WIRE_ERROR_RANGE: a number is smaller or greater than it can be
 * @BALAI_WIRE_ERROR_FORM: a text is no id, no hash, no name, empty or too long
 * @BALAI_WIRE_ERROR_WORD: a word of a fixed list that is not on it
 * @BALAI_WIRE_ERROR_COUNT: a list is longer than it may be, or names something twice
 * @BALAI_WIRE_ERROR_CONTRADICTION: members that do not go together
 * @BALAI_WIRE_ERROR_HASH: values that are not those the hash was made of
 * @BALAI_WIRE_ERROR_UNKNOWN_KIND: a kind that this Balai does not know, or that is never sent
 * @BALAI_WIRE_ERROR_BAD_VALUE: a value that its field cannot hold
 *
 * What the gate refuses is a #BalaiJsonError.
 */
typedef enum
{
  BALAI_WIRE_ERROR_NOT_JSON,
  BALAI_WIRE_ERROR_NOT_OBJECT,
  BALAI_WIRE_ERROR_MISSING,
  BALAI_WIRE_ERROR_TYPE,
  BALAI_WIRE_ERROR_RANGE,
  BALAI_WIRE_ERROR_FORM,
  BALAI_WIRE_ERROR_WORD,
  BALAI_WIRE_ERROR_COUNT,
  BALAI_WIRE_ERROR_CONTRADICTION,
  BALAI_WIRE_ERROR_HASH,
  BALAI_WIRE_ERROR_UNKNOWN_KIND,
  BALAI_WIRE_ERROR_BAD_VALUE,
} BalaiWireError;

#define BALAI_WIRE_ERROR (balai_wire_error_quark ())
GQuark balai_wire_error_quark (void);

/**
 * BalaiWireReader:
 * @object: (unowned): what is read
 * @error: (nullable) (unowned): where the first fault goes
 * @failed: whether there was one; from then on all that is read is empty
 *
 * Takes the members of an envelope one by one, and asks once, at the end, whether all was well. Members that nobody
 * asks for are passed over: a newer Balai may have sent them.
 */
typedef struct
{
  JsonObject  *object;
  GError     **error;
  gboolean     failed;
} BalaiWireReader;

/**
 * BalaiWireCheck:
 * @text: a text of an envelope
 *
 * Returns: whether it has the form it must have
 */
typedef gboolean (*BalaiWireCheck) (const char *text);

#define BALAI_WIRE_NAME_LIMIT 64
#define BALAI_WIRE_TEXT_LIMIT 255

JsonObject *balai_wire_parse            (const char             *text,
                                         gssize                  length,
                                         const BalaiJsonLimits  *limits,
                                         GError                **error);

gboolean    balai_wire_is_id            (const char             *text);
gboolean    balai_wire_is_name          (const char             *text);
gboolean    balai_wire_is_stream        (const char             *text);
gboolean    balai_wire_is_text          (const char             *text);
gboolean    balai_wire_is_some          (const char             *text);
gboolean    balai_wire_is_sha           (const char             *text);

void        balai_wire_reader_fail      (BalaiWireReader        *self,
                                         BalaiWireError          code,
                                         const char             *name,
                                         const char             *reason);
const char *balai_wire_reader_get_text  (BalaiWireReader        *self,
                                         const char             *name,
                                         BalaiWireCheck          check);
const char *balai_wire_reader_find_text (BalaiWireReader        *self,
                                         const char             *name,
                                         BalaiWireCheck          check);
int         balai_wire_reader_get_word  (BalaiWireReader        *self,
                                         const char             *name,
                                         const char *const      *words);
int64_t     balai_wire_reader_get_int   (BalaiWireReader        *self,
                                         const char             *name,
                                         int64_t                 minimum);
int64_t     balai_wire_reader_find_int  (BalaiWireReader        *self,
                                         const char             *name,
                                         int64_t                 minimum);
gboolean    balai_wire_reader_find_flag (BalaiWireReader        *self,
                                         const char             *name);
JsonObject *balai_wire_reader_get_object (BalaiWireReader       *self,
                                         const char             *name);
JsonObject *balai_wire_reader_find_object (BalaiWireReader      *self,
                                         const char             *name);
JsonArray  *balai_wire_reader_get_array (BalaiWireReader        *self,
                                         const char             *name,
                                         guint                   limit);
JsonArray  *balai_wire_reader_find_array (BalaiWireReader       *self,
                                         const char             *name,
                                         guint                   limit);
JsonObject *balai_wire_reader_get_item  (BalaiWireReader        *self,
                                         const char             *name,
                                         JsonArray              *array,
                                         guint                   position);
char      **balai_wire_reader_find_list (BalaiWireReader        *self,
                                         const char             *name,
                                         BalaiWireCheck          check,
                                         guint                   limit);

G_END_DECLS
