/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-page.h"

/**
 * BalaiPage:
 *
 * What a module shows in the window: a title, a badge that counts what waits for the person, and a life of its own
 * while it is seen.
 */
typedef struct
{
  char *title;       /* (owned) (nullable) */
  guint badge;
  gboolean is_set_up;
  GtkWidget *found; /* (unowned) (nullable): what is found is shown there */
} BalaiPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BalaiPage, balai_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_TITLE = 1,
  PROP_BADGE,
} BalaiPageProperty;

static GParamSpec *properties[PROP_BADGE + 1];

enum
{
  SIGNAL_SEARCH_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
balai_page_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  BalaiPagePrivate *priv = balai_page_get_instance_private (BALAI_PAGE (object));

  switch ((BalaiPageProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_BADGE:
      g_value_set_uint (value, priv->badge);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_page_set_property (GObject      *object,
                         guint         prop_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  BalaiPage *self = BALAI_PAGE (object);

  switch ((BalaiPageProperty) prop_id)
    {
    case PROP_TITLE:
      balai_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_BADGE:
      balai_page_set_badge (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_page_finalize (GObject *object)
{
  BalaiPagePrivate *priv = balai_page_get_instance_private (BALAI_PAGE (object));

  g_clear_pointer (&priv->title, g_free);
  g_clear_weak_pointer (&priv->found);
  G_OBJECT_CLASS (balai_page_parent_class)->finalize (object);
}

static void
balai_page_class_init (BalaiPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = balai_page_get_property;
  object_class->set_property = balai_page_set_property;
  object_class->finalize = balai_page_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_BADGE] = g_param_spec_uint ("badge", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  /**
   * BalaiPage::search-ended:
   * @self: a page
   *
   * The person went elsewhere on the page: what was searched for is not wanted any more.
   */
  signals[SIGNAL_SEARCH_ENDED] = g_signal_new ("search-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
balai_page_init (BalaiPage *self)
{
}

const char *
balai_page_get_title (BalaiPage *self)
{
  BalaiPagePrivate *priv = balai_page_get_instance_private (self);

  g_return_val_if_fail (BALAI_IS_PAGE (self), NULL);

  return priv->title;
}

static gboolean
set_text (char       **field,
          const char  *text)
{
  if (g_strcmp0 (*field, text) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (text);
  return TRUE;
}

void
balai_page_set_title (BalaiPage  *self,
                      const char *title)
{
  BalaiPagePrivate *priv = balai_page_get_instance_private (self);

  g_return_if_fail (BALAI_IS_PAGE (self));

  if (set_text (&priv->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

guint
balai_page_get_badge (BalaiPage *self)
{
  BalaiPagePrivate *priv = balai_page_get_instance_private (self);

  g_return_val_if_fail (BALAI_IS_PAGE (self), 0);

  return priv->badge;
}

/**
 * balai_page_set_badge:
 * @self: a page
 * @badge: how many things wait for the person; 0 for none
 */
void
balai_page_set_badge (BalaiPage *self,
                      guint      badge)
{
  BalaiPagePrivate *priv = balai_page_get_instance_private (self);

  g_return_if_fail (BALAI_IS_PAGE (self));

  if (priv->badge == badge)
    return;
  priv->badge = badge;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BADGE]);
}

/**
 * balai_page_switch_to:
 * @self: a page
 *
 * To be called by the window before the page is seen; sets the page up the first time.
 */
void
balai_page_switch_to (BalaiPage *self)
{
  BalaiPagePrivate *priv = balai_page_get_instance_private (self);
  BalaiPageClass *klass;

  g_return_if_fail (BALAI_IS_PAGE (self));

  klass = BALAI_PAGE_GET_CLASS (self);
  if (!priv->is_set_up)
    {
      priv->is_set_up = TRUE;
      if (klass->setup != NULL)
        klass->setup (self);
    }
  if (klass->switch_to != NULL)
    klass->switch_to (self);
}

/**
 * balai_page_switch_from:
 * @self: a page
 *
 * To be called by the window before another page is seen.
 */
void
balai_page_switch_from (BalaiPage *self)
{
  g_return_if_fail (BALAI_IS_PAGE (self));

  if (BALAI_PAGE_GET_CLASS (self)->switch_from != NULL)
    BALAI_PAGE_GET_CLASS (self)->switch_from (self);
}

/**
 * balai_page_search:
 * @self: a page
 * @text: (nullable): what to look for
 *
 * Returns: whether the page can search
 */
gboolean
balai_page_search (BalaiPage  *self,
                   const char *text)
{
  g_return_val_if_fail (BALAI_IS_PAGE (self), FALSE);

  return BALAI_PAGE_GET_CLASS (self)->search != NULL && BALAI_PAGE_GET_CLASS (self)->search (self, text);
}

/**
 * balai_page_end_search:
 * @self: a page that shows what was found
 *
 * For the page itself, when something else than what was found is to be seen.
 */
void
balai_page_end_search (BalaiPage *self)
{
  g_return_if_fail (BALAI_IS_PAGE (self));

  balai_page_search (self, NULL);
  g_signal_emit (self, signals[SIGNAL_SEARCH_ENDED], 0);
}

/**
 * balai_page_get_found:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what shows what was found
 */
GtkWidget *
balai_page_get_found (BalaiPage *self)
{
  BalaiPagePrivate *priv = balai_page_get_instance_private (self);

  g_return_val_if_fail (BALAI_IS_PAGE (self), NULL);

  return priv->found;
}

/**
 * balai_page_set_found:
 * @self: a page
 * @found: (nullable): a list, or a widget with the actions "found.focus" and "found.open"; it is part of the page
 *
 * Down goes from the words that are searched for to what is found, and Enter opens the first of it.
 */
void
balai_page_set_found (BalaiPage *self,
                      GtkWidget *found)
{
  BalaiPagePrivate *priv = balai_page_get_instance_private (self);

  g_return_if_fail (BALAI_IS_PAGE (self));

  g_set_weak_pointer (&priv->found, found);
}
