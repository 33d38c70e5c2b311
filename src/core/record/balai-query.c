/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-query.h"

#include "balai-database.h"

/**
 * BalaiQuery:
 *
 * Which records of a kind, in which order. Tombstones are left out unless they are asked for.
 */
typedef struct
{
  int          field;
  BalaiCompare compare;
  int          null;    /* 1: has no value, 0: has one, -1: compare */
  int64_t      integer;
  char        *text;    /* (owned) (nullable) */
} Condition;

typedef struct
{
  int      field;
  gboolean descending;
} Order;

struct _BalaiQuery
{
  const BalaiKind *kind;
  GArray          *conditions; /* (owned) (element-type Condition) */
  GArray          *orders;     /* (owned) (element-type Order) */
  char            *search;     /* (owned) (nullable): expression of the full-text search */
  int64_t          limit;
  int64_t          offset;
};

static void
condition_clear (gpointer data)
{
  g_free (((Condition *) data)->text);
}

/**
 * balai_query_new:
 * @kind: of what
 *
 * Returns: (transfer full): all records of the kind, in no particular order
 */
BalaiQuery *
balai_query_new (const BalaiKind *kind)
{
  BalaiQuery *self = g_new0 (BalaiQuery, 1);

  self->kind = kind;
  self->conditions = g_array_new (FALSE, TRUE, sizeof (Condition));
  g_array_set_clear_func (self->conditions, condition_clear);
  self->orders = g_array_new (FALSE, FALSE, sizeof (Order));
  self->limit = -1;
  return self;
}

BalaiQuery *
balai_query_copy (BalaiQuery *self)
{
  BalaiQuery *copy = balai_query_new (self->kind);

  for (guint i = 0; i < self->conditions->len; i++)
    {
      Condition condition = g_array_index (self->conditions, Condition, i);

      condition.text = g_strdup (condition.text);
      g_array_append_val (copy->conditions, condition);
    }
  g_array_append_vals (copy->orders, self->orders->data, self->orders->len);
  copy->search = g_strdup (self->search);
  copy->limit = self->limit;
  copy->offset = self->offset;
  return copy;
}

void
balai_query_free (BalaiQuery *self)
{
  g_array_unref (self->conditions);
  g_array_unref (self->orders);
  g_free (self->search);
  g_free (self);
}

const BalaiKind *
balai_query_get_kind (BalaiQuery *self)
{
  return self->kind;
}

void
balai_query_where_text (BalaiQuery   *self,
                        int           field,
                        BalaiCompare  compare,
                        const char   *value)
{
  Condition condition = { field, compare, -1, 0, g_strdup (value) };

  g_return_if_fail (balai_field_get_storage (&self->kind->fields[field]) == BALAI_STORAGE_TEXT);
  g_return_if_fail (value != NULL);

  g_array_append_val (self->conditions, condition);
}

void
balai_query_where_int (BalaiQuery   *self,
                       int           field,
                       BalaiCompare  compare,
                       int64_t       value)
{
  Condition condition = { field, compare, -1, value, NULL };

  g_return_if_fail (balai_field_get_storage (&self->kind->fields[field]) == BALAI_STORAGE_INTEGER);

  g_array_append_val (self->conditions, condition);
}

/**
 * balai_query_where_null:
 * @self: a query
 * @field: index of a field
 * @null: whether it shall have no value
 */
void
balai_query_where_null (BalaiQuery *self,
                        int         field,
                        gboolean    null)
{
  Condition condition = { field, BALAI_EQUAL, null ? 1 : 0, 0, NULL };

  g_array_append_val (self->conditions, condition);
}

/**
 * balai_search_expression:
 * @words: what a person typed
 *
 * Returns: (transfer full) (nullable): the expression that finds what has all of the words, the last of them perhaps
 *   not typed to its end; %NULL when there is no word
 */
