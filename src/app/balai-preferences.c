/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-preferences.h"

#include <glib/gi18n-lib.h>

#include "balai-banner.h"
#include "balai-error-text.h"
#include "balai-level-row.h"
#include "balai-own-opd.h"
#include "balai-record-editor.h"
#include "balai-registers.h"
#include "balai-rule-matrix.h"
#include "balai-schedule-data.h"
#include "balai-widget-tools.h"

#define SCHEMA "id.go.kedirikota.Balai"

/**
 * BalaiPreferences:
 *
 * Language, office and view of this computer, and what the conflicts of the city forbid.
 */
struct _BalaiPreferences
{
  AdwWindow            parent_instance;

  BalaiStore          *store;       /* (owned) */
  GSettings           *settings;    /* (owned) */
  GCancellable        *cancellable; /* (owned) */
  GPtrArray           *opds;        /* (owned) (nullable) (element-type BalaiRecord) */
  BalaiRecord         *settled;     /* (owned) (nullable): the settings of the city */
  GPtrArray           *rules;       /* (owned) (nullable) (element-type BalaiRecord): levels that were changed */
  gboolean             filling;

  BalaiBanner         *banner;
  AdwComboRow         *language;
  AdwComboRow         *view;
  GtkDropDown         *opd;
  AdwActionRow        *city;
  AdwPreferencesGroup *general;
  AdwPreferencesGroup *place;
  AdwPreferencesGroup *levels;
};

G_DEFINE_FINAL_TYPE (BalaiPreferences, balai_preferences, ADW_TYPE_WINDOW)

/* In the order of the choices. */
static const char *const languages[] = { "", "id", "en" };
static const char *const views[] = { "last", "month", "week", "day", "agenda" };

static const char *const row_titles[BALAI_N_RULE_ROWS] = {
  [BALAI_RULE_VENUE] = N_("Venue"),
  [BALAI_RULE_LEADER_REQUIRED] = N_("Leader, must attend"),
  [BALAI_RULE_LEADER_INVITED] = N_("Leader, invited"),
  [BALAI_RULE_SPEAKER] = N_("Speaker, in person"),
  [BALAI_RULE_SPEAKER_ONLINE] = N_("Anybody, where one side is online"),
  [BALAI_RULE_POOL] = N_("Equipment and vehicles"),
  [BALAI_RULE_OPD] = N_("OPD with two invitations at once"),
  [BALAI_RULE_CAPACITY] = N_("More people than seats"),
};

static const char *const column_titles[BALAI_N_RULE_COLUMNS] = {
  [BALAI_RULE_CONFIRMED] = N_("When both are confirmed"),
  [BALAI_RULE_SOFT] = N_("When one is not confirmed yet"),
  [BALAI_RULE_GAP] = N_("When there is too little time between"),
  [BALAI_RULE_CLOSURE] = N_("When closed or away"),
};

static void
fail (BalaiPreferences *self,
      const GError     *error)
{
  g_autofree char *words = balai_error_to_text (error);

  balai_banner_set_grave (self->banner, TRUE);
  balai_banner_show (self->banner, words, NULL);
}

static void
on_language (AdwComboRow      *row,
             GParamSpec       *pspec,
             BalaiPreferences *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (!self->filling && selected < G_N_ELEMENTS (languages))
    g_settings_set_string (self->settings, "language", languages[selected]);
}

static void
on_view (AdwComboRow      *row,
         GParamSpec       *pspec,
         BalaiPreferences *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (!self->filling && selected < G_N_ELEMENTS (views))
    g_settings_set_string (self->settings, "opening-view", views[selected]);
}

static void
on_own_set (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (BalaiPreferences) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!balai_own_opd_set_finish (BALAI_STORE (object), result, &error))
    fail (self, error);
}

static void
on_opd (GtkDropDown      *list,
        GParamSpec       *pspec,
        BalaiPreferences *self)
{
  guint selected = gtk_drop_down_get_selected (list);

  if (self->filling || self->opds == NULL || selected > self->opds->len)
    return;
  balai_own_opd_set_async (self->store, selected > 0 ? balai_record_get_id (self->opds->pdata[selected - 1]) : "",
                           on_own_set, g_object_ref (self));
}

/* Name, code and zone, in a line. */
static void
show_city (BalaiPreferences *self)
{
  static const int fields[] = { BALAI_CITY_NAME, BALAI_CITY_CODE, BALAI_CITY_ZONE };
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; self->settled != NULL && i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *value = balai_record_format_field (self->settled, fields[i]);

      if (*value != '\0')
        g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", value);
    }
  adw_action_row_set_subtitle (self->city, line->str);
  gtk_widget_set_sensitive (GTK_WIDGET (self->city), TRUE);
}

