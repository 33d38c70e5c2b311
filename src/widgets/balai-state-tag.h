/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-state.h"

G_BEGIN_DECLS

#define BALAI_TYPE_STATE_TAG (balai_state_tag_get_type ())
G_DECLARE_FINAL_TYPE (BalaiStateTag, balai_state_tag, BALAI, STATE_TAG, GtkWidget)

GtkWidget *balai_state_tag_new       (BalaiState     state);
void       balai_state_tag_set_state (BalaiStateTag *self,
                                      BalaiState     state);
void       balai_state_tag_set_words (BalaiStateTag *self,
                                      const char    *words);

G_END_DECLS
