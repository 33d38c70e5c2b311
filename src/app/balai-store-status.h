/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-store.h"

G_BEGIN_DECLS

#define BALAI_TYPE_STORE_STATUS (balai_store_status_get_type ())
G_DECLARE_FINAL_TYPE (BalaiStoreStatus, balai_store_status, BALAI, STORE_STATUS, GtkWidget)

void balai_store_status_set_store (BalaiStoreStatus *self,
                                   BalaiStore       *store);

G_END_DECLS
