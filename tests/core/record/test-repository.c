/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-record-json.h"
#include "repository-fixture.h"

static void
test_save (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing ("Rapat"), read = NULL, deleted = NULL;

  g_assert_true (balai_record_is_new (record));
  g_assert_null (get (self, record));
  g_assert_cmpint (put (self, record, "Made"), ==, 1);
  g_assert_false (balai_record_is_new (record));
  g_assert_false (balai_record_is_dirty (record));
  g_assert_cmpint (balai_record_get_revision (record), ==, 1);

  read = get (self, record);
  g_assert_true (balai_record_equal (read, record));
  g_assert_cmpint (balai_record_get_revision (read), ==, 1);
  g_assert_false (balai_record_is_dirty (read));

  balai_record_set_text (read, BALAI_THING_NAME, "Apel");
  g_assert_cmpint (put (self, read, "Named"), ==, 2);
  g_assert_cmpint (balai_record_get_revision (read), ==, 2);

  g_assert_cmpint (drop (self, read), ==, 3);
  g_assert_true (balai_record_is_deleted (read));
  g_assert_null (get (self, record));
  g_assert_cmpint (number (self, "SELECT count(*) FROM thing WHERE deleted_at = 1784077200"), ==, 1);
}

/* What is put without a change leaves no trace. */
static void
test_nothing (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing ("Rapat");

  put (self, record, "Made");
  balai_record_set_text (record, BALAI_THING_NAME, "Apel");
  balai_record_set_text (record, BALAI_THING_NAME, "Rapat");
  g_assert_true (balai_record_is_dirty (record));
  g_assert_cmpint (put (self, record, "Nothing"), ==, 0);
  g_assert_false (balai_record_is_dirty (record));
  g_assert_cmpint (balai_record_get_revision (record), ==, 1);
  g_assert_cmpint (number (self, "SELECT count(*) FROM batch"), ==, 1);
}

static void
test_stale (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (BalaiRecord) one = thing ("Rapat"), two = NULL, other = thing ("Lain");
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Both", BALAI_BATCH_DEFAULT);
  g_autoptr (GError) error = NULL;

  put (self, one, "Made");
  two = get (self, one);
  balai_record_set_int (one, BALAI_THING_COUNT, 1);
  put (self, one, "First");

  /* Nothing of a batch is kept when one record is stale. */
  balai_record_set_int (two, BALAI_THING_COUNT, 2);
  balai_batch_put (batch, other);
  balai_batch_put (batch, two);
  g_assert_false (try_apply (self, batch, NULL, &error));
  g_assert_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_STALE);
  g_assert_true (balai_record_is_new (other));
  g_assert_null (get (self, other));
  g_assert_cmpint (number (self, "SELECT count(*) FROM batch"), ==, 2);
  g_assert_cmpint (number (self, "SELECT count FROM thing"), ==, 1);
  g_assert_cmpint (found (self, "lain"), ==, 0);
}

/* A tombstone comes back by an undo alone, and is not deleted twice. */
static void
test_tombstone (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing ("Rapat");
  g_autoptr (BalaiBatch) edit = balai_batch_new ("Edit", BALAI_BATCH_DEFAULT);
  g_autoptr (BalaiBatch) again = balai_batch_new ("Again", BALAI_BATCH_DEFAULT);
  g_autoptr (GError) error = NULL;

  put (self, record, "Made");
  drop (self, record);
  balai_record_set_int (record, BALAI_THING_COUNT, 1);
  balai_batch_put (edit, record);
  g_assert_false (try_apply (self, edit, NULL, &error));
  g_assert_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_NOT_FOUND);
  g_clear_error (&error);
  balai_batch_delete (again, record);
  g_assert_false (try_apply (self, again, NULL, &error));
  g_assert_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_NOT_FOUND);
}

