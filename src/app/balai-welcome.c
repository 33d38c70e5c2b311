/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-welcome.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "balai-banner.h"
#include "balai-error-text.h"
#include "balai-own-opd.h"
#include "balai-record-form.h"
#include "balai-registers.h"

#define CODE_LIMIT balai_opd_kind.fields[BALAI_OPD_CODE].maximum

/**
 * BalaiWelcome:
 *
 * The questions of the first start: for which office this computer works and, in a file that nobody has written in yet,
 * in which city. They need not be answered.
 */
struct _BalaiWelcome
{
  GtkBox        parent_instance;

  BalaiStore   *store;       /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GPtrArray    *opds;        /* (owned) (nullable) (element-type BalaiRecord) */
  BalaiRecord  *fresh;       /* (owned) (nullable): an office that the register has not got */
  BalaiRecord  *city;        /* (owned) (nullable) */

  BalaiBanner  *banner;
  GtkWidget    *known;
  GtkDropDown  *list;
  GtkBox       *forms;
  GtkWidget    *opd_form;    /* (unowned) (nullable) */
  GtkWidget    *city_form;   /* (unowned) (nullable) */
  GtkWidget    *go_on;
};

G_DEFINE_FINAL_TYPE (BalaiWelcome, balai_welcome, GTK_TYPE_BOX)

static const int opd_fields[] = { BALAI_OPD_NAME, BALAI_OPD_SHORT_NAME, -1 };
static const int city_fields[] = { BALAI_CITY_NAME, BALAI_CITY_CODE, BALAI_CITY_ZONE, -1 };

static guint signal_done;

/* One of the register, or none where it has not got it. */
static BalaiRecord *
get_chosen (BalaiWelcome *self)
{
  guint selected = gtk_drop_down_get_selected (self->list);

  return self->opds != NULL && selected < self->opds->len ? self->opds->pdata[selected] : NULL;
}

static gboolean
has_name (BalaiRecord *opd)
{
  const char *name = balai_record_get_text (opd, BALAI_OPD_NAME);

  return name != NULL && *name != '\0';
}

/* What is wrong with what was typed stands under it. */
static gboolean
check (GtkWidget   *form,
       BalaiRecord *record)
{
  g_autoptr (GPtrArray) findings = balai_findings_new ();

  if (form == NULL)
    return TRUE;
  balai_kind_check (balai_record_get_kind (record), record, findings);
  balai_record_form_show (BALAI_RECORD_FORM (form), findings);
  return balai_findings_get_block (findings) == NULL;
}

static void
show (BalaiWelcome *self)
{
  gboolean city = check (self->city_form, self->city);

  if (self->opd_form == NULL)
    return;
  gtk_widget_set_visible (self->opd_form, get_chosen (self) == NULL);
  gtk_widget_set_sensitive (self->go_on, city && (get_chosen (self) != NULL || has_name (self->fresh)));
}

static void
on_selected (GtkDropDown  *list,
             GParamSpec   *pspec,
             BalaiWelcome *self)
{
  show (self);
}

