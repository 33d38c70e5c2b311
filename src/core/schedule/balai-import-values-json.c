/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>

#include "balai-event.h"
#include "balai-import-values-private.h"
#include "balai-record-json.h"

/* What a file said, as text that is kept: the next import compares with it. */

#define BIT(field) (G_GUINT64_CONSTANT (1) << (field))

/**
 * balai_import_values_write_json:
 * @self: values
 *
 * Puts them into words that are kept for the next import.
 */
void
balai_import_values_write_json (BalaiImportValues *self)
{
  g_autoptr (GString) json = g_string_new ("{\"event\":");

  balai_record_append_json (self->event, json, self->fields);
  for (guint i = 0; i < self->links->len; i++)
    {
      BalaiRecord *link = self->links->pdata[i];

      g_string_append_printf (json, "%s{\"%s\":", i == 0 ? ",\"links\":[" : ",", balai_record_get_kind (link)->name);
      balai_record_append_json (link, json, BALAI_ALL_FIELDS);
      g_string_append_c (json, '}');
    }
  g_string_append (json, self->links->len > 0 ? "]}" : "}");
  g_free (self->json);
  self->json = g_string_free (g_steal_pointer (&json), FALSE);
}

static void
read_links (BalaiImportValues *self,
            JsonArray         *links)
{
  for (guint i = 0; i < json_array_get_length (links); i++)
    {
      JsonNode *node = json_array_get_element (links, i);

      for (gsize j = 0; JSON_NODE_HOLDS_OBJECT (node) && j < BALAI_N_EVENT_CHILD_KINDS; j++)
        {
          JsonObject *object = json_node_get_object (node);
          JsonNode *value = json_object_get_member (object, balai_event_child_kinds[j]->name);
          g_autoptr (BalaiRecord) link = NULL;

          if (value == NULL || !JSON_NODE_HOLDS_OBJECT (value))
            continue;
          link = balai_record_new (balai_event_child_kinds[j]);
          if (balai_record_set_from_object (link, json_node_get_object (value), NULL))
            g_ptr_array_add (self->links, g_steal_pointer (&link));
        }
    }
}

/**
 * balai_import_values_from_json:
 * @json: (nullable): values as they were kept at an import
 *
 * Returns: (transfer full) (nullable): the values; %NULL when they cannot be read
 */
BalaiImportValues *
balai_import_values_from_json (const char *json)
{
  g_autoptr (BalaiImportValues) self = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root, *event, *links;
  GList *names;

  if (json == NULL || !json_parser_load_from_data (parser, json, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return NULL;
  event = json_object_get_member (json_node_get_object (root), "event");
  links = json_object_get_member (json_node_get_object (root), "links");
  if (event == NULL || !JSON_NODE_HOLDS_OBJECT (event))
    return NULL;

  self = g_new0 (BalaiImportValues, 1);
  self->event = balai_record_new (&balai_event_kind);
  self->links = g_ptr_array_new_with_free_func (g_object_unref);
  if (!balai_record_set_from_object (self->event, json_node_get_object (event), NULL))
    return NULL;
  names = json_object_get_members (json_node_get_object (event));
  for (GList *l = names; l != NULL; l = l->next)
    {
      int field = balai_kind_find_field (&balai_event_kind, l->data);

      if (field >= 0)
        self->fields |= BIT (field);
    }
  g_list_free (names);
  if (links != NULL && JSON_NODE_HOLDS_ARRAY (links))
    read_links (self, json_node_get_array (links));
  self->json = g_strdup (json);
  return g_steal_pointer (&self);
}
