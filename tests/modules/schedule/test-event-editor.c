/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-editor.h"

#include "balai-date-row.h"
#include "balai-day.h"
#include "balai-event-person-row.h"
#include "balai-event-pool-row.h"
#include "balai-event.h"
#include "balai-note-row.h"
#include "balai-picker-row.h"
#include "balai-registers.h"
#include "balai-test-ui.h"
#include "balai-time-row.h"
#include "balai-widgets.h"
#include "small-city.h"

typedef struct
{
  SmallCity  city;
  GtkWidget *editor; /* (unowned) */
  char      *saved;  /* (owned): id */
  int64_t    batch;
  gboolean   deleted;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  small_city_open (&self->city);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  small_city_close (&self->city);
  g_clear_pointer (&self->saved, g_free);
}

static void
on_saved (BalaiEventEditor *editor,
          const char       *event,
          const char       *label,
          gint64            batch,
          Fixture          *self)
{
  g_free (self->saved);
  self->saved = g_strdup (event);
  self->batch = batch;
  g_assert_cmpuint (strlen (label), >, 0);
}

static void
on_deleted (BalaiEventEditor *editor,
            const char       *event,
            const char       *label,
            gint64            batch,
            Fixture          *self)
{
  self->deleted = TRUE;
  self->batch = batch;
}

static void
open_editor (Fixture    *self,
             GtkWidget  *editor,
             const char *field)
{
  self->editor = editor;
  g_signal_connect (editor, "saved", G_CALLBACK (on_saved), self);
  g_signal_connect (editor, "deleted", G_CALLBACK (on_deleted), self);
  balai_event_editor_present_at (BALAI_EVENT_EDITOR (editor), NULL, field, NULL);
  balai_test_await (gtk_widget_get_mapped (editor));
}

/* By the name of the template's child: what is on the screen depends on the language. */
static gpointer
child (Fixture    *self,
       GType       section,
       const char *name)
{
  GtkWidget *widget = balai_test_ui_find (self->editor, section, NULL);

  g_assert_nonnull (widget);
  return gtk_widget_get_template_child (widget, section, name);
}

#define CHILD(Section, name) child (self, g_type_from_name ("BalaiEvent" Section), name)

static void
await_form (Fixture *self)
{
  GType what = 0;

  balai_test_await ((what = g_type_from_name ("BalaiEventWhat")) != 0
                    && balai_test_ui_find (self->editor, what, NULL) != NULL
                    && gtk_widget_get_mapped (balai_test_ui_find (self->editor, what, NULL)));
}

static const char *
note (Fixture    *self,
      const char *section,
      const char *name)
{
  g_autofree char *type = g_strconcat ("BalaiEvent", section, NULL);

  return balai_note_row_get_text (child (self, g_type_from_name (type), name));
}

static gboolean
can_save (Fixture *self)
{
  GtkWidget *button = GTK_WIDGET (gtk_widget_get_template_child (self->editor, BALAI_TYPE_EDITOR_WINDOW,
                                                                 "save_button"));

  return gtk_widget_get_sensitive (button);
}

static void
type_title (Fixture    *self,
            const char *title)
{
  gtk_editable_set_text (GTK_EDITABLE (CHILD ("What", "title_row")), title);
}

static void
pick (GtkWidget   *row,
      BalaiRecord *record)
{
  BalaiRegisterPicker *picker = balai_picker_row_get_picker (BALAI_PICKER_ROW (row));

  balai_register_picker_select (picker, (const char *const[]) { balai_record_get_id (record), NULL });
  g_signal_emit_by_name (picker, "changed");
}

static void
save (Fixture *self)
{
  GPtrArray *parts = balai_test_ui_watch (self->editor);

  gtk_widget_activate_action (self->editor, "editor.save", NULL);
  balai_test_ui_await_gone (parts);
}

static void
leave (Fixture *self)
{
  balai_test_ui_destroy (GTK_WINDOW (self->editor));
}

