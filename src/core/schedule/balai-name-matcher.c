/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-name-matcher.h"

#include <string.h>

#include "balai-registers.h"

/* Between the parts of a place. */
#define PLACE_SEPARATORS ",;\n()/|"

typedef struct
{
  const BalaiKind *kind;  /* (unowned) */
  GHashTable      *exact; /* (owned) (element-type utf8 BalaiRecord): %NULL where several have the name */
  GHashTable      *loose; /* (owned) (element-type utf8 BalaiRecord): without the word for a room */
  GHashTable      *by_id; /* (owned) (element-type utf8 BalaiRecord) */
} Table;

enum
{
  TABLE_VENUE,
  TABLE_EQUIPMENT,
  TABLE_PERSON,
  TABLE_OPD,
  N_TABLES,
};

struct _BalaiNameMatcher
{
  char       *opd;               /* (owned) (nullable), whose records win where several have a name */
  char       *city;              /* (owned) (nullable): key of the name of the city */
  Table       tables[N_TABLES];
  GHashTable *mails;             /* (owned) (element-type utf8 BalaiRecord) */
};

/* How each kind says its names: fields, -1 for none. */
static const struct
{
  const BalaiKind *kind;
  int              names[3];
  int              other_names;
  int              email;
  int              opd;
} sources[N_TABLES] = {
  { &balai_venue_kind, { BALAI_VENUE_NAME, -1, -1 }, BALAI_VENUE_OTHER_NAMES, BALAI_VENUE_EMAIL, BALAI_VENUE_OPD },
  { &balai_equipment_kind, { BALAI_EQUIPMENT_NAME, -1, -1 }, BALAI_EQUIPMENT_OTHER_NAMES, BALAI_EQUIPMENT_EMAIL,
    BALAI_EQUIPMENT_OPD },
  { &balai_person_kind, { BALAI_PERSON_NAME, -1, -1 }, BALAI_PERSON_OTHER_NAMES, BALAI_PERSON_EMAIL, BALAI_PERSON_OPD },
  { &balai_opd_kind, { BALAI_OPD_NAME, BALAI_OPD_SHORT_NAME, BALAI_OPD_CODE }, BALAI_OPD_OTHER_NAMES, BALAI_OPD_EMAIL,
    -1 },
};

/* How the names of offices of a city begin, and what they are called for short, as keys. */
static const char *const office_beginnings[] = {
  "badan", "bagian", "dinas", "inspektorat", "kantor", "kecamatan", "kelurahan", "puskesmas", "rsud",
  "rumah sakit umum daerah", "satpol pp", "satuan polisi pamong praja", "sekretariat", "setda", "setwan", "upt", "uptd",
  "bakesbangpol", "bappeda", "bapenda", "bkd", "bkpsdm", "bpbd", "bpkad", "damkar", "disdag",
  "disdagin", "disdik", "disdukcapil", "dishub", "diskominfo", "dinkes", "dinsos", "dispendukcapil", "disperdagin",
  "disperindag", "dispora", "disnaker", "dkpp", "dlh", "dlhkp", "dpmptsp", "dprd", "dpupr", "dpkp",
};

static const char *
long_form (const char *word)
{
  static const struct
  {
    const char *word;
    const char *meaning;
  } words[] = {
    { "r", "ruang" },      { "rg", "ruang" },     { "rng", "ruang" },        { "ruangan", "ruang" },
    { "room", "ruang" },   { "lt", "lantai" },    { "gd", "gedung" },        { "gdg", "gedung" },
    { "kec", "kecamatan" }, { "kel", "kelurahan" }, { "bag", "bagian" },     { "din", "dinas" },
    { "kab", "kabupaten" }, { "jl", "jalan" },    { "jln", "jalan" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (word, words[i].word))
        return words[i].meaning;
    }
  return word;
}

static void
append_word (GString *key,
             GString *word)
{
  if (word->len == 0)
    return;
  if (key->len > 0)
    g_string_append_c (key, ' ');
  g_string_append (key, long_form (word->str));
  g_string_truncate (word, 0);
}

/**
 * balai_name_key:
 * @text: a name as a person writes it
 *
 * Returns: (transfer full): what two ways of writing one name have in common: "R. Joyoboyo, Lt. 2" and "Ruang Joyoboyo
 *   lantai 2" give the same
 */
char *
balai_name_key (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (plain == NULL ? text : plain, -1);
  g_autoptr (GString) word = g_string_new (NULL);
  GString *key = g_string_new (NULL);

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      append_word (key, word);
      if (c == '&')
        {
          g_string_assign (word, "dan");
          append_word (key, word);
        }
      if (c == 0)
        return g_string_free (key, FALSE);
    }
}

