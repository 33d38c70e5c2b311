/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-record-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balai-field-row.h"
#include "balai-format.h"
#include "balai-note-row.h"
#include "balai-widget-tools.h"

/* Something lasts from day to day, or from time to time; a form asks for one of the two. */
enum
{
  TIMES_START,
  TIMES_END,
  TIMES_START_DATE,
  TIMES_END_DATE,
  N_TIMES,
};

/* What is proposed where there were only days, in seconds since midnight. */
#define OFFICE_OPENS  (8 * 3600)
#define OFFICE_CLOSES (16 * 3600)

/**
 * BalaiRecordForm:
 *
 * A form made from the table of a kind: one row for each of its fields, by its type. What a record cannot be saved with
 * is said under the row it comes from.
 */
struct _BalaiRecordForm
{
  AdwPreferencesGroup parent_instance;

  BalaiRecord *record; /* (owned) */
  GPtrArray   *rows;   /* (owned) (element-type BalaiFieldRow) */
  gboolean     suggesting; /* what is written into the rows nobody typed */
  BalaiFieldRow *advised; /* (unowned) (nullable): under which something is said that is not wrong */
  GtkSwitch   *all_day; /* (unowned) (nullable): of a record that has days or times */
  int          times[N_TIMES]; /* fields, where it has them */
  guint64      told;   /* fields a person has been in: nobody is told off for a field not reached yet */
};

G_DEFINE_FINAL_TYPE (BalaiRecordForm, balai_record_form, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
balai_record_form_dispose (GObject *object)
{
  BalaiRecordForm *self = BALAI_RECORD_FORM (object);

  /* Rows listen with plain data: they must not outlive it. */
  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    {
      BalaiFieldRow *row = self->rows->pdata[i];

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row->widget);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row->note);
    }
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (balai_record_form_parent_class)->dispose (object);
}

static void
balai_record_form_class_init (BalaiRecordFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balai_record_form_dispose;

  /**
   * BalaiRecordForm::changed:
   * @self: a form
   *
   * A field was changed.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
balai_record_form_init (BalaiRecordForm *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_field_row_free);
}

/* Fields that nobody has been in follow what is typed in others. */
static void
suggest (BalaiRecordForm *self)
{
  const BalaiKind *kind = balai_record_get_kind (self->record);

  if (kind->suggest == NULL || !balai_record_is_new (self->record))
    return;
  self->suggesting = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      BalaiFieldRow *row = self->rows->pdata[i];
      g_autofree char *text = NULL;

      if (!GTK_IS_EDITABLE (row->widget) || self->told & (G_GUINT64_CONSTANT (1) << row->field))
        continue;
      text = kind->suggest (self->record, row->field);
      if (text != NULL)
        gtk_editable_set_text (GTK_EDITABLE (row->widget), text);
    }
  self->suggesting = FALSE;
}

static void
row_changed (BalaiFieldRow *row,
             gpointer       data)
{
  BalaiRecordForm *self = data;

  if (self->suggesting)
    return;
  self->told |= G_GUINT64_CONSTANT (1) << row->field;
  suggest (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_row (BalaiRecordForm *self,
         int              field,
         const BalaiZone *zone,
         int64_t          today)
{
  BalaiFieldRow *row = balai_field_row_new (self->record, field, zone, today, row_changed, self);

  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row->widget);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row->note);
}

static BalaiFieldRow *
find_row (BalaiRecordForm *self,
          int              field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (((BalaiFieldRow *) self->rows->pdata[i])->field == field)
      return self->rows->pdata[i];
  return NULL;
}

static GtkEditable *
time_entry (BalaiRecordForm *self,
            int              which)
{
  return GTK_EDITABLE (find_row (self, self->times[which])->widget);
}

static void
show_times (BalaiRecordForm *self)
{
  gboolean all_day = gtk_switch_get_active (self->all_day);

  for (int i = 0; i < N_TIMES; i++)
    gtk_widget_set_visible (GTK_WIDGET (time_entry (self, i)), all_day == (i >= TIMES_START_DATE));
}

/* A span has a beginning; of days it may be one alone, of times the end is asked for as well. */
static void
mark_required (BalaiRecordForm *self)
{
  static const int required[] = { TIMES_START, TIMES_END, TIMES_START_DATE };

  for (guint i = 0; i < G_N_ELEMENTS (required); i++)
    {
      AdwPreferencesRow *row = ADW_PREFERENCES_ROW (time_entry (self, required[i]));
      g_autofree char *title = g_strdup_printf ("%s *", adw_preferences_row_get_title (row));

      adw_preferences_row_set_title (row, title);
    }
}

