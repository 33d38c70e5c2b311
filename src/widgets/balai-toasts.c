/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-toasts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define UNDO_SECONDS 10

static AdwToastOverlay *
find_below (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwToastOverlay *overlay = gtk_widget_get_mapped (child) ? find_below (child) : NULL;

      if (overlay != NULL)
        return overlay;
      if (ADW_IS_TOAST_OVERLAY (child) && gtk_widget_get_mapped (child))
        return ADW_TOAST_OVERLAY (child);
    }
  return NULL;
}

/* A page that is seen may have a place of its own, where no control is covered; else the one above the widget, and for
 * what lies in none that of its window. */

static AdwToastOverlay *
find_overlay (GtkWidget *from)
{
  GtkWidget *above = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);
  GtkWidget *top = above != NULL ? above : GTK_WIDGET (gtk_widget_get_root (from));
  AdwToastOverlay *below = top != NULL ? find_below (top) : NULL;

  return below != NULL || above == NULL ? below : ADW_TOAST_OVERLAY (above);
}

/* The title of a toast is markup in this version of the toolkit. */
static AdwToast *
make_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

/* One word at a time: an older one, that offers to take back what is taken back by now, does not come again. */
static void
replace_toast (AdwToastOverlay *overlay,
               AdwToast        *toast)
{
  AdwToast *last = g_object_get_data (G_OBJECT (overlay), "balai-toast");

  if (last != NULL)
    adw_toast_dismiss (last);
  g_object_set_data_full (G_OBJECT (overlay), "balai-toast", g_object_ref (toast), g_object_unref);
  adw_toast_overlay_add_toast (overlay, toast);
}

/**
 * balai_toast_show:
 * @from: a widget of the window
 * @text: plain text
 *
 * Says something in passing.
 *
 * Returns: whether there is a place to say it
 */
gboolean
balai_toast_show (GtkWidget  *from,
                  const char *text)
{
  AdwToastOverlay *overlay;

  g_return_val_if_fail (GTK_IS_WIDGET (from) && text != NULL, FALSE);

  overlay = find_overlay (from);
  if (overlay == NULL)
    return FALSE;
  replace_toast (overlay, make_toast (text));
  return TRUE;
}

typedef struct
{
  BalaiToastFunc undo;
  gpointer data;
  GDestroyNotify destroy;
} Undo;

static void
undo_clicked (AdwToast *toast,
              gpointer  user_data)
{
  Undo *undo = user_data;

  undo->undo (undo->data);
}

static void
undo_free (gpointer  data,
           GClosure *closure)
{
  Undo *undo = data;

  if (undo->destroy != NULL)
    undo->destroy (undo->data);
  g_free (undo);
}

/**
 * balai_toast_show_undo:
 * @from: a widget of the window
 * @text: plain text: what was done
 * @undo: (scope notified) (closure data) (destroy destroy): takes it back
 * @data: for @undo
 * @destroy: (nullable): frees @data
 *
 * Says what was done, and for ten seconds offers to take it back.
 *
 * Returns: whether there is a place to say it; if not, @data is freed at once
 */
gboolean
balai_toast_show_undo (GtkWidget      *from,
                       const char     *text,
                       BalaiToastFunc  undo,
                       gpointer        data,
                       GDestroyNotify  destroy)
{
  AdwToastOverlay *overlay;
  AdwToast *toast;
  Undo *kept;

  g_return_val_if_fail (GTK_IS_WIDGET (from) && text != NULL && undo != NULL, FALSE);

  overlay = find_overlay (from);
  if (overlay == NULL)
    {
      if (destroy != NULL)
        destroy (data);
      return FALSE;
    }
  kept = g_new (Undo, 1);
  *kept = (Undo) { undo, data, destroy };
  toast = make_toast (text);
  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_clicked), kept, undo_free, 0);
  replace_toast (overlay, toast);
  return TRUE;
}
