/* docket-row-finder.c: where changed rows were in a list, and where they belong
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-keys.h"
#include "docket-row-changes.h"

#include <stdlib.h>

/* Inserted rows are read with the change, so that they need not be asked for again; more than a screen is no use. */
#define MAXIMUM_INSERTED_ROWS 64

/* A row that moves no further than this goes in one change, and stays selected. */
#define MAXIMUM_MOVE 256
#define MAXIMUM_MERGED_MOVES 1024

/* Rows that went away unnoticed: their later notice puts right what is guessed here. */
#define MAXIMUM_VANISHED 64

#define FILTER_BITS 12

/* A changed key: where it was (in the list, and between which unchanged rows), and where it belongs. */
typedef struct
{
  gint64 key;
  guint old_position;
  guint old_gap;
  guint new_gap;
  gboolean was_listed;
  gboolean is_listed;
  GPtrArray *values;
} Change;

/* Gaps are the places between unchanged rows; these are changed by one splice. */
typedef struct
{
  guint first;
  guint last;
} Interval;

typedef struct
{
  DocketDatabase *database;
  DocketListStatement *statement;
  DocketRowRequest *request;
  DocketRowChanges *changes;
  Change *all;
  guint n_all;
  GPtrArray *old;
  GPtrArray *new;
  GHashTable *values;
} Finder;

/* Changes are sorted by key, their first member. */
static Change *
find_change (Finder *finder, gint64 key)
{
  return bsearch (&key, finder->all, finder->n_all, sizeof (Change), docket_key_compare);
}

static gboolean
is_among (GArray *sorted, gint64 key)
{
  return sorted != NULL && sorted->len > 0 && bsearch (&key, sorted->data, sorted->len, sizeof (gint64), docket_key_compare) != NULL;
}

static void
note_old_position (Finder *finder, Change *change, guint position)
{
  change->was_listed = TRUE;
  change->old_position = position;
  g_ptr_array_add (finder->old, change);
}

static guint
filter_bit (gint64 key)
{
  return (guint) (((guint64) key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> (64 - FILTER_BITS));
}

static void
scan_run (Finder *finder, const guint8 *filter, const gint64 *keys, guint n, guint position)
{
  for (guint i = 0; i < n; i++)
    {
      guint bit = filter_bit (keys[i]);
      Change *change = filter[bit >> 3] & (1 << (bit & 7)) ? find_change (finder, keys[i]) : NULL;

      if (change != NULL)
        note_old_position (finder, change, position + i);
    }
}

/* A list in some other order is looked through once, most keys being passed over by a glance at a few bits; not at all for rows that
 * are new. */
static void
scan_old_positions (Finder *finder)
{
  guint8 filter[1 << (FILTER_BITS - 3)] = { 0 };
  DocketRowKeys *keys = finder->request->keys;
  gboolean is_needed = FALSE;
  guint n;

  for (guint i = 0; i < finder->n_all; i++)
    {
      guint bit = filter_bit (finder->all[i].key);

      filter[bit >> 3] |= (guint8) (1 << (bit & 7));
      is_needed = is_needed || docket_row_keys_may_hold (keys, finder->all[i].key);
    }
  for (guint position = 0; is_needed && position < docket_row_keys_get_n (keys); position += n)
    {
      const gint64 *run = docket_row_keys_peek (keys, position, &n);

      scan_run (finder, filter, run, n, position);
    }
}

static int
compare_old_positions (gconstpointer a, gconstpointer b)
{
  const Change *change_a = *(const Change *const *) a;
  const Change *change_b = *(const Change *const *) b;

  return (change_a->old_position > change_b->old_position) - (change_a->old_position < change_b->old_position);
}

static void
find_old_positions (Finder *finder)
{
  if (docket_row_keys_get_direction (finder->request->keys) == 0)
    scan_old_positions (finder);
  else
    for (guint i = 0; i < finder->n_all; i++)
      {
        guint position;

        if (docket_row_keys_find (finder->request->keys, finder->all[i].key, &position))
          note_old_position (finder, &finder->all[i], position);
      }
  g_ptr_array_sort (finder->old, compare_old_positions);
  for (guint i = 0; i < finder->old->len; i++)
    {
      Change *change = g_ptr_array_index (finder->old, i);

      change->old_gap = change->old_position - i;
    }
}

static guint
count_unchanged (Finder *finder)
{
  return docket_row_keys_get_n (finder->request->keys) - finder->old->len;
}

/* The key of an unchanged row, counting only those. */
static gint64
get_unchanged (Finder *finder, guint index)
{
  guint low = 0;
  guint high = finder->old->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Change *change = g_ptr_array_index (finder->old, middle);

      if (change->old_gap <= index)
        low = middle + 1;
      else
        high = middle;
    }
  return docket_row_keys_get (finder->request->keys, index + low);
}

