/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-record-list.h"

#include "balai-row-diff.h"

#define PAGE_SIZE  100
/* Items that stay in memory though nobody looks at them, so that scrolling back finds them filled. */
#define ITEMS_KEPT 1000

/**
 * BalaiRecordList:
 *
 * The records of a query as a #GListModel of #BalaiRecordItem, however many they are: it holds the numbers of their
 * rows and reads a page when somebody looks at it. When the store changes, the query is asked again beside the main
 * loop and only what differs is told, so that selection and place of a view survive.
 */
struct _BalaiRecordList
{
  GObject       parent_instance;

  BalaiStore   *store;       /* (owned) */
  BalaiQuery   *query;       /* (owned) */
  char         *search;      /* (owned) (nullable) */
  GArray       *rows;        /* (owned) (element-type gint64) */
  GHashTable   *items;       /* (owned) (element-type gint64 Link): those alive */
  GQueue        recent;      /* (element-type BalaiRecordItem): held */
  GHashTable   *wanted;      /* (owned) (element-type gint64): rows to be read, as a set */
  GHashTable   *reading;     /* (owned) (element-type gint64 guint): rows being read, and by which request */
  guint         request;
  GCancellable *cancellable; /* (owned) (nullable): of the query at work */
  GError       *error;       /* (owned) (nullable): of the last query */
  guint         read_source;
  gboolean      ask_again;
};

