/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-record-json.h"
#include "balai-repository-private.h"
#include "balai-uuid.h"

/* How a record comes to lie in its table: row, text of the search, log and, on a desk with a server, the operation, all
 * in the transaction of the batch. */

gboolean
balai_repository_run (BalaiRepository  *self,
                      GError          **error,
                      const char       *sql,
                      const char       *types,
                      ...)
{
  BalaiStatement *statement = balai_database_get (balai_repository_get_database (self), sql, error);
  va_list args;

  if (statement == NULL)
    return FALSE;
  va_start (args, types);
  for (int i = 0; types[i] != '\0'; i++)
    {
      if (types[i] == 's')
        balai_statement_bind_text (statement, i + 1, va_arg (args, const char *));
      else
        balai_statement_bind_int (statement, i + 1, va_arg (args, int64_t));
    }
  va_end (args);
  return balai_statement_run (statement, error);
}

static void
bind_value (BalaiStatement *statement,
            int             position,
            BalaiRecord    *record,
            int             field)
{
  if (balai_record_is_null (record, field))
    {
      balai_statement_bind_null (statement, position);
      return;
    }
  switch (balai_field_get_storage (&balai_record_get_kind (record)->fields[field]))
    {
    case BALAI_STORAGE_INTEGER:
      balai_statement_bind_int (statement, position, balai_record_get_int (record, field));
      break;
    case BALAI_STORAGE_REAL:
      balai_statement_bind_real (statement, position, balai_record_get_real (record, field));
      break;
    case BALAI_STORAGE_TEXT:
    default:
      balai_statement_bind_text (statement, position, balai_record_get_text (record, field));
      break;
    }
}

static gboolean
insert_row (BalaiRepository  *self,
            BalaiRecord      *record,
            GError          **error)
{
  const BalaiKind *kind = balai_record_get_kind (record);
  BalaiStatement *statement = balai_database_get (balai_repository_get_database (self),
                                                  balai_repository_get_statements (self, kind)->insert, error);

  if (statement == NULL)
    return FALSE;
  balai_statement_bind_text (statement, 1, balai_record_get_id (record));
  balai_statement_bind_int (statement, 2, 1);
  balai_statement_bind_int (statement, 3, balai_record_get_base_revision (record));
  balai_statement_bind_null (statement, 4);
  balai_statement_bind_int (statement, 5, balai_repository_now (self));
  balai_statement_bind_text (statement, 6, balai_record_get_extra (record));
  for (guint i = 0; i < kind->n_fields; i++)
    bind_value (statement, (int) i + 7, record, (int) i);
  return balai_statement_run (statement, error);
}

static gboolean
update_row (BalaiRepository  *self,
            BalaiRecord      *record,
            guint64           fields,
            gboolean          deleted,
            GError          **error)
{
  const BalaiKind *kind = balai_record_get_kind (record);
  g_autoptr (GString) sql = g_string_new (NULL);
  BalaiStatement *statement;
  int position = 6;

  g_string_append_printf (sql, "UPDATE \"%s\" SET rev = rev + 1, updated_at = ?3, deleted_at = ?4, extra = ?5",
                          kind->name);
  for (guint i = 0; i < kind->n_fields; i++)
    if (fields & (G_GUINT64_CONSTANT (1) << i))
      g_string_append_printf (sql, ", \"%s\" = ?%d", kind->fields[i].name, position++);
  g_string_append (sql, " WHERE id = ?1 AND rev = ?2");

  statement = balai_database_get (balai_repository_get_database (self), sql->str, error);
  if (statement == NULL)
    return FALSE;
  balai_statement_bind_text (statement, 1, balai_record_get_id (record));
  balai_statement_bind_int (statement, 2, balai_record_get_revision (record));
  balai_statement_bind_int (statement, 3, balai_repository_now (self));
  if (deleted)
    balai_statement_bind_int (statement, 4, balai_repository_now (self));
  balai_statement_bind_text (statement, 5, balai_record_get_extra (record));
  position = 6;
  for (guint i = 0; i < kind->n_fields; i++)
    if (fields & (G_GUINT64_CONSTANT (1) << i))
      bind_value (statement, position++, record, (int) i);
  if (!balai_statement_run (statement, error))
    return FALSE;
  if (balai_database_changes (balai_repository_get_database (self)) != 1)
    {
      g_set_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_STALE, "%s %s", kind->name,
                   balai_record_get_id (record));
      return FALSE;
    }
  return TRUE;
}

