/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-registers.h"

#include <glib/gi18n-lib.h>

#include "balai-repository.h"
#include "balai-zone.h"

const BalaiEnumValue balai_city_zone_values[] = {
  { "Asia/Jakarta", N_("WIB (west)") },
  { "Asia/Makassar", N_("WITA (central)") },
  { "Asia/Jayapura", N_("WIT (east)") },
  { NULL, NULL },
};

/* The words of what the rules below find. */
static char *
describe (const BalaiFinding *finding)
{
  if (g_str_equal (finding->code, "unknown-zone"))
    return g_strdup (_("Balai does not know this time zone. "
                       "In Indonesia it is Asia/Jakarta, Asia/Makassar or Asia/Jayapura."));
  if (g_str_equal (finding->code, "part-of-itself"))
    return g_strdup (_("A venue cannot be a part of itself. Pick another whole, or none."));
  if (g_str_equal (finding->code, "more-damaged-than-stock"))
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "There is only %d unit in stock; no more can be damaged.",
                   "There are only %d units in stock; no more can be damaged.", (gulong) finding->number),
      (int) finding->number);
  return NULL;
}

static void
city_validate (BalaiRecord     *record,
               BalaiRepository *repository,
               GPtrArray       *findings)
{
  const char *zone = balai_record_get_text (record, BALAI_CITY_ZONE);

  if (zone != NULL && balai_zone_get (zone) == NULL)
    balai_finding_add (findings, record, BALAI_CITY_ZONE, BALAI_SEVERITY_BLOCK, "unknown-zone");
}

BALAI_DEFINE_RECORD (BalaiCity, balai_city, CITY,
                     .name = "city", .label = N_("City"), .flags = BALAI_KIND_SYNCED,
                     .title_field = BALAI_CITY_NAME, .single = TRUE, .validate = city_validate,
                     .alone = TRUE, .describe = describe)

/* The short name as a code; without one the first letters of the name: "Dinas Pekerjaan Umum" is DPU. */
static char *
opd_suggest (BalaiRecord *record,
             int          field)
{
  const char *brief = balai_record_get_text (record, BALAI_OPD_SHORT_NAME);
  const char *name = balai_record_get_text (record, BALAI_OPD_NAME);
  g_autoptr (GString) letters = g_string_new (NULL);
  g_auto (GStrv) words = NULL;

  if (field != BALAI_OPD_CODE)
    return NULL;
  if (brief != NULL)
    return g_utf8_strup (brief, -1);
  words = g_strsplit_set (name != NULL ? name : "", " ,-/()", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gunichar c = g_utf8_get_char (words[i]);

      if (g_unichar_isalnum (c) && g_ascii_strcasecmp (words[i], "dan") != 0)
        g_string_append_unichar (letters, g_unichar_toupper (c));
    }
  return letters->len > 0 ? g_string_free (g_steal_pointer (&letters), FALSE) : NULL;
}

BALAI_DEFINE_RECORD (BalaiOpd, balai_opd, OPD,
                     .name = "opd", .label = N_("OPD"), .label_many = N_("OPDs"), .flags = BALAI_KIND_SYNCED,
                     .title_field = BALAI_OPD_NAME, .suggest = opd_suggest)

BALAI_DEFINE_RECORD (BalaiPerson, balai_person, PERSON,
                     .name = "person", .label = N_("Person"), .label_many = N_("People"), .flags = BALAI_KIND_SYNCED,
                     .title_field = BALAI_PERSON_NAME)

/* A part of a part is fine, a part of itself is not: the tree would have no root. */
static void
venue_validate (BalaiRecord     *record,
                BalaiRepository *repository,
                GPtrArray       *findings)
{
  const char *above = balai_record_get_text (record, BALAI_VENUE_PARENT);
  g_autofree char *next = g_strdup (above);

  for (int depth = 0; next != NULL; depth++)
    {
      g_autoptr (BalaiRecord) parent = NULL;

      if (depth > 20 || g_str_equal (next, balai_record_get_id (record)))
        {
          balai_finding_add (findings, record, BALAI_VENUE_PARENT, BALAI_SEVERITY_BLOCK, "part-of-itself");
          return;
        }
      parent = balai_repository_get (repository, &balai_venue_kind, next, NULL);
      g_free (next);
      next = parent ? g_strdup (balai_record_get_text (parent, BALAI_VENUE_PARENT)) : NULL;
    }
}

BALAI_DEFINE_RECORD (BalaiVenue, balai_venue, VENUE,
                     .name = "venue", .label = N_("Venue"), .label_many = N_("Venues"), .flags = BALAI_KIND_SYNCED,
                     .title_field = BALAI_VENUE_NAME, .validate = venue_validate,
                     .describe = describe)

static void
equipment_validate (BalaiRecord     *record,
                    BalaiRepository *repository,
                    GPtrArray       *findings)
{
  int64_t stock = balai_record_get_int (record, BALAI_EQUIPMENT_STOCK);

  if (balai_record_get_int (record, BALAI_EQUIPMENT_DAMAGED) > stock)
    balai_finding_add (findings, record, BALAI_EQUIPMENT_DAMAGED, BALAI_SEVERITY_BLOCK,
                       "more-damaged-than-stock")->number =
      stock;
}

BALAI_DEFINE_RECORD (BalaiEquipment, balai_equipment, EQUIPMENT,
                     .name = "equipment", .label = N_("Equipment"), .label_many = N_("Equipment"),
                     .flags = BALAI_KIND_SYNCED, .title_field = BALAI_EQUIPMENT_NAME, .validate = equipment_validate,
                     .alone = TRUE, .describe = describe)
