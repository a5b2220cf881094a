/* docket-cli-recording.c: what a connection was asked, and the same again without the program around it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli-recording.h"

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

struct _DocketCliRecording
{
  GPtrArray *statements;
  /* SQL → its place in statements, plus 1 */
  GHashTable *places;
  /* of Step */
  GArray *steps;
  GByteArray *values;
  /* The template says nothing of what was bound. */
  gboolean is_broken;
};

DocketCliRecording *
docket_cli_recording_new (void)
{
  DocketCliRecording *recording = g_new0 (DocketCliRecording, 1);

  recording->statements = g_ptr_array_new_with_free_func (g_free);
  recording->places = g_hash_table_new (g_str_hash, g_str_equal);
  recording->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  recording->values = g_byte_array_new ();
  return recording;
}

void
docket_cli_recording_free (DocketCliRecording *recording)
{
  g_ptr_array_unref (recording->statements);
  g_hash_table_unref (recording->places);
  g_array_unref (recording->steps);
  g_byte_array_unref (recording->values);
  g_free (recording);
}

static guint
find_statement (DocketCliRecording *recording, const char *sql)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (recording->places, sql));

  if (place > 0)
    return place - 1;
  g_ptr_array_add (recording->statements, g_strdup (sql));
  g_hash_table_insert (recording->places, recording->statements->pdata[recording->statements->len - 1],
                       GUINT_TO_POINTER (recording->statements->len));
  return recording->statements->len - 1;
}

static void
add_value (DocketCliRecording *recording, ValueType type, gconstpointer data, guint32 size)
{
  guint8 type_byte = (guint8) type;

  g_byte_array_append (recording->values, &type_byte, 1);
  g_byte_array_append (recording->values, (const guint8 *) &size, sizeof size);
  if (size > 0)
    g_byte_array_append (recording->values, data, size);
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
add_blob (DocketCliRecording *recording, const char *at, GString *text)
{
  const char *end = unquote (at + 1, text);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  for (gsize i = 0; i + 1 < text->len; i += 2)
    {
      guint8 byte = (guint8) (g_ascii_xdigit_value (text->str[i]) << 4 | g_ascii_xdigit_value (text->str[i + 1]));

      g_byte_array_append (bytes, &byte, 1);
    }
  add_value (recording, VALUE_BLOB, bytes->data, bytes->len);
  return end;
}

static const char *
add_number (DocketCliRecording *recording, const char *at)
{
  char *end;
  gint64 integer = g_ascii_strtoll (at, &end, 10);
  double real;

  if (end != at && strchr (".eE", *end) == NULL)
    {
      add_value (recording, VALUE_INTEGER, &integer, sizeof integer);
      return end;
    }
  real = g_ascii_strtod (at, &end);
  recording->is_broken |= end == at;
  add_value (recording, VALUE_FLOAT, &real, sizeof real);
  return end;
}

/* A literal of the expanded SQL, where the template has a question mark. */
static const char *
add_literal (DocketCliRecording *recording, const char *at)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (g_str_has_prefix (at, "NULL"))
    {
      add_value (recording, VALUE_NULL, NULL, 0);
      return at + strlen ("NULL");
    }
  if (*at == '\'')
    {
      at = unquote (at, text);
      add_value (recording, VALUE_TEXT, text->str, (guint32) text->len);
      return at;
    }
  if (*at == 'x' && at[1] == '\'')
    return add_blob (recording, at, text);
  return add_number (recording, at);
}

/* SQLite tells no one what was bound, but puts it into the text: what stands there instead of each question mark is it. */
static guint
add_values (DocketCliRecording *recording, const char *sql, const char *expanded)
{
  guint n = 0;
  char quote = '\0';

  for (; *sql != '\0' && *expanded != '\0'; sql++)
    {
      if (quote == '\0' && *sql == '?')
        {
          while (g_ascii_isdigit (sql[1]))
            sql++;
          expanded = add_literal (recording, expanded);
          n++;
          continue;
        }
      if (quote == '\0' && (*sql == '\'' || *sql == '"'))
        quote = *sql;
      else if (*sql == quote)
        quote = '\0';
      recording->is_broken |= *sql != *expanded;
      expanded++;
    }
  return n;
}

