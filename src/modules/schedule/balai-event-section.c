/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-section.h"

#include <glib/gi18n-lib.h>

#include "balai-conflict-text.h"

/**
 * BalaiEventSection:
 *
 * A part of the editor of events: it shows a draft, writes what is typed into it, and says what stands against it.
 */
typedef struct
{
  BalaiEventDraft           *draft;     /* (owned) (nullable) */
  const BalaiEventRegisters *registers; /* (unowned) (nullable): the editor keeps them */
  gboolean                   filling;
} BalaiEventSectionPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BalaiEventSection, balai_event_section, ADW_TYPE_PREFERENCES_GROUP)

#define PRIVATE(self) ((BalaiEventSectionPrivate *) balai_event_section_get_instance_private (self))
#define FIELD_KEY "balai-field"

static void
balai_event_section_dispose (GObject *object)
{
  g_clear_object (&PRIVATE (BALAI_EVENT_SECTION (object))->draft);
  G_OBJECT_CLASS (balai_event_section_parent_class)->dispose (object);
}

static void
balai_event_section_class_init (BalaiEventSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balai_event_section_dispose;
}

static void
balai_event_section_init (BalaiEventSection *self)
{
}

/**
 * balai_event_section_set_draft:
 * @self: a section
 * @draft: what is being edited
 * @registers: (transfer none): what can be picked; outlives the section
 */
void
balai_event_section_set_draft (BalaiEventSection         *self,
                               BalaiEventDraft           *draft,
                               const BalaiEventRegisters *registers)
{
  BalaiEventSectionPrivate *priv = PRIVATE (self);

  g_set_object (&priv->draft, draft);
  priv->registers = registers;
  priv->filling = TRUE;
  BALAI_EVENT_SECTION_GET_CLASS (self)->fill (self);
  priv->filling = FALSE;
}

BalaiEventDraft *
balai_event_section_get_draft (BalaiEventSection *self)
{
  return PRIVATE (self)->draft;
}

/**
 * balai_event_section_get_event:
 * @self: a section with a draft
 *
 * Returns: (transfer none): the event of its draft
 */
BalaiRecord *
balai_event_section_get_event (BalaiEventSection *self)
{
  return balai_event_draft_get_event (PRIVATE (self)->draft);
}

const BalaiEventRegisters *
balai_event_section_get_registers (BalaiEventSection *self)
{
  return PRIVATE (self)->registers;
}

/**
 * balai_event_section_is_filling:
 * @self: a section
 *
 * Returns: whether a change of a field is no person's doing
 */
gboolean
balai_event_section_is_filling (BalaiEventSection *self)
{
  return PRIVATE (self)->filling || PRIVATE (self)->draft == NULL;
}

void
balai_event_section_touch (BalaiEventSection *self)
{
  balai_event_draft_touch (PRIVATE (self)->draft);
}

void
balai_event_section_show_check (BalaiEventSection     *self,
                                const BalaiEventCheck *check)
{
  BalaiEventSectionClass *klass = BALAI_EVENT_SECTION_GET_CLASS (self);

  if (klass->show_check != NULL)
    klass->show_check (self, check);
}

/**
 * balai_event_section_focus_at:
 * @self: a section
 * @field: name of a field
 * @resource: (nullable): id of one of several things there
 *
 * Returns: whether the field is one of this section, and has the focus now
 */
gboolean
balai_event_section_focus_at (BalaiEventSection *self,
                              const char        *field,
                              const char        *resource)
{
  BalaiEventSectionClass *klass = BALAI_EVENT_SECTION_GET_CLASS (self);

  return klass->focus_at != NULL && klass->focus_at (self, field, resource);
}

static guint
count_there (const BalaiEventCheck *check,
             BalaiEventPart         part,
             const char            *resource)
{
  guint count = 0;

  for (guint i = 0; i < check->conflicts->len; i++)
    {
      const BalaiEventConflict *one = &g_array_index (check->conflicts, BalaiEventConflict, i);

      count += one->part == part && (resource == NULL || g_strcmp0 (resource, one->resource) == 0)
               && (one->conflict.level > BALAI_LEVEL_IGNORE || balai_conflict_class_is_clash (one->conflict.class_));
    }
  return count;
}

