/* fuzz-command.c: a line of a batch, whatever it holds, is read, checked, decided and answered
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-batch.h"
#include "fuzz-shop.h"
#include "fuzz.h"

#include <string.h>

static DocketEngine *engine;

int
LLVMFuzzerInitialize (int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  engine = fuzz_shop_open ();
  return 0;
}

/* What is no text never comes as far as a line; the reader must refuse it all the same. */
static void
parse_bytes (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCommand) command =
    docket_command_bus_parse (docket_engine_get_command_bus (engine), "PlaceOrder", (const char *) data, (gssize) size, &error);

  g_assert_true (command != NULL || (error != NULL && g_utf8_validate (error->message, -1, NULL)));
}

/* A result can be read by whoever asked. */
static void
check_result (const char *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketOutcome) outcome = docket_outcome_from_json (docket_engine_get_registry (engine), result, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = docket_outcome_to_json (outcome);
  g_assert_cmpstr (again, ==, result);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  DocketBatch batch = { .engine = engine, .is_dry_run = TRUE };
  DocketUuid id = docket_uuid_generate (0);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GByteArray) statuses = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_strndup ((const char *) data, size);
  const char *lines[] = { line, NULL };

  if (strlen (line) != size || !g_utf8_validate (line, (gssize) size, NULL))
    {
      parse_bytes (data, size);
      return 0;
    }
  docket_batch_run (&batch, lines, &id, 1, results, statuses, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (results->len, ==, 1);
  g_assert_cmpuint (statuses->data[0], !=, DOCKET_STATUS_STORAGE);
  check_result (results->pdata[0]);
  return 0;
}
