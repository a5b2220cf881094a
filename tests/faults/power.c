/* power.c: whenever the power goes, all that was answered is there when it comes back
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In the manner of SQLite's test6.c: a script is run once, and each write, truncation, deletion and sync of both databases is
 * recorded, with the answers between them. Then the power goes at each write and each sync: whatever was not synced by then is
 * kept, dropped, torn at 512 bytes or put down in another order, as chance has it. What is left is opened, and the oracle
 * asked.
 */
#include "faults-shop.h"
#include "faults-vfs.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define N_LINES 30
#define N_SEEDS 20
#define SECTOR 512

/* In the quick set, every so many-th moment, of one seed. */
#define QUICK_STEP 13

/* As often as this the whole oracle is asked in the quick set. */
#define FULL_EVERY 8

typedef struct
{
  FaultsCall call;
  char *name;
  GBytes *bytes;
  gint64 offset;
} Operation;

/* What was recorded: an operation, or, without a name, an answer. */
typedef struct
{
  Operation operation;
  FaultsAnswer answer;
} Moment;

/* One file as it would survive for certain, and what has happened to it since. */
typedef struct
{
  gboolean is_there;
  GByteArray *synced;
  /* const Operation */
  GPtrArray *pending;
} File;

static GMutex mutex;
static FILE *record;

/* Recording. */

static void
put (const void *bytes, gsize size)
{
  g_assert_cmpuint (fwrite (bytes, 1, size, record), ==, size);
}

static void
put_moment (int call, const char *name, const void *bytes, gint64 offset, int amount)
{
  gint32 numbers[] = { call, (gint32) strlen (name), bytes != NULL ? amount : 0 };

  g_mutex_lock (&mutex);
  put (numbers, sizeof numbers);
  put (&offset, sizeof offset);
  put (name, (gsize) numbers[1]);
  put (bytes, (gsize) numbers[2]);
  g_mutex_unlock (&mutex);
}

static void
after (FaultsCall call, const char *path, const void *bytes, sqlite3_int64 offset, int amount)
{
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;

  /* The scratch files of a verification are nobody's loss. */
  if (name != NULL && (g_str_has_prefix (name, "write.db") || g_str_has_prefix (name, "read.db")))
    put_moment (call, name, bytes, offset, amount);
}

typedef struct
{
  const char *shop;
  const char *path;
} Script;

static void
run_script (gpointer data)
{
  static const FaultsHooks hooks = { .after = after };
  const Script *script = data;
  g_autoptr (DocketEngine) engine = NULL;
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  g_autoptr (GError) error = NULL;

  record = fopen (script->path, "wb");
  faults_vfs_install (&hooks);
  engine = faults_open_or_fail (script->shop);
  for (guint i = 0; i < N_LINES; i++)
    {
      if (!faults_run_lines (engine, i, 1, answers, &error))
        faults_fail ("It takes no command: %s", error->message);
      put_moment (-1, "", &g_array_index (answers, FaultsAnswer, i), 0, sizeof (FaultsAnswer));
    }
  docket_engine_close (engine);
  fclose (record);
}

/* Reading what was recorded. */

static void
free_moment (gpointer data)
{
  Moment *moment = data;

  g_free (moment->operation.name);
  g_clear_pointer (&moment->operation.bytes, g_bytes_unref);
  g_free (moment);
}

static GPtrArray *
read_record (const char *path)
{
  GPtrArray *moments = g_ptr_array_new_with_free_func (free_moment);
  FILE *file = fopen (path, "rb");
  gint32 numbers[3];

  while (fread (numbers, sizeof numbers, 1, file) == 1)
    {
      Moment *moment = g_new0 (Moment, 1);
      char *bytes = g_malloc ((gsize) numbers[2] + 1);

      g_assert_cmpuint (fread (&moment->operation.offset, sizeof (gint64), 1, file), ==, 1);
      moment->operation.name = g_malloc0 ((gsize) numbers[1] + 1);
      g_assert_cmpuint (fread (moment->operation.name, 1, (gsize) numbers[1], file), ==, numbers[1]);
      g_assert_cmpuint (fread (bytes, 1, (gsize) numbers[2], file), ==, numbers[2]);
      moment->operation.call = (FaultsCall) numbers[0];
      moment->operation.bytes = g_bytes_new_take (bytes, (gsize) numbers[2]);
      if (numbers[1] == 0)
        {
          g_clear_pointer (&moment->operation.name, g_free);
          memcpy (&moment->answer, bytes, sizeof moment->answer);
        }
      g_ptr_array_add (moments, moment);
    }
  fclose (file);
  return moments;
}