static void
test_new (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = NULL;
  g_autoptr (BalaiUndone) undone = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  open_editor (self, balai_event_editor_new (self->city.store, NULL, NULL), NULL);
  await_form (self);
  /* The focus is where one begins to type; nothing would be lost by leaving, and nothing can be saved. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->editor)),
                                         CHILD ("What", "title_row")));
  g_assert_false (balai_editor_window_get_dirty (BALAI_EDITOR_WINDOW (self->editor)));
  g_assert_false (can_save (self));
  g_assert_cmpint (balai_typed_row_get_value (CHILD ("When", "start_time")), ==, 9 * 3600);
  g_assert_cmpint (balai_typed_row_get_value (CHILD ("When", "end_time")), ==, 10 * 3600);

  type_title (self, "Rapat koordinasi");
  g_assert_true (balai_editor_window_get_dirty (BALAI_EDITOR_WINDOW (self->editor)));
  g_assert_true (can_save (self));
  balai_typed_row_set_value (CHILD ("When", "start_time"), 13 * 3600 + 1800);
  /* The end goes along. */
  g_assert_cmpint (balai_typed_row_get_value (CHILD ("When", "end_time")), ==, 14 * 3600 + 1800);
  pick (CHILD ("Where", "venue_row"), self->city.room);
  save (self);

  event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Rapat koordinasi");
  g_assert_nonnull (event);
  g_assert_cmpstr (balai_record_get_id (event), ==, self->saved);
  g_assert_cmpint (balai_record_get_int (event, BALAI_EVENT_START), ==, small_city_at (13, 13, 30));
  g_assert_cmpint (balai_record_get_int (event, BALAI_EVENT_END), ==, small_city_at (13, 14, 30));
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_VENUE), ==, balai_record_get_id (self->city.room));
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_OPD), ==, balai_record_get_id (self->city.health));
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_STATUS), ==, "confirmed");

  balai_store_undo_async (self->city.store, self->batch, NULL, balai_test_store_result, &result);
  undone = balai_store_undo_finish (self->city.store, balai_test_await_result (&result), NULL);
  g_assert_cmpuint (undone->undone, ==, 1);
}

static void
test_conflict (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = small_city_event (&self->city, "Apel", small_city_at (13, 9, 0),
                                                    small_city_at (13, 10, 30), self->city.room);
  g_autoptr (BalaiRecord) event = NULL;
  BalaiEventPrefill prefill = { .span = { small_city_at (13, 10, 0), small_city_at (13, 11, 0) } };

  open_editor (self, balai_event_editor_new (self->city.store, NULL, &prefill), "venue");
  await_form (self);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->editor)),
                                         CHILD ("Where", "venue_row")));
  type_title (self, "Rapat");
  pick (CHILD ("Where", "venue_row"), self->city.room);
  balai_test_await (note (self, "Where", "note") != NULL);
  g_assert_nonnull (strstr (note (self, "Where", "note"), "Ruang Kilisuci"));
  g_assert_nonnull (strstr (note (self, "Where", "note"), "Bagian Umum"));
  g_assert_nonnull (note (self, "Show", "status_note"));

  /* Another time, and it is gone; back, and it is there again. */
  balai_typed_row_set_value (CHILD ("When", "start_time"), 10 * 3600 + 1800);
  balai_test_await (note (self, "Where", "note") == NULL);
  balai_typed_row_set_value (CHILD ("When", "start_time"), 9 * 3600);
  balai_test_await (note (self, "Where", "note") != NULL);
  save (self);
  event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Rapat");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_STATUS), ==, "submitted");
}

