/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-field-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balai-date-parse.h"
#include "balai-day.h"
#include "balai-format.h"
#include "balai-mini-calendar.h"
#include "balai-note-row.h"
#include "balai-picker-row.h"
#include "balai-zone.h"

/* What a field is typed as follows from its type alone. */

#define TODAY_KEY "balai-today"

static const BalaiField *
field_of (BalaiFieldRow *self)
{
  return &balai_record_get_kind (self->record)->fields[self->field];
}

static void
tell (BalaiFieldRow *self)
{
  ((BalaiFieldRowFunc) self->changed) (self, self->data);
}

static char *
format_number (BalaiFieldRow *self)
{
  int64_t value = balai_record_get_int (self->record, self->field);

  if (field_of (self)->type == BALAI_FIELD_DURATION)
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) (value / BALAI_MINUTE));
  return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) value);
}

/* A record that has a zone of its own is on its clock, any other on that of the city. */
static const BalaiZone *
zone_of (BalaiFieldRow *self)
{
  int field = balai_kind_find_field (balai_record_get_kind (self->record), "zone");
  const BalaiZone *own = field >= 0 ? balai_zone_get (balai_record_get_text (self->record, field)) : NULL;

  return own ? own : self->zone;
}

static char *
format_instant (int64_t          instant,
                const BalaiZone *zone)
{
  int64_t wall = balai_zone_to_wall (zone, instant);
  g_autofree char *date = balai_format_date (balai_wall_day (wall));
  g_autofree char *time = balai_format_time (balai_wall_second (wall));

  return g_strdup_printf ("%s %s", date, time);
}

/* What stands in an entry: not always what a list shows, since it must be possible to type it. */
static char *
format_value (BalaiFieldRow *self)
{
  if (balai_record_is_null (self->record, self->field))
    return g_strdup ("");
  switch (field_of (self)->type)
    {
    case BALAI_FIELD_INTEGER:
    case BALAI_FIELD_MONEY:
    case BALAI_FIELD_BASIS_POINTS:
    case BALAI_FIELD_DURATION:
      return format_number (self);
    case BALAI_FIELD_REAL:
      return g_strdup_printf ("%g", balai_record_get_real (self->record, self->field));
    case BALAI_FIELD_DATE:
      return balai_record_format_field (self->record, self->field);
    case BALAI_FIELD_TIME:
      return balai_format_time ((int) balai_record_get_int (self->record, self->field));
    case BALAI_FIELD_INSTANT:
      return format_instant (balai_record_get_int (self->record, self->field), zone_of (self));
    case BALAI_FIELD_TEXT:
    case BALAI_FIELD_CODE:
    case BALAI_FIELD_COORDINATES:
    case BALAI_FIELD_ATTACHMENT:
    case BALAI_FIELD_JSON:
    case BALAI_FIELD_ENUM:
    case BALAI_FIELD_REFERENCE:
    case BALAI_FIELD_BOOLEAN:
    default:
      return g_strdup (balai_record_get_text (self->record, self->field));
    }
}

/* "1.500", "Rp10.000" and "1500" are the same number. */
static gboolean
parse_number (const char *text,
              int64_t    *value)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  char *end;

  if (g_ascii_strncasecmp (text, "rp", 2) == 0)
    text += 2;
  for (const char *p = text; *p != '\0'; p++)
    if (*p != '.' && *p != ',' && *p != ' ')
      g_string_append_c (digits, *p);
  if (digits->len == 0 || digits->len > 18)
    return FALSE;
  *value = g_ascii_strtoll (digits->str, &end, 10);
  return *end == '\0';
}

static gboolean
parse_instant (const char      *text,
               int64_t          today,
               const BalaiZone *zone,
               int64_t         *instant)
{
  const char *space = strrchr (text, ' ');
  g_autofree char *date = space ? g_strndup (text, (gsize) (space - text)) : NULL;
  int64_t day;
  int second;

  if (space == NULL || !balai_date_parse (date, today, &day) || !balai_time_parse (space + 1, &second))
    return FALSE;
  *instant = balai_zone_to_instant (zone, day * BALAI_DAY + second);
  return TRUE;
}