/* The key of a room without the word for a room, where something that names it is left. */
static char *
loose_venue_key (const char *key)
{
  const char *rest = g_str_has_prefix (key, "ruang ") ? key + strlen ("ruang ") : key;

  return g_strdup (strspn (rest, "0123456789 ") == strlen (rest) || g_str_equal (rest, "rapat") ? key : rest);
}

/* The key of an OPD without the city at its end, where more than "Kecamatan" is left. */
static char *
loose_opd_key (BalaiNameMatcher *self,
               const char       *key)
{
  static const char *const say_nothing[] = { "dinas", "badan", "bagian", "kantor", "kecamatan", "kelurahan",
                                             "pemerintah", NULL };
  g_autofree char *kota = self->city == NULL ? NULL : g_strconcat (" kota ", self->city, NULL);
  g_autofree char *bare = self->city == NULL ? NULL : g_strconcat (" ", self->city, NULL);
  const char *endings[] = { kota, bare };

  for (gsize i = 0; i < G_N_ELEMENTS (endings) && endings[i] != NULL; i++)
    {
      g_autofree char *rest = NULL;

      if (!g_str_has_suffix (key, endings[i]))
        continue;
      rest = g_strndup (key, strlen (key) - strlen (endings[i]));
      if (*rest != '\0' && !g_strv_contains (say_nothing, rest))
        return g_steal_pointer (&rest);
    }
  return g_strdup (key);
}

static char *
loose_key (BalaiNameMatcher *self,
           const BalaiKind  *kind,
           const char       *key)
{
  return kind == &balai_venue_kind ? loose_venue_key (key)
         : kind == &balai_opd_kind ? loose_opd_key (self, key)
                                   : g_strdup (key);
}

static Table *
find_table (BalaiNameMatcher *self,
            const BalaiKind  *kind)
{
  for (guint i = 0; i < N_TABLES; i++)
    {
      if (self->tables[i].kind == kind)
        return &self->tables[i];
    }
  return NULL;
}

static gboolean
is_ours (BalaiNameMatcher *self,
         BalaiRecord      *record,
         int               opd_field)
{
  return opd_field >= 0 && self->opd != NULL && g_strcmp0 (balai_record_get_text (record, opd_field), self->opd) == 0;
}

static void
add_key (BalaiNameMatcher *self,
         GHashTable       *names,
         const char       *key,
         BalaiRecord      *record,
         int               opd_field)
{
  gpointer other;

  if (*key == '\0')
    return;
  if (!g_hash_table_lookup_extended (names, key, NULL, &other))
    g_hash_table_insert (names, g_strdup (key), record);
  else if (other == record || (other != NULL && is_ours (self, other, opd_field) && !is_ours (self, record, opd_field)))
    return;
  else if (is_ours (self, record, opd_field) && (other == NULL || !is_ours (self, other, opd_field)))
    g_hash_table_replace (names, g_strdup (key), record);
  else
    g_hash_table_replace (names, g_strdup (key), NULL);
}

static void
add_name (BalaiNameMatcher *self,
          Table            *table,
          const char       *name,
          BalaiRecord      *record,
          int               opd_field)
{
  g_autofree char *key = NULL;
  g_autofree char *loose = NULL;

  if (name == NULL)
    return;
  key = balai_name_key (name);
  loose = loose_key (self, table->kind, key);
  add_key (self, table->exact, key, record, opd_field);
  add_key (self, table->loose, loose, record, opd_field);
}

/**
 * balai_name_matcher_add:
 * @self: a matcher
 * @record: a venue, a pool, a person or an OPD
 *
 * Makes it known by its names and its address.
 */
void
balai_name_matcher_add (BalaiNameMatcher *self,
                        BalaiRecord      *record)
{
  for (guint i = 0; i < N_TABLES; i++)
    {
      Table *table = &self->tables[i];
      const char *others, *mail;

      if (table->kind != balai_record_get_kind (record))
        continue;
      g_hash_table_insert (table->by_id, g_strdup (balai_record_get_id (record)), g_object_ref (record));
      for (guint j = 0; j < G_N_ELEMENTS (sources[i].names) && sources[i].names[j] >= 0; j++)
        add_name (self, table, balai_record_get_text (record, sources[i].names[j]), record, sources[i].opd);
      others = balai_record_get_text (record, sources[i].other_names);
      if (others != NULL)
        {
          g_auto (GStrv) lines = g_strsplit (others, "\n", -1);

          for (guint j = 0; lines[j] != NULL; j++)
            add_name (self, table, lines[j], record, sources[i].opd);
        }
      mail = balai_record_get_text (record, sources[i].email);
      if (mail != NULL && strchr (mail, '@') != NULL)
        g_hash_table_insert (self->mails, g_utf8_strdown (mail, -1), record);
    }
}

