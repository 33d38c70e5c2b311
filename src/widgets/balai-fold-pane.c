/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-fold-pane.h"

#include "balai-widget-tools.h"

/**
 * BalaiFoldPane:
 *
 * A side beside its content while there is room for both. In a narrow window the side lies over the content, and is
 * seen only while it is revealed; a click beside it, or Escape, puts it away.
 */
struct _BalaiFoldPane
{
  GtkWidget  parent_instance;

  GtkWidget *side;    /* (owned) (nullable) */
  GtkWidget *content; /* (owned) (nullable) */
  GtkWidget *shade;   /* (owned): what covers the content while the side lies over it */
  int        fold_width;
  guint      told; /* source that tells of being folded, or 0 */
  gboolean   folded;
  gboolean   told_folded;
  gboolean   revealed;
};

static void balai_fold_pane_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BalaiFoldPane, balai_fold_pane, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, balai_fold_pane_buildable_init))

typedef enum
{
  PROP_FOLDED = 1,
  PROP_REVEALED,
  PROP_FOLD_WIDTH,
} BalaiFoldPaneProperty;

static GParamSpec *properties[PROP_FOLD_WIDTH + 1];

static GtkBuildableIface *parent_buildable;

static gboolean
side_is_seen (BalaiFoldPane *self)
{
  return self->side != NULL && (!self->folded || self->revealed);
}

static void
show_parts (BalaiFoldPane *self)
{
  gboolean over = self->folded && self->revealed;

  if (self->side != NULL)
    {
      gtk_widget_set_child_visible (self->side, side_is_seen (self));
      if (self->folded)
        gtk_widget_add_css_class (self->side, "folded");
      else
        gtk_widget_remove_css_class (self->side, "folded");
    }
  gtk_widget_set_child_visible (self->shade, over);
  if (self->content != NULL)
    gtk_widget_set_can_focus (self->content, !over);
}

/* Listeners change other widgets, which is not allowed in the middle of an allocation. */
static gboolean
tell_folded (gpointer data)
{
  BalaiFoldPane *self = data;

  self->told = 0;
  if (self->told_folded == self->folded)
    return G_SOURCE_REMOVE;
  self->told_folded = self->folded;
  show_parts (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);
  return G_SOURCE_REMOVE;
}

static void
on_shade_pressed (GtkGestureClick *gesture,
                  int              n_press,
                  double           x,
                  double           y,
                  BalaiFoldPane   *self)
{
  balai_fold_pane_set_revealed (self, FALSE);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                BalaiFoldPane         *self)
{
  if (key != GDK_KEY_Escape || !self->folded || !self->revealed)
    return GDK_EVENT_PROPAGATE;
  balai_fold_pane_set_revealed (self, FALSE);
  return GDK_EVENT_STOP;
}

static void
balai_fold_pane_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  BalaiFoldPane *self = BALAI_FOLD_PANE (widget);
  int side_min = 0, side_nat = 0, content_min = 0, content_nat = 0;

  if (self->side != NULL)
    gtk_widget_measure (self->side, orientation, -1, &side_min, &side_nat, NULL, NULL);
  if (self->content != NULL)
    gtk_widget_measure (self->content, orientation, -1, &content_min, &content_nat, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (content_min, side_min);
      *natural = MAX (side_nat + content_nat, *minimum);
    }
  else
    {
      *minimum = MAX (content_min, side_min);
      *natural = MAX (content_nat, side_nat);
    }
}

static void
allocate_at (GtkWidget *child,
             int        x,
             int        width,
             int        height)
{
  GtkAllocation area = { x, 0, width, height };

  gtk_widget_size_allocate (child, &area, -1);
}

static void
balai_fold_pane_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  BalaiFoldPane *self = BALAI_FOLD_PANE (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int side_min = 0, side_width = 0, content_min = 0, beside;

  if (self->side != NULL)
    gtk_widget_measure (self->side, GTK_ORIENTATION_HORIZONTAL, -1, &side_min, &side_width, NULL, NULL);
  if (self->content != NULL)
    gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &content_min, NULL, NULL, NULL);
  self->folded = self->side != NULL
                 && (width < self->fold_width * balai_widget_text_scale (widget) || width < side_width + content_min);
  if (self->folded != self->told_folded && self->told == 0)
    self->told = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_folded, self, NULL);
  show_parts (self);
  beside = self->folded || self->side == NULL ? 0 : side_width;

  if (self->content != NULL)
    allocate_at (self->content, rtl ? 0 : beside, width - beside, height);
  if (gtk_widget_get_child_visible (self->shade))
    allocate_at (self->shade, 0, width, height);
  if (side_is_seen (self))
    {
      int taken = self->folded ? MAX (side_min, MIN (side_width, width - 48)) : side_width;

      allocate_at (self->side, rtl ? width - taken : 0, taken, height);
    }
}

static void
balai_fold_pane_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  BalaiFoldPane *self = BALAI_FOLD_PANE (widget);

  /* The side comes last: it lies over the rest. */
  if (self->content != NULL)
    gtk_widget_snapshot_child (widget, self->content, snapshot);
  gtk_widget_snapshot_child (widget, self->shade, snapshot);
  if (self->side != NULL)
    gtk_widget_snapshot_child (widget, self->side, snapshot);
}

