/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>
#include <stdint.h>

#include "balai-field.h"
#include "balai-record.h"
#include "balai-registry.h"
#include "balai-wire-reader.h"

G_BEGIN_DECLS

/* How many files one record may name, and how many groups of fields may be locked. */
#define BALAI_WIRE_ROW_FILES 100
#define BALAI_WIRE_ROW_LOCKS 64

#define BALAI_WIRE_HASH_LENGTH 16

/* A record that is stored and fits into no message would keep everyone who may see it from ever going on. So its fields
 * are held to less than a message is, and the rows of a message are counted: one that has less than
 * BALAI_WIRE_ROWS_SIZE may take one row more, whichever it is. */
#define BALAI_WIRE_ROW_SIZE   ((gsize) 256 << 10)
#define BALAI_WIRE_ROW_TOKENS 20000
#define BALAI_WIRE_ROW_DEPTH  (BALAI_JSON_DEPTH - 5)
#define BALAI_WIRE_ROWS_SIZE  ((gsize) 320 << 10)

/**
 * BalaiWireFile:
 * @sha: (owned): SHA-256 of the file
 * @size: its bytes
 * @mime: (owned): its type
 * @ok: whether the server has all of it
 *
 * A file that a record names.
 */
typedef struct
{
  char     *sha;
  int64_t   size;
  char     *mime;
  gboolean  ok;
} BalaiWireFile;

/**
 * BalaiWireRow:
 * @kind: (owned): the kind of the record, as its name; whether there is such a kind is not looked at
 * @id: (owned): the record
 * @gone: it left the stream, and of all else there is nothing but @seq; it need not be deleted
 * @rev: its revision, from 1
 * @seq: the number of the change in its stream, from 1; 0 in a result, which belongs to no stream
 * @view: how much of it this is
 * @sv: version of the format the fields are written in
 * @state: (owned) (nullable): its state, of a kind that has states
 * @fields: (owned) (nullable): canonical form of its fields, none of them null; set it by
 *   balai_wire_row_set_fields()
 * @values: (owned) (nullable): the same, parsed
 * @deleted: whether it is deleted
 * @by: (owned) (nullable): who changed it last
 * @at: when, by the clock of the server, in milliseconds since 1970
 * @hash: (owned) (nullable): the hash of what it says, 16 digits; set it by balai_wire_row_seal()
 * @lock: (owned) (nullable): groups of fields that may not be changed now
 * @files: (owned) (nullable) (element-type BalaiWireFile): files it names
 *
 * A record as the server tells of it. Public while it is filled, and then only read.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount  ref_count;

  /*< public >*/
  char            *kind;
  char            *id;
  gboolean         gone;
  int64_t          rev;
  int64_t          seq;
  BalaiView        view;
  int64_t          sv;
  char            *state;
  char            *fields;
  JsonObject      *values;
  gboolean         deleted;
  char            *by;
  int64_t          at;
  char            *hash;
  char           **lock;
  GPtrArray       *files;
} BalaiWireRow;

BalaiWireRow *balai_wire_row_new             (const char     *kind,
                                              const char     *id,
                                              int64_t         rev);
BalaiWireRow *balai_wire_row_new_gone        (const char     *kind,
                                              const char     *id,
                                              int64_t         seq);
BalaiWireRow *balai_wire_row_new_from_record (BalaiRecord    *record,
                                              GError        **error);
BalaiWireRow *balai_wire_row_ref             (BalaiWireRow   *self);
void          balai_wire_row_unref           (BalaiWireRow   *self);
void          balai_wire_row_set_fields      (BalaiWireRow   *self,
                                              JsonObject     *values);
void          balai_wire_row_add_file        (BalaiWireRow   *self,
                                              const char     *sha,
                                              int64_t         size,
                                              const char     *mime,
                                              gboolean        ok);
void          balai_wire_row_seal            (BalaiWireRow   *self);
void          balai_wire_row_append          (BalaiWireRow   *self,
                                              GString        *json);
char         *balai_wire_row_encode          (BalaiWireRow   *self);
BalaiWireRow *balai_wire_row_from_object     (JsonObject     *object,
                                              GError        **error);
BalaiWireRow *balai_wire_row_decode          (const char     *text,
                                              gssize          length,
                                              GError        **error);
BalaiRecord  *balai_wire_row_to_record       (BalaiWireRow   *self,
                                              BalaiRegistry  *registry,
                                              GError        **error);
char         *balai_wire_row_hash            (const char     *kind,
                                              const char     *id,
                                              int64_t         rev,
                                              const char     *state,
                                              const char     *fields,
                                              gboolean        deleted);
const char   *balai_view_to_word             (BalaiView       view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiWireRow, balai_wire_row_unref)

G_END_DECLS
