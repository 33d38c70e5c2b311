/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "balai-canonical.h"
#include "balai-hello.h"
#include "balai-pull-answer.h"
#include "balai-pull-request.h"
#include "balai-push-answer.h"
#include "balai-push-request.h"
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

static gboolean
is_too_much (const GError *error)
{
  return error != NULL && error->domain == BALAI_JSON_ERROR && error->code >= BALAI_JSON_ERROR_SIZE;
}

/* What was read is written in one form, which reads back and is written the same again. Numbers may grow beyond the
 * limits in being written. */
#define FUZZ_STABLE(Type, prefix) \
  static void \
  fuzz_##prefix (const char *text, \
                 gssize      length) \
  { \
    g_autoptr (GError) error = NULL; \
    g_autoptr (Type) first = prefix##_decode (text, length, &error), second = NULL; \
    g_autofree char *written = NULL, *again = NULL, *canonical = NULL; \
\
    if ((first == NULL) != (error != NULL)) \
      FAIL ("no reason, or one too many\n"); \
    if (first == NULL) \
      return; \
    written = prefix##_encode (first); \
    second = prefix##_decode (written, -1, &error); \
    if (is_too_much (error)) \
      return; \
    if (second == NULL) \
      FAIL ("what was written cannot be read: %s: %s\n", error->message, written); \
    again = prefix##_encode (second); \
    canonical = balai_canonical_from_text (written, -1, NULL); \
    if (!g_str_equal (written, again) || g_strcmp0 (written, canonical) != 0) \
      FAIL ("what was written is not what was read: %s\n", written); \
  }

FUZZ_STABLE (BalaiMutation, balai_mutation)
FUZZ_STABLE (BalaiMutationResult, balai_mutation_result)
FUZZ_STABLE (BalaiWireRow, balai_wire_row)
FUZZ_STABLE (BalaiPullRequest, balai_pull_request)
FUZZ_STABLE (BalaiPullAnswer, balai_pull_answer)
FUZZ_STABLE (BalaiPushRequest, balai_push_request)
FUZZ_STABLE (BalaiPushAnswer, balai_push_answer)
FUZZ_STABLE (BalaiHello, balai_hello)

/* No chance finds the hash of a row: it is given one, and with it its values come as far as a record. */
static void
fuzz_sealed (BalaiRegistry *registry,
             const char    *text,
             gssize         length)
{
  g_autoptr (JsonObject) object = balai_wire_parse (text, length, NULL, NULL);
  const char *const kinds[] = { "thing", "part" };

  for (gsize i = 0; object != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (BalaiWireRow) row = balai_wire_row_new (kinds[i], "01980c1e-7b00-7000-8000-000000000001", 1);
      g_autoptr (BalaiWireRow) back = NULL;
      g_autoptr (BalaiRecord) record = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *written = NULL;

      balai_wire_row_set_fields (row, object);
      balai_wire_row_seal (row);
      written = balai_wire_row_encode (row);
      back = balai_wire_row_decode (written, -1, &error);
      /* A value within a row lies one deeper. */
      if (is_too_much (error))
        return;
      if (back == NULL)
        FAIL ("what was sealed cannot be read: %s: %s\n", error->message, written);
      fuzz_balai_wire_row (written, -1);
      record = balai_wire_row_to_record (back, registry, &error);
      if ((record == NULL) != (error != NULL))
        FAIL ("no reason, or one too many\n");
    }
}

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

  fuzz_balai_mutation (text, (gssize) size);
  fuzz_balai_mutation_result (text, (gssize) size);
  fuzz_balai_wire_row (text, (gssize) size);
  fuzz_balai_pull_request (text, (gssize) size);
  fuzz_balai_pull_answer (text, (gssize) size);
  fuzz_balai_push_request (text, (gssize) size);
  fuzz_balai_push_answer (text, (gssize) size);
  fuzz_balai_hello (text, (gssize) size);
  fuzz_sealed (registry, text, (gssize) size);

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