static void
fail (BalaiWelcome *self,
      const GError *error)
{
  g_autofree char *words = balai_error_to_text (error);

  balai_banner_set_grave (self->banner, TRUE);
  balai_banner_show (self->banner, words, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
}

static void
on_set (GObject      *object,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (BalaiWelcome) self = user_data;
  g_autoptr (GError) error = NULL;

  if (balai_own_opd_set_finish (BALAI_STORE (object), result, &error))
    g_signal_emit (self, signal_done, 0);
  else
    fail (self, error);
}

/* What is kept before it is said which office it is: @opd is its id, "" for none. */
typedef struct
{
  BalaiWelcome *self;  /* (owned) */
  BalaiBatch   *batch; /* (owned) */
  char         *opd;   /* (owned) */
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  g_object_unref (keeping->self);
  balai_batch_unref (keeping->batch);
  g_free (keeping->opd);
  g_free (keeping);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Keeping, keeping_free)

static void
on_kept (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (Keeping) keeping = user_data;
  g_autoptr (GError) error = NULL;

  if (balai_store_apply_finish (BALAI_STORE (object), result, NULL, &error))
    balai_own_opd_set_async (keeping->self->store, keeping->opd, on_set, g_object_ref (keeping->self));
  else
    fail (keeping->self, error);
}

static BalaiRecord *
new_opd (BalaiWelcome *self)
{
  BalaiRecord *opd = balai_record_copy (self->fresh);
  const char *brief = balai_record_get_text (opd, BALAI_OPD_SHORT_NAME);
  const char *name = brief != NULL && *brief != '\0' ? brief : balai_record_get_text (opd, BALAI_OPD_NAME);

  /* A city that has codes for its offices enters them in the register; until then a name stands for it. */
  balai_record_take_text (opd, BALAI_OPD_CODE,
                          g_utf8_substring (name, 0, MIN (CODE_LIMIT, g_utf8_strlen (name, -1))));
  return opd;
}

/* The first start is no step that somebody would take back. */
static void
keep (BalaiWelcome *self,
      gboolean      answered)
{
  Keeping *keeping = g_new0 (Keeping, 1);
  BalaiRecord *chosen = get_chosen (self);

  keeping->self = g_object_ref (self);
  keeping->batch = balai_batch_new (_("First start"), BALAI_BATCH_NO_UNDO);
  keeping->opd = g_strdup (answered && chosen != NULL ? balai_record_get_id (chosen) : "");
  if (self->city_form != NULL && balai_record_is_dirty (self->city) && check (self->city_form, self->city))
    {
      g_autoptr (BalaiRecord) city = balai_record_copy (self->city);

      balai_batch_put (keeping->batch, city);
    }
  if (answered && chosen == NULL)
    {
      g_autoptr (BalaiRecord) opd = new_opd (self);

      balai_batch_put (keeping->batch, opd);
      g_free (keeping->opd);
      keeping->opd = g_strdup (balai_record_get_id (opd));
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  balai_store_apply_async (self->store, keeping->batch, NULL, on_kept, keeping);
}

static void
on_go_on (GtkWidget    *widget,
          BalaiWelcome *self)
{
  if (gtk_widget_get_sensitive (self->go_on))
    keep (self, TRUE);
}

static void
on_skip (GtkButton    *button,
         BalaiWelcome *self)
{
  keep (self, FALSE);
}

static GtkWidget *
add_form (BalaiWelcome *self,
          BalaiRecord  *record,
          const int    *fields)
{
  const BalaiZone *zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  GtkWidget *form =
    balai_record_form_new (record, fields, zone,
                           balai_zone_day (zone, balai_clock_now (balai_store_get_clock (self->store))));

  g_signal_connect_object (form, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  for (; *fields >= 0; fields++)
    {
      GtkWidget *row = balai_record_form_get_row (BALAI_RECORD_FORM (form), *fields);

      if (ADW_IS_ENTRY_ROW (row))
        g_signal_connect_object (row, "entry-activated", G_CALLBACK (on_go_on), self, 0);
    }
  gtk_box_append (self->forms, form);
  return form;
}

static void
name_row (GtkWidget  *form,
          int         field,
          const char *title)
{
  GtkWidget *row = balai_record_form_get_row (BALAI_RECORD_FORM (form), field);
  gboolean required = (balai_opd_kind.fields[field].flags & BALAI_FIELD_REQUIRED) != 0;
  g_autofree char *words = required ? g_strdup_printf ("%s *", title) : g_strdup (title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
}

static void read_own (BalaiWelcome *self);

static void
on_read (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiOwnOpd) own = balai_own_opd_read_finish (BALAI_STORE (object), result, &error);
  g_autoptr (GtkStringList) names = NULL;
  BalaiWelcome *self;

  if (own == NULL)
    return;
  self = BALAI_WELCOME (user_data);
  if (self->opd_form == NULL)
    {
      names = gtk_string_list_new (NULL);
      for (guint i = 0; i < own->opds->len; i++)
        gtk_string_list_append (names, balai_record_get_title (own->opds->pdata[i]));
      gtk_string_list_append (names, _("Another, not in the list"));
      self->opds = g_steal_pointer (&own->opds);
      gtk_drop_down_set_model (self->list, G_LIST_MODEL (names));
      gtk_widget_set_visible (self->known, self->opds->len > 0);
      self->fresh = balai_record_new (&balai_opd_kind);
      self->opd_form = add_form (self, self->fresh, opd_fields);
      /* Beside the city's name a bare "Name" would be anybody's. */
      name_row (self->opd_form, BALAI_OPD_NAME, _("Name of the OPD"));
      name_row (self->opd_form, BALAI_OPD_SHORT_NAME, _("Short name, as on a door sign"));
      balai_record_form_focus (BALAI_RECORD_FORM (self->opd_form), -1);
    }
  /* Who finds offices there already finds their city too. */
  if (self->city_form == NULL && own->city != NULL && self->opds->len == 0)
    {
      self->city = balai_record_copy (own->city);
      self->city_form = add_form (self, self->city, city_fields);
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->city_form),
                                       balai_kind_get_label (&balai_city_kind));
    }
  show (self);
}

/* In a new file the city is written while this is read. */
static void
on_changed (BalaiStore   *store,
            BalaiChanges *changes,
            BalaiWelcome *self)
{
  if (self->city_form == NULL && balai_changes_has_kind (changes, &balai_city_kind))
    read_own (self);
}

static void
read_own (BalaiWelcome *self)
{
  balai_own_opd_read_async (self->store, self->cancellable, on_read, self);
}

static void
balai_welcome_dispose (GObject *object)
{
  BalaiWelcome *self = BALAI_WELCOME (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), BALAI_TYPE_WELCOME);
  G_OBJECT_CLASS (balai_welcome_parent_class)->dispose (object);
}

