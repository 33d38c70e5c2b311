/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-banner.h"
#include "balai-confirm.h"
#include "balai-date-row.h"
#include "balai-day.h"
#include "balai-editor-window.h"
#include "balai-note-row.h"
#include "balai-page.h"
#include "balai-picker-row.h"
#include "balai-register-picker.h"
#include "balai-skeleton.h"
#include "balai-state-tag.h"
#include "balai-test-ui.h"
#include "balai-time-row.h"
#include "balai-toasts.h"
#include "balai-widgets.h"

/* An editor that counts what is asked of it. */

#define TEST_TYPE_EDITOR (test_editor_get_type ())
G_DECLARE_FINAL_TYPE (TestEditor, test_editor, TEST, EDITOR, BalaiEditorWindow)

struct _TestEditor
{
  BalaiEditorWindow parent_instance;

  int n_saves;
};

G_DEFINE_FINAL_TYPE (TestEditor, test_editor, BALAI_TYPE_EDITOR_WINDOW)

static void
test_editor_save (BalaiEditorWindow *window)
{
  TEST_EDITOR (window)->n_saves++;
}

static void
test_editor_class_init (TestEditorClass *klass)
{
  BALAI_EDITOR_WINDOW_CLASS (klass)->save = test_editor_save;
}

static void
test_editor_init (TestEditor *self)
{
}

#define TEST_TYPE_PAGE (test_page_get_type ())
G_DECLARE_FINAL_TYPE (TestPage, test_page, TEST, PAGE, BalaiPage)

struct _TestPage
{
  BalaiPage parent_instance;

  int n_setups;
  int n_shown;
  int n_left;
};

G_DEFINE_FINAL_TYPE (TestPage, test_page, BALAI_TYPE_PAGE)

static void
test_page_setup (BalaiPage *page)
{
  TEST_PAGE (page)->n_setups++;
}

static void
test_page_switch_to (BalaiPage *page)
{
  TEST_PAGE (page)->n_shown++;
}

static void
test_page_switch_from (BalaiPage *page)
{
  TEST_PAGE (page)->n_left++;
}

static void
test_page_class_init (TestPageClass *klass)
{
  BALAI_PAGE_CLASS (klass)->setup = test_page_setup;
  BALAI_PAGE_CLASS (klass)->switch_to = test_page_switch_to;
  BALAI_PAGE_CLASS (klass)->switch_from = test_page_switch_from;
}

static void
test_page_init (TestPage *self)
{
}

static gboolean
press_key (GtkWidget *widget,
           guint      key)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (widget);
  gboolean taken = FALSE;

  for (guint i = 0; !taken && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (all, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &taken);
    }
  return taken;
}

static void
count (int *n)
{
  (*n)++;
}

static void
test_page (void)
{
  GtkWidget *page = g_object_new (TEST_TYPE_PAGE, "title", "Kalender", NULL);
  GtkWindow *window = balai_test_ui_wrap (page, 300, 200);
  int n_notified = 0;

  g_signal_connect_swapped (page, "notify::badge", G_CALLBACK (count), &n_notified);
  balai_page_switch_to (BALAI_PAGE (page));
  balai_page_switch_from (BALAI_PAGE (page));
  balai_page_switch_to (BALAI_PAGE (page));
  g_assert_cmpint (TEST_PAGE (page)->n_setups, ==, 1);
  g_assert_cmpint (TEST_PAGE (page)->n_shown, ==, 2);
  g_assert_cmpint (TEST_PAGE (page)->n_left, ==, 1);
  g_assert_cmpstr (balai_page_get_title (BALAI_PAGE (page)), ==, "Kalender");
  balai_page_set_badge (BALAI_PAGE (page), 3);
  balai_page_set_badge (BALAI_PAGE (page), 3);
  g_assert_cmpint (n_notified, ==, 1);
  g_assert_false (balai_page_search (BALAI_PAGE (page), "rapat"));
  balai_test_ui_present (window);
  balai_test_ui_destroy (window);
}

