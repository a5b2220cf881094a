/* damage.c: whatever somebody changes in the tables behind the program's back, the oracle names
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "faults-shop.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* One in so many is tried in the quick set; so many rows of each column in the full one. */
#define QUICK_STEP 7
#define RELEASE_ROWS 4

#define N_LINES 8
#define LONGEST_TAIL 4

/**
 * Damage:
 * @file: write.db or read.db
 * @table: of that file
 * @column: (nullable): whose value becomes another; %NULL: the row is gone
 * @row: counted from the first
 * @tail: so many events are gone from the end, and nothing else is done
 *
 * What is changed in one try.
 */
typedef struct
{
  const char *file;
  char *table;
  char *column;
  gint64 row;
  guint tail;
} Damage;

typedef struct
{
  const char *shop;
  const Damage *damage;
  guint32 chance;
} Try;

/* What nothing can be said about, and why that does no harm. rows: which of them; all where it is NULL. */
typedef struct
{
  const char *table;
  const char *column;
  const char *rows;
} Exception;

static const Exception exceptions[] = {
  /* How long the lists took to follow, a measurement that nothing follows from. */
  { "projection_lag", NULL, NULL },
  /* Names of tables that lie about: with none of that name nothing is thrown away. */
  { "shadow", NULL, NULL },
  /* The last command, written twice: where the two differ, or it is gone, nothing is concluded from it. */
  { "log_end", NULL, NULL },
  /* A view of another version, or in a state that is not known, is made again from the log when the shop is opened; what it said when
   * it stopped is only told. */
  { "checkpoint", "version", NULL },
  { "checkpoint", "state", NULL },
  { "checkpoint", "error", NULL },
  /* No digest that can be checked needs the salt of a command that tells of nobody: asked for again, that command is told to be another
   * one, and is not done twice. */
  { "command", "salt",
    "digest IS NULL AND NOT EXISTS (SELECT 1 FROM event WHERE command_id = command.id AND event.digest IS NOT NULL)" },
};

static void
free_damage (gpointer data)
{
  Damage *damage = data;

  g_free (damage->table);
  g_free (damage->column);
  g_free (damage);
}

static sqlite3 *
open_file (const char *shop, const char *file)
{
  g_autofree char *path = g_build_filename (shop, file, NULL);
  sqlite3 *connection = NULL;

  if (sqlite3_open (path, &connection) != SQLITE_OK)
    faults_fail ("%s does not open.", file);
  /* Whoever damages a row asks nobody. */
  sqlite3_db_config (connection, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_exec (connection, "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF", NULL, NULL, NULL);
  return connection;
}

static sqlite3_stmt *
prepare (sqlite3 *connection, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL) != SQLITE_OK)
    faults_fail ("%s: %s", sql, sqlite3_errmsg (connection));
  return statement;
}

static gint64
ask_integer (sqlite3 *connection, const char *sql)
{
  sqlite3_stmt *statement = prepare (connection, sql);
  gint64 value = sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;

  sqlite3_finalize (statement);
  return value;
}

static const Exception *
find_exception (const char *table, const char *column)
{
  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (g_str_equal (exceptions[i].table, table) &&
        (exceptions[i].column == NULL || g_strcmp0 (exceptions[i].column, column) == 0))
      return &exceptions[i];
  return NULL;
}

/* The rows of a table that can be damaged, as a condition of SQL. */
static const char *
get_others (const char *table, const char *column)
{
  const Exception *exception = find_exception (table, column);

  return exception == NULL ? "0" : exception->rows != NULL ? exception->rows : "1";
}

static void
add_damage (Faults *faults, GPtrArray *damages, sqlite3 *connection, const char *file, const char *table, const char *column)
{
  g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM \"%s\" WHERE NOT (%s)", table, get_others (table, column));
  gint64 n_rows = ask_integer (connection, count);
  Damage *damage;

  if (n_rows == 0)
    return;
  damage = g_new0 (Damage, 1);
  damage->file = file;
  damage->table = g_strdup (table);
  damage->column = g_strdup (column);
  damage->row = g_rand_int_range (faults->chance, 0, (gint32) n_rows);
  g_ptr_array_add (damages, damage);
}

/* A row that is gone, and a value of each column that is another. */
static void
collect_table (Faults *faults, GPtrArray *damages, sqlite3 *connection, const char *file, const char *table)
{
  g_autofree char *count = g_strdup_printf ("SELECT count(*) FROM \"%s\"", table);
  g_autofree char *columns = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s')", table);
  gint64 n_rows = ask_integer (connection, count);

  if (n_rows == 0)
    {
      if (find_exception (table, NULL) == NULL)
        printf ("%s holds no row of %s\n", file, table);
      return;
    }
  for (guint i = 0; i < faults_choose (faults, 1, RELEASE_ROWS); i++)
    {
      sqlite3_stmt *column = prepare (connection, columns);

      add_damage (faults, damages, connection, file, table, NULL);
      while (sqlite3_step (column) == SQLITE_ROW)
        add_damage (faults, damages, connection, file, table, (const char *) sqlite3_column_text (column, 0));
      sqlite3_finalize (column);
    }
}

