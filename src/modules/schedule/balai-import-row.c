/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-row.h"

#include <glib/gi18n-lib.h>

#include "balai-event.h"
#include "balai-format.h"
#include "balai-registers.h"
#include "balai-repeat-text.h"
#include "balai-state.h"

struct _BalaiImportRow
{
  GtkBox            parent_instance;

  BalaiImportJob   *job;   /* (owned) */
  BalaiImportEntry *entry; /* (owned) (nullable) */
  char             *words; /* (owned) (nullable): all of it, for a screen reader */
  gboolean          binding;

  GtkCheckButton   *create;
  GtkImage         *sign;
  GtkLabel         *title;
  GtkLabel         *detail;
  GtkWidget        *clash;
  GtkImage         *clash_sign;
  GtkLabel         *clash_words;
  GtkLabel         *state;
  GtkDropDown      *resolution;
};

G_DEFINE_FINAL_TYPE (BalaiImportRow, balai_import_row, GTK_TYPE_BOX)

static guint signal_answered;

/**
 * balai_import_state_word:
 * @state: what becomes of an event
 *
 * Returns: (transfer none): the word for it
 */
const char *
balai_import_state_word (BalaiImportState state)
{
  switch (state)
    {
    case BALAI_IMPORT_NEW:
      return C_("import", "New");
    case BALAI_IMPORT_CHANGED:
      return C_("import", "Changed");
    case BALAI_IMPORT_SAME:
      return C_("import", "Same");
    case BALAI_IMPORT_CONFLICTING:
      return C_("import", "Changed on both sides");
    case BALAI_IMPORT_UNREADABLE:
    default:
      return C_("import", "Unreadable");
    }
}

/**
 * balai_import_state_icon:
 * @state: what becomes of an event
 *
 * Returns: (transfer none): the sign for it
 */
const char *
balai_import_state_icon (BalaiImportState state)
{
  switch (state)
    {
    case BALAI_IMPORT_NEW:
      return "list-add-symbolic";
    case BALAI_IMPORT_CHANGED:
      return "document-edit-symbolic";
    case BALAI_IMPORT_SAME:
      return "balai-safe-symbolic";
    case BALAI_IMPORT_CONFLICTING:
      return "balai-returned-symbolic";
    case BALAI_IMPORT_UNREADABLE:
    default:
      return "balai-attention-symbolic";
    }
}

static void
on_create (GtkCheckButton *button,
           BalaiImportRow *self)
{
  const BalaiImportProposal *proposal = self->entry ? balai_import_entry_get_proposal (self->entry) : NULL;

  if (self->binding || proposal == NULL)
    return;
  balai_import_job_set_create (self->job, proposal->key, gtk_check_button_get_active (button));
  g_signal_emit (self, signal_answered, 0);
}

static void
on_resolution (GtkDropDown    *list,
               GParamSpec     *pspec,
               BalaiImportRow *self)
{
  const BalaiImportItem *item = self->entry ? balai_import_entry_get_item (self->entry) : NULL;

  if (self->binding || item == NULL || item->key == NULL)
    return;
  balai_import_job_set_resolution (self->job, item->key,
                                   (BalaiImportResolution) gtk_drop_down_get_selected (list));
  g_signal_emit (self, signal_answered, 0);
}

static void
append_line (GString    *text,
             const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static char *
say_when (BalaiRecord *event)
{
  const char *name = balai_record_get_text (event, BALAI_EVENT_ZONE);
  const BalaiZone *zone = name ? balai_zone_get (name) : NULL;
  BalaiSpan span;

  if (zone == NULL)
    zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  if (!balai_event_get_span (event, balai_zone_get_name (zone), &span))
    return NULL;
  return balai_format_when (span, balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY), zone);
}

/* When, how often and where, as much of it as there is. */
static char *
say_when_and_where (const BalaiImportItem *item)
{
  g_autofree char *when = say_when (item->event);
  g_autofree char *repeat = balai_event_describe_repeat (item->event, NULL);
  const char *parts[] = { NULL, NULL, NULL, NULL };
  guint n = 0;

  if (when != NULL)
    parts[n++] = when;
  if (repeat != NULL)
    parts[n++] = repeat;
  if (item->venue != NULL)
    parts[n++] = item->venue;
  else if (!balai_record_is_null (item->event, BALAI_EVENT_PLACE))
    parts[n++] = balai_record_get_text (item->event, BALAI_EVENT_PLACE);
  return n > 0 ? g_strjoinv (" · ", (char **) parts) : NULL;
}

