/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balai-error-text.h"
#include "balai-event-editor-private.h"
#include "balai-event-notes.h"
#include "balai-event-show.h"
#include "balai-event-split.h"
#include "balai-event-things.h"
#include "balai-event-what.h"
#include "balai-event-when.h"
#include "balai-event-where.h"
#include "balai-event-who.h"
#include "balai-format.h"
#include "balai-note-row.h"
#include "balai-record-json.h"

/**
 * BalaiEventEditor:
 *
 * The window in which an event is made or changed. It says under each field what stands against it, while it is typed.
 */

G_DEFINE_FINAL_TYPE (BalaiEventEditor, balai_event_editor, BALAI_TYPE_STORE_EDITOR)

typedef struct
{
  char *id;    /* (owned) (nullable) */
  char *draft; /* (owned) (nullable) */
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->id);
  g_free (wanted->draft);
  g_free (wanted);
}

static void
loaded_free (gpointer data)
{
  BalaiEventLoaded *loaded = data;

  g_clear_pointer (&loaded->registers, balai_event_registers_free);
  g_clear_object (&loaded->event);
  g_clear_object (&loaded->series);
  g_clear_pointer (&loaded->people, g_ptr_array_unref);
  g_clear_pointer (&loaded->opds, g_ptr_array_unref);
  g_clear_pointer (&loaded->equipment, g_ptr_array_unref);
  g_clear_pointer (&loaded->overrides, g_ptr_array_unref);
  g_free (loaded->zone);
  g_free (loaded->json);
  g_free (loaded);
}

