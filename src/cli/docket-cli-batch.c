/* docket-cli-batch.c: docket-cli dispatch --batch
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "docket-cli-lines.h"

/* What goes to the holder at once. */
#define CHUNK_LINES 4000
#define CHUNK_BYTES (8 * 1024 * 1024)

typedef struct
{
  DocketCli *cli;
  gboolean is_dry_run;
  GPtrArray *lines;
  /* gint64: the line number of each */
  GArray *numbers;
  gsize n_bytes;
  gint64 n_read;
  gint64 n_done;
  DocketStatus status;
  gboolean is_reader_gone;
} Batch;

static void
add_line (Batch *batch, const char *line, gsize length)
{
  batch->n_read++;
  if (line[strspn (line, " \t")] == '\0' && strlen (line) == length)
    return;
  /* What is no text at all is refused as what is no JSON is. */
  if (strlen (line) != length || !g_utf8_validate (line, (gssize) length, NULL))
    line = "not UTF-8";
  g_ptr_array_add (batch->lines, g_strdup (line));
  g_array_append_val (batch->numbers, batch->n_read);
  batch->n_bytes += length;
}

/* A line that did not parse weighs more than one that a rule refused. */
static void
add_status (Batch *batch, guint index, DocketStatus status)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (batch->numbers, gint64, index));

  if (status == DOCKET_STATUS_USAGE)
    docket_cli_say (_("docket-cli: line %s cannot be read, see its result"), number);
  batch->status = MAX (batch->status, status);
}

static gboolean
run_chunk (Batch *batch, GError **error)
{
  g_autoptr (GByteArray) statuses = g_byte_array_new ();
  g_auto (GStrv) results = NULL;

  if (batch->lines->len == 0)
    return TRUE;
  g_ptr_array_add (batch->lines, NULL);
  results = docket_gateway_batch (docket_cli_get_gateway (batch->cli), (const char *const *) batch->lines->pdata, batch->is_dry_run,
                                  statuses, batch->cli->cancellable, error);
  if (results == NULL)
    return FALSE;
  for (guint i = 0; i < statuses->len; i++)
    {
      add_status (batch, i, (DocketStatus) statuses->data[i]);
      if (!batch->is_reader_gone)
        batch->is_reader_gone = !docket_cli_print_line (results[i]);
    }
  /* Whoever gave the lines may wait for these before it gives more. */
  fflush (stdout);
  batch->n_done += statuses->len;
  docket_cli_progress (batch->n_done, 0, _("commands"));
  g_ptr_array_set_size (batch->lines, 0);
  g_array_set_size (batch->numbers, 0);
  batch->n_bytes = 0;
  return TRUE;
}

static gboolean
run_lines (Batch *batch, DocketCliLines *lines, GError **error)
{
  for (;;)
    {
      const char *line;
      gsize length;

      switch (docket_cli_lines_next (lines, batch->is_dry_run || batch->lines->len == 0, &line, &length, error))
        {
        case DOCKET_CLI_LINE:
          add_line (batch, line, length);
          /* What a dry run rolls back the next chunk would not see. */
          if (batch->is_dry_run || (batch->lines->len < CHUNK_LINES && batch->n_bytes < CHUNK_BYTES))
            break;
          if (!run_chunk (batch, error))
            return FALSE;
          break;
        case DOCKET_CLI_LINE_LATER:
          if (!run_chunk (batch, error))
            return FALSE;
          break;
        case DOCKET_CLI_LINE_END:
          return run_chunk (batch, error);
        case DOCKET_CLI_LINE_FAILED:
        default:
          return FALSE;
        }
    }
}

int
docket_cli_batch (DocketCli *cli, const char *file, gboolean is_dry_run)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  Batch batch = { .cli = cli, .is_dry_run = is_dry_run, .lines = strings, .numbers = numbers };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCliLines) lines = docket_cli_lines_open (file, &error);

  if (lines == NULL || !run_lines (&batch, lines, &error))
    return docket_cli_fail (error);
  docket_cli_end_progress ();
  return (int) batch.status;
}
