/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-registers-page.h"

#include "balai-field-row.h"
#include "balai-format.h"
#include "balai-note-row.h"
#include "balai-picker-row.h"
#include "balai-record-editor.h"
#include "balai-record-item.h"
#include "balai-register-tree.h"
#include "balai-register-view.h"
#include "balai-register.h"
#include "balai-registers.h"
#include "balai-schedule-data.h"
#include "balai-span.h"
#include "balai-test-ui.h"
#include "balai-widgets.h"
#include "small-city.h"

typedef struct
{
  SmallCity  city;
  GtkWidget *page;   /* (unowned) */
  GtkWindow *window; /* (unowned) */
} Fixture;

static void
open_page (Fixture *self)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  self->page = g_object_new (BALAI_TYPE_REGISTERS_PAGE, "store", self->city.store, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), self->page);
  self->window = balai_test_ui_wrap (overlay, 900, 600);
  balai_test_ui_present (self->window);
  balai_page_switch_to (BALAI_PAGE (self->page));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new ("id.go.kedirikota.Balai");

  g_settings_reset (settings, "last-register");
  small_city_open (&self->city);
  open_page (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  balai_test_ui_destroy (self->window);
  small_city_close (&self->city);
}

static gpointer
child (Fixture    *self,
       const char *name)
{
  return gtk_widget_get_template_child (self->page, BALAI_TYPE_REGISTERS_PAGE, name);
}

/* A part of what shows the register. */
static gpointer
part (Fixture    *self,
      const char *name)
{
  return gtk_widget_get_template_child (child (self, "view"), BALAI_TYPE_REGISTER_VIEW, name);
}

static GtkSelectionModel *
model (Fixture *self)
{
  return gtk_list_view_get_model (part (self, "list"));
}

static guint
n_rows (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model (self)));
}

static BalaiRecord *
record_at (Fixture *self,
           guint    position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (model (self)), position);

  if (BALAI_IS_REGISTER_NODE (item))
    return balai_register_node_get_record (BALAI_REGISTER_NODE (item));
  return item ? balai_record_item_get_record (BALAI_RECORD_ITEM (item)) : NULL;
}

static void
show_kind (Fixture    *self,
           const char *kind,
           guint       n)
{
  g_assert_true (balai_registers_page_show (BALAI_REGISTERS_PAGE (self->page), kind));
  balai_test_await (n_rows (self) == n && (n == 0 || record_at (self, 0) != NULL));
}

static GtkWidget *
open_editor (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (BALAI_IS_RECORD_EDITOR (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
field (GtkWidget *editor,
       int        index)
{
  GtkWidget *row = balai_record_form_get_row (balai_record_editor_get_form (BALAI_RECORD_EDITOR (editor)), index);

  g_assert_nonnull (row);
  return row;
}

static GtkSwitch *
all_day (GtkWidget *editor)
{
  return balai_record_form_get_all_day (balai_record_editor_get_form (BALAI_RECORD_EDITOR (editor)));
}

static gboolean
can_save (GtkWidget *editor)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (gtk_widget_get_template_child (editor, BALAI_TYPE_EDITOR_WINDOW,
                                                                              "save_button")));
}

static void
save (GtkWidget *editor)
{
  gpointer alive = editor;

  g_object_add_weak_pointer (G_OBJECT (editor), &alive);
  gtk_widget_activate_action (editor, "editor.save", NULL);
  balai_test_await (alive == NULL);
}

static void
test_kinds (Fixture       *self,
            gconstpointer  data)
{
  guint n;
  const BalaiRegister *registers = balai_registers_get (&n);
  static const guint expected[] = { 2, 2, 3, 1, 0, 0, 0, 0, 0, 1 };

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    {
      show_kind (self, registers[i].kind->name, expected[i]);
      balai_test_await (g_str_equal (gtk_stack_get_visible_child_name (part (self, "stack")),
                                     expected[i] > 0 ? "list" : "empty"));
    }
  g_assert_false (balai_registers_page_show (BALAI_REGISTERS_PAGE (self->page), "event"));
}

/* A part stands below its whole, whatever its name. */
static void
test_tree (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (BalaiRegisterNode) part = NULL;
  g_autoptr (BalaiRecord) above = balai_record_new (&balai_venue_kind);

  show_kind (self, "venue", 3);
  part = g_list_model_get_item (G_LIST_MODEL (model (self)), 1);
  g_assert_cmpstr (balai_record_get_id (balai_register_node_get_record (part)), ==,
                   balai_record_get_id (self->city.side));
  g_assert_cmpuint (balai_register_node_get_depth (part), ==, 1);

  /* It follows the store. */
  balai_record_set_text (above, BALAI_VENUE_NAME, "Aaa");
  balai_record_set_text (above, BALAI_VENUE_PARENT, balai_record_get_id (self->city.room));
  small_city_import (&self->city, above);
  balai_test_await (n_rows (self) == 4);
  g_assert_cmpstr (balai_record_get_title (record_at (self, 3)), ==, "Aaa");
}

static void
test_circle (void)
{
  g_autoptr (BalaiRecord) a = balai_record_new (&balai_venue_kind);
  g_autoptr (BalaiRecord) b = balai_record_new (&balai_venue_kind);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) nodes = NULL;

  balai_record_set_text (a, BALAI_VENUE_PARENT, balai_record_get_id (b));
  balai_record_set_text (b, BALAI_VENUE_PARENT, balai_record_get_id (a));
  g_ptr_array_add (records, a);
  g_ptr_array_add (records, b);
  nodes = balai_register_tree_sort (records, BALAI_VENUE_PARENT);
  g_assert_cmpuint (nodes->len, ==, 2);
}

