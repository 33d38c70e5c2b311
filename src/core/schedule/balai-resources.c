/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-resources.h"

#include <string.h>

/* A room in a wing of a building of a compound is four deep. What goes deeper is a mistake, and must cost nothing. */
#define DEPTH_MAX 32

struct _BalaiResources
{
  BalaiResource *rows; /* (owned) */
  int32_t        n;
  int32_t        allocated;
  GHashTable    *by_id[BALAI_N_RESOURCE_KINDS]; /* (owned) (element-type utf8 int) */

  /* Worked out by balai_resources_seal(), one per row; the lists lie end to end, row i from at[i] to at[i + 1]. */
  gboolean       sealed;
  int32_t       *parent;   /* (owned): without the links that close a circle */
  int32_t       *root;     /* (owned) */
  int32_t       *building; /* (owned): number of the building, -1 when not known */
  int32_t       *above_at; /* (owned) */
  int32_t       *above;    /* (owned): the wholes it is part of, nearest first */
  int32_t       *below_at; /* (owned) */
  int32_t       *below;    /* (owned): its parts and theirs */
};

static const char *const kind_codes[] = { "venue", "person", "equipment", "opd" };

G_STATIC_ASSERT (G_N_ELEMENTS (kind_codes) == BALAI_N_RESOURCE_KINDS);

const char *
balai_resource_kind_to_code (BalaiResourceKind kind)
{
  g_return_val_if_fail ((unsigned) kind < BALAI_N_RESOURCE_KINDS, NULL);

  return kind_codes[kind];
}

