/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "balai-test-thing.h"
#include "balai-wire-record.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Not g_error(), whose signal libFuzzer takes for a death of its own. */
#define FAIL(...) \
  G_STMT_START { \
    g_printerr (__VA_ARGS__); \
    abort (); \
  } G_STMT_END

/* Whatever comes is refused with a reason or read; what was read says the same when it is written and read again; and
 * what the gate lets through, the parser takes. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static BalaiRegistry *registry;
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiRecord) record = NULL, again = NULL;
  g_autofree char *written = NULL;
  gboolean passed;

  if (registry == NULL)
    registry = balai_test_registry_new ();

  passed = balai_json_check (text, (gssize) size, NULL, &error);
  if (passed != (error == NULL))
    FAIL ("no reason, or one too many\n");
  g_clear_error (&error);

  record = balai_wire_record_decode (registry, text, (gssize) size, &error);
  if ((record == NULL) != (error != NULL))
    FAIL ("no reason, or one too many\n");
  if (passed && g_error_matches (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_NOT_JSON))
    FAIL ("the gate let through what the parser refuses: %s\n", error->message);
  if (record == NULL)
    return 0;

  written = balai_wire_record_encode (record);
  again = balai_wire_record_decode (registry, written, -1, &error);
  if (again == NULL)
    FAIL ("what was written cannot be read: %s: %s\n", error->message, written);
  if (!balai_record_equal (record, again))
    FAIL ("what was written is not what was read: %s\n", written);
  return 0;
}