/* What the disk makes of it. */

static void
write_bytes (GByteArray *image, gint64 offset, const guint8 *bytes, gsize size)
{
  guint end = (guint) (offset + (gint64) size);

  if (image->len < end)
    {
      guint before = image->len;

      g_byte_array_set_size (image, end);
      memset (image->data + before, 0, end - before);
    }
  memcpy (image->data + offset, bytes, size);
}

static void
write_torn (GByteArray *image, const Operation *operation, GRand *chance)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (operation->bytes, &size);

  for (gsize at = 0; at < size;)
    {
      gsize sector = MIN (SECTOR - (gsize) (operation->offset + (gint64) at) % SECTOR, size - at);

      if (g_rand_boolean (chance))
        write_bytes (image, operation->offset + (gint64) at, bytes + at, sector);
      at += sector;
    }
}

static void
apply (File *file, GByteArray *image, const Operation *operation)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (operation->bytes, &size);

  file->is_there = operation->call != FAULTS_CALL_DELETE;
  if (operation->call == FAULTS_CALL_WRITE)
    write_bytes (image, operation->offset, bytes, size);
  else if (operation->call == FAULTS_CALL_DELETE)
    g_byte_array_set_size (image, 0);
  else if (operation->call == FAULTS_CALL_TRUNCATE && operation->offset < image->len)
    g_byte_array_set_size (image, (guint) operation->offset);
}

static void
shuffle (GPtrArray *array, GRand *chance)
{
  for (guint i = array->len; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (chance, 0, (gint32) i);
      gpointer other = array->pdata[i - 1];

      array->pdata[i - 1] = array->pdata[j];
      array->pdata[j] = other;
    }
}

static void
write_file (const char *folder, const char *name, const GByteArray *image)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, (const char *) image->data, image->len, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/* mode: 0 all is kept, 1 all is dropped, 2 each as it falls, 3 in another order too. */
static void
survive (const char *folder, const char *name, const File *file, int mode, GRand *chance)
{
  File left = { .is_there = file->is_there };
  g_autoptr (GByteArray) image = g_byte_array_new ();
  g_autoptr (GPtrArray) pending = g_ptr_array_new ();

  g_byte_array_append (image, file->synced->data, file->synced->len);
  for (guint i = 0; i < file->pending->len; i++)
    g_ptr_array_add (pending, file->pending->pdata[i]);
  if (mode == 3)
    shuffle (pending, chance);
  for (guint i = 0; mode != 1 && i < pending->len; i++)
    {
      const Operation *operation = pending->pdata[i];
      int fate = mode == 0 ? 0 : g_rand_int_range (chance, 0, 4);

      if (fate <= 1)
        apply (&left, image, operation);
      else if (fate == 2 && operation->call == FAULTS_CALL_WRITE)
        {
          left.is_there = TRUE;
          write_torn (image, operation, chance);
        }
    }
  if (left.is_there)
    write_file (folder, name, image);
}

static void
free_file (gpointer data)
{
  File *file = data;

  g_byte_array_unref (file->synced);
  g_ptr_array_unref (file->pending);
  g_free (file);
}

static File *
find_file (GHashTable *files, const char *name)
{
  File *file = g_hash_table_lookup (files, name);

  if (file != NULL)
    return file;
  file = g_new0 (File, 1);
  file->synced = g_byte_array_new ();
  file->pending = g_ptr_array_new ();
  g_hash_table_insert (files, g_strdup (name), file);
  return file;
}