/* Kept, since the changed rows are mostly compared with the same few. %NULL without error: the row is gone. */
static GPtrArray *
get_values (Finder *finder, gint64 key, GError **error)
{
  gpointer found;
  gint64 *kept_key;
  GPtrArray *values;
  g_autoptr (GError) read_error = NULL;

  if (g_hash_table_lookup_extended (finder->values, &key, NULL, &found))
    return found;
  values = docket_list_statement_load_sort_values (finder->statement, finder->database, key, TRUE, &read_error);
  if (read_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return NULL;
    }
  kept_key = g_new (gint64, 1);
  *kept_key = key;
  g_hash_table_insert (finder->values, kept_key, values);
  if (docket_list_statement_get_key_direction (finder->statement) == 0)
    g_array_append_val (finder->changes->probed, key);
  return values;
}

static void
free_values (gpointer values)
{
  if (values != NULL)
    g_ptr_array_unref (values);
}

/* The first unchanged row from index on that is still there; end when there is none. */
static gboolean
find_present (Finder *finder, guint *index, guint end, GPtrArray **values, GError **error)
{
  g_autoptr (GError) read_error = NULL;

  end = MIN (end, *index + MAXIMUM_VANISHED);
  for (*values = NULL; *index < end; (*index)++)
    {
      *values = get_values (finder, get_unchanged (finder, *index), &read_error);
      if (*values != NULL)
        break;
      if (read_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&read_error));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
find_new_gap (Finder *finder, Change *change, GError **error)
{
  guint low = 0;
  guint high = count_unchanged (finder);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint index = middle;
      GPtrArray *values;

      if (!find_present (finder, &index, high, &values, error))
        return FALSE;
      if (values != NULL &&
          docket_list_statement_compare (finder->statement, values, get_unchanged (finder, index), change->values, change->key) < 0)
        low = index + 1;
      else
        high = middle;
    }
  change->new_gap = low;
  return TRUE;
}

static int
compare_new_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const Change *change_a = *(const Change *const *) a;
  const Change *change_b = *(const Change *const *) b;
  Finder *finder = data;

  if (change_a->new_gap != change_b->new_gap)
    return change_a->new_gap < change_b->new_gap ? -1 : 1;
  return docket_list_statement_compare (finder->statement, change_a->values, change_a->key, change_b->values, change_b->key);
}

static gboolean
find_new_places (Finder *finder, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < finder->n_all; i++)
    {
      Change *change = &finder->all[i];
      g_autoptr (GError) read_error = NULL;

      change->values = docket_list_statement_load_sort_values (finder->statement, finder->database, change->key, FALSE, &read_error);
      if (read_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&read_error));
          return FALSE;
        }
      if (change->values == NULL)
        continue;
      change->is_listed = TRUE;
      if (!find_new_gap (finder, change, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_ptr_array_add (finder->new, change);
    }
  g_ptr_array_sort_with_data (finder->new, compare_new_places, finder);
  return TRUE;
}

static gboolean
load_changed_rows (Finder *finder, GError **error)
{
  guint n_inserted = 0;

  for (guint i = 0; i < finder->n_all; i++)
    {
      Change *change = &finder->all[i];
      gboolean is_wanted = is_among (finder->request->live, change->key);

      if (!is_wanted && change->is_listed && !change->was_listed)
        is_wanted = n_inserted++ < MAXIMUM_INSERTED_ROWS;
      if (is_wanted && !docket_row_changes_load_row (finder->changes, finder->statement, finder->database, change->key, error))
        return FALSE;
    }
  return TRUE;
}