/* What hangs on a record goes with it, and comes back with it. */
static void
test_owned (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (BalaiRecord) whole = thing ("Rapat"), other = thing ("Lain");
  g_autoptr (BalaiRecord) one = balai_test_part_new (whole, 5), two = balai_test_part_new (whole, 7);
  g_autoptr (BalaiRecord) elsewhere = balai_test_part_new (other, 11);
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Deleted", BALAI_BATCH_DEFAULT);
  g_autoptr (BalaiChanges) changes = NULL;
  g_autoptr (GError) error = NULL;

  put (self, whole, "Made");
  put (self, other, "Made");
  put (self, one, "Made");
  put (self, two, "Made");
  put (self, elsewhere, "Made");
  balai_record_set_text (two, BALAI_PART_LABEL, "Pindah");
  put (self, two, "Edited");

  /* One of them is named in the batch itself, after what it hangs on. */
  balai_batch_delete (batch, whole);
  balai_batch_delete (batch, one);
  g_assert_true (balai_repository_apply (self->repository, batch, &changes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (balai_changes_get_size (changes), ==, 3);
  g_assert_cmpint (number (self, "SELECT count(*) FROM part WHERE deleted_at IS NULL"), ==, 1);
  g_assert_cmpint (number (self, "SELECT total FROM sum"), ==, 11);

  assert_undo (self, 0, 3, 0);
  g_assert_cmpint (number (self, "SELECT count(*) FROM part WHERE deleted_at IS NULL"), ==, 3);
  g_assert_cmpint (number (self, "SELECT sum (total) FROM sum"), ==, 23);
}

static void
test_batch_once (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing ("Rapat"), kept = thing ("Apel");
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Twice", BALAI_BATCH_DEFAULT);
  g_autoptr (BalaiBatch) both = balai_batch_new ("Both", BALAI_BATCH_DEFAULT);
  g_autoptr (GError) error = NULL;

  balai_batch_put (batch, record);
  balai_batch_put (batch, kept);
  balai_batch_put (batch, record);
  g_assert_cmpuint (balai_batch_get_size (batch), ==, 2);
  g_assert_true (try_apply (self, batch, NULL, &error));
  balai_record_set_int (record, BALAI_THING_COUNT, 3);
  balai_batch_put (both, record);
  balai_batch_delete (both, record);
  g_assert_true (try_apply (self, both, NULL, &error));
  g_assert_null (get (self, record));
}

static void
assert_finding (BalaiBatch *batch,
                guint       position,
                int         field,
                const char *code)
{
  const BalaiFinding *finding = g_ptr_array_index (balai_batch_get_findings (batch), position);

  g_assert_cmpint (finding->field, ==, field);
  g_assert_cmpstr (finding->code, ==, code);
}

static void
test_findings (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing (NULL), doubtful = thing ("?"), bad = thing ("!"), imported = thing ("!");
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Bad", BALAI_BATCH_DEFAULT);
  g_autoptr (BalaiBatch) warned = balai_batch_new ("Warned", BALAI_BATCH_DEFAULT);
  g_autoptr (BalaiBatch) forbidden = balai_batch_new ("Forbidden", BALAI_BATCH_DEFAULT);
  g_autoptr (BalaiBatch) import = balai_batch_new ("Import", BALAI_BATCH_IMPORT);
  g_autoptr (GError) error = NULL;

  balai_record_set_int (record, BALAI_THING_COUNT, 1000001);
  balai_record_set_int (record, BALAI_THING_DAY, G_MAXINT64);
  balai_record_set_int (record, BALAI_THING_AT, G_MININT64);
  /* A value without a text is still no harm to what writes it. */
  {
    g_autofree char *json = balai_record_to_json (record);

    g_assert_nonnull (strstr (json, "\"at\":null"));
  }
  balai_record_set_int (record, BALAI_THING_TIME, -1);
  balai_record_set_text (record, BALAI_THING_PLACE, "91,0");
  balai_record_set_text (record, BALAI_THING_STATUS, "lost");
  balai_record_set_text (record, BALAI_THING_OWNER, "x");
  balai_record_set_text (record, BALAI_THING_CODE, "\xff\xfe");
  balai_record_set_text (record, BALAI_THING_DATA, "{'a':1}");
  balai_batch_put (batch, record);
  g_assert_false (try_apply (self, batch, NULL, &error));
  g_assert_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_INVALID);
  g_assert_cmpuint (balai_batch_get_findings (batch)->len, ==, 10);
  assert_finding (batch, 0, BALAI_THING_NAME, "required");
  assert_finding (batch, 1, BALAI_THING_COUNT, "range");
  assert_finding (batch, 2, BALAI_THING_DAY, "date");
  assert_finding (batch, 3, BALAI_THING_AT, "date");
  assert_finding (batch, 4, BALAI_THING_TIME, "time");
  assert_finding (batch, 5, BALAI_THING_PLACE, "coordinates");
  assert_finding (batch, 6, BALAI_THING_STATUS, "unknown-code");
  assert_finding (batch, 7, BALAI_THING_OWNER, "reference");
  assert_finding (batch, 8, BALAI_THING_CODE, "not-text");
  assert_finding (batch, 9, BALAI_THING_DATA, "json");
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *text = balai_finding_to_text (balai_batch_get_findings (batch)->pdata[i]);

      g_assert_cmpstr (text, !=, "");
    }
  g_assert_null (get (self, record));
  g_clear_error (&error);

  balai_batch_put (warned, doubtful);
  g_assert_true (try_apply (self, warned, NULL, &error));
  assert_finding (warned, 0, BALAI_THING_NAME, "doubtful");

  balai_batch_put (forbidden, bad);
  g_assert_false (try_apply (self, forbidden, NULL, &error));
  assert_finding (forbidden, 0, BALAI_THING_NAME, "forbidden");
  g_assert_null (get (self, bad));
  g_assert_cmpint (number (self, "SELECT count(*) FROM batch"), ==, 1);
  g_clear_error (&error);

  /* An import is not asked for rules, and yet for what a table can hold. */
  balai_batch_put (import, imported);
  g_assert_true (try_apply (self, import, NULL, &error));
}