static gboolean
load_event (BalaiEventLoaded  *loaded,
            BalaiRepository   *repository,
            const char        *id,
            GError           **error)
{
  GError *local = NULL;
  const char *series;

  loaded->event = balai_repository_get (repository, &balai_event_kind, id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (loaded->event == NULL)
    return TRUE;
  if ((loaded->people = balai_repository_children (repository, &balai_event_person_kind, id, error)) == NULL
      || (loaded->opds = balai_repository_children (repository, &balai_event_opd_kind, id, error)) == NULL
      || (loaded->equipment = balai_repository_children (repository, &balai_event_equipment_kind, id, error)) == NULL)
    return FALSE;
  series = balai_record_get_text (loaded->event, BALAI_EVENT_SERIES);
  if (series != NULL)
    loaded->series = balai_repository_get (repository, &balai_event_kind, series, NULL);
  if (balai_event_is_series (loaded->event))
    {
      g_autoptr (BalaiQuery) query = balai_query_new (&balai_event_kind);

      balai_query_where_text (query, BALAI_EVENT_SERIES, BALAI_EQUAL, id);
      if ((loaded->overrides = balai_repository_list (repository, query, error)) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gpointer
load (BalaiRepository  *repository,
      gpointer          data,
      GCancellable     *cancellable,
      GError          **error)
{
  Wanted *wanted = data;
  BalaiEventLoaded *loaded = g_new0 (BalaiEventLoaded, 1);

  loaded->zone = balai_schedule_city_zone (repository);
  loaded->registers = balai_event_registers_load (repository, error);
  if (loaded->registers == NULL)
    goto failed;
  if (wanted->draft != NULL)
    {
      g_autoptr (JsonNode) root = NULL;

      loaded->json = balai_repository_get_setting (repository, wanted->draft);
      root = loaded->json ? json_from_string (loaded->json, NULL) : NULL;
      if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
        {
          g_free (wanted->id);
          wanted->id =
            g_strdup (json_object_get_string_member_with_default (json_node_get_object (root), "id", NULL));
        }
    }
  if (wanted->id != NULL && !load_event (loaded, repository, wanted->id, error))
    goto failed;
  loaded->gone = wanted->id != NULL && loaded->event == NULL && wanted->draft == NULL;
  return loaded;

failed:
  loaded_free (loaded);
  return NULL;
}

/* Which event it is, and which date of it: the fields that say so are out of sight when the form opens at another. */
static void
show_heading (BalaiEventEditor *self,
              BalaiRecord      *event,
              BalaiSpan         span)
{
  gboolean all_day = balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY);
  const char *zone_name = balai_record_get_text (event, BALAI_EVENT_ZONE);
  const BalaiZone *zone = zone_name && !all_day ? balai_zone_get (zone_name) : NULL;
  const char *title = balai_record_get_title (event);
  const char *scope = self->draft == NULL || self->scope == BALAI_EVENT_WHOLE ? NULL
                      : self->scope == BALAI_EVENT_THIS ? _("Only this date") : _("This date and those after");
  g_autofree char *when = NULL, *both = NULL;

  if (span.end > span.start)
    when = balai_format_when (span, all_day, zone ? zone : balai_zone_get (self->loaded->zone));
  if (when != NULL && scope != NULL)
    both = g_strdup_printf ("%s · %s", scope, when);
  if (title != NULL && *title == '\0')
    title = NULL;
  balai_editor_window_set_heading (BALAI_EDITOR_WINDOW (self), title, both ? both : when ? when : scope);
}

static void
show_draft_heading (BalaiEventEditor *self)
{
  BalaiRecord *event = balai_event_draft_get_event (self->draft);
  BalaiSpan span = { 0, 0 };

  balai_event_get_span (event, self->loaded->zone, &span);
  show_heading (self, event, span);
}

static void
draft_changed (BalaiEventEditor *self)
{
  show_draft_heading (self);
  balai_editor_window_set_dirty (BALAI_EDITOR_WINDOW (self), balai_event_draft_is_dirty (self->draft));
  balai_event_editor_keep_draft (self);
  balai_event_editor_queue_check (self);
}

/* The first check may say something above or below the field while the form gets its place. */
#define FRAMES_TO_SETTLE 4

/* Opened at no field in particular the form is seen from its beginning; at a field, with that field below the upper
 * third, so that its name and what stands before it are seen too. */
static gboolean
place_view (GtkWidget     *form,
            GdkFrameClock *clock,
            gpointer       data)
{
  BalaiEventEditor *self = data;
  GtkScrolledWindow *view = GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (form, GTK_TYPE_SCROLLED_WINDOW));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (view);
  GtkWidget *focus = self->wanted_field ? gtk_window_get_focus (GTK_WINDOW (self)) : NULL;
  graphene_point_t place = GRAPHENE_POINT_INIT_ZERO;
  double top = 0;

  if (gtk_adjustment_get_page_size (adjustment) <= 0)
    return G_SOURCE_CONTINUE;
  if (focus != NULL && gtk_widget_is_ancestor (focus, form)
      && gtk_widget_compute_point (focus, form, &GRAPHENE_POINT_INIT_ZERO, &place))
    top = place.y - gtk_adjustment_get_page_size (adjustment) / 3;
  gtk_adjustment_set_value (adjustment, MAX (top, 0));
  if (--self->frames > 0)
    return G_SOURCE_CONTINUE;
  balai_note_row_hold_view (view, FALSE);
  return G_SOURCE_REMOVE;
}

static void
go_to_wanted (BalaiEventEditor *self)
{
  const char *field = self->wanted_field ? self->wanted_field : "title";

  balai_note_row_hold_view (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (self->form, GTK_TYPE_SCROLLED_WINDOW)), TRUE);
  self->frames = FRAMES_TO_SETTLE;
  gtk_widget_add_tick_callback (self->form, place_view, self, NULL);
  for (guint i = 0; i < BALAI_EVENT_SECTIONS; i++)
    if (balai_event_section_focus_at (self->sections[i], field, self->wanted_resource))
      return;
}

static void
show_form (BalaiEventEditor *self)
{
  BalaiEventLoaded *loaded = self->loaded;
  gboolean fresh = loaded->event == NULL;

  for (guint i = 0; i < BALAI_EVENT_SECTIONS; i++)
    balai_event_section_set_draft (self->sections[i], self->draft, loaded->registers);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (draft_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->delete_button, !fresh);
  gtk_window_set_title (GTK_WINDOW (self),
                        fresh ? _("New event")
                        : self->scope == BALAI_EVENT_THIS ? _("Event: this date")
                        : self->scope == BALAI_EVENT_FOLLOWING ? _("Event: this date and those after") : _("Event"));
  show_draft_heading (self);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->form);
  balai_editor_window_set_dirty (BALAI_EDITOR_WINDOW (self), balai_event_draft_is_dirty (self->draft));
  go_to_wanted (self);
  balai_event_editor_queue_check (self);
  balai_event_editor_check_now (self);
}

static GPtrArray *
likes_of (GPtrArray   *records,
          int          parent_field,
          BalaiRecord *event)
{
  GPtrArray *likes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; records != NULL && i < records->len; i++)
    g_ptr_array_add (likes, balai_event_new_like (records->pdata[i], parent_field, balai_record_get_id (event)));
  return likes;
}