static AdwMessageDialog *
find_question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static void
answer (const char *response)
{
  AdwMessageDialog *question;

  balai_test_await (find_question () != NULL);
  question = find_question ();
  /* In this version of the toolkit a response says so, and does not close by itself. */
  adw_message_dialog_response (question, response);
  gtk_window_destroy (GTK_WINDOW (question));
}

static TestEditor *
new_editor (GtkWindow **parent)
{
  TestEditor *editor;

  *parent = balai_test_ui_wrap (gtk_label_new ("Kalender"), 700, 700);
  balai_test_ui_present (*parent);
  editor = g_object_new (TEST_TYPE_EDITOR, "transient-for", *parent, "title", "Kegiatan", NULL);
  balai_editor_window_set_body (BALAI_EDITOR_WINDOW (editor), gtk_entry_new ());
  balai_test_ui_present (GTK_WINDOW (editor));
  return editor;
}

static void
test_editor_clean (void)
{
  GtkWindow *parent;
  gpointer editor = new_editor (&parent);

  g_object_add_weak_pointer (editor, &editor);
  gtk_widget_activate_action (editor, "editor.cancel", NULL);
  balai_test_await (editor == NULL);
  g_assert_null (find_question ());
  balai_test_ui_destroy (parent);
}

static void
test_editor_dirty (void)
{
  GtkWindow *parent;
  gpointer editor = new_editor (&parent);

  g_object_add_weak_pointer (editor, &editor);
  balai_editor_window_set_dirty (editor, TRUE);
  gtk_widget_activate_action (editor, "editor.cancel", NULL);
  answer ("cancel");
  balai_test_settle ();
  g_assert_nonnull (editor);
  gtk_widget_activate_action (editor, "editor.cancel", NULL);
  answer ("action");
  balai_test_await (editor == NULL);
  balai_test_ui_destroy (parent);
}

/* As a person answers: by a button of the question. */
static void
click (gpointer    question,
       const char *label)
{
  GtkWidget *button = balai_test_ui_find (question, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, label));

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

typedef enum
{
  BY_CLOSING,
  BY_STAYING,
  BY_DISCARDING,
  BY_SAVING,
  BY_PARENT,
  BY_DESTROYING,
  N_WAYS,
} Way;

/* Whatever becomes of the question, neither it nor the editor outlives the answer. */
static void
test_editor_question (gconstpointer data)
{
  Way way = (Way) GPOINTER_TO_INT (data);
  gpointer parent = NULL, editor = new_editor ((GtkWindow **) &parent), question;
  gboolean stays = way == BY_CLOSING || way == BY_STAYING;

  g_object_add_weak_pointer (parent, &parent);
  g_object_add_weak_pointer (editor, &editor);
  balai_editor_window_set_dirty (editor, TRUE);
  gtk_window_close (editor);
  balai_test_await (find_question () != NULL);
  question = find_question ();
  g_object_add_weak_pointer (question, &question);
  /* Asked once. */
  gtk_window_close (editor);
  switch (way)
    {
    case BY_CLOSING:
      gtk_window_close (question);
      break;
    case BY_STAYING:
      click (question, "_Keep editing");
      break;
    case BY_DISCARDING:
      click (question, "_Discard");
      break;
    case BY_SAVING:
      click (question, "_Save");
      balai_test_await (TEST_EDITOR (editor)->n_saves == 1);
      balai_editor_window_saved (editor);
      break;
    case BY_PARENT:
      /* As when the program quits: the windows go in the order in which they came. */
      gtk_window_destroy (parent);
      gtk_window_destroy (editor);
      break;
    case BY_DESTROYING:
    case N_WAYS:
    default:
      gtk_window_destroy (editor);
      break;
    }
  balai_test_await (question == NULL);
  balai_test_settle ();
  if (stays)
    {
      g_assert_nonnull (editor);
      g_assert_true (balai_editor_window_get_dirty (editor));
      balai_test_ui_destroy (editor);
    }
  balai_test_await (editor == NULL);
  if (parent != NULL)
    balai_test_ui_destroy (parent);
  balai_test_await (parent == NULL);
}

