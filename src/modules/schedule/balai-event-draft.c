/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-event-draft.h"

#include "balai-record-json.h"

/**
 * BalaiEventDraft:
 *
 * An event while it is being edited, with what hangs on it. The sections of the editor write into its records and call
 * balai_event_draft_touch(); whoever must know listens to #BalaiEventDraft::changed.
 */
struct _BalaiEventDraft
{
  GObject parent_instance;

  BalaiRecord     *event;     /* (owned) */
  GListStore      *lists[3];  /* (owned) (element-type BalaiRecord): people, offices, equipment */
  GPtrArray       *stored;    /* (owned) (element-type BalaiRecord): what hung on it when it was read */
  const BalaiZone *city_zone; /* (unowned) */
  char            *initial;   /* (owned): how it was when it was read */
  char            *problem;   /* (owned) (nullable): what was typed and cannot be read */
  gboolean         each_day;
};

G_DEFINE_FINAL_TYPE (BalaiEventDraft, balai_event_draft, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const struct
{
  const BalaiKind *kind;
  const char      *name;
  int              parent_field;
  int              resource_field;
} uses_of[] = {
  { &balai_event_person_kind, "people", BALAI_EVENT_PERSON_EVENT, BALAI_EVENT_PERSON_PERSON },
  { &balai_event_opd_kind, "opds", BALAI_EVENT_OPD_EVENT, BALAI_EVENT_OPD_OPD },
  { &balai_event_equipment_kind, "equipment", BALAI_EVENT_EQUIPMENT_EVENT, BALAI_EVENT_EQUIPMENT_EQUIPMENT },
};

static guint
list_of (const BalaiKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (uses_of); i++)
    if (uses_of[i].kind == kind)
      return i;
  g_return_val_if_reached (0);
}

static BalaiRecord *
record_at (GListModel *list,
           guint       position)
{
  g_autoptr (BalaiRecord) record = g_list_model_get_item (list, position);

  return record;   /* the list keeps it */
}

static void
balai_event_draft_finalize (GObject *object)
{
  BalaiEventDraft *self = BALAI_EVENT_DRAFT (object);

  g_clear_object (&self->event);
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    g_clear_object (&self->lists[i]);
  g_clear_pointer (&self->stored, g_ptr_array_unref);
  g_clear_pointer (&self->initial, g_free);
  g_clear_pointer (&self->problem, g_free);

  G_OBJECT_CLASS (balai_event_draft_parent_class)->finalize (object);
}

static void
balai_event_draft_class_init (BalaiEventDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balai_event_draft_finalize;

  /**
   * BalaiEventDraft::changed:
   * @self: a draft
   *
   * Something of it was changed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BALAI_TYPE_EVENT_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
balai_event_draft_init (BalaiEventDraft *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    self->lists[i] = g_list_store_new (BALAI_TYPE_RECORD);
  self->stored = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * balai_event_draft_new:
 * @event: an event; the draft changes it
 * @uses: (nullable): what hangs on it
 * @city_zone: zone in which whole days are counted
 *
 * Returns: (transfer full): a draft of it
 */
BalaiEventDraft *
balai_event_draft_new (BalaiRecord          *event,
                       const BalaiEventUses *uses,
                       const BalaiZone      *city_zone)
{
  BalaiEventDraft *self = g_object_new (BALAI_TYPE_EVENT_DRAFT, NULL);
  GPtrArray *arrays[] = { uses ? uses->people : NULL, uses ? uses->opds : NULL, uses ? uses->equipment : NULL };

  self->event = g_object_ref (event);
  self->city_zone = city_zone;
  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    for (guint k = 0; arrays[i] != NULL && k < arrays[i]->len; k++)
      {
        g_list_store_append (self->lists[i], arrays[i]->pdata[k]);
        if (!balai_record_is_new (arrays[i]->pdata[k]))
          g_ptr_array_add (self->stored, g_object_ref (arrays[i]->pdata[k]));
      }
  self->initial = balai_event_draft_to_json (self);
  return self;
}

BalaiRecord *
balai_event_draft_get_event (BalaiEventDraft *self)
{
  return self->event;
}

const BalaiZone *
balai_event_draft_get_city_zone (BalaiEventDraft *self)
{
  return self->city_zone;
}

/**
 * balai_event_draft_get_list:
 * @self: a draft
 * @kind: kind of what hangs on an event
 *
 * Returns: (transfer none) (element-type BalaiRecord): what hangs on this one
 */
GListModel *
balai_event_draft_get_list (BalaiEventDraft *self,
                            const BalaiKind *kind)
{
  return G_LIST_MODEL (self->lists[list_of (kind)]);
}

/**
 * balai_event_draft_find:
 * @self: a draft
 * @kind: kind of what hangs on an event
 * @resource: id of a person, an office or a pool
 *
 * Returns: (transfer none) (nullable): the record that says it takes part
 */
BalaiRecord *
balai_event_draft_find (BalaiEventDraft *self,
                        const BalaiKind *kind,
                        const char      *resource)
{
  guint list = list_of (kind);
  GListModel *model = G_LIST_MODEL (self->lists[list]);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_strcmp0 (balai_record_get_text (record_at (model, i), uses_of[list].resource_field), resource) == 0)
      return record_at (model, i);
  return NULL;
}