/* The shop as it was before: all of it is on the disk for certain. */
static GHashTable *
load_files (const char *base)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_file);
  g_autoptr (GDir) folder = g_dir_open (base, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (base, name, NULL);
      g_autofree char *bytes = NULL;
      gsize size;
      File *file;

      if (!g_str_has_suffix (name, ".db") || !g_file_get_contents (path, &bytes, &size, NULL))
        continue;
      file = find_file (files, name);
      file->is_there = TRUE;
      g_byte_array_append (file->synced, (const guint8 *) bytes, (guint) size);
    }
  return files;
}

static void
happen (GHashTable *files, const Operation *operation)
{
  File *file = find_file (files, operation->name);

  if (operation->call != FAULTS_CALL_SYNC)
    {
      g_ptr_array_add (file->pending, (gpointer) operation);
      return;
    }
  for (guint i = 0; i < file->pending->len; i++)
    apply (file, file->synced, file->pending->pdata[i]);
  g_ptr_array_set_size (file->pending, 0);
}

/* Trying. */

typedef struct
{
  const char *shop;
  GArray *answers;
  gboolean is_quick;
} Try;

static void
check (gpointer data)
{
  const Try *try = data;

  faults_check_shop (try->shop, try->answers, try->is_quick);
}

static void
lose_power (Faults *faults, GHashTable *files, Try *try, guint moment, guint seed)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (faults->seed + moment * 1000003u + seed);
  int mode = g_rand_int_range (chance, 0, 4);
  GHashTableIter iterator;
  gpointer name, file;

  faults_remove_tree (try->shop);
  g_assert_no_errno (g_mkdir (try->shop, 0700));
  g_hash_table_iter_init (&iterator, files);
  while (g_hash_table_iter_next (&iterator, &name, &file))
    survive (try->shop, name, file, mode, chance);
  try->is_quick = !faults->is_release && faults->n_tried % FULL_EVERY != 0;
  faults_try (faults, check, try, "power lost at moment %u, seed %u, mode %d, after %u answers", moment, seed, mode, try->answers->len);
}

static gboolean
is_moment (Faults *faults, const Operation *operation, guint n)
{
  if (operation->call != FAULTS_CALL_WRITE && operation->call != FAULTS_CALL_SYNC)
    return FALSE;
  return faults->is_release || n % QUICK_STEP == faults->seed % QUICK_STEP;
}

static void
try_moments (Faults *faults, GPtrArray *moments, const char *base, const char *shop)
{
  g_autoptr (GHashTable) files = load_files (base);
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  Try try = { .shop = shop, .answers = answers };

  for (guint i = 0; i < moments->len; i++)
    {
      const Moment *moment = moments->pdata[i];

      if (moment->operation.name == NULL)
        {
          g_array_append_val (answers, moment->answer);
          continue;
        }
      /* A sync that was under way has kept nothing for certain; a write that was may have come to something. */
      if (moment->operation.call == FAULTS_CALL_WRITE)
        happen (files, &moment->operation);
      if (is_moment (faults, &moment->operation, i))
        for (guint seed = 0; seed < faults_choose (faults, 1, N_SEEDS); seed++)
          lose_power (faults, files, &try, i, seed);
      if (moment->operation.call != FAULTS_CALL_WRITE)
        happen (files, &moment->operation);
    }
}

int
main (int argc, char **argv)
{
  Faults faults = { 0 };
  g_autofree char *base = NULL;
  g_autofree char *shop = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) moments = NULL;
  Script script;

  faults_begin (&faults, argc, argv);
  base = faults_path (&faults, "base");
  shop = faults_path (&faults, "shop");
  path = faults_path (&faults, "record");
  faults_prepare (faults_make_shop, base);
  faults_copy_folder (base, shop);
  script = (Script) { .shop = shop, .path = path };
  faults_prepare (run_script, &script);
  moments = read_record (path);
  try_moments (&faults, moments, base, shop);
  return faults_end (&faults);
}