/* Makes the draft of what is edited: the event, a stand-in for one date of it, or a series that goes on from there. */
static void
begin (BalaiEventEditor *self,
       BalaiEventScope   scope)
{
  BalaiEventLoaded *loaded = self->loaded;
  const BalaiZone *zone = balai_zone_get (loaded->zone);
  g_autoptr (BalaiRecord) event = NULL;

  self->scope = scope;
  if (scope == BALAI_EVENT_WHOLE)
    {
      BalaiEventUses uses = { loaded->people, loaded->opds, loaded->equipment };

      event = loaded->event ? balai_record_copy (loaded->event) : g_object_ref (self->prefilled);
      self->draft = balai_event_draft_new (event, loaded->event ? &uses : NULL, zone);
    }
  else
    {
      g_autoptr (GPtrArray) people = NULL, opds = NULL, equipment = NULL;
      BalaiEventUses uses;

      if (scope == BALAI_EVENT_THIS)
        event = balai_event_new_override (loaded->event, self->occurrence, loaded->zone);
      else
        {
          self->series = balai_record_copy (loaded->event);
          event = balai_event_cut_series (self->series, self->occurrence, loaded->zone);
        }
      people = likes_of (loaded->people, BALAI_EVENT_PERSON_EVENT, event);
      opds = likes_of (loaded->opds, BALAI_EVENT_OPD_EVENT, event);
      equipment = likes_of (loaded->equipment, BALAI_EVENT_EQUIPMENT_EVENT, event);
      uses = (BalaiEventUses) { people, opds, equipment };
      self->draft = balai_event_draft_new (event, &uses, zone);
    }
  g_free (self->id);
  self->id = g_strdup (scope == BALAI_EVENT_WHOLE ? balai_record_get_id (event)
                                                  : balai_record_get_id (loaded->event));
  show_form (self);
}

static void
which_activated (AdwActionRow *row,
                 gpointer      data)
{
  BalaiEventEditor *self = BALAI_EVENT_EDITOR (gtk_widget_get_root (GTK_WIDGET (row)));

  begin (self, (BalaiEventScope) GPOINTER_TO_INT (data));
}

static GtkWidget *
new_choice (const char      *subtitle,
            BalaiEventScope  scope)
{
  const char *title = balai_event_scope_get_label (scope);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "activatable", TRUE, NULL);

  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect (row, "activated", G_CALLBACK (which_activated), GINT_TO_POINTER (scope));
  return row;
}

static void
ask_which (BalaiEventEditor *self)
{
  BalaiRecord *event = self->loaded->event;
  gboolean all_day = balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY);
  const BalaiZone *zone = balai_zone_get (balai_record_get_text (event, BALAI_EVENT_ZONE));
  BalaiSpan span = { 0, 0 };
  g_autofree char *when = NULL;
  GtkWidget *group = adw_preferences_group_new (), *first;

  balai_event_get_span (event, self->loaded->zone, &span);
  when = balai_format_when ((BalaiSpan) { self->occurrence, self->occurrence + balai_span_length (span) }, all_day,
                            zone && !all_day ? zone : balai_zone_get (self->loaded->zone));
  gtk_window_set_title (GTK_WINDOW (self), _("Event"));
  show_heading (self, event, (BalaiSpan) { self->occurrence, self->occurrence + balai_span_length (span) });
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("This event repeats. What do you want to change?"));
  first = new_choice (when, BALAI_EVENT_THIS);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), first);
  if (self->occurrence > span.start)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_choice (NULL, BALAI_EVENT_FOLLOWING));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_choice (NULL, BALAI_EVENT_WHOLE));
  gtk_box_append (GTK_BOX (self->which), group);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->which);
  balai_editor_window_set_blocked (BALAI_EDITOR_WINDOW (self), _("Choose first what is to be changed."));
  gtk_widget_grab_focus (first);
}

/* The next full hour; before and after what every office works, the next morning, which nobody has to correct. */
static int64_t
next_hour (const BalaiZone *zone,
           int64_t          now)
{
  int64_t hour = (now / BALAI_HOUR + 1) * BALAI_HOUR;
  int64_t second = balai_wall_second (balai_zone_to_wall (zone, hour));
  int64_t day = balai_zone_day (zone, hour);

  if (second >= 8 * BALAI_HOUR && second <= 15 * BALAI_HOUR)
    return hour;
  return balai_zone_day_start (zone, second < 8 * BALAI_HOUR ? day : day + 1) + 9 * BALAI_HOUR;
}

