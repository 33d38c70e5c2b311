/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-search.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balai-event.h"
#include "balai-registers.h"
#include "balai-schedule-load.h"

/* An event is asked for by who and what takes part in it as often as by its title. The index of the search has the text
 * of each record by itself; what is found in a register leads to the events from there, so that a name that changes
 * leaves nothing behind. */

/* A person types fewer. */
#define MOST_WORDS 31

typedef guint32 Words; /* one bit for each word that was typed */

/* How a record of a register hangs on an event. */
typedef struct
{
  const BalaiKind *kind;  /* of the record */
  const BalaiKind *link;  /* what holds the reference: the event, or a child of it */
  int              field; /* of @link */
  int              event; /* field of @link that names the event; -1 where it is the event */
  int              role;  /* field of @link whose value says how it takes part, or -1 */
  const char      *label; /* (nullable): else the field's own */
} Path;

static const Path paths[] = {
  { &balai_venue_kind, &balai_event_kind, BALAI_EVENT_VENUE, -1, -1, NULL },
  { &balai_opd_kind, &balai_event_kind, BALAI_EVENT_OPD, -1, -1, NULL },
  { &balai_opd_kind, &balai_event_opd_kind, BALAI_EVENT_OPD_OPD, BALAI_EVENT_OPD_EVENT, -1, N_("Invited") },
  { &balai_person_kind, &balai_event_person_kind, BALAI_EVENT_PERSON_PERSON, BALAI_EVENT_PERSON_EVENT,
    BALAI_EVENT_PERSON_ROLE, NULL },
  { &balai_person_kind, &balai_event_person_kind, BALAI_EVENT_PERSON_DELEGATE, BALAI_EVENT_PERSON_EVENT, -1, NULL },
  { &balai_equipment_kind, &balai_event_equipment_kind, BALAI_EVENT_EQUIPMENT_EQUIPMENT, BALAI_EVENT_EQUIPMENT_EVENT,
    -1, NULL },
};

typedef struct
{
  const BalaiKind *kind;
  char            *id;   /* (owned) */
  char            *name; /* (owned) (nullable): once it is needed */
  Words            has;
} Entry;

typedef struct
{
  const Entry *entry; /* (unowned) */
  const Path  *path;
  char        *role;  /* (owned) (nullable): code */
} Link;

typedef struct
{
  const char *id;        /* (unowned): of the event */
  Words       has;       /* by its own text */
  Words       reached;   /* by what hangs on it, too */
  GArray     *links;     /* (owned) (nullable) (element-type Link) */
  gboolean    takes_place;
  BalaiSpan   span;      /* where it takes place: of all its dates the nearest to come, else the last */
} Hit;

typedef struct
{
  BalaiRepository *repository; /* (unowned) */
  Words            all;
  GHashTable      *hits;       /* (owned) (element-type utf8 Hit): by id of the event */
  GHashTable      *entries;    /* (owned) (element-type utf8 Entry): by id */
} Search;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry->name);
  g_free (entry);
}

static void
link_clear (gpointer data)
{
  g_free (((Link *) data)->role);
}

static void
hit_free (gpointer data)
{
  Hit *hit = data;

  g_clear_pointer (&hit->links, g_array_unref);
  g_free (hit);
}

static Hit *
need_hit (Search     *self,
          const char *id)
{
  Hit *hit = g_hash_table_lookup (self->hits, id);

  if (hit == NULL)
    {
      char *key = g_strdup (id);

      hit = g_new0 (Hit, 1);
      hit->id = key;
      g_hash_table_insert (self->hits, key, hit);
    }
  return hit;
}

static const BalaiKind *
register_of (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (g_str_equal (paths[i].kind->name, name))
      return paths[i].kind;
  return NULL;
}

static void
take_text (Search     *self,
           const char *kind,
           const char *id,
           Words       word)
{
  const BalaiKind *known = register_of (kind);
  Entry *entry;

  if (g_str_equal (kind, balai_event_kind.name))
    {
      need_hit (self, id)->has |= word;
      return;
    }
  if (known == NULL)
    return;
  entry = g_hash_table_lookup (self->entries, id);
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->kind = known;
      entry->id = g_strdup (id);
      g_hash_table_insert (self->entries, entry->id, entry);
    }
  entry->has |= word;
}

/* What offices write short. */
static const struct
{
  const char *brief;
  const char *word;
} abbreviations[] = {
  { "r", "ruang" },       { "rg", "ruang" },      { "gd", "gedung" },   { "kec", "kecamatan" }, { "kel", "kelurahan" },
  { "kab", "kabupaten" }, { "bag", "bagian" },    { "jl", "jalan" },    { "ka", "kepala" },
};