/* How many changes of a list sorted by gap have a lesser one. */
static guint
count_before (GPtrArray *sorted, gboolean is_old, guint gap)
{
  guint low = 0;
  guint high = sorted->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Change *change = g_ptr_array_index (sorted, middle);

      if ((is_old ? change->old_gap : change->new_gap) < gap)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The rows from one gap to another, as they were or as they will be. */
static GArray *
collect_interval (Finder *finder, gboolean is_old, guint first, guint last)
{
  GPtrArray *sorted = is_old ? finder->old : finder->new;
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint i = count_before (sorted, is_old, first);

  for (guint gap = first; gap <= last; gap++)
    {
      for (; i < sorted->len; i++)
        {
          const Change *change = g_ptr_array_index (sorted, i);

          if ((is_old ? change->old_gap : change->new_gap) != gap)
            break;
          g_array_append_val (keys, change->key);
        }
      if (gap < last)
        {
          gint64 key = get_unchanged (finder, gap);

          g_array_append_val (keys, key);
        }
    }
  return keys;
}

static void
add_splice (Finder *finder, guint first, guint last)
{
  g_autoptr (GArray) old = collect_interval (finder, TRUE, first, last);
  g_autoptr (GArray) new = collect_interval (finder, FALSE, first, last);
  DocketRowSplice splice = { .first_added = finder->changes->added->len };
  guint n_old = old->len;
  guint n_new = new->len;
  guint same = 0;

  while (same < n_old && same < n_new && g_array_index (old, gint64, same) == g_array_index (new, gint64, same))
    same++;
  while (n_old > same && n_new > same && g_array_index (old, gint64, n_old - 1) == g_array_index (new, gint64, n_new - 1))
    {
      n_old--;
      n_new--;
    }
  if (n_old == same && n_new == same)
    return;
  splice.position = first + count_before (finder->new, FALSE, first) + same;
  splice.n_removed = n_old - same;
  splice.n_added = n_new - same;
  if (splice.n_added > 0)
    g_array_append_vals (finder->changes->added, &g_array_index (new, gint64, same), splice.n_added);
  g_array_append_val (finder->changes->splices, splice);
}

static void
add_interval (GArray *intervals, guint a, guint b)
{
  Interval interval = { MIN (a, b), MAX (a, b) };

  g_array_append_val (intervals, interval);
}

static int
compare_intervals (gconstpointer a, gconstpointer b)
{
  const Interval *interval_a = a;
  const Interval *interval_b = b;

  return (interval_a->first > interval_b->first) - (interval_a->first < interval_b->first);
}

/* The gaps that change; short moves join those they lead from and to. */
static GArray *
collect_intervals (Finder *finder, guint maximum_move)
{
  GArray *intervals = g_array_new (FALSE, FALSE, sizeof (Interval));

  for (guint i = 0; i < finder->n_all; i++)
    {
      const Change *change = &finder->all[i];
      guint distance = MAX (change->old_gap, change->new_gap) - MIN (change->old_gap, change->new_gap);

      if (change->was_listed && change->is_listed && distance <= maximum_move)
        add_interval (intervals, change->old_gap, change->new_gap);
      else
        {
          if (change->was_listed)
            add_interval (intervals, change->old_gap, change->old_gap);
          if (change->is_listed)
            add_interval (intervals, change->new_gap, change->new_gap);
        }
    }
  g_array_sort (intervals, compare_intervals);
  return intervals;
}

/* Joins intervals that overlap; FALSE when one grows too long. */
static gboolean
join_intervals (GArray *intervals)
{
  guint n = 0;

  for (guint i = 0; i < intervals->len; i++)
    {
      Interval *last = n > 0 ? &g_array_index (intervals, Interval, n - 1) : NULL;
      Interval interval = g_array_index (intervals, Interval, i);

      if (last != NULL && interval.first <= last->last)
        last->last = MAX (last->last, interval.last);
      else
        g_array_index (intervals, Interval, n++) = interval;
    }
  g_array_set_size (intervals, n);
  for (guint i = 0; i < n; i++)
    {
      const Interval *interval = &g_array_index (intervals, Interval, i);

      if (interval->last - interval->first > MAXIMUM_MERGED_MOVES)
        return FALSE;
    }
  return TRUE;
}

static void
make_splices (Finder *finder)
{
  g_autoptr (GArray) intervals = collect_intervals (finder, MAXIMUM_MOVE);

  if (!join_intervals (intervals))
    {
      g_array_unref (intervals);
      intervals = collect_intervals (finder, 0);
      join_intervals (intervals);
    }
  for (guint i = 0; i < intervals->len; i++)
    {
      const Interval *interval = &g_array_index (intervals, Interval, i);

      add_splice (finder, interval->first, interval->last);
    }
}

static void
begin_finding (Finder *finder)
{
  GArray *changed = finder->request->changed;

  finder->n_all = changed->len;
  finder->all = g_new0 (Change, MAX (changed->len, 1));
  for (guint i = 0; i < changed->len; i++)
    finder->all[i].key = g_array_index (changed, gint64, i);
  finder->old = g_ptr_array_new ();
  finder->new = g_ptr_array_new ();
  finder->values = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_values);
  finder->changes->splices = g_array_new (FALSE, FALSE, sizeof (DocketRowSplice));
  finder->changes->added = g_array_new (FALSE, FALSE, sizeof (gint64));
  finder->changes->probed = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
end_finding (Finder *finder)
{
  for (guint i = 0; i < finder->n_all; i++)
    g_clear_pointer (&finder->all[i].values, g_ptr_array_unref);
  g_free (finder->all);
  g_ptr_array_unref (finder->old);
  g_ptr_array_unref (finder->new);
  g_hash_table_unref (finder->values);
}

/**
 * docket_row_changes_find:
 * @database: a connection
 * @data: (type DocketRowRequest): the request
 * @cancellable: (nullable): to give up
 * @error: return location
 *
 * Finds where the changed rows were and where they belong. The unchanged rows are in order among themselves, so that
 * each changed one finds its place between them by a binary search that reads the sort values of a few.
 *
 * Returns: (type DocketRowChanges) (transfer full) (nullable): what was found
 */
gpointer
docket_row_changes_find (DocketDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  DocketRowRequest *request = data;
  g_autoptr (DocketListStatement) statement = docket_list_statement_new (request->query, error);
  g_autoptr (DocketRowChanges) changes = NULL;
  Finder finder = { .database = database, .statement = statement, .request = request };
  gboolean is_found;

  if (statement == NULL)
    return NULL;
  changes = finder.changes = docket_row_changes_new (request, statement, database);
  begin_finding (&finder);
  find_old_positions (&finder);
  is_found = find_new_places (&finder, cancellable, error) && load_changed_rows (&finder, error);
  if (is_found)
    make_splices (&finder);
  end_finding (&finder);
  return is_found ? g_steal_pointer (&changes) : NULL;
}