/* A name that is in no register is not lost without a word. */
static void
test_unknown_name (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (BalaiRecord) none = NULL;
  GtkEditable *entry;

  open_editor (self, balai_event_editor_new (self->city.store, NULL, NULL), NULL);
  await_form (self);
  type_title (self, "Rapat tamu");
  balai_test_await (can_save (self));
  entry = balai_register_picker_get_editable (balai_picker_row_get_picker (CHILD ("Who", "opds_row")));
  gtk_editable_set_text (entry, "Dinas Antah Berantah");
  balai_editor_window_save (BALAI_EDITOR_WINDOW (self->editor));
  g_assert_true (gtk_widget_get_mapped (self->editor));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->editor)),
                                         CHILD ("Who", "opds_row")));
  none = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Rapat tamu");
  g_assert_null (none);
  gtk_editable_set_text (entry, "");
  save (self);
}

/* What came in with a file has met another for weeks: a better title for it is no booking made anew. */
static void
test_better_title (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = small_city_event (&self->city, "Apel", small_city_at (14, 9, 0),
                                                    small_city_at (14, 10, 30), self->city.room);
  g_autoptr (BalaiRecord) here = small_city_event (&self->city, "Rapat", small_city_at (14, 10, 0),
                                                   small_city_at (14, 11, 0), self->city.room);
  g_autoptr (BalaiRecord) event = NULL;

  open_editor (self, balai_event_editor_new_for_id (self->city.store, balai_record_get_id (here), G_MININT64), NULL);
  await_form (self);
  balai_test_await (note (self, "Where", "note") != NULL);
  type_title (self, "Rapat kerja");
  save (self);
  event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Rapat kerja");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_STATUS), ==, "confirmed");
  g_assert_true (balai_record_is_null (event, BALAI_EVENT_SETUP));
}

static void
test_people_and_things (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = small_city_event (&self->city, "Apel", small_city_at (13, 9, 0),
                                                    small_city_at (13, 10, 30), NULL);
  g_autoptr (BalaiRecord) mayor = balai_record_new (&balai_event_person_kind);
  g_autoptr (BalaiRecord) person = NULL, pool = NULL, opd = NULL, event = NULL, gone = NULL;
  GtkWidget *row;

  balai_record_set_text (mayor, BALAI_EVENT_PERSON_EVENT, balai_record_get_id (there));
  balai_record_set_text (mayor, BALAI_EVENT_PERSON_PERSON, balai_record_get_id (self->city.mayor));
  balai_record_set_text (mayor, BALAI_EVENT_PERSON_ROLE, "leader");
  small_city_import (&self->city, mayor);

  open_editor (self, balai_event_editor_new (self->city.store, NULL, NULL), NULL);
  await_form (self);
  type_title (self, "Musyawarah");
  pick (CHILD ("Who", "person_row"), self->city.mayor);
  pick (CHILD ("Who", "opds_row"), self->city.general);
  pick (CHILD ("Things", "pool_row"), self->city.chairs);
  row = balai_test_ui_find (self->editor, BALAI_TYPE_EVENT_PERSON_ROW, NULL);
  g_assert_nonnull (row);
  /* A leader comes as one; under the row of the person it says that they cannot. */
  g_assert_cmpstr (balai_record_get_text (balai_event_person_row_get_person (BALAI_EVENT_PERSON_ROW (row)),
                                          BALAI_EVENT_PERSON_ROLE), ==, "leader");
  balai_test_await (balai_note_row_get_text (BALAI_NOTE_ROW (gtk_widget_get_next_sibling (row))) != NULL);
  balai_typed_row_set_value (CHILD ("When", "start_time"), 14 * 3600);
  balai_test_await (balai_note_row_get_text (BALAI_NOTE_ROW (gtk_widget_get_next_sibling (row))) == NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (balai_test_ui_find (balai_test_ui_find (self->editor,
                                                                                      BALAI_TYPE_EVENT_POOL_ROW, NULL),
                                                                  GTK_TYPE_SPIN_BUTTON, NULL)), 120);
  row = balai_test_ui_find (self->editor, BALAI_TYPE_EVENT_POOL_ROW, NULL);
  balai_test_await (balai_note_row_get_text (BALAI_NOTE_ROW (gtk_widget_get_next_sibling (row))) != NULL);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (balai_test_ui_find (row, GTK_TYPE_SPIN_BUTTON, NULL)), 30);
  save (self);

  event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Musyawarah");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_STATUS), ==, "confirmed");
  person = small_city_find (&self->city, &balai_event_person_kind, BALAI_EVENT_PERSON_EVENT,
                            balai_record_get_id (event));
  g_assert_cmpstr (balai_record_get_text (person, BALAI_EVENT_PERSON_PERSON), ==,
                   balai_record_get_id (self->city.mayor));
  pool = small_city_find (&self->city, &balai_event_equipment_kind, BALAI_EVENT_EQUIPMENT_EVENT,
                          balai_record_get_id (event));
  g_assert_cmpint (balai_record_get_int (pool, BALAI_EVENT_EQUIPMENT_QUANTITY), ==, 30);
  opd = small_city_find (&self->city, &balai_event_opd_kind, BALAI_EVENT_OPD_EVENT, balai_record_get_id (event));
  g_assert_nonnull (opd);

  /* Open it again, and take the person away. */
  open_editor (self, balai_event_editor_new_for_id (self->city.store, self->saved, G_MININT64), NULL);
  await_form (self);
  g_assert_false (balai_editor_window_get_dirty (BALAI_EDITOR_WINDOW (self->editor)));
  row = balai_test_ui_find (self->editor, BALAI_TYPE_EVENT_PERSON_ROW, NULL);
  g_signal_emit_by_name (row, "removed");
  g_assert_null (balai_test_ui_find (self->editor, BALAI_TYPE_EVENT_PERSON_ROW, NULL));
  g_assert_true (balai_editor_window_get_dirty (BALAI_EDITOR_WINDOW (self->editor)));
  save (self);
  gone = small_city_find (&self->city, &balai_event_person_kind, BALAI_EVENT_PERSON_EVENT,
                          balai_record_get_id (event));
  g_assert_null (gone);
}

