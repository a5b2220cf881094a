/* docket-cli-common.c: how every verb begins, opens the shop and speaks
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How long another process may take to make its files before a reader gives up on them. */
#define OPENING_TIME (5 * G_TIME_SPAN_SECOND)
#define RETRY_INTERVAL (20 * G_TIME_SPAN_MILLISECOND)
#define PROGRESS_INTERVAL (100 * G_TIME_SPAN_MILLISECOND)

/* How many names are suggested. */
#define N_SUGGESTIONS 3

static gint64 next_progress;
static gboolean has_progress;

gboolean
docket_cli_begin (DocketCli *cli, const GOptionEntry *entries, int *argc, char ***argv, int minimum, int maximum)
{
  const DocketCliVerb *verb = docket_cli_find_verb ((*argv)[0]);
  g_autoptr (GError) error = NULL;

  if (!docket_cli_parse_options (cli, verb, entries, argc, argv, &error))
    {
      docket_cli_usage ("%s", error->message);
      return FALSE;
    }
  /* “--” stays among the rest. */
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    {
      (*argv)[1] = (*argv)[0];
      (*argv)++;
      (*argc)--;
    }
  if (*argc - 1 >= minimum && (maximum < 0 || *argc - 1 <= maximum))
    return TRUE;
  docket_cli_usage (_("Usage: docket-cli %s %s"), verb->name, verb->arguments);
  return FALSE;
}

char **
docket_cli_get_rest (int argc, char **argv, int first)
{
  char **rest = g_new0 (char *, (gsize) MAX (argc - first, 0) + 1);

  for (int i = first; i < argc; i++)
    rest[i - first] = argv[i];
  return rest;
}

DocketEngine *
docket_cli_get_engine (DocketCli *cli)
{
  if (cli->engine == NULL)
    cli->engine = docket_engine_new (cli->data_directory, cli->actor, cli->station);
  return cli->engine;
}

static void
waiting_cb (const char *message, gpointer data G_GNUC_UNUSED)
{
  docket_cli_say (_("%s; waiting for it."), message);
}

DocketGateway *
docket_cli_get_gateway (DocketCli *cli)
{
  if (cli->gateway == NULL)
    {
      cli->gateway = docket_gateway_new (docket_cli_get_engine (cli));
      docket_gateway_set_waiting (cli->gateway, waiting_cb, NULL);
    }
  return cli->gateway;
}

DocketEngine *
docket_cli_open_for_reading (DocketCli *cli, GError **error)
{
  DocketEngine *engine = docket_cli_get_engine (cli);
  gint64 started = g_get_monotonic_time ();

  for (;;)
    {
      g_autoptr (GError) local_error = NULL;

      if (docket_engine_is_holder (engine) || docket_engine_open (engine, DOCKET_ENGINE_NORMAL, &local_error))
        return engine;
      if (g_error_matches (local_error, DOCKET_ERROR, DOCKET_ERROR_BUSY))
        {
          if (cli->reader == NULL)
            cli->reader = docket_engine_new (cli->data_directory, cli->actor, cli->station);
          g_clear_error (&local_error);
          if (docket_engine_open (cli->reader, DOCKET_ENGINE_READ_ONLY, &local_error))
            return cli->reader;
          /* The holder may have begun a moment ago. */
          if (g_get_monotonic_time () - started < OPENING_TIME)
            {
              g_usleep (RETRY_INTERVAL);
              continue;
            }
        }
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
}

gboolean
docket_cli_hold_if_free (DocketCli *cli, GError **error)
{
  DocketEngine *engine = docket_cli_get_engine (cli);
  g_autoptr (GError) busy = NULL;

  if (!g_file_test (docket_engine_get_directory (engine), G_FILE_TEST_IS_DIR) ||
      docket_engine_open (engine, DOCKET_ENGINE_LOCK_ONLY, &busy) || g_error_matches (busy, DOCKET_ERROR, DOCKET_ERROR_BUSY))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&busy));
  return FALSE;
}

void
docket_cli_tell_notices (DocketCli *cli)
{
  DocketProjectionRunner *runner = cli->engine != NULL ? docket_engine_get_runner (cli->engine) : NULL;
  g_autoptr (GPtrArray) notices = runner != NULL ? docket_projection_runner_get_notices (runner) : NULL;

  for (guint i = 0; notices != NULL && i < notices->len; i++)
    docket_cli_say ("docket-cli: %s", (const char *) notices->pdata[i]);
}

G_GNUC_PRINTF (1, 0)
static void
say_valist (const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  docket_cli_end_progress ();
  fprintf (stderr, "%s\n", text);
}