static void
on_city (AdwActionRow     *row,
         BalaiPreferences *self)
{
  g_autoptr (BalaiRecord) city = self->settled ? g_object_ref (self->settled) : balai_record_new (&balai_city_kind);
  GtkWidget *editor = balai_record_editor_new (self->store, city, NULL);

  gtk_window_set_transient_for (GTK_WINDOW (editor), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (editor));
}

static void
on_own (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiOwnOpd) own = balai_own_opd_read_finish (BALAI_STORE (object), result, &error);
  g_autoptr (GtkStringList) names = NULL;
  BalaiPreferences *self;
  guint selected = 0;

  if (own == NULL)
    return;
  self = BALAI_PREFERENCES (user_data);
  names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, _("Not said"));
  for (guint i = 0; i < own->opds->len; i++)
    {
      gtk_string_list_append (names, balai_record_get_title (own->opds->pdata[i]));
      if (g_strcmp0 (balai_record_get_id (own->opds->pdata[i]), own->own) == 0)
        selected = i + 1;
    }
  g_clear_pointer (&self->opds, g_ptr_array_unref);
  self->opds = g_steal_pointer (&own->opds);
  g_set_object (&self->settled, own->city);
  show_city (self);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->opd, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->opd, selected);
  self->filling = FALSE;
}

/* Levels */

static BalaiRecord *
find_rule (BalaiPreferences *self,
           const char       *rule,
           const char       *in_case)
{
  for (guint i = 0; i < self->rules->len; i++)
    if (g_strcmp0 (balai_record_get_text (self->rules->pdata[i], BALAI_CONFLICT_RULE_RULE), rule) == 0
        && g_strcmp0 (balai_record_get_text (self->rules->pdata[i], BALAI_CONFLICT_RULE_CASE), in_case) == 0)
      return self->rules->pdata[i];
  return NULL;
}

static void read_rules (BalaiPreferences *self);

static void
on_rule_saved (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (BalaiPreferences) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = balai_store_apply_finish (BALAI_STORE (object), result, NULL, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!saved)
    fail (self, error);
  /* With its new revision, so that it can be changed once more. */
  read_rules (self);
}

static void
on_level (AdwComboRow      *row,
          GParamSpec       *pspec,
          BalaiPreferences *self)
{
  const char *rule = g_object_get_data (G_OBJECT (row), "rule");
  const char *in_case = g_object_get_data (G_OBJECT (row), "case");
  g_autoptr (BalaiBatch) batch = NULL;
  g_autoptr (BalaiRecord) record = NULL;
  BalaiRecord *known;

  if (self->filling || self->rules == NULL)
    return;
  known = find_rule (self, rule, in_case);
  record = known ? balai_record_copy (known) : balai_record_new (&balai_conflict_rule_kind);
  balai_record_set_text (record, BALAI_CONFLICT_RULE_RULE, rule);
  balai_record_set_text (record, BALAI_CONFLICT_RULE_CASE, in_case);
  balai_record_set_text (record, BALAI_CONFLICT_RULE_LEVEL,
                         balai_level_to_code ((BalaiLevel) adw_combo_row_get_selected (row)));
  batch = balai_batch_new (_("Change what a conflict forbids"), BALAI_BATCH_DEFAULT);
  balai_batch_put (batch, record);
  /* Once chosen it is saved, even when the window goes. */
  balai_store_apply_async (self->store, batch, NULL, on_rule_saved, g_object_ref (self));
}

static GtkWidget *
new_level (BalaiPreferences *self,
           const char       *title,
           const char       *rule,
           const char       *in_case,
           BalaiLevel        level)
{
  GtkWidget *row = balai_level_row_new (title, level);

  g_object_set_data (G_OBJECT (row), "rule", (gpointer) rule);
  g_object_set_data (G_OBJECT (row), "case", (gpointer) in_case);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_level), self, 0);
  return row;
}

static void
fill_levels (BalaiPreferences *self)
{
  BalaiRuleMatrix matrix;

  balai_rule_matrix_init (&matrix);
  for (guint i = 0; i < self->rules->len; i++)
    balai_rule_matrix_set_by_code (&matrix, balai_record_get_text (self->rules->pdata[i], BALAI_CONFLICT_RULE_RULE),
                                   balai_record_get_text (self->rules->pdata[i], BALAI_CONFLICT_RULE_CASE),
                                   balai_record_get_text (self->rules->pdata[i], BALAI_CONFLICT_RULE_LEVEL));
  for (guint r = 0; r < BALAI_N_RULE_ROWS; r++)
    {
      GtkWidget *row = adw_expander_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(row_titles[r]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(row_titles[r]), -1);
      balai_widget_name_lists (row, _(row_titles[r]));
      for (guint c = 0; c < BALAI_N_RULE_COLUMNS; c++)
        if (balai_rule_matrix_applies (r, c))
          adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                                    new_level (self, _(column_titles[c]), balai_rule_row_to_code (r),
                                               balai_rule_column_to_code (c), balai_rule_matrix_get (&matrix, r, c)));
      adw_preferences_group_add (self->levels, row);
    }
  adw_preferences_group_add (self->levels,
                             new_level (self, _("When outside opening hours"), "hours", "confirmed", matrix.hours));
  adw_preferences_group_add (self->levels,
                             new_level (self, _("When on a holiday"), "holiday", "confirmed", matrix.holiday));
}

