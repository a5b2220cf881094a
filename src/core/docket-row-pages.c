/* docket-row-pages.c: the row objects that live, one for each key, and their pages
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-row-pages.h"

#include "docket-keys.h"
#include "docket-list-statement.h"
#include "docket-retry.h"
#include "docket-row-changes.h"

/* Rows that are kept although nobody looks at them: the pages around those that are shown. */
#define MAXIMUM_KEPT_ROWS (5 * DOCKET_ROW_PAGE_SIZE)

/* Pages that wait to be read; those that were scrolled past are dropped. */
#define MAXIMUM_WAITING 4

/* Rows read together, kept together. */
typedef struct
{
  GPtrArray *rows;
  GList link;
} Page;

/* One for each row object that lives; the reference is weak. is_missing: there is no such row. is_failed: it could not be read, and
 * waits for another try or for a change. */
typedef struct
{
  gint64 key;
  DocketRowPages *pages;
  DocketRow *row;
  Page *page;
  gboolean is_stale;
  gboolean is_missing;
  gboolean is_failed;
} Entry;

/* Keys to be read. changed: those that changed since the reading began. */
typedef struct
{
  DocketRowPages *pages;
  GCancellable *cancellable;
  GArray *keys;
  GHashTable *changed;
  gboolean all_changed;
} Load;

struct _DocketRowPages
{
  grefcount references;
  DocketQueryBus *bus;
  DocketListQuery *query;
  GType row_type;
  DocketRowPagesFailed failed;
  gpointer failed_data;
  GHashTable *entries;
  GHashTable *requested;
  GQueue kept;
  guint n_kept;
  GQueue waiting;
  Load *loading;
  DocketRetry retry;
  gboolean has_failed;
  GCancellable *cancellable;
  gboolean is_closed;
};

/* What a worker gets. */
typedef struct
{
  DocketListQuery *query;
  GArray *keys;
} LoadRequest;

static void start_next (DocketRowPages *self);

static void
unref_pages (DocketRowPages *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_object_unref (self->bus);
  g_clear_object (&self->query);
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->requested);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_array_unref (load->keys);
  g_hash_table_unref (load->changed);
  g_object_unref (load->cancellable);
  unref_pages (load->pages);
  g_free (load);
}

static void
load_request_free (gpointer data)
{
  LoadRequest *request = data;

  g_object_unref (request->query);
  g_array_unref (request->keys);
  g_free (request);
}

static void
row_gone_cb (gpointer data, GObject *row G_GNUC_UNUSED)
{
  Entry *entry = data;

  g_hash_table_remove (entry->pages->entries, &entry->key);
}

static Entry *
add_entry (DocketRowPages *self, DocketRow *row)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->key = docket_row_get_key (row);
  entry->pages = self;
  entry->row = row;
  g_object_weak_ref (G_OBJECT (row), row_gone_cb, entry);
  g_hash_table_insert (self->entries, &entry->key, entry);
  return entry;
}

static Entry *
find_entry (DocketRowPages *self, gint64 key)
{
  return g_hash_table_lookup (self->entries, &key);
}

/* The rows may live on with those who hold them, but they are no business of the pages any more. */
static void
forget_entries (DocketRowPages *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      g_object_weak_unref (G_OBJECT (entry->row), row_gone_cb, entry);
      g_hash_table_iter_remove (&iter);
    }
}

static void
drop_page (DocketRowPages *self, Page *page)
{
  g_queue_unlink (&self->kept, &page->link);
  self->n_kept -= page->rows->len;
  for (guint i = 0; i < page->rows->len; i++)
    {
      Entry *entry = find_entry (self, docket_row_get_key (g_ptr_array_index (page->rows, i)));

      if (entry != NULL && entry->page == page)
        entry->page = NULL;
    }
  g_ptr_array_unref (page->rows);
  g_free (page);
}

static void
keep_page (DocketRowPages *self, GPtrArray *rows)
{
  Page *page;

  if (rows->len == 0 || self->is_closed)
    return;
  page = g_new0 (Page, 1);
  page->rows = g_ptr_array_ref (rows);
  page->link.data = page;
  g_queue_push_head_link (&self->kept, &page->link);
  self->n_kept += rows->len;
  for (guint i = 0; i < rows->len; i++)
    {
      Entry *entry = find_entry (self, docket_row_get_key (g_ptr_array_index (rows, i)));

      if (entry != NULL)
        entry->page = page;
    }
  while (self->n_kept > MAXIMUM_KEPT_ROWS && self->kept.length > 1)
    drop_page (self, self->kept.tail->data);
}

