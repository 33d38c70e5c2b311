/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-details.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balai-conflict-signs.h"
#include "balai-conflict-text.h"
#include "balai-event-scope.h"
#include "balai-event.h"
#include "balai-format.h"
#include "balai-html-text.h"
#include "balai-registers.h"
#include "balai-repeat-text.h"
#include "balai-skeleton.h"
#include "balai-widget-tools.h"

/* More would be a list of its own: the conflict list of the page. */
#define TROUBLE_LIMIT 20

/**
 * BalaiEventDetails:
 *
 * An event to read: what, when, where, who, and what stands against it.
 */
struct _BalaiEventDetails
{
  AdwWindow             parent_instance;

  BalaiScheduleModel   *model;       /* (owned) */
  GCancellable         *cancellable; /* (owned) */
  GSimpleActionGroup   *actions;     /* (owned) */
  BalaiRecord          *event;       /* (owned) (nullable): once read */
  BalaiRecord          *series;      /* (owned) (nullable): of which it stands in for a date */
  GPtrArray            *overrides;   /* (owned) (nullable) (element-type BalaiRecord): that stand in for one of its */
  char                 *deleted;     /* (owned) (nullable): what is being deleted, in words */
  char                 *id;          /* (owned) */
  int64_t               start;

  GtkStack             *delete_stack;
  GtkMenuButton        *delete_choice;
  GtkStack             *stack;
  GtkWidget            *edit;
  AdwPreferencesGroup  *facts;
  AdwPreferencesGroup  *trouble;
};

G_DEFINE_FINAL_TYPE (BalaiEventDetails, balai_event_details, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_EDIT,
  SIGNAL_DELETED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  BalaiRecord *event;  /* (owned) (nullable) */
  BalaiRecord *series; /* (owned) (nullable) */
  GPtrArray   *overrides; /* (owned) (nullable) (element-type BalaiRecord) */
  char        *place;  /* (owned) (nullable) */
  char        *opd;    /* (owned) (nullable) */
  char        *people; /* (owned) (nullable): one on a line */
  char        *opds;   /* (owned) (nullable): one on a line */
  char        *equipment; /* (owned) (nullable): one on a line */
} Facts;

static void
facts_free (gpointer data)
{
  Facts *facts = data;

  g_clear_object (&facts->event);
  g_clear_object (&facts->series);
  g_clear_pointer (&facts->overrides, g_ptr_array_unref);
  g_free (facts->place);
  g_free (facts->opd);
  g_free (facts->people);
  g_free (facts->opds);
  g_free (facts->equipment);
  g_free (facts);
}

static char *
title_of (BalaiRepository *repository,
          const BalaiKind *kind,
          const char      *id)
{
  g_autoptr (BalaiRecord) record = id ? balai_repository_get (repository, kind, id, NULL) : NULL;

  return record ? g_strdup (balai_record_get_title (record)) : NULL;
}

