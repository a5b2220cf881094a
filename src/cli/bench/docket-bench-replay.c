/* docket-bench-replay.c: what a connection was asked, and the same again without the program around it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-bench-replay.h"

#include <string.h>

/* A value as it was bound: its type, and its bytes behind it. */
typedef enum
{
  VALUE_NULL,
  VALUE_INTEGER,
  VALUE_FLOAT,
  VALUE_TEXT,
  VALUE_BLOB,
} ValueType;

/* One statement that ran; its values are at an offset of the bytes. */
typedef struct
{
  guint statement;
  guint n_values;
  gsize values;
} Step;

/* What is remembered before it is replayed. */
#define LARGEST_RECORDING (64 << 20)

struct _DocketBenchReplay
{
  DocketDatabase *target;
  guint transactions_per_commit;

  /* SQL → its place in statements, plus 1 */
  GPtrArray *statements;
  GHashTable *places;
  /* of sqlite3_stmt *, NULL until it first runs */
  GPtrArray *prepared;
  /* of Step */
  GArray *steps;
  GByteArray *values;

  guint n_begun;
  guint n_committed;
  gint64 duration;
  /* The first thing that went wrong. */
  GError *error;
};

DocketBenchReplay *
docket_bench_replay_new (DocketDatabase *target, guint transactions_per_commit)
{
  DocketBenchReplay *self = g_new0 (DocketBenchReplay, 1);

  self->target = g_object_ref (target);
  self->transactions_per_commit = transactions_per_commit;
  self->statements = g_ptr_array_new_with_free_func (g_free);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  self->prepared = g_ptr_array_new ();
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  self->values = g_byte_array_new ();
  return self;
}

void
docket_bench_replay_free (DocketBenchReplay *self)
{
  for (guint i = 0; i < self->prepared->len; i++)
    sqlite3_finalize (self->prepared->pdata[i]);
  g_ptr_array_unref (self->prepared);
  g_ptr_array_unref (self->statements);
  g_hash_table_unref (self->places);
  g_array_unref (self->steps);
  g_byte_array_unref (self->values);
  g_clear_error (&self->error);
  g_object_unref (self->target);
  g_free (self);
}

/* A template that says nothing of what was bound. */
static void
complain (DocketBenchReplay *self, const char *sql)
{
  if (self->error == NULL)
    docket_error_set (&self->error, DOCKET_ERROR_STORAGE, NULL, "The recording cannot be replayed: %.80s", sql);
}

static guint
find_statement (DocketBenchReplay *self, const char *sql)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, sql));

  if (place > 0)
    return place - 1;
  g_ptr_array_add (self->statements, g_strdup (sql));
  g_hash_table_insert (self->places, self->statements->pdata[self->statements->len - 1],
                       GUINT_TO_POINTER (self->statements->len));
  g_ptr_array_add (self->prepared, NULL);
  return self->statements->len - 1;
}

static void
add_value (DocketBenchReplay *self, ValueType type, gconstpointer data, guint32 size)
{
  guint8 type_byte = (guint8) type;

  g_byte_array_append (self->values, &type_byte, 1);
  g_byte_array_append (self->values, (const guint8 *) &size, sizeof size);
  if (size > 0)
    g_byte_array_append (self->values, data, size);
}

/* A literal in quotation marks, two of which stand for one. Returns what follows it. */
static const char *
unquote (const char *at, GString *text)
{
  g_string_truncate (text, 0);
  for (at++; *at != '\0'; at++)
    {
      if (*at == '\'' && at[1] != '\'')
        return at + 1;
      if (*at == '\'')
        at++;
      g_string_append_c (text, *at);
    }
  return at;
}

static const char *
add_blob (DocketBenchReplay *self, const char *at, GString *text)
{
  const char *end = unquote (at + 1, text);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (gsize i = 0; i + 1 < text->len; i += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (text->str[i]) << 4 | g_ascii_xdigit_value (text->str[i + 1]));

      g_byte_array_append (bytes, &byte, 1);
    }
  add_value (self, VALUE_BLOB, bytes->data, bytes->len);
  return end;
}

static const char *
add_number (DocketBenchReplay *self, const char *at)
{
  char *end;
  gint64 integer = g_ascii_strtoll (at, &end, 10);
  double real;

  if (end != at && strchr (".eE", *end) == NULL)
    {
      add_value (self, VALUE_INTEGER, &integer, sizeof integer);
      return end;
    }
  real = g_ascii_strtod (at, &end);
  if (end == at)
    complain (self, at);
  add_value (self, VALUE_FLOAT, &real, sizeof real);
  return end;
}

/* A literal of the expanded SQL, where the template has a question mark. */
static const char *
add_literal (DocketBenchReplay *self, const char *at)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (g_str_has_prefix (at, "NULL"))
    {
      add_value (self, VALUE_NULL, NULL, 0);
      return at + strlen ("NULL");
    }
  if (*at == '\'')
    {
      at = unquote (at, text);
      add_value (self, VALUE_TEXT, text->str, (guint32) text->len);
      return at;
    }
  if (*at == 'x' && at[1] == '\'')
    return add_blob (self, at, text);
  return add_number (self, at);
}