static void
test_repeat (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = NULL;

  open_editor (self, balai_event_editor_new (self->city.store, NULL, NULL), NULL);
  await_form (self);
  type_title (self, "Apel Senin");
  adw_combo_row_set_selected (CHILD ("When", "repeat_row"), 3);
  g_assert_true (gtk_widget_get_visible (CHILD ("When", "until")));
  adw_combo_row_set_selected (CHILD ("When", "ends_row"), 2);
  /* R8: it must end, and Save says so. */
  balai_test_await (note (self, "When", "rule_note") != NULL);
  g_assert_false (can_save (self));
  adw_combo_row_set_selected (CHILD ("When", "ends_row"), 1);
  gtk_spin_button_set_value (CHILD ("When", "count"), 5);
  balai_test_await (note (self, "When", "rule_note") == NULL);
  g_assert_true (can_save (self));
  save (self);
  event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Apel Senin");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_RRULE), ==, "FREQ=WEEKLY;COUNT=5");
}

/* What concerns one office alone does not go on the city's calendar: said beside the choice, and at saving. */
static void
test_gate (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = NULL;

  open_editor (self, balai_event_editor_new (self->city.store, NULL, NULL), NULL);
  await_form (self);
  type_title (self, "Rapat staf");
  adw_combo_row_set_selected (CHILD ("Show", "scope_row"), 0);
  balai_test_await (note (self, "Show", "scope_note") != NULL);
  gtk_widget_activate_action (self->editor, "editor.save", NULL);
  balai_test_await (balai_editor_window_is_busy (BALAI_EDITOR_WINDOW (self->editor)));
  balai_test_await (!balai_editor_window_is_busy (BALAI_EDITOR_WINDOW (self->editor)));
  g_assert_null (small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Rapat staf"));

  /* With another office it does. */
  pick (CHILD ("Who", "opds_row"), self->city.general);
  save (self);
  event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Rapat staf");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_SCOPE), ==, "city");
}

static void
test_each_day (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = NULL;

  open_editor (self, balai_event_editor_new (self->city.store, NULL, NULL), NULL);
  await_form (self);
  type_title (self, "Pameran");
  g_assert_false (gtk_widget_get_visible (CHILD ("When", "days_row")));
  balai_typed_row_set_value (CHILD ("When", "end_date"), balai_day_from_ymd (2026, 7, 15));
  g_assert_true (gtk_widget_get_visible (CHILD ("When", "days_row")));
  adw_combo_row_set_selected (CHILD ("When", "days_row"), 1);
  save (self);
  event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Pameran");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_RRULE), ==, "FREQ=DAILY;COUNT=3");
  g_assert_cmpint (balai_record_get_int (event, BALAI_EVENT_END), ==, small_city_at (13, 10, 0));
}

static void
test_midnight (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = NULL;

  open_editor (self, balai_event_editor_new (self->city.store, NULL, NULL), NULL);
  await_form (self);
  type_title (self, "Malam tirakatan");
  balai_typed_row_set_value (CHILD ("When", "start_time"), 22 * 3600);
  balai_typed_row_set_value (CHILD ("When", "end_time"), 2 * 3600);
  g_assert_cmpint (balai_typed_row_get_value (CHILD ("When", "end_date")), ==, balai_day_from_ymd (2026, 7, 14));
  /* What cannot be read is told, and is not saved as something else. */
  gtk_editable_set_text (CHILD ("When", "end_time"), "dua");
  g_assert_false (can_save (self));
  gtk_editable_set_text (CHILD ("When", "end_time"), "01.00");
  g_assert_true (can_save (self));
  save (self);
  event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Malam tirakatan");
  g_assert_cmpint (balai_record_get_int (event, BALAI_EVENT_END), ==, small_city_at (14, 1, 0));
}

static void
choose (Fixture *self,
        int      position)
{
  GtkWidget *first;

  balai_test_await ((first = balai_test_ui_find (self->editor, ADW_TYPE_ACTION_ROW, NULL)) != NULL
                    && gtk_widget_get_mapped (first) && gtk_widget_has_focus (first));
  g_assert_false (can_save (self));
  while (position-- > 0)
    first = gtk_widget_get_next_sibling (first);
  adw_action_row_activate (ADW_ACTION_ROW (first));
  await_form (self);
}

static BalaiRecord *
weekly (Fixture *self)
{
  BalaiRecord *series = small_city_event (&self->city, "Rapat mingguan", small_city_at (14, 9, 0),
                                          small_city_at (14, 10, 0), self->city.room);

  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY;COUNT=6");
  small_city_import (&self->city, series);
  return series;
}

static void
test_this_date (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (BalaiRecord) series = weekly (self);
  g_autoptr (BalaiRecord) one = NULL, same = NULL;

  open_editor (self, balai_event_editor_new_for_id (self->city.store, balai_record_get_id (series),
                                                    small_city_at (21, 9, 0)), NULL);
  choose (self, 0);
  g_assert_cmpint (balai_typed_row_get_value (CHILD ("When", "start_date")), ==, balai_day_from_ymd (2026, 7, 21));
  g_assert_false (gtk_widget_get_visible (CHILD ("When", "repeat_row")));
  balai_typed_row_set_value (CHILD ("When", "start_time"), 9 * 3600 + 1800);
  save (self);
  one = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_SERIES, balai_record_get_id (series));
  g_assert_cmpint (balai_record_get_int (one, BALAI_EVENT_RECURRENCE_ID), ==, small_city_at (21, 9, 0));
  g_assert_cmpint (balai_record_get_int (one, BALAI_EVENT_START), ==, small_city_at (21, 9, 30));
  same = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_RRULE, "FREQ=WEEKLY;COUNT=6");
  g_assert_nonnull (same);
}