static void
set_default_times (BalaiEventEditor *self,
                   BalaiRecord      *event)
{
  const BalaiZone *zone = balai_zone_get (self->loaded->zone);
  BalaiSpan span = self->prefill_span;

  if (span.end <= span.start)
    {
      int64_t now = balai_clock_now (balai_store_get_clock (balai_store_editor_get_store (BALAI_STORE_EDITOR (self))));

      span.start = next_hour (zone, now);
      span.end = span.start + BALAI_HOUR;
    }
  balai_record_set_text (event, BALAI_EVENT_ZONE, self->loaded->zone);
  balai_record_set_int (event, BALAI_EVENT_ALL_DAY, self->prefill_all_day);
  if (self->prefill_all_day)
    {
      balai_record_set_int (event, BALAI_EVENT_START_DATE, balai_zone_day (zone, span.start));
      balai_record_set_int (event, BALAI_EVENT_END_DATE, balai_zone_day (zone, span.end - 1) + 1);
    }
  else
    {
      balai_record_set_int (event, BALAI_EVENT_START, span.start);
      balai_record_set_int (event, BALAI_EVENT_END, span.end);
    }
  if (balai_record_is_null (event, BALAI_EVENT_OPD))
    balai_record_set_text (event, BALAI_EVENT_OPD, self->loaded->registers->own_opd);
}

/* Goes on with what a crash left: the same choice of dates, and on top of it what was typed. */
static gboolean
resume (BalaiEventEditor  *self,
        GError           **error)
{
  g_autoptr (JsonNode) root = json_from_string (self->loaded->json, error);
  g_autofree char *typed = NULL;
  JsonObject *object;
  int64_t scope;

  if (root == NULL)
    return FALSE;
  object = json_node_get_object (root);
  self->occurrence = json_object_get_int_member_with_default (object, "occurrence", BALAI_NO_OCCURRENCE);
  scope = json_object_get_int_member_with_default (object, "scope", BALAI_EVENT_WHOLE);
  if (self->loaded->event == NULL)
    {
      /* New, or deleted since: what was typed is worth a new one. */
      g_set_object (&self->prefilled,
                    balai_record_new_with_id (&balai_event_kind,
                                              json_object_get_string_member_with_default (object, "id", NULL)));
      g_object_unref (self->prefilled);
      scope = BALAI_EVENT_WHOLE;
    }
  begin (self, (BalaiEventScope) CLAMP (scope, BALAI_EVENT_WHOLE, BALAI_EVENT_FOLLOWING));
  typed = json_to_string (json_object_get_member (object, "typed"), FALSE);
  if (!balai_event_draft_set_from_json (self->draft, typed, error))
    return FALSE;
  for (guint i = 0; i < BALAI_EVENT_SECTIONS; i++)
    balai_event_section_set_draft (self->sections[i], self->draft, self->loaded->registers);
  self->kept = TRUE;
  return TRUE;
}

static void
show_failure (BalaiEventEditor *self,
              const char       *text)
{
  GtkWidget *page = g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "dialog-warning-symbolic", "title",
                                  _("This event cannot be opened"), NULL);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (ADW_STATUS_PAGE (page), escaped);
  gtk_stack_add_child (GTK_STACK (self->stack), page);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), page);
  balai_editor_window_set_blocked (BALAI_EDITOR_WINDOW (self), text);
}

static void
load_done (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (BalaiEventEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  BalaiEventLoaded *loaded = balai_store_read_finish (BALAI_STORE (source), result, &error);

  if (balai_store_editor_is_closed (BALAI_STORE_EDITOR (self)))
    {
      g_clear_pointer (&loaded, loaded_free);
      return;
    }
  if (loaded == NULL)
    {
      g_autofree char *text = balai_error_to_text (error);

      show_failure (self, text);
      return;
    }
  self->loaded = loaded;
  if (loaded->gone)
    show_failure (self, _("It was deleted in the meantime."));
  else if (loaded->json != NULL)
    {
      if (!resume (self, &error))
        show_failure (self, _("What was typed before could not be read again."));
    }
  else if (loaded->event == NULL)
    {
      set_default_times (self, self->prefilled);
      begin (self, BALAI_EVENT_WHOLE);
    }
  else if (balai_event_is_series (loaded->event) && self->occurrence != BALAI_NO_OCCURRENCE)
    ask_which (self);
  else
    begin (self, BALAI_EVENT_WHOLE);
}

static void
start_loading (BalaiEventEditor *self,
               const char       *draft)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->id = g_strdup (self->id);
  wanted->draft = g_strdup (draft);
  balai_store_read_async (balai_store_editor_get_store (BALAI_STORE_EDITOR (self)), load, wanted, wanted_free,
                          loaded_free, balai_store_editor_get_cancellable (BALAI_STORE_EDITOR (self)), load_done,
                          g_object_ref (self));
}