static void
test_add (Fixture       *self,
          gconstpointer  data)
{
  GtkWidget *editor;
  BalaiRegisterPicker *picker;
  g_autoptr (BalaiRecord) venue = NULL;

  show_kind (self, "venue", 3);
  gtk_widget_activate_action (self->page, "registers.add", NULL);
  editor = open_editor ();
  g_assert_nonnull (editor);
  balai_test_await (gtk_widget_get_mapped (editor));
  g_assert_false (can_save (editor));
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_VENUE_NAME)), "Pendopo");
  g_assert_true (can_save (editor));
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_VENUE_CAPACITY)), "dua ratus");
  g_assert_false (can_save (editor));
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_VENUE_CAPACITY)), "1.200");
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_VENUE_SETUP)), "45");
  gtk_switch_set_active (GTK_SWITCH (balai_test_ui_find (field (editor, BALAI_VENUE_SEQUENTIAL), GTK_TYPE_SWITCH,
                                                         NULL)), TRUE);
  picker = balai_picker_row_get_picker (BALAI_PICKER_ROW (field (editor, BALAI_VENUE_OPD)));
  balai_test_await ((balai_register_picker_select (picker, (const char *const[]) {
                       balai_record_get_id (self->city.general), NULL }),
                     balai_register_picker_get_single (picker) != NULL));
  g_signal_emit_by_name (picker, "changed");
  save (editor);
  balai_test_await (n_rows (self) == 4);

  venue = small_city_find (&self->city, &balai_venue_kind, BALAI_VENUE_NAME, "Pendopo");
  g_assert_cmpint (balai_record_get_int (venue, BALAI_VENUE_CAPACITY), ==, 1200);
  g_assert_cmpint (balai_record_get_int (venue, BALAI_VENUE_SETUP), ==, 45 * 60);
  g_assert_true (balai_record_get_boolean (venue, BALAI_VENUE_SEQUENTIAL));
  g_assert_cmpstr (balai_record_get_text (venue, BALAI_VENUE_OPD), ==, balai_record_get_id (self->city.general));
}

static gboolean
focus_in (Fixture   *self,
          GtkWidget *part)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  return focus != NULL && (focus == part || gtk_widget_is_ancestor (focus, part));
}

static gboolean
focus_at (Fixture *self,
          guint    position)
{
  GtkWidget *row = gtk_widget_get_first_child (part (self, "list"));

  for (; row != NULL && position > 0; position--)
    row = gtk_widget_get_next_sibling (row);
  return row != NULL && focus_in (self, row);
}

static gboolean
focus_on (Fixture    *self,
          const char *name)
{
  for (guint i = 0; i < n_rows (self); i++)
    if (gtk_selection_model_is_selected (model (self), i))
      return record_at (self, i) != NULL && g_str_equal (balai_record_get_title (record_at (self, i)), name)
             && focus_at (self, i);
  return FALSE;
}