static char *
say_difference (const BalaiImportDifference *difference)
{
  const char *label = balai_field_get_label (&difference->kind->fields[difference->field]);
  const char *ours = difference->ours && *difference->ours ? difference->ours : _("nothing");
  const char *theirs = difference->theirs && *difference->theirs ? difference->theirs : _("nothing");

  if (difference->who != NULL)
    /* Translators: name of a field, a person, what Balai has, what the file says */
    return g_strdup_printf (_("%1$s of %2$s: %3$s → %4$s"), label, difference->who, ours, theirs);
  /* Translators: name of a field, what Balai has, what the file says */
  return g_strdup_printf (_("%1$s: %2$s → %3$s"), label, ours, theirs);
}

static char *
say_clash (const BalaiImportItem *item)
{
  const char *name = item->event ? balai_record_get_text (item->event, BALAI_EVENT_ZONE) : NULL;
  const BalaiZone *zone = name ? balai_zone_get (name) : NULL;
  g_autofree char *when = balai_format_when (item->clash_span, FALSE,
                                             zone ? zone : balai_zone_get (BALAI_ZONE_JAKARTA));
  const char *where = item->clash_resource ? item->clash_resource : "";
  g_autofree char *more = NULL;
  g_autofree char *first = NULL;

  if (item->clash_in_file)
    /* Translators: title of another event of the same file, room or person, when */
    first = g_strdup_printf (_("Clashes with “%1$s” in the file: %2$s, %3$s"), item->clash_title, where, when);
  else
    /* Translators: title of an event of the calendar, room or person, when */
    first = g_strdup_printf (_("Clashes with “%1$s” in the calendar: %2$s, %3$s"), item->clash_title, where, when);
  if (item->n_clashes == 1)
    return g_steal_pointer (&first);
  more = g_strdup_printf (ngettext ("and %u clash more", "and %u clashes more", item->n_clashes - 1),
                          item->n_clashes - 1);
  return g_strdup_printf ("%s · %s", first, more);
}

static char *
say_detail (const BalaiImportItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *when = item->event ? say_when_and_where (item) : NULL;

  if (item->state == BALAI_IMPORT_UNREADABLE)
    {
      g_autofree char *problem = balai_import_problem_to_text (item->problem, NULL);
      g_autofree char *line = g_strdup_printf (_("Line %1$u: %2$s"), item->line, problem);

      append_line (text, line);
      if (item->text != NULL)
        append_line (text, item->text);
    }
  if (item->invitation && item->inviter != NULL)
    {
      /* Translators: an office or a person */
      g_autofree char *line = g_strdup_printf (_("Invitation from %s"), item->inviter);

      append_line (text, line);
    }
  else if (item->invitation)
    append_line (text, C_("import", "Invitation"));
  if (when != NULL)
    append_line (text, when);
  for (guint i = 0; item->differences != NULL && i < item->differences->len; i++)
    {
      g_autofree char *line = say_difference (item->differences->pdata[i]);

      append_line (text, line);
    }
  for (guint i = 0; i < item->notes->len; i++)
    {
      const BalaiImportNote *note = item->notes->pdata[i];
      g_autofree char *problem = balai_import_problem_to_text (note->problem, note->text);
      g_autofree char *line = g_strdup_printf (_("Line %1$u: %2$s"), note->line, problem);

      append_line (text, line);
    }
  if (item->twin_title != NULL)
    {
      g_autofree char *line = g_strdup_printf (_("The same event? “%s” is at the same time and place."),
                                               item->twin_title);

      append_line (text, line);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_item (BalaiImportRow        *self,
           const BalaiImportItem *item)
{
  const char *title = item->event ? balai_record_get_title (item->event) : NULL;
  g_autofree char *detail = say_detail (item);
  g_autofree char *clash = item->n_clashes > 0 ? say_clash (item) : NULL;

  if (title == NULL || *title == '\0')
    title = item->state == BALAI_IMPORT_UNREADABLE ? _("Could not be read") : _("Untitled event");
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->detail, detail);
  gtk_label_set_text (self->state, balai_import_state_word (item->state));
  gtk_image_set_from_icon_name (self->sign, balai_import_state_icon (item->state));
  gtk_label_set_text (self->clash_words, clash ? clash : "");
  gtk_widget_set_visible (self->clash, clash != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->resolution), item->state == BALAI_IMPORT_CONFLICTING);
  if (item->state == BALAI_IMPORT_CONFLICTING && item->key != NULL)
    gtk_drop_down_set_selected (self->resolution, balai_import_job_get_resolution (self->job, item->key));
  if (clash != NULL)
    /* Translators: what becomes of an event ("New"), its title, when and where, what it clashes with */
    self->words = g_strdup_printf (_("%1$s: %2$s, %3$s, %4$s"), balai_import_state_word (item->state), title, detail,
                                   clash);
  else
    self->words = g_strdup_printf (_("%1$s: %2$s, %3$s"), balai_import_state_word (item->state), title, detail);
}