static void
balai_event_editor_save (BalaiEditorWindow *window)
{
  BalaiEventEditor *self = BALAI_EVENT_EDITOR (window);

  if (self->draft == NULL)
    {
      balai_editor_window_failed (window, _("The event is not there yet."));
      return;
    }
  /* What is saved was checked as it is saved. */
  self->save_waits = TRUE;
  balai_event_editor_check_now (self);
}

static void
balai_event_editor_applied (BalaiStoreEditor *editor)
{
  balai_event_editor_drop_draft (BALAI_EVENT_EDITOR (editor));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  BalaiEventEditor *self = BALAI_EVENT_EDITOR (widget);

  if (self->draft != NULL && self->loaded->event != NULL && !balai_editor_window_is_busy (BALAI_EDITOR_WINDOW (self)))
    balai_event_editor_delete (self);
}

static void
balai_event_editor_dispose (GObject *object)
{
  BalaiEventEditor *self = BALAI_EVENT_EDITOR (object);

  balai_event_editor_stop_check (self);
  balai_event_editor_drop_draft (self);
  G_OBJECT_CLASS (balai_event_editor_parent_class)->dispose (object);
}

static void
balai_event_editor_finalize (GObject *object)
{
  BalaiEventEditor *self = BALAI_EVENT_EDITOR (object);

  g_clear_pointer (&self->outcome, balai_event_outcome_free);
  g_clear_pointer (&self->loaded, loaded_free);
  g_clear_object (&self->draft);
  g_clear_object (&self->series);
  g_clear_object (&self->prefilled);
  g_free (self->id);
  g_free (self->wanted_field);
  g_free (self->wanted_resource);
  g_free (self->draft_key);
  G_OBJECT_CLASS (balai_event_editor_parent_class)->finalize (object);
}

static void
balai_event_editor_class_init (BalaiEventEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = balai_event_editor_dispose;
  object_class->finalize = balai_event_editor_finalize;
  BALAI_EDITOR_WINDOW_CLASS (klass)->save = balai_event_editor_save;
  BALAI_STORE_EDITOR_CLASS (klass)->applied = balai_event_editor_applied;
  BALAI_STORE_EDITOR_CLASS (klass)->failed = balai_event_editor_failed;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "editor.delete", NULL, delete_action);
}

static void
balai_event_editor_init (BalaiEventEditor *self)
{
  const GType types[BALAI_EVENT_SECTIONS] = {
    balai_event_what_get_type (),   balai_event_when_get_type (), balai_event_where_get_type (),
    balai_event_who_get_type (),    balai_event_things_get_type (), balai_event_show_get_type (),
    balai_event_notes_get_type (),
  };
  GtkWidget *spinner = gtk_spinner_new ();

  self->saved_start = G_MININT64;
  self->occurrence = BALAI_NO_OCCURRENCE;
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_margin_top (spinner, 48);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Opening"), -1);
  gtk_stack_add_child (GTK_STACK (self->stack), spinner);
  self->which = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_stack_add_child (GTK_STACK (self->stack), self->which);
  self->form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  for (guint i = 0; i < BALAI_EVENT_SECTIONS; i++)
    {
      self->sections[i] = g_object_new (types[i], NULL);
      gtk_box_append (GTK_BOX (self->form), GTK_WIDGET (self->sections[i]));
    }
  self->delete_button = gtk_button_new_with_mnemonic (_("_Delete event"));
  gtk_widget_add_css_class (self->delete_button, "destructive-action");
  gtk_widget_set_halign (self->delete_button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->delete_button), "editor.delete");
  gtk_box_append (GTK_BOX (self->form), self->delete_button);
  gtk_stack_add_child (GTK_STACK (self->stack), self->form);
  balai_editor_window_set_body (BALAI_EDITOR_WINDOW (self), self->stack);
  balai_editor_window_set_blocked (BALAI_EDITOR_WINDOW (self), _("The event is being opened."));
  gtk_window_set_title (GTK_WINDOW (self), _("Event"));
}