static void
balai_fold_pane_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  BalaiFoldPane *self = BALAI_FOLD_PANE (object);

  switch ((BalaiFoldPaneProperty) prop_id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->told_folded);
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, self->revealed);
      break;
    case PROP_FOLD_WIDTH:
      g_value_set_int (value, self->fold_width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_fold_pane_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  BalaiFoldPane *self = BALAI_FOLD_PANE (object);

  switch ((BalaiFoldPaneProperty) prop_id)
    {
    case PROP_REVEALED:
      balai_fold_pane_set_revealed (self, g_value_get_boolean (value));
      break;
    case PROP_FOLD_WIDTH:
      if (self->fold_width == g_value_get_int (value))
        break;
      self->fold_width = g_value_get_int (value);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_FOLDED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_fold_pane_add_child (GtkBuildable *buildable,
                           GtkBuilder   *builder,
                           GObject      *child,
                           const char   *type)
{
  BalaiFoldPane *self = BALAI_FOLD_PANE (buildable);

  if (g_strcmp0 (type, "side") == 0)
    balai_fold_pane_set_side (self, GTK_WIDGET (child));
  else if (GTK_IS_WIDGET (child))
    balai_fold_pane_set_content (self, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
balai_fold_pane_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = balai_fold_pane_add_child;
}

static void
balai_fold_pane_dispose (GObject *object)
{
  BalaiFoldPane *self = BALAI_FOLD_PANE (object);

  g_clear_handle_id (&self->told, g_source_remove);
  g_clear_pointer (&self->side, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->shade, gtk_widget_unparent);
  G_OBJECT_CLASS (balai_fold_pane_parent_class)->dispose (object);
}

static void
balai_fold_pane_class_init (BalaiFoldPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = balai_fold_pane_dispose;
  object_class->get_property = balai_fold_pane_get_property;
  object_class->set_property = balai_fold_pane_set_property;
  widget_class->measure = balai_fold_pane_measure;
  widget_class->size_allocate = balai_fold_pane_size_allocate;
  widget_class->snapshot = balai_fold_pane_snapshot;

  /**
   * BalaiFoldPane:folded:
   *
   * Whether there is no room for both.
   */
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * BalaiFoldPane:revealed:
   *
   * Whether the side is seen while there is no room for both.
   */
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                    G_PARAM_EXPLICIT_NOTIFY);
  /**
   * BalaiFoldPane:fold-width:
   *
   * Below how many pixels there is no room for both, whatever they ask for.
   */
  properties[PROP_FOLD_WIDTH] = g_param_spec_int ("fold-width", NULL, NULL, 0, G_MAXINT, 0,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                  G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_css_name (widget_class, "foldpane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
balai_fold_pane_init (BalaiFoldPane *self)
{
  GtkGesture *press = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->shade = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (self->shade, "shade");
  gtk_widget_set_parent (self->shade, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->shade, FALSE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (on_shade_pressed), self, 0);
  gtk_widget_add_controller (self->shade, GTK_EVENT_CONTROLLER (press));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * balai_fold_pane_get_folded:
 * @self: a pane
 *
 * Returns: whether there is no room for the side beside the content
 */
gboolean
balai_fold_pane_get_folded (BalaiFoldPane *self)
{
  g_return_val_if_fail (BALAI_IS_FOLD_PANE (self), FALSE);

  return self->told_folded;
}

/**
 * balai_fold_pane_get_revealed:
 * @self: a pane
 *
 * Returns: whether the side lies over the content while folded
 */
gboolean
balai_fold_pane_get_revealed (BalaiFoldPane *self)
{
  g_return_val_if_fail (BALAI_IS_FOLD_PANE (self), FALSE);

  return self->revealed;
}

/**
 * balai_fold_pane_set_revealed:
 * @self: a pane
 * @revealed: whether the side is to lie over the content while folded
 *
 * The focus goes to the side, or back to the content.
 */
void
balai_fold_pane_set_revealed (BalaiFoldPane *self,
                              gboolean       revealed)
{
  g_return_if_fail (BALAI_IS_FOLD_PANE (self));

  if (self->revealed == !!revealed)
    return;
  self->revealed = !!revealed;
  show_parts (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (self->folded && self->revealed && self->side != NULL)
    gtk_widget_child_focus (self->side, GTK_DIR_TAB_FORWARD);
  else if (self->folded && self->content != NULL)
    gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

/**
 * balai_fold_pane_set_side:
 * @self: a pane
 * @side: (nullable): what stands beside, or over, the content
 */
void
balai_fold_pane_set_side (BalaiFoldPane *self,
                          GtkWidget     *side)
{
  g_return_if_fail (BALAI_IS_FOLD_PANE (self));
  g_return_if_fail (side == NULL || GTK_IS_WIDGET (side));

  if (self->side == side)
    return;
  g_clear_pointer (&self->side, gtk_widget_unparent);
  self->side = side;
  if (side != NULL)
    {
      gtk_widget_add_css_class (side, "side");
      /* Last, so that a click meets it before what it lies over. */
      gtk_widget_insert_before (side, GTK_WIDGET (self), NULL);
    }
  show_parts (self);
}

/**
 * balai_fold_pane_set_content:
 * @self: a pane
 * @content: (nullable): the thing itself
 */
void
balai_fold_pane_set_content (BalaiFoldPane *self,
                             GtkWidget     *content)
{
  g_return_if_fail (BALAI_IS_FOLD_PANE (self));
  g_return_if_fail (content == NULL || GTK_IS_WIDGET (content));

  if (self->content == content)
    return;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  self->content = content;
  if (content != NULL)
    gtk_widget_insert_before (content, GTK_WIDGET (self), self->shade);
  show_parts (self);
}
