/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "balai-http-guard.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Not g_error(), whose signal libFuzzer takes for a death of its own. */
#define FAIL(...) \
  G_STMT_START { \
    g_printerr (__VA_ARGS__); \
    abort (); \
  } G_STMT_END

static void
fuzz_target (const char *target)
{
  g_autofree char *path = NULL, *padded = NULL;
  g_autoptr (GPtrArray) query = NULL;

  if (!balai_http_target_parse (target, &path, &query))
    {
      if (path != NULL || query != NULL)
        FAIL ("refused, and yet read: %s\n", target);
      return;
    }
  /* Whatever a file system or a second reader could take for another path. */
  padded = g_strconcat (path, "/", NULL);
  if (*path != '/' || !g_utf8_validate (path, -1, NULL) || strstr (path, "//") != NULL ||
      strstr (padded, "/../") != NULL || strstr (padded, "/./") != NULL || strchr (path, '\\') != NULL)
    FAIL ("read as \"%s\": %s\n", path, target);
  for (const char *at = path; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      FAIL ("a control character in \"%s\"\n", path);
  for (guint i = 0; i < query->len; i++)
    for (guint k = i + 1; k < query->len; k++)
      if (strcmp (((BalaiHttpField *) g_ptr_array_index (query, i))->name,
                  ((BalaiHttpField *) g_ptr_array_index (query, k))->name) == 0)
        FAIL ("a parameter twice: %s\n", target);
}

static guint
count (GPtrArray  *headers,
       const char *name)
{
  guint found = 0;

  for (guint i = 0; i < headers->len; i++)
    found += g_ascii_strcasecmp (((BalaiHttpField *) g_ptr_array_index (headers, i))->name, name) == 0;
  return found;
}

static void
fuzz_headers (char      **lines,
              const char *method,
              const char *version)
{
  static const char *const hosts[] = { "localhost", NULL };
  g_autoptr (GPtrArray) headers = balai_http_fields_new ();
  BalaiHttpRefusal refusal;
  BalaiHttpHead head;

  for (; *lines != NULL; lines++)
    {
      const char *colon = strchrnul (*lines, ':');

      balai_http_fields_add (headers, *lines, colon - *lines, *colon == ':' ? colon + 1 : NULL, -1);
    }
  refusal = balai_http_guard (method, version, headers, hosts, &head);
  if ((refusal.status == 0) != (refusal.code == NULL))
    FAIL ("no reason, or one too many: %d\n", refusal.status);
  if (refusal.status != 0)
    return;
  if (count (headers, "Host") != 1 || count (headers, "Content-Length") > 1 ||
      count (headers, "Transfer-Encoding") != 0 || headers->len > BALAI_HTTP_HEADERS_MAX ||
      head.length > G_GUINT64_CONSTANT (999999999999999))
    FAIL ("let through: %s\n", method);
}

/* METHOD TARGET VERSION, and a header on each further line. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 200);
  g_auto (GStrv) words = NULL;

  if (lines[0] == NULL)
    return 0;
  words = g_strsplit (lines[0], " ", 3);
  if (g_strv_length (words) < 3)
    return 0;
  fuzz_target (words[1]);
  fuzz_headers (lines + 1, words[0], words[2]);
  return 0;
}
