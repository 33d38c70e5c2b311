/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/**
 * BalaiResourceKind:
 * @BALAI_RESOURCE_VENUE: a place; places form trees
 * @BALAI_RESOURCE_PERSON: somebody who can be in one place only
 * @BALAI_RESOURCE_EQUIPMENT: a pool of like things, counted; a vehicle is a pool of one
 * @BALAI_RESOURCE_OPD: an office that is invited
 */
typedef enum
{
  BALAI_RESOURCE_VENUE,
  BALAI_RESOURCE_PERSON,
  BALAI_RESOURCE_EQUIPMENT,
  BALAI_RESOURCE_OPD,
} BalaiResourceKind;

#define BALAI_N_RESOURCE_KINDS (BALAI_RESOURCE_OPD + 1)

/* What claims name a resource by: its number in the table. */
#define BALAI_NO_RESOURCE ((int32_t) -1)
/* Stock of a pool that nobody has counted: it never runs short. */
#define BALAI_STOCK_UNKNOWN ((int32_t) -1)

/**
 * BalaiResource:
 * @kind: what it is
 * @id: (owned): id of its record
 * @name: (owned) (nullable): how people call it
 * @contact: (owned) (nullable): whom to ask about it
 * @parent: of a venue: the whole that it is part of, or %BALAI_NO_RESOURCE
 * @building: (owned) (nullable): of a venue: its building; %NULL means that of the whole it is part of
 * @capacity: of a venue: heads, 0 when not known
 * @capacity_strict: of a venue: capacity is a limit of safety ("batas keselamatan")
 * @strict_gap: of a venue: the time between two uses is not negotiable
 * @sequential: of a venue: what stood there is taken down before the next is set up ("bongkar-pasang berurutan")
 * @fixed_hours: of a venue: closed means closed
 * @stock: of a pool: units owned, or %BALAI_STOCK_UNKNOWN
 * @damaged: of a pool: units that cannot be lent
 *
 * A row of #BalaiResources. To be read; changed through the table's functions until the table is sealed.
 */
typedef struct
{
  char              *id;       /* (owned) */
  char              *name;     /* (owned) (nullable) */
  char              *contact;  /* (owned) (nullable) */
  char              *building; /* (owned) (nullable) */
  BalaiResourceKind  kind;
  int32_t            parent;
  int32_t            capacity;
  int32_t            stock;
  int32_t            damaged;
  gboolean           capacity_strict;
  gboolean           strict_gap;
  gboolean           sequential;
  gboolean           fixed_hours;
} BalaiResource;

typedef struct _BalaiResources BalaiResources;

BalaiResources      *balai_resources_new          (void);
void                 balai_resources_free         (BalaiResources       *self);
int32_t              balai_resources_add          (BalaiResources       *self,
                                                   const BalaiResource  *resource);
void                 balai_resources_set_parent   (BalaiResources       *self,
                                                   int32_t               index,
                                                   int32_t               parent);
void                 balai_resources_seal         (BalaiResources       *self);
int32_t              balai_resources_get_n        (const BalaiResources *self);
const BalaiResource *balai_resources_get          (const BalaiResources *self,
                                                   int32_t               index);
int32_t              balai_resources_lookup       (const BalaiResources *self,
                                                   BalaiResourceKind     kind,
                                                   const char           *id);
gboolean             balai_resources_are_family   (const BalaiResources *self,
                                                   int32_t               a,
                                                   int32_t               b);
int32_t              balai_resources_get_root     (const BalaiResources *self,
                                                   int32_t               index);
const int32_t       *balai_resources_get_above    (const BalaiResources *self,
                                                   int32_t               index,
                                                   int                  *n_above);
const int32_t       *balai_resources_get_below    (const BalaiResources *self,
                                                   int32_t               index,
                                                   int                  *n_below);
gboolean             balai_resources_same_building (const BalaiResources *self,
                                                    int32_t               a,
                                                    int32_t               b);
const char          *balai_resource_kind_to_code  (BalaiResourceKind     kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiResources, balai_resources_free)

G_END_DECLS
