/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BALAI_TYPE_EDITOR_WINDOW (balai_editor_window_get_type ())
G_DECLARE_DERIVABLE_TYPE (BalaiEditorWindow, balai_editor_window, BALAI, EDITOR_WINDOW, AdwWindow)

/**
 * BalaiEditorWindowClass:
 * @save: begins to save; answered by balai_editor_window_saved() or balai_editor_window_failed()
 *
 * A form in a window.
 */
struct _BalaiEditorWindowClass
{
  AdwWindowClass parent_class;

  void (*save) (BalaiEditorWindow *self);

  gpointer padding[8];
};

void       balai_editor_window_set_heading   (BalaiEditorWindow *self,
                                              const char        *title,
                                              const char        *subtitle);
void       balai_editor_window_set_body      (BalaiEditorWindow *self,
                                              GtkWidget         *body);
GtkWidget *balai_editor_window_get_body      (BalaiEditorWindow *self);
void       balai_editor_window_set_dirty     (BalaiEditorWindow *self,
                                              gboolean           dirty);
gboolean   balai_editor_window_get_dirty     (BalaiEditorWindow *self);
void       balai_editor_window_set_blocked   (BalaiEditorWindow *self,
                                              const char        *reason);
void       balai_editor_window_set_save_text (BalaiEditorWindow *self,
                                              const char        *text);
void       balai_editor_window_save          (BalaiEditorWindow *self);
void       balai_editor_window_saved         (BalaiEditorWindow *self);
void       balai_editor_window_failed        (BalaiEditorWindow *self,
                                              const char        *text);
void       balai_editor_window_hush          (BalaiEditorWindow *self);
gboolean   balai_editor_window_is_busy       (BalaiEditorWindow *self);

G_END_DECLS