static guint64
searchable_fields (const BalaiKind *kind)
{
  guint64 fields = 0;

  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].flags & BALAI_FIELD_SEARCHABLE && (kind->fields[i].flags & BALAI_FIELD_PERSONAL) == 0)
      fields |= G_GUINT64_CONSTANT (1) << i;
  return fields;
}

static char *
search_text (BalaiRecord *record,
             guint64      fields)
{
  const BalaiKind *kind = balai_record_get_kind (record);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < kind->n_fields; i++)
    if (fields & (G_GUINT64_CONSTANT (1) << i) && !balai_record_is_null (record, (int) i))
      {
        if (text->len > 0)
          g_string_append_c (text, '\n');
        g_string_append (text, balai_record_get_text (record, (int) i));
      }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
remove_search (BalaiRepository  *self,
               BalaiRecord      *record,
               GError          **error)
{
  const char *id = balai_record_get_id (record);

  return balai_repository_run (self, error,
                               "INSERT INTO search (search, rowid, text)"
                               " SELECT 'delete', n, text FROM search_text WHERE record = ?1",
                               "s", id)
         && balai_repository_run (self, error, "DELETE FROM search_text WHERE record = ?1", "s", id);
}

static gboolean
add_search (BalaiRepository  *self,
            BalaiRecord      *record,
            GError          **error)
{
  const BalaiKind *kind = balai_record_get_kind (record);
  g_autofree char *text = search_text (record, searchable_fields (kind));

  if (text == NULL)
    return TRUE;
  return balai_repository_run (self, error, "INSERT INTO search_text (kind, record, text) VALUES (?1, ?2, ?3)", "sss",
                               kind->name, balai_record_get_id (record), text)
         && balai_repository_run (self, error, "INSERT INTO search (rowid, text) VALUES (last_insert_rowid (), ?1)",
                                  "s", text);
}

static const char *
operation_name (BalaiChangeOp op)
{
  switch (op)
    {
    case BALAI_CHANGE_CREATE:
      return "create";
    case BALAI_CHANGE_UPDATE:
      return "patch";
    case BALAI_CHANGE_DELETE:
      return "void";
    case BALAI_CHANGE_RESTORE:
    default:
      return "restore";
    }
}

/* What a server will be told, written with the edit or not at all. Of a group of fields it says what all of them were,
 * or the server could not tell whether another has changed a part of it. The first operation on a record also keeps
 * what the server had, so that a later pull can put the waiting operations on top of it again; of what it has never
 * seen it has nothing. */
static gboolean
write_operation (BalaiRepository  *self,
                 BalaiRecord      *before,
                 BalaiRecord      *after,
                 BalaiChangeOp     op,
                 guint64           fields,
                 GError          **error)
{
  const BalaiKind *kind = balai_record_get_kind (after);
  g_autoptr (GString) body = g_string_new ("{");
  g_autofree char *mid = NULL;
  int64_t base = balai_record_get_base_revision (before ? before : after);

  if (kind->flags != BALAI_KIND_SYNCED || !balai_repository_is_connected (self))
    return TRUE;
  if (before != NULL && base > 0)
    {
      g_autofree char *json = balai_record_to_json (before);

      if (!balai_repository_run (self, error,
                                 "INSERT INTO record_base (kind, record, rev, json) VALUES (?1, ?2, ?3, ?4)"
                                 " ON CONFLICT DO NOTHING",
                                 "ssis", kind->name, balai_record_get_id (after), base, json))
        return FALSE;
    }
  if (op == BALAI_CHANGE_UPDATE)
    {
      g_string_append (body, "\"base\":");
      balai_record_append_json (before, body, balai_kind_widen (kind, fields));
      g_string_append_c (body, ',');
    }
  g_string_append (body, "\"set\":");
  balai_record_append_json (after, body, op == BALAI_CHANGE_UPDATE ? fields
                                         : op == BALAI_CHANGE_CREATE ? BALAI_ALL_FIELDS : 0);
  g_string_append_c (body, '}');
  mid = balai_uuid_new (balai_clock_now_ms (balai_repository_get_clock (self)));
  return balai_repository_run (self, error,
                               "INSERT INTO operation (mid, kind, record, op, base_rev, body, at)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                               "ssssisi", mid, kind->name, balai_record_get_id (after), operation_name (op), base,
                               body->str, balai_repository_now (self));
}

