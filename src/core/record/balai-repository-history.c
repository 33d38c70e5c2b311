/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balai-record-json.h"
#include "balai-repository-private.h"

/* What was done, how it is undone and done again: all read from the one log. */

void
balai_undone_free (BalaiUndone *self)
{
  g_free (self->label);
  g_free (self);
}

static gboolean
find_step (BalaiRepository  *self,
           const char       *sql,
           int64_t          *batch,
           char            **label,
           GError          **error)
{
  g_autoptr (BalaiStatement) statement = balai_database_get (balai_repository_get_database (self), sql, error);
  BalaiStep step;

  *batch = 0;
  if (label)
    *label = NULL;
  if (statement == NULL || (step = balai_statement_step (statement, error)) == BALAI_STEP_ERROR)
    return FALSE;
  if (step == BALAI_STEP_ROW)
    {
      *batch = balai_statement_int (statement, 0);
      if (label)
        *label = g_strdup (balai_statement_text (statement, 1));
    }
  return TRUE;
}

/**
 * balai_repository_last_step:
 * @self: a repository
 * @batch: (out): number of the last step that can be undone; 0 when there is none
 * @label: (out) (optional) (transfer full) (nullable): what it was called
 * @error: return location for a #BalaiDbError
 *
 * Returns: whether the journal could be read
 */
gboolean
balai_repository_last_step (BalaiRepository  *self,
                            int64_t          *batch,
                            char            **label,
                            GError          **error)
{
  return find_step (self, "SELECT n, label FROM batch WHERE undo > 0 AND undone_at IS NULL ORDER BY n DESC LIMIT 1",
                    batch, label, error);
}

/**
 * balai_repository_last_undo:
 * @self: a repository
 * @batch: (out): number of the last undo that can be taken back; 0 when there is none
 * @label: (out) (optional) (transfer full) (nullable): what was undone by it
 * @error: return location for a #BalaiDbError
 *
 * After anything new was done, no undo before it is taken back.
 *
 * Returns: whether the journal could be read
 */
gboolean
balai_repository_last_undo (BalaiRepository  *self,
                            int64_t          *batch,
                            char            **label,
                            GError          **error)
{
  return find_step (self,
                    "SELECT n, label FROM batch b WHERE undo < 0 AND undone_at IS NULL"
                    " AND n > (SELECT n FROM batch WHERE undo BETWEEN 0 AND 1 ORDER BY n DESC LIMIT 1)"
                    " AND EXISTS (SELECT 1 FROM change_log WHERE batch = b.n) ORDER BY n DESC LIMIT 1",
                    batch, label, error);
}

typedef struct
{
  const BalaiKind *kind;
  char            *id;     /* (owned) */
  BalaiChangeOp    op;
  int64_t          revision;
  char            *before; /* (owned) (nullable) */
} Step;

static void
step_clear (gpointer data)
{
  Step *step = data;

  g_free (step->id);
  g_free (step->before);
}

static GArray *
read_steps (BalaiRepository  *self,
            int64_t           batch,
            GError          **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, TRUE, sizeof (Step));
  g_autoptr (BalaiStatement) statement =
    balai_database_get (balai_repository_get_database (self),
                        "SELECT kind, record, op, rev, before FROM change_log WHERE batch = ?1 ORDER BY n DESC", error);
  BalaiStep row;

  g_array_set_clear_func (steps, step_clear);
  if (statement == NULL)
    return NULL;
  balai_statement_bind_int (statement, 1, batch);
  while ((row = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    {
      Step step = {
        balai_registry_find (balai_repository_get_registry (self), balai_statement_text (statement, 0)),
        g_strdup (balai_statement_text (statement, 1)),
        (BalaiChangeOp) balai_statement_int (statement, 2),
        balai_statement_int (statement, 3),
        g_strdup (balai_statement_text (statement, 4)),
      };

      g_array_append_val (steps, step);
    }
  return row == BALAI_STEP_DONE ? g_steal_pointer (&steps) : NULL;
}

/* The revisions that the step left behind, by record. */
static GHashTable *
revisions_after (GArray *steps)
{
  GHashTable *revisions = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = steps->len; i > 0; i--)
    {
      const Step *step = &g_array_index (steps, Step, i - 1);

      g_hash_table_insert (revisions, step->id, (gpointer) &step->revision);
    }
  return revisions;
}