/* What was typed goes along: the days of the times, and the hours of an office for days. */
static void
all_day_switched (BalaiRecordForm *self)
{
  gboolean all_day = gtk_switch_get_active (self->all_day);

  for (int i = 0; i < 2; i++)
    {
      GtkEditable *from = time_entry (self, all_day ? i : TIMES_START_DATE + i);
      GtkEditable *to = time_entry (self, all_day ? TIMES_START_DATE + i : i);
      const char *typed = gtk_editable_get_text (from);
      const char *space = strrchr (typed, ' ');
      g_autofree char *text = NULL;

      if (*typed == '\0' && !all_day && i == 1)
        typed = gtk_editable_get_text (time_entry (self, TIMES_START_DATE));
      if (*typed == '\0')
        continue;
      if (all_day)
        {
          text = space != NULL ? g_strndup (typed, (gsize) (space - typed)) : g_strdup (typed);
        }
      else
        {
          g_autofree char *hour = balai_format_time (i == 0 ? OFFICE_OPENS : OFFICE_CLOSES);

          text = g_strdup_printf ("%s %s", typed, hour);
        }
      gtk_editable_set_text (to, text);
    }
  for (int i = 0; i < 2; i++)
    gtk_editable_set_text (time_entry (self, all_day ? i : TIMES_START_DATE + i), "");
  show_times (self);
}

static void
add_all_day (BalaiRecordForm *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", _("All day"), NULL);

  self->all_day = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->all_day), GTK_ALIGN_CENTER);
  gtk_switch_set_active (self->all_day, balai_record_is_null (self->record, self->times[TIMES_START]));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->all_day), GTK_ACCESSIBLE_PROPERTY_LABEL, _("All day"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->all_day));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->all_day));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

/* Returns whether records of the kind have days or times. */
static gboolean
find_times (BalaiRecordForm *self,
            const BalaiKind *kind)
{
  static const char *const names[N_TIMES] = { "start", "end", "start_date", "end_date" };

  for (int i = 0; i < N_TIMES; i++)
    if ((self->times[i] = balai_kind_find_field (kind, names[i])) < 0)
      return FALSE;
  return TRUE;
}

static gboolean
asks_for (const BalaiField *field,
          BalaiRecord      *record)
{
  return (field->flags & BALAI_FIELD_HIDDEN) == 0
         && ((field->flags & BALAI_FIELD_IMMUTABLE) == 0 || balai_record_is_new (record));
}

/**
 * balai_record_form_new:
 * @record: the record; the form writes into it
 * @fields: (nullable): indexes of the fields to ask for, ended by -1; %NULL for all there is to fill in
 * @zone: zone of the city, for times of a record that has none of its own
 * @today: days since 1970-01-01, for what is left out in typing a date
 *
 * Returns: (transfer full): a form
 */
GtkWidget *
balai_record_form_new (BalaiRecord     *record,
                       const int       *fields,
                       const BalaiZone *zone,
                       int64_t          today)
{
  BalaiRecordForm *self = g_object_new (BALAI_TYPE_RECORD_FORM, NULL);
  const BalaiKind *kind = balai_record_get_kind (record);
  gboolean timed = fields == NULL && find_times (self, kind);

  balai_widget_name_lists (GTK_WIDGET (self), balai_kind_get_label (kind));
  self->record = g_object_ref (record);
  for (int i = 0; fields == NULL && i < (int) kind->n_fields; i++)
    if (asks_for (&kind->fields[i], record))
      {
        if (timed && i == self->times[TIMES_START])
          add_all_day (self);
        add_row (self, i, zone, today);
      }
  for (; fields != NULL && *fields >= 0; fields++)
    add_row (self, *fields, zone, today);
  if (timed)
    {
      mark_required (self);
      show_times (self);
      g_signal_connect_swapped (self->all_day, "notify::active", G_CALLBACK (all_day_switched), self);
    }
  return GTK_WIDGET (self);
}

/**
 * balai_record_form_set_register:
 * @self: a form
 * @kind: name of a kind
 * @entries: (element-type BalaiRegisterEntry): its records
 *
 * What references to that kind are picked from.
 */
