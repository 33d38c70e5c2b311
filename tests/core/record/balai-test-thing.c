/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-test-thing.h"

#include "balai-batch.h"
#include "balai-clock.h"
#include "balai-database.h"
#include "balai-day.h"
#include "balai-repository.h"
#include "balai-span.h"
#include "balai-uuid.h"

const BalaiEnumValue balai_thing_statuses[] = {
  { "new", "New" },
  { "open", "Open" },
  { "done", "Done" },
  { NULL },
};

/* A name that begins with "?" is doubtful, and "!" forbidden. */
static void
validate_thing (BalaiRecord     *record,
                BalaiRepository *repository,
                GPtrArray       *findings)
{
  const char *name = balai_record_get_text (record, BALAI_THING_NAME);

  if (name != NULL && *name == '?')
    balai_finding_add (findings, record, BALAI_THING_NAME, BALAI_SEVERITY_WARN, "doubtful");
  if (name != NULL && *name == '!')
    balai_finding_add (findings, record, BALAI_THING_NAME, BALAI_SEVERITY_BLOCK, "forbidden");
}

BALAI_DEFINE_RECORD (BalaiThing, balai_thing, THING,
                     .name = "thing", .label = "Thing", .label_many = "Things", .flags = BALAI_KIND_SYNCED,
                     .title_field = BALAI_THING_NAME, .validate = validate_thing)

BALAI_DEFINE_RECORD (BalaiPart, balai_part, PART,
                     .name = "part", .label = "Part", .flags = BALAI_KIND_SYNCED, .title_field = BALAI_PART_LABEL,
                     .parent_field = "thing")

BALAI_DEFINE_RECORD (BalaiNote, balai_note, NOTE,
                     .name = "note", .label = "Note", .flags = BALAI_KIND_LOCAL, .title_field = BALAI_NOTE_TEXT)

BALAI_DEFINE_FIELDS (balai_sum, SUM)
const BalaiKind balai_sum_kind = {
  .name = "sum",
  .label = "Sum",
  .flags = BALAI_KIND_DERIVED,
  .fields = balai_sum_fields,
  .n_fields = BALAI_SUM_N_FIELDS,
};

static gboolean
derive_sums (BalaiRepository  *repository,
             BalaiChanges     *changes,
             GError          **error)
{
  if (!balai_changes_has_kind (changes, &balai_part_kind))
    return TRUE;
  return balai_database_exec (balai_repository_get_database (repository),
                              "DELETE FROM sum; INSERT INTO sum (thing, total)"
                              " SELECT thing, sum (amount) FROM part WHERE deleted_at IS NULL GROUP BY thing",
                              error);
}

BalaiRegistry *
balai_test_registry_new (void)
{
  BalaiRegistry *registry = balai_registry_new ();

  balai_registry_add (registry, &balai_thing_kind);
  balai_registry_add (registry, &balai_part_kind);
  balai_registry_add (registry, &balai_note_kind);
  balai_registry_add (registry, &balai_sum_kind);
  balai_registry_add_deriver (registry, derive_sums);
  return registry;
}

BalaiThing *
balai_test_thing_new (const char *name)
{
  BalaiRecord *thing = balai_record_new (&balai_thing_kind);

  balai_record_set_text (thing, BALAI_THING_NAME, name);
  return (BalaiThing *) thing;
}

BalaiRecord *
balai_test_part_new (gpointer thing,
                     int64_t  amount)
{
  BalaiRecord *part = balai_record_new (&balai_part_kind);

  balai_record_set_text (part, BALAI_PART_THING, balai_record_get_id (thing));
  balai_record_set_int (part, BALAI_PART_AMOUNT, amount);
  return part;
}

