/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

typedef enum
{
  BALAI_ICAL_FORM_BAD,
  BALAI_ICAL_FORM_DATE,
  BALAI_ICAL_FORM_WALL,
  BALAI_ICAL_FORM_UTC,
} BalaiIcalForm;

BalaiIcalForm balai_ical_parse_time      (const char *text,
                                          int64_t    *wall);
gboolean      balai_ical_parse_duration  (const char *text,
                                          int64_t    *seconds,
                                          gboolean   *has_time);
void          balai_ical_append_duration (GString    *out,
                                          int64_t     seconds);
gboolean      balai_ical_parse_offset    (const char *text,
                                          int64_t    *seconds);

G_END_DECLS
