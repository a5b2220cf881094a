/* docket-cli.c: Docket without a window
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* A person who pressed Ctrl+C gets this long a wait for the work to end well. */
#define PATIENCE 2000

static const DocketCliVerb verbs[] = {
  { "commands", "[NAME]", N_ ("list the commands; with NAME its JSON schema"), docket_cli_commands },
  { "queries", "[NAME]", N_ ("list the queries; with NAME its JSON schema"), docket_cli_queries },
  { "dispatch", "NAME JSON|-", N_ ("run one command, or many with --batch FILE|-"), docket_cli_dispatch },
  { "undo", "[COMMAND-ID]", N_ ("take back the last command that can be, or that one"), docket_cli_undo },
  { "query", "NAME [KEY=VALUE]…", N_ ("answer a query"), docket_cli_query },
  { "events", "", N_ ("print the log as JSON Lines"), docket_cli_events },
  { "import", "SOURCE|auto FILE…", N_ ("take in the files of another shop system"), docket_cli_import },
  { "export", "orders|order-lines|customers|products|events FILE", N_ ("write a file for others"), docket_cli_export },
  { "verify", "", N_ ("check that nothing is damaged"), docket_cli_verify },
  { "rebuild", "[VIEW]…", N_ ("drop and replay views"), docket_cli_rebuild },
  { "backup", "FILE", N_ ("write a backup"), docket_cli_backup },
  { "restore", "FILE", N_ ("go back to a backup"), docket_cli_restore },
  { "print", "invoice|packing-slip|receipt NUMBER --pdf FILE", N_ ("print a document"), docket_cli_later },
  { "sample", "", N_ ("fill an empty data directory with a plausible shop"), docket_cli_sample },
  { "bench", "", N_ ("measure the figures beside their limits"), docket_cli_bench },
};

/* The verb at work, in its thread. */
typedef struct
{
  DocketCli *cli;
  const DocketCliVerb *verb;
  int argc;
  char **argv;
  int status;
  GMainLoop *loop;
} Run;

static int interrupted_by;
static gboolean is_version;

const DocketCliVerb *
docket_cli_find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, name))
      return &verbs[i];
  return NULL;
}

static char *
describe_verbs (void)
{
  GString *text = g_string_new (_("Verbs:\n"));

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *usage = g_strdup_printf ("%s %s", verbs[i].name, verbs[i].arguments);

      g_string_append_printf (text, "  %s\n      %s\n", usage, _(verbs[i].summary));
    }
  g_string_append (text, _("\nResults go to standard output, words to standard error. Exit status: 0 done, 1 rejected by a rule "
                           "or not found,\n2 wrong usage, 3 storage trouble."));
  return g_string_free (text, FALSE);
}

static GOptionContext *
create_context (DocketCli *cli, const DocketCliVerb *verb)
{
  GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &cli->data_directory, N_ ("The shop’s data directory"), N_ ("DIR") },
    { "station", 0, 0, G_OPTION_ARG_FILENAME, &cli->station, N_ ("Where the commands are given"), N_ ("NAME") },
    { "actor", 0, 0, G_OPTION_ARG_FILENAME, &cli->actor, N_ ("Who gives them"), N_ ("NAME") },
    { "version", 0, verb != NULL ? G_OPTION_FLAG_HIDDEN : 0, G_OPTION_ARG_NONE, &is_version, N_ ("Say the version"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *usage = verb != NULL ? g_strdup_printf ("%s %s", verb->name, verb->arguments) : g_strdup (_("VERB …"));
  g_autofree char *verb_list = verb == NULL ? describe_verbs () : NULL;
  GOptionContext *context = g_option_context_new (usage);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (verb != NULL)
    g_option_context_set_summary (context, _(verb->summary));
  else
    g_option_context_set_description (context, verb_list);
  return context;
}

gboolean
docket_cli_parse_options (DocketCli *cli, const DocketCliVerb *verb, const GOptionEntry *entries, int *argc, char ***argv,
                          GError **error)
{
  g_autoptr (GOptionContext) context = create_context (cli, verb);

  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_strict_posix (context, verb == NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if ((cli->station == NULL || g_utf8_validate (cli->station, -1, NULL)) &&
      (cli->actor == NULL || g_utf8_validate (cli->actor, -1, NULL)))
    return TRUE;
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _("The names of station and actor must be UTF-8"));
  return FALSE;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static gpointer
run_thread (gpointer data)
{
  Run *run = data;

  run->status = run->verb->run (run->cli, run->argc, run->argv);
  /* From within the loop: one that has not begun yet would not hear it. */
  g_idle_add (quit_cb, run->loop);
  return NULL;
}

static gboolean
give_up_cb (gpointer data G_GNUC_UNUSED)
{
  /* Whatever was accepted is on the disk already; the rest never happened. */
  _exit (128 + interrupted_by);
}

static gboolean
interrupt (DocketCli *cli, int signal_number)
{
  if (interrupted_by != 0)
    _exit (128 + signal_number);
  interrupted_by = signal_number;
  g_cancellable_cancel (cli->cancellable);
  g_timeout_add (PATIENCE, give_up_cb, NULL);
  return G_SOURCE_CONTINUE;
}

static gboolean
interrupt_cb (gpointer data)
{
  return interrupt (data, SIGINT);
}

static gboolean
terminate_cb (gpointer data)
{
  return interrupt (data, SIGTERM);
}

/* The verb has a thread of its own, which may wait for the disk; this one hears signals and keeps away from databases. */
static int
run_verb (DocketCli *cli, const DocketCliVerb *verb, int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { cli, verb, argc, argv, DOCKET_STATUS_DONE, loop };
  GThread *thread;
  guint interrupt_source = g_unix_signal_add (SIGINT, interrupt_cb, cli);
  guint terminate_source = g_unix_signal_add (SIGTERM, terminate_cb, cli);

  docket_engine_forbid_this_thread ();
  thread = g_thread_new (verb->name, run_thread, &run);
  g_main_loop_run (loop);
  g_thread_join (thread);
  g_source_remove (interrupt_source);
  g_source_remove (terminate_source);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return run.status;
}

static int
unknown_verb (const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_ptr_array_add (names, (gpointer) verbs[i].name);
  return docket_cli_unknown (_("There is no verb “%s”."), name, names);
}

static int
find_and_run (DocketCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  const DocketCliVerb *verb;

  if (!docket_cli_parse_options (cli, NULL, NULL, &argc, &argv, &error))
    return docket_cli_usage ("%s", error->message);
  if (is_version)
    {
      printf ("docket-cli %s\n", VERSION);
      return DOCKET_STATUS_DONE;
    }
  if (argc < 2)
    return docket_cli_usage (_("Say what to do: “docket-cli --help” lists the verbs."));
  verb = docket_cli_find_verb (argv[1]);
  if (verb == NULL)
    return unknown_verb (argv[1]);
  return run_verb (cli, verb, argc - 1, argv + 1);
}

int
main (int argc, char *argv[])
{
  DocketCli cli = { .cancellable = g_cancellable_new () };
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("docket-cli");

  status = find_and_run (&cli, argc, argv);
  docket_cli_tell_notices (&cli);

  g_clear_object (&cli.gateway);
  g_clear_object (&cli.reader);
  g_clear_object (&cli.engine);
  g_clear_object (&cli.cancellable);
  g_free (cli.data_directory);
  g_free (cli.station);
  g_free (cli.actor);
  return docket_cli_finish_output (status);
}
