/* flip.c: one byte that is another one is noticed or does no harm; the views heal
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "faults-shop.h"

#include <stdio.h>
#include <string.h>

#include "docket-gateway.h"

typedef enum
{
  END_REFUSED,
  END_FOUND,
  END_HARMLESS,
  END_HEALED,
  END_REBUILT,
  N_ENDS,
} End;

typedef struct
{
  const char *shop;
  const char *log;
  gboolean is_view;
  guint *ends;
} Flip;

static gboolean
has_findings (DocketEngine *engine)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = docket_engine_verify (engine, FALSE, NULL, NULL, NULL, &error);

  if (findings == NULL)
    {
      faults_check_error (error);
      return TRUE;
    }
  for (guint i = 0; i < findings->len; i++)
    {
      DocketFinding *finding = findings->pdata[i];

      if (!g_utf8_validate (finding->place, -1, NULL) || !g_utf8_validate (finding->message, -1, NULL))
        faults_fail ("A finding is no text.");
    }
  return findings->len > 0;
}

/* As the files lie there, before anything heals. */
static gboolean
is_found (const char *shop)
{
  g_autoptr (DocketEngine) engine = docket_engine_new (shop, "Ada", "counter");
  g_autoptr (GError) error = NULL;
  gboolean is_found;

  if (!docket_engine_open (engine, DOCKET_ENGINE_LOCK_ONLY, &error))
    faults_fail ("The directory cannot be held: %s", error->message);
  is_found = has_findings (engine);
  docket_engine_close (engine);
  return is_found;
}

static gboolean
count_row (DocketRow *row G_GNUC_UNUSED, gpointer data)
{
  (*(guint *) data)++;
  return TRUE;
}

/* Whatever is damaged, asking and telling give an answer or an error. */
static void
work (DocketEngine *engine)
{
  DocketQueryBus *queries = docket_engine_get_query_bus (engine);
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  g_autoptr (DocketQuery) query = g_object_new (docket_query_bus_find_type (queries, "orders"), "search", "a", NULL);
  g_autoptr (GError) error = NULL;
  guint n_rows = 0;

  if (!docket_query_bus_list_rows (queries, DOCKET_LIST_QUERY (query), count_row, &n_rows, &error))
    faults_check_error (error);
  g_clear_error (&error);
  if (!faults_run_lines (engine, 0, 3, answers, &error))
    faults_check_error (error);
}

static void
try_log (const Flip *flip)
{
  gboolean is_damaged = is_found (flip->shop);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEngine) engine = faults_open (flip->shop, &error);
  g_autofree char *log = NULL;

  flip->ends[engine == NULL ? END_REFUSED : is_damaged ? END_FOUND : END_HARMLESS]++;
  if (engine == NULL)
    {
      faults_check_error (error);
      if (!is_damaged)
        faults_fail ("It does not open, and nothing is found: %s", error->message);
      return;
    }
  if (!is_damaged)
    log = faults_dump_log (engine);
  if (!is_damaged && strcmp (log, flip->log) != 0)
    faults_fail ("The log is another, and nothing is found.");
  work (engine);
  docket_engine_close (engine);
}

static gboolean
count_leftovers (DocketDatabase *database, gpointer data, GError **error)
{
  return docket_database_get_integer (database, 0, data, error, "SELECT count(*) FROM shadow", NULL);
}

/* What was replaced is removed a little at a time, between two questions. */
static void
wait_for_leftovers (DocketEngine *engine)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 1;

  while (n > 0)
    if (!docket_projection_runner_run (docket_engine_get_runner (engine), count_leftovers, &n, &error))
      faults_fail ("The views do not answer: %s", error->message);
}

static void
rebuild (DocketEngine *engine)
{
  g_autoptr (DocketGateway) gateway = docket_gateway_new (engine);
  g_autoptr (GError) error = NULL;

  if (!docket_gateway_rebuild (gateway, NULL, FALSE, NULL, NULL, NULL, &error))
    faults_fail ("The views cannot be made again: %s", error->message);
  wait_for_leftovers (engine);
}

/* What SQLite stumbles over, or finds when it looks at the file after a start, is made anew by itself; what only a replay can
 * tell, by a rebuild. */
static void
try_views (const Flip *flip)
{
  gboolean is_damaged = is_found (flip->shop);
  g_autoptr (DocketEngine) engine = faults_open_or_fail (flip->shop);
  DocketProjectionRunner *runner = docket_engine_get_runner (engine);
  g_autoptr (GError) error = NULL;
  gboolean is_healed;

  docket_projection_runner_wait (runner, -1);
  work (engine);
  if (!docket_projection_runner_check (runner, TRUE, NULL, &error))
    faults_fail ("The views cannot be made anew: %s", error->message);
  docket_projection_runner_wait (runner, -1);
  is_healed = !has_findings (engine);
  flip->ends[!is_healed ? END_REBUILT : is_damaged ? END_HEALED : END_HARMLESS]++;
  if (!is_healed)
    rebuild (engine);
  docket_engine_close (engine);
  if (is_found (flip->shop))
    faults_fail ("It did not heal.");
}

static void
try (gpointer data)
{
  const Flip *flip = data;

  if (flip->is_view)
    try_views (flip);
  else
    try_log (flip);
}

static char *log_text;

static void
write_log (gpointer data)
{
  g_autofree char *path = g_strconcat (data, ".log", NULL);
  g_autoptr (DocketEngine) engine = faults_open_or_fail (data);
  g_autofree char *text = faults_dump_log (engine);

  docket_engine_close (engine);
  if (!g_file_set_contents (path, text, -1, NULL))
    faults_fail ("The log cannot be put down.");
}

static gsize
flip_byte (Faults *faults, const char *path)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size, at;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  at = (gsize) g_rand_int_range (faults->chance, 0, (gint32) size);
  bytes[at] = (char) (bytes[at] ^ (char) g_rand_int_range (faults->chance, 1, 256));
  g_file_set_contents_full (path, bytes, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  return at;
}

int
main (int argc, char **argv)
{
  Faults faults = { 0 };
  Flip flip = { 0 };
  g_autofree char *base = NULL;
  g_autofree char *shop = NULL;
  g_autofree char *log = NULL;
  guint n_tries;

  faults_begin (&faults, argc, argv);
  base = faults_path (&faults, "base");
  shop = faults_path (&faults, "shop");
  faults_prepare (faults_make_sample, base);
  faults_prepare (write_log, base);
  log = g_strconcat (base, ".log", NULL);
  g_assert_true (g_file_get_contents (log, &log_text, NULL, NULL));
  flip = (Flip) { .shop = shop, .log = log_text, .ends = faults_share (N_ENDS * sizeof (guint)) };
  n_tries = faults_choose (&faults, 100, 10000);
  for (guint i = 0; i < n_tries; i++)
    {
      g_autofree char *path = NULL;
      gsize at;

      flip.is_view = i % 2 == 1;
      path = g_build_filename (shop, flip.is_view ? "read.db" : "write.db", NULL);
      faults_copy_folder (base, shop);
      at = flip_byte (&faults, path);
      faults_try (&faults, try, &flip, "try %u: byte %u of %s", i, (guint) at, flip.is_view ? "read.db" : "write.db");
    }
  printf ("Logs: %u refused to open, %u found. Views: %u healed by themselves, %u by a rebuild. %u harmless.\n",
          flip.ends[END_REFUSED], flip.ends[END_FOUND], flip.ends[END_HEALED], flip.ends[END_REBUILT], flip.ends[END_HARMLESS]);
  g_free (log_text);
  return faults_end (&faults);
}
