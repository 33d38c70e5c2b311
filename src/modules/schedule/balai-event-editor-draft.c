/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-editor-private.h"
#include "balai-record-json.h"
#include "balai-uuid.h"

/* What is typed is kept in the settings of the store a moment after each change, and forgotten when the editor closes
 * in any orderly way: what is found at a start was lost by a crash, and can be gone on with. */

#define PREFIX   "event-draft:"
#define DELAY_MS 1000

typedef struct
{
  char *key;  /* (owned) */
  char *json; /* (owned) (nullable) */
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_free (keeping->key);
  g_free (keeping->json);
  g_free (keeping);
}

static gpointer
keep (BalaiRepository  *repository,
      gpointer          data,
      GCancellable     *cancellable,
      GError          **error)
{
  Keeping *keeping = data;

  return GINT_TO_POINTER (balai_repository_set_setting (repository, keeping->key, keeping->json, error));
}

static void
set_draft (BalaiStore *store,
           const char *key,
           char       *json)
{
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->key = g_strdup (key);
  keeping->json = json;
  balai_store_write_async (store, keep, keeping, keeping_free, NULL, NULL, NULL, NULL);
}

static gboolean
keep_now (gpointer data)
{
  BalaiEventEditor *self = data;
  BalaiStore *store = balai_store_editor_get_store (BALAI_STORE_EDITOR (self));
  g_autofree char *typed = balai_event_draft_to_json (self->draft);
  GString *json = g_string_new ("{\"id\":");

  self->keep_source = 0;
  if (self->draft_key == NULL)
    {
      g_autofree char *uuid = balai_uuid_new (balai_clock_now_ms (balai_store_get_clock (store)));

      self->draft_key = g_strconcat (PREFIX, uuid, NULL);
    }
  balai_json_append_string (json, self->id);
  g_string_append_printf (json, ",\"scope\":%d,\"occurrence\":%" G_GINT64_FORMAT ",\"typed\":%s}", (int) self->scope,
                          (gint64) self->occurrence, typed);
  self->kept = TRUE;
  set_draft (store, self->draft_key, g_string_free (json, FALSE));
  return G_SOURCE_REMOVE;
}

/**
 * balai_event_editor_keep_draft:
 * @self: an editor whose draft was changed
 *
 * Keeps what was typed, soon.
 */
void
balai_event_editor_keep_draft (BalaiEventEditor *self)
{
  if (self->keep_source == 0 && self->id != NULL)
    self->keep_source = g_timeout_add (DELAY_MS, keep_now, self);
}

/**
 * balai_event_editor_drop_draft:
 * @self: an editor
 *
 * Forgets what was kept: it was saved, or a person chose to leave it.
 */
void
balai_event_editor_drop_draft (BalaiEventEditor *self)
{
  BalaiStore *store = balai_store_editor_get_store (BALAI_STORE_EDITOR (self));

  g_clear_handle_id (&self->keep_source, g_source_remove);
  if (self->kept && balai_store_get_state (store) == BALAI_STORE_OPEN)
    set_draft (store, self->draft_key, NULL);
  self->kept = FALSE;
}

static gpointer
find_draft (BalaiRepository  *repository,
            gpointer          data,
            GCancellable     *cancellable,
            GError          **error)
{
  g_autoptr (BalaiStatement) statement =
    balai_database_get (balai_repository_get_database (repository),
                        "SELECT key FROM setting WHERE key >= '" PREFIX "' AND key < '" PREFIX "~'"
                        " ORDER BY key DESC LIMIT 1",
                        error);

  if (statement == NULL || balai_statement_step (statement, error) != BALAI_STEP_ROW)
    return NULL;
  return g_strdup (balai_statement_text (statement, 0));
}

/**
 * balai_event_draft_find_async:
 * @store: a store
 * @cancellable: (nullable): to stop it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Looks for something that was being typed when Balai ended without being asked to. To be called at the start, before
 * any editor is open.
 */
void
balai_event_draft_find_async (BalaiStore          *store,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (BALAI_IS_STORE (store));

  balai_store_read_async (store, find_draft, NULL, NULL, g_free, cancellable, callback, user_data);
}

/**
 * balai_event_draft_find_finish:
 * @store: a store
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the latest draft, for balai_event_editor_new_from_draft() or
 *   balai_event_draft_discard(); %NULL without an error when there is none
 */
char *
balai_event_draft_find_finish (BalaiStore    *store,
                               GAsyncResult  *result,
                               GError       **error)
{
  return balai_store_read_finish (store, result, error);
}

/**
 * balai_event_draft_discard:
 * @store: a store
 * @draft: a draft that nobody wants
 */
void
balai_event_draft_discard (BalaiStore *store,
                           const char *draft)
{
  g_return_if_fail (BALAI_IS_STORE (store) && draft != NULL && g_str_has_prefix (draft, PREFIX));

  set_draft (store, draft, NULL);
}