char *
balai_search_expression (const char *words)
{
  g_autoptr (GString) expression = g_string_new (NULL);
  g_autoptr (GString) word = g_string_new (NULL);

  if (words == NULL || !g_utf8_validate (words, -1, NULL))
    return NULL;
  for (;; words = g_utf8_next_char (words))
    {
      gunichar c = g_utf8_get_char (words);

      if (c != 0 && g_unichar_isalnum (c))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      if (word->len > 0)
        {
          g_string_append_printf (expression, "%s\"%s\"*", expression->len > 0 ? " " : "", word->str);
          g_string_truncate (word, 0);
        }
      if (c == 0)
        break;
    }
  return expression->len > 0 ? g_string_free (g_steal_pointer (&expression), FALSE) : NULL;
}

/**
 * balai_query_search:
 * @self: a query
 * @words: (nullable): what a person typed; without a word it asks for nothing
 */
void
balai_query_search (BalaiQuery *self,
                    const char *words)
{
  g_free (self->search);
  self->search = balai_search_expression (words);
}

/**
 * balai_query_order_by:
 * @self: a query
 * @field: index of a field; further calls add further keys
 * @descending: whether the greatest comes first
 */
void
balai_query_order_by (BalaiQuery *self,
                      int         field,
                      gboolean    descending)
{
  Order order = { field, descending };

  g_array_append_val (self->orders, order);
}

void
balai_query_limit (BalaiQuery *self,
                   int64_t     limit,
                   int64_t     offset)
{
  self->limit = limit;
  self->offset = offset;
}

/**
 * balai_query_to_sql:
 * @self: a query
 * @columns: what to read of each row
 *
 * Returns: (transfer full): a statement whose parameters balai_query_bind() fills
 */
char *
balai_query_to_sql (BalaiQuery *self,
                    const char *columns)
{
  static const char *const operators[] = { "=", "IS NOT", "<", "<=", ">", ">=" };
  GString *sql = g_string_new (NULL);
  const char *word = " WHERE ";
  int parameter = 1;

  g_string_append_printf (sql, "SELECT %s FROM \"%s\"", columns, self->kind->name);
  if (self->kind->flags != BALAI_KIND_DERIVED)
    {
      g_string_append_printf (sql, "%sdeleted_at IS NULL", word);
      word = " AND ";
    }
  for (guint i = 0; i < self->conditions->len; i++)
    {
      const Condition *condition = &g_array_index (self->conditions, Condition, i);
      const char *name = self->kind->fields[condition->field].name;

      if (condition->null >= 0)
        g_string_append_printf (sql, "%s\"%s\" IS %sNULL", word, name, condition->null ? "" : "NOT ");
      else
        g_string_append_printf (sql, "%s\"%s\" %s ?%d", word, name, operators[condition->compare], parameter++);
      word = " AND ";
    }
  if (self->search)
    g_string_append_printf (sql,
                            "%sid IN (SELECT record FROM search_text WHERE kind = '%s' AND n IN"
                            " (SELECT rowid FROM search WHERE search MATCH ?%d))",
                            word, self->kind->name, parameter++);
  for (guint i = 0; i < self->orders->len; i++)
    {
      const Order *order = &g_array_index (self->orders, Order, i);
      const BalaiField *field = &self->kind->fields[order->field];

      g_string_append_printf (sql, "%s\"%s\"%s%s", i == 0 ? " ORDER BY " : ", ", field->name,
                              field->type == BALAI_FIELD_TEXT ? " COLLATE NOCASE" : "",
                              order->descending ? " DESC" : "");
    }
  if (self->orders->len > 0)
    g_string_append (sql, ", rowid");
  if (self->limit >= 0)
    g_string_append_printf (sql, " LIMIT ?%d OFFSET ?%d", parameter, parameter + 1);
  return g_string_free (sql, FALSE);
}

void
balai_query_bind (BalaiQuery     *self,
                  BalaiStatement *statement)
{
  int parameter = 1;

  for (guint i = 0; i < self->conditions->len; i++)
    {
      const Condition *condition = &g_array_index (self->conditions, Condition, i);

      if (condition->null >= 0)
        continue;
      if (condition->text)
        balai_statement_bind_text (statement, parameter++, condition->text);
      else
        balai_statement_bind_int (statement, parameter++, condition->integer);
    }
  if (self->search)
    balai_statement_bind_text (statement, parameter++, self->search);
  if (self->limit >= 0)
    {
      balai_statement_bind_int (statement, parameter++, self->limit);
      balai_statement_bind_int (statement, parameter++, self->offset);
    }
}