static void
test_history (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing ("Rapat");
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  BalaiHistoryEntry *entry;

  balai_test_set_language ("en");
  put (self, record, "Made");
  balai_clock_advance (self->clock, 60);
  balai_record_set_text (record, BALAI_THING_NAME, "Apel");
  balai_record_set_int (record, BALAI_THING_COST, 12000000);
  balai_record_set_text (record, BALAI_THING_STATUS, "done");
  balai_record_set_text (record, BALAI_THING_PHONE, "+62 354 000");
  put (self, record, "Edited");
  assert_undo (self, 0, 1, 0);

  history = balai_repository_history (self->repository, &balai_thing_kind, balai_record_get_id (record), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 3);
  entry = history->pdata[1];
  g_assert_cmpint (entry->at, ==, NOW + 60);
  g_assert_cmpstr (entry->label, ==, "Edited");
  g_test_message ("%s", entry->words);
  g_assert_nonnull (strstr (entry->words, "Name: Rapat → Apel"));
  g_assert_nonnull (strstr (entry->words, "Cost: – → Rp12,000,000"));
  g_assert_nonnull (strstr (entry->words, "Status: New → Done"));
  /* What is personal is not told. */
  g_assert_nonnull (strstr (entry->words, "Phone: "));
  g_assert_null (strstr (entry->words, "354"));
  entry = history->pdata[2];
  g_assert_cmpstr (entry->label, ==, "Made");
  g_assert_cmpstr (entry->words, ==, "");
}