/* Of one word: what begins with it, or is the same written short or in full. */
static char *
make_expression (const char *word)
{
  g_autofree char *itself = balai_search_expression (word);
  g_autofree char *lower = g_utf8_strdown (word, -1);
  GString *text = g_string_new (itself);

  for (guint i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    {
      if (g_str_equal (lower, abbreviations[i].word))
        g_string_append_printf (text, " OR \"%s\"", abbreviations[i].brief);
      else if (g_str_equal (lower, abbreviations[i].brief))
        g_string_append_printf (text, " OR \"%s\"", abbreviations[i].word);
    }
  return g_string_free (text, FALSE);
}

static gboolean
find_word (Search      *self,
           const char  *word,
           Words        bit,
           GError     **error)
{
  g_autofree char *expression = make_expression (word);
  g_autoptr (BalaiStatement) statement = NULL;
  BalaiStep step;

  statement = balai_database_get (balai_repository_get_database (self->repository),
                                  "SELECT kind, record FROM search_text WHERE n IN"
                                  " (SELECT rowid FROM search WHERE search MATCH ?1)", error);
  if (statement == NULL)
    return FALSE;
  balai_statement_bind_text (statement, 1, expression);
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    take_text (self, balai_statement_text (statement, 0), balai_statement_text (statement, 1), bit);
  return step != BALAI_STEP_ERROR;
}

static gboolean
follow (Search       *self,
        const Entry  *entry,
        const Path   *path,
        GError      **error)
{
  const BalaiField *fields = path->link->fields;
  g_autofree char *sql = NULL;
  g_autoptr (BalaiStatement) statement = NULL;
  BalaiStep step;

  sql = g_strdup_printf ("SELECT \"%s\", %s FROM \"%s\" WHERE \"%s\" = ?1 AND deleted_at IS NULL",
                         path->event < 0 ? "id" : fields[path->event].name,
                         path->role < 0 ? "NULL" : fields[path->role].name, path->link->name,
                         fields[path->field].name);
  statement = balai_database_get (balai_repository_get_database (self->repository), sql, error);
  if (statement == NULL)
    return FALSE;
  balai_statement_bind_text (statement, 1, entry->id);
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    {
      const char *event = balai_statement_text (statement, 0);
      Link found = { entry, path, NULL };
      Hit *hit;

      if (event == NULL)
        continue;
      found.role = g_strdup (balai_statement_text (statement, 1));
      hit = need_hit (self, event);
      if (hit->links == NULL)
        {
          hit->links = g_array_new (FALSE, FALSE, sizeof (Link));
          g_array_set_clear_func (hit->links, link_clear);
        }
      hit->reached |= entry->has;
      g_array_append_val (hit->links, found);
    }
  return step != BALAI_STEP_ERROR;
}

static gboolean
follow_entries (Search        *self,
                GCancellable  *cancellable,
                GError       **error)
{
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    {
      for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
        if (paths[i].kind == ((Entry *) entry)->kind && !follow (self, entry, &paths[i], error))
          return FALSE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static guint
count_bits (Words words)
{
  guint n = 0;

  for (; words != 0; words &= words - 1)
    n++;
  return n;
}

static char *
say_link (Search     *self,
          const Link *found)
{
  const BalaiField *fields = found->path->link->fields;
  Entry *entry = g_hash_table_lookup (self->entries, found->entry->id);
  const char *label;

  if (entry->name == NULL)
    {
      g_autoptr (BalaiRecord) record = balai_repository_get (self->repository, entry->kind, entry->id, NULL);

      entry->name = g_strdup (record != NULL ? balai_record_get_title (record) : "");
    }
  if (found->path->role >= 0 && found->role != NULL)
    label = balai_field_get_enum_label (&fields[found->path->role], found->role);
  else if (found->path->label != NULL)
    label = _(found->path->label);
  else
    label = balai_field_get_label (&fields[found->path->field]);
  return g_strdup_printf (_("%1$s: %2$s"), label, entry->name);
}

static gboolean
is_better (const Link *one,
           const Link *other,
           Words       missing)
{
  guint more = count_bits (one->entry->has & missing), less = count_bits (other->entry->has & missing);

  if (more != less)
    return more > less;
  if (one->path != other->path)
    return one->path < other->path;
  return strcmp (one->entry->id, other->entry->id) < 0;
}

/* What has most of the words that are still missing comes first: of "dinas kesehatan" that office, and not one that is
 * a "dinas" too. */
static char *
explain (Search    *self,
         const Hit *hit)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Words missing = self->all & ~hit->has;

  while (missing != 0)
    {
      const Link *best = NULL;
      g_autofree char *words = NULL;

      for (guint i = 0; hit->links != NULL && i < hit->links->len; i++)
        {
          const Link *one = &g_array_index (hit->links, Link, i);

          if ((one->entry->has & missing) != 0 && (best == NULL || is_better (one, best, missing)))
            best = one;
        }
      g_assert (best != NULL);
      missing &= ~best->entry->has;
      words = say_link (self, best);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
is_found (const Search *self,
          const Hit    *hit)
{
  return self->all != 0 && (self->all & ~(hit->has | hit->reached)) == 0;
}

static gboolean
find_words (Search      *self,
            const char  *words,
            GError     **error)
{
  g_autoptr (GString) word = g_string_new (NULL);
  guint n = 0;

  for (const char *p = words; n < MOST_WORDS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0 && g_unichar_isalnum (c))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      if (word->len > 0)
        {
          Words bit = (Words) 1 << n++;

          self->all |= bit;
          if (!find_word (self, word->str, bit, error))
            return FALSE;
          g_string_truncate (word, 0);
        }
      if (c == 0)
        break;
    }
  return TRUE;
}

/* All that is stored, once: cheaper than asking for each event that was found. */
static gboolean
find_dates (Search        *self,
            int64_t        now,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (BalaiStatement) statement = NULL;
  BalaiStep step;

  statement = balai_database_get (balai_repository_get_database (self->repository),
                                  "SELECT event, start, \"end\" FROM occurrence", error);
  if (statement == NULL)
    return FALSE;
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    {
      Hit *hit = g_hash_table_lookup (self->hits, balai_statement_text (statement, 0));
      BalaiSpan span = { balai_statement_int (statement, 1), balai_statement_int (statement, 2) };
      gboolean comes, better;

      if (hit == NULL || !is_found (self, hit))
        continue;
      comes = span.end > now;
      better = !hit->takes_place || (hit->span.end > now ? comes && span.start < hit->span.start
                                                         : comes || span.start > hit->span.start);
      if (better)
        hit->span = span;
      hit->takes_place = TRUE;
    }
  return step != BALAI_STEP_ERROR && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static int
compare_hits (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const Hit *one = *(Hit *const *) a, *two = *(Hit *const *) b;
  int64_t now = *(int64_t *) data;
  int64_t near = ABS (one->span.start - now), far = ABS (two->span.start - now);

  return near != far ? (near < far ? -1 : 1) : strcmp (one->id, two->id);
}

static GPtrArray *
collect_hits (Search  *self,
              int64_t  now,
              guint    limit)
{
  GPtrArray *hits = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer hit;

  g_hash_table_iter_init (&iter, self->hits);
  while (g_hash_table_iter_next (&iter, NULL, &hit))
    if (((Hit *) hit)->takes_place)
      g_ptr_array_add (hits, hit);
  g_ptr_array_sort_with_data (hits, compare_hits, &now);
  g_ptr_array_set_size (hits, (int) MIN (hits->len, limit));
  return hits;
}

void
balai_event_found_free (BalaiEventFound *self)
{
  g_clear_pointer (&self->event, balai_event_info_free);
  g_free (self->why);
  g_free (self);
}

static GPtrArray *
read_events (Search     *self,
             GPtrArray  *hits,
             GError    **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_event_found_free);
  g_autoptr (GPtrArray) opds = balai_repository_list_all (self->repository, &balai_opd_kind, error);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (BalaiScheduleRules) rules = opds ? balai_schedule_load_rules (self->repository, error) : NULL;

  if (rules == NULL)
    return NULL;
  for (guint i = 0; i < opds->len; i++)
    g_hash_table_insert (by_id, (gpointer) balai_record_get_id (opds->pdata[i]), opds->pdata[i]);
  for (guint i = 0; i < hits->len; i++)
    {
      const Hit *hit = hits->pdata[i];
      g_autoptr (BalaiStatement) statement = NULL;
      BalaiEventFound *found;
      BalaiStep step;

      statement = balai_database_get (balai_repository_get_database (self->repository),
                                      "SELECT " BALAI_EVENT_INFO_COLUMNS " FROM event e WHERE e.id = ?1", error);
      if (statement == NULL)
        return NULL;
      balai_statement_bind_text (statement, 1, hit->id);
      step = balai_statement_step (statement, error);
      if (step == BALAI_STEP_ERROR)
        return NULL;
      if (step != BALAI_STEP_ROW)
        continue;
      found = g_new0 (BalaiEventFound, 1);
      found->event = balai_event_info_read (statement, 0, balai_schedule_rules_get_resources (rules), by_id);
      found->span = hit->span;
      found->why = explain (self, hit);
      g_ptr_array_add (events, found);
    }
  return g_steal_pointer (&events);
}

/**
 * balai_event_search:
 * @repository: a reader
 * @words: what a person typed
 * @limit: how many are wanted at most: those nearest to now
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Looks for the words in the texts of events and in the names of those who hold them, are invited, take part, or are
 * used: places and equipment. Each word must begin a word somewhere.
 *
 * Returns: (transfer full) (nullable) (element-type BalaiEventFound): the events, each once
 */
GPtrArray *
balai_event_search (BalaiRepository  *repository,
                    const char       *words,
                    guint             limit,
                    GCancellable     *cancellable,
                    GError          **error)
{
  g_autoptr (GHashTable) hits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, hit_free);
  g_autoptr (GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  g_autoptr (GPtrArray) nearest = NULL;
  int64_t now = balai_clock_now (balai_repository_get_clock (repository));
  Search self = { repository, 0, hits, entries };

  g_return_val_if_fail (words != NULL, NULL);

  if ((g_utf8_validate (words, -1, NULL) && !find_words (&self, words, error))
      || !follow_entries (&self, cancellable, error) || !find_dates (&self, now, cancellable, error))
    return NULL;
  nearest = collect_hits (&self, now, limit);
  return read_events (&self, nearest, error);
}