/* Whether a record is as a step left it: not touched since, or what was done since was taken back again. */
static gboolean
is_as_left (BalaiRepository *self,
            const char      *id,
            int64_t          revision,
            int64_t          left)
{
  while (revision > left)
    {
      /* A step that reversed another gave back the revision before the one that the other had made. */
      g_autoptr (BalaiStatement) statement = balai_database_get (
        balai_repository_get_database (self),
        "SELECT other.rev - 1 FROM change_log AS own JOIN batch AS b ON b.n = own.batch AND (b.undo < 0 OR b.undo > 1)"
        " JOIN change_log AS other ON other.record = own.record AND other.batch = abs (b.undo)"
        " WHERE own.record = ?1 AND own.rev = ?2 GROUP BY own.n HAVING count (*) = 1", NULL);

      if (statement == NULL)
        return FALSE;
      balai_statement_bind_text (statement, 1, id);
      balai_statement_bind_int (statement, 2, revision);
      if (balai_statement_step (statement, NULL) != BALAI_STEP_ROW)
        return FALSE;
      revision = MIN (balai_statement_int (statement, 0), revision - 1);
    }
  return revision == left;
}

/* A record of the step stays when somebody went on from there, or when it was kept for another. */
static gboolean
stays (BalaiRepository *self,
       GHashTable      *revisions,
       GHashTable      *kept,
       const char      *id,
       int64_t          revision)
{
  const int64_t *after = g_hash_table_lookup (revisions, id);

  return after == NULL || !is_as_left (self, id, revision, *after) || g_hash_table_contains (kept, id);
}

/* What hangs on a record of the same step stays when that stays. */
static gboolean
parent_stays (BalaiRepository *self,
              BalaiRecord     *record,
              GHashTable      *revisions,
              GHashTable      *kept)
{
  const BalaiKind *kind = balai_record_get_kind (record);
  int field = kind->parent_field ? balai_kind_find_field (kind, kind->parent_field) : -1;
  const char *id = field >= 0 ? balai_record_get_text (record, field) : NULL;
  const BalaiKind *of = id != NULL && g_hash_table_contains (revisions, id)
                          ? balai_registry_find (balai_repository_get_registry (self), kind->fields[field].kind)
                          : NULL;
  g_autoptr (BalaiRecord) parent = of ? balai_repository_get (self, of, id, NULL) : NULL;

  return parent != NULL && stays (self, revisions, kept, id, balai_record_get_revision (parent));
}

/* What a record that stays points at must not be taken from under it. */
static gboolean
is_pointed_at (BalaiRepository *self,
               const Step      *step,
               GHashTable      *revisions,
               GHashTable      *kept)
{
  BalaiRegistry *registry = balai_repository_get_registry (self);

  for (guint i = 0; i < balai_registry_get_n_kinds (registry); i++)
    {
      const BalaiKind *kind = balai_registry_get_kind (registry, i);

      for (guint f = 0; kind->flags != BALAI_KIND_DERIVED && f < kind->n_fields; f++)
        {
          g_autofree char *sql = NULL;
          g_autoptr (BalaiStatement) statement = NULL;

          if (kind->fields[f].type != BALAI_FIELD_REFERENCE || g_strcmp0 (kind->fields[f].kind, step->kind->name) != 0)
            continue;
          sql = g_strdup_printf ("SELECT id, rev FROM \"%s\" WHERE \"%s\" = ?1 AND deleted_at IS NULL",
                                 kind->name, kind->fields[f].name);
          statement = balai_database_get (balai_repository_get_database (self), sql, NULL);
          if (statement == NULL)
            continue;
          balai_statement_bind_text (statement, 1, step->id);
          while (balai_statement_step (statement, NULL) == BALAI_STEP_ROW)
            if (stays (self, revisions, kept, balai_statement_text (statement, 0), balai_statement_int (statement, 1)))
              return TRUE;
        }
    }
  return FALSE;
}