static void
balai_welcome_finalize (GObject *object)
{
  BalaiWelcome *self = BALAI_WELCOME (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->opds, g_ptr_array_unref);
  g_clear_object (&self->fresh);
  g_clear_object (&self->city);
  G_OBJECT_CLASS (balai_welcome_parent_class)->finalize (object);
}

static void
balai_welcome_class_init (BalaiWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_welcome_dispose;
  G_OBJECT_CLASS (klass)->finalize = balai_welcome_finalize;
  /**
   * BalaiWelcome::done:
   * @self: the questions
   *
   * They were answered, or put off.
   */
  signal_done = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                              0);
  g_type_ensure (BALAI_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/app/balai-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiWelcome, banner);
  gtk_widget_class_bind_template_child (widget_class, BalaiWelcome, known);
  gtk_widget_class_bind_template_child (widget_class, BalaiWelcome, list);
  gtk_widget_class_bind_template_child (widget_class, BalaiWelcome, forms);
  gtk_widget_class_bind_template_child (widget_class, BalaiWelcome, go_on);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_go_on);
  gtk_widget_class_bind_template_callback (widget_class, on_skip);
}

static void
balai_welcome_init (BalaiWelcome *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * balai_welcome_new:
 * @store: the records
 *
 * Returns: (transfer floating): the questions
 */
GtkWidget *
balai_welcome_new (BalaiStore *store)
{
  BalaiWelcome *self;

  g_return_val_if_fail (BALAI_IS_STORE (store), NULL);

  self = g_object_new (BALAI_TYPE_WELCOME, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_changed), self, 0);
  read_own (self);
  return GTK_WIDGET (self);
}

/**
 * balai_welcome_is_needed_async:
 * @store: the records
 * @cancellable: (nullable): to stop it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks whether this is the first start: nothing was entered, and the questions were never answered.
 */
void
balai_welcome_is_needed_async (BalaiStore          *store,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  balai_own_opd_read_async (store, cancellable, callback, user_data);
}

gboolean
balai_welcome_is_needed_finish (BalaiStore    *store,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_autoptr (BalaiOwnOpd) own = balai_own_opd_read_finish (store, result, error);

  return own != NULL && own->own == NULL && own->empty;
}