static gboolean
write_log (BalaiRepository  *self,
           int64_t           batch,
           BalaiRecord      *before,
           BalaiRecord      *after,
           BalaiChangeOp     op,
           guint64           fields,
           GError          **error)
{
  g_autoptr (GString) old = NULL, new = NULL;

  if (op == BALAI_CHANGE_UPDATE)
    {
      old = g_string_new (NULL);
      new = g_string_new (NULL);
      balai_record_append_json (before, old, fields);
      balai_record_append_json (after, new, fields);
    }
  return balai_repository_run (self, error,
                               "INSERT INTO change_log (batch, kind, record, op, rev, before, after)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                               "issiiss", batch, balai_record_get_kind (after)->name, balai_record_get_id (after),
                               (int64_t) op, balai_record_get_revision (after) + 1, old ? old->str : NULL,
                               new ? new->str : NULL);
}

static guint64
changed_fields (BalaiRecord *before,
                BalaiRecord *after)
{
  guint64 fields = balai_record_get_dirty (after);

  for (guint i = 0; i < balai_record_get_kind (after)->n_fields; i++)
    if (fields & (G_GUINT64_CONSTANT (1) << i) && balai_record_field_equal (before, after, (int) i))
      fields &= ~(G_GUINT64_CONSTANT (1) << i);
  return fields;
}

gboolean
balai_repository_write_record (BalaiRepository  *self,
                               int64_t           batch,
                               BalaiRecord      *record,
                               BalaiChangeOp     op,
                               BalaiChanges     *changes,
                               GError          **error)
{
  const BalaiKind *kind = balai_record_get_kind (record);
  g_autoptr (BalaiRecord) before = NULL;
  guint64 fields = 0;

  if (op == BALAI_CHANGE_CREATE)
    {
      if (!insert_row (self, record, error))
        return FALSE;
    }
  else
    {
      GError *local = NULL;

      before = balai_repository_get_any (self, kind, balai_record_get_id (record), &local);
      /* A tombstone comes back by an undo alone. */
      if (before == NULL || (balai_record_is_deleted (before) && op != BALAI_CHANGE_RESTORE))
        {
          if (local == NULL)
            g_set_error (&local, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_NOT_FOUND, "%s %s", kind->name,
                         balai_record_get_id (record));
          g_propagate_error (error, local);
          return FALSE;
        }
      if (op == BALAI_CHANGE_UPDATE && (fields = changed_fields (before, record)) == 0
          && g_strcmp0 (balai_record_get_extra (before), balai_record_get_extra (record)) == 0)
        {
          balai_record_clear_dirty (record);
          return TRUE;
        }
      if (!update_row (self, record, fields, op == BALAI_CHANGE_DELETE, error))
        return FALSE;
    }

  if ((op == BALAI_CHANGE_DELETE || fields & searchable_fields (kind)) && !remove_search (self, record, error))
    return FALSE;
  if ((op == BALAI_CHANGE_CREATE || op == BALAI_CHANGE_RESTORE || fields & searchable_fields (kind))
      && !add_search (self, record, error))
    return FALSE;
  if ((batch != 0 && !write_log (self, batch, before, record, op, fields, error))
      || !write_operation (self, before, record, op, fields, error))
    return FALSE;
  balai_changes_add (changes, kind, balai_record_get_id (record), op,
                     op == BALAI_CHANGE_CREATE || op == BALAI_CHANGE_UPDATE ? record : NULL);
  return TRUE;
}