static void
test_following (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (BalaiRecord) series = weekly (self);
  g_autoptr (BalaiRecord) before = NULL, after = NULL;

  open_editor (self, balai_event_editor_new_for_id (self->city.store, balai_record_get_id (series),
                                                    small_city_at (28, 9, 0)), NULL);
  choose (self, 1);
  type_title (self, "Rapat mingguan baru");
  save (self);
  before = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_RRULE,
                            "FREQ=WEEKLY;UNTIL=20260728T015959Z");
  g_assert_nonnull (before);
  after = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Rapat mingguan baru");
  g_assert_cmpstr (balai_record_get_text (after, BALAI_EVENT_RRULE), ==, "FREQ=WEEKLY;COUNT=4");
  g_assert_cmpint (balai_record_get_int (after, BALAI_EVENT_START), ==, small_city_at (28, 9, 0));
}

static void
test_delete (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (BalaiRecord) series = weekly (self);
  g_autoptr (BalaiRecord) left = NULL, gone = NULL;
  gpointer alive;

  open_editor (self, balai_event_editor_new_for_id (self->city.store, balai_record_get_id (series),
                                                    small_city_at (21, 9, 0)), NULL);
  choose (self, 0);
  alive = self->editor;
  g_object_add_weak_pointer (G_OBJECT (self->editor), &alive);
  gtk_widget_activate_action (self->editor, "editor.delete", NULL);
  balai_test_await (alive == NULL);
  g_assert_true (self->deleted);
  left = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_EXDATE, "20260721T020000Z");
  g_assert_nonnull (left);

  open_editor (self, balai_event_editor_new_for_id (self->city.store, balai_record_get_id (series), G_MININT64),
               NULL);
  await_form (self);
  alive = self->editor;
  g_object_add_weak_pointer (G_OBJECT (self->editor), &alive);
  gtk_widget_activate_action (self->editor, "editor.delete", NULL);
  balai_test_await (alive == NULL);
  gone = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Rapat mingguan");
  g_assert_null (gone);
}