/* SQLite tells no one what was bound, but puts it into the text: what stands there instead of each question mark is it. */
static guint
add_values (DocketBenchReplay *self, const char *sql, const char *expanded)
{
  guint n = 0;
  char quote = '\0';

  for (; *sql != '\0' && *expanded != '\0'; sql++)
    {
      if (quote == '\0' && *sql == '?')
        {
          while (g_ascii_isdigit (sql[1]))
            sql++;
          expanded = add_literal (self, expanded);
          n++;
          continue;
        }
      if (quote == '\0' && (*sql == '\'' || *sql == '"'))
        quote = *sql;
      else if (*sql == quote)
        quote = '\0';
      if (*sql != *expanded)
        complain (self, expanded);
      expanded++;
    }
  return n;
}

static void
bind_values (DocketBenchReplay *self, const Step *step, sqlite3_stmt *statement)
{
  const guint8 *at = self->values->data + step->values;

  for (guint i = 1; i <= step->n_values; i++)
    {
      ValueType type = (ValueType) *at;
      guint32 size;
      gint64 integer;
      double real;

      memcpy (&size, at + 1, sizeof size);
      at += 1 + sizeof size;
      switch (type)
        {
        case VALUE_INTEGER:
          memcpy (&integer, at, sizeof integer);
          sqlite3_bind_int64 (statement, (int) i, integer);
          break;
        case VALUE_FLOAT:
          memcpy (&real, at, sizeof real);
          sqlite3_bind_double (statement, (int) i, real);
          break;
        case VALUE_TEXT:
          sqlite3_bind_text (statement, (int) i, (const char *) at, (int) size, SQLITE_STATIC);
          break;
        case VALUE_BLOB:
          sqlite3_bind_blob (statement, (int) i, at, (int) size, SQLITE_STATIC);
          break;
        case VALUE_NULL:
        default:
          sqlite3_bind_null (statement, (int) i);
          break;
        }
      at += size;
    }
}

static gboolean
run_to_end (sqlite3 *connection, sqlite3_stmt *statement, GError **error)
{
  int result;

  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    ;
  if (result == SQLITE_DONE)
    {
      sqlite3_reset (statement);
      return TRUE;
    }
  docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, "%s: %s", sqlite3_sql (statement), sqlite3_errmsg (connection));
  return FALSE;
}

/* Statements are prepared when they first run, since what they speak of may be made on the way. */
static gboolean
run_step (DocketBenchReplay *self, const Step *step, GError **error)
{
  sqlite3 *connection = docket_database_get_connection (self->target);
  const char *sql = self->statements->pdata[step->statement];
  sqlite3_stmt *statement = self->prepared->pdata[step->statement];

  if (statement == NULL && sqlite3_prepare_v3 (connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, "%s: %s", sql, sqlite3_errmsg (connection));
      return FALSE;
    }
  self->prepared->pdata[step->statement] = statement;
  bind_values (self, step, statement);
  return run_to_end (connection, statement, error);
}

/* Whether a recorded BEGIN or COMMIT is left out, because several transactions are to become one. */
static gboolean
is_passed_over (DocketBenchReplay *self, const char *sql)
{
  if (self->transactions_per_commit == 0)
    return FALSE;
  if (g_str_has_prefix (sql, "BEGIN"))
    return self->n_begun++ % self->transactions_per_commit != 0;
  if (g_str_has_prefix (sql, "COMMIT"))
    return ++self->n_committed % self->transactions_per_commit != 0;
  return FALSE;
}

/* In the thread of the recording, which waits meanwhile. */
static void
run_steps (DocketBenchReplay *self)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < self->steps->len && self->error == NULL; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);

      if (!is_passed_over (self, self->statements->pdata[step->statement]))
        run_step (self, step, &self->error);
    }
  self->duration += g_get_monotonic_time () - start;
  g_array_set_size (self->steps, 0);
  g_byte_array_set_size (self->values, 0);
}

static int
trace_cb (unsigned int mask G_GNUC_UNUSED, void *data, void *statement, void *text)
{
  DocketBenchReplay *self = data;
  const char *sql = sqlite3_sql (statement);
  char *expanded;
  Step step;

  /* Triggers come as comments. What names its schema, FTS5 asked for itself, and will again. */
  if (g_str_has_prefix (text, "--") || strstr (sql, "'main'.") != NULL)
    return 0;
  if (self->values->len > LARGEST_RECORDING && g_str_has_prefix (sql, "BEGIN"))
    run_steps (self);
  expanded = sqlite3_expanded_sql (statement);
  step.statement = find_statement (self, sql);
  step.values = self->values->len;
  step.n_values = expanded != NULL ? add_values (self, sql, expanded) : 0;
  if (expanded == NULL)
    complain (self, sql);
  sqlite3_free (expanded);
  g_array_append_val (self->steps, step);
  return 0;
}

void
docket_bench_replay_start (DocketBenchReplay *self, DocketDatabase *database)
{
  sqlite3_trace_v2 (docket_database_get_connection (database), SQLITE_TRACE_STMT, trace_cb, self);
}

void
docket_bench_replay_stop (DocketBenchReplay *self G_GNUC_UNUSED, DocketDatabase *database)
{
  sqlite3_trace_v2 (docket_database_get_connection (database), 0, NULL, NULL);
}

gboolean
docket_bench_replay_finish (DocketBenchReplay *self, double *seconds, GError **error)
{
  sqlite3 *connection = docket_database_get_connection (self->target);
  gint64 start;

  run_steps (self);
  start = g_get_monotonic_time ();
  if (self->error == NULL && !sqlite3_get_autocommit (connection) && sqlite3_exec (connection, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
    docket_error_set (&self->error, DOCKET_ERROR_STORAGE, NULL, "%s", sqlite3_errmsg (connection));
  self->duration += g_get_monotonic_time () - start;
  *seconds = (double) self->duration / G_USEC_PER_SEC;
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