/* Writes what was typed; returns what is wrong with it. */
static const char *
store_text (BalaiFieldRow *self,
            const char    *text,
            int64_t        today)
{
  BalaiRecord *record = self->record;
  int64_t number;
  int second;
  char *end;

  if (*text == '\0')
    {
      balai_record_set_null (record, self->field);
      return NULL;
    }
  switch (field_of (self)->type)
    {
    case BALAI_FIELD_INTEGER:
    case BALAI_FIELD_MONEY:
    case BALAI_FIELD_BASIS_POINTS:
    case BALAI_FIELD_DURATION:
      if (!parse_number (text, &number))
        return _("This is not a number.");
      if (field_of (self)->type == BALAI_FIELD_DURATION)
        number = MIN (number, G_MAXINT32) * BALAI_MINUTE;
      balai_record_set_int (record, self->field, number);
      return NULL;
    case BALAI_FIELD_REAL:
      {
        double real = g_ascii_strtod (text, &end);

        if (*end != '\0')
          return _("This is not a number.");
        balai_record_set_real (record, self->field, real);
        return NULL;
      }
    case BALAI_FIELD_DATE:
      if (!balai_date_parse (text, today, &number))
        return _("A date cannot be read. Write it like 15 Jul 2026.");
      balai_record_set_int (record, self->field, number + (field_of (self)->flags & BALAI_FIELD_DAY_AFTER ? 1 : 0));
      return NULL;
    case BALAI_FIELD_TIME:
      if (!balai_time_parse (text, &second))
        return _("A time cannot be read. Write it like 09.00.");
      balai_record_set_int (record, self->field, second);
      return NULL;
    case BALAI_FIELD_INSTANT:
      if (!parse_instant (text, today, zone_of (self), &number))
        return _("Write a date and a time, like 15 Jul 2026 09.00.");
      balai_record_set_int (record, self->field, number);
      return NULL;
    case BALAI_FIELD_TEXT:
    case BALAI_FIELD_CODE:
    case BALAI_FIELD_COORDINATES:
    case BALAI_FIELD_ATTACHMENT:
    case BALAI_FIELD_JSON:
    case BALAI_FIELD_ENUM:
    case BALAI_FIELD_REFERENCE:
    case BALAI_FIELD_BOOLEAN:
    default:
      balai_record_set_text (record, self->field, text);
      return NULL;
    }
}

static void
text_changed (BalaiFieldRow *self)
{
  g_autofree char *text = NULL;
  const char *problem;
  int64_t *today = g_object_get_data (G_OBJECT (self->widget), TODAY_KEY);

  if (self->filling)
    return;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->widget))));
  problem = store_text (self, text, *today);
  g_free (self->problem);
  self->problem = g_strdup (problem);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_STATE_INVALID,
                               problem ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  tell (self);
}

static void
buffer_changed (BalaiFieldRow *self,
                GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (self->filling)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  balai_record_set_text (self->record, self->field, text);
  tell (self);
}

static void
switched (BalaiFieldRow *self,
          GParamSpec    *pspec,
          GtkSwitch     *toggle)
{
  balai_record_set_int (self->record, self->field, gtk_switch_get_active (toggle));
  tell (self);
}

/* A list of codes that may be empty begins with nothing. */
static gboolean
may_be_empty (const BalaiField *field)
{
  return (field->flags & BALAI_FIELD_REQUIRED) == 0 && field->initial == NULL;
}

static void
chosen (BalaiFieldRow *self)
{
  const BalaiField *field = field_of (self);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->widget));

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (may_be_empty (field) && selected-- == 0)
    balai_record_set_null (self->record, self->field);
  else
    balai_record_set_text (self->record, self->field, g_ptr_array_index (self->codes, selected));
  tell (self);
}

static void
picked (BalaiFieldRow *self)
{
  BalaiRegisterEntry *entry =
    balai_register_picker_get_single (balai_picker_row_get_picker (BALAI_PICKER_ROW (self->widget)));

  balai_record_set_text (self->record, self->field, entry ? balai_register_entry_get_id (entry) : NULL);
  tell (self);
}

static char *
title_of (BalaiFieldRow *self)
{
  const BalaiField *field = field_of (self);
  const char *label = balai_field_get_label (field);
  g_autofree char *unit = NULL;

  if (field->type == BALAI_FIELD_DURATION)
    /* Translators: a field of a form that is typed in minutes */
    unit = g_strdup_printf (_("%s (minutes)"), label);
  else if (field->type == BALAI_FIELD_MONEY)
    unit = g_strdup_printf ("%s (Rp)", label);
  else if (field->type == BALAI_FIELD_INSTANT)
    unit = g_strdup_printf ("%s (%s)", label, balai_zone_get_short_name (zone_of (self), 0));
  if (field->flags & BALAI_FIELD_REQUIRED && field->type != BALAI_FIELD_BOOLEAN)
    return g_strdup_printf ("%s *", unit ? unit : label);
  return unit ? g_steal_pointer (&unit) : g_strdup (label);
}