BalaiResources *
balai_resources_new (void)
{
  BalaiResources *self = g_new0 (BalaiResources, 1);

  for (int i = 0; i < BALAI_N_RESOURCE_KINDS; i++)
    self->by_id[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

static void
row_clear (BalaiResource *row)
{
  g_clear_pointer (&row->id, g_free);
  g_clear_pointer (&row->name, g_free);
  g_clear_pointer (&row->contact, g_free);
  g_clear_pointer (&row->building, g_free);
}

void
balai_resources_free (BalaiResources *self)
{
  if (self == NULL)
    return;
  for (int32_t i = 0; i < self->n; i++)
    row_clear (&self->rows[i]);
  for (int i = 0; i < BALAI_N_RESOURCE_KINDS; i++)
    g_hash_table_unref (self->by_id[i]);
  g_free (self->rows);
  g_free (self->parent);
  g_free (self->root);
  g_free (self->building);
  g_free (self->above_at);
  g_free (self->above);
  g_free (self->below_at);
  g_free (self->below);
  g_free (self);
}

/**
 * balai_resources_add:
 * @self: a table that is not sealed
 * @resource: what to add, copied; its id must be set
 *
 * Adds a resource, or replaces what is known about it when its kind and id are there already.
 *
 * Returns: its number
 */
int32_t
balai_resources_add (BalaiResources      *self,
                     const BalaiResource *resource)
{
  BalaiResource *row;
  int32_t index;

  g_return_val_if_fail (self != NULL && !self->sealed, BALAI_NO_RESOURCE);
  g_return_val_if_fail (resource != NULL && resource->id != NULL, BALAI_NO_RESOURCE);
  g_return_val_if_fail ((unsigned) resource->kind < BALAI_N_RESOURCE_KINDS, BALAI_NO_RESOURCE);

  index = balai_resources_lookup (self, resource->kind, resource->id);
  if (index < 0)
    {
      if (self->n == self->allocated)
        {
          self->allocated = MAX (64, self->allocated * 2);
          self->rows = g_renew (BalaiResource, self->rows, self->allocated);
        }
      index = self->n++;
      g_hash_table_insert (self->by_id[resource->kind], g_strdup (resource->id), GINT_TO_POINTER (index + 1));
      memset (&self->rows[index], 0, sizeof self->rows[index]);
    }
  row = &self->rows[index];
  /* The new strings first: a caller may change a row by giving a changed copy of it. */
  {
    BalaiResource copy = *resource;

    copy.id = g_strdup (resource->id);
    copy.name = g_strdup (resource->name);
    copy.contact = g_strdup (resource->contact);
    copy.building = g_strdup (resource->building);
    row_clear (row);
    *row = copy;
  }
  return index;
}

/**
 * balai_resources_set_parent:
 * @self: a table that is not sealed
 * @index: a venue
 * @parent: the whole that it is part of, or %BALAI_NO_RESOURCE
 *
 * For tables that are filled in an order in which parts may come before their wholes. Links that close a circle do no
 * harm: the table cuts them when it is sealed.
 */
void
balai_resources_set_parent (BalaiResources *self,
                            int32_t         index,
                            int32_t         parent)
{
  g_return_if_fail (self != NULL && !self->sealed);
  g_return_if_fail (index >= 0 && index < self->n);

  self->rows[index].parent = parent;
}

static int32_t
parent_of (const BalaiResources *self,
           int32_t               index)
{
  int32_t parent;

  if (self->sealed)
    return self->parent[index];
  parent = self->rows[index].parent;
  if (parent < 0 || parent >= self->n || parent == index || self->rows[index].kind != BALAI_RESOURCE_VENUE
      || self->rows[parent].kind != BALAI_RESOURCE_VENUE)
    return BALAI_NO_RESOURCE;
  return parent;
}

static void
seal_parents (BalaiResources *self)
{
  g_autofree int32_t *seen_by = g_new (int32_t, MAX (1, self->n));
  int32_t *parent = g_new (int32_t, MAX (1, self->n));

  for (int32_t i = 0; i < self->n; i++)
    {
      parent[i] = parent_of (self, i);
      seen_by[i] = -1;
    }
  /* Walk up from every row until known ground; meeting one's own trail is a circle, which is cut there. */
  for (int32_t i = 0; i < self->n; i++)
    {
      int32_t last = -1;

      for (int32_t p = i; p >= 0; last = p, p = parent[p])
        {
          if (seen_by[p] == i)
            {
              parent[last] = BALAI_NO_RESOURCE;
              break;
            }
          if (seen_by[p] >= 0)
            break;
          seen_by[p] = i;
        }
    }
  self->parent = parent;
}

static void
seal_lists (BalaiResources *self)
{
  g_autofree int32_t *fill = g_new0 (int32_t, self->n + 1);
  int32_t n_above = 0;

  self->root = g_new (int32_t, MAX (1, self->n));
  self->above_at = g_new0 (int32_t, self->n + 1);
  self->below_at = g_new0 (int32_t, self->n + 1);
  for (int32_t i = 0; i < self->n; i++)
    {
      int depth = 0;
      int32_t top = i;

      for (int32_t p = self->parent[i]; p >= 0; p = self->parent[p])
        {
          top = p;
          if (depth++ < DEPTH_MAX)
            {
              n_above++;
              self->below_at[p + 1]++;
            }
        }
      self->root[i] = top;
      self->above_at[i + 1] = n_above;
    }
  for (int32_t i = 0; i < self->n; i++)
    self->below_at[i + 1] += self->below_at[i];

  self->above = g_new (int32_t, MAX (1, n_above));
  self->below = g_new (int32_t, MAX (1, n_above));
  for (int32_t i = 0; i < self->n; i++)
    {
      int32_t *above = self->above + self->above_at[i];
      int depth = 0;

      for (int32_t p = self->parent[i]; p >= 0 && depth < DEPTH_MAX; p = self->parent[p], depth++)
        {
          above[depth] = p;
          self->below[self->below_at[p] + fill[p]++] = i;
        }
    }
}

static int32_t
own_building (const BalaiResources *self,
              GHashTable           *numbers,
              int32_t               index)
{
  g_autofree char *stripped = NULL, *folded = NULL;
  gpointer number;

  if (self->rows[index].building == NULL)
    return -1;
  stripped = g_strstrip (g_strdup (self->rows[index].building));
  if (*stripped == '\0')
    return -1;
  folded = g_utf8_casefold (stripped, -1);
  if (!g_hash_table_lookup_extended (numbers, folded, NULL, &number))
    {
      number = GINT_TO_POINTER (g_hash_table_size (numbers));
      g_hash_table_insert (numbers, g_steal_pointer (&folded), number);
    }
  return GPOINTER_TO_INT (number);
}

/**
 * balai_resources_seal:
 * @self: a table
 *
 * Works out families and buildings. From now on the table does not change and any number of threads may read it.
 * Sealing twice does nothing.
 */
void
balai_resources_seal (BalaiResources *self)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree int32_t *own = NULL;

  g_return_if_fail (self != NULL);

  if (self->sealed)
    return;
  seal_parents (self);
  seal_lists (self);

  own = g_new (int32_t, MAX (1, self->n));
  self->building = g_new (int32_t, MAX (1, self->n));
  for (int32_t i = 0; i < self->n; i++)
    own[i] = own_building (self, numbers, i);
  for (int32_t i = 0; i < self->n; i++)
    {
      self->building[i] = own[i];
      for (int32_t at = self->above_at[i]; self->building[i] < 0 && at < self->above_at[i + 1]; at++)
        self->building[i] = own[self->above[at]];
    }
  self->sealed = TRUE;
}

int32_t
balai_resources_get_n (const BalaiResources *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

/**
 * balai_resources_get:
 * @self: a table
 * @index: number of a resource
 *
 * Returns: (transfer none) (nullable): the resource, or %NULL when there is none of that number
 */
const BalaiResource *
balai_resources_get (const BalaiResources *self,
                     int32_t               index)
{
  return index >= 0 && index < self->n ? &self->rows[index] : NULL;
}

/**
 * balai_resources_lookup:
 * @self: a table
 * @kind: kind of the resource
 * @id: (nullable): id of its record
 *
 * Returns: its number, or %BALAI_NO_RESOURCE
 */
int32_t
balai_resources_lookup (const BalaiResources *self,
                        BalaiResourceKind     kind,
                        const char           *id)
{
  g_return_val_if_fail (self != NULL, BALAI_NO_RESOURCE);
  g_return_val_if_fail ((unsigned) kind < BALAI_N_RESOURCE_KINDS, BALAI_NO_RESOURCE);

  return id == NULL ? BALAI_NO_RESOURCE : GPOINTER_TO_INT (g_hash_table_lookup (self->by_id[kind], id)) - 1;
}

static gboolean
is_above (const BalaiResources *self,
          int32_t               index,
          int32_t               whole)
{
  int32_t p = parent_of (self, index);

  for (int depth = 0; p >= 0 && depth < DEPTH_MAX; depth++, p = parent_of (self, p))
    if (p == whole)
      return TRUE;
  return FALSE;
}

/**
 * balai_resources_are_family:
 * @self: a table
 * @a: a resource
 * @b: a resource
 *
 * Siblings are none: two halves of a hall may be used at once, the hall and one of its halves may not (R4).
 *
 * Returns: whether the two are equal or one is part of the other
 */
gboolean
balai_resources_are_family (const BalaiResources *self,
                            int32_t               a,
                            int32_t               b)
{
  if (a < 0 || b < 0 || a >= self->n || b >= self->n)
    return FALSE;
  return a == b || is_above (self, a, b) || is_above (self, b, a);
}

/**
 * balai_resources_get_root:
 * @self: a sealed table
 * @index: a resource
 *
 * Returns: the outermost whole that it is part of, which may be itself
 */
int32_t
balai_resources_get_root (const BalaiResources *self,
                          int32_t               index)
{
  g_return_val_if_fail (self->sealed && index >= 0 && index < self->n, BALAI_NO_RESOURCE);

  return self->root[index];
}

/**
 * balai_resources_get_above:
 * @self: a sealed table
 * @index: a resource
 * @n_above: (out): how many
 *
 * Returns: (transfer none): the wholes that it is part of, nearest first
 */
const int32_t *
balai_resources_get_above (const BalaiResources *self,
                           int32_t               index,
                           int                  *n_above)
{
  *n_above = 0;
  g_return_val_if_fail (self->sealed && index >= 0 && index < self->n, NULL);

  *n_above = self->above_at[index + 1] - self->above_at[index];
  return self->above + self->above_at[index];
}

/**
 * balai_resources_get_below:
 * @self: a sealed table
 * @index: a resource
 * @n_below: (out): how many
 *
 * Returns: (transfer none): its parts and the parts of those
 */
const int32_t *
balai_resources_get_below (const BalaiResources *self,
                           int32_t               index,
                           int                  *n_below)
{
  *n_below = 0;
  g_return_val_if_fail (self->sealed && index >= 0 && index < self->n, NULL);

  *n_below = self->below_at[index + 1] - self->below_at[index];
  return self->below + self->below_at[index];
}

/**
 * balai_resources_same_building:
 * @self: a sealed table
 * @a: a venue
 * @b: a venue
 *
 * Returns: whether nobody has to travel between them: the same building by name, or, where one of them has none, parts
 *   of the same whole
 */
gboolean
balai_resources_same_building (const BalaiResources *self,
                               int32_t               a,
                               int32_t               b)
{
  g_return_val_if_fail (self->sealed, FALSE);

  if (a < 0 || b < 0 || a >= self->n || b >= self->n)
    return FALSE;
  if (a == b)
    return TRUE;
  if (self->building[a] >= 0 && self->building[b] >= 0)
    return self->building[a] == self->building[b];
  return self->root[a] == self->root[b];
}
