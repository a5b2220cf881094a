/* failing.c: whichever call to the disk fails, nothing is lost, nothing is told wrongly, and it goes on
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The n-th call fails, for n = 1, 2, … until none does, once, or from then on. The quick set takes a part of them, another one each
 * time.
 *
 * --load error   with an I/O error
 * --load full    with a full disk
 * --load short   with a short read
 */
#include "faults-shop.h"
#include "faults-vfs.h"

#include "docket-gateway.h"

#define N_LINES 10

typedef enum
{
  KIND_ERROR,
  KIND_FULL,
  KIND_SHORT,
  N_KINDS,
} Kind;

static const char *const loads[N_KINDS] = { "error", "full", "short" };
static const char *const kind_names[N_KINDS] = { "I/O error", "full", "short read" };

/* As SQLite's own VFS calls it where that call fails. */
static const int errors[] = {
  [FAULTS_CALL_OPEN] = SQLITE_CANTOPEN,        [FAULTS_CALL_READ] = SQLITE_IOERR_READ,
  [FAULTS_CALL_WRITE] = SQLITE_IOERR_WRITE,    [FAULTS_CALL_TRUNCATE] = SQLITE_IOERR_TRUNCATE,
  [FAULTS_CALL_SYNC] = SQLITE_IOERR_FSYNC,     [FAULTS_CALL_SIZE] = SQLITE_IOERR_FSTAT,
  [FAULTS_CALL_LOCK] = SQLITE_IOERR_LOCK,      [FAULTS_CALL_MAP] = SQLITE_IOERR_SHMMAP,
  [FAULTS_CALL_DELETE] = SQLITE_IOERR_DELETE,  [FAULTS_CALL_ACCESS] = SQLITE_IOERR_ACCESS,
};

/* How the calls of this process fail. Shared with the one that tries, which wants to know how many there were. */
static struct
{
  Kind kind;
  gboolean is_for_good;
  int n;
  gboolean is_off;
} fault;

static int n_calls;
static int *n_counted;

static gboolean
concerns (Kind kind, FaultsCall call)
{
  switch (kind)
    {
    case KIND_FULL:
      return call == FAULTS_CALL_WRITE || call == FAULTS_CALL_TRUNCATE;
    case KIND_SHORT:
      return call == FAULTS_CALL_READ;
    case KIND_ERROR:
    case N_KINDS:
    default:
      return TRUE;
    }
}

static int
before (FaultsCall call, const char *path G_GNUC_UNUSED)
{
  int n;

  if (g_atomic_int_get (&fault.is_off) || !concerns (fault.kind, call))
    return SQLITE_OK;
  n = g_atomic_int_add (&n_calls, 1) + 1;
  g_atomic_int_set (n_counted, n);
  if (n != fault.n && !(fault.is_for_good && n > fault.n))
    return SQLITE_OK;
  if (fault.kind == KIND_FULL)
    return SQLITE_FULL;
  return fault.kind == KIND_SHORT ? SQLITE_IOERR_SHORT_READ : errors[call];
}

static const FaultsHooks hooks = { .before = before };

static void
run_faulty (DocketEngine *engine, GArray *answers)
{
  g_autoptr (DocketGateway) gateway = docket_gateway_new (engine);

  for (guint i = 0; i < N_LINES; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!faults_run_lines (engine, i, 1, answers, &error))
        faults_check_error (error);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      if (i == 0 && !docket_gateway_rebuild (gateway, NULL, FALSE, NULL, NULL, NULL, &error))
        faults_check_error (error);
      if (i == 1 && !faults_run_lines (engine, N_LINES, 10, answers, &error))
        faults_check_error (error);
    }
}

/* The disk is well again: the same engine goes on, or one that opens anew. */
static void
run_well (const char *shop, DocketEngine *engine, GArray *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEngine) other = NULL;

  if (faults_run_lines (engine, 100, 1, answers, &error))
    return;
  faults_check_error (error);
  g_clear_error (&error);
  docket_engine_close (engine);
  other = faults_open_or_fail (shop);
  if (!faults_run_lines (other, 101, 1, answers, &error))
    faults_fail ("It does not go on after it was opened anew: %s", error->message);
  docket_engine_close (other);
}

static void
try (gpointer shop)
{
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEngine) engine = NULL;

  faults_vfs_install (&hooks);
  engine = faults_open (shop, &error);
  if (engine != NULL)
    run_faulty (engine, answers);
  else
    faults_check_error (error);
  g_atomic_int_set (&fault.is_off, TRUE);
  if (engine != NULL)
    {
      run_well (shop, engine, answers);
      docket_engine_close (engine);
    }
  faults_check_shop (shop, answers, FALSE);
}

static void
try_all (Faults *faults, const char *base, const char *shop)
{
  guint step = faults_choose (faults, fault.kind == KIND_ERROR ? 151 : 61, 1);

  for (fault.n = 1 + g_rand_int_range (faults->chance, 0, (gint32) step);; fault.n += (int) step)
    {
      faults_copy_folder (base, shop);
      *n_counted = 0;
      faults_try (faults, try, (gpointer) shop, "call %d: %s, %s", fault.n, kind_names[fault.kind],
                  fault.is_for_good ? "for good" : "once");
      if (*n_counted < fault.n)
        break;
    }
}

/* All of them where none is named. */
static gboolean
concerns_load (const Faults *faults)
{
  return faults->load == NULL || g_str_equal (faults->load, loads[fault.kind]);
}

int
main (int argc, char **argv)
{
  Faults faults = { 0 };
  g_autofree char *base = NULL;
  g_autofree char *shop = NULL;

  faults_begin (&faults, argc, argv);
  base = faults_path (&faults, "base");
  shop = faults_path (&faults, "shop");
  n_counted = faults_share (sizeof *n_counted);
  faults_prepare (faults_make_shop, base);
  for (fault.kind = KIND_ERROR; fault.kind < N_KINDS; fault.kind++)
    for (fault.is_for_good = FALSE; fault.is_for_good <= TRUE && concerns_load (&faults); fault.is_for_good++)
      try_all (&faults, base, shop);
  return faults_end (&faults);
}