static int
trace_cb (unsigned int mask G_GNUC_UNUSED, void *data, void *statement, void *text)
{
  DocketCliRecording *recording = data;
  const char *sql = sqlite3_sql (statement);
  char *expanded;
  Step step;

  /* Triggers come as comments. What names its schema, FTS5 asked for itself, and will again. */
  if (g_str_has_prefix (text, "--") || strstr (sql, "'main'.") != NULL)
    return 0;
  expanded = sqlite3_expanded_sql (statement);
  step.statement = find_statement (recording, sql);
  step.values = recording->values->len;
  step.n_values = expanded != NULL ? add_values (recording, sql, expanded) : 0;
  recording->is_broken |= expanded == NULL;
  sqlite3_free (expanded);
  g_array_append_val (recording->steps, step);
  return 0;
}

void
docket_cli_recording_start (DocketCliRecording *recording, DocketDatabase *database)
{
  sqlite3_trace_v2 (docket_database_get_connection (database), SQLITE_TRACE_STMT, trace_cb, recording);
}

void
docket_cli_recording_stop (DocketCliRecording *recording G_GNUC_UNUSED, DocketDatabase *database)
{
  sqlite3_trace_v2 (docket_database_get_connection (database), 0, NULL, NULL);
}

static void
bind_values (DocketCliRecording *recording, const Step *step, sqlite3_stmt *statement)
{
  const guint8 *at = recording->values->data + step->values;

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
run_step (sqlite3 *connection, sqlite3_stmt *statement, GError **error)
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
run_sql (DocketCliRecording *recording, sqlite3 *connection, sqlite3_stmt **statements, const Step *step, GError **error)
{
  const char *sql = recording->statements->pdata[step->statement];
  sqlite3_stmt **statement = &statements[step->statement];

  if (*statement == NULL && sqlite3_prepare_v3 (connection, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL) != SQLITE_OK)
    {
      docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, "%s: %s", sql, sqlite3_errmsg (connection));
      return FALSE;
    }
  bind_values (recording, step, *statement);
  return run_step (connection, *statement, error);
}

/* Whether a recorded BEGIN or COMMIT is left out, because several transactions are to become one. */
static gboolean
is_passed_over (const char *sql, guint transactions_per_commit, guint *n_begun, guint *n_committed)
{
  if (transactions_per_commit == 0)
    return FALSE;
  if (g_str_has_prefix (sql, "BEGIN"))
    return (*n_begun)++ % transactions_per_commit != 0;
  if (g_str_has_prefix (sql, "COMMIT"))
    return ++(*n_committed) % transactions_per_commit != 0;
  return FALSE;
}

gboolean
docket_cli_recording_replay (DocketCliRecording *recording, DocketDatabase *database, guint transactions_per_commit,
                             double *seconds,
                             GError **error)
{
  sqlite3 *connection = docket_database_get_connection (database);
  g_autofree sqlite3_stmt **statements = g_new0 (sqlite3_stmt *, MAX (recording->statements->len, 1));
  guint n_begun = 0;
  guint n_committed = 0;
  gboolean is_good = !recording->is_broken;
  gint64 start = g_get_monotonic_time ();

  if (!is_good)
    docket_error_set (error, DOCKET_ERROR_STORAGE, NULL, "The recording cannot be replayed");
  for (guint i = 0; i < recording->steps->len && is_good; i++)
    {
      const Step *step = &g_array_index (recording->steps, Step, i);
      const char *sql = recording->statements->pdata[step->statement];

      if (!is_passed_over (sql, transactions_per_commit, &n_begun, &n_committed))
        is_good = run_sql (recording, connection, statements, step, error);
    }
  if (is_good && !sqlite3_get_autocommit (connection))
    is_good = sqlite3_exec (connection, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
  *seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  for (guint i = 0; i < recording->statements->len; i++)
    sqlite3_finalize (statements[i]);
  return is_good;
}