static void
touch_page (DocketRowPages *self, Page *page)
{
  if (page == NULL || self->kept.head == &page->link)
    return;
  g_queue_unlink (&self->kept, &page->link);
  g_queue_push_head_link (&self->kept, &page->link);
}

static gboolean
needs_loading (Entry *entry)
{
  return entry == NULL ||
         (!entry->is_missing && !entry->is_failed && (entry->is_stale || !docket_row_is_loaded (entry->row)));
}

/* The live object, with the figures of fresh; fresh itself becomes it when there was none. Whoever is notified may let
 * go of it. */
static DocketRow *
adopt (DocketRowPages *self, DocketRow *fresh)
{
  Entry *entry = find_entry (self, docket_row_get_key (fresh));
  DocketRow *row;

  if (entry == NULL)
    entry = add_entry (self, fresh);
  entry->is_stale = FALSE;
  entry->is_missing = FALSE;
  entry->is_failed = FALSE;
  row = g_object_ref (entry->row);
  if (row != fresh)
    docket_row_update (row, fresh);
  return row;
}

static void
unmark_requested (DocketRowPages *self, Load *load)
{
  for (guint i = 0; i < load->keys->len; i++)
    g_hash_table_remove (self->requested, &g_array_index (load->keys, gint64, i));
}

static void
enqueue (DocketRowPages *self, GArray *keys)
{
  Load *load = g_new0 (Load, 1);

  load->pages = self;
  g_ref_count_inc (&self->references);
  load->cancellable = g_object_ref (self->cancellable);
  load->keys = g_array_ref (keys);
  load->changed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < keys->len; i++)
    g_hash_table_add (self->requested, g_memdup2 (&g_array_index (keys, gint64, i), sizeof (gint64)));
  g_queue_push_head (&self->waiting, load);
  if (self->waiting.length > MAXIMUM_WAITING)
    {
      Load *oldest = g_queue_pop_tail (&self->waiting);

      unmark_requested (self, oldest);
      load_free (oldest);
    }
  start_next (self);
}

static void
request_page (DocketRowPages *self, DocketRowKeys *keys, guint position)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint first = position / DOCKET_ROW_PAGE_SIZE * DOCKET_ROW_PAGE_SIZE;
  guint end = MIN (first + DOCKET_ROW_PAGE_SIZE, docket_row_keys_get_n (keys));

  for (guint i = first; i < end; i++)
    {
      gint64 key = docket_row_keys_get (keys, i);

      if (needs_loading (find_entry (self, key)) && !g_hash_table_contains (self->requested, &key))
        g_array_append_val (wanted, key);
    }
  if (wanted->len > 0)
    enqueue (self, wanted);
}

static gpointer
load_rows (DocketDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  LoadRequest *request = data;
  g_autoptr (DocketListStatement) statement = docket_list_statement_new (request->query, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; statement != NULL && i < request->keys->len; i++)
    {
      g_autoptr (GError) row_error = NULL;
      DocketRow *row =
        docket_list_statement_load_row (statement, database, g_array_index (request->keys, gint64, i), &row_error);

      if (row != NULL)
        g_ptr_array_add (rows, row);
      if (row_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&row_error));
          return NULL;
        }
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }
  return statement != NULL ? g_steal_pointer (&rows) : NULL;
}

static gboolean
has_changed (Load *load, gint64 key)
{
  return load->all_changed || g_hash_table_contains (load->changed, &key);
}

/* What changed since the reading began is left to the notice of that change. */
static void
take_loaded (DocketRowPages *self, Load *load, GPtrArray *rows)
{
  g_autoptr (GPtrArray) page = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len && !self->is_closed; i++)
    {
      DocketRow *fresh = g_ptr_array_index (rows, i);

      if (!has_changed (load, docket_row_get_key (fresh)))
        g_ptr_array_add (page, adopt (self, fresh));
    }
  keep_page (self, page);
}

/* Rows that were asked for in vain and did not change are not asked for again; those that could not be read are not asked for at
 * once. */