/* The button that was pressed goes with the empty page; whoever goes on with Enter must not take back what was kept. */
static void
test_focus (Fixture       *self,
            gconstpointer  data)
{
  static const char *const names[] = { "Hari Jadi", "Cuti bersama" };

  show_kind (self, "holiday", 0);
  balai_test_await (g_str_equal (gtk_stack_get_visible_child_name (part (self, "stack")), "empty"));
  g_assert_true (gtk_widget_child_focus (part (self, "empty"), GTK_DIR_TAB_FORWARD));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *editor;

      gtk_widget_activate_action (self->page, "registers.add", NULL);
      editor = open_editor ();
      balai_test_await (gtk_widget_get_mapped (editor));
      gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_HOLIDAY_NAME)), names[i]);
      gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_HOLIDAY_DATE)), i == 0 ? "27 Jul 2026" : "28 Jul 2026");
      save (editor);
      small_city_settle (&self->city);
      balai_test_await (n_rows (self) == i + 1 && focus_on (self, names[i]));
      balai_test_ui_frames (self->page, 3);
      g_assert_true (focus_on (self, names[i]));
    }

  /* Nor does it when the last one is gone. */
  for (guint i = G_N_ELEMENTS (names); i > 0; i--)
    {
      balai_test_await (record_at (self, 0) != NULL);
      gtk_widget_activate_action (self->page, "registers.delete", NULL);
      balai_test_await (n_rows (self) == i - 1);
      balai_test_await (focus_in (self, i > 1 ? part (self, "list") : part (self, "empty")));
      balai_test_ui_frames (self->page, 3);
      g_assert_true (focus_in (self, i > 1 ? part (self, "list") : part (self, "empty")));
    }
}

/* The same in a register that is read whole. */
static void
test_focus_tree (Fixture       *self,
                 gconstpointer  data)
{
  GtkWidget *editor;

  show_kind (self, "venue", 3);
  g_assert_true (gtk_widget_grab_focus (part (self, "list")));
  gtk_widget_activate_action (self->page, "registers.add", NULL);
  editor = open_editor ();
  balai_test_await (gtk_widget_get_mapped (editor));
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_VENUE_NAME)), "Zamrud");
  save (editor);
  small_city_settle (&self->city);
  balai_test_await (n_rows (self) == 4 && focus_on (self, "Zamrud"));
  balai_test_ui_frames (self->page, 3);
  g_assert_true (focus_on (self, "Zamrud"));
}

/* What the rules of the kind find is said under its field, and nothing is saved. */
static void
test_rule (Fixture       *self,
           gconstpointer  data)
{
  GtkWidget *editor, *row;
  g_autoptr (BalaiRecord) pool = NULL;

  show_kind (self, "equipment", 1);
  gtk_widget_activate_action (self->page, "registers.edit", NULL);
  editor = open_editor ();
  balai_test_await (gtk_widget_get_mapped (editor));
  row = field (editor, BALAI_EQUIPMENT_DAMAGED);
  gtk_editable_set_text (GTK_EDITABLE (row), "200");
  gtk_widget_activate_action (editor, "editor.save", NULL);
  balai_test_await (balai_note_row_get_text (BALAI_NOTE_ROW (gtk_widget_get_next_sibling (row))) != NULL);
  g_assert_nonnull (open_editor ());
  gtk_editable_set_text (GTK_EDITABLE (row), "20");
  g_assert_null (balai_note_row_get_text (BALAI_NOTE_ROW (gtk_widget_get_next_sibling (row))));
  save (editor);
  pool = small_city_find (&self->city, &balai_equipment_kind, BALAI_EQUIPMENT_NAME, "Kursi lipat");
  g_assert_cmpint (balai_record_get_int (pool, BALAI_EQUIPMENT_DAMAGED), ==, 20);
}

