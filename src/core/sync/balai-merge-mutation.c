/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-merge-mutation.h"

#include "balai-record-json.h"

/* What the object names, a null being the absence of a value, and which fields these are. */
static BalaiRecord *
read_side (BalaiRecord  *theirs,
           JsonObject   *values,
           guint64      *fields,
           GError      **error)
{
  const BalaiKind *kind = balai_record_get_kind (theirs);
  g_autoptr (BalaiRecord) record = balai_record_new_with_id (kind, balai_record_get_id (theirs));

  *fields = 0;
  if (values == NULL)
    return g_steal_pointer (&record);
  if (!balai_record_set_from_object (record, values, error))
    return NULL;
  for (guint i = 0; i < kind->n_fields; i++)
    if (json_object_has_member (values, kind->fields[i].name))
      *fields |= G_GUINT64_CONSTANT (1) << i;
  return g_steal_pointer (&record);
}

/**
 * balai_merge_new_from_mutation:
 * @theirs: the server's record
 * @mutation: a patch, or an action that sets fields, of that record; upcast to the format of this Balai
 * @error: return location for a %BALAI_RECORD_ERROR_BAD_VALUE
 *
 * As balai_merge_new(), of what a mutation brings: its fields, the values it was made on, and the revision these had.
 *
 * Returns: (transfer full) (nullable): what came out, or %NULL where a value does not fit its field
 */
BalaiMerge *
balai_merge_new_from_mutation (BalaiRecord    *theirs,
                               BalaiMutation  *mutation,
                               GError        **error)
{
  g_autoptr (BalaiRecord) base = NULL, mine = NULL;
  guint64 known, fields;

  if ((base = read_side (theirs, mutation->base, &known, error)) == NULL
      || (mine = read_side (theirs, mutation->set, &fields, error)) == NULL)
    return NULL;
  return balai_merge_new (theirs, mutation->base_rev, base, known, mine, fields);
}