static gpointer
list_rules (BalaiRepository  *repository,
            gpointer          data,
            GCancellable     *cancellable,
            GError          **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_conflict_rule_kind);

  return balai_repository_list (repository, query, error);
}

static void
on_rules (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rules = balai_store_read_finish (BALAI_STORE (object), result, &error);
  BalaiPreferences *self;
  gboolean first;

  if (rules == NULL)
    return;
  self = BALAI_PREFERENCES (user_data);
  first = self->rules == NULL;
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  self->rules = rules;
  if (first)
    fill_levels (self);
}

static void
read_rules (BalaiPreferences *self)
{
  balai_store_read_async (self->store, list_rules, NULL, NULL, (GDestroyNotify) g_ptr_array_unref, self->cancellable,
                          on_rules, self);
}

static guint
index_of (const char *const *codes,
          guint              n_codes,
          const char        *code)
{
  for (guint i = 0; i < n_codes; i++)
    if (g_strcmp0 (codes[i], code) == 0)
      return i;
  return 0;
}

static void
on_changed (BalaiStore       *store,
            BalaiChanges     *changes,
            BalaiPreferences *self)
{
  if (balai_changes_has_kind (changes, &balai_city_kind) || balai_changes_has_kind (changes, &balai_opd_kind))
    balai_own_opd_read_async (store, self->cancellable, on_own, self);
}

static void
balai_preferences_dispose (GObject *object)
{
  g_cancellable_cancel (BALAI_PREFERENCES (object)->cancellable);
  G_OBJECT_CLASS (balai_preferences_parent_class)->dispose (object);
}

static void
balai_preferences_finalize (GObject *object)
{
  BalaiPreferences *self = BALAI_PREFERENCES (object);

  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->opds, g_ptr_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  g_clear_object (&self->settled);
  G_OBJECT_CLASS (balai_preferences_parent_class)->finalize (object);
}

static void
balai_preferences_class_init (BalaiPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_preferences_dispose;
  G_OBJECT_CLASS (klass)->finalize = balai_preferences_finalize;
  g_type_ensure (BALAI_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/app/balai-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiPreferences, banner);
  gtk_widget_class_bind_template_child (widget_class, BalaiPreferences, language);
  gtk_widget_class_bind_template_child (widget_class, BalaiPreferences, view);
  gtk_widget_class_bind_template_child (widget_class, BalaiPreferences, opd);
  gtk_widget_class_bind_template_child (widget_class, BalaiPreferences, city);
  gtk_widget_class_bind_template_child (widget_class, BalaiPreferences, general);
  gtk_widget_class_bind_template_child (widget_class, BalaiPreferences, place);
  gtk_widget_class_bind_template_child (widget_class, BalaiPreferences, levels);
  gtk_widget_class_bind_template_callback (widget_class, on_language);
  gtk_widget_class_bind_template_callback (widget_class, on_view);
  gtk_widget_class_bind_template_callback (widget_class, on_opd);
  gtk_widget_class_bind_template_callback (widget_class, on_city);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
balai_preferences_init (BalaiPreferences *self)
{
  g_autofree char *language = NULL;
  g_autofree char *view = NULL;

  self->settings = g_settings_new (SCHEMA);
  self->cancellable = g_cancellable_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  balai_window_fit_text (GTK_WINDOW (self));
  balai_widget_name_lists (GTK_WIDGET (self->general), _("Preferences"));
  balai_widget_name_lists (GTK_WIDGET (self->place), _("City"));
  language = g_settings_get_string (self->settings, "language");
  view = g_settings_get_string (self->settings, "opening-view");
  adw_combo_row_set_selected (self->language, index_of (languages, G_N_ELEMENTS (languages), language));
  adw_combo_row_set_selected (self->view, index_of (views, G_N_ELEMENTS (views), view));
  self->filling = FALSE;
}

/**
 * balai_preferences_new:
 * @store: the records
 *
 * Returns: (transfer floating): the preferences
 */
GtkWidget *
balai_preferences_new (BalaiStore *store)
{
  BalaiPreferences *self;

  g_return_val_if_fail (BALAI_IS_STORE (store), NULL);

  self = g_object_new (BALAI_TYPE_PREFERENCES, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, 0);
  balai_own_opd_read_async (store, self->cancellable, on_own, self);
  read_rules (self);
  return GTK_WIDGET (self);
}