static char *
find_draft (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *draft;

  small_city_settle (&self->city);
  balai_event_draft_find_async (self->city.store, NULL, balai_test_store_result, &result);
  draft = balai_event_draft_find_finish (self->city.store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
  return draft;
}

static void
test_draft (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *draft = NULL, *after = NULL;
  g_autoptr (BalaiRecord) event = NULL, person = NULL;
  GtkWidget *lost;

  open_editor (self, balai_event_editor_new (self->city.store, NULL, NULL), NULL);
  await_form (self);
  type_title (self, "Setengah jadi");
  pick (CHILD ("Who", "person_row"), self->city.mayor);
  while (draft == NULL)
    draft = find_draft (self);
  /* As if Balai had ended here: another editor goes on from what was kept. */
  lost = self->editor;
  open_editor (self, balai_event_editor_new_from_draft (self->city.store, draft), NULL);
  await_form (self);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (CHILD ("What", "title_row"))), ==, "Setengah jadi");
  g_assert_nonnull (balai_test_ui_find (self->editor, BALAI_TYPE_EVENT_PERSON_ROW, NULL));
  g_assert_true (balai_editor_window_get_dirty (BALAI_EDITOR_WINDOW (self->editor)));
  save (self);
  event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Setengah jadi");
  person = small_city_find (&self->city, &balai_event_person_kind, BALAI_EVENT_PERSON_EVENT,
                            balai_record_get_id (event));
  g_assert_nonnull (person);
  balai_test_ui_destroy (GTK_WINDOW (lost));
  after = find_draft (self);
  g_assert_null (after);
}

/* Stays, when asked whether to leave. */
static void
answer_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean found = FALSE;

  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i - 1);

      if (ADW_IS_MESSAGE_DIALOG (window))
        {
          gtk_window_close (window);
          found = TRUE;
        }
    }
  g_assert_true (found);
}