/**
 * balai_event_draft_add:
 * @self: a draft
 * @kind: kind of what hangs on an event
 * @resource: id of a person, an office or a pool
 *
 * Returns: (transfer none): the record of it, added where there was none
 */
BalaiRecord *
balai_event_draft_add (BalaiEventDraft *self,
                       const BalaiKind *kind,
                       const char      *resource)
{
  guint list = list_of (kind);
  BalaiRecord *found = balai_event_draft_find (self, kind, resource);
  g_autoptr (BalaiRecord) record = NULL;

  if (found != NULL)
    return found;
  /* What was taken away and is put back is the same as before. */
  for (guint i = 0; i < self->stored->len && record == NULL; i++)
    {
      BalaiRecord *old = self->stored->pdata[i];

      if (balai_record_get_kind (old) == kind
          && g_strcmp0 (balai_record_get_text (old, uses_of[list].resource_field), resource) == 0)
        record = g_object_ref (old);
    }
  if (record == NULL)
    {
      record = balai_record_new (kind);
      balai_record_set_text (record, uses_of[list].parent_field, balai_record_get_id (self->event));
      balai_record_set_text (record, uses_of[list].resource_field, resource);
    }
  g_list_store_append (self->lists[list], record);
  balai_event_draft_touch (self);
  return record;
}

void
balai_event_draft_remove (BalaiEventDraft *self,
                          BalaiRecord     *use)
{
  guint list = list_of (balai_record_get_kind (use)), position;

  if (!g_list_store_find (self->lists[list], use, &position))
    return;
  g_list_store_remove (self->lists[list], position);
  balai_event_draft_touch (self);
}

/**
 * balai_event_draft_touch:
 * @self: a draft of which a record was changed
 */
void
balai_event_draft_touch (BalaiEventDraft *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * balai_event_draft_is_dirty:
 * @self: a draft
 *
 * Returns: whether something would be lost with it
 */
gboolean
balai_event_draft_is_dirty (BalaiEventDraft *self)
{
  g_autofree char *now = balai_event_draft_to_json (self);

  return g_strcmp0 (now, self->initial) != 0;
}

/**
 * balai_event_draft_get_each_day:
 * @self: a draft
 *
 * Returns: whether an event over several days is at the same hours of each ("tiap hari jam sama") instead of one
 *   without a break ("menerus"); R7
 */
gboolean
balai_event_draft_get_each_day (BalaiEventDraft *self)
{
  return self->each_day;
}

void
balai_event_draft_set_each_day (BalaiEventDraft *self,
                                gboolean         each_day)
{
  self->each_day = each_day;
}

/**
 * balai_event_draft_get_problem:
 * @self: a draft
 *
 * Returns: (transfer none) (nullable): why it cannot be saved whatever it meets: something typed is no date or time
 */
const char *
balai_event_draft_get_problem (BalaiEventDraft *self)
{
  return self->problem;
}

void
balai_event_draft_set_problem (BalaiEventDraft *self,
                               const char      *problem)
{
  g_free (self->problem);
  self->problem = g_strdup (problem);
}

static const BalaiZone *
zone_of (BalaiEventDraft *self)
{
  const BalaiZone *zone = balai_zone_get (balai_record_get_text (self->event, BALAI_EVENT_ZONE));

  return zone ? zone : self->city_zone;
}

/**
 * balai_event_draft_get_n_days:
 * @self: a draft
 *
 * Returns: how many days it touches, by the clock of its zone
 */
int64_t
balai_event_draft_get_n_days (BalaiEventDraft *self)
{
  BalaiSpan span;
  gboolean all_day = balai_record_get_boolean (self->event, BALAI_EVENT_ALL_DAY);
  const BalaiZone *zone = all_day ? self->city_zone : zone_of (self);

  if (!balai_event_get_span (self->event, balai_zone_get_name (self->city_zone), &span))
    return 1;
  return balai_zone_day (zone, MAX (span.start, span.end - 1)) - balai_zone_day (zone, span.start) + 1;
}

/**
 * balai_event_draft_make_event:
 * @self: a draft
 *
 * Returns: (transfer full): the event as it is to be saved: "each day" has become a repetition
 */
BalaiRecord *
balai_event_draft_make_event (BalaiEventDraft *self)
{
  BalaiRecord *event = balai_record_copy (self->event);
  const BalaiZone *zone = zone_of (self);
  int64_t days = balai_event_draft_get_n_days (self);
  int64_t start, end, length;

  if (!self->each_day || days < 2 || balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY)
      || balai_event_is_series (event) || !balai_record_is_null (event, BALAI_EVENT_SERIES)
      || balai_record_is_null (event, BALAI_EVENT_END))
    return event;
  start = balai_zone_to_wall (zone, balai_record_get_int (event, BALAI_EVENT_START));
  end = balai_zone_to_wall (zone, balai_record_get_int (event, BALAI_EVENT_END));
  length = balai_wall_second (end) - balai_wall_second (start);
  if (length <= 0)
    length += BALAI_DAY;
  balai_record_set_int (event, BALAI_EVENT_END, balai_zone_to_instant (zone, start + length));
  balai_record_take_text (event, BALAI_EVENT_RRULE, g_strdup_printf ("FREQ=DAILY;COUNT=%d", (int) days));
  return event;
}