static void
mark_unread (DocketRowPages *self, Load *load, gboolean is_failure)
{
  for (guint i = 0; i < load->keys->len; i++)
    {
      gint64 key = g_array_index (load->keys, gint64, i);
      Entry *entry = find_entry (self, key);

      if (entry != NULL && needs_loading (entry) && !has_changed (load, key))
        *(is_failure ? &entry->is_failed : &entry->is_missing) = TRUE;
    }
}

/* Rows whose page was dropped from the queue or changed on its way, and that somebody still holds. */
static void
request_forgotten (DocketRowPages *self)
{
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (wanted->len < DOCKET_ROW_PAGE_SIZE && g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if (needs_loading (entry) && !g_hash_table_contains (self->requested, &entry->key))
        g_array_append_val (wanted, entry->key);
    }
  if (wanted->len > 0)
    enqueue (self, wanted);
}

/* Those that failed wait for nothing any more. */
static void
forgive_failed (DocketRowPages *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((Entry *) value)->is_failed = FALSE;
}

static gboolean
has_failed_rows (DocketRowPages *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((Entry *) value)->is_failed)
      return TRUE;
  return FALSE;
}

/* A trouble that is over is taken back, once all rows are there that it had kept away. */
static void
tell_end (DocketRowPages *self, const GError *error)
{
  if (self->is_closed)
    return;
  if (error != NULL)
    {
      self->has_failed = TRUE;
      docket_retry_later (&self->retry);
      self->failed (error, self->failed_data);
    }
  else if (self->has_failed && !has_failed_rows (self))
    {
      self->has_failed = FALSE;
      docket_retry_clear (&self->retry);
      self->failed (NULL, self->failed_data);
    }
}

static void
try_again (gpointer data)
{
  DocketRowPages *self = data;

  forgive_failed (self);
  start_next (self);
  if (self->loading == NULL)
    tell_end (self, NULL);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Load *load = data;
  DocketRowPages *self = load->pages;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = docket_query_bus_read_finish (DOCKET_QUERY_BUS (source), result, &error);

  if (!g_cancellable_is_cancelled (load->cancellable))
    {
      self->loading = NULL;
      unmark_requested (self, load);
      if (rows != NULL)
        take_loaded (self, load, rows);
      mark_unread (self, load, error != NULL);
      tell_end (self, error);
    }
  /* Whoever was told may have closed the pages meanwhile. */
  if (!g_cancellable_is_cancelled (load->cancellable))
    start_next (self);
  load_free (load);
}

/* One at a time: the other worker is left to those who look for keys. */
static void
start_next (DocketRowPages *self)
{
  LoadRequest *request;

  if (self->loading != NULL)
    return;
  self->loading = g_queue_pop_head (&self->waiting);
  if (self->loading == NULL)
    {
      request_forgotten (self);
      return;
    }
  request = g_new (LoadRequest, 1);
  *request = (LoadRequest){ g_object_ref (self->query), g_array_ref (self->loading->keys) };
  docket_query_bus_read_async (self->bus, DOCKET_QUERY_GET_CLASS (self->query)->source, load_rows, request, load_request_free,
                               (GDestroyNotify) g_ptr_array_unref, self->loading->cancellable, loaded_cb, self->loading);
}

static void
forget_loads (DocketRowPages *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->loading = NULL;
  docket_retry_clear (&self->retry);
  g_queue_clear_full (&self->waiting, load_free);
  g_hash_table_remove_all (self->requested);
}

/**
 * docket_row_pages_new:
 * @bus: who reads
 * @failed: called when a page cannot be read, and without an error when all can be read again
 * @data: for @failed
 *
 * Returns: (transfer full): no rows yet
 */
DocketRowPages *
docket_row_pages_new (DocketQueryBus *bus, DocketRowPagesFailed failed, gpointer data)
{
  DocketRowPages *self = g_new0 (DocketRowPages, 1);

  g_ref_count_init (&self->references);
  self->bus = g_object_ref (bus);
  self->failed = failed;
  self->failed_data = data;
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->requested = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  docket_retry_init (&self->retry, try_again, self);
  return self;
}

/**
 * docket_row_pages_close:
 * @self: (transfer full): the pages
 *
 * Forgets all rows; what is on its way is given up.
 */
void
docket_row_pages_close (DocketRowPages *self)
{
  self->is_closed = TRUE;
  forget_loads (self);
  forget_entries (self);
  while (self->kept.tail != NULL)
    drop_page (self, self->kept.tail->data);
  unref_pages (self);
}