static void
test_leave (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *draft = NULL;

  /* Untouched it goes without a question; also while it is still being opened. */
  open_editor (self, balai_event_editor_new (self->city.store, NULL, NULL), NULL);
  leave (self);
  open_editor (self, balai_event_editor_new (self->city.store, NULL, NULL), NULL);
  await_form (self);
  gtk_widget_activate_action (self->editor, "editor.cancel", NULL);
  open_editor (self, balai_event_editor_new (self->city.store, NULL, NULL), NULL);
  await_form (self);
  type_title (self, "Tidak jadi");
  gtk_widget_activate_action (self->editor, "editor.cancel", NULL);
  g_assert_true (gtk_widget_get_visible (self->editor));
  answer_question ();
  leave (self);
  draft = find_draft (self);
  g_assert_null (draft);
}

static void
test_gone (Fixture       *self,
           gconstpointer  data)
{
  open_editor (self, balai_event_editor_new_for_id (self->city.store, "0198a1b0-0000-7000-8000-000000000000",
                                                    G_MININT64), NULL);
  balai_test_await (balai_test_ui_find (self->editor, ADW_TYPE_STATUS_PAGE, NULL) != NULL
                    && gtk_widget_get_mapped (balai_test_ui_find (self->editor, ADW_TYPE_STATUS_PAGE, NULL)));
  g_assert_false (can_save (self));
  leave (self);
}

/* Opened at a field far down, it still says which event it is, and goes along with what is typed. */
static void
test_heading (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = small_city_event (&self->city, "Rapat anggaran", small_city_at (15, 9, 0),
                                                    small_city_at (15, 11, 0), self->city.room);
  AdwWindowTitle *heading;

  small_city_import (&self->city, event);
  open_editor (self, balai_event_editor_new (self->city.store, event, NULL), "people");
  await_form (self);
  heading = ADW_WINDOW_TITLE (gtk_widget_get_template_child (self->editor, BALAI_TYPE_EDITOR_WINDOW, "heading"));
  g_assert_cmpstr (adw_window_title_get_title (heading), ==, "Rapat anggaran");
  g_assert_nonnull (strstr (adw_window_title_get_subtitle (heading), "15 Jul 2026"));
  g_assert_nonnull (strstr (adw_window_title_get_subtitle (heading), "09.00"));
  type_title (self, "Rapat besar");
  g_assert_cmpstr (adw_window_title_get_title (heading), ==, "Rapat besar");
  type_title (self, "");
  g_assert_cmpstr (adw_window_title_get_title (heading), ==, gtk_window_get_title (GTK_WINDOW (self->editor)));
  type_title (self, "Rapat anggaran");
  balai_test_ui_destroy (GTK_WINDOW (self->editor));
}

/* A description with marks is read without them, and yet kept as it came until somebody changes it. */
static void
test_description (Fixture       *self,
                  gconstpointer  data)
{
  static const char html[] = "<b>Agenda</b><br>Doa&nbsp;bersama";
  g_autoptr (BalaiRecord) event = small_city_event (&self->city, "Rapat anggaran", small_city_at (15, 9, 0),
                                                    small_city_at (15, 11, 0), self->city.room);
  g_autoptr (BalaiRecord) stored = NULL;
  g_autofree char *shown = NULL;
  GtkTextBuffer *buffer;

  balai_record_set_text (event, BALAI_EVENT_DESCRIPTION, html);
  small_city_import (&self->city, event);
  open_editor (self, balai_event_editor_new (self->city.store, event, NULL), NULL);
  await_form (self);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (CHILD ("Notes", "description")));
  g_object_get (buffer, "text", &shown, NULL);
  g_assert_cmpstr (shown, ==, "Agenda\nDoa bersama");
  gtk_text_buffer_set_text (buffer, "Lain", -1);
  gtk_text_buffer_set_text (buffer, shown, -1);
  type_title (self, "Rapat besar");
  save (self);
  stored = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Rapat besar");
  g_assert_cmpstr (balai_record_get_text (stored, BALAI_EVENT_DESCRIPTION), ==, html);

  open_editor (self, balai_event_editor_new (self->city.store, stored, NULL), NULL);
  await_form (self);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (CHILD ("Notes", "description")));
  gtk_text_buffer_set_text (buffer, "Agenda\nDoa", -1);
  save (self);
  g_clear_object (&stored);
  stored = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Rapat besar");
  g_assert_cmpstr (balai_record_get_text (stored, BALAI_EVENT_DESCRIPTION), ==, "Agenda\nDoa");
}