static void
day_picked (BalaiMiniCalendar *calendar,
            gint64             day,
            GtkWidget         *row)
{
  g_autofree char *text = balai_format_date (day);

  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* Opens at the day that is written, or at today. */
static void
show_calendar (GtkMenuButton *button,
               gpointer       row)
{
  GtkPopover *popover = gtk_menu_button_get_popover (button);
  int64_t day = *(int64_t *) g_object_get_data (row, TODAY_KEY);

  balai_date_parse (gtk_editable_get_text (GTK_EDITABLE (row)), day, &day);
  if (popover == NULL)
    {
      GtkWidget *calendar = balai_mini_calendar_new ();

      popover = GTK_POPOVER (gtk_popover_new ());
      g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_picked), row, 0);
      gtk_popover_set_child (popover, calendar);
      gtk_menu_button_set_popover (button, GTK_WIDGET (popover));
    }
  balai_mini_calendar_set_day (BALAI_MINI_CALENDAR (gtk_popover_get_child (popover)), day);
}

static void
add_calendar (GtkWidget *row)
{
  GtkWidget *button = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "x-office-calendar-symbolic", "valign",
                                    GTK_ALIGN_CENTER, "tooltip-text", _("Choose a date"), NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Choose a date"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose a date"), -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), show_calendar, row, NULL);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
}

static GtkWidget *
new_entry (BalaiFieldRow *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, NULL);
  g_autofree char *text = format_value (self);
  BalaiFieldType type = field_of (self)->type;

  gtk_editable_set_text (GTK_EDITABLE (row), text);
  if (type == BALAI_FIELD_INTEGER || type == BALAI_FIELD_MONEY || type == BALAI_FIELD_DURATION)
    adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_DIGITS);
  if (type == BALAI_FIELD_DATE)
    add_calendar (row);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (text_changed), self);
  return row;
}

static GtkWidget *
new_text (BalaiFieldRow *self,
          const char    *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "use-markup", FALSE, "activatable", FALSE, "focusable",
                                 FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *view = gtk_text_view_new ();
  const char *text = balai_record_get_text (self->record, self->field);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_widget_set_size_request (view, -1, 60);
  gtk_widget_add_css_class (view, "formtext");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text ? text : "", -1);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed", G_CALLBACK (buffer_changed),
                            self);
  gtk_widget_add_css_class (row, "pickerrow");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), view);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static GtkWidget *
new_switch (BalaiFieldRow *self,
            const char    *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle), balai_record_get_boolean (self->record, self->field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (toggle, "notify::active", G_CALLBACK (switched), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  return row;
}

static GtkWidget *
new_choice (BalaiFieldRow *self)
{
  const BalaiField *field = field_of (self);
  GtkWidget *row = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, NULL);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autofree char *code = g_strdup (balai_record_get_text (self->record, self->field));
  guint selected = 0, first = 0;

  self->codes = g_ptr_array_new_with_free_func (g_free);

  if (may_be_empty (field))
    {
      /* Translators: nothing is chosen */
      gtk_string_list_append (words, C_("choice", "None"));
      first = 1;
    }
  for (guint i = 0; field->values[i].code != NULL; i++)
    {
      g_ptr_array_add (self->codes, g_strdup (field->values[i].code));
      gtk_string_list_append (words, balai_field_get_enum_label (field, field->values[i].code));
      if (g_strcmp0 (field->values[i].code, code) == 0)
        selected = i + first;
    }
  /* A code that is not offered stays what it is until another one is chosen. */
  if (field->type == BALAI_FIELD_CODE && code != NULL && !balai_field_has_enum_code (field, code))
    {
      selected = self->codes->len + first;
      g_ptr_array_add (self->codes, g_strdup (code));
      gtk_string_list_append (words, code);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  /* What is shown is what is saved. */
  if (code == NULL && first == 0)
    balai_record_set_text (self->record, self->field, field->values[0].code);
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (chosen), self);
  return row;
}

