/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-event-info.h"

#include "balai-event.h"
#include "balai-registers.h"
#include "balai-repeat-text.h"

void
balai_event_info_free (BalaiEventInfo *self)
{
  g_free (self->id);
  g_free (self->uid);
  g_free (self->title);
  g_free (self->place);
  g_free (self->venue);
  g_free (self->opd);
  g_free (self->opd_code);
  g_free (self->opd_name);
  g_free (self->contact);
  g_free (self->repeats);
  g_free (self);
}

static const char *
known_status (const char *code)
{
  for (const BalaiEnumValue *value = balai_event_status_values; value->code != NULL; value++)
    if (g_strcmp0 (value->code, code) == 0)
      return value->code;
  return "confirmed";
}

static char *
read_repeats (BalaiStatement *statement,
              int             column,
              gboolean        all_day)
{
  const char *rules = balai_statement_text (statement, column);
  const char *further = balai_statement_text (statement, column + 1);
  const char *name = all_day ? NULL : balai_statement_text (statement, column + 2);
  const BalaiZone *zone = NULL;
  int64_t day;

  if (rules == NULL && further == NULL)
    return NULL;
  if (name != NULL)
    zone = balai_zone_get (name);
  if (zone == NULL)
    zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  day = all_day ? balai_statement_int (statement, column + 4)
                : balai_zone_day (zone, balai_statement_int (statement, column + 3));
  return balai_repeat_describe (rules, further, day, zone);
}

/**
 * balai_event_info_read:
 * @statement: a statement on a row
 * @column: where the columns %BALAI_EVENT_INFO_COLUMNS begin
 * @resources: the venues
 * @opds: (element-type utf8 BalaiRecord): offices by id
 *
 * Returns: (transfer full): the event in short; the number of its series is not set
 */
BalaiEventInfo *
balai_event_info_read (BalaiStatement       *statement,
                       int                   column,
                       const BalaiResources *resources,
                       GHashTable           *opds)
{
  BalaiEventInfo *self = g_new0 (BalaiEventInfo, 1);
  const char *venue = balai_statement_text (statement, column + 4);
  const char *opd = balai_statement_text (statement, column + 5);
  BalaiRecord *organiser = opd ? g_hash_table_lookup (opds, opd) : NULL;

  self->id = g_strdup (balai_statement_text (statement, column));
  self->uid = g_strdup (balai_statement_text (statement, column + 1));
  if (self->uid == NULL)
    self->uid = g_strdup (self->id);
  self->title = g_strdup (balai_statement_text (statement, column + 2));
  if (self->title == NULL)
    self->title = g_strdup ("");
  self->venue = g_strdup (venue);
  if (venue != NULL)
    {
      int32_t resource = balai_resources_lookup (resources, BALAI_RESOURCE_VENUE, venue);

      if (resource != BALAI_NO_RESOURCE)
        self->place = g_strdup (balai_resources_get (resources, resource)->name);
    }
  if (self->place == NULL)
    self->place = g_strdup (balai_statement_text (statement, column + 3));
  self->opd = g_strdup (opd);
  if (organiser != NULL)
    {
      const char *name = balai_record_get_text (organiser, BALAI_OPD_SHORT_NAME);

      self->opd_code = g_strdup (balai_record_get_text (organiser, BALAI_OPD_CODE));
      self->opd_name = g_strdup (name ? name : balai_record_get_title (organiser));
      self->contact = g_strdup (balai_record_get_text (organiser, BALAI_OPD_CONTACT));
    }
  if (!balai_statement_is_null (statement, column + 6))
    {
      g_free (self->contact);
      self->contact = g_strdup (balai_statement_text (statement, column + 6));
    }
  self->status = known_status (balai_statement_text (statement, column + 7));
  self->all_day = balai_statement_int (statement, column + 9) != 0;
  self->claims = g_strcmp0 (balai_statement_text (statement, column + 10), "free") != 0
                 && (g_str_equal (self->status, "confirmed") || g_str_equal (self->status, "submitted")
                     || g_str_equal (self->status, "tentative"));
  self->restricted = g_strcmp0 (balai_statement_text (statement, column + 11), "restricted") == 0;
  self->repeats = read_repeats (statement, column + 12, self->all_day);
  return self;
}

/**
 * balai_event_info_load:
 * @repository: a repository
 * @resources: the venues
 * @id: id of an event
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): the event in short; %NULL without an error when there is none
 */
BalaiEventInfo *
balai_event_info_load (BalaiRepository       *repository,
                       const BalaiResources  *resources,
                       const char            *id,
                       GError               **error)
{
  g_autoptr (BalaiStatement) statement =
    balai_database_get (balai_repository_get_database (repository),
                        "SELECT " BALAI_EVENT_INFO_COLUMNS " FROM event e WHERE e.id = ?1", error);
  g_autoptr (GHashTable) opds = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  const char *opd;

  if (statement == NULL)
    return NULL;
  balai_statement_bind_text (statement, 1, id);
  if (balai_statement_step (statement, error) != BALAI_STEP_ROW)
    return NULL;
  opd = balai_statement_text (statement, 5);
  if (opd != NULL)
    {
      BalaiRecord *organiser = balai_repository_get (repository, &balai_opd_kind, opd, NULL);

      if (organiser != NULL)
        g_hash_table_insert (opds, (gpointer) balai_record_get_id (organiser), organiser);
    }
  return balai_event_info_read (statement, 0, resources, opds);
}

/**
 * balai_event_info_is_hidden:
 * @self: an event
 * @viewer: (nullable): id of the OPD that looks
 *
 * Returns: whether the viewer may know no more than that something is taken, and whom to ask
 */
gboolean
balai_event_info_is_hidden (const BalaiEventInfo *self,
                            const char           *viewer)
{
  return self->restricted && (viewer == NULL || g_strcmp0 (viewer, self->opd) != 0);
}
