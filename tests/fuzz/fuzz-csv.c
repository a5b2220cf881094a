/* fuzz-csv.c: a table of commas, whatever it holds, is read to its end or refused
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-csv-reader.h"
#include "fuzz-shop.h"
#include "fuzz.h"

int
LLVMFuzzerInitialize (int *argc G_GNUC_UNUSED, char ***argv G_GNUC_UNUSED)
{
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCsvReader) reader = docket_csv_reader_open (fuzz_shop_make_file (data, size), &error);
  gint64 line = 0;

  if (reader == NULL || !docket_csv_reader_take_titles (reader, &error))
    {
      g_assert_nonnull (error);
      return 0;
    }
  docket_csv_reader_find_column (reader, "Name");
  while (docket_csv_reader_next (reader, &error))
    {
      g_assert_cmpint (docket_csv_reader_get_line (reader), >, line);
      line = docket_csv_reader_get_line (reader);
      for (guint i = 0; i <= docket_csv_reader_get_n_cells (reader); i++)
        {
          const char *cell = docket_csv_reader_get_cell (reader, (int) i);

          g_assert_true (cell == NULL || g_utf8_validate (cell, -1, NULL));
        }
      g_assert_cmpint (docket_csv_reader_get_offset (reader), <=, docket_csv_reader_get_size (reader));
    }
  return 0;
}