static void
append_line (GString    *text,
             const char *line)
{
  if (line == NULL)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static char *
end_lines (GString *text)
{
  gboolean empty = text->len == 0;

  return g_string_free (text, empty);
}

static char *
list_people (BalaiRepository *repository,
             const char      *event)
{
  g_autoptr (GPtrArray) people = balai_repository_children (repository, &balai_event_person_kind, event, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      BalaiRecord *child = people->pdata[i];
      const char *role = balai_record_get_text (child, BALAI_EVENT_PERSON_ROLE);
      const BalaiField *field = &balai_event_person_kind.fields[BALAI_EVENT_PERSON_ROLE];
      g_autofree char *name = NULL;
      g_autofree char *line = NULL;

      name = title_of (repository, &balai_person_kind, balai_record_get_text (child, BALAI_EVENT_PERSON_PERSON));
      if (name == NULL)
        continue;
      /* Translators: name of a person and the role in an event */
      line = g_strdup_printf (_("%1$s – %2$s"), name, role ? balai_field_get_enum_label (field, role) : "");
      append_line (text, line);
    }
  return end_lines (text);
}

static char *
list_opds (BalaiRepository *repository,
           const char      *event)
{
  g_autoptr (GPtrArray) opds = balai_repository_children (repository, &balai_event_opd_kind, event, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; opds != NULL && i < opds->len; i++)
    {
      g_autofree char *name = title_of (repository, &balai_opd_kind,
                                        balai_record_get_text (opds->pdata[i], BALAI_EVENT_OPD_OPD));

      append_line (text, name);
    }
  return end_lines (text);
}

static char *
list_equipment (BalaiRepository *repository,
                const char      *event)
{
  g_autoptr (GPtrArray) pools = balai_repository_children (repository, &balai_event_equipment_kind, event, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; pools != NULL && i < pools->len; i++)
    {
      BalaiRecord *child = pools->pdata[i];
      g_autofree char *name = NULL;
      g_autofree char *number = NULL;
      g_autofree char *line = NULL;

      name = title_of (repository, &balai_equipment_kind,
                       balai_record_get_text (child, BALAI_EVENT_EQUIPMENT_EQUIPMENT));
      if (name == NULL)
        continue;
      number = balai_format_integer (balai_record_get_int (child, BALAI_EVENT_EQUIPMENT_QUANTITY));
      /* Translators: how many of which equipment */
      line = g_strdup_printf (_("%1$s %2$s"), number, name);
      append_line (text, line);
    }
  return end_lines (text);
}

static gpointer
read_facts (BalaiRepository  *repository,
            gpointer          data,
            GCancellable     *cancellable,
            GError          **error)
{
  Facts *facts = g_new0 (Facts, 1);
  g_autoptr (BalaiQuery) overrides = balai_query_new (&balai_event_kind);

  facts->event = balai_repository_get (repository, &balai_event_kind, data, error);
  if (facts->event == NULL)
    return facts;
  facts->series = balai_repository_get (repository, &balai_event_kind,
                                        balai_record_get_text (facts->event, BALAI_EVENT_SERIES), NULL);
  balai_query_where_text (overrides, BALAI_EVENT_SERIES, BALAI_EQUAL, data);
  facts->overrides = balai_repository_list (repository, overrides, NULL);
  facts->place = title_of (repository, &balai_venue_kind, balai_record_get_text (facts->event, BALAI_EVENT_VENUE));
  if (facts->place == NULL)
    facts->place = g_strdup (balai_record_get_text (facts->event, BALAI_EVENT_PLACE));
  facts->opd = title_of (repository, &balai_opd_kind, balai_record_get_text (facts->event, BALAI_EVENT_OPD));
  facts->people = list_people (repository, data);
  facts->opds = list_opds (repository, data);
  facts->equipment = list_equipment (repository, data);
  return facts;
}

/* How much of a text belongs to the address it begins with; 0 where it begins with none of the web. */
static gsize
address_length (const char *text)
{
  gsize head = 0, length;

  if (g_ascii_strncasecmp (text, "https://", 8) == 0)
    head = 8;
  else if (g_ascii_strncasecmp (text, "http://", 7) == 0)
    head = 7;
  if (head == 0)
    return 0;
  length = head + strcspn (text + head, " \t\r\n\"<>\\^`{|}");
  /* The sentence around it ends, not the address. */
  while (length > head && strchr (".,;:!?'*)]", text[length - 1]) != NULL)
    length--;
  return length > head && g_utf8_validate (text, (gssize) length, NULL) ? length : 0;
}

/* Escapes a text for a label, in which addresses of the web can be opened; of no other kind, since anyone may have
 * written it. */
static char *
make_markup (const char *text)
{
  GString *markup = g_string_new (NULL);
  const char *from = text;

  for (const char *at = text; *at != '\0';)
    {
      gsize length = at == text || !g_ascii_isalnum (at[-1]) ? address_length (at) : 0;
      g_autofree char *before = NULL;
      g_autofree char *address = NULL;

      if (length == 0)
        {
          at = g_utf8_next_char (at);
          continue;
        }
      before = g_markup_escape_text (from, at - from);
      address = g_markup_escape_text (at, (gssize) length);
      g_string_append_printf (markup, "%s<a href=\"%s\">%s</a>", before, address, address);
      from = at += length;
    }
  {
    g_autofree char *rest = g_markup_escape_text (from, -1);

    g_string_append (markup, rest);
  }
  return g_string_free (markup, FALSE);
}

static void
add_fact (BalaiEventDetails *self,
          const char        *label,
          const char        *value)
{
  GtkWidget *row;
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  if (value == NULL || *value == '\0')
    return;
  row = adw_action_row_new ();
  title = make_markup (value);
  /* The label above is small, the value below it large: it is what is read. */
  gtk_widget_add_css_class (row, "property");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), title);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  words = g_strdup_printf (_("%1$s: %2$s"), label, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  adw_preferences_group_add (self->facts, row);
}

