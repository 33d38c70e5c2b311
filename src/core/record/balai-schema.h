/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-database.h"
#include "balai-registry.h"

G_BEGIN_DECLS

/* "Balai" in a database's header, and so in what file(1) says of it. */
#define BALAI_APPLICATION_ID 0x42414c49

/**
 * BalaiMigration:
 * @number: its place in the order, from 1
 * @sql: statements, run in one transaction
 *
 * A change of structure that the tables of the kinds cannot express by themselves.
 */
typedef struct
{
  int         number;
  const char *sql;
} BalaiMigration;

gboolean balai_schema_is_current (BalaiDatabase  *database,
                                  BalaiRegistry  *registry,
                                  gboolean       *current,
                                  GError        **error);
gboolean balai_schema_migrate    (BalaiDatabase  *database,
                                  BalaiRegistry  *registry,
                                  GError        **error);
gboolean balai_schema_run_steps  (BalaiDatabase        *database,
                                  const BalaiMigration *steps,
                                  guint                 n_steps,
                                  GError              **error);

G_END_DECLS
