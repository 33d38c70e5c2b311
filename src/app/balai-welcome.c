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
#include "balai-registers.h"

#define CODE_LIMIT balai_opd_kind.fields[BALAI_OPD_CODE].maximum

/**
 * BalaiWelcome:
 *
 * The one question of the first start: for which office this computer works. It need not be answered.
 */
struct _BalaiWelcome
{
  GtkBox        parent_instance;

  BalaiStore   *store;       /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GPtrArray    *opds;        /* (owned) (nullable) (element-type BalaiRecord) */

  BalaiBanner  *banner;
  GtkWidget    *known;
  GtkDropDown  *list;
  GtkWidget    *fresh;
  GtkEditable  *name;
  GtkEditable  *short_name;
  GtkWidget    *go_on;
};

G_DEFINE_FINAL_TYPE (BalaiWelcome, balai_welcome, GTK_TYPE_BOX)

static guint signal_done;

/* The register, or what is typed where it has not got it. */
static BalaiRecord *
get_chosen (BalaiWelcome *self)
{
  guint selected = gtk_drop_down_get_selected (self->list);

  return self->opds != NULL && selected < self->opds->len ? self->opds->pdata[selected] : NULL;
}

static char *
get_typed (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
show (BalaiWelcome *self)
{
  g_autofree char *name = get_typed (self->name);

  gtk_widget_set_visible (self->fresh, get_chosen (self) == NULL);
  gtk_widget_set_sensitive (self->go_on, get_chosen (self) != NULL || *name != '\0');
}

static void
on_typed (GtkEditable  *entry,
          BalaiWelcome *self)
{
  show (self);
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

static void
set_own (BalaiWelcome *self,
         const char   *opd)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  balai_own_opd_set_async (self->store, opd, on_set, g_object_ref (self));
}

static void
on_created (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (BalaiRecord) opd = user_data;
  g_autoptr (BalaiWelcome) self = g_object_steal_data (G_OBJECT (opd), "welcome");
  g_autoptr (GError) error = NULL;

  if (balai_store_apply_finish (BALAI_STORE (object), result, NULL, &error))
    set_own (self, balai_record_get_id (opd));
  else
    fail (self, error);
}

static void
create (BalaiWelcome *self)
{
  g_autofree char *name = get_typed (self->name);
  g_autofree char *brief = get_typed (self->short_name);
  /* A city that has codes for its offices enters them in the register; until then a name stands for it. */
  g_autofree char *code = g_utf8_substring (*brief != '\0' ? brief : name, 0,
                                            MIN (CODE_LIMIT, g_utf8_strlen (*brief != '\0' ? brief : name, -1)));
  g_autofree char *label = g_strdup_printf (_("New OPD “%s”"), name);
  g_autoptr (BalaiBatch) batch = balai_batch_new (label, BALAI_BATCH_DEFAULT);
  BalaiRecord *opd = balai_record_new (&balai_opd_kind);

  balai_record_set_text (opd, BALAI_OPD_NAME, name);
  if (*brief != '\0')
    balai_record_set_text (opd, BALAI_OPD_SHORT_NAME, brief);
  balai_record_set_text (opd, BALAI_OPD_CODE, code);
  balai_batch_put (batch, opd);
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  g_object_set_data (G_OBJECT (opd), "welcome", g_object_ref (self));
  balai_store_apply_async (self->store, batch, NULL, on_created, opd);
}

static void
on_go_on (GtkWidget    *widget,
          BalaiWelcome *self)
{
  if (!gtk_widget_get_sensitive (self->go_on))
    return;
  if (get_chosen (self) != NULL)
    set_own (self, balai_record_get_id (get_chosen (self)));
  else
    create (self);
}

static void
on_skip (GtkButton    *button,
         BalaiWelcome *self)
{
  set_own (self, "");
}

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
  names = gtk_string_list_new (NULL);
  for (guint i = 0; i < own->opds->len; i++)
    gtk_string_list_append (names, balai_record_get_title (own->opds->pdata[i]));
  gtk_string_list_append (names, _("Another, not in the list"));
  self->opds = g_steal_pointer (&own->opds);
  gtk_drop_down_set_model (self->list, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->known, self->opds->len > 0);
  show (self);
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
   * @self: the question
   *
   * It was answered, or put off.
   */
  signal_done = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                              0);
  g_type_ensure (BALAI_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/app/balai-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiWelcome, banner);
  gtk_widget_class_bind_template_child (widget_class, BalaiWelcome, known);
  gtk_widget_class_bind_template_child (widget_class, BalaiWelcome, list);
  gtk_widget_class_bind_template_child (widget_class, BalaiWelcome, fresh);
  gtk_widget_class_bind_template_child (widget_class, BalaiWelcome, name);
  gtk_widget_class_bind_template_child (widget_class, BalaiWelcome, short_name);
  gtk_widget_class_bind_template_child (widget_class, BalaiWelcome, go_on);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
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
 * Returns: (transfer floating): the question
 */
GtkWidget *
balai_welcome_new (BalaiStore *store)
{
  BalaiWelcome *self;

  g_return_val_if_fail (BALAI_IS_STORE (store), NULL);

  self = g_object_new (BALAI_TYPE_WELCOME, NULL);
  self->store = g_object_ref (store);
  balai_own_opd_read_async (store, self->cancellable, on_read, self);
  return GTK_WIDGET (self);
}

/**
 * balai_welcome_is_needed_async:
 * @store: the records
 * @cancellable: (nullable): to stop it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks whether this is the first start: nothing was entered, and the question was never answered.
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
