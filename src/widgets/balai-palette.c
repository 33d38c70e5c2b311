/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-palette.h"

#include <math.h>

/* Twelve hues that stay apart for most colour-blind people by lightness too. Each reaches 4.5 : 1 against the
 * backgrounds of its own style, tints included; the test computes it. */
static const struct
{
  guint32 light;
  guint32 dark;
} palette[BALAI_PALETTE_SIZE] = {
  { 0x1a5fb4, 0x78aeed }, /* blue */
  { 0x1a6e3c, 0x57d28c }, /* green */
  { 0x9a4a00, 0xf2a25c }, /* orange */
  { 0x813d9c, 0xd09be8 }, /* purple */
  { 0x0b6b74, 0x4fd0dc }, /* teal */
  { 0xa51d4f, 0xff9ab8 }, /* raspberry */
  { 0x63452c, 0xcdab8f }, /* brown */
  { 0x4b4bb8, 0xa9a9f5 }, /* indigo */
  { 0x5c6300, 0xc8d24a }, /* olive */
  { 0x3d4a5c, 0xa9bacd }, /* slate */
  { 0x7a5300, 0xf5c842 }, /* gold */
  { 0x951f9b, 0xf29cf5 }, /* magenta */
};

/**
 * balai_palette_get:
 * @index: which colour; beyond the last one, a neutral grey
 * @dark: whether it stands on a dark background
 * @colour: (out caller-allocates): the colour
 *
 * The colours of the OPDs.
 */
void
balai_palette_get (guint    index,
                   gboolean dark,
                   GdkRGBA *colour)
{
  guint32 value = dark ? 0xb4b4b4 : 0x5e5c64;

  g_return_if_fail (colour != NULL);

  if (index < BALAI_PALETTE_SIZE)
    value = dark ? palette[index].dark : palette[index].light;
  *colour = (GdkRGBA) {
    (float) (value >> 16 & 0xff) / 255.f, (float) (value >> 8 & 0xff) / 255.f, (float) (value & 0xff) / 255.f, 1.f
  };
}

static double
linear (double channel)
{
  return channel <= 0.03928 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * linear (colour->red) + 0.7152 * linear (colour->green) + 0.0722 * linear (colour->blue);
}

/**
 * balai_palette_contrast:
 * @a: an opaque colour
 * @b: another one
 *
 * Returns: the contrast ratio of WCAG 2.1, 1 to 21
 */
double
balai_palette_contrast (const GdkRGBA *a,
                        const GdkRGBA *b)
{
  double x, y;

  g_return_val_if_fail (a != NULL && b != NULL, 1);

  x = luminance (a);
  y = luminance (b);
  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}
