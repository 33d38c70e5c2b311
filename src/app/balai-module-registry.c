/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-module-registry.h"

#include <glib/gi18n-lib.h>

#include "balai-registers-page.h"
#include "balai-schedule-page.h"

/* The only file that names every module. What is not here is not shown. */
static const BalaiModule modules[] = {
  { "schedule", N_("Calendar"), "x-office-calendar-symbolic", balai_schedule_page_get_type, TRUE },
  { "registers", N_("Registers"), "view-list-symbolic", balai_registers_page_get_type, FALSE },
};

/**
 * balai_modules_get:
 * @n_modules: (out): how many
 *
 * Returns: (transfer none) (array length=n_modules): the modules, in the order of the sidebar
 */
const BalaiModule *
balai_modules_get (guint *n_modules)
{
  *n_modules = G_N_ELEMENTS (modules);
  return modules;
}
