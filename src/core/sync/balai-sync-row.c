/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-sync-server-private.h"

/* A field is told in its own view and in each fuller one. What this Balai does not know belongs to the full view. */
static void
leave_out (const BalaiKind *kind,
           JsonObject      *from,
           JsonObject      *to,
           BalaiView        view)
{
  for (guint i = 0; i < kind->n_fields; i++)
    {
      JsonNode *node = kind->fields[i].view >= view ? json_object_get_member (from, kind->fields[i].name) : NULL;

      if (node != NULL)
        json_object_set_member (to, kind->fields[i].name, json_node_copy (node));
    }
}

/**
 * balai_sync_row_new:
 * @self: a server
 * @record: a record
 * @view: how much of it is told
 * @error: return location for a #BalaiJsonError
 *
 * The one place where a view is made: whatever leaves the server of a record was made here.
 *
 * Returns: (transfer full) (nullable): the row, sealed
 */
BalaiWireRow *
balai_sync_row_new (BalaiSyncServer  *self,
                    BalaiRecord      *record,
                    BalaiView         view,
                    GError          **error)
{
  g_autoptr (BalaiWireRow) row = balai_wire_row_new_from_record (record, error);

  if (row == NULL)
    return NULL;
  row->sv = balai_registry_get_version (self->registry);
  row->view = view;
  if (view != BALAI_VIEW_FULL)
    {
      g_autoptr (JsonObject) values = json_object_new ();

      leave_out (balai_record_get_kind (record), row->values, values, view);
      balai_wire_row_set_fields (row, values);
      balai_wire_row_seal (row);
    }
  return g_steal_pointer (&row);
}