static char *
random_text (GRand   *rand,
             int64_t  limit)
{
  static const char *const pieces[] = {
    "rapat", " ", "Balai Kota", "é", "\"", "\\", "\n", "\t", "\x01", "漢", "😀", "/", "'", ";", "%", "NULL", "0", "\x7f",
    "\xc2\xa0", "\xe2\x80\xa8",
  };
  GString *text = g_string_new ("x");

  for (int n = g_rand_int_range (rand, 0, (int) MIN (limit - 1, 24)); n > 0; n--)
    {
      const char *piece = pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))];

      if (g_utf8_strlen (text->str, -1) + g_utf8_strlen (piece, -1) <= limit)
        g_string_append (text, piece);
    }
  return g_string_free (text, FALSE);
}

static int64_t
random_integer (GRand            *rand,
                const BalaiField *field)
{
  const int64_t any = (int64_t) (((uint64_t) g_rand_int (rand) << 32) | g_rand_int (rand));

  if (field->type == BALAI_FIELD_BOOLEAN)
    return g_rand_boolean (rand);
  if (field->type == BALAI_FIELD_DATE)
    return g_rand_int_range (rand, BALAI_DAY_MIN, BALAI_DAY_MAX);
  if (field->type == BALAI_FIELD_INSTANT)
    return (int64_t) g_rand_int_range (rand, BALAI_DAY_MIN, BALAI_DAY_MAX) * BALAI_DAY
           + g_rand_int_range (rand, 0, BALAI_DAY);
  if (field->type == BALAI_FIELD_TIME)
    return g_rand_int_range (rand, 0, BALAI_DAY + 1);
  if (field->minimum != 0 || field->maximum != 0)
    return field->minimum + (int64_t) ((uint64_t) any % (uint64_t) (field->maximum - field->minimum + 1));
  /* As far as a message carries it. */
  return any % (G_GINT64_CONSTANT (1) << 53);
}

/**
 * balai_test_randomize:
 * @record: a record of any kind
 * @rand: where chance comes from
 *
 * Gives each field a value that it may have, or none.
 */
void
balai_test_randomize (BalaiRecord *record,
                      GRand       *rand)
{
  const BalaiKind *kind = balai_record_get_kind (record);

  for (int i = 0; i < (int) kind->n_fields; i++)
    {
      const BalaiField *field = &kind->fields[i];
      int choices = 0;

      if ((field->flags & BALAI_FIELD_REQUIRED) == 0 && g_rand_int_range (rand, 0, 4) == 0)
        {
          balai_record_set_null (record, i);
          continue;
        }
      switch (balai_field_get_storage (field))
        {
        case BALAI_STORAGE_INTEGER:
          balai_record_set_int (record, i, random_integer (rand, field));
          continue;
        case BALAI_STORAGE_REAL:
          balai_record_set_real (record, i, g_rand_double_range (rand, -1e12, 1e12));
          continue;
        case BALAI_STORAGE_TEXT:
        default:
          break;
        }
      if (field->type == BALAI_FIELD_ENUM)
        {
          while (field->values[choices].code != NULL)
            choices++;
          balai_record_set_text (record, i, field->values[g_rand_int_range (rand, 0, choices)].code);
        }
      else if (field->type == BALAI_FIELD_REFERENCE)
        balai_record_take_text (record, i, balai_uuid_new_from (g_rand_int (rand), rand));
      else if (field->type == BALAI_FIELD_COORDINATES)
        balai_record_take_text (record, i, g_strdup_printf ("%d.%04d,%d.%04d", g_rand_int_range (rand, -89, 90),
                                                            g_rand_int_range (rand, 0, 10000),
                                                            g_rand_int_range (rand, -179, 180),
                                                            g_rand_int_range (rand, 0, 10000)));
      else if (field->type == BALAI_FIELD_JSON)
        balai_record_set_text (record, i, g_rand_boolean (rand) ? "{\"a\":[1,2.5,null,true,\"é\"],\"b\":{}}" : "[]");
      else
        balai_record_take_text (record, i, random_text (rand, balai_field_get_text_limit (field)));
    }
}