/* What hangs on a record that was deleted goes with it, in the same step, so that one undo brings all of it back. */
static gboolean
delete_owned (BalaiRepository  *self,
              int64_t           batch,
              const BalaiKind  *owner,
              const char       *id,
              BalaiChanges     *changes,
              GError          **error)
{
  BalaiRegistry *registry = balai_repository_get_registry (self);

  for (guint i = 0; i < balai_registry_get_n_kinds (registry); i++)
    {
      const BalaiKind *kind = balai_registry_get_kind (registry, i);

      for (guint f = 0; f < kind->n_fields; f++)
        {
          g_autoptr (BalaiQuery) query = NULL;
          g_autoptr (GPtrArray) records = NULL;

          if ((kind->fields[f].flags & BALAI_FIELD_OWNER) == 0 || !g_str_equal (kind->fields[f].kind, owner->name))
            continue;
          query = balai_query_new (kind);
          balai_query_where_text (query, (int) f, BALAI_EQUAL, id);
          if ((records = balai_repository_list (self, query, error)) == NULL)
            return FALSE;
          for (guint r = 0; r < records->len; r++)
            if (!balai_repository_write_record (self, batch, records->pdata[r], BALAI_CHANGE_DELETE, changes, error)
                || !delete_owned (self, batch, kind, balai_record_get_id (records->pdata[r]), changes, error))
              return FALSE;
        }
    }
  return TRUE;
}

/**
 * balai_repository_begin_step:
 * @self: a repository on a writer's connection
 * @label: what it is called
 * @undo: 1 for what a person does; less than 0 where it takes back the step of that number without its sign; above 1
 *   where it does again what the step of that number has taken back
 * @batch: (out): its number
 * @error: return location for a #BalaiDbError
 *
 * Returns: whether it is in the journal
 */
gboolean
balai_repository_begin_step (BalaiRepository  *self,
                             const char       *label,
                             int64_t           undo,
                             int64_t          *batch,
                             GError          **error)
{
  return balai_repository_run (self, error, "INSERT INTO batch (label, at, undo) VALUES (?1, ?2, ?3)", "sii", label,
                               balai_repository_now (self), undo)
         && balai_database_get_integer (balai_repository_get_database (self), "SELECT last_insert_rowid ()", batch,
                                        error);
}

static gboolean
refuse_if_blocked (BalaiBatch  *batch,
                   GError     **error)
{
  if (balai_findings_get_block (balai_batch_get_findings (batch)) == NULL)
    return TRUE;
  g_set_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_INVALID, "refused by a rule");
  return FALSE;
}

/* What follows from the tables alone comes before anything is written: a value without a text has no place in a log. */
static gboolean
check_values (BalaiBatch  *batch,
              GError     **error)
{
  g_ptr_array_set_size (balai_batch_get_findings (batch), 0);
  for (guint i = 0; i < balai_batch_get_size (batch); i++)
    {
      BalaiChangeOp op;
      BalaiRecord *record = balai_batch_get_record (batch, i, &op);

      if (op != BALAI_CHANGE_DELETE)
        balai_kind_check (balai_record_get_kind (record), record, balai_batch_get_findings (batch));
    }
  return refuse_if_blocked (batch, error);
}

static gboolean
check_rules (BalaiRepository  *self,
             BalaiBatch       *batch,
             GError          **error)
{
  if (balai_batch_get_flags (batch) & BALAI_BATCH_IMPORT)
    return TRUE;
  for (guint i = 0; i < balai_batch_get_size (batch); i++)
    {
      BalaiChangeOp op;
      BalaiRecord *record = balai_batch_get_record (batch, i, &op);
      const BalaiKind *kind = balai_record_get_kind (record);

      if (op != BALAI_CHANGE_DELETE && kind->validate)
        kind->validate (record, self, balai_batch_get_findings (batch));
    }
  return refuse_if_blocked (batch, error);
}