static BalaiEventEditor *
new_editor (BalaiStore *store)
{
  return g_object_new (BALAI_TYPE_EVENT_EDITOR, "store", store, NULL);
}

/**
 * balai_event_editor_new:
 * @store: a store
 * @event: (nullable): the event, or %NULL for a new one
 * @prefill: (nullable): what is known of a new one; of an event that repeats its span is the date that was pointed at
 *
 * Returns: (transfer full): an editor, to be shown with balai_event_editor_present_at()
 */
GtkWidget *
balai_event_editor_new (BalaiStore              *store,
                        BalaiRecord             *event,
                        const BalaiEventPrefill *prefill)
{
  BalaiEventEditor *self;

  g_return_val_if_fail (BALAI_IS_STORE (store), NULL);

  if (event != NULL)
    return balai_event_editor_new_for_id (store, balai_record_get_id (event),
                                          prefill && prefill->span.end > prefill->span.start ? prefill->span.start
                                                                                             : BALAI_NO_OCCURRENCE);
  self = new_editor (store);
  self->prefilled = balai_record_new (&balai_event_kind);
  if (prefill != NULL)
    {
      self->prefill_span = prefill->span;
      self->prefill_all_day = prefill->all_day && prefill->span.end > prefill->span.start;
      if (prefill->opd != NULL)
        balai_record_set_text (self->prefilled, BALAI_EVENT_OPD, prefill->opd);
      if (prefill->venue != NULL)
        balai_record_set_text (self->prefilled, BALAI_EVENT_VENUE, prefill->venue);
      if (prefill->title != NULL)
        balai_record_set_text (self->prefilled, BALAI_EVENT_TITLE, prefill->title);
    }
  start_loading (self, NULL);
  return GTK_WIDGET (self);
}

/**
 * balai_event_editor_new_for_id:
 * @store: a store
 * @event: id of an event
 * @occurrence: start of the date that was pointed at, or %G_MININT64 for none: then of an event that repeats all dates
 *   are edited
 *
 * Returns: (transfer full): an editor, to be shown with balai_event_editor_present_at()
 */
GtkWidget *
balai_event_editor_new_for_id (BalaiStore *store,
                               const char *event,
                               int64_t     occurrence)
{
  BalaiEventEditor *self;

  g_return_val_if_fail (BALAI_IS_STORE (store) && event != NULL, NULL);

  self = new_editor (store);
  self->id = g_strdup (event);
  self->occurrence = occurrence;
  start_loading (self, NULL);
  return GTK_WIDGET (self);
}

/**
 * balai_event_editor_new_from_draft:
 * @store: a store
 * @draft: from balai_event_draft_find_finish()
 *
 * Returns: (transfer full): an editor that goes on where a crash left off
 */
GtkWidget *
balai_event_editor_new_from_draft (BalaiStore *store,
                                   const char *draft)
{
  BalaiEventEditor *self;

  g_return_val_if_fail (BALAI_IS_STORE (store) && draft != NULL, NULL);

  self = new_editor (store);
  self->draft_key = g_strdup (draft);
  start_loading (self, draft);
  return GTK_WIDGET (self);
}

/**
 * balai_event_editor_present_at:
 * @self: an editor
 * @parent: (nullable): the window it stands over
 * @field: (nullable): name of the field to go to: of the event ("venue", "start", "title"), or "people", "opds",
 *   "equipment"; %NULL for the title
 * @resource: (nullable): id of a person or pool there
 *
 * Shows it.
 */
void
balai_event_editor_present_at (BalaiEventEditor *self,
                               GtkWindow        *parent,
                               const char       *field,
                               const char       *resource)
{
  g_return_if_fail (BALAI_IS_EVENT_EDITOR (self));

  if (parent != NULL)
    gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  g_free (self->wanted_field);
  self->wanted_field = g_strdup (field);
  g_free (self->wanted_resource);
  self->wanted_resource = g_strdup (resource);
  gtk_window_present (GTK_WINDOW (self));
  if (self->draft != NULL)
    go_to_wanted (self);
}
