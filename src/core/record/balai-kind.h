/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "balai-field.h"

G_BEGIN_DECLS

typedef struct _BalaiKind BalaiKind;
typedef struct _BalaiRecord BalaiRecord;
typedef struct _BalaiRepository BalaiRepository;

/**
 * BalaiKindFlags:
 * @BALAI_KIND_SYNCED: goes to the city's server
 * @BALAI_KIND_LOCAL: stays on this computer
 * @BALAI_KIND_DERIVED: rebuilt from others: no operations, undo, search or log; its table has the fields alone
 */
typedef enum
{
  BALAI_KIND_SYNCED,
  BALAI_KIND_LOCAL,
  BALAI_KIND_DERIVED,
} BalaiKindFlags;

/**
 * BalaiIndex:
 * @name: what sets it apart from others of the kind
 * @columns: columns, divided by commas
 * @where: (nullable): condition of a partial index
 */
typedef struct
{
  const char *name;
  const char *columns;
  const char *where;
} BalaiIndex;

/**
 * BalaiSeverity:
 * @BALAI_SEVERITY_WARN: a person should know
 * @BALAI_SEVERITY_BLOCK: it may not be saved so
 */
typedef enum
{
  BALAI_SEVERITY_WARN,
  BALAI_SEVERITY_BLOCK,
} BalaiSeverity;

/**
 * BalaiFinding:
 * @code: stable name of the rule that was broken; the words come from it
 * @kind: the kind of the record
 * @id: the record
 * @field: index of the field in the kind, or -1
 * @severity: whether it blocks
 * @number: for the message: a limit, an amount
 * @detail: (nullable) (owned): for the message: a name
 */
typedef struct
{
  const char      *code;
  const BalaiKind *kind;
  char            *id;
  int              field;
  BalaiSeverity    severity;
  int64_t          number;
  char            *detail;
} BalaiFinding;

/**
 * BalaiValidateFunc:
 * @record: what is to be saved
 * @repository: what else is there, the record itself and its children included
 * @findings: (element-type BalaiFinding): where to add what is wrong
 *
 * The rules of a kind beside its table. They never ask the clock or the database by themselves.
 */
typedef void (*BalaiValidateFunc) (BalaiRecord     *record,
                                   BalaiRepository *repository,
                                   GPtrArray       *findings);

/**
 * BalaiDescribeFunc:
 * @finding: what the rules of the kind found
 *
 * Returns: (transfer full) (nullable): a sentence in the language of the program, or %NULL for a code that is not the
 *   kind's own
 */
typedef char *(*BalaiDescribeFunc) (const BalaiFinding *finding);

/**
 * BalaiSuggestFunc:
 * @record: a new record that is being typed
 * @field: index of a field that nobody has been in
 *
 * Returns: (transfer full) (nullable): what it may well be, to go by what else is typed
 */
typedef char *(*BalaiSuggestFunc) (BalaiRecord *record,
                                   int          field);

/**
 * BalaiAdviseFunc:
 * @record: what is being typed
 * @repository: what else is there
 * @field: (out): index of the field it concerns
 * @detail: (out) (transfer full) (nullable): lines below
 *
 * Returns: (transfer full) (nullable): what a person should know before saving, in a sentence; it forbids nothing
 */
typedef char *(*BalaiAdviseFunc) (BalaiRecord      *record,
                                  BalaiRepository  *repository,
                                  int              *field,
                                  char            **detail);

struct _BalaiKind
{
  const char        *name;        /* table, type on the wire */
  const char        *label;       /* one of them, in English, marked for translation */
  const char        *label_many;  /* several of them */
  BalaiKindFlags     flags;
  guint              since;
  const BalaiField  *fields;
  guint              n_fields;
  int                title_field;  /* what a person calls it by */
  const char        *parent_field; /* (nullable): the reference to the record it hangs on */
  const BalaiIndex  *indexes;      /* (nullable): beyond those of the fields; ended by an empty one */
  BalaiValidateFunc  validate;     /* (nullable) */
  gboolean           alone;        /* @validate looks at the record alone, and takes no repository */
  BalaiDescribeFunc  describe;     /* (nullable): the words of what @validate finds */
  GType            (*get_type) (void); /* (nullable) for derived kinds */
  BalaiSuggestFunc   suggest;      /* (nullable) */
  BalaiAdviseFunc    advise;       /* (nullable) */
  gboolean           single;       /* there is one of it: a person changes it, and adds or deletes none */
};

int                 balai_kind_find_field     (const BalaiKind    *self,
                                               const char         *name);
guint64             balai_kind_get_group      (const BalaiKind    *self,
                                               int                 field);
guint64             balai_kind_widen          (const BalaiKind    *self,
                                               guint64             fields);
const char         *balai_kind_get_label      (const BalaiKind    *self);
const char         *balai_kind_get_label_many (const BalaiKind    *self);
void                balai_kind_check          (const BalaiKind    *self,
                                               BalaiRecord        *record,
                                               GPtrArray          *findings);
BalaiFinding       *balai_finding_add         (GPtrArray          *findings,
                                               BalaiRecord        *record,
                                               int                 field,
                                               BalaiSeverity       severity,
                                               const char         *code);
void                balai_finding_free        (BalaiFinding       *self);
GPtrArray          *balai_findings_new        (void);
const BalaiFinding *balai_findings_get_block  (GPtrArray          *findings);
char               *balai_finding_to_text     (const BalaiFinding *self);

G_END_DECLS
