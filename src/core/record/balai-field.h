/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/**
 * BalaiFieldType:
 * @BALAI_FIELD_TEXT: text in UTF-8
 * @BALAI_FIELD_INTEGER: a count
 * @BALAI_FIELD_REAL: a measure
 * @BALAI_FIELD_BOOLEAN: yes or no
 * @BALAI_FIELD_MONEY: whole rupiah
 * @BALAI_FIELD_BASIS_POINTS: hundredths of a percent
 * @BALAI_FIELD_DATE: a civil date, days since 1970-01-01
 * @BALAI_FIELD_INSTANT: seconds since 1970-01-01 UTC; its zone is a field of its own, since start and end share it
 * @BALAI_FIELD_TIME: a time of day, seconds since midnight
 * @BALAI_FIELD_DURATION: seconds
 * @BALAI_FIELD_COORDINATES: "latitude,longitude" in degrees
 * @BALAI_FIELD_ENUM: one of a list of codes
 * @BALAI_FIELD_REFERENCE: the id of a record of another kind
 * @BALAI_FIELD_CODE: text that looks like a number and is none
 * @BALAI_FIELD_ATTACHMENT: hash of a file
 * @BALAI_FIELD_JSON: a value of JSON, kept as text
 */
typedef enum
{
  BALAI_FIELD_TEXT,
  BALAI_FIELD_INTEGER,
  BALAI_FIELD_REAL,
  BALAI_FIELD_BOOLEAN,
  BALAI_FIELD_MONEY,
  BALAI_FIELD_BASIS_POINTS,
  BALAI_FIELD_DATE,
  BALAI_FIELD_INSTANT,
  BALAI_FIELD_TIME,
  BALAI_FIELD_DURATION,
  BALAI_FIELD_COORDINATES,
  BALAI_FIELD_ENUM,
  BALAI_FIELD_REFERENCE,
  BALAI_FIELD_CODE,
  BALAI_FIELD_ATTACHMENT,
  BALAI_FIELD_JSON,
} BalaiFieldType;

/**
 * BalaiFieldFlags:
 * @BALAI_FIELD_REQUIRED: the rules ask for a value; the table does not, since a column added later could not have one
 * @BALAI_FIELD_SEARCHABLE: part of the full-text search
 * @BALAI_FIELD_PERSONAL: masked where it is not needed, never logged, never indexed
 * @BALAI_FIELD_IMMUTABLE: set once
 * @BALAI_FIELD_INDEXED: looked up by
 * @BALAI_FIELD_HIDDEN: of no interest in a form or an export
 * @BALAI_FIELD_MULTILINE: text of several lines
 * @BALAI_FIELD_OWNER: of a reference: the record goes when the one it points at goes
 * @BALAI_FIELD_DAY_AFTER: a date that is the first day no longer meant; a person is shown, and types, the day before
 */
typedef enum
{
  BALAI_FIELD_REQUIRED   = 1 << 0,
  BALAI_FIELD_SEARCHABLE = 1 << 1,
  BALAI_FIELD_PERSONAL   = 1 << 2,
  BALAI_FIELD_IMMUTABLE  = 1 << 3,
  BALAI_FIELD_INDEXED    = 1 << 4,
  BALAI_FIELD_HIDDEN     = 1 << 5,
  BALAI_FIELD_MULTILINE  = 1 << 6,
  BALAI_FIELD_OWNER      = 1 << 7,
  BALAI_FIELD_DAY_AFTER  = 1 << 8,
} BalaiFieldFlags;

/**
 * BalaiMergePolicy:
 * @BALAI_MERGE_ASK: two values are put before a person
 * @BALAI_MERGE_UNION: of texts, a set of words parted by ", ", or of lines: what either side added, without what either
 *   took away
 * @BALAI_MERGE_APPEND: of texts, the lines that each added below, one after the other; a person is asked where one has
 *   changed what was there before
 * @BALAI_MERGE_MAX: of numbers, the greater; none is less than any
 * @BALAI_MERGE_SERVER: what the server has
 * @BALAI_MERGE_LAST: what the server took last
 *
 * How two changes of a field meet. Fields of one group have one of those that prefer a side as a whole, or ask.
 */
typedef enum
{
  BALAI_MERGE_ASK,
  BALAI_MERGE_UNION,
  BALAI_MERGE_APPEND,
  BALAI_MERGE_MAX,
  BALAI_MERGE_SERVER,
  BALAI_MERGE_LAST,
} BalaiMergePolicy;

/**
 * BalaiView:
 * @BALAI_VIEW_FULL: only who may read the whole record sees the field
 * @BALAI_VIEW_MASKED: also who may read a masked record
 * @BALAI_VIEW_BUSY: also who may know no more than that something is taken
 */
typedef enum
{
  BALAI_VIEW_FULL,
  BALAI_VIEW_MASKED,
  BALAI_VIEW_BUSY,
} BalaiView;

typedef struct
{
  const char *code;
  const char *label;
} BalaiEnumValue;

/**
 * BalaiField:
 * @name: column, JSON key and name of the property; lower case with underscores
 * @type: what it holds
 * @label: heading in English, marked for translation
 * @flags: #BalaiFieldFlags
 * @kind: (nullable): of a reference, the name of the kind it points at
 * @values: (nullable): of an enum, its codes, ended by an empty one; of a code, those that a form offers
 * @initial: (nullable): value of a new record, as in JSON without quotes
 * @group: (nullable): fields of one group merge as one
 * @policy: how two changes merge
 * @view: who sees it
 * @since: version of the format that brought it; 0 counts as 1
 * @minimum: smallest number allowed; together with @maximum 0 for no limit
 * @maximum: greatest number allowed, or of a text its length in characters
 * @hint: (nullable): what a person should know who fills it in, a sentence in English, marked for translation
 *
 * One row of the description of a kind: table, JSON, checks, merge, search, log and form come from it.
 */
typedef struct
{
  const char           *name;
  BalaiFieldType        type;
  const char           *label;
  guint                 flags;
  const char           *kind;
  const BalaiEnumValue *values;
  const char           *initial;
  const char           *group;
  BalaiMergePolicy      policy;
  BalaiView             view;
  guint                 since;
  int64_t               minimum;
  int64_t               maximum;
  const char           *hint;
} BalaiField;

#define BALAI_TEXT_LIMIT       1000
#define BALAI_MULTILINE_LIMIT  100000

/**
 * BalaiStorage:
 * @BALAI_STORAGE_INTEGER: a 64-bit integer
 * @BALAI_STORAGE_REAL: a double
 * @BALAI_STORAGE_TEXT: text
 *
 * How a value lies in memory and in a table.
 */
typedef enum
{
  BALAI_STORAGE_INTEGER,
  BALAI_STORAGE_REAL,
  BALAI_STORAGE_TEXT,
} BalaiStorage;

BalaiStorage balai_field_get_storage    (const BalaiField *self);
const char  *balai_field_get_label      (const BalaiField *self);
int64_t      balai_field_get_text_limit (const BalaiField *self);
const char  *balai_field_get_enum_label (const BalaiField *self,
                                         const char       *code);
gboolean     balai_field_has_day        (int64_t           day);
gboolean     balai_field_has_instant    (int64_t           instant);
gboolean     balai_field_has_enum_code  (const BalaiField *self,
                                         const char       *code);

G_END_DECLS
