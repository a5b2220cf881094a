/* kill.c: kill -9 at a random moment under load loses nothing that was answered, and doubles nothing
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * --load single    one command after the other, each durable
 * --load batch     group commits
 * --load rebuild   all views are made again beside commands
 * --load import    an export of another shop comes in
 */
#include "faults-shop.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "docket-gateway.h"
#include "docket-importer.h"

#define LATEST_MILLISECONDS 500
#define BATCH_SIZE 20

/* As often as this the whole oracle is asked, and the shop begins anew: it would grow without end. */
#define FULL_EVERY 4

#define N_IMPORTED 3000

/* How far the process came that is killed; shared with it. */
typedef enum
{
  PROGRESS_OPENS,
  PROGRESS_WORKS,
  PROGRESS_IS_DONE,
} Progress;

typedef struct
{
  Faults *faults;
  char *shop;
  char *base;
  char *export;
  /* FaultsAnswer */
  GArray *answers;
  guint next;
  guint try;
  int pipe;
  Progress *progress;
} Kill;

static void
tell_answers (Kill *self, const GArray *answers)
{
  gsize size = answers->len * sizeof (FaultsAnswer);
  const char *at = answers->data;

  while (size > 0)
    {
      gssize n = write (self->pipe, at, size);

      g_assert_cmpint (n, >, 0);
      at += n;
      size -= (gsize) n;
    }
}

static void
run_script (Kill *self, DocketEngine *engine, guint at_once)
{
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  g_autoptr (GError) error = NULL;

  for (guint next = self->next;; next += at_once)
    {
      g_array_set_size (answers, 0);
      if (!faults_run_lines (engine, next, at_once, answers, &error))
        faults_fail ("It takes no command: %s", error->message);
      tell_answers (self, answers);
    }
}

static gpointer
rebuild_thread (gpointer engine)
{
  g_autoptr (DocketGateway) gateway = docket_gateway_new (engine);
  g_autoptr (GError) error = NULL;

  while (docket_gateway_rebuild (gateway, NULL, FALSE, NULL, NULL, NULL, &error))
    ;
  faults_fail ("The views cannot be made again: %s", error->message);
}

static char **
import_dispatch (const char *const *lines, gboolean is_dry_run, GCancellable *cancellable, gpointer data, GError **error)
{
  return docket_gateway_batch (data, lines, is_dry_run, NULL, cancellable, error);
}

static DocketImportReport *
import_all (Kill *self, DocketEngine *engine)
{
  g_autoptr (DocketGateway) gateway = docket_gateway_new (engine);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketImporter) importer = docket_importer_new ("shopify-orders", import_dispatch, gateway, &error);
  const char *files[] = { self->export, NULL };
  DocketImportReport *report = docket_importer_run (importer, files, NULL, &error);

  if (report == NULL)
    faults_fail ("The import failed: %s", error->message);
  return report;
}

/* Never comes back. */
static void
work (Kill *self)
{
  g_autoptr (DocketEngine) engine = faults_open_or_fail (self->shop);

  *self->progress = PROGRESS_WORKS;
  if (g_str_equal (self->faults->load, "import"))
    {
      docket_import_report_free (import_all (self, engine));
      *self->progress = PROGRESS_IS_DONE;
    }
  if (g_str_equal (self->faults->load, "rebuild"))
    g_thread_unref (g_thread_new ("rebuild", rebuild_thread, engine));
  run_script (self, engine, g_str_equal (self->faults->load, "batch") ? BATCH_SIZE : 1);
}

static void
take_answers (Kill *self, int pipe)
{
  FaultsAnswer answers[256];
  gssize size;

  /* Whole answers only: each write is smaller than what a pipe takes at once, or is continued. */
  while ((size = read (pipe, answers, sizeof answers)) > 0)
    g_array_append_vals (self->answers, answers, (guint) ((gsize) size / sizeof (FaultsAnswer)));
}

static void
listen_until (Kill *self, int pipe, gint64 moment)
{
  for (;;)
    {
      struct pollfd waited = { .fd = pipe, .events = POLLIN };
      gint64 left = moment - g_get_monotonic_time ();

      if (left <= 0)
        return;
      if (poll (&waited, 1, (int) (left / 1000) + 1) > 0)
        {
          if ((waited.revents & POLLIN) == 0)
            return;
          take_answers (self, pipe);
        }
    }
}

static gboolean
was_killed (int status)
{
  return WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL;
}

