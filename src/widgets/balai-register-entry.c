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
  BalaiState state;
};

G_DEFINE_FINAL_TYPE (BalaiRegisterEntry, balai_register_entry, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
} BalaiRegisterEntryProperty;

static GParamSpec *properties[PROP_STATE + 1];

static void
balai_register_entry_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch ((BalaiRegisterEntryProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_uint (value, BALAI_REGISTER_ENTRY (object)->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

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

  object_class->get_property = balai_register_entry_get_property;
  object_class->finalize = balai_register_entry_finalize;
  properties[PROP_STATE] = g_param_spec_uint ("state", NULL, NULL, 0, BALAI_N_STATES - 1, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
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
 * @state: whether it can be had
 *
 * Returns: (transfer full): an entry
 */
BalaiRegisterEntry *
balai_register_entry_new (const char *id,
                          const char *title,
                          const char *subtitle,
                          const char *icon_name,
                          BalaiState  state)
{
  BalaiRegisterEntry *self;

  g_return_val_if_fail (id != NULL && title != NULL && (guint) state < BALAI_N_STATES, NULL);

  self = g_object_new (BALAI_TYPE_REGISTER_ENTRY, NULL);
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->icon_name = g_strdup (icon_name);
  self->state = state;
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

BalaiState
balai_register_entry_get_state (BalaiRegisterEntry *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_ENTRY (self), BALAI_STATE_SAFE);

  return self->state;
}

/**
 * balai_register_entry_set_state:
 * @self: an entry
 * @state: whether it can be had, as a live check found; pickers that show it follow
 */
void
balai_register_entry_set_state (BalaiRegisterEntry *self,
                                BalaiState          state)
{
  g_return_if_fail (BALAI_IS_REGISTER_ENTRY (self) && (guint) state < BALAI_N_STATES);

  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
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
