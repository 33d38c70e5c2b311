/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "balai-ical-text.h"
#include "balai-ical-zones.h"
#include "balai-ical.h"

G_BEGIN_DECLS

/* What the reader and the reading of one event share. */

typedef struct
{
  char      *name;     /* (owned), upper case */
  GPtrArray *lines;    /* (owned) (element-type BalaiIcalLine), those of the text */
  GPtrArray *children; /* (owned) (nullable) (element-type BalaiIcalComponent) */
  guint      line;
  guint      calendar;
} BalaiIcalComponent;

typedef struct
{
  BalaiIcal       *ical;       /* (unowned) */
  BalaiIcalText   *text;       /* (unowned) */
  BalaiIcalZones  *zones;      /* (unowned) */
  const BalaiZone *city;       /* (unowned) */
  GPtrArray       *stack;      /* (owned) (element-type BalaiIcalComponent) */
  GPtrArray       *components; /* (owned) (element-type BalaiIcalComponent), owns them all */
  GPtrArray       *calendars;  /* (owned) (element-type BalaiIcalComponent) */
  GPtrArray       *events;     /* (owned) (element-type BalaiIcalComponent) */
  GPtrArray       *others;     /* (owned) (element-type BalaiIcalComponent) */
  GPtrArray       *floating;   /* (owned) (element-type BalaiZone), of times without zone, by calendar */
  int              calendar;   /* that of the lines being read, or -1 */
  guint            n_minor;
} BalaiIcalReader;

void            balai_ical_component_append (const BalaiIcalComponent *self,
                                             GString                  *out);
void            balai_ical_reader_problem   (BalaiIcalReader          *self,
                                             BalaiIcalProblemCode      code,
                                             guint                     line,
                                             const char               *text);
BalaiIcalEvent *balai_ical_reader_event     (BalaiIcalReader          *self,
                                             const BalaiIcalComponent *component);

G_END_DECLS
