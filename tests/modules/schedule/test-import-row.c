/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "balai-event.h"
#include "balai-ical-reader.h"
#include "balai-import-clashes.h"
#include "balai-import-model.h"
#include "balai-import-row.h"
#include "balai-registers.h"
#include "balai-test-ui.h"
#include "balai-widgets.h"
#include "small-city.h"

/* What a line of the preview says of an event of a file. */

typedef struct
{
  SmallCity       city;
  BalaiImportJob *job; /* (owned) */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  small_city_open (&self->city);
  self->job = balai_import_job_new (G_LIST_MODEL (files));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->job, balai_import_job_unref);
  small_city_close (&self->city);
}

static gpointer
make_plan (BalaiRepository  *repository,
           gpointer          data,
           GCancellable     *cancellable,
           GError          **error)
{
  const char *text = data;
  BalaiImportOptions options = { 0 };
  g_autoptr (BalaiImportPlan) made = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_free);

  g_ptr_array_add (files, balai_ical_read (text, strlen (text), balai_zone_get (BALAI_ZONE_JAKARTA)));
  made = balai_import_plan_new (repository, files, &options, NULL, NULL, cancellable, error);
  return made != NULL && balai_import_plan_find_clashes (made, repository, cancellable, error) ? g_steal_pointer (&made)
                                                                                               : NULL;
}

static BalaiImportPlan *
plan (Fixture    *self,
      const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BalaiImportPlan *made;

  balai_store_read_async (self->city.store, make_plan, g_strdup (text), g_free,
                          (GDestroyNotify) balai_import_plan_free, NULL, balai_test_store_result, &result);
  made = balai_store_read_finish (self->city.store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
  return made;
}

/* All that the line of an item shows. */
static char *
words_of (Fixture               *self,
          const BalaiImportItem *item)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (BalaiImportEntry) entry = balai_import_entry_new (owner, item, NULL);
  g_autoptr (GtkWidget) row = g_object_ref_sink (balai_import_row_new (self->job));

  balai_import_row_bind (BALAI_IMPORT_ROW (row), entry);
  return g_strdup (balai_import_row_get_words (BALAI_IMPORT_ROW (row)));
}

/* Somebody answers an invitation: it says who, and is no field of the event. */
static void
test_reply (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = small_city_event (&self->city, "Rapat koordinasi", small_city_at (15, 9, 0),
                                                    small_city_at (15, 11, 0), self->city.room);
  g_autoptr (BalaiRecord) link = balai_record_new (&balai_event_person_kind);
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  g_autoptr (BalaiImportPlan) made = NULL;

  balai_record_set_text (link, BALAI_EVENT_PERSON_EVENT, balai_record_get_id (event));
  balai_record_set_text (link, BALAI_EVENT_PERSON_PERSON, balai_record_get_id (self->city.secretary));
  balai_record_set_text (link, BALAI_EVENT_PERSON_ROLE, "participant");
  small_city_import (&self->city, link);
  text = g_strdup_printf ("BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:%s\nDTSTART:20260715T020000Z\n"
                          "SUMMARY:Rapat koordinasi\nATTENDEE;CN=\"%s\";PARTSTAT=ACCEPTED:mailto:s@example.go.id\n"
                          "END:VEVENT\nEND:VCALENDAR\n",
                          balai_record_get_id (event), balai_record_get_title (self->city.secretary));
  made = plan (self, text);
  g_assert_cmpuint (made->items->len, ==, 1);
  words = words_of (self, made->items->pdata[0]);
  g_test_message ("%s", words);
  g_assert_nonnull (strstr (words, "Hadir"));
  g_assert_nonnull (strstr (words, balai_record_get_title (self->city.secretary)));
  g_assert_nonnull (strstr (words, balai_field_get_label (
                                     &balai_event_person_kind.fields[BALAI_EVENT_PERSON_ATTENDANCE])));
}

/* What becomes of a new name stands beside it. */
static void
test_names (Fixture       *self,
            gconstpointer  data)
{
  static const char text[] =
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260715T020000Z\nSUMMARY:Rapat\nLOCATION:Kantin lama\n"
    "ATTENDEE;CN=Dinas Perhubungan:mailto:a@example.go.id\nATTENDEE;CN=Siti Aminah:mailto:b@example.go.id\n"
    "ATTENDEE;CUTYPE=RESOURCE;CN=Tenda:mailto:c@example.go.id\nEND:VEVENT\nEND:VCALENDAR\n";
  static const char *const expected[][2] = {
    { "Dinas Perhubungan", "OPD baru" },
    { "Siti Aminah", "Orang baru" },
    { "Kantin lama", "Ruang baru" },
    { "Tenda", "Perlengkapan baru" },
  };
  g_autoptr (BalaiImportPlan) made = plan (self, text);
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GtkWidget) row = g_object_ref_sink (balai_import_row_new (self->job));

  g_assert_cmpuint (made->proposals->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < made->proposals->len; i++)
    {
      const BalaiImportProposal *proposal = made->proposals->pdata[i];
      g_autoptr (BalaiImportEntry) entry = balai_import_entry_new (owner, NULL, proposal);
      gboolean found = FALSE;

      balai_import_row_bind (BALAI_IMPORT_ROW (row), entry);
      for (gsize j = 0; j < G_N_ELEMENTS (expected); j++)
        found = found || (g_str_equal (proposal->name, expected[j][0])
                          && strstr (balai_import_row_get_words (BALAI_IMPORT_ROW (row)), expected[j][1]) != NULL);
      g_assert_true (found);
    }
  balai_import_row_bind (BALAI_IMPORT_ROW (row), NULL);
}

