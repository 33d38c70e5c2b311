/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lines of iCalendar as RFC 5545 §3.1 has them and as they come in practice. */

/* How the PRODID of what Balai writes begins. */
#define BALAI_ICAL_PRODUCT "-//Balai//"

/**
 * BalaiIcalLine:
 * @text: the whole line, unfolded
 * @name_length: how much of @text is the name; 0 when the line is not "name:value"
 * @params: where the parameters begin, at their first ';', or %NULL
 * @value: what follows the ':'
 * @number: of its first physical line, from 1
 */
typedef struct
{
  const char *text;   /* (unowned), lives as long as the BalaiIcalText */
  gsize       name_length;
  const char *params; /* (unowned) (nullable) */
  const char *value;  /* (unowned) */
  guint       number;
} BalaiIcalLine;

typedef struct
{
  GArray    *lines;     /* (owned) (element-type BalaiIcalLine) */
  guint      recoded;   /* number of the first line that was not UTF-8, or 0 */
  char      *buffer;    /* (owned) */
  GPtrArray *converted; /* (owned) (element-type utf8) */
} BalaiIcalText;

BalaiIcalText *balai_ical_text_new       (const char          *bytes,
                                          gsize                length);
void           balai_ical_text_free      (BalaiIcalText       *self);
gboolean       balai_ical_line_is        (const BalaiIcalLine *line,
                                          const char          *name);
gboolean       balai_ical_param_next     (const char         **cursor,
                                          const char         **name,
                                          gsize               *name_length,
                                          const char         **value,
                                          gsize               *value_length);
char          *balai_ical_param_decode   (const char          *value,
                                          gsize                length);
char          *balai_ical_line_get_param (const BalaiIcalLine *line,
                                          const char          *name);
void           balai_ical_find_tzids     (const char          *text,
                                          GHashTable          *tzids);
char          *balai_ical_line_decode    (const BalaiIcalLine *line);
char          *balai_ical_unescape       (const char          *value);
GPtrArray     *balai_ical_split_texts    (const char          *value);
void           balai_ical_append_escaped (GString             *out,
                                          const char          *text);
void           balai_ical_append_param   (GString             *out,
                                          const char          *name,
                                          const char          *value);
void           balai_ical_append_folded  (GString             *out,
                                          const char          *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiIcalText, balai_ical_text_free)

G_END_DECLS
