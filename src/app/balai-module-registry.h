/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * BalaiModule:
 * @id: name of its page in the window, of its actions, and in the settings
 * @title: what it is called, in English, marked for translation
 * @icon_name: its sign in the sidebar
 * @get_type: type of its page: a #BalaiRecordPage, whose actions have @id before them
 * @always: whether the page is made with the window, since its badge and its actions are wanted from the start; any
 *   other when it is first seen
 *
 * A row of the sidebar.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *icon_name;
  GType     (*get_type) (void);
  gboolean    always;
} BalaiModule;

const BalaiModule *balai_modules_get (guint *n_modules);

G_END_DECLS
