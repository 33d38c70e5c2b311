/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-register-entry.h"

#include "balai-fold.h"

/**
 * BalaiRegisterEntry:
 *
 * Something that can be picked from a register: a venue, a person, a pool, an OPD.
 */
struct _BalaiRegisterEntry
{
  GObject parent_instance;

  char *id;          /* (owned) */
  char *title;       /* (owned) */
  char *subtitle;    /* (owned) (nullable) */
  char *icon_name;   /* (owned) (nullable) */
  char *folded;      /* (owned) (nullable): made when it is first searched */
};

G_DEFINE_FINAL_TYPE (BalaiRegisterEntry, balai_register_entry, G_TYPE_OBJECT)

static void
balai_register_entry_finalize (GObject *object)
{
  BalaiRegisterEntry *self = BALAI_REGISTER_ENTRY (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->icon_name);
  g_free (self->folded);
  G_OBJECT_CLASS (balai_register_entry_parent_class)->finalize (object);
}

static void
balai_register_entry_class_init (BalaiRegisterEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = balai_register_entry_finalize;
}

static void
balai_register_entry_init (BalaiRegisterEntry *self)
{
}

/**
 * balai_register_entry_new:
 * @id: what is kept when it is picked
 * @title: its name
 * @subtitle: (nullable): what tells it from others of the name
 * @icon_name: (nullable): a sign for its kind
 *
 * Returns: (transfer full): an entry
 */
BalaiRegisterEntry *
balai_register_entry_new (const char *id,
                          const char *title,
                          const char *subtitle,
                          const char *icon_name)
{
  BalaiRegisterEntry *self;

  g_return_val_if_fail (id != NULL && title != NULL, NULL);

  self = g_object_new (BALAI_TYPE_REGISTER_ENTRY, NULL);
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->icon_name = g_strdup (icon_name);
  return self;
}

const char *
balai_register_entry_get_id (BalaiRegisterEntry *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_ENTRY (self), NULL);

  return self->id;
}

const char *
balai_register_entry_get_title (BalaiRegisterEntry *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_ENTRY (self), NULL);

  return self->title;
}

const char *
balai_register_entry_get_subtitle (BalaiRegisterEntry *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_ENTRY (self), NULL);

  return self->subtitle;
}

const char *
balai_register_entry_get_icon_name (BalaiRegisterEntry *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_ENTRY (self), NULL);

  return self->icon_name;
}

/**
 * balai_register_entry_matches:
 * @self: an entry
 * @folded_query: what is looked for, by balai_fold_text()
 *
 * Returns: whether its name or what stands under it has every word
 */
gboolean
balai_register_entry_matches (BalaiRegisterEntry *self,
                              const char         *folded_query)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_ENTRY (self) && folded_query != NULL, FALSE);

  if (self->folded == NULL)
    {
      g_autofree char *title = balai_fold_text (self->title);
      g_autofree char *subtitle = balai_fold_text (self->subtitle);

      self->folded = g_strconcat (title, subtitle, NULL);
    }
  return balai_fold_matches (self->folded, folded_query);
}