static void
test_dates (Fixture       *self,
            gconstpointer  data)
{
  GtkWidget *editor;
  g_autoptr (BalaiRecord) holiday = NULL, closure = NULL;

  show_kind (self, "holiday", 0);
  gtk_widget_activate_action (self->page, "registers.add", NULL);
  editor = open_editor ();
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_HOLIDAY_NAME)), "Hari Jadi Kota Kediri");
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_HOLIDAY_DATE)), "besok lusa");
  g_assert_false (can_save (editor));
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_HOLIDAY_DATE)), "27 Jul 2026");
  adw_combo_row_set_selected (ADW_COMBO_ROW (field (editor, BALAI_HOLIDAY_KIND)), 2);
  save (editor);
  holiday = small_city_find (&self->city, &balai_holiday_kind, BALAI_HOLIDAY_KIND, "local");
  g_assert_cmpint (balai_record_get_int (holiday, BALAI_HOLIDAY_DATE), ==, small_city_at (27, 7, 0) / BALAI_DAY);

  show_kind (self, "closure", 0);
  gtk_widget_activate_action (self->page, "registers.add", NULL);
  editor = open_editor ();
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_REASON)), "Dinas luar");
  gtk_switch_set_active (all_day (editor), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_START)), "15 Jul 2026 13.30");
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_END)), "15 Jul 2026 16.00");
  save (editor);
  closure = small_city_find (&self->city, &balai_closure_kind, BALAI_CLOSURE_REASON, "Dinas luar");
  g_assert_cmpint (balai_record_get_int (closure, BALAI_CLOSURE_START), ==, small_city_at (15, 13, 30));
  g_assert_cmpint (balai_record_get_int (closure, BALAI_CLOSURE_END), ==, small_city_at (15, 16, 0));
}

static const char *
note_under (GtkWidget *row)
{
  return balai_note_row_get_text (BALAI_NOTE_ROW (gtk_widget_get_next_sibling (row)));
}

/* A form asks for days or for times, and what was typed goes along. */
static void
test_all_day (Fixture       *self,
              gconstpointer  data)
{
  GtkWidget *editor;
  g_autoptr (BalaiRecord) closure = NULL;
  g_autofree char *monday = balai_format_date (small_city_at (13, 7, 0) / BALAI_DAY);
  g_autofree char *from = g_strconcat (monday, " 08.00", NULL), *to = g_strconcat (monday, " 16.00", NULL);

  show_kind (self, "closure", 0);
  gtk_widget_activate_action (self->page, "registers.add", NULL);
  editor = open_editor ();
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_REASON)), "Pengecatan");
  g_assert_true (gtk_switch_get_active (all_day (editor)));
  g_assert_false (gtk_widget_get_visible (field (editor, BALAI_CLOSURE_START)));
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_START_DATE)), monday);
  gtk_switch_set_active (all_day (editor), FALSE);
  g_assert_false (gtk_widget_get_visible (field (editor, BALAI_CLOSURE_START_DATE)));
  g_assert_true (gtk_widget_get_visible (field (editor, BALAI_CLOSURE_END)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_START))), ==, from);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_END))), ==, to);
  gtk_switch_set_active (all_day (editor), TRUE);
  gtk_switch_set_active (all_day (editor), FALSE);
  save (editor);
  closure = small_city_find (&self->city, &balai_closure_kind, BALAI_CLOSURE_REASON, "Pengecatan");
  g_assert_true (balai_record_is_null (closure, BALAI_CLOSURE_START_DATE));
  g_assert_cmpint (balai_record_get_int (closure, BALAI_CLOSURE_START), ==, small_city_at (13, 8, 0));
  g_assert_cmpint (balai_record_get_int (closure, BALAI_CLOSURE_END), ==, small_city_at (13, 16, 0));
}

/* Before a room is closed the form says whom that hits; it may be saved all the same. */
static void
test_closure_hits (Fixture       *self,
                   gconstpointer  data)
{
  GtkWidget *editor, *note;
  g_autoptr (BalaiRecord) event = small_city_event (&self->city, "Rapat anggaran", small_city_at (15, 9, 0),
                                                    small_city_at (15, 11, 0), self->city.room);
  g_autoptr (BalaiRecord) closure = balai_record_new (&balai_closure_kind);

  balai_record_set_text (closure, BALAI_CLOSURE_REASON, "Pengecatan");
  balai_record_set_text (closure, BALAI_CLOSURE_VENUE, balai_record_get_id (self->city.room));
  balai_record_set_int (closure, BALAI_CLOSURE_START_DATE, small_city_at (16, 7, 0) / BALAI_DAY);
  small_city_import (&self->city, closure);
  show_kind (self, "closure", 1);
  gtk_widget_activate_action (self->page, "registers.edit", NULL);
  editor = open_editor ();
  note = gtk_widget_get_next_sibling (field (editor, BALAI_CLOSURE_VENUE));
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_START_DATE)), "15 Jul 2026");
  balai_test_await (balai_note_row_get_text (BALAI_NOTE_ROW (note)) != NULL);
  g_assert_nonnull (strstr (balai_note_row_get_text (BALAI_NOTE_ROW (note)), "1 kegiatan"));
  g_assert_true (can_save (editor));
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_START_DATE)), "16 Jul 2026");
  balai_test_await (balai_note_row_get_text (BALAI_NOTE_ROW (note)) == NULL);
  save (editor);
}

