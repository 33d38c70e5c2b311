/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-database.h"
#include "balai-record.h"

G_BEGIN_DECLS

/**
 * BalaiCompare:
 * @BALAI_EQUAL: the same
 * @BALAI_NOT_EQUAL: another, or none
 * @BALAI_LESS: smaller
 * @BALAI_LESS_OR_EQUAL: smaller or the same
 * @BALAI_GREATER: greater
 * @BALAI_GREATER_OR_EQUAL: greater or the same
 */
typedef enum
{
  BALAI_EQUAL,
  BALAI_NOT_EQUAL,
  BALAI_LESS,
  BALAI_LESS_OR_EQUAL,
  BALAI_GREATER,
  BALAI_GREATER_OR_EQUAL,
} BalaiCompare;

typedef struct _BalaiQuery BalaiQuery;

BalaiQuery      *balai_query_new         (const BalaiKind *kind);
BalaiQuery      *balai_query_copy        (BalaiQuery      *self);
void             balai_query_free        (BalaiQuery      *self);
const BalaiKind *balai_query_get_kind    (BalaiQuery      *self);
void             balai_query_where_text  (BalaiQuery      *self,
                                          int              field,
                                          BalaiCompare     compare,
                                          const char      *value);
void             balai_query_where_int   (BalaiQuery      *self,
                                          int              field,
                                          BalaiCompare     compare,
                                          int64_t          value);
void             balai_query_where_null  (BalaiQuery      *self,
                                          int              field,
                                          gboolean         null);
void             balai_query_search      (BalaiQuery      *self,
                                          const char      *words);
void             balai_query_order_by    (BalaiQuery      *self,
                                          int              field,
                                          gboolean         descending);
void             balai_query_limit       (BalaiQuery      *self,
                                          int64_t          limit,
                                          int64_t          offset);
char            *balai_search_expression (const char      *words);

/* For the repository */
char            *balai_query_to_sql      (BalaiQuery      *self,
                                          const char      *columns);
void             balai_query_bind        (BalaiQuery      *self,
                                          BalaiStatement  *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiQuery, balai_query_free)

G_END_DECLS