/* What cannot be saved offers no saving. */
static void
test_editor_blocked (void)
{
  GtkWindow *parent;
  gpointer editor = new_editor (&parent), question;

  balai_editor_window_set_dirty (editor, TRUE);
  balai_editor_window_set_blocked (editor, "Isi dulu judulnya.");
  gtk_window_close (editor);
  balai_test_await (find_question () != NULL);
  question = find_question ();
  g_object_add_weak_pointer (question, &question);
  g_assert_null (balai_test_ui_find (question, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, "_Save")));
  click (question, "_Discard");
  balai_test_await (question == NULL);
  balai_test_ui_destroy (parent);
}

static void
test_editor_saving (void)
{
  GtkWindow *parent;
  gpointer editor = new_editor (&parent);
  GtkWidget *save = balai_test_ui_find (editor, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, "_Save"));
  GtkWidget *banner = balai_test_ui_find (editor, BALAI_TYPE_BANNER, NULL);

  g_object_add_weak_pointer (editor, &editor);
  g_assert_nonnull (save);
  balai_editor_window_set_dirty (editor, TRUE);
  balai_editor_window_set_blocked (editor, "Isi dulu judulnya.");
  g_assert_false (gtk_widget_get_sensitive (save));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (save), ==, "Isi dulu judulnya.");
  gtk_widget_activate_action (editor, "editor.save", NULL);
  g_assert_cmpint (TEST_EDITOR (editor)->n_saves, ==, 0);
  balai_editor_window_set_blocked (editor, NULL);
  gtk_widget_activate_action (editor, "editor.save", NULL);
  g_assert_cmpint (TEST_EDITOR (editor)->n_saves, ==, 1);
  g_assert_true (balai_editor_window_is_busy (editor));
  gtk_widget_activate_action (editor, "editor.save", NULL);
  g_assert_cmpint (TEST_EDITOR (editor)->n_saves, ==, 1);
  gtk_window_close (editor);
  g_assert_nonnull (editor);
  balai_editor_window_failed (editor, "Ruang sudah dipakai.");
  g_assert_true (balai_banner_is_shown (BALAI_BANNER (banner)));
  g_assert_nonnull (balai_test_ui_find (banner, GTK_TYPE_LABEL, "Ruang sudah dipakai."));
  gtk_widget_activate_action (editor, "editor.save", NULL);
  g_assert_false (balai_banner_is_shown (BALAI_BANNER (banner)));
  balai_editor_window_saved (editor);
  balai_test_await (editor == NULL);
  balai_test_ui_destroy (parent);
}

static void
test_confirm (void)
{
  GtkWidget *label = gtk_label_new ("Kalender");
  GtkWindow *window = balai_test_ui_wrap (label, 500, 400);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *slot = NULL;
  g_autoptr (GError) error = NULL;

  balai_test_ui_present (window);
  balai_confirm_async (label, "Hapus?", "Kegiatan <b> & lain", "Batal", "Hapus", TRUE, NULL, balai_test_store_result,
                       &slot);
  answer ("action");
  g_assert_true (balai_confirm_finish (balai_test_await_result (&slot), NULL));
  g_clear_object (&slot);
  balai_confirm_async (label, "Hapus?", NULL, "Batal", "Hapus", TRUE, NULL, balai_test_store_result, &slot);
  answer ("cancel");
  g_assert_false (balai_confirm_finish (balai_test_await_result (&slot), NULL));
  g_clear_object (&slot);
  balai_confirm_async (label, "Hapus?", NULL, "Batal", "Hapus", TRUE, cancellable, balai_test_store_result, &slot);
  balai_test_await (find_question () != NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (balai_confirm_finish (balai_test_await_result (&slot), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&slot);
  balai_test_ui_destroy (window);
}

static void
test_toasts (void)
{
  GtkWidget *overlay = adw_toast_overlay_new (), *label = gtk_label_new ("Kalender"), *button;
  GtkWindow *window = balai_test_ui_wrap (overlay, 500, 400);
  GtkWidget *lonely = g_object_ref_sink (gtk_label_new (NULL));
  int n = 0;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), label);
  balai_test_ui_present (window);
  g_assert_false (balai_toast_show (lonely, "x"));
  g_assert_true (balai_toast_show_undo (label, "Rapat <A> & B dihapus", (BalaiToastFunc) count, &n, NULL));
  balai_test_await ((button = balai_test_ui_find (overlay, GTK_TYPE_BUTTON, g_dgettext (GETTEXT_PACKAGE, "Undo"))));
  g_assert_nonnull (balai_test_ui_find (overlay, GTK_TYPE_LABEL, "Rapat &lt;A&gt; &amp; B dihapus"));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (n, ==, 1);
  g_object_unref (lonely);
  balai_test_ui_destroy (window);
}