/* A closure that names nothing is one of the city, and says so until something is named. */
static void
test_closure_of_city (Fixture       *self,
                      gconstpointer  data)
{
  GtkWidget *editor, *note;
  BalaiRegisterPicker *venue;

  show_kind (self, "closure", 0);
  gtk_widget_activate_action (self->page, "registers.add", NULL);
  editor = open_editor ();
  note = gtk_widget_get_next_sibling (field (editor, BALAI_CLOSURE_KIND));
  venue = balai_picker_row_get_picker (BALAI_PICKER_ROW (field (editor, BALAI_CLOSURE_VENUE)));
  balai_test_await (balai_note_row_get_text (BALAI_NOTE_ROW (note)) != NULL);
  g_assert_nonnull (strstr (balai_note_row_get_text (BALAI_NOTE_ROW (note)), "seluruh kota"));
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_REASON)), "Pengecatan");
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_START_DATE)), "15 Jul 2026");
  g_assert_nonnull (balai_note_row_get_text (BALAI_NOTE_ROW (note)));
  balai_register_picker_select (venue, (const char *const[]) { balai_record_get_id (self->city.room), NULL });
  g_signal_emit_by_name (venue, "changed");
  balai_test_await (balai_note_row_get_text (BALAI_NOTE_ROW (note)) == NULL);
  save (editor);
}

/* What is missing is told before saving, and no longer once it is there. */
static void
test_closure_mended (Fixture       *self,
                     gconstpointer  data)
{
  GtkWidget *editor, *note, *day;
  g_autoptr (BalaiRecord) closure = NULL;

  show_kind (self, "closure", 0);
  gtk_widget_activate_action (self->page, "registers.add", NULL);
  editor = open_editor ();
  day = field (editor, BALAI_CLOSURE_START_DATE);
  note = gtk_widget_get_next_sibling (day);
  g_assert_true (g_str_has_suffix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (day)), " *"));
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_REASON)), "Pengecatan");
  /* Nobody has been there yet. */
  g_assert_null (balai_note_row_get_text (BALAI_NOTE_ROW (note)));
  g_assert_false (can_save (editor));
  gtk_editable_set_text (GTK_EDITABLE (day), "15 Jul 2026");
  g_assert_true (can_save (editor));
  gtk_editable_set_text (GTK_EDITABLE (day), "");
  g_assert_nonnull (balai_note_row_get_text (BALAI_NOTE_ROW (note)));
  gtk_editable_set_text (GTK_EDITABLE (day), "15 Jul 2026");
  g_assert_null (balai_note_row_get_text (BALAI_NOTE_ROW (note)));
  save (editor);
  closure = small_city_find (&self->city, &balai_closure_kind, BALAI_CLOSURE_REASON, "Pengecatan");
  g_assert_nonnull (closure);
}

/* People count the last day in; what is stored is the day after it. */
static void
test_last_day (Fixture       *self,
               gconstpointer  data)
{
  int64_t monday = small_city_at (13, 7, 0) / BALAI_DAY;
  GtkWidget *editor, *first, *last;
  g_autoptr (BalaiRecord) closure = NULL;
  g_autofree char *text = NULL;

  show_kind (self, "closure", 0);
  gtk_widget_activate_action (self->page, "registers.add", NULL);
  editor = open_editor ();
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_REASON)), "Pengecatan");
  first = field (editor, BALAI_CLOSURE_START_DATE);
  last = field (editor, BALAI_CLOSURE_END_DATE);

  /* Neither days nor times. */
  g_assert_false (can_save (editor));

  gtk_editable_set_text (GTK_EDITABLE (first), "13 Jul 2026");
  gtk_editable_set_text (GTK_EDITABLE (last), "12 Jul 2026");
  g_assert_nonnull (note_under (last));
  g_assert_false (can_save (editor));
  gtk_editable_set_text (GTK_EDITABLE (last), "15 Jul 2026");
  save (editor);
  closure = small_city_find (&self->city, &balai_closure_kind, BALAI_CLOSURE_REASON, "Pengecatan");
  g_assert_cmpint (balai_record_get_int (closure, BALAI_CLOSURE_START_DATE), ==, monday);
  g_assert_cmpint (balai_record_get_int (closure, BALAI_CLOSURE_END_DATE), ==, monday + 3);

  text = balai_format_date (monday + 2);
  show_kind (self, "opd", 2);
  show_kind (self, "closure", 1);
  gtk_widget_activate_action (self->page, "registers.edit", NULL);
  editor = open_editor ();
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (field (editor, BALAI_CLOSURE_END_DATE))), ==, text);
  balai_test_ui_destroy (GTK_WINDOW (editor));
}