static gboolean
undo_step (BalaiRepository  *self,
           int64_t           batch,
           const Step       *step,
           GHashTable       *revisions,
           GHashTable       *kept,
           BalaiUndone      *undone,
           BalaiChanges     *changes,
           GError          **error)
{
  g_autoptr (BalaiRecord) record = NULL;
  GError *local = NULL;
  BalaiChangeOp op;

  if (step->kind != NULL)
    record = balai_repository_get_any (self, step->kind, step->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (record == NULL)
    {
      undone->kept++;
      return TRUE;
    }
  /* Somebody went on from there: what they did is worth more than the undo. */
  if (!is_as_left (self, step->id, balai_record_get_revision (record), step->revision))
    {
      undone->kept++;
      return TRUE;
    }
  if (step->op == BALAI_CHANGE_CREATE
      && (parent_stays (self, record, revisions, kept) || is_pointed_at (self, step, revisions, kept)))
    {
      g_hash_table_add (kept, step->id);
      undone->kept++;
      return TRUE;
    }
  switch (step->op)
    {
    case BALAI_CHANGE_CREATE:
    case BALAI_CHANGE_RESTORE:
      op = BALAI_CHANGE_DELETE;
      break;
    case BALAI_CHANGE_DELETE:
      op = BALAI_CHANGE_RESTORE;
      break;
    case BALAI_CHANGE_UPDATE:
    default:
      op = BALAI_CHANGE_UPDATE;
      if (!balai_record_set_from_json (record, step->before, error))
        return FALSE;
      break;
    }
  if (!balai_repository_write_record (self, batch, record, op, changes, error))
    return FALSE;
  undone->undone++;
  return TRUE;
}

/* Reverses the step in a step of its own, whose place in the journal @code says. */
static gboolean
reverse (BalaiRepository  *self,
         int64_t           batch,
         int64_t           code,
         BalaiUndone      *result,
         BalaiChanges    **changes,
         GError          **error)
{
  BalaiDatabase *database = balai_repository_get_database (self);
  g_autoptr (BalaiChanges) done = balai_changes_new ();
  g_autoptr (GArray) steps = NULL;
  g_autoptr (GHashTable) revisions = NULL;
  g_autoptr (GHashTable) kept = g_hash_table_new (g_str_hash, g_str_equal);
  int64_t own;

  if ((steps = read_steps (self, batch, error)) == NULL || !balai_database_begin (database, error))
    return FALSE;
  revisions = revisions_after (steps);
  if (!balai_repository_begin_step (self, result->label, code, &own, error))
    goto failed;
  for (guint i = 0; i < steps->len; i++)
    if (!undo_step (self, own, &g_array_index (steps, Step, i), revisions, kept, result, done, error))
      goto failed;
  if (!balai_registry_derive (balai_repository_get_registry (self), self, done, error)
      || !balai_repository_run (self, error, "UPDATE batch SET undone_at = ?2 WHERE n = ?1", "ii", batch,
                                balai_repository_now (self)))
    goto failed;
  if (!balai_database_commit (database, error))
    return FALSE;
  balai_repository_tell (self, done);
  if (changes)
    *changes = g_steal_pointer (&done);
  return TRUE;

failed:
  balai_database_rollback (database);
  return FALSE;
}

/**
 * balai_repository_undo:
 * @self: a repository on a writer's connection
 * @batch: number of a step, or 0 for the last one
 * @undone: (out) (transfer full): what came of it
 * @changes: (out) (optional) (transfer full): what has changed
 * @error: return location for a #BalaiDbError or %BALAI_RECORD_ERROR_NOTHING_TO_UNDO
 *
 * Puts the records of the step back to what they were, through the same path as any edit. A record that was changed
 * since is left alone, and counted, unless that change was undone; so is what hangs on it, and what it points at.
 *
 * Returns: whether it was done
 */
gboolean
balai_repository_undo (BalaiRepository  *self,
                       int64_t           batch,
                       BalaiUndone     **undone,
                       BalaiChanges    **changes,
                       GError          **error)
{
  g_autoptr (BalaiUndone) result = g_new0 (BalaiUndone, 1);
  int64_t last;

  if (!balai_repository_last_step (self, &last, &result->label, error))
    return FALSE;
  if (batch == 0)
    batch = last;
  if (batch == 0)
    {
      g_set_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_NOTHING_TO_UNDO, "nothing to undo");
      return FALSE;
    }
  if (batch != last)
    {
      g_autoptr (BalaiStatement) statement = balai_database_get (
        balai_repository_get_database (self),
        "SELECT label FROM batch WHERE n = ?1 AND undo > 0 AND undone_at IS NULL", error);

      if (statement == NULL)
        return FALSE;
      balai_statement_bind_int (statement, 1, batch);
      if (balai_statement_step (statement, NULL) != BALAI_STEP_ROW)
        {
          g_set_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_NOTHING_TO_UNDO, "step %d", (int) batch);
          return FALSE;
        }
      g_free (result->label);
      result->label = g_strdup (balai_statement_text (statement, 0));
    }
  if (!reverse (self, batch, -batch, result, changes, error))
    return FALSE;
  *undone = g_steal_pointer (&result);
  return TRUE;
}