static GListModel *
register_of_rooms (void)
{
  GListStore *store = g_list_store_new (BALAI_TYPE_REGISTER_ENTRY);
  static const char *const names[][2] = {
    { "r1", "Ruang Joyoboyo" }, { "r2", "Ruang Kilisuci" }, { "r3", "Aula Mojoroto" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (BalaiRegisterEntry) entry =
        balai_register_entry_new (names[i][0], names[i][1], "Balai Kota", NULL);

      g_list_store_append (store, entry);
    }
  return G_LIST_MODEL (store);
}

static void
test_picker_single (void)
{
  GtkWidget *picker = balai_register_picker_new ("Ruang", FALSE);
  GtkWindow *window = balai_test_ui_wrap (picker, 400, 300);
  g_autoptr (GListModel) rooms = register_of_rooms ();
  GtkEditable *entry = balai_register_picker_get_editable (BALAI_REGISTER_PICKER (picker));
  GtkWidget *said;
  int n_changed = 0, n_proposed = 0;

  balai_register_picker_set_model (BALAI_REGISTER_PICKER (picker), rooms);
  g_signal_connect_swapped (picker, "changed", G_CALLBACK (count), &n_changed);
  g_signal_connect_swapped (picker, "proposed", G_CALLBACK (count), &n_proposed);
  balai_test_ui_present (window);
  g_assert_true (gtk_widget_grab_focus (picker));
  gtk_editable_set_text (entry, "R. kili");
  g_assert_true (press_key (GTK_WIDGET (entry), GDK_KEY_Return));
  g_assert_cmpint (n_changed, ==, 1);
  g_assert_cmpstr (balai_register_entry_get_id (balai_register_picker_get_single (BALAI_REGISTER_PICKER (picker))), ==,
                   "r2");
  g_assert_cmpstr (balai_register_picker_get_text (BALAI_REGISTER_PICKER (picker)), ==, "Ruang Kilisuci");
  gtk_editable_set_text (entry, "Pendopo");
  g_assert_null (balai_register_picker_get_single (BALAI_REGISTER_PICKER (picker)));
  g_assert_cmpint (n_changed, ==, 2);
  g_assert_true (press_key (GTK_WIDGET (entry), GDK_KEY_Return));
  g_assert_cmpint (n_proposed, ==, 1);
  /* Nobody took it: it is said at once what is wrong with it, until something else is typed. */
  said = gtk_widget_get_next_sibling (GTK_WIDGET (entry));
  g_assert_true (gtk_widget_get_visible (said));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (said)), "Pendopo"));
  gtk_editable_set_text (entry, "Pendop");
  g_assert_false (gtk_widget_get_visible (said));
  press_key (GTK_WIDGET (entry), GDK_KEY_Tab);
  g_assert_true (gtk_widget_get_visible (said));
  balai_register_picker_select (BALAI_REGISTER_PICKER (picker), (const char *[]) { "r3", NULL });
  g_assert_cmpstr (balai_register_picker_get_text (BALAI_REGISTER_PICKER (picker)), ==, "Aula Mojoroto");
  g_assert_false (gtk_widget_get_visible (said));
  g_assert_cmpint (n_changed, ==, 2);
  balai_test_ui_destroy (window);
}