/**
 * balai_event_draft_copy_list:
 * @self: a draft
 * @kind: kind of what hangs on an event
 *
 * Returns: (transfer full) (element-type BalaiRecord): copies, for another thread
 */
GPtrArray *
balai_event_draft_copy_list (BalaiEventDraft *self,
                             const BalaiKind *kind)
{
  GListModel *model = balai_event_draft_get_list (self, kind);
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (copies, balai_record_copy (record_at (model, i)));
  return copies;
}

/**
 * balai_event_draft_fill_batch:
 * @self: a draft
 * @event: the event as it is to be saved
 * @batch: what is to be done
 *
 * Adds the event and copies of what hangs on it, and the delete of what no longer does.
 */
void
balai_event_draft_fill_batch (BalaiEventDraft *self,
                              BalaiRecord     *event,
                              BalaiBatch      *batch)
{
  balai_batch_put (batch, event);
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    {
      g_autoptr (GPtrArray) records = balai_event_draft_copy_list (self, uses_of[i].kind);

      for (guint k = 0; k < records->len; k++)
        if (balai_record_is_new (records->pdata[k]) || balai_record_is_dirty (records->pdata[k]))
          balai_batch_put (batch, records->pdata[k]);
    }
  for (guint i = 0; i < self->stored->len; i++)
    {
      guint list = list_of (balai_record_get_kind (self->stored->pdata[i]));

      if (!g_list_store_find (self->lists[list], self->stored->pdata[i], NULL))
        {
          g_autoptr (BalaiRecord) gone = balai_record_copy (self->stored->pdata[i]);

          balai_batch_delete (batch, gone);
        }
    }
}

/**
 * balai_event_draft_to_json:
 * @self: a draft
 *
 * Returns: (transfer full): all that was typed
 */
char *
balai_event_draft_to_json (BalaiEventDraft *self)
{
  GString *json = g_string_new ("{\"event\":");

  balai_record_append_json (self->event, json, BALAI_ALL_FIELDS);
  g_string_append_printf (json, ",\"each_day\":%s", self->each_day ? "true" : "false");
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++)
    {
      GListModel *model = G_LIST_MODEL (self->lists[i]);

      g_string_append_printf (json, ",\"%s\":[", uses_of[i].name);
      for (guint k = 0; k < g_list_model_get_n_items (model); k++)
        {
          if (k > 0)
            g_string_append_c (json, ',');
          balai_record_append_json (record_at (model, k), json, BALAI_ALL_FIELDS);
        }
      g_string_append_c (json, ']');
    }
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static gboolean
set_values (BalaiRecord  *record,
            JsonObject   *object,
            GError      **error)
{
  const BalaiKind *kind = balai_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    if (!json_object_has_member (object, kind->fields[i].name))
      balai_record_set_null (record, (int) i);
  return balai_record_set_from_object (record, object, error);
}

static gboolean
set_list (BalaiEventDraft  *self,
          guint             list,
          JsonArray        *array,
          GError          **error)
{
  const BalaiKind *kind = uses_of[list].kind;
  const char *resource_name = kind->fields[uses_of[list].resource_field].name;

  g_list_store_remove_all (self->lists[list]);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *resource = object ? json_object_get_string_member_with_default (object, resource_name, NULL) : NULL;

      if (resource == NULL)
        continue;
      if (!set_values (balai_event_draft_add (self, kind, resource), object, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * balai_event_draft_set_from_json:
 * @self: a draft of the same event, as it is stored now
 * @json: what balai_event_draft_to_json() gave
 * @error: return location for an error
 *
 * Puts what was typed on top of what is stored.
 *
 * Returns: whether it was all understood
 */
gboolean
balai_event_draft_set_from_json (BalaiEventDraft  *self,
                                 const char       *json,
                                 GError          **error)
{
  g_autoptr (JsonNode) root = json_from_string (json, error);
  JsonObject *object;

  if (root == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (root) || !json_object_has_member (json_node_get_object (root), "event")
      || !JSON_NODE_HOLDS_OBJECT (json_object_get_member (json_node_get_object (root), "event")))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "not a draft");
      return FALSE;
    }
  object = json_node_get_object (root);
  if (!set_values (self->event, json_object_get_object_member (object, "event"), error))
    return FALSE;
  self->each_day = json_object_get_boolean_member_with_default (object, "each_day", FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (uses_of); i++)
    {
      JsonNode *list = json_object_get_member (object, uses_of[i].name);

      if (list != NULL && JSON_NODE_HOLDS_ARRAY (list) && !set_list (self, i, json_node_get_array (list), error))
        return FALSE;
    }
  balai_event_draft_touch (self);
  return TRUE;
}