void
docket_cli_say (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  say_valist (format, arguments);
  va_end (arguments);
}

/* A DocketServiceProgress; unit: what is counted, a translated plural such as “commands”. */
void
docket_cli_progress (gint64 done, gint64 total, gpointer unit)
{
  gint64 now = g_get_monotonic_time ();

  if (!isatty (STDERR_FILENO) || (now < next_progress && done != total))
    return;
  next_progress = now + PROGRESS_INTERVAL;
  has_progress = TRUE;
  if (total > 0)
    fprintf (stderr, "\r%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT " %s\033[K", done, total, (const char *) unit);
  else
    fprintf (stderr, "\r%" G_GINT64_FORMAT " %s\033[K", done, (const char *) unit);
  fflush (stderr);
}

void
docket_cli_end_progress (void)
{
  if (has_progress)
    fputs ("\r\033[K", stderr);
  has_progress = FALSE;
}

/* Names the property too, unless the message does. */
void
docket_cli_complain (const char *field, const char *message)
{
  if (field != NULL && strstr (message, field) == NULL)
    docket_cli_say ("docket-cli: %s: %s", field, message);
  else
    docket_cli_say ("docket-cli: %s", message);
}

int
docket_cli_fail (const GError *error)
{
  docket_cli_complain (docket_error_get_field (error), error->message);
  if (g_error_matches (error, DOCKET_ERROR, DOCKET_ERROR_CUT))
    docket_cli_say (_("Nothing was changed. Put the right file back or restore a backup; to go on with the log as it is: "
                      "docket-cli rebuild --trust-log"));
  return docket_status_from_error (error);
}

int
docket_cli_usage (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  docket_cli_say ("docket-cli: %s", text);
  return DOCKET_STATUS_USAGE;
}

int
docket_cli_refuse_own_file (const char *path)
{
  return docket_cli_usage (_("“%s” is one of the shop’s own files: write to another place"), path);
}

gboolean
docket_cli_print_line (const char *line)
{
  return fputs (line, stdout) >= 0 && putchar ('\n') != EOF;
}

int
docket_cli_finish_output (int status)
{
  int saved_errno;

  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  /* What went wrong earlier goes wrong again, and says why. */
  saved_errno = write (STDOUT_FILENO, "\n", 1) < 0 ? errno : EIO;
  /* Whoever read it has read enough. */
  if (saved_errno == EPIPE)
    return status;
  docket_cli_say (_("docket-cli: the results could not be written: %s"), g_strerror (saved_errno));
  return status != DOCKET_STATUS_DONE ? status : DOCKET_STATUS_REFUSED;
}

/* How many letters must be changed, added or taken away. */
static guint
count_edits (const char *a, const char *b)
{
  gsize length = strlen (b);
  g_autofree guint *row = g_new (guint, length + 1);

  for (guint j = 0; j <= length; j++)
    row[j] = j;
  for (guint i = 1; a[i - 1] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint j = 1; j <= length; j++)
        {
          guint above = row[j];
          guint change = diagonal + (a[i - 1] != b[j - 1]);

          row[j] = MIN (MIN (above, row[j - 1]) + 1, change);
          diagonal = above;
        }
    }
  return row[length];
}

static char *
suggest (const char *name, GPtrArray *names)
{
  g_autofree guint *distances = g_new (guint, MAX (names->len, 1));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *folded = g_ascii_strdown (name, -1);
  guint limit = MAX (2, (guint) strlen (name) / 3);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *candidate = g_ascii_strdown (names->pdata[i], -1);

      distances[i] = count_edits (folded, candidate);
      if (*name != '\0' && strstr (candidate, folded) != NULL)
        distances[i] = 1;
    }
  for (guint n = 0; n < N_SUGGESTIONS; n++)
    {
      guint best = 0;

      for (guint i = 1; i < names->len; i++)
        if (distances[i] < distances[best])
          best = i;
      if (names->len == 0 || distances[best] > limit)
        break;
      g_string_append_printf (text, "%s“%s”", n > 0 ? ", " : "", (const char *) names->pdata[best]);
      distances[best] = G_MAXUINT;
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

int
docket_cli_unknown (const char *message, const char *name, GPtrArray *names)
{
  g_autofree char *suggestions = suggest (name, names);
  g_auto (GStrv) parts = g_strsplit (message, "%s", 2);
  g_autofree char *text = g_strjoinv (name, parts);

  if (suggestions != NULL)
    /* Translators: the first is a sentence, the second one or more names */
    return docket_cli_usage (_("%s Did you mean %s?"), text, suggestions);
  return docket_cli_usage ("%s", text);
}