/**
 * balai_event_section_say:
 * @self: a section
 * @note: the row below the field
 * @check: (nullable): what was found
 * @part: what part of the event the field is
 * @resource: (nullable): id of one of several things there
 *
 * Says the worst that stands against the field, and how much more there is.
 */
void
balai_event_section_say (BalaiEventSection     *self,
                         BalaiNoteRow          *note,
                         const BalaiEventCheck *check,
                         BalaiEventPart         part,
                         const char            *resource)
{
  const BalaiEventConflict *worst = check ? balai_event_check_find (check, part, resource) : NULL;
  g_autofree char *text = NULL, *rival = NULL, *detail = NULL;
  guint more;

  if (worst == NULL)
    {
      balai_note_row_hush (note);
      return;
    }
  text = balai_conflict_to_text (check->rules, &worst->conflict, worst->rival,
                                 BALAI_CONFLICT_TEXT_ADVICE | (check->n_dates > 1 ? BALAI_CONFLICT_TEXT_DATE : 0));
  if (worst->rival != NULL)
    rival = balai_conflict_rival_to_text (worst->rival, PRIVATE (self)->registers->own_opd);
  more = count_there (check, part, resource) - 1;
  if (more > 0)
    {
      g_autofree char *others =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", more), more);

      detail = rival ? g_strdup_printf ("%s · %s", rival, others) : g_steal_pointer (&others);
    }
  else
    detail = g_steal_pointer (&rival);
  balai_note_row_say (note,
                      balai_conflict_class_is_clash (worst->conflict.class_)
                          || worst->conflict.level == BALAI_LEVEL_REFUSE
                        ? BALAI_STATE_CONFLICT : BALAI_STATE_ATTENTION,
                      text, detail);
}

static int
field_of (gpointer widget)
{
  return GPOINTER_TO_INT (g_object_get_data (widget, FIELD_KEY)) - 1;
}

static void
text_changed (GtkEditable       *editable,
              BalaiEventSection *self)
{
  if (balai_event_section_is_filling (self))
    return;
  balai_record_set_text (balai_event_section_get_event (self), field_of (editable), gtk_editable_get_text (editable));
  balai_event_section_touch (self);
}

/**
 * balai_event_section_bind_text:
 * @self: a section that is being filled
 * @editable: an entry or a row with one
 * @field: index of a field of the event
 *
 * Shows the field, and writes what is typed into it.
 */
void
balai_event_section_bind_text (BalaiEventSection *self,
                               GtkWidget         *editable,
                               int                field)
{
  const char *text = balai_record_get_text (balai_event_section_get_event (self), field);

  gtk_editable_set_text (GTK_EDITABLE (editable), text ? text : "");
  if (g_object_get_data (G_OBJECT (editable), FIELD_KEY) != NULL)
    return;
  g_object_set_data (G_OBJECT (editable), FIELD_KEY, GINT_TO_POINTER (field + 1));
  g_signal_connect_object (editable, "changed", G_CALLBACK (text_changed), self, 0);
}

static void
enum_changed (AdwComboRow       *row,
              GParamSpec        *pspec,
              BalaiEventSection *self)
{
  int field = field_of (row);
  guint selected = adw_combo_row_get_selected (row);

  if (balai_event_section_is_filling (self) || selected == GTK_INVALID_LIST_POSITION)
    return;
  balai_record_set_text (balai_event_section_get_event (self), field,
                         balai_event_kind.fields[field].values[selected].code);
  balai_event_section_touch (self);
}

/**
 * balai_event_section_bind_enum:
 * @self: a section that is being filled
 * @row: a row to choose from
 * @field: index of a field of the event that has a list of codes
 *
 * Shows the words of the codes, and writes the code that is chosen.
 */
void
balai_event_section_bind_enum (BalaiEventSection *self,
                               GtkWidget         *row,
                               int                field)
{
  const BalaiEnumValue *values = balai_event_kind.fields[field].values;
  const char *code = balai_record_get_text (balai_event_section_get_event (self), field);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; values[i].code != NULL; i++)
    {
      gtk_string_list_append (words, _(values[i].label));
      if (g_strcmp0 (values[i].code, code) == 0)
        selected = i;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  if (g_object_get_data (G_OBJECT (row), FIELD_KEY) != NULL)
    return;
  g_object_set_data (G_OBJECT (row), FIELD_KEY, GINT_TO_POINTER (field + 1));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (enum_changed), self, 0);
}
