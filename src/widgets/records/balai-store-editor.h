/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-editor-window.h"
#include "balai-store.h"

G_BEGIN_DECLS

#define BALAI_TYPE_STORE_EDITOR (balai_store_editor_get_type ())
G_DECLARE_DERIVABLE_TYPE (BalaiStoreEditor, balai_store_editor, BALAI, STORE_EDITOR, BalaiEditorWindow)

/**
 * BalaiStoreEditorClass:
 * @applied: the batch is in the store; before anybody is told. The window may be closed by now
 * @failed: it is not, and the window is still there: says why. Who overrides it chains up, or calls
 *   balai_editor_window_failed()
 *
 * A form in a window whose outcome goes into the store.
 */
struct _BalaiStoreEditorClass
{
  BalaiEditorWindowClass parent_class;

  void (*applied) (BalaiStoreEditor *self);
  void (*failed)  (BalaiStoreEditor *self,
                   BalaiBatch       *batch,
                   const GError     *error);

  gpointer padding[8];
};

BalaiStore   *balai_store_editor_get_store       (BalaiStoreEditor *self);
GCancellable *balai_store_editor_get_cancellable (BalaiStoreEditor *self);
gboolean      balai_store_editor_is_closed       (BalaiStoreEditor *self);
void          balai_store_editor_save_batch      (BalaiStoreEditor *self,
                                                  BalaiBatch       *batch,
                                                  const char       *record);
void          balai_store_editor_delete_batch    (BalaiStoreEditor *self,
                                                  BalaiBatch       *batch,
                                                  const char       *record);

G_END_DECLS