static void
test_search (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (BalaiRecord) one = thing ("Rapat Koordinasi Stunting"), two = thing ("Sosialisasi"), now = NULL;

  balai_record_set_text (one, BALAI_THING_NOTE, "Di café Ngembé, membawa \"berkas\" 2026");
  balai_record_set_text (one, BALAI_THING_CODE, "1.02.03");
  balai_record_set_text (one, BALAI_THING_PHONE, "rahasia");
  put (self, one, "Made");
  put (self, two, "Made");

  g_assert_cmpint (found (self, NULL), ==, 2);
  g_assert_cmpint (found (self, "  ... "), ==, 2);
  g_assert_cmpint (found (self, "koordinasi"), ==, 1);
  g_assert_cmpint (found (self, "KOORD"), ==, 1);
  g_assert_cmpint (found (self, "stunting rap"), ==, 1);
  g_assert_cmpint (found (self, "cafe"), ==, 1);
  g_assert_cmpint (found (self, "ngembe"), ==, 1);
  g_assert_cmpint (found (self, "so"), ==, 1);
  g_assert_cmpint (found (self, "koordinasi sosialisasi"), ==, 0);
  g_assert_cmpint (found (self, "oordinasi"), ==, 0);
  g_assert_cmpint (found (self, "1.02"), ==, 1);
  g_assert_cmpint (found (self, "AND OR NOT \"* (("), ==, 0);
  g_assert_cmpint (found (self, "\"berkas\""), ==, 1);
  /* What is personal is not found. */
  g_assert_cmpint (found (self, "rahasia"), ==, 0);

  balai_record_set_text (one, BALAI_THING_NAME, "Apel");
  put (self, one, "Edited");
  g_assert_cmpint (found (self, "koordinasi"), ==, 0);
  g_assert_cmpint (found (self, "apel"), ==, 1);

  drop (self, one);
  g_assert_cmpint (found (self, "apel"), ==, 0);
  assert_undo (self, 0, 1, 0);
  g_assert_cmpint (found (self, "apel"), ==, 1);

  balai_database_exec (BALAI_DATABASE (self->database), "DELETE FROM search_text", NULL);
  g_assert_cmpint (found (self, "apel"), ==, 0);
  g_assert_true (balai_repository_rebuild_search (self->repository, NULL));
  g_assert_cmpint (found (self, "apel"), ==, 1);
  g_assert_cmpint (found (self, "so"), ==, 1);
  g_assert_cmpint (number (self, "SELECT count(*) FROM search_text"), ==, 2);
  g_assert_true (balai_database_exec (BALAI_DATABASE (self->database),
                                      "INSERT INTO search (search) VALUES ('integrity-check')", NULL));
}

static void
test_query (Fixture       *self,
            gconstpointer  data)
{
  static const char *const names[] = { "b", "A", "c", "B", "d" };
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_thing_kind);
  g_autoptr (BalaiQuery) copy = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (BalaiRecord) row = NULL, one = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (BalaiRecord) record = thing (names[i]);

      balai_record_set_int (record, BALAI_THING_COUNT, (int64_t) i);
      if (i > 2)
        balai_record_set_text (record, BALAI_THING_CODE, "x");
      put (self, record, "Made");
    }
  balai_query_where_int (query, BALAI_THING_COUNT, BALAI_LESS, 4);
  balai_query_where_null (query, BALAI_THING_WEIGHT, TRUE);
  balai_query_order_by (query, BALAI_THING_NAME, FALSE);
  balai_query_order_by (query, BALAI_THING_COUNT, TRUE);
  records = balai_repository_list (self->repository, query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 4);
  g_assert_cmpstr (balai_record_get_title (records->pdata[0]), ==, "A");
  g_assert_cmpstr (balai_record_get_title (records->pdata[1]), ==, "B");
  g_assert_cmpstr (balai_record_get_title (records->pdata[2]), ==, "b");
  g_assert_cmpstr (balai_record_get_title (records->pdata[3]), ==, "c");

  copy = balai_query_copy (query);
  balai_query_where_text (copy, BALAI_THING_CODE, BALAI_NOT_EQUAL, "x");
  balai_query_limit (copy, 1, 1);
  rows = balai_repository_rows (self->repository, copy, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = balai_repository_get_row (self->repository, &balai_thing_kind, g_array_index (rows, int64_t, 0), &error);
  g_assert_cmpstr (balai_record_get_title (row), ==, "b");

  one = balai_repository_find (self->repository, &balai_thing_kind, BALAI_THING_NAME, "d", &error);
  g_assert_cmpint (balai_record_get_int (one, BALAI_THING_COUNT), ==, 4);
  g_assert_null (balai_repository_find (self->repository, &balai_thing_kind, BALAI_THING_NAME, "' OR 1", &error));
  g_assert_no_error (error);
}

/* What is derived is brought up to date in the same transaction, an undo included. */
static void
test_derived (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (BalaiRecord) owner = thing ("Rapat");
  g_autoptr (BalaiRecord) one = balai_test_part_new (owner, 3), two = balai_test_part_new (owner, 4);
  g_autoptr (GPtrArray) children = NULL;

  put (self, owner, "Made");
  put (self, one, "Part");
  put (self, two, "Part");
  g_assert_cmpint (number (self, "SELECT total FROM sum"), ==, 7);
  assert_undo (self, 0, 1, 0);
  g_assert_cmpint (number (self, "SELECT total FROM sum"), ==, 3);
  children = balai_repository_children (self->repository, &balai_part_kind, balai_record_get_id (owner), NULL);
  g_assert_cmpuint (children->len, ==, 1);
  g_assert_true (balai_record_equal (children->pdata[0], one));
}