void
balai_record_form_set_register (BalaiRecordForm *self,
                                const char      *kind,
                                GListModel      *entries)
{
  const BalaiKind *own;

  g_return_if_fail (BALAI_IS_RECORD_FORM (self) && kind != NULL);

  own = balai_record_get_kind (self->record);
  for (guint i = 0; i < self->rows->len; i++)
    {
      BalaiFieldRow *row = self->rows->pdata[i];

      if (own->fields[row->field].type == BALAI_FIELD_REFERENCE && g_strcmp0 (own->fields[row->field].kind, kind) == 0)
        balai_field_row_set_model (row, entries);
    }
}

/**
 * balai_record_form_get_problem:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): why something that was typed cannot be read
 */
const char *
balai_record_form_get_problem (BalaiRecordForm *self)
{
  g_return_val_if_fail (BALAI_IS_RECORD_FORM (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (((BalaiFieldRow *) self->rows->pdata[i])->problem != NULL)
      return ((BalaiFieldRow *) self->rows->pdata[i])->problem;
  return NULL;
}

/**
 * balai_record_form_show:
 * @self: a form
 * @findings: (element-type BalaiFinding): what is wrong with the record
 *
 * Says it under the fields. That something is missing in a field is said only once a person has been there.
 */
void
balai_record_form_show (BalaiRecordForm *self,
                        GPtrArray       *findings)
{
  g_return_if_fail (BALAI_IS_RECORD_FORM (self) && findings != NULL);

  self->advised = NULL;
  for (guint i = 0; i < self->rows->len; i++)
    {
      BalaiFieldRow *row = self->rows->pdata[i];
      gboolean missing = balai_record_is_null (self->record, row->field);
      g_autofree char *text = NULL;

      for (guint k = 0; k < findings->len && text == NULL; k++)
        {
          const BalaiFinding *finding = findings->pdata[k];

          if (finding->field == row->field && (!missing || self->told & (G_GUINT64_CONSTANT (1) << row->field)))
            text = balai_finding_to_text (finding);
        }
      balai_field_row_say (row, text);
    }
}

/**
 * balai_record_form_advise:
 * @self: a form
 * @field: index of a field
 * @text: (nullable): what a person should know before saving, or %NULL for nothing
 * @detail: (nullable): lines below
 *
 * Says it under the field, in place of what was said so before, unless something is wrong there.
 */
void
balai_record_form_advise (BalaiRecordForm *self,
                          int              field,
                          const char      *text,
                          const char      *detail)
{
  BalaiFieldRow *row;

  g_return_if_fail (BALAI_IS_RECORD_FORM (self));

  row = find_row (self, field);
  if (self->advised != NULL && (text == NULL || self->advised != row))
    balai_field_row_say (self->advised, NULL);
  if (text == NULL || row == NULL
      || (self->advised != row && balai_note_row_get_text (BALAI_NOTE_ROW (row->note)) != NULL))
    {
      self->advised = NULL;
      return;
    }
  self->advised = row;
  balai_note_row_say (BALAI_NOTE_ROW (row->note), BALAI_STATE_ATTENTION, text, detail);
}

/**
 * balai_record_form_get_row:
 * @self: a form
 * @field: index of a field
 *
 * Returns: (transfer none) (nullable): the row of the field
 */
GtkWidget *
balai_record_form_get_row (BalaiRecordForm *self,
                           int              field)
{
  BalaiFieldRow *row;

  g_return_val_if_fail (BALAI_IS_RECORD_FORM (self), NULL);

  row = find_row (self, field);
  return row != NULL ? row->widget : NULL;
}

/**
 * balai_record_form_get_all_day:
 * @self: a form
 *
 * Returns: (transfer none) (nullable): what switches between days and times, of a record that has either
 */
GtkSwitch *
balai_record_form_get_all_day (BalaiRecordForm *self)
{
  g_return_val_if_fail (BALAI_IS_RECORD_FORM (self), NULL);

  return self->all_day;
}

/**
 * balai_record_form_focus:
 * @self: a form
 * @field: index of a field, or -1 for the first
 *
 * Returns: whether the field has the focus now
 */
gboolean
balai_record_form_focus (BalaiRecordForm *self,
                         int              field)
{
  GtkWidget *row;

  g_return_val_if_fail (BALAI_IS_RECORD_FORM (self), FALSE);

  /* Who is led to a field has been there. */
  if (field >= 0)
    self->told |= G_GUINT64_CONSTANT (1) << field;
  else if (self->rows->len > 0)
    field = ((BalaiFieldRow *) self->rows->pdata[0])->field;
  row = balai_record_form_get_row (self, field);
  return row != NULL && gtk_widget_grab_focus (row);
}