static void
add_trouble (BalaiEventDetails           *self,
             const BalaiScheduleSnapshot *snapshot,
             const BalaiConflict         *conflict,
             const BalaiClaim            *ours)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *sign = gtk_image_new_from_icon_name (balai_state_get_icon_name (balai_conflict_state (conflict)));
  g_autofree char *where = balai_conflict_say_where (snapshot, conflict);
  g_autofree char *amount = balai_conflict_say_amount (conflict);
  g_autofree char *when = balai_conflict_say_when (snapshot, conflict);
  g_autofree char *rival = balai_conflict_say_rivals (snapshot, conflict, ours, "\n");
  g_autofree char *plain = g_strjoin (" · ", where, balai_conflict_class_get_label (conflict->class_), amount, NULL);
  g_autofree char *title = g_markup_escape_text (plain, -1);
  g_autofree char *below = rival ? g_strjoin ("\n", when, rival, NULL) : g_strdup (when);
  g_autofree char *subtitle = g_markup_escape_text (below, -1);
  g_autofree char *words = g_strdup_printf (_("%1$s: %2$s"), plain, below);

  gtk_widget_add_css_class (sign, balai_state_get_css_class (balai_conflict_state (conflict)));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), sign);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  adw_preferences_group_add (self->trouble, row);
}

static gboolean
is_ours (BalaiEventDetails           *self,
         const BalaiScheduleSnapshot *snapshot,
         const BalaiClaim            *claim)
{
  return claim->start == self->start
         && g_str_equal (balai_schedule_snapshot_get_event (snapshot, claim->occurrence)->id, self->id);
}

/* Of a stock that is too small there may be more than two. */
static const BalaiClaim *
find_ours (BalaiEventDetails   *self,
           BalaiConflictTable  *table,
           const BalaiConflict *conflict)
{
  const BalaiScheduleSnapshot *snapshot = balai_conflict_table_get_snapshot (table);
  size_t n_others;
  const BalaiClaim *others = balai_conflict_table_get_others (table, conflict, &n_others);

  if (is_ours (self, snapshot, &conflict->a))
    return &conflict->a;
  if (conflict->has_b && is_ours (self, snapshot, &conflict->b))
    return &conflict->b;
  for (size_t i = 0; i < n_others; i++)
    if (is_ours (self, snapshot, &others[i]))
      return &others[i];
  return NULL;
}

static void
show_trouble (BalaiEventDetails *self)
{
  BalaiConflictTable *table = balai_schedule_model_get_conflicts (self->model);
  const BalaiScheduleSnapshot *snapshot = table ? balai_conflict_table_get_snapshot (table) : NULL;
  guint shown = 0;

  for (guint group = 0; table != NULL && group < BALAI_N_CONFLICT_GROUPS; group++)
    for (guint i = 0; i < balai_conflict_table_get_n (table, group) && shown < TROUBLE_LIMIT; i++)
      {
        const BalaiConflict *conflict = balai_conflict_table_get (table, group, i);
        const BalaiClaim *ours = find_ours (self, table, conflict);

        if (ours == NULL)
          continue;
        add_trouble (self, snapshot, conflict, ours);
        shown++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), shown > 0);
}

static char *
say_when (BalaiEventDetails *self,
          BalaiRecord       *event)
{
  const BalaiZone *city = balai_schedule_model_get_zone (self->model);
  const char *name = balai_record_get_text (event, BALAI_EVENT_ZONE);
  const BalaiZone *zone = name ? balai_zone_get (name) : NULL;
  BalaiSpan span = { 0, 0 };

  if (!balai_event_get_span (event, balai_zone_get_name (city), &span))
    return NULL;
  /* Of a series the date that was chosen. */
  span.end += self->start - span.start;
  span.start = self->start;
  return balai_format_when (span, balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY), zone ? zone : city);
}