/* The words of a search table are no plain rows: whether they are those of the list is tried where they are read. */
static void
collect_file (Faults *faults, GPtrArray *damages, const char *shop, const char *file)
{
  sqlite3 *connection = open_file (shop, file);
  sqlite3_stmt *table = prepare (connection, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND"
                                             " name NOT LIKE 'sqlite%' ORDER BY name");

  while (sqlite3_step (table) == SQLITE_ROW)
    collect_table (faults, damages, connection, file, (const char *) sqlite3_column_text (table, 0));
  sqlite3_finalize (table);
  sqlite3_close (connection);
}

static void
collect_tails (GPtrArray *damages)
{
  for (guint tail = 1; tail <= LONGEST_TAIL; tail++)
    {
      Damage *damage = g_new0 (Damage, 1);

      damage->file = "write.db";
      damage->table = g_strdup ("event");
      damage->tail = tail;
      g_ptr_array_add (damages, damage);
    }
}

/* What tells a row from the others, as a row value of SQL. */
static char *
describe_key (sqlite3 *connection, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s') WHERE pk > 0 ORDER BY pk", table);
  sqlite3_stmt *column = prepare (connection, sql);
  g_autoptr (GString) key = g_string_new (NULL);

  while (sqlite3_step (column) == SQLITE_ROW)
    g_string_append_printf (key, "%s\"%s\"", key->len > 0 ? ", " : "", sqlite3_column_text (column, 0));
  sqlite3_finalize (column);
  return key->len > 0 ? g_string_free (g_steal_pointer (&key), FALSE) : g_strdup ("rowid");
}

static char *
describe_row (sqlite3 *connection, const Damage *damage)
{
  g_autofree char *key = describe_key (connection, damage->table);

  return g_strdup_printf ("(%s) = (SELECT %s FROM \"%s\" WHERE NOT (%s) ORDER BY %s LIMIT 1 OFFSET %d)", key, key, damage->table,
                          get_others (damage->table, damage->column), key, (int) damage->row);
}

/* Where nothing was, something of the column's type is. */
static void
bind_something (sqlite3_stmt *update, const char *type)
{
  if (g_str_equal (type, "INTEGER"))
    sqlite3_bind_int (update, 1, 1);
  else if (g_str_equal (type, "BLOB"))
    sqlite3_bind_blob (update, 1, "0123456789abcdef", 16, SQLITE_STATIC);
  else
    sqlite3_bind_text (update, 1, "x", 1, SQLITE_STATIC);
}

static void
bind_bytes (sqlite3_stmt *update, sqlite3_stmt *value, guint32 chance)
{
  int size = sqlite3_column_bytes (value, 0);
  g_autofree guint8 *bytes = g_memdup2 (sqlite3_column_blob (value, 0), (gsize) size);

  if (size == 0)
    {
      sqlite3_bind_blob (update, 1, "x", 1, SQLITE_STATIC);
      return;
    }
  bytes[chance % (guint32) size] ^= (guint8) (1 << (chance / 8 % 8));
  sqlite3_bind_blob (update, 1, bytes, size, SQLITE_TRANSIENT);
}

static void
bind_other (sqlite3_stmt *update, sqlite3_stmt *value, guint32 chance, gint64 step)
{
  g_autofree char *text = NULL;

  switch (sqlite3_column_type (value, 0))
    {
    case SQLITE_INTEGER:
      sqlite3_bind_int64 (update, 1, sqlite3_column_int64 (value, 0) + step);
      break;
    case SQLITE_FLOAT:
      sqlite3_bind_double (update, 1, sqlite3_column_double (value, 0) + 0.5);
      break;
    case SQLITE_TEXT:
      text = g_strconcat ((const char *) sqlite3_column_text (value, 0), "x", NULL);
      sqlite3_bind_text (update, 1, text, -1, SQLITE_TRANSIENT);
      break;
    case SQLITE_BLOB:
      bind_bytes (update, value, chance);
      break;
    default:
      bind_something (update, (const char *) sqlite3_column_text (value, 1));
      break;
    }
}

/* A number that is one more may be another row's: then it is another one. */
static void
change_value (sqlite3 *connection, const Damage *damage, guint32 chance)
{
  g_autofree char *row = describe_row (connection, damage);
  g_autofree char *select =
    g_strdup_printf ("SELECT \"%s\", (SELECT type FROM pragma_table_info ('%s') WHERE name = '%s') FROM \"%s\" WHERE %s",
                     damage->column, damage->table, damage->column, damage->table, row);
  g_autofree char *sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ? WHERE %s", damage->table, damage->column, row);
  sqlite3_stmt *value = prepare (connection, select);
  sqlite3_stmt *update = prepare (connection, sql);
  int result;

  if (sqlite3_step (value) != SQLITE_ROW)
    faults_fail ("There is no such row.");
  bind_other (update, value, chance, 1);
  result = sqlite3_step (update);
  if (result == SQLITE_CONSTRAINT)
    {
      sqlite3_reset (update);
      bind_other (update, value, chance, 1000003);
      result = sqlite3_step (update);
    }
  if (result != SQLITE_DONE || sqlite3_changes (connection) != 1)
    faults_fail ("It cannot be damaged: %s", sqlite3_errmsg (connection));
  sqlite3_finalize (update);
  sqlite3_finalize (value);
}