static gboolean
learn_city (BalaiNameMatcher  *self,
            BalaiRepository   *repository,
            GError           **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_city_kind);
  g_autoptr (GPtrArray) cities = balai_repository_list (repository, query, error);
  const char *name = cities == NULL || cities->len == 0 ? NULL
                                                        : balai_record_get_text (cities->pdata[0], BALAI_CITY_NAME);
  g_autofree char *key = name == NULL ? NULL : balai_name_key (name);
  const char *rest = key;

  if (rest != NULL && g_str_has_prefix (rest, "pemerintah "))
    rest += strlen ("pemerintah ");
  if (rest != NULL && *rest != '\0')
    self->city = g_strdup (rest);
  return cities != NULL;
}

/**
 * balai_name_matcher_new:
 * @repository: where the registers are
 * @opd: (nullable): id of the OPD whose venues, people and pools win where several have a name
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): a matcher that knows the registers as they are now
 */
BalaiNameMatcher *
balai_name_matcher_new (BalaiRepository  *repository,
                        const char       *opd,
                        GError          **error)
{
  g_autoptr (BalaiNameMatcher) self = g_new0 (BalaiNameMatcher, 1);

  self->opd = g_strdup (opd);
  self->mails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < N_TABLES; i++)
    {
      self->tables[i].kind = sources[i].kind;
      self->tables[i].exact = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->tables[i].loose = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->tables[i].by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
    }
  if (!learn_city (self, repository, error))
    return NULL;
  for (guint i = 0; i < N_TABLES; i++)
    {
      g_autoptr (BalaiQuery) query = balai_query_new (sources[i].kind);
      g_autoptr (GPtrArray) records = balai_repository_list (repository, query, error);

      if (records == NULL)
        return NULL;
      for (guint j = 0; j < records->len; j++)
        balai_name_matcher_add (self, records->pdata[j]);
    }
  return g_steal_pointer (&self);
}

void
balai_name_matcher_free (BalaiNameMatcher *self)
{
  for (guint i = 0; i < N_TABLES; i++)
    {
      g_clear_pointer (&self->tables[i].exact, g_hash_table_unref);
      g_clear_pointer (&self->tables[i].loose, g_hash_table_unref);
      g_clear_pointer (&self->tables[i].by_id, g_hash_table_unref);
    }
  g_clear_pointer (&self->mails, g_hash_table_unref);
  g_free (self->opd);
  g_free (self->city);
  g_free (self);
}

/**
 * balai_name_matcher_get:
 * @self: a matcher
 * @kind: a register
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): the record
 */
BalaiRecord *
balai_name_matcher_get (BalaiNameMatcher *self,
                        const BalaiKind  *kind,
                        const char       *id)
{
  const Table *table = find_table (self, kind);

  return table == NULL || id == NULL ? NULL : g_hash_table_lookup (table->by_id, id);
}

/**
 * balai_name_matcher_by_name:
 * @self: a matcher
 * @kind: a register
 * @name: a name as a person writes it
 * @ambiguous: (out) (optional): whether several have the name
 *
 * The name of an OPD may end with that of the city, here or in the register: "Bappeda Kota Kediri" is "Bappeda".
 *
 * Returns: (transfer none) (nullable): the record that has the name
 */
BalaiRecord *
balai_name_matcher_by_name (BalaiNameMatcher *self,
                            const BalaiKind  *kind,
                            const char       *name,
                            gboolean         *ambiguous)
{
  const Table *table = find_table (self, kind);
  g_autofree char *key = balai_name_key (name);
  g_autofree char *loose = loose_key (self, kind, key);
  const struct
  {
    GHashTable *names;
    const char *key;
  } ways[] = { { table->exact, key }, { table->exact, loose }, { table->loose, key }, { table->loose, loose } };

  if (ambiguous != NULL)
    *ambiguous = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      gpointer record;

      if (g_hash_table_lookup_extended (ways[i].names, ways[i].key, NULL, &record))
        {
          if (record == NULL && ambiguous != NULL)
            *ambiguous = TRUE;
          return record;
        }
    }
  return NULL;
}

/**
 * balai_name_matcher_by_mail:
 * @self: a matcher
 * @mail: (nullable): an address in lower case
 *
 * Returns: (transfer none) (nullable): the record of any register that has the address
 */
BalaiRecord *
balai_name_matcher_by_mail (BalaiNameMatcher *self,
                            const char       *mail)
{
  return mail == NULL ? NULL : g_hash_table_lookup (self->mails, mail);
}

/**
 * balai_name_says_nothing:
 * @text: a name as a person writes it
 *
 * Returns: whether it is a word that every building has one of: alone it names nothing
 */
