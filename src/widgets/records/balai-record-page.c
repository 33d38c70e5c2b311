/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-record-page.h"

/**
 * BalaiRecordPage:
 *
 * The page of a module: it gets the store at construction, and says what can be done on it.
 */
typedef struct
{
  BalaiStore         *store;   /* (owned) */
  GSimpleActionGroup *actions; /* (owned) */
  char               *prefix;  /* (owned) (nullable): name of the actions, until they are added and once it is gone */
} BalaiRecordPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BalaiRecordPage, balai_record_page, BALAI_TYPE_PAGE)

typedef enum
{
  PROP_STORE = 1,
} BalaiRecordPageProperty;

static GParamSpec *properties[PROP_STORE + 1];

static void
balai_record_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch ((BalaiRecordPageProperty) prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, balai_record_page_get_store (BALAI_RECORD_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_record_page_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  BalaiRecordPagePrivate *priv = balai_record_page_get_instance_private (BALAI_RECORD_PAGE (object));

  switch ((BalaiRecordPageProperty) prop_id)
    {
    case PROP_STORE:
      priv->store = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_record_page_dispose (GObject *object)
{
  BalaiRecordPagePrivate *priv = balai_record_page_get_instance_private (BALAI_RECORD_PAGE (object));

  /* The actions know the page: they must not be called any more. */
  if (priv->prefix != NULL)
    gtk_widget_insert_action_group (GTK_WIDGET (object), priv->prefix, NULL);
  g_clear_pointer (&priv->prefix, g_free);
  G_OBJECT_CLASS (balai_record_page_parent_class)->dispose (object);
}

static void
balai_record_page_finalize (GObject *object)
{
  BalaiRecordPagePrivate *priv = balai_record_page_get_instance_private (BALAI_RECORD_PAGE (object));

  g_clear_object (&priv->actions);
  g_clear_object (&priv->store);
  G_OBJECT_CLASS (balai_record_page_parent_class)->finalize (object);
}

static void
balai_record_page_class_init (BalaiRecordPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = balai_record_page_get_property;
  object_class->set_property = balai_record_page_set_property;
  object_class->dispose = balai_record_page_dispose;
  object_class->finalize = balai_record_page_finalize;

  /**
   * BalaiRecordPage:store:
   *
   * The records it shows.
   */
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, BALAI_TYPE_STORE,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
balai_record_page_init (BalaiRecordPage *self)
{
  BalaiRecordPagePrivate *priv = balai_record_page_get_instance_private (self);

  priv->actions = g_simple_action_group_new ();
}

/**
 * balai_record_page_get_store:
 * @self: a page
 *
 * Returns: (transfer none): the records it shows; set once it is constructed
 */
BalaiStore *
balai_record_page_get_store (BalaiRecordPage *self)
{
  BalaiRecordPagePrivate *priv = balai_record_page_get_instance_private (self);

  g_return_val_if_fail (BALAI_IS_RECORD_PAGE (self), NULL);

  return priv->store;
}

/**
 * balai_record_page_get_actions:
 * @self: a page
 *
 * Returns: (transfer none): what can be done on it
 */
GActionGroup *
balai_record_page_get_actions (BalaiRecordPage *self)
{
  BalaiRecordPagePrivate *priv = balai_record_page_get_instance_private (self);

  g_return_val_if_fail (BALAI_IS_RECORD_PAGE (self), NULL);

  return G_ACTION_GROUP (priv->actions);
}

/**
 * balai_record_page_add_actions:
 * @self: a page that is being made, before its template
 * @prefix: what they are called by before the dot: the id of the module, by which the window knows them too
 * @entries: (array length=n_entries): what can be done on it; the callbacks get the page
 * @n_entries: how many
 */
void
balai_record_page_add_actions (BalaiRecordPage    *self,
                               const char         *prefix,
                               const GActionEntry *entries,
                               guint               n_entries)
{
  BalaiRecordPagePrivate *priv = balai_record_page_get_instance_private (self);

  g_return_if_fail (BALAI_IS_RECORD_PAGE (self) && prefix != NULL && priv->prefix == NULL);

  priv->prefix = g_strdup (prefix);
  g_action_map_add_action_entries (G_ACTION_MAP (priv->actions), entries, (int) n_entries, self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), prefix, G_ACTION_GROUP (priv->actions));
}

/**
 * balai_record_page_get_action:
 * @self: a page
 * @name: name of one of its actions, without the prefix
 *
 * Returns: (transfer none): it, to be enabled or to get its state
 */
GSimpleAction *
balai_record_page_get_action (BalaiRecordPage *self,
                              const char      *name)
{
  BalaiRecordPagePrivate *priv = balai_record_page_get_instance_private (self);
  GAction *action;

  g_return_val_if_fail (BALAI_IS_RECORD_PAGE (self) && name != NULL, NULL);

  action = g_action_map_lookup_action (G_ACTION_MAP (priv->actions), name);
  g_return_val_if_fail (action != NULL, NULL);
  return G_SIMPLE_ACTION (action);
}
