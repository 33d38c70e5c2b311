/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-registry.h"

/**
 * BalaiRegistry:
 *
 * The kinds a program knows, and what is derived from them. It is filled once, before a store opens, and only read
 * afterwards, from any thread.
 */
struct _BalaiRegistry
{
  gatomicrefcount ref_count;
  GPtrArray      *kinds;    /* (owned) (element-type BalaiKind) */
  GHashTable     *by_name;  /* (owned) (element-type utf8 BalaiKind) */
  GArray         *derivers; /* (owned) (element-type BalaiDeriveFunc) */
  GArray         *upkeeps;  /* (owned) (element-type BalaiUpkeepFunc) */
};

BalaiRegistry *
balai_registry_new (void)
{
  BalaiRegistry *self = g_new0 (BalaiRegistry, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kinds = g_ptr_array_new ();
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->derivers = g_array_new (FALSE, FALSE, sizeof (BalaiDeriveFunc));
  self->upkeeps = g_array_new (FALSE, FALSE, sizeof (BalaiUpkeepFunc));
  return self;
}

BalaiRegistry *
balai_registry_ref (BalaiRegistry *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_registry_unref (BalaiRegistry *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->kinds);
  g_hash_table_unref (self->by_name);
  g_array_unref (self->derivers);
  g_array_unref (self->upkeeps);
  g_free (self);
}

void
balai_registry_add (BalaiRegistry   *self,
                    const BalaiKind *kind)
{
  g_return_if_fail (!g_hash_table_contains (self->by_name, kind->name));

  g_ptr_array_add (self->kinds, (gpointer) kind);
  g_hash_table_insert (self->by_name, (gpointer) kind->name, (gpointer) kind);
}

/**
 * balai_registry_add_deriver:
 * @self: a registry
 * @func: called at the end of each transaction, in the order of adding
 */
void
balai_registry_add_deriver (BalaiRegistry   *self,
                            BalaiDeriveFunc  func)
{
  g_array_append_val (self->derivers, func);
}

/**
 * balai_registry_add_upkeep:
 * @self: a registry
 * @func: called by a store on its writer's thread, in the order of adding
 */
void
balai_registry_add_upkeep (BalaiRegistry   *self,
                           BalaiUpkeepFunc  func)
{
  g_array_append_val (self->upkeeps, func);
}

/**
 * balai_registry_find:
 * @self: a registry
 * @name: (nullable): name of a kind
 *
 * Returns: (transfer none) (nullable): the kind
 */
const BalaiKind *
balai_registry_find (BalaiRegistry *self,
                     const char    *name)
{
  return name ? g_hash_table_lookup (self->by_name, name) : NULL;
}

guint
balai_registry_get_n_kinds (BalaiRegistry *self)
{
  return self->kinds->len;
}

const BalaiKind *
balai_registry_get_kind (BalaiRegistry *self,
                         guint          position)
{
  return g_ptr_array_index (self->kinds, position);
}

gboolean
balai_registry_derive (BalaiRegistry    *self,
                       BalaiRepository  *repository,
                       BalaiChanges     *changes,
                       GError          **error)
{
  for (guint i = 0; i < self->derivers->len; i++)
    if (!g_array_index (self->derivers, BalaiDeriveFunc, i) (repository, changes, error))
      return FALSE;
  return TRUE;
}

gboolean
balai_registry_keep_up (BalaiRegistry    *self,
                        BalaiRepository  *repository,
                        GError          **error)
{
  for (guint i = 0; i < self->upkeeps->len; i++)
    if (!g_array_index (self->upkeeps, BalaiUpkeepFunc, i) (repository, error))
      return FALSE;
  return TRUE;
}

/**
 * balai_registry_get_version:
 * @self: a registry
 *
 * Returns: version of the format: the highest that any kind or field came with. A file of a higher one is not touched.
 */
guint
balai_registry_get_version (BalaiRegistry *self)
{
  guint version = 1;

  for (guint i = 0; i < self->kinds->len; i++)
    {
      const BalaiKind *kind = g_ptr_array_index (self->kinds, i);

      version = MAX (version, kind->since);
      for (guint f = 0; f < kind->n_fields; f++)
        version = MAX (version, kind->fields[f].since);
    }
  return version;
}