static void
test_picker_multiple (void)
{
  GtkWidget *picker = balai_register_picker_new ("Ruang", TRUE);
  GtkWindow *window = balai_test_ui_wrap (picker, 400, 300);
  g_autoptr (GListModel) rooms = register_of_rooms ();
  GtkEditable *entry = balai_register_picker_get_editable (BALAI_REGISTER_PICKER (picker));
  GListModel *selected = balai_register_picker_get_selected (BALAI_REGISTER_PICKER (picker));
  g_autofree char *words = g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, "Remove %s"), "Ruang Joyoboyo");
  GtkWidget *button;

  balai_register_picker_set_model (BALAI_REGISTER_PICKER (picker), rooms);
  balai_test_ui_present (window);
  gtk_widget_grab_focus (picker);
  g_assert_true (press_key (GTK_WIDGET (entry), GDK_KEY_Down));
  g_assert_true (press_key (GTK_WIDGET (entry), GDK_KEY_Return));
  g_assert_true (press_key (GTK_WIDGET (entry), GDK_KEY_Down));
  g_assert_true (press_key (GTK_WIDGET (entry), GDK_KEY_Down));
  g_assert_true (press_key (GTK_WIDGET (entry), GDK_KEY_Return));
  /* What is picked is no longer offered: the second of those left is the third of all. */
  g_assert_cmpuint (g_list_model_get_n_items (selected), ==, 2);
  button = balai_test_ui_find (picker, GTK_TYPE_BUTTON, words);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (selected), ==, 1);
  g_assert_cmpstr (balai_register_entry_get_id (balai_register_picker_get_single (BALAI_REGISTER_PICKER (picker))), ==,
                   "r3");
  g_assert_true (press_key (GTK_WIDGET (entry), GDK_KEY_BackSpace));
  g_assert_cmpuint (g_list_model_get_n_items (selected), ==, 0);
  g_assert_false (press_key (GTK_WIDGET (entry), GDK_KEY_BackSpace));
  g_assert_true (press_key (GTK_WIDGET (entry), GDK_KEY_Down));
  g_assert_true (press_key (GTK_WIDGET (entry), GDK_KEY_Escape));
  g_assert_false (press_key (GTK_WIDGET (entry), GDK_KEY_Escape));
  balai_test_ui_destroy (window);
}

static void
test_date_row (void)
{
  GtkWidget *row = balai_date_row_new ("Tanggal");
  GtkWindow *window = balai_test_ui_wrap (row, 400, 200);
  int64_t day = balai_day_from_ymd (2026, 7, 31);
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));
  GtkWidget *button;
  int n = 0;

  balai_date_row_set_today (BALAI_DATE_ROW (row), day);
  balai_typed_row_set_value (BALAI_TYPED_ROW (row), day);
  g_signal_connect_swapped (row, "notify::value", G_CALLBACK (count), &n);
  balai_test_ui_present (window);
  g_assert_true (press_key (text, GDK_KEY_Up));
  g_assert_cmpint (balai_typed_row_get_value (BALAI_TYPED_ROW (row)), ==, day + 1);
  g_assert_true (press_key (text, GDK_KEY_Down));
  g_assert_true (press_key (text, GDK_KEY_Page_Down));
  g_assert_cmpint (balai_typed_row_get_value (BALAI_TYPED_ROW (row)), ==, balai_day_from_ymd (2026, 6, 30));
  g_assert_cmpint (n, ==, 3);
  gtk_editable_set_text (GTK_EDITABLE (row), "17/8");
  g_assert_cmpint (balai_typed_row_get_value (BALAI_TYPED_ROW (row)), ==, balai_day_from_ymd (2026, 8, 17));
  gtk_editable_set_text (GTK_EDITABLE (row), "31/2");
  g_assert_false (balai_typed_row_is_valid (BALAI_TYPED_ROW (row)));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_cmpint (balai_typed_row_get_value (BALAI_TYPED_ROW (row)), ==, balai_day_from_ymd (2026, 8, 17));
  balai_typed_row_set_value (BALAI_TYPED_ROW (row), day);
  g_assert_true (balai_typed_row_is_valid (BALAI_TYPED_ROW (row)));
  button = balai_test_ui_find (row, GTK_TYPE_MENU_BUTTON, NULL);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  g_assert_nonnull (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  balai_test_ui_destroy (window);
}