static char *
say_repeats (BalaiEventDetails *self,
             Facts             *facts)
{
  const char *zone = balai_zone_get_name (balai_schedule_model_get_zone (self->model));
  g_autofree char *words = balai_event_describe_repeat (facts->series ? facts->series : facts->event, zone);

  if (words == NULL || facts->series == NULL)
    return g_steal_pointer (&words);
  /* Translators: how a series repeats: "Every Monday until 30 June 2026" */
  return g_strdup_printf (_("Stands in for one date of the series: %s"), words);
}

static void
show_facts (BalaiEventDetails *self,
            Facts             *facts)
{
  BalaiRecord *event = facts->event;
  gboolean series = balai_event_is_series (event);
  g_autofree char *when = say_when (self, event);
  g_autofree char *repeats = say_repeats (self, facts);
  g_autofree char *status = balai_record_format_field (event, BALAI_EVENT_STATUS);
  g_autofree char *participants = balai_record_is_null (event, BALAI_EVENT_PARTICIPANTS)
                                    ? NULL : balai_record_format_field (event, BALAI_EVENT_PARTICIPANTS);
  g_autofree char *description = balai_html_to_text (balai_record_get_text (event, BALAI_EVENT_DESCRIPTION));
  const char *title = balai_record_get_title (event);

  balai_widget_name_lists (GTK_WIDGET (self->facts), _("Event"));
  gtk_window_set_title (GTK_WINDOW (self), title != NULL && *title != '\0' ? title : _("Untitled event"));
  add_fact (self, _("Title"), title != NULL && *title != '\0' ? title : _("Untitled event"));
  add_fact (self, _("Time"), when);
  add_fact (self, _("Repeats"), repeats);
  add_fact (self, _("Place"), facts->place);
  add_fact (self, _("Online at"), balai_record_get_text (event, BALAI_EVENT_ONLINE));
  add_fact (self, _("Organised by"), facts->opd);
  add_fact (self, _("Status"), status);
  add_fact (self, _("People"), facts->people);
  add_fact (self, _("Invited OPDs"), facts->opds);
  add_fact (self, _("Equipment"), facts->equipment);
  add_fact (self, _("Number of participants"), participants);
  add_fact (self, _("Contact"), balai_record_get_text (event, BALAI_EVENT_CONTACT));
  add_fact (self, _("Description"), description);
  gtk_stack_set_visible_child_name (self->delete_stack, series ? "series" : "single");
  gtk_stack_set_visible_child_name (self->stack, "event");
}

static void
set_actions_enabled (BalaiEventDetails *self,
                     gboolean           enabled)
{
  static const char *const names[] = { "delete", "delete-date", "delete-following", "edit", "remove" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i])), enabled);
}

static void
on_facts (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  Facts *facts = balai_store_read_finish (BALAI_STORE (object), result, &error);
  BalaiEventDetails *self;
  BalaiSpan first;
  const char *zone;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BALAI_EVENT_DETAILS (user_data);
  zone = balai_zone_get_name (balai_schedule_model_get_zone (self->model));
  if (facts == NULL || facts->event == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "gone");
      g_clear_pointer (&facts, facts_free);
      return;
    }
  self->event = g_object_ref (facts->event);
  show_facts (self, facts);
  show_trouble (self);
  self->series = g_steal_pointer (&facts->series);
  self->overrides = g_steal_pointer (&facts->overrides);
  set_actions_enabled (self, TRUE);
  /* From the first date on would be all of them. */
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions),
                                                                            "delete-following")),
                               balai_event_is_series (self->event)
                                 && balai_event_get_span (self->event, zone, &first) && self->start > first.start);
  facts_free (facts);
}