static gboolean
has_focus_in (GtkWindow *window,
              GtkWidget *row)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row));
}

/* The rows of people and of equipment take the focus on their first field, and yet let it go backwards. */
static void
test_rows_let_go (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (BalaiRecord) person = balai_record_new (&balai_event_person_kind);
  g_autoptr (BalaiRecord) pool = balai_record_new (&balai_event_equipment_kind);
  GtkWidget *group = adw_preferences_group_new (), *before = adw_entry_row_new (), *after = adw_entry_row_new ();
  GtkWidget *rows[] = { balai_event_person_row_new (person, "Wali Kota"), balai_event_pool_row_new (pool, "Kursi") };
  GtkWindow *window = balai_test_ui_wrap (group, 400, 400);
  int steps;

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), before);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), rows[i]);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), after);
  balai_test_ui_present (window);
  gtk_widget_grab_focus (after);
  for (steps = 0; steps < 20 && !has_focus_in (window, before); steps++)
    gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (has_focus_in (window, before));
  g_assert_cmpint (steps, >, 2);
  for (steps = 0; steps < 20 && !has_focus_in (window, after); steps++)
    gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_true (has_focus_in (window, after));
  balai_test_ui_destroy (window);
}

/* What appears above must not push away the field one types in. */
static void
test_focus_stays (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = small_city_event (&self->city, "Apel", small_city_at (13, 9, 0),
                                                    small_city_at (13, 10, 30), self->city.room);
  GtkWidget *contact;
  graphene_point_t before, after;

  open_editor (self, balai_event_editor_new (self->city.store, NULL, NULL), "contact");
  await_form (self);
  type_title (self, "Rapat");
  balai_test_ui_frames (self->editor, 5);
  contact = CHILD ("Notes", "contact_row");
  g_assert_true (gtk_widget_compute_point (contact, self->editor, &GRAPHENE_POINT_INIT (0, 0), &before));
  pick (CHILD ("Where", "venue_row"), self->city.room);
  gtk_widget_grab_focus (contact);
  balai_test_await (note (self, "Where", "note") != NULL);
  balai_test_ui_frames (self->editor, 5);
  g_assert_true (gtk_widget_compute_point (contact, self->editor, &GRAPHENE_POINT_INIT (0, 0), &after));
  g_assert_cmpfloat_with_epsilon (before.y, after.y, 1.5f);
  leave (self);
}

#define CASE(name, func) g_test_add ("/schedule/event-editor/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  CASE ("new", test_new);
  CASE ("conflict", test_conflict);
  CASE ("unknown-name", test_unknown_name);
  CASE ("better-title", test_better_title);
  CASE ("people-and-things", test_people_and_things);
  CASE ("repeat", test_repeat);
  CASE ("gate", test_gate);
  CASE ("each-day", test_each_day);
  CASE ("midnight", test_midnight);
  CASE ("this-date", test_this_date);
  CASE ("following", test_following);
  CASE ("delete", test_delete);
  CASE ("draft", test_draft);
  CASE ("leave", test_leave);
  CASE ("gone", test_gone);
  CASE ("focus-stays", test_focus_stays);
  CASE ("rows-let-go", test_rows_let_go);
  CASE ("heading", test_heading);
  CASE ("description", test_description);
  return g_test_run ();
}