static GtkWidget *
new_picker (BalaiFieldRow *self,
            const char    *title)
{
  GtkWidget *row = balai_picker_row_new (title, _("Type a name"), FALSE);

  g_signal_connect_swapped (balai_picker_row_get_picker (BALAI_PICKER_ROW (row)), "changed", G_CALLBACK (picked), self);
  return row;
}

static GtkWidget *
new_widget (BalaiFieldRow *self,
            const char    *title)
{
  const BalaiField *field = field_of (self);

  switch (field->type)
    {
    case BALAI_FIELD_BOOLEAN:
      return new_switch (self, title);
    case BALAI_FIELD_ENUM:
      return new_choice (self);
    case BALAI_FIELD_REFERENCE:
      return new_picker (self, title);
    case BALAI_FIELD_TEXT:
      if (field->flags & BALAI_FIELD_MULTILINE)
        return new_text (self, title);
      return new_entry (self);
    case BALAI_FIELD_CODE:
      return field->values != NULL ? new_choice (self) : new_entry (self);
    case BALAI_FIELD_INTEGER:
    case BALAI_FIELD_REAL:
    case BALAI_FIELD_MONEY:
    case BALAI_FIELD_BASIS_POINTS:
    case BALAI_FIELD_DATE:
    case BALAI_FIELD_INSTANT:
    case BALAI_FIELD_TIME:
    case BALAI_FIELD_DURATION:
    case BALAI_FIELD_COORDINATES:
    case BALAI_FIELD_ATTACHMENT:
    case BALAI_FIELD_JSON:
    default:
      return new_entry (self);
    }
}

/**
 * balai_field_row_new:
 * @record: a record; outlives the row
 * @field: index of one of its fields
 * @zone: of the city, for a record that has none of its own
 * @today: days since 1970-01-01, for what is left out in typing a date
 * @changed: called when the field was changed
 * @data: for @changed
 *
 * Returns: (transfer full): a row for the field, by its type; its widgets are to be put into a list
 */
BalaiFieldRow *
balai_field_row_new (BalaiRecord       *record,
                     int                field,
                     const BalaiZone   *zone,
                     int64_t            today,
                     BalaiFieldRowFunc  changed,
                     gpointer           data)
{
  BalaiFieldRow *self = g_new0 (BalaiFieldRow, 1);
  g_autofree char *title = NULL;

  self->record = record;
  self->field = field;
  self->zone = zone;
  self->changed = (GCallback) changed;
  self->data = data;
  self->filling = TRUE;
  title = title_of (self);
  self->widget = new_widget (self, title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->widget), title);
  g_object_set_data_full (G_OBJECT (self->widget), TODAY_KEY, g_memdup2 (&today, sizeof today), g_free);
  self->note = balai_note_row_new ();
  balai_note_row_describe (BALAI_NOTE_ROW (self->note), self->widget);
  self->filling = FALSE;
  return self;
}

/**
 * balai_field_row_free:
 * @self: a row whose widgets are no more
 */
void
balai_field_row_free (BalaiFieldRow *self)
{
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_free (self->problem);
  g_free (self);
}

/**
 * balai_field_row_set_model:
 * @self: a row of a reference
 * @entries: (element-type BalaiRegisterEntry): what it can refer to
 */
void
balai_field_row_set_model (BalaiFieldRow *self,
                           GListModel    *entries)
{
  BalaiRegisterPicker *picker;
  const char *id = balai_record_get_text (self->record, self->field);

  g_return_if_fail (BALAI_IS_PICKER_ROW (self->widget));

  picker = balai_picker_row_get_picker (BALAI_PICKER_ROW (self->widget));
  balai_register_picker_set_model (picker, entries);
  balai_register_picker_select (picker, (const char *const[]) { id, NULL });
}

/**
 * balai_field_row_say:
 * @self: a row
 * @text: (nullable): what is wrong with the field, or %NULL for nothing; then its hint is said, if it has one
 */
void
balai_field_row_say (BalaiFieldRow *self,
                     const char    *text)
{
  if (self->problem != NULL)
    text = self->problem;
  if (text != NULL)
    balai_note_row_say (BALAI_NOTE_ROW (self->note), BALAI_STATE_WRONG, text, NULL);
  else if (field_of (self)->hint != NULL)
    balai_note_row_hint (BALAI_NOTE_ROW (self->note), _(field_of (self)->hint));
  else
    balai_note_row_hush (BALAI_NOTE_ROW (self->note));
}