/**
 * balai_repository_apply:
 * @self: a repository on a writer's connection
 * @batch: what to do
 * @changes: (out) (optional) (transfer full): what has changed
 * @error: return location for a #BalaiDbError or #BalaiRecordError
 *
 * Saves the batch in one transaction: rows, search, log, operations and what is derived. What %BALAI_FIELD_OWNER hangs
 * on a record is deleted with it. The rules see the batch as it would be; when one of them blocks, nothing is kept and
 * balai_batch_get_findings() says why.
 *
 * On success the records have their new revisions and may be changed and saved again.
 *
 * Returns: whether everything is kept; when not, nothing is
 */
gboolean
balai_repository_apply (BalaiRepository  *self,
                        BalaiBatch       *batch,
                        BalaiChanges    **changes,
                        GError          **error)
{
  BalaiDatabase *database = balai_repository_get_database (self);
  g_autoptr (BalaiChanges) done = balai_changes_new ();
  int64_t step = 0;

  if (!check_values (batch, error) || !balai_database_begin (database, error))
    return FALSE;
  if ((balai_batch_get_flags (batch) & BALAI_BATCH_NO_UNDO) == 0
      && !balai_repository_begin_step (self, balai_batch_get_label (batch), 1, &step, error))
    goto failed;
  for (guint i = 0; i < balai_batch_get_size (batch); i++)
    {
      BalaiChangeOp op;
      BalaiRecord *record = balai_batch_get_record (batch, i, &op);

      if (!balai_repository_write_record (self, step, record, op, done, error))
        goto failed;
    }
  /* After the batch itself, which may name some of it too, or give it to another. */
  for (guint i = 0; i < balai_batch_get_size (batch); i++)
    {
      BalaiChangeOp op;
      BalaiRecord *record = balai_batch_get_record (batch, i, &op);

      if (op == BALAI_CHANGE_DELETE
          && !delete_owned (self, step, balai_record_get_kind (record), balai_record_get_id (record), done, error))
        goto failed;
    }
  if (!balai_registry_derive (balai_repository_get_registry (self), self, done, error)
      || !check_rules (self, batch, error))
    goto failed;
  if (balai_changes_get_size (done) == 0 && step != 0
      && !balai_repository_run (self, error, "DELETE FROM batch WHERE n = ?1", "i", step))
    goto failed;
  if (!balai_database_commit (database, error))
    return FALSE;

  for (guint i = 0; i < balai_batch_get_size (batch); i++)
    {
      BalaiChangeOp op;
      BalaiRecord *record = balai_batch_get_record (batch, i, &op);

      if (op == BALAI_CHANGE_UPDATE && !balai_record_is_dirty (record))
        continue;
      balai_record_set_identity (record, balai_record_get_id (record), balai_record_get_revision (record) + 1,
                                 balai_record_get_base_revision (record), op == BALAI_CHANGE_DELETE);
      balai_record_clear_dirty (record);
    }
  if (balai_changes_get_size (done) > 0)
    balai_changes_set_batch (done, step);
  balai_repository_tell (self, done);
  if (changes)
    *changes = g_steal_pointer (&done);
  return TRUE;

failed:
  balai_database_rollback (database);
  return FALSE;
}

static gboolean
put_adopted (BalaiRepository  *self,
             BalaiRecord      *record,
             guint64           fields,
             GError          **error)
{
  const BalaiKind *kind = balai_record_get_kind (record);
  g_autoptr (GString) sql = g_string_new (NULL);
  BalaiStatement *statement;
  int position = 3;

  g_string_append_printf (sql, "UPDATE \"%s\" SET extra = ?2", kind->name);
  for (guint i = 0; i < kind->n_fields; i++)
    if (fields & (G_GUINT64_CONSTANT (1) << i))
      g_string_append_printf (sql, ", \"%s\" = ?%d", kind->fields[i].name, position++);
  g_string_append (sql, " WHERE id = ?1");
  statement = balai_database_get (balai_repository_get_database (self), sql->str, error);
  if (statement == NULL)
    return FALSE;
  balai_statement_bind_text (statement, 1, balai_record_get_id (record));
  balai_statement_bind_text (statement, 2, balai_record_get_extra (record));
  position = 3;
  for (guint i = 0; i < kind->n_fields; i++)
    if (fields & (G_GUINT64_CONSTANT (1) << i))
      bind_value (statement, position++, record, (int) i);
  if (!balai_statement_run (statement, error))
    return FALSE;
  return balai_record_is_deleted (record) || (fields & searchable_fields (kind)) == 0
         || (remove_search (self, record, error) && add_search (self, record, error));
}

