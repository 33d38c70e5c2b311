/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-calendar-items.h"

G_BEGIN_DECLS

/**
 * Heard:
 *
 * What the signals of a view told last, and how often.
 */
typedef struct
{
  char    *key; /* (owned) (nullable) */
  gint64   day;
  gint64   start;
  gint64   end;
  int      step;
  int      n;
  gboolean all_day;
} Heard;

void                hear_day      (GtkWidget       *widget,
                                   gint64           day,
                                   Heard           *heard);
void                hear_item     (GtkWidget       *widget,
                                   const char      *key,
                                   gint64           start,
                                   Heard           *heard);
void                hear_new      (GtkWidget       *widget,
                                   gint64           start,
                                   gint64           end,
                                   gboolean         all_day,
                                   Heard           *heard);
void                hear_step     (GtkWidget       *widget,
                                   int              step,
                                   Heard           *heard);
GtkEventController *controller_of (GtkWidget       *widget,
                                   GType            type);
gboolean            press_key     (GtkWidget       *widget,
                                   guint            key,
                                   GdkModifierType  state);
void                click         (GtkWidget       *widget,
                                   GtkWidget       *at,
                                   int              n_press);
int64_t             july          (int              day);
int64_t             instant       (int              day,
                                   int              minutes);
BalaiCalendarItems *few_items     (void);
guint               count_chips   (GtkWidget       *root);
GtkWidget          *find_chip     (GtkWidget       *root,
                                   const char      *key);
void                assert_label  (GtkWidget       *widget,
                                   const char      *label);

G_END_DECLS