/* FALSE: the engine ended by itself. */
static gboolean
start_and_kill (Kill *self, gint64 after)
{
  int ends[2];
  int status;
  pid_t child;

  g_assert_no_errno (pipe (ends));
  g_assert_no_errno (fcntl (ends[0], F_SETFL, O_NONBLOCK));
  *self->progress = PROGRESS_OPENS;
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      close (ends[0]);
      self->pipe = ends[1];
      work (self);
      _exit (1);
    }
  close (ends[1]);
  listen_until (self, ends[0], g_get_monotonic_time () + after);
  g_assert_no_errno (kill (child, SIGKILL));
  while (waitpid (child, &status, 0) != child)
    ;
  take_answers (self, ends[0]);
  close (ends[0]);
  return was_killed (status);
}

static gboolean
is_full (Kill *self)
{
  return self->try % FULL_EVERY == FULL_EVERY - 1;
}

/* All that the file held is there once, whatever was in before. */
static void
check_import (Kill *self)
{
  g_autoptr (DocketEngine) engine = faults_open_or_fail (self->shop);
  g_autoptr (DocketImportReport) report = import_all (self, engine);

  if (report->n_accepted + report->n_repeated != N_IMPORTED || report->n_refused != 0)
    faults_fail ("%d accepted, %d repeated, %d refused", (int) report->n_accepted, (int) report->n_repeated, (int) report->n_refused);
  docket_engine_close (engine);
}

static void
check (gpointer data)
{
  Kill *self = data;

  faults_check_shop (self->shop, self->answers, !is_full (self));
  if (is_full (self) && g_str_equal (self->faults->load, "import"))
    check_import (self);
}

static void
begin_anew (Kill *self)
{
  faults_copy_folder (self->base, self->shop);
  g_array_set_size (self->answers, 0);
}

static void
write_export (const char *path)
{
  g_autoptr (GString) text =
    g_string_new ("Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,"
                  "Lineitem name,Lineitem price,Lineitem sku,Id\n");

  for (guint i = 0; i < N_IMPORTED; i++)
    g_string_append_printf (text, "#%u,ada%u@example.org,paid,EUR,9.00,0.00,0.00,9.00,0.00,2026-03-01 10:00:00 +0100,2,Cup,4.50,C-1,%u\n",
                            5000 + i, i, 80000 + i);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
}

static guint
choose_tries (Faults *faults)
{
  if (g_str_equal (faults->load, "single"))
    return faults_choose (faults, 140, 1400);
  if (g_str_equal (faults->load, "batch"))
    return faults_choose (faults, 60, 600);
  return faults_choose (faults, 20, 500);
}

int
main (int argc, char **argv)
{
  Faults faults = { 0 };
  Kill trials = { .faults = &faults };
  guint n_tries, n_opening = 0, n_told = 0;

  faults_begin (&faults, argc, argv);
  if (faults.load == NULL)
    faults.load = g_strdup ("single");
  trials.progress = faults_share (sizeof *trials.progress);
  n_tries = choose_tries (&faults);
  trials.base = faults_path (&faults, "base");
  trials.shop = faults_path (&faults, "shop");
  trials.export = faults_path (&faults, "export.csv");
  trials.answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  write_export (trials.export);
  faults_prepare (faults_make_shop, trials.base);

  for (trials.try = 0; trials.try < n_tries; trials.try++)
    {
      gint64 after = g_rand_int_range (faults.chance, 0, LATEST_MILLISECONDS * 1000);
      guint n_answers;
      gboolean is_survived;

      if (trials.try % FULL_EVERY == 0)
        begin_anew (&trials);
      /* The line that was under way is asked for again, with its id. */
      n_answers = trials.answers->len;
      trials.next = n_answers > 0 ? g_array_index (trials.answers, FaultsAnswer, n_answers - 1).index + 1 : 0;
      if (!start_and_kill (&trials, after))
        g_error ("try %u ended by itself", trials.try);
      n_opening += *trials.progress == PROGRESS_OPENS;
      n_told += trials.answers->len - n_answers;
      is_survived = faults_try (&faults, check, &trials, "killed after %d ms, try %u, %u answers", (int) (after / 1000), trials.try,
                                trials.answers->len);
      if (*trials.progress == PROGRESS_IS_DONE)
        faults_miss (&faults, is_survived);
    }
  printf ("%u were killed while they opened the shop; %u answers were told in all\n", n_opening, n_told);
  g_array_unref (trials.answers);
  g_free (trials.base);
  g_free (trials.shop);
  g_free (trials.export);
  return faults_end (&faults);
}