static void
test_settings (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *none = balai_repository_get_setting (self->repository, "a"), *value = NULL;

  g_assert_null (none);
  g_assert_true (balai_repository_set_setting (self->repository, "a", "1", NULL));
  g_assert_true (balai_repository_set_setting (self->repository, "a", "2", NULL));
  value = balai_repository_get_setting (self->repository, "a");
  g_assert_cmpstr (value, ==, "2");
  g_assert_true (balai_repository_set_setting (self->repository, "a", NULL, NULL));
  g_assert_cmpint (number (self, "SELECT count(*) FROM setting"), ==, 0);
}

static void
assert_text (Fixture    *self,
             const char *sql,
             const char *expected)
{
  g_autoptr (BalaiStatement) statement = balai_database_get (BALAI_DATABASE (self->database), sql, NULL);

  g_assert_cmpint (balai_statement_step (statement, NULL), ==, BALAI_STEP_ROW);
  g_assert_cmpstr (balai_statement_text (statement, 0), ==, expected);
}

/* A server is told what all of a group was, though one field of it was changed. */
static void
test_operation_group (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing ("Rapat");

  balai_record_set_int (record, BALAI_THING_AT, 1784077200);
  put (self, record, "Made");
  g_assert_true (balai_repository_set_setting (self->repository, "server", "https://balai.example", NULL));
  balai_record_set_int (record, BALAI_THING_LENGTH, 3600);
  put (self, record, "Edited");
  assert_text (self, "SELECT body FROM operation",
               "{\"base\":{\"at\":\"2026-07-15T01:00:00Z\",\"length\":null},\"set\":{\"length\":3600}}");
}