/* An invitation says so, and from whom it is. */
static void
test_invitation (Fixture       *self,
                 gconstpointer  data)
{
  static const char text[] =
    "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:a\nDTSTART:20260715T020000Z\nSUMMARY:Rapat\n"
    "ORGANIZER;CN=Bappeda:mailto:b@example.go.id\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:b\nDTSTART:20260716T020000Z\nSUMMARY:Apel\nEND:VEVENT\nEND:VCALENDAR\n";
  g_autoptr (BalaiImportPlan) made = plan (self, text);
  g_autofree char *named = words_of (self, made->items->pdata[0]);
  g_autofree char *unnamed = words_of (self, made->items->pdata[1]);

  g_assert_nonnull (strstr (named, "Undangan dari Bappeda"));
  g_assert_nonnull (strstr (unnamed, "Undangan"));
  g_assert_null (strstr (unnamed, "Undangan dari"));
}

/* What was passed over stands beside the event that comes in without it, and can be listed alone. */
static void
test_notes (Fixture       *self,
            gconstpointer  data)
{
  static const char text[] =
    "BEGIN:VCALENDAR\n"
    "BEGIN:VEVENT\nUID:a\nDTSTART:20260715T020000Z\nRRULE:FREQ=SOMETIMES\nSUMMARY:Rapat\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:b\nDTSTART:20260716T020000Z\nDTEND:besok\nSUMMARY:Apel\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:c\nDTSTART:20260717T020000Z\nSUMMARY:Temu\nEND:VEVENT\nEND:VCALENDAR\n";
  g_autoptr (BalaiImportPlan) made = plan (self, text);
  g_autoptr (BalaiImportModel) model = NULL;
  g_autofree char *rule = words_of (self, made->items->pdata[0]);
  g_autofree char *end = words_of (self, made->items->pdata[1]);
  g_autofree char *fine = words_of (self, made->items->pdata[2]);

  g_assert_nonnull (strstr (rule, "FREQ=SOMETIMES"));
  g_assert_nonnull (strstr (end, "besok"));
  g_assert_null (strstr (end, "SOMETIMES"));
  g_assert_null (strstr (fine, "besok"));
  model = balai_import_model_new (g_steal_pointer (&made));
  g_assert_cmpuint (balai_import_model_count (model, BALAI_IMPORT_SHOW_NOTES), ==, 2);
  balai_import_model_show (model, BALAI_IMPORT_SHOW_NOTES);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 2);
}

/* Where and how often stands beside when, and a clash is told apart from what becomes of the event. */
static void
test_clash (Fixture       *self,
            gconstpointer  data)
{
  const char *room = balai_record_get_title (self->city.room);
  g_autofree char *text = g_strdup_printf (
    "BEGIN:VCALENDAR\n"
    "BEGIN:VEVENT\nUID:a\nDTSTART:20260715T020000Z\nDTEND:20260715T040000Z\nSUMMARY:Apel\nLOCATION:%s\n"
    "RRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:b\nDTSTART:20260715T030000Z\nDTEND:20260715T050000Z\nSUMMARY:Rapat\nLOCATION:%s\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:c\nDTSTART:20260717T020000Z\nSUMMARY:Temu\nLOCATION:Kantin lama\nEND:VEVENT\nEND:VCALENDAR\n",
    room, room);
  g_autoptr (BalaiImportPlan) made = plan (self, text);
  g_autoptr (BalaiImportModel) model = NULL;
  g_autofree char *weekly = words_of (self, made->items->pdata[0]);
  g_autofree char *once = words_of (self, made->items->pdata[1]);
  g_autofree char *alone = words_of (self, made->items->pdata[2]);

  g_test_message ("%s / %s / %s", weekly, once, alone);
  g_assert_nonnull (strstr (weekly, "Rabu"));
  g_assert_nonnull (strstr (weekly, room));
  g_assert_nonnull (strstr (weekly, "“Rapat”"));
  g_assert_null (strstr (once, "Rabu"));
  g_assert_nonnull (strstr (once, "“Apel”"));
  g_assert_nonnull (strstr (alone, "Kantin lama"));
  model = balai_import_model_new (g_steal_pointer (&made));
  g_assert_cmpuint (balai_import_model_count (model, BALAI_IMPORT_SHOW_CLASH), ==, 2);
  balai_import_model_show (model, BALAI_IMPORT_SHOW_CLASH);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add ("/import-row/reply", Fixture, NULL, set_up, test_reply, tear_down);
  g_test_add ("/import-row/clash", Fixture, NULL, set_up, test_clash, tear_down);
  g_test_add ("/import-row/invitation", Fixture, NULL, set_up, test_invitation, tear_down);
  g_test_add ("/import-row/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/import-row/notes", Fixture, NULL, set_up, test_notes, tear_down);
  return g_test_run ();
}