static void
on_applied (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (BalaiEventDetails) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  int64_t batch = 0;
  gboolean done = balai_store_apply_finish (BALAI_STORE (object), result, &batch, &error);

  label = g_strdup (done ? self->deleted : _("It could not be deleted. Nothing was changed."));
  g_signal_emit (self, signals[SIGNAL_DELETED], 0, label, batch);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
delete (BalaiEventDetails *self,
        BalaiEventScope    scope)
{
  const char *zone = balai_zone_get_name (balai_schedule_model_get_zone (self->model));
  g_autoptr (BalaiBatch) batch = balai_event_scope_new_delete (scope, self->event, self->series, self->overrides,
                                                               self->start, zone);

  set_actions_enabled (self, FALSE);
  g_free (self->deleted);
  self->deleted = g_strdup (balai_batch_get_label (batch));
  /* Once asked for it is done, even when the window goes. */
  balai_store_apply_async (balai_schedule_model_get_store (self->model), batch, NULL, on_applied, g_object_ref (self));
}

static void
on_delete (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  delete (user_data, BALAI_EVENT_WHOLE);
}

static void
on_delete_date (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  delete (user_data, BALAI_EVENT_THIS);
}

static void
on_delete_following (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  delete (user_data, BALAI_EVENT_FOLLOWING);
}

/* By key: of a series it is asked how much, as the button does. */
static void
on_remove (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  BalaiEventDetails *self = user_data;

  if (balai_event_is_series (self->event))
    gtk_menu_button_popup (self->delete_choice);
  else
    on_delete (action, parameter, user_data);
}

static void
on_edit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  BalaiEventDetails *self = user_data;

  g_signal_emit (self, signals[SIGNAL_EDIT], 0, self->id, self->start);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
balai_event_details_dispose (GObject *object)
{
  BalaiEventDetails *self = BALAI_EVENT_DETAILS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->event);
  g_clear_object (&self->series);
  g_clear_pointer (&self->overrides, g_ptr_array_unref);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (balai_event_details_parent_class)->dispose (object);
}

static void
balai_event_details_finalize (GObject *object)
{
  BalaiEventDetails *self = BALAI_EVENT_DETAILS (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->actions);
  g_free (self->id);
  g_free (self->deleted);
  G_OBJECT_CLASS (balai_event_details_parent_class)->finalize (object);
}

static void
balai_event_details_class_init (BalaiEventDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_event_details_dispose;
  G_OBJECT_CLASS (klass)->finalize = balai_event_details_finalize;
  /**
   * BalaiEventDetails::edit:
   * @self: the details
   * @event: id of the event
   * @start: start of the occurrence
   *
   * The person wants to change it. The window closes.
   */
  signals[SIGNAL_EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  /**
   * BalaiEventDetails::deleted:
   * @self: the details
   * @label: what was done, in words
   * @batch: what takes it back, or 0 when it was not done
   *
   * The event was deleted. The window closes.
   */
  signals[SIGNAL_DELETED] = g_signal_new ("deleted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (BALAI_TYPE_SKELETON);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-event-details.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiEventDetails, delete_stack);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventDetails, delete_choice);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventDetails, stack);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventDetails, edit);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventDetails, facts);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventDetails, trouble);
}

static void
balai_event_details_init (BalaiEventDetails *self)
{
  static const GActionEntry actions[] = {
    { "delete", on_delete, NULL, NULL, NULL, { 0 } },
    { "delete-date", on_delete_date, NULL, NULL, NULL, { 0 } },
    { "delete-following", on_delete_following, NULL, NULL, NULL, { 0 } },
    { "edit", on_edit, NULL, NULL, NULL, { 0 } },
    { "remove", on_remove, NULL, NULL, NULL, { 0 } },
  };

  self->cancellable = g_cancellable_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "details", G_ACTION_GROUP (self->actions));
  set_actions_enabled (self, FALSE);
  gtk_widget_init_template (GTK_WIDGET (self));
  balai_window_fit_text (GTK_WINDOW (self));
  balai_widget_add_key (GTK_WIDGET (self), GDK_KEY_Escape, "window.close");
  balai_widget_add_key (GTK_WIDGET (self), GDK_KEY_Delete, "details.remove");
}

/**
 * balai_event_details_new:
 * @model: the calendar
 * @event: id of an event
 * @start: start of the occurrence that was chosen, seconds since 1970-01-01 UTC
 *
 * Returns: (transfer floating): a window that shows it
 */
GtkWidget *
balai_event_details_new (BalaiScheduleModel *model,
                         const char         *event,
                         int64_t             start)
{
  BalaiEventDetails *self;

  g_return_val_if_fail (BALAI_IS_SCHEDULE_MODEL (model), NULL);
  g_return_val_if_fail (event != NULL, NULL);

  self = g_object_new (BALAI_TYPE_EVENT_DETAILS, NULL);
  self->model = g_object_ref (model);
  self->id = g_strdup (event);
  self->start = start;
  balai_store_read_async (balai_schedule_model_get_store (model), read_facts, g_strdup (event), g_free, facts_free,
                          self->cancellable, on_facts, self);
  return GTK_WIDGET (self);
}