static void
delete_rows (sqlite3 *connection, const Damage *damage)
{
  g_autofree char *row = damage->tail > 0 ? g_strdup_printf ("position > (SELECT max(position) FROM event) - %u", damage->tail)
                                          : describe_row (connection, damage);
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE %s", damage->table, row);

  if (sqlite3_exec (connection, sql, NULL, NULL, NULL) != SQLITE_OK || sqlite3_changes (connection) < 1)
    faults_fail ("It cannot be damaged: %s", sqlite3_errmsg (connection));
}

static void
do_damage (const Try *self)
{
  sqlite3 *connection = open_file (self->shop, self->damage->file);

  if (self->damage->column != NULL)
    change_value (connection, self->damage, self->chance);
  else
    delete_rows (connection, self->damage);
  sqlite3_close (connection);
}

/* Events and commands are named by their numbers, checkpoints by their views. */
static gboolean
is_named (const char *table, const DocketFinding *finding)
{
  g_autofree char *plain = g_strdup_printf ("table %s", table);
  gsize length = strlen (plain);

  if (g_str_equal (table, "event") || g_str_equal (table, "command"))
    return g_str_has_prefix (finding->place, "event") || g_str_has_prefix (finding->place, "command ") ||
           g_str_has_prefix (finding->place, "stream ") || g_str_equal (finding->place, plain);
  if (g_str_equal (table, "checkpoint"))
    return g_str_has_prefix (finding->place, "view ") || strstr (finding->message, "view ") != NULL;
  return g_str_has_prefix (finding->place, plain) && (finding->place[length] == '\0' || finding->place[length] == ',');
}

static void
try (gpointer data)
{
  const Try *self = data;
  g_autoptr (DocketEngine) engine = docket_engine_new (self->shop, "Ada", "counter");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_found = FALSE;

  do_damage (self);
  /* As the files lie there, before anything heals. */
  if (!docket_engine_open (engine, DOCKET_ENGINE_LOCK_ONLY, &error))
    faults_fail ("The directory cannot be held: %s", error->message);
  findings = docket_engine_verify (engine, FALSE, NULL, NULL, NULL, &error);
  if (findings == NULL)
    faults_fail ("It cannot be verified: %s", error->message);
  for (guint i = 0; i < findings->len; i++)
    {
      const DocketFinding *finding = findings->pdata[i];

      g_printerr ("%s: %s\n", finding->place, finding->message);
      is_found = is_found || is_named (self->damage->table, finding);
    }
  docket_engine_close (engine);
  if (!is_found)
    faults_fail ("The damage is not named.");
}

static void
make_shop (gpointer directory)
{
  g_autoptr (DocketEngine) engine = NULL;
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  g_autoptr (GError) error = NULL;

  faults_make_sample (directory);
  engine = faults_open_or_fail (directory);
  if (!faults_run_lines (engine, 0, N_LINES, answers, &error))
    faults_fail ("It takes no command: %s", error->message);
  docket_projection_runner_wait (docket_engine_get_runner (engine), -1);
  faults_verify (engine, FALSE);
  docket_engine_close (engine);
}

int
main (int argc, char **argv)
{
  Faults faults = { 0 };
  g_autoptr (GPtrArray) damages = g_ptr_array_new_with_free_func (free_damage);
  g_autofree char *base = NULL;
  g_autofree char *shop = NULL;
  guint step, first;

  faults_begin (&faults, argc, argv);
  base = faults_path (&faults, "base");
  shop = faults_path (&faults, "shop");
  faults_prepare (make_shop, base);
  collect_file (&faults, damages, base, "write.db");
  collect_file (&faults, damages, base, "read.db");
  collect_tails (damages);
  step = faults_choose (&faults, QUICK_STEP, 1);
  first = (guint) g_rand_int_range (faults.chance, 0, (gint32) step);
  for (guint i = first; i < damages->len; i += step)
    {
      const Damage *damage = damages->pdata[i];
      Try trial = { shop, damage, g_rand_int (faults.chance) };

      faults_copy_folder (base, shop);
      faults_try (&faults, try, &trial, "%s, table %s, %s, row %d, tail %u", damage->file, damage->table,
                  damage->column != NULL ? damage->column : "gone", (int) damage->row, damage->tail);
    }
  return faults_end (&faults);
}