enum
{
  PROP_LOADING = 1,
  PROP_N_ITEMS,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalaiRecordList, balai_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void ask (BalaiRecordList *self);

static int64_t *
copy_row (int64_t row)
{
  return g_memdup2 (&row, sizeof row);
}

/* Where an item is found as long as somebody holds it. */
typedef struct
{
  BalaiRecordList *list; /* (unowned) */
  BalaiRecordItem *item; /* (unowned) */
  int64_t          row;
} Link;

static void
on_item_gone (gpointer  data,
              GObject  *item)
{
  Link *link = data;

  g_hash_table_remove (link->list->items, &link->row);
}

typedef struct
{
  guint      request;
  GArray    *rows;    /* (owned) (element-type gint64) */
  GPtrArray *records; /* (owned) (nullable) (element-type BalaiRecord): with %NULL for those that are gone */
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  g_array_unref (page->rows);
  g_clear_pointer (&page->records, g_ptr_array_unref);
  g_free (page);
}

static void
unref_if_any (gpointer object)
{
  if (object != NULL)
    g_object_unref (object);
}

typedef struct
{
  guint            request;
  const BalaiKind *kind;
  GArray          *rows; /* (owned) (element-type gint64) */
} PageRequest;

static void
page_request_free (gpointer data)
{
  PageRequest *request = data;

  g_array_unref (request->rows);
  g_free (request);
}

static gpointer
read_page (BalaiRepository  *repository,
           gpointer          data,
           GCancellable     *cancellable,
           GError          **error)
{
  const PageRequest *request = data;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (unref_if_any);
  Page *page;

  for (guint i = 0; i < request->rows->len; i++)
    {
      GError *local = NULL;
      BalaiRecord *record = balai_repository_get_row (repository, request->kind,
                                                      g_array_index (request->rows, int64_t, i), &local);

      if (local != NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
      g_ptr_array_add (records, record);
    }
  page = g_new0 (Page, 1);
  page->request = request->request;
  page->rows = g_array_ref (request->rows);
  page->records = g_steal_pointer (&records);
  return page;
}

static void
keep (BalaiRecordList *self,
      BalaiRecordItem *item)
{
  g_queue_push_tail (&self->recent, g_object_ref (item));
  if (self->recent.length > ITEMS_KEPT)
    g_object_unref (g_queue_pop_head (&self->recent));
}

static BalaiRecordItem *
get_item (BalaiRecordList *self,
          int64_t          row)
{
  Link *link = g_hash_table_lookup (self->items, &row);
  BalaiRecordItem *item;

  if (link != NULL)
    return g_object_ref (link->item);
  item = balai_record_item_new (row);
  link = g_new0 (Link, 1);
  link->list = self;
  link->item = item;
  link->row = row;
  g_object_weak_ref (G_OBJECT (item), on_item_gone, link);
  g_hash_table_insert (self->items, &link->row, link);
  keep (self, item);
  return item;
}

static void
on_page (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (BalaiRecordList) self = data;
  g_autoptr (GError) error = NULL;
  Page *page = balai_store_read_finish (BALAI_STORE (source), result, &error);

  if (page == NULL)
    {
      /* The store is closed or broken, which its state tells; what is looked at is asked for again once it is open. */
      g_hash_table_remove_all (self->reading);
      return;
    }
  for (guint i = 0; i < page->rows->len; i++)
    {
      const int64_t row = g_array_index (page->rows, int64_t, i);
      const Link *link = g_hash_table_lookup (self->items, &row);

      /* It was changed while it was being read, and is read once more. */
      if (GPOINTER_TO_UINT (g_hash_table_lookup (self->reading, &row)) != page->request)
        continue;
      g_hash_table_remove (self->reading, &row);
      if (link != NULL && page->records->pdata[i] != NULL)
        balai_record_item_set_record (link->item, page->records->pdata[i]);
    }
  page_free (page);
}

static gboolean
read_wanted (gpointer data)
{
  BalaiRecordList *self = data;
  PageRequest *request = NULL;
  GHashTableIter iter;
  gpointer key;

  self->read_source = 0;
  self->request++;
  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (request == NULL)
        {
          request = g_new0 (PageRequest, 1);
          request->request = self->request;
          request->kind = balai_query_get_kind (self->query);
          request->rows = g_array_new (FALSE, FALSE, sizeof (int64_t));
        }
      g_array_append_vals (request->rows, key, 1);
      g_hash_table_insert (self->reading, copy_row (*(int64_t *) key), GUINT_TO_POINTER (self->request));
      if (request->rows->len == PAGE_SIZE)
        balai_store_read_async (self->store, read_page, g_steal_pointer (&request), page_request_free, page_free, NULL,
                                on_page, g_object_ref (self));
    }
  g_hash_table_remove_all (self->wanted);
  if (request != NULL)
    balai_store_read_async (self->store, read_page, request, page_request_free, page_free, NULL, on_page,
                            g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
want (BalaiRecordList *self,
      int64_t          row)
{
  if (g_hash_table_contains (self->reading, &row) || !g_hash_table_add (self->wanted, copy_row (row)))
    return;
  if (self->read_source == 0)
    self->read_source = g_idle_add_full (G_PRIORITY_DEFAULT, read_wanted, self, NULL);
}

static gpointer
list_model_get_item (GListModel *model,
                     guint       position)
{
  BalaiRecordList *self = BALAI_RECORD_LIST (model);
  BalaiRecordItem *item;

  if (position >= self->rows->len)
    return NULL;
  item = get_item (self, g_array_index (self->rows, int64_t, position));
  if (balai_record_item_get_record (item) == NULL)
    want (self, balai_record_item_get_row (item));
  return item;
}

static GType
list_model_get_item_type (GListModel *model)
{
  return BALAI_TYPE_RECORD_ITEM;
}

static guint
list_model_get_n_items (GListModel *model)
{
  return BALAI_RECORD_LIST (model)->rows->len;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = list_model_get_item;
  iface->get_item_type = list_model_get_item_type;
  iface->get_n_items = list_model_get_n_items;
}

/* A query, and how its answer differs from what the list holds; both away from the main loop. */
typedef struct
{
  BalaiQuery *query;  /* (owned) */
  GArray     *before; /* (owned) (element-type gint64) */
} Question;

typedef struct
{
  GArray *rows;  /* (owned) (element-type gint64) */
  GArray *hunks; /* (owned) (element-type BalaiRowHunk) */
} Answer;

static void
question_free (gpointer data)
{
  Question *question = data;

  balai_query_free (question->query);
  g_array_unref (question->before);
  g_free (question);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_array_unref (answer->rows);
  g_array_unref (answer->hunks);
  g_free (answer);
}

static gpointer
answer_question (BalaiRepository  *repository,
                 gpointer          data,
                 GCancellable     *cancellable,
                 GError          **error)
{
  const Question *question = data;
  GArray *rows = balai_repository_rows (repository, question->query, error);
  Answer *answer;

  if (rows == NULL)
    return NULL;
  answer = g_new0 (Answer, 1);
  answer->rows = rows;
  answer->hunks = balai_row_diff ((const int64_t *) (gpointer) question->before->data, question->before->len,
                                  (const int64_t *) (gpointer) rows->data, rows->len);
  return answer;
}

/* From the last piece to the first, so that the places of those before stay what they were. */
static void
take_answer (BalaiRecordList *self,
             const Answer    *answer)
{
  guint before = self->rows->len;

  for (guint i = answer->hunks->len; i-- > 0;)
    {
      const BalaiRowHunk *hunk = &g_array_index (answer->hunks, BalaiRowHunk, i);

      if (hunk->removed > 0)
        g_array_remove_range (self->rows, hunk->position, hunk->removed);
      if (hunk->added > 0)
        g_array_insert_vals (self->rows, hunk->position, &g_array_index (answer->rows, int64_t, hunk->source),
                             hunk->added);
      g_list_model_items_changed (G_LIST_MODEL (self), hunk->position, hunk->removed, hunk->added);
    }
  if (before != self->rows->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
on_answer (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (BalaiRecordList) self = data;
  g_autoptr (GError) error = NULL;
  Answer *answer = balai_store_read_finish (BALAI_STORE (source), result, &error);
  gboolean obsolete = g_task_get_cancellable (G_TASK (result)) != self->cancellable;

  if (!obsolete)
    {
      g_clear_object (&self->cancellable);
      g_clear_error (&self->error);
      if (answer != NULL)
        take_answer (self, answer);
      else
        self->error = g_steal_pointer (&error);
    }
  g_clear_pointer (&answer, answer_free);
  if (obsolete)
    return;
  if (self->ask_again)
    ask (self);
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
ask (BalaiRecordList *self)
{
  Question *question = g_new0 (Question, 1);

  self->ask_again = FALSE;
  question->query = balai_query_copy (self->query);
  if (self->search != NULL)
    balai_query_search (question->query, self->search);
  question->before = g_array_copy (self->rows);
  self->cancellable = g_cancellable_new ();
  balai_store_read_async (self->store, answer_question, question, question_free, answer_free, self->cancellable,
                          on_answer, g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* The question has changed: an answer to the old one is of no use. */
static void
ask_anew (BalaiRecordList *self)
{
  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
    }
  ask (self);
}

static void
read_changed (BalaiRecordList *self,
              BalaiChanges    *changes)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  const BalaiKind *kind = balai_query_get_kind (self->query);
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; i < balai_changes_get_size (changes); i++)
    {
      const BalaiChange *change = balai_changes_get (changes, i);

      if (change->kind == kind && change->op == BALAI_CHANGE_UPDATE)
        g_hash_table_add (ids, change->id);
    }
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      BalaiRecord *record = balai_record_item_get_record (((Link *) value)->item);

      if (record == NULL || g_hash_table_contains (ids, balai_record_get_id (record)))
        {
          /* One that is being read may have been read before the change. */
          g_hash_table_remove (self->reading, key);
          want (self, *(int64_t *) key);
        }
    }
}

static void
on_changed (BalaiRecordList *self,
            BalaiChanges    *changes,
            BalaiStore      *store)
{
  /* Of another file it hears by the state. */
  if (balai_changes_is_everything (changes) || !balai_changes_has_kind (changes, balai_query_get_kind (self->query)))
    return;
  read_changed (self, changes);
  /* Many edits in a row are asked for once, after the answer that is on its way. */
  if (self->cancellable != NULL)
    self->ask_again = TRUE;
  else
    ask (self);
}

static void
on_state (BalaiRecordList *self,
          GParamSpec      *pspec,
          BalaiStore      *store)
{
  GHashTableIter iter;
  gpointer key;

  if (balai_store_get_state (store) != BALAI_STORE_OPEN)
    return;
  /* It may be another file than before. */
  g_hash_table_remove_all (self->reading);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    want (self, *(int64_t *) key);
  ask_anew (self);
}

static void
balai_record_list_dispose (GObject *object)
{
  BalaiRecordList *self = BALAI_RECORD_LIST (object);
  GHashTableIter iter;
  gpointer link;

  g_clear_handle_id (&self->read_source, g_source_remove);
  if (self->items != NULL)
    {
      g_hash_table_iter_init (&iter, self->items);
      while (g_hash_table_iter_next (&iter, NULL, &link))
        g_object_weak_unref (G_OBJECT (((Link *) link)->item), on_item_gone, link);
      g_clear_pointer (&self->items, g_hash_table_unref);
    }
  g_queue_clear_full (&self->recent, g_object_unref);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (balai_record_list_parent_class)->dispose (object);
}

static void
balai_record_list_finalize (GObject *object)
{
  BalaiRecordList *self = BALAI_RECORD_LIST (object);

  g_clear_pointer (&self->query, balai_query_free);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->reading, g_hash_table_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->search);

  G_OBJECT_CLASS (balai_record_list_parent_class)->finalize (object);
}

static void
balai_record_list_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  BalaiRecordList *self = BALAI_RECORD_LIST (object);

  if (id == PROP_LOADING)
    g_value_set_boolean (value, balai_record_list_get_loading (self));
  else if (id == PROP_N_ITEMS)
    g_value_set_uint (value, self->rows->len);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
balai_record_list_class_init (BalaiRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = balai_record_list_dispose;
  object_class->finalize = balai_record_list_finalize;
  object_class->get_property = balai_record_list_get_property;

  /**
   * BalaiRecordList:loading:
   *
   * Whether the query is being asked; what is there meanwhile is the answer before.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  /**
   * BalaiRecordList:n-items:
   *
   * How many records there are.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
balai_record_list_init (BalaiRecordList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (int64_t));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->reading = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_queue_init (&self->recent);
}

/**
 * balai_record_list_new:
 * @store: a store in any state
 * @query: (transfer none): which records; it is copied
 *
 * Returns: (transfer full): the list, empty until the first answer comes
 */
BalaiRecordList *
balai_record_list_new (BalaiStore *store,
                       BalaiQuery *query)
{
  BalaiRecordList *self = g_object_new (BALAI_TYPE_RECORD_LIST, NULL);

  self->store = g_object_ref (store);
  self->query = balai_query_copy (query);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::state", G_CALLBACK (on_state), self, G_CONNECT_SWAPPED);
  if (balai_store_get_state (store) == BALAI_STORE_OPEN)
    ask (self);
  return self;
}

/**
 * balai_record_list_set_query:
 * @self: a list
 * @query: (transfer none): which records of the same kind, in which order; it is copied
 *
 * What both queries have stays in the list, with its items.
 */
void
balai_record_list_set_query (BalaiRecordList *self,
                             BalaiQuery      *query)
{
  g_return_if_fail (BALAI_IS_RECORD_LIST (self));
  g_return_if_fail (balai_query_get_kind (query) == balai_query_get_kind (self->query));

  balai_query_free (self->query);
  self->query = balai_query_copy (query);
  if (balai_store_get_state (self->store) == BALAI_STORE_OPEN)
    ask_anew (self);
}

/**
 * balai_record_list_set_search:
 * @self: a list
 * @words: (nullable): what a person typed
 *
 * Of the query, only those that have all of the words; without a word, all of them.
 */
void
balai_record_list_set_search (BalaiRecordList *self,
                              const char      *words)
{
  char *copy = g_strdup (words);

  g_return_if_fail (BALAI_IS_RECORD_LIST (self));

  g_free (self->search);
  self->search = copy;
  if (balai_store_get_state (self->store) == BALAI_STORE_OPEN)
    ask_anew (self);
}

gboolean
balai_record_list_get_loading (BalaiRecordList *self)
{
  g_return_val_if_fail (BALAI_IS_RECORD_LIST (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * balai_record_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why the last answer did not come
 */
const GError *
balai_record_list_get_error (BalaiRecordList *self)
{
  g_return_val_if_fail (BALAI_IS_RECORD_LIST (self), NULL);

  return self->error;
}