static void
test_time_row (void)
{
  GtkWidget *row = balai_time_row_new ("Mulai");
  GtkWindow *window = balai_test_ui_wrap (row, 400, 200);
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));

  balai_test_ui_present (window);
  g_assert_true (press_key (text, GDK_KEY_Down));
  g_assert_cmpint (balai_typed_row_get_value (BALAI_TYPED_ROW (row)), ==, 23 * 3600 + 45 * 60);
  g_assert_true (press_key (text, GDK_KEY_Page_Up));
  g_assert_cmpint (balai_typed_row_get_value (BALAI_TYPED_ROW (row)), ==, 45 * 60);
  gtk_editable_set_text (GTK_EDITABLE (row), "0930");
  g_assert_cmpint (balai_typed_row_get_value (BALAI_TYPED_ROW (row)), ==, 34200);
  gtk_editable_set_text (GTK_EDITABLE (row), "25");
  g_assert_false (balai_typed_row_is_valid (BALAI_TYPED_ROW (row)));
  balai_test_ui_destroy (window);
}

static void
assert_icon_file (const char *name,
                  int         size,
                  const char *ending)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (theme, name, NULL, size, 1, GTK_TEXT_DIR_LTR, 0);
  g_autoptr (GFile) file = gtk_icon_paintable_get_file (icon);
  g_autofree char *path = file ? g_file_get_uri (file) : NULL;

  g_assert_nonnull (path);
  g_assert_nonnull (strstr (path, name));
  g_assert_true (g_str_has_suffix (path, ending));
}

static void
test_small_ones (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *tag, *banner = balai_banner_new ();
  GtkWindow *window = balai_test_ui_wrap (box, 400, 400);
  int n = 0;

  for (int i = 0; i < BALAI_N_STATES; i++)
    {
      g_autofree char *wrong = NULL;

      tag = balai_state_tag_new ((BalaiState) i);
      gtk_box_append (GTK_BOX (box), tag);
      g_assert_nonnull (balai_test_ui_find (tag, GTK_TYPE_LABEL, balai_state_get_word ((BalaiState) i)));
      wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (tag), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                  balai_state_get_word ((BalaiState) i));
      g_assert_cmpstr (wrong, ==, NULL);
      /* At the usual size without the library for SVG, sharp at any other. */
      assert_icon_file (balai_state_get_icon_name ((BalaiState) i), 16, ".symbolic.png");
      assert_icon_file (balai_state_get_icon_name ((BalaiState) i), 64, ".svg");
    }
  gtk_box_append (GTK_BOX (box), banner);
  gtk_box_append (GTK_BOX (box), balai_skeleton_new ());
  g_signal_connect_swapped (banner, "button-clicked", G_CALLBACK (count), &n);
  balai_test_ui_present (window);
  balai_banner_show (BALAI_BANNER (banner), "Perhatikan", "Lihat");
  g_signal_emit_by_name (balai_test_ui_find (banner, GTK_TYPE_BUTTON, "Lihat"), "clicked");
  g_assert_cmpint (n, ==, 1);
  balai_banner_hide (BALAI_BANNER (banner));
  g_assert_false (balai_banner_is_shown (BALAI_BANNER (banner)));
  balai_test_ui_destroy (window);
}

/* The row of the group the focus is in. */
static GtkWidget *
get_focus_row (GtkWindow *window)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  return focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
}

