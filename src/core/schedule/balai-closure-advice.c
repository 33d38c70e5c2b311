/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-closure-advice.h"

#include <glib/gi18n-lib.h>

#include "balai-format.h"
#include "balai-schedule-data.h"
#include "balai-schedule-load.h"

/* How many are named; the others are counted. */
#define MOST_NAMED 3

typedef struct
{
  BalaiDatabase   *database; /* (unowned) */
  BalaiSpan        span;
  const BalaiZone *zone;     /* (unowned) */
  GHashTable      *events;   /* (owned) (element-type utf8): ids of those that are hit */
  GString         *names;    /* (owned) */
} Hits;

static gboolean
take_hits (Hits        *self,
           const char  *resource,
           GError     **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT e.id, e.title, t.start, t.\"end\", e.all_day FROM %s t JOIN event e ON e.id = t.event"
    " WHERE t.start < ?1 AND t.\"end\" > ?2%s ORDER BY t.start",
    resource ? "claim" : "occurrence", resource ? " AND t.resource = ?3" : "");
  g_autoptr (BalaiStatement) statement = balai_database_get (self->database, sql, error);
  BalaiStep step;

  if (statement == NULL)
    return FALSE;
  balai_statement_bind_int (statement, 1, self->span.end);
  balai_statement_bind_int (statement, 2, self->span.start);
  if (resource != NULL)
    balai_statement_bind_text (statement, 3, resource);
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    {
      BalaiSpan span = { balai_statement_int (statement, 2), balai_statement_int (statement, 3) };
      g_autofree char *when = NULL;

      if (!g_hash_table_add (self->events, g_strdup (balai_statement_text (statement, 0)))
          || g_hash_table_size (self->events) > MOST_NAMED)
        continue;
      when = balai_format_when (span, balai_statement_int (statement, 4) != 0, self->zone);
      g_string_append_printf (self->names, "%s%s, %s", self->names->len > 0 ? "\n" : "",
                              balai_statement_text (statement, 1), when);
    }
  return step != BALAI_STEP_ERROR;
}

static gboolean
take_family (Hits                  *self,
             const BalaiResources  *resources,
             int32_t                resource,
             GError               **error)
{
  int n_above, n_below;
  const int32_t *above = balai_resources_get_above (resources, resource, &n_above);
  const int32_t *below = balai_resources_get_below (resources, resource, &n_below);

  if (!take_hits (self, balai_resources_get (resources, resource)->id, error))
    return FALSE;
  for (int i = 0; i < n_above; i++)
    if (above[i] != resource && !take_hits (self, balai_resources_get (resources, above[i])->id, error))
      return FALSE;
  for (int i = 0; i < n_below; i++)
    if (below[i] != resource && !take_hits (self, balai_resources_get (resources, below[i])->id, error))
      return FALSE;
  return TRUE;
}

static char *
say_hits (guint             n,
          BalaiResourceKind kind,
          const char       *name)
{
  if (name == NULL)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event is planned for that time.",
                                         "%u events are planned for that time.", n), n);
  if (kind == BALAI_RESOURCE_PERSON)
    /* Translators: number of events, name of a person */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$u event expects %2$s at that time.",
                                         "%1$u events expect %2$s at that time.", n), n, name);
  /* Translators: number of events, name of a room or of equipment */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$u event already uses %2$s at that time.",
                                       "%1$u events already use %2$s at that time.", n), n, name);
}

/* How many events to come it would hit. */
static char *
count_hits (BalaiRecord      *record,
            BalaiRepository  *repository,
            int              *field,
            char            **detail)
{
  static const struct
  {
    int               field;
    BalaiResourceKind kind;
  } whose[] = {
    { BALAI_CLOSURE_VENUE, BALAI_RESOURCE_VENUE },
    { BALAI_CLOSURE_PERSON, BALAI_RESOURCE_PERSON },
    { BALAI_CLOSURE_EQUIPMENT, BALAI_RESOURCE_EQUIPMENT },
  };
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_load_rules (repository, NULL);
  g_autoptr (GHashTable) events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  Hits hits = { balai_repository_get_database (repository), { 0, 0 }, NULL, events, names };
  const BalaiResources *resources;
  BalaiResourceKind kind = BALAI_RESOURCE_VENUE;
  int32_t resource = BALAI_NO_RESOURCE;

  *detail = NULL;
  *field = BALAI_CLOSURE_KIND;
  if (rules == NULL)
    return NULL;
  hits.zone = balai_schedule_rules_get_zone (rules);
  if (!balai_closure_get_span (record, hits.zone, &hits.span))
    return NULL;
  /* What is over is no longer asked about. */
  hits.span.start = MAX (hits.span.start, balai_clock_now (balai_repository_get_clock (repository)));
  if (hits.span.start >= hits.span.end)
    return NULL;
  resources = balai_schedule_rules_get_resources (rules);
  for (guint i = 0; i < G_N_ELEMENTS (whose) && resource == BALAI_NO_RESOURCE; i++)
    {
      const char *id = balai_record_get_text (record, whose[i].field);

      if (id == NULL)
        continue;
      *field = whose[i].field;
      kind = whose[i].kind;
      resource = balai_resources_lookup (resources, kind, id);
      if (resource == BALAI_NO_RESOURCE)
        return NULL;
    }
  if (resource == BALAI_NO_RESOURCE ? !take_hits (&hits, NULL, NULL) : !take_family (&hits, resources, resource, NULL))
    return NULL;
  if (g_hash_table_size (events) == 0)
    return NULL;
  *detail = g_strdup (names->str);
  return say_hits (g_hash_table_size (events), kind,
                   resource == BALAI_NO_RESOURCE ? NULL : balai_resources_get (resources, resource)->name);
}

/**
 * balai_closure_advise:
 * @record: a closure, as it is typed
 * @repository: a reader
 * @field: (out): the field that it concerns
 * @detail: (out) (transfer full) (nullable): the first events, one on a line, below how many they are where the
 *   sentence does not say it
 *
 * Returns: (transfer full) (nullable): that it holds for the whole city where it names nothing, otherwise how many
 *   events to come it would hit, in a sentence; %NULL for none
 */
char *
balai_closure_advise (BalaiRecord      *record,
                      BalaiRepository  *repository,
                      int              *field,
                      char            **detail)
{
  g_autofree char *hits = count_hits (record, repository, field, detail);
  char *names;

  if (!balai_record_is_null (record, BALAI_CLOSURE_VENUE) || !balai_record_is_null (record, BALAI_CLOSURE_PERSON)
      || !balai_record_is_null (record, BALAI_CLOSURE_EQUIPMENT))
    return g_steal_pointer (&hits);
  /* To name nothing is how the city is closed, and easily happens unmeant. */
  if (hits != NULL)
    {
      names = *detail;
      *detail = g_strdup_printf ("%s\n%s", hits, names);
      g_free (names);
    }
  return g_strdup (_("Without a venue, person or equipment this holds for the whole city."));
}