static GPtrArray *
list_with_extra (BalaiRepository  *self,
                 const BalaiKind  *kind,
                 GError          **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE extra IS NOT NULL",
                                          balai_repository_get_statements (self, kind)->columns, kind->name);
  g_autoptr (BalaiStatement) statement = balai_database_get (balai_repository_get_database (self), sql, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  BalaiStep step;

  if (statement == NULL)
    return NULL;
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    g_ptr_array_add (records, balai_repository_read_record (kind, statement));
  return step == BALAI_STEP_DONE ? g_steal_pointer (&records) : NULL;
}

/**
 * balai_repository_adopt_extra:
 * @self: a repository on a writer's connection, inside a transaction, whose tables are up to date
 * @error: return location for a #BalaiDbError
 *
 * Takes values to their new columns that an older Balai got from a newer one and kept beside. It is no edit: nobody
 * changed what the record says.
 *
 * Returns: whether it was done
 */
gboolean
balai_repository_adopt_extra (BalaiRepository  *self,
                              GError          **error)
{
  BalaiRegistry *registry = balai_repository_get_registry (self);
  g_autoptr (BalaiChanges) changes = balai_changes_new ();

  for (guint i = 0; i < balai_registry_get_n_kinds (registry); i++)
    {
      const BalaiKind *kind = balai_registry_get_kind (registry, i);
      g_autoptr (GPtrArray) records = NULL;

      if (kind->flags == BALAI_KIND_DERIVED)
        continue;
      if ((records = list_with_extra (self, kind, error)) == NULL)
        return FALSE;
      for (guint r = 0; r < records->len; r++)
        {
          guint64 fields = balai_record_adopt_extra (records->pdata[r]);

          if (fields == 0)
            continue;
          if (!put_adopted (self, records->pdata[r], fields, error))
            return FALSE;
          balai_changes_add (changes, kind, balai_record_get_id (records->pdata[r]), BALAI_CHANGE_UPDATE,
                             records->pdata[r]);
        }
    }
  return balai_changes_get_size (changes) == 0 || balai_registry_derive (registry, self, changes, error);
}

/**
 * balai_repository_rebuild_search:
 * @self: a repository on a writer's connection
 * @error: return location for a #BalaiDbError
 *
 * Writes the text of the search anew from the records, for a file whose index is damaged or older than its fields.
 *
 * Returns: whether it was done
 */
gboolean
balai_repository_rebuild_search (BalaiRepository  *self,
                                 GError          **error)
{
  BalaiDatabase *database = balai_repository_get_database (self);
  BalaiRegistry *registry = balai_repository_get_registry (self);

  if (!balai_database_begin (database, error))
    return FALSE;
  if (!balai_database_exec (database, "INSERT INTO search (search) VALUES ('delete-all'); DELETE FROM search_text",
                            error))
    goto failed;
  for (guint i = 0; i < balai_registry_get_n_kinds (registry); i++)
    {
      const BalaiKind *kind = balai_registry_get_kind (registry, i);
      g_autoptr (BalaiQuery) query = NULL;
      g_autoptr (GPtrArray) records = NULL;

      if (kind->flags == BALAI_KIND_DERIVED || searchable_fields (kind) == 0)
        continue;
      query = balai_query_new (kind);
      records = balai_repository_list (self, query, error);
      if (records == NULL)
        goto failed;
      for (guint r = 0; r < records->len; r++)
        if (!add_search (self, records->pdata[r], error))
          goto failed;
    }
  return balai_database_commit (database, error);

failed:
  balai_database_rollback (database);
  return FALSE;
}