/* What is typed is on the clock of the city. */
static void
test_zone (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (BalaiRecord) city = small_city_find (&self->city, &balai_city_kind, BALAI_CITY_NAME, "Kota Kediri");
  g_autoptr (BalaiRecord) closure = balai_record_new (&balai_closure_kind);
  GtkWidget *editor = NULL, *row;
  BalaiRegisterView *view;

  balai_record_set_text (city, BALAI_CITY_ZONE, "Asia/Makassar");
  small_city_import (&self->city, city);
  balai_record_set_text (closure, BALAI_CLOSURE_REASON, "Dinas luar");
  balai_record_set_int (closure, BALAI_CLOSURE_START, small_city_at (15, 8, 0));
  balai_record_set_int (closure, BALAI_CLOSURE_END, small_city_at (15, 9, 0));
  small_city_import (&self->city, closure);
  show_kind (self, "closure", 1);
  view = BALAI_REGISTER_VIEW (balai_test_ui_find (self->page, BALAI_TYPE_REGISTER_VIEW, NULL));
  balai_test_await (balai_register_view_get_zone (view) == balai_zone_get ("Asia/Makassar"));
  gtk_widget_activate_action (self->page, "registers.edit", NULL);
  editor = open_editor ();
  row = field (editor, BALAI_CLOSURE_START);
  g_assert_nonnull (strstr (gtk_editable_get_text (GTK_EDITABLE (row)), "09.00"));
  g_assert_nonnull (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), "WITA"));
  gtk_editable_set_text (GTK_EDITABLE (row), "15 Jul 2026 09.30");
  save (editor);
  g_clear_object (&closure);
  closure = small_city_find (&self->city, &balai_closure_kind, BALAI_CLOSURE_REASON, "Dinas luar");
  g_assert_cmpint (balai_record_get_int (closure, BALAI_CLOSURE_START), ==, small_city_at (15, 8, 30));
}

static int
heading_height (Fixture *self)
{
  int height;

  gtk_widget_measure (gtk_widget_get_parent (child (self, "heading")), GTK_ORIENTATION_VERTICAL, -1, NULL, &height,
                      NULL, NULL);
  return height;
}

/* There is one city: it is changed, and neither added nor taken away. What stands above it does not jump. */
static void
test_city (Fixture       *self,
           gconstpointer  data)
{
  GtkWidget *editor;
  int height;
  g_autoptr (BalaiRecord) city = NULL;

  show_kind (self, "opd", 2);
  height = heading_height (self);
  g_assert_true (gtk_widget_get_mapped (child (self, "add_button")));
  show_kind (self, "city", 1);
  g_assert_false (gtk_widget_get_mapped (child (self, "add_button")));
  g_assert_cmpint (heading_height (self), ==, height);
  gtk_widget_activate_action (self->page, "registers.add", NULL);
  g_assert_null (open_editor ());
  gtk_widget_activate_action (self->page, "registers.delete", NULL);
  gtk_widget_activate_action (self->page, "registers.edit", NULL);
  editor = open_editor ();
  g_assert_nonnull (editor);
  gtk_widget_activate_action (editor, "editor.delete", NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (field (editor, BALAI_CITY_ZONE)), 2);
  save (editor);
  city = small_city_find (&self->city, &balai_city_kind, BALAI_CITY_ZONE, "Asia/Jayapura");
  g_assert_nonnull (city);
}