/* A field takes the focus inside its row and the list's cursor stays behind; a row that takes it itself moves it. */
static void
test_note_passes_focus (gconstpointer data)
{
  GType type = g_str_equal (data, "field") ? ADW_TYPE_ENTRY_ROW : ADW_TYPE_ACTION_ROW;
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *list, *rows[3], *notes[3], *groups[2];
  GtkWindow *window = balai_test_ui_wrap (page, 400, 500);

  /* Field, two notes, field, note at the end; then another group. */
  for (int i = 0; i < 2; i++)
    gtk_box_append (GTK_BOX (page), groups[i] = adw_preferences_group_new ());
  for (int i = 0; i < 3; i++)
    {
      rows[i] = g_object_new (type, NULL);
      notes[i] = balai_note_row_new ();
      balai_note_row_say (BALAI_NOTE_ROW (notes[i]), BALAI_STATE_CONFLICT, "Bentrok", NULL);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (groups[0]), rows[0]);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (groups[0]), notes[0]);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (groups[0]), notes[1]);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (groups[0]), rows[1]);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (groups[0]), notes[2]);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (groups[1]), rows[2]);
  balai_test_ui_present (window);
  list = gtk_widget_get_parent (rows[0]);

  gtk_widget_grab_focus (rows[0]);
  g_assert_true (get_focus_row (window) == rows[0]);
  for (int i = 1; i < 3; i++)
    {
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD));
      g_assert_true (get_focus_row (window) == rows[i]);
    }
  for (int i = 1; i >= 0; i--)
    {
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD));
      g_assert_true (get_focus_row (window) == rows[i]);
    }

  /* The arrows are the list's own: it moves its cursor by rows. */
  g_signal_emit_by_name (list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
  g_assert_true (get_focus_row (window) == rows[1]);
  g_signal_emit_by_name (list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, -1, FALSE, FALSE);
  g_assert_true (get_focus_row (window) == rows[0]);
  g_signal_emit_by_name (list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
  g_signal_emit_by_name (list, "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE, FALSE);
  g_assert_true (get_focus_row (window) == rows[2]);
  balai_test_ui_destroy (window);
}

static void
test_picker_row_lets_go (void)
{
  GtkWidget *group = adw_preferences_group_new (), *before = adw_entry_row_new (), *after = adw_entry_row_new ();
  GtkWidget *picker = balai_picker_row_new ("Ruang", "", FALSE);
  GtkWindow *window = balai_test_ui_wrap (group, 400, 300);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), before);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), picker);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), after);
  balai_test_ui_present (window);
  gtk_widget_grab_focus (after);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (get_focus_row (window) == picker);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (get_focus_row (window) == before);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_true (get_focus_row (window) == picker);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  g_assert_true (get_focus_row (window) == after);
  balai_test_ui_destroy (window);
}

static const char *const ways[N_WAYS] = { "closed", "staying", "discarding", "saving", "parent-gone", "destroyed" };

int
main (int    argc,
      char **argv)
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add_func ("/widgets/page", test_page);
  g_test_add_func ("/widgets/editor/clean", test_editor_clean);
  g_test_add_func ("/widgets/editor/dirty", test_editor_dirty);
  g_test_add_func ("/widgets/editor/blocked", test_editor_blocked);
  for (int way = 0; way < N_WAYS; way++)
    {
      g_autofree char *name = g_strdup_printf ("/widgets/editor/question-%s", ways[way]);

      g_test_add_data_func (name, GINT_TO_POINTER (way), test_editor_question);
    }
  g_test_add_func ("/widgets/editor/saving", test_editor_saving);
  g_test_add_func ("/widgets/confirm", test_confirm);
  g_test_add_func ("/widgets/toasts", test_toasts);
  g_test_add_func ("/widgets/picker/single", test_picker_single);
  g_test_add_func ("/widgets/picker/multiple", test_picker_multiple);
  g_test_add_func ("/widgets/picker-row/lets-go", test_picker_row_lets_go);
  g_test_add_func ("/widgets/date-row", test_date_row);
  g_test_add_func ("/widgets/time-row", test_time_row);
  g_test_add_data_func ("/widgets/note-row/passes-focus/field", "field", test_note_passes_focus);
  g_test_add_data_func ("/widgets/note-row/passes-focus/row", "row", test_note_passes_focus);
  g_test_add_func ("/widgets/small", test_small_ones);
  return g_test_run ();
}