gboolean
balai_name_says_nothing (const char *text)
{
  static const char *const words[] = { "aula", "ruang", "ruang rapat", "lobi", "lobby", "lapangan", "halaman", "gedung",
                                       "kantor", "pendopo", "lantai" };
  g_autofree char *key = balai_name_key (text);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (key, words[i]))
        return TRUE;
    }
  return *key == '\0';
}

/**
 * balai_name_says_room:
 * @text: a name as a person writes it
 *
 * Returns: whether it is that of a room or a building
 */
gboolean
balai_name_says_room (const char *text)
{
  static const char *const words[] = { "ruang", "aula", "gedung", "pendopo", "balai", "lapangan", "studio", "lab" };
  g_autofree char *key = balai_name_key (text);
  g_auto (GStrv) tokens = g_strsplit (key, " ", -1);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_strv_contains ((const char *const *) tokens, words[i]))
        return TRUE;
    }
  return FALSE;
}

/**
 * balai_name_says_office:
 * @text: a name as a person writes it
 *
 * Who leads an office is called by it too ("Kepala Dinas Perhubungan"), so only the beginning of a name counts.
 *
 * Returns: whether it is that of an OPD
 */
gboolean
balai_name_says_office (const char *text)
{
  g_autofree char *key = balai_name_key (text);

  if (strchr (text, '@') != NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (office_beginnings); i++)
    {
      gsize length = strlen (office_beginnings[i]);

      if (g_str_has_prefix (key, office_beginnings[i]) && (key[length] == '\0' || key[length] == ' '))
        return TRUE;
    }
  return FALSE;
}

/* Whether a lies in b, however deep. */
static gboolean
is_part_of (BalaiNameMatcher *self,
            BalaiRecord      *a,
            BalaiRecord      *b)
{
  for (int depth = 0; a != NULL && depth < 32; depth++)
    {
      if (a == b)
        return TRUE;
      a = balai_name_matcher_get (self, &balai_venue_kind, balai_record_get_text (a, BALAI_VENUE_PARENT));
    }
  return FALSE;
}

static char *
last_separator (char *text)
{
  for (char *p = text + strlen (text); p > text; p--)
    {
      if (strchr (PLACE_SEPARATORS, p[-1]) != NULL)
        return p - 1;
    }
  return NULL;
}

/* A name that itself holds a comma, with more behind it: "Aula, Balai Kota, Kediri". */
static BalaiRecord *
find_beginning (BalaiNameMatcher *self,
                const char       *location)
{
  const Table *table = find_table (self, &balai_venue_kind);
  g_autofree char *text = g_strdup (location);
  char *end;

  while ((end = last_separator (text)) != NULL)
    {
      g_autofree char *key = NULL;
      BalaiRecord *venue;

      *end = '\0';
      if (strpbrk (text, PLACE_SEPARATORS) == NULL)
        return NULL;
      key = balai_name_key (text);
      venue = g_hash_table_lookup (table->exact, key);
      if (venue != NULL)
        return venue;
    }
  return NULL;
}

/**
 * balai_name_matcher_place:
 * @self: a matcher
 * @location: where an event takes place, as somebody wrote it
 * @whole: (out): whether the text names the venue and says nothing else
 * @ambiguous: (out): whether several venues have the name
 *
 * Tries the whole text, then its first line, then its beginnings, then its parts ("Ruang Joyoboyo, Balai Kota"), of
 * which the smallest place wins.
 *
 * Returns: (transfer none) (nullable): the venue
 */
BalaiRecord *
balai_name_matcher_place (BalaiNameMatcher *self,
                          const char       *location,
                          gboolean         *whole,
                          gboolean         *ambiguous)
{
  BalaiRecord *best = balai_name_matcher_by_name (self, &balai_venue_kind, location, ambiguous);
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) parts = NULL;

  *whole = best != NULL;
  if (best != NULL || *ambiguous)
    return best;
  lines = g_strsplit (location, "\n", 2);
  if (lines[0] != NULL && lines[1] != NULL)
    best = balai_name_matcher_by_name (self, &balai_venue_kind, lines[0], ambiguous);
  if (best != NULL || *ambiguous)
    return best;
  best = find_beginning (self, location);
  if (best != NULL)
    return best;
  parts = g_strsplit_set (location, PLACE_SEPARATORS, -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      BalaiRecord *venue;

      if (balai_name_says_nothing (parts[i]))
        continue;
      venue = balai_name_matcher_by_name (self, &balai_venue_kind, parts[i], NULL);
      if (venue != NULL && (best == NULL || is_part_of (self, venue, best)))
        best = venue;
    }
  return best;
}