/**
 * balai_repository_redo:
 * @self: a repository on a writer's connection
 * @batch: number of the undo that balai_repository_last_undo() found, or 0 for whatever it finds now
 * @redone: (out) (transfer full): what came of it
 * @changes: (out) (optional) (transfer full): what has changed
 * @error: return location for a #BalaiDbError or %BALAI_RECORD_ERROR_NOTHING_TO_REDO
 *
 * Does again what was undone, as long as nothing else was done after the undo. It can be undone like any other step.
 *
 * Returns: whether it was done
 */
gboolean
balai_repository_redo (BalaiRepository  *self,
                       int64_t           batch,
                       BalaiUndone     **redone,
                       BalaiChanges    **changes,
                       GError          **error)
{
  g_autoptr (BalaiUndone) result = g_new0 (BalaiUndone, 1);
  int64_t last;

  if (!balai_repository_last_undo (self, &last, &result->label, error))
    return FALSE;
  if (last == 0 || (batch != 0 && batch != last))
    {
      g_set_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_NOTHING_TO_REDO, "nothing to redo");
      return FALSE;
    }
  if (!reverse (self, last, last, result, changes, error))
    return FALSE;
  *redone = g_steal_pointer (&result);
  return TRUE;
}

void
balai_history_entry_free (BalaiHistoryEntry *self)
{
  g_free (self->label);
  g_free (self->words);
  g_free (self);
}

static char *
change_in_words (const BalaiKind *kind,
                 const char      *id,
                 const char      *before,
                 const char      *after)
{
  g_autoptr (BalaiRecord) old = balai_record_new_with_id (kind, id);
  g_autoptr (BalaiRecord) new = balai_record_new_with_id (kind, id);
  g_autoptr (GString) words = g_string_new (NULL);

  if (before == NULL || after == NULL || !balai_record_set_from_json (old, before, NULL)
      || !balai_record_set_from_json (new, after, NULL))
    return g_strdup ("");
  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *from = NULL, *to = NULL;

      if (balai_record_field_equal (old, new, (int) i))
        continue;
      if (words->len > 0)
        g_string_append_c (words, '\n');
      if (kind->fields[i].flags & BALAI_FIELD_PERSONAL)
        {
          /* Translators: a field whose values are personal was changed: name of the field */
          g_string_append_printf (words, _("%s: changed"), balai_field_get_label (&kind->fields[i]));
          continue;
        }
      from = balai_record_format_field (old, (int) i);
      to = balai_record_format_field (new, (int) i);
      /* Translators: a field was changed: its name, its old value, its new value */
      g_string_append_printf (words, _("%s: %s → %s"), balai_field_get_label (&kind->fields[i]), *from ? from : "–",
                              *to ? to : "–");
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/**
 * balai_repository_history:
 * @self: a repository
 * @kind: a kind
 * @id: id of a record
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable) (element-type BalaiHistoryEntry): what was done to the record, the latest first
 */
GPtrArray *
balai_repository_history (BalaiRepository  *self,
                          const BalaiKind  *kind,
                          const char       *id,
                          GError          **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_history_entry_free);
  g_autoptr (BalaiStatement) statement =
    balai_database_get (balai_repository_get_database (self),
                        "SELECT b.at, b.label, c.before, c.after FROM change_log c JOIN batch b ON b.n = c.batch"
                        " WHERE c.record = ?1 ORDER BY c.n DESC",
                        error);
  BalaiStep row;

  if (statement == NULL)
    return NULL;
  balai_statement_bind_text (statement, 1, id);
  while ((row = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    {
      BalaiHistoryEntry *entry = g_new0 (BalaiHistoryEntry, 1);

      entry->at = balai_statement_int (statement, 0);
      entry->label = g_strdup (balai_statement_text (statement, 1));
      entry->words = change_in_words (kind, id, balai_statement_text (statement, 2),
                                      balai_statement_text (statement, 3));
      g_ptr_array_add (entries, entry);
    }
  return row == BALAI_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}