/* The name is what a person knows: it comes first, and the code follows it until somebody has typed one. */
static void
test_opd (Fixture       *self,
          gconstpointer  data)
{
  GtkWidget *editor, *code;
  g_autoptr (BalaiRecord) opd = NULL;

  show_kind (self, "opd", 2);
  gtk_widget_activate_action (self->page, "registers.add", NULL);
  editor = open_editor ();
  code = field (editor, BALAI_OPD_CODE);
  balai_test_await (gtk_widget_has_focus (field (editor, BALAI_OPD_NAME))
                    || gtk_widget_get_focus_child (field (editor, BALAI_OPD_NAME)) != NULL);
  g_assert_nonnull (balai_note_row_get_text (BALAI_NOTE_ROW (gtk_widget_get_next_sibling (code))));
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_OPD_NAME)), "Dinas Pemberdayaan Perempuan dan Anak");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (code)), ==, "DPPA");
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_OPD_SHORT_NAME)), "DP3A");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (code)), ==, "DP3A");
  gtk_editable_set_text (GTK_EDITABLE (code), "2.08.01");
  gtk_editable_set_text (GTK_EDITABLE (field (editor, BALAI_OPD_SHORT_NAME)), "DP3AP2KB");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (code)), ==, "2.08.01");
  save (editor);
  opd = small_city_find (&self->city, &balai_opd_kind, BALAI_OPD_CODE, "2.08.01");
  g_assert_cmpstr (balai_record_get_title (opd), ==, "Dinas Pemberdayaan Perempuan dan Anak");
}

static void
add_travel (Fixture     *self,
            BalaiRecord *from,
            BalaiRecord *to)
{
  g_autoptr (BalaiRecord) travel = balai_record_new (&balai_travel_time_kind);

  balai_record_set_text (travel, BALAI_TRAVEL_TIME_VENUE, balai_record_get_id (from));
  balai_record_set_text (travel, BALAI_TRAVEL_TIME_OTHER, balai_record_get_id (to));
  balai_record_set_int (travel, BALAI_TRAVEL_TIME_MINUTES, 15);
  small_city_import (&self->city, travel);
}

static gboolean
leads (Fixture     *self,
       guint        position,
       BalaiRecord *from,
       BalaiRecord *to)
{
  BalaiRecord *travel = record_at (self, position);

  return g_str_equal (balai_record_get_text (travel, BALAI_TRAVEL_TIME_VENUE), balai_record_get_id (from))
         && g_str_equal (balai_record_get_text (travel, BALAI_TRAVEL_TIME_OTHER), balai_record_get_id (to));
}

/* Two venues lie in the order of their names, whatever their ids. */
static void
test_travel (Fixture       *self,
             gconstpointer  data)
{
  SmallCity *city = &self->city;

  add_travel (self, city->room, city->hall);
  add_travel (self, city->hall, city->room);
  add_travel (self, city->hall, city->side);
  show_kind (self, "travel_time", 3);
  g_assert_true (leads (self, 0, city->hall, city->side));
  g_assert_true (leads (self, 1, city->hall, city->room));
  g_assert_true (leads (self, 2, city->room, city->hall));
  add_travel (self, city->side, city->room);
  balai_test_await (n_rows (self) == 4 && leads (self, 2, city->side, city->room));
}

static void
test_search (Fixture       *self,
             gconstpointer  data)
{
  show_kind (self, "venue", 3);
  g_assert_true (balai_page_search (BALAI_PAGE (self->page), "kilisuci"));
  balai_test_await (n_rows (self) == 1 && record_at (self, 0) != NULL);
  g_assert_cmpstr (balai_record_get_id (record_at (self, 0)), ==, balai_record_get_id (self->city.room));
  balai_page_search (BALAI_PAGE (self->page), "tidak ada ini");
  balai_test_await (g_str_equal (gtk_stack_get_visible_child_name (part (self, "stack")), "nothing"));
  balai_page_search (BALAI_PAGE (self->page), NULL);
  balai_test_await (n_rows (self) == 3);
  show_kind (self, "person", 2);
  balai_page_search (BALAI_PAGE (self->page), "sekretaris");
  balai_test_await (n_rows (self) == 1);
}

static void
test_delete (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BalaiUndone) undone = NULL;

  show_kind (self, "opd", 2);
  gtk_selection_model_select_item (model (self), 1, TRUE);
  gtk_widget_activate_action (self->page, "registers.delete", NULL);
  balai_test_await (n_rows (self) == 1);
  balai_test_await (balai_store_get_undo_label (self->city.store) != NULL);
  g_assert_nonnull (strstr (balai_store_get_undo_label (self->city.store), "Dinas Kesehatan"));
  balai_store_undo_async (self->city.store, 0, NULL, balai_test_store_result, &result);
  undone = balai_store_undo_finish (self->city.store, balai_test_await_result (&result), NULL);
  balai_test_await (n_rows (self) == 2);
}