static const char *
word_of_new (const BalaiKind *kind)
{
  if (kind == &balai_venue_kind)
    return C_("import", "New venue");
  if (kind == &balai_opd_kind)
    return C_("import", "New OPD");
  return kind == &balai_person_kind ? C_("import", "New person") : C_("import", "New equipment");
}

static void
show_proposal (BalaiImportRow            *self,
               const BalaiImportProposal *proposal)
{
  g_autofree char *uses = NULL;
  g_autofree char *detail = NULL;

  uses = g_strdup_printf (ngettext ("in %u event", "in %u events", proposal->uses), proposal->uses);
  detail = g_strjoin (" · ", word_of_new (proposal->kind), uses, proposal->mail, NULL);
  gtk_label_set_text (self->title, proposal->name);
  gtk_label_set_text (self->detail, detail);
  gtk_label_set_text (self->state, "");
  gtk_image_set_from_icon_name (self->sign, proposal->kind == &balai_venue_kind ? "mark-location-symbolic"
                                                                                : "avatar-default-symbolic");
  gtk_widget_set_visible (self->clash, FALSE);
  gtk_check_button_set_active (self->create, balai_import_job_get_create (self->job, proposal->key));
  gtk_widget_set_visible (GTK_WIDGET (self->resolution), FALSE);
  self->words = g_strdup_printf (_("%1$s, %2$s"), proposal->name, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->create), GTK_ACCESSIBLE_PROPERTY_LABEL, self->words, -1);
}

static void
balai_import_row_dispose (GObject *object)
{
  BalaiImportRow *self = BALAI_IMPORT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BALAI_TYPE_IMPORT_ROW);
  g_clear_object (&self->entry);
  G_OBJECT_CLASS (balai_import_row_parent_class)->dispose (object);
}

static void
balai_import_row_finalize (GObject *object)
{
  BalaiImportRow *self = BALAI_IMPORT_ROW (object);

  g_clear_pointer (&self->job, balai_import_job_unref);
  g_free (self->words);
  G_OBJECT_CLASS (balai_import_row_parent_class)->finalize (object);
}

static void
balai_import_row_class_init (BalaiImportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_import_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = balai_import_row_finalize;
  /**
   * BalaiImportRow::answered:
   * @self: a row
   *
   * The person gave an answer that the job has taken.
   */
  signal_answered = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-import-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiImportRow, create);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportRow, sign);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportRow, title);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportRow, detail);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportRow, clash);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportRow, clash_sign);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportRow, clash_words);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportRow, state);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportRow, resolution);
  gtk_widget_class_bind_template_callback (widget_class, on_create);
  gtk_widget_class_bind_template_callback (widget_class, on_resolution);
}

static void
balai_import_row_init (BalaiImportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_image_set_from_icon_name (self->clash_sign, balai_state_get_icon_name (BALAI_STATE_CONFLICT));
  gtk_widget_add_css_class (self->clash, balai_state_get_css_class (BALAI_STATE_CONFLICT));
}

/**
 * balai_import_row_new:
 * @job: takes the answers
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
balai_import_row_new (BalaiImportJob *job)
{
  BalaiImportRow *self = g_object_new (BALAI_TYPE_IMPORT_ROW, NULL);

  self->job = balai_import_job_ref (job);
  return GTK_WIDGET (self);
}

/**
 * balai_import_row_bind:
 * @self: a row
 * @entry: (nullable): what it shows
 */
void
balai_import_row_bind (BalaiImportRow   *self,
                       BalaiImportEntry *entry)
{
  g_return_if_fail (BALAI_IS_IMPORT_ROW (self));

  g_set_object (&self->entry, entry);
  g_clear_pointer (&self->words, g_free);
  if (entry == NULL)
    return;
  self->binding = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->create), balai_import_entry_get_proposal (entry) != NULL);
  if (balai_import_entry_get_proposal (entry) != NULL)
    show_proposal (self, balai_import_entry_get_proposal (entry));
  else
    show_item (self, balai_import_entry_get_item (entry));
  self->binding = FALSE;
}

/**
 * balai_import_row_get_words:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): all it shows, as a screen reader says it
 */
const char *
balai_import_row_get_words (BalaiImportRow *self)
{
  g_return_val_if_fail (BALAI_IS_IMPORT_ROW (self), NULL);

  return self->words;
}