static void
test_operations (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing ("Rapat"), note = balai_record_new (&balai_note_kind);
  g_autoptr (BalaiRecord) other = thing ("Lain");
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Fails", BALAI_BATCH_DEFAULT);
  g_autoptr (GError) error = NULL;

  /* A desk without a server keeps none. */
  put (self, record, "Made");
  g_assert_cmpint (number (self, "SELECT count(*) FROM operation"), ==, 0);

  g_assert_true (balai_repository_set_setting (self->repository, "server", "https://balai.example", NULL));
  /* As if a server had taken it. */
  g_assert_true (balai_database_exec (BALAI_DATABASE (self->database), "UPDATE thing SET base_rev = 3", NULL));
  balai_record_set_text (record, BALAI_THING_NAME, "Apel");
  put (self, record, "Edited");
  g_assert_cmpint (number (self, "SELECT count(*) FROM operation"), ==, 1);
  assert_text (self, "SELECT op FROM operation", "patch");
  assert_text (self, "SELECT body FROM operation", "{\"base\":{\"name\":\"Rapat\"},\"set\":{\"name\":\"Apel\"}}");
  assert_text (self, "SELECT json ->> '$.name' FROM record_base", "Rapat");
  g_assert_cmpint (number (self, "SELECT rev FROM record_base"), ==, 3);

  /* What stays on this computer is told to nobody. */
  balai_record_set_text (note, BALAI_NOTE_TEXT, "a");
  put (self, note, "Note");
  g_assert_cmpint (number (self, "SELECT count(*) FROM operation"), ==, 1);

  drop (self, record);
  assert_undo (self, 0, 1, 0);
  g_assert_cmpint (number (self, "SELECT count(*) FROM operation"), ==, 3);
  assert_text (self, "SELECT group_concat (op) FROM operation", "patch,void,restore");

  /* The edit and its operation are kept both or not at all. */
  g_assert_true (balai_database_exec (BALAI_DATABASE (self->database),
                                      "CREATE TRIGGER fault BEFORE INSERT ON operation"
                                      " BEGIN SELECT RAISE (ABORT, 'fault'); END",
                                      NULL));
  balai_batch_put (batch, other);
  g_assert_false (try_apply (self, batch, NULL, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CONSTRAINT);
  g_assert_null (get (self, other));
  g_assert_true (balai_record_is_new (other));
  g_assert_cmpint (found (self, "lain"), ==, 0);
  g_assert_cmpint (number (self, "SELECT count(*) FROM batch WHERE label = 'Fails'"), ==, 0);

  g_assert_true (balai_database_exec (BALAI_DATABASE (self->database), "DROP TRIGGER fault", NULL));
  g_assert_true (try_apply (self, batch, NULL, NULL));
  g_assert_cmpint (number (self, "SELECT count(*) FROM operation"), ==, 4);

  /* Of what the server has never seen there is nothing that it has, however often it is changed. */
  balai_record_set_int (other, BALAI_THING_COUNT, 1);
  put (self, other, "Edited");
  drop (self, other);
  g_assert_cmpint (number (self, "SELECT count(*) FROM operation"), ==, 6);
  g_assert_cmpint (number (self, "SELECT count(*) FROM record_base"), ==, 1);
}

/* What an older program kept beside, as it knew no such field, comes to its place once there is one. */
static void
test_adopt (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing ("Rapat"), plain = thing ("Lain"), now = NULL, then = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  gboolean needed = TRUE;

  put (self, record, "Made");
  put (self, plain, "Made");
  g_assert_true (balai_database_exec (BALAI_DATABASE (self->database),
                                      "ALTER TABLE thing DROP COLUMN note; ALTER TABLE thing DROP COLUMN day;"
                                      "UPDATE thing SET extra = '{\"note\":\"Dari masa depan\","
                                      "\"day\":\"2026-07-15\",\"count\":\"many\",\"later\":{\"a\":[1]}}'"
                                      " WHERE name = 'Rapat'",
                                      &error));
  g_assert_true (balai_repository_needs_migration (self->repository, &needed, &error));
  g_assert_true (needed);
  g_assert_true (balai_repository_migrate (self->repository, &error));
  g_assert_no_error (error);

  now = get (self, record);
  g_assert_cmpstr (balai_record_get_text (now, BALAI_THING_NOTE), ==, "Dari masa depan");
  g_assert_cmpint (balai_record_get_int (now, BALAI_THING_DAY), ==, 20649);
  /* What is still unknown stays, and so does what does not fit. */
  g_assert_cmpstr (balai_record_get_extra (now), ==, "{\"count\":\"many\",\"later\":{\"a\":[1]}}");
  g_assert_cmpint (balai_record_get_revision (now), ==, 1);
  g_assert_cmpint (found (self, "masa depan"), ==, 1);
  json = balai_record_to_json (now);
  g_assert_cmpstr (strstr (strstr (json, "\"note\"") + 1, "\"note\""), ==, NULL);
  then = get (self, plain);
  g_assert_null (balai_record_get_extra (then));

  /* A further word of the newer program joins what is there. */
  g_assert_true (balai_record_set_from_json (now, "{\"more\":true,\"later\":null}", &error));
  g_assert_cmpstr (balai_record_get_extra (now), ==, "{\"count\":\"many\",\"more\":true}");
  put (self, now, "Told");
  g_assert_true (balai_record_set_from_json (now, "{\"more\":null,\"count\":7}", &error));
  g_assert_null (balai_record_get_extra (now));
}

static void
on_change (BalaiChanges *changes,
           gpointer      data)
{
  *(guint *) data += balai_changes_get_size (changes);
}

static void
test_listener (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing ("Rapat");
  guint told = 0;

  balai_repository_set_listener (self->repository, on_change, &told);
  put (self, record, "Made");
  g_assert_cmpuint (told, ==, 1);
  put (self, record, "Nothing");
  g_assert_cmpuint (told, ==, 1);
  assert_undo (self, 0, 1, 0);
  g_assert_cmpuint (told, ==, 2);
}

#define ADD(name) g_test_add ("/record/repository/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  ADD (save);
  ADD (nothing);
  ADD (stale);
  ADD (tombstone);
  ADD (owned);
  ADD (batch_once);
  ADD (findings);
  ADD (history);
  ADD (search);
  ADD (query);
  ADD (derived);
  ADD (settings);
  ADD (operations);
  ADD (operation_group);
  ADD (adopt);
  ADD (listener);

  return g_test_run ();
}
