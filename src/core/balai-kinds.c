/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-kinds.h"

#include "balai-schedule-data.h"

/**
 * balai_kinds_new_registry:
 *
 * Returns: (transfer full): all kinds of record that Balai knows; a module adds its own with one line here
 */
BalaiRegistry *
balai_kinds_new_registry (void)
{
  BalaiRegistry *registry = balai_registry_new ();

  balai_schedule_register (registry);
  return registry;
}
