/* docket-database-check.c: SQLite's own look at a whole file
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-database-check.h"

/* What a person reads of a file that is damaged all over. */
#define MOST_LINES "20"

static void
interrupt_cb (GCancellable *cancellable G_GNUC_UNUSED, gpointer connection)
{
  sqlite3_interrupt (connection);
}

/* One answer may hold many lines, under a heading that tells nothing. */
static void
add_lines (GPtrArray *lines, const char *answer)
{
  g_auto (GStrv) parts = g_strsplit (answer != NULL ? answer : "", "\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !g_str_has_prefix (parts[i], "***") && !g_str_equal (parts[i], "ok"))
      g_ptr_array_add (lines, g_strdup (parts[i]));
}

static gboolean
collect_lines (DocketDatabase *database, gboolean is_quick, GPtrArray *lines, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (DocketStatement) row = docket_database_prepare (
    database, is_quick ? "PRAGMA quick_check (" MOST_LINES ")" : "PRAGMA integrity_check (" MOST_LINES ")", error);

  if (row == NULL)
    return FALSE;
  while (docket_statement_step (row, &step_error))
    add_lines (lines, docket_statement_text (row, 0));
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/**
 * docket_database_check:
 * @database: a database that nobody else uses meanwhile
 * @is_quick: whether indexes are not compared with their tables
 * @cancellable: (nullable): gives it up, also in the middle
 * @error: return location
 *
 * Lets SQLite look at each page of the file. Of a large one this takes minutes, nearly all of them in one step of one
 * statement, which nothing but an interruption from another thread ends; what that step then says of pages that it did not
 * come to is worth nothing.
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): SQLite's words for what is wrong; empty when all is well
 */
char **
docket_database_check (DocketDatabase *database, gboolean is_quick, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DocketStatement) held = NULL;
  g_autoptr (GError) check_error = NULL;
  gulong handler = 0;

  g_return_val_if_fail (DOCKET_IS_DATABASE (database), NULL);

  /* As long as one statement lies on a row, an interruption holds for those too that begin after it: none comes too early. */
  held = docket_database_query (database, error, "VALUES (1), (2)", NULL);
  if (held == NULL || !docket_statement_step (held, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (interrupt_cb), docket_database_get_connection (database), NULL);
  collect_lines (database, is_quick, lines, &check_error);
  g_cancellable_disconnect (cancellable, handler);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (check_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&check_error));
      return NULL;
    }
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}
