/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-twins-private.h"

#include "balai-event.h"
#include "balai-name-matcher.h"
#include "balai-same-meeting.h"

/* The same meeting under two identifiers: same time, same place, a title alike. A person is asked, nothing is done. */

/* So many at one time and place are no meetings but a file that somebody made. */
#define MAX_COMPARED 200

static char *
time_and_place (BalaiRecord *event)
{
  const char *venue = balai_record_get_text (event, BALAI_EVENT_VENUE);
  const char *place = balai_record_get_text (event, BALAI_EVENT_PLACE);
  g_autofree char *place_key = venue != NULL ? g_strdup (venue) : balai_name_key (place == NULL ? "" : place);
  gboolean all_day = balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY);

  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s",
                          balai_record_get_int (event, all_day ? BALAI_EVENT_START_DATE : BALAI_EVENT_START),
                          balai_record_get_int (event, all_day ? BALAI_EVENT_END_DATE : BALAI_EVENT_END), place_key);
}

static BalaiMeeting
meeting_of (BalaiRecord *event,
            BalaiSpan   *span)
{
  balai_event_get_span (event, NULL, span);
  return (BalaiMeeting) {
    balai_record_get_title (event),
    balai_record_get_text (event, BALAI_EVENT_PLACE),
    balai_record_get_text (event, BALAI_EVENT_VENUE),
  };
}

static gboolean
is_twin (BalaiRecord *event,
         BalaiRecord *other)
{
  const char *uid = balai_record_get_text (event, BALAI_EVENT_UID);
  BalaiSpan span = { 0, 0 }, other_span = { 0, 0 };
  BalaiMeeting one = meeting_of (event, &span), two = meeting_of (other, &other_span);

  return !g_str_equal (balai_record_get_id (event), balai_record_get_id (other))
         && g_strcmp0 (uid, balai_record_get_text (other, BALAI_EVENT_UID)) != 0
         && balai_meetings_alike (&one, span, &two, other_span);
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func (g_object_unref);
}

void
balai_import_twins_init (BalaiImportTwins *self,
                         BalaiRepository  *repository)
{
  self->repository = repository;
  self->by_time = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

void
balai_import_twins_clear (BalaiImportTwins *self)
{
  g_clear_pointer (&self->by_time, g_hash_table_unref);
  g_clear_pointer (&self->all_day, g_hash_table_unref);
}

static BalaiRecord *
first_twin (BalaiRecord *event,
            GPtrArray   *others)
{
  for (guint i = 0; others != NULL && i < others->len; i++)
    {
      if (is_twin (event, others->pdata[i]))
        return others->pdata[i];
    }
  return NULL;
}

/* Days are no index of the store, so they are read once: there are few of them beside the hours. */
static gboolean
load_all_day (BalaiImportTwins  *self,
              GError           **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_event_kind);
  g_autoptr (GPtrArray) events = NULL;

  balai_query_where_int (query, BALAI_EVENT_ALL_DAY, BALAI_EQUAL, 1);
  events = balai_repository_list (self->repository, query, error);
  if (events == NULL)
    return FALSE;
  self->all_day = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < events->len; i++)
    {
      gint64 day = balai_record_get_int (events->pdata[i], BALAI_EVENT_START_DATE);
      GPtrArray *list = g_hash_table_lookup (self->all_day, &day);

      if (list == NULL)
        {
          list = new_list ();
          g_hash_table_insert (self->all_day, g_memdup2 (&day, sizeof day), list);
        }
      g_ptr_array_add (list, g_object_ref (events->pdata[i]));
    }
  return TRUE;
}

/* Those of Balai that begin with the event. */
static gboolean
list_stored (BalaiImportTwins  *self,
             BalaiRecord       *event,
             GPtrArray        **events,
             GError           **error)
{
  g_autoptr (BalaiQuery) query = NULL;

  *events = NULL;
  if (balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY))
    {
      gint64 day = balai_record_get_int (event, BALAI_EVENT_START_DATE);
      GPtrArray *list;

      if (self->all_day == NULL && !load_all_day (self, error))
        return FALSE;
      list = g_hash_table_lookup (self->all_day, &day);
      *events = list == NULL ? NULL : g_ptr_array_ref (list);
      return TRUE;
    }
  query = balai_query_new (&balai_event_kind);
  balai_query_where_int (query, BALAI_EVENT_START, BALAI_EQUAL, balai_record_get_int (event, BALAI_EVENT_START));
  balai_query_limit (query, MAX_COMPARED, 0);
  *events = balai_repository_list (self->repository, query, error);
  return *events != NULL;
}

/**
 * balai_import_twins_find:
 * @self: the new events so far
 * @entry: another of them
 * @any_events: whether Balai has events
 * @error: return location for a #BalaiDbError
 *
 * Tells the item of the entry which event may be the same meeting.
 *
 * Returns: whether it could be looked up
 */
gboolean
balai_import_twins_find (BalaiImportTwins  *self,
                         Entry             *entry,
                         gboolean           any_events,
                         GError           **error)
{
  BalaiRecord *event = entry->item->event;
  g_autofree char *key = NULL;
  g_autoptr (GPtrArray) stored = NULL;
  GPtrArray *others;
  BalaiRecord *twin;

  if (g_strcmp0 (balai_record_get_text (event, BALAI_EVENT_STATUS), "cancelled") == 0)
    return TRUE;
  key = time_and_place (event);
  others = g_hash_table_lookup (self->by_time, key);
  if (others == NULL)
    {
      others = new_list ();
      g_hash_table_insert (self->by_time, g_steal_pointer (&key), others);
    }
  twin = first_twin (event, others);
  if (others->len < MAX_COMPARED)
    g_ptr_array_add (others, g_object_ref (event));
  if (twin == NULL && any_events)
    {
      if (!list_stored (self, event, &stored, error))
        return FALSE;
      twin = first_twin (event, stored);
    }
  if (twin != NULL)
    {
      const char *uid = balai_record_get_text (twin, BALAI_EVENT_UID);

      entry->item->twin_title = g_strdup (balai_record_get_title (twin));
      entry->item->twin_uid = g_strdup (uid == NULL ? balai_record_get_id (twin) : uid);
    }
  return TRUE;
}