static void
test_edit_and_delete (Fixture       *self,
                      gconstpointer  data)
{
  GtkWidget *editor;
  gpointer alive;

  show_kind (self, "person", 2);
  g_signal_emit_by_name (part (self, "list"), "activate", 1);
  editor = open_editor ();
  g_assert_nonnull (editor);
  balai_test_await (gtk_widget_get_mapped (editor));
  alive = editor;
  g_object_add_weak_pointer (G_OBJECT (editor), &alive);
  gtk_widget_activate_action (editor, "editor.delete", NULL);
  balai_test_await (alive == NULL);
  balai_test_await (n_rows (self) == 1);
}

/* Every kind that is kept has its form for nothing. */
static void
test_every_kind (Fixture       *self,
                 gconstpointer  data)
{
  for (guint i = 0; i < balai_registry_get_n_kinds (self->city.registry); i++)
    {
      const BalaiKind *kind = balai_registry_get_kind (self->city.registry, i);
      g_autoptr (BalaiRecord) record = NULL;
      GtkWidget *editor;

      if (kind->flags == BALAI_KIND_DERIVED)
        continue;
      record = balai_record_new (kind);
      editor = balai_record_editor_new (self->city.store, record, NULL);
      gtk_window_present (GTK_WINDOW (editor));
      balai_test_await (gtk_widget_get_mapped (editor));
      for (guint k = 0; k < kind->n_fields; k++)
        if ((kind->fields[k].flags & BALAI_FIELD_HIDDEN) == 0)
          {
            GtkWidget *row = field (editor, (int) k);

            g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), !=, "");
          }
      balai_test_ui_destroy (GTK_WINDOW (editor));
    }
}

static void
test_narrow (Fixture       *self,
             gconstpointer  data)
{
  gtk_window_set_default_size (self->window, 360, 600);
  balai_test_await (gtk_widget_get_visible (child (self, "side_button")));
  gtk_widget_activate_action (self->page, "registers.side", NULL);
  g_assert_true (gtk_widget_get_mapped (child (self, "kinds")));
  show_kind (self, "person", 2);
  g_signal_emit_by_name (child (self, "kinds"), "row-activated",
                         gtk_list_box_get_selected_row (child (self, "kinds")));
  g_assert_false (gtk_widget_get_mapped (child (self, "kinds")));
}

static int
selected_kind (Fixture *self)
{
  return gtk_list_box_row_get_index (gtk_list_box_get_selected_row (child (self, "kinds")));
}

/* The page opens with the register that was seen last, and with the first where that one is gone. */
static void
test_remembered (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new ("id.go.kedirikota.Balai");
  int venues;

  g_assert_cmpint (selected_kind (self), ==, 0);
  show_kind (self, "venue", 3);
  venues = selected_kind (self);
  g_assert_cmpint (venues, >, 0);
  balai_test_ui_destroy (self->window);
  open_page (self);
  g_assert_cmpint (selected_kind (self), ==, venues);
  balai_test_await (n_rows (self) == 3);

  balai_test_ui_destroy (self->window);
  g_settings_set_string (settings, "last-register", "unknown");
  open_page (self);
  g_assert_cmpint (selected_kind (self), ==, 0);
}

#define CASE(name, func) g_test_add ("/registers/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  CASE ("kinds", test_kinds);
  CASE ("tree", test_tree);
  g_test_add_func ("/registers/circle", test_circle);
  CASE ("add", test_add);
  CASE ("focus", test_focus);
  CASE ("focus-tree", test_focus_tree);
  CASE ("rule", test_rule);
  CASE ("dates", test_dates);
  CASE ("last-day", test_last_day);
  CASE ("zone", test_zone);
  CASE ("city", test_city);
  CASE ("opd", test_opd);
  CASE ("all-day", test_all_day);
  CASE ("closure-hits", test_closure_hits);
  CASE ("closure-of-city", test_closure_of_city);
  CASE ("closure-mended", test_closure_mended);
  CASE ("travel", test_travel);
  CASE ("search", test_search);
  CASE ("delete", test_delete);
  CASE ("edit-and-delete", test_edit_and_delete);
  CASE ("every-kind", test_every_kind);
  CASE ("narrow", test_narrow);
  CASE ("remembered", test_remembered);
  return g_test_run ();
}
