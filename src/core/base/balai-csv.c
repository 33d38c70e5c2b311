/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-csv.h"

#include <string.h>

/**
 * balai_csv_append_cell:
 * @line: where to write
 * @text: (nullable): what stands in the cell
 *
 * Appends a cell of a table of RFC 4180, quoted where it must be. A cell that a spreadsheet would take for a formula is
 * written with an apostrophe before it.
 */
void
balai_csv_append_cell (GString    *line,
                       const char *text)
{
  gboolean formula;

  if (line->len > 0 && line->str[line->len - 1] != '\n')
    g_string_append_c (line, ',');
  if (text == NULL)
    text = "";
  formula = strchr ("=+-@\t\r", *text) != NULL && *text != '\0';
  if (!formula && strpbrk (text, ",\"\r\n") == NULL && *text != '\0')
    {
      g_string_append (line, text);
      return;
    }
  g_string_append_c (line, '"');
  if (formula)
    g_string_append_c (line, '\'');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *text);
    }
  g_string_append_c (line, '"');
}

void
balai_csv_end_row (GString *line)
{
  g_string_append (line, "\r\n");
}

/**
 * balai_csv_parse:
 * @text: a table in the form of RFC 4180, with or without carriage returns
 *
 * Returns: (transfer full) (element-type GStrv): its rows
 */
GPtrArray *
balai_csv_parse (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GPtrArray) row = g_ptr_array_new ();
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean quoted = FALSE;

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    text += 3;
  for (;; text++)
    {
      if (quoted && *text == '"' && text[1] == '"')
        {
          g_string_append_c (cell, '"');
          text++;
        }
      else if (*text == '"')
        quoted = !quoted;
      else if (*text == '\0' || (!quoted && (*text == ',' || *text == '\n')))
        {
          gboolean last = *text != ',';

          if (!(last && row->len == 0 && cell->len == 0))
            g_ptr_array_add (row, g_strdup (cell->str));
          g_string_truncate (cell, 0);
          if (last && row->len > 0)
            {
              g_ptr_array_add (row, NULL);
              g_ptr_array_add (rows, g_ptr_array_steal (row, NULL));
            }
          if (*text == '\0')
            break;
        }
      else if (!(*text == '\r' && !quoted))
        g_string_append_c (cell, *text);
    }
  return rows;
}