/**
 * docket_row_pages_set_query:
 * @self: the pages
 * @query: what the rows are of
 *
 * Rows of the same kind stay the same objects, and are read again when they are asked for.
 */
void
docket_row_pages_set_query (DocketRowPages *self, DocketListQuery *query)
{
  GType row_type = DOCKET_LIST_QUERY_GET_CLASS (query)->row_type ();
  GHashTableIter iter;
  gpointer value;

  forget_loads (self);
  self->has_failed = FALSE;
  g_set_object (&self->query, query);
  if (row_type != self->row_type)
    forget_entries (self);
  self->row_type = row_type;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      ((Entry *) value)->is_stale = TRUE;
      ((Entry *) value)->is_missing = FALSE;
      ((Entry *) value)->is_failed = FALSE;
      ((Entry *) value)->page = NULL;
    }
  while (self->kept.tail != NULL)
    drop_page (self, self->kept.tail->data);
}

/**
 * docket_row_pages_get:
 * @self: the pages
 * @keys: the list
 * @position: a position in it
 *
 * Answers at once; a row that is not loaded yet is on its way, with its page.
 *
 * Returns: (transfer full): the one object of that key
 */
DocketRow *
docket_row_pages_get (DocketRowPages *self, DocketRowKeys *keys, guint position)
{
  gint64 key = docket_row_keys_get (keys, position);
  Entry *entry = find_entry (self, key);
  DocketRow *row;

  if (entry != NULL)
    {
      touch_page (self, entry->page);
      row = g_object_ref (entry->row);
    }
  else
    {
      row = g_object_new (self->row_type, NULL);
      docket_row_set_key (row, key);
      entry = add_entry (self, row);
    }
  if (needs_loading (entry) && !g_hash_table_contains (self->requested, &key))
    request_page (self, keys, position);
  return row;
}

/**
 * docket_row_pages_take:
 * @self: the pages
 * @rows: (element-type DocketRow): rows freshly read
 * @keep: whether they are kept as a page; otherwise only those that live take the figures over
 */
void
docket_row_pages_take (DocketRowPages *self, GPtrArray *rows, gboolean keep)
{
  g_autoptr (GPtrArray) page = g_ptr_array_new_with_free_func (g_object_unref);

  /* Whoever is notified may close the pages. */
  g_ref_count_inc (&self->references);
  for (guint i = 0; i < rows->len && !self->is_closed; i++)
    {
      DocketRow *fresh = g_ptr_array_index (rows, i);
      Entry *entry = find_entry (self, docket_row_get_key (fresh));
      gboolean is_kept = entry != NULL && entry->page != NULL;
      g_autoptr (DocketRow) row = NULL;

      if (entry == NULL && !keep)
        continue;
      row = adopt (self, fresh);
      if (keep && !is_kept)
        g_ptr_array_add (page, g_steal_pointer (&row));
    }
  keep_page (self, page);
  unref_pages (self);
}

/**
 * docket_row_pages_note_changed:
 * @self: the pages
 * @keys: (nullable) (element-type gint64): the rows that changed; %NULL for all
 *
 * What is on its way may be older than the change.
 */
void
docket_row_pages_note_changed (DocketRowPages *self, GArray *keys)
{
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      gint64 *key = &g_array_index (keys, gint64, i);
      Entry *entry = g_hash_table_lookup (self->entries, key);

      if (entry != NULL)
        entry->is_missing = entry->is_failed = FALSE;
      if (self->loading != NULL)
        g_hash_table_add (self->loading->changed, g_memdup2 (key, sizeof *key));
    }
  if (keys != NULL)
    return;
  if (self->loading != NULL)
    self->loading->all_changed = TRUE;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((Entry *) value)->is_missing = ((Entry *) value)->is_failed = FALSE;
}

/**
 * docket_row_pages_get_live_keys:
 * @self: the pages
 *
 * Returns: (transfer full) (element-type gint64): the keys whose row objects live, sorted
 */
GArray *
docket_row_pages_get_live_keys (DocketRowPages *self)
{
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (gint64), g_hash_table_size (self->entries));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (keys, key, 1);
  g_array_sort (keys, docket_key_compare);
  return keys;
}

/**
 * docket_row_pages_count_live:
 * @self: the pages
 *
 * Returns: how many row objects live
 */
guint
docket_row_pages_count_live (DocketRowPages *self)
{
  return g_hash_table_size (self->entries);
}
