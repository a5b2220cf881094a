/* docket-row-pending.c: the changed keys that a row model has to look after
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-row-pending.h"

#include "docket-keys.h"
#include "docket-row-changes.h"

/**
 * docket_row_pending_init:
 * @self: uninitialized
 */
void
docket_row_pending_init (DocketRowPending *self)
{
  *self = (DocketRowPending){ 0 };
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->examined = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->suspects = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->probed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * docket_row_pending_clear:
 * @self: pending keys
 *
 * Frees what it holds.
 */
void
docket_row_pending_clear (DocketRowPending *self)
{
  g_array_unref (self->keys);
  g_array_unref (self->examined);
  g_array_unref (self->suspects);
  g_hash_table_unref (self->probed);
}

static void
clear_suspects (DocketRowPending *self)
{
  g_array_set_size (self->suspects, 0);
  g_hash_table_remove_all (self->probed);
}

/**
 * docket_row_pending_forget:
 * @self: pending keys
 *
 * Forgets them: what is loaded from now on knows of them.
 */
void
docket_row_pending_forget (DocketRowPending *self)
{
  g_array_set_size (self->keys, 0);
  clear_suspects (self);
  self->is_all = FALSE;
}

/**
 * docket_row_pending_is_empty:
 * @self: pending keys
 *
 * Returns: whether there is nothing to look after
 */
gboolean
docket_row_pending_is_empty (DocketRowPending *self)
{
  return !self->is_all && self->keys->len == 0;
}

static gboolean
has_probed (DocketRowPending *self, GArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    if (g_hash_table_contains (self->probed, &g_array_index (keys, gint64, i)))
      return TRUE;
  return FALSE;
}

/**
 * docket_row_pending_add:
 * @self: pending keys
 * @keys: (nullable) (element-type gint64): rows that changed; %NULL for all
 * @log_position: how far the views were
 *
 * Adds what was told, and those that were placed beside it without knowing.
 */
void
docket_row_pending_add (DocketRowPending *self, GArray *keys, gint64 log_position)
{
  self->told_position = MAX (self->told_position, log_position);
  if (keys == NULL || keys->len > DOCKET_ROW_CHANGES_MAXIMUM)
    {
      self->is_all = TRUE;
      return;
    }
  g_array_append_vals (self->keys, keys->data, keys->len);
  if (log_position > self->suspect_position)
    clear_suspects (self);
  else if (has_probed (self, keys))
    {
      g_array_append_vals (self->keys, self->suspects->data, self->suspects->len);
      clear_suspects (self);
    }
}

/**
 * docket_row_pending_add_all:
 * @self: pending keys
 *
 * Anything may have changed.
 */
void
docket_row_pending_add_all (DocketRowPending *self)
{
  self->is_all = TRUE;
}

/**
 * docket_row_pending_take:
 * @self: pending keys
 *
 * Returns: (transfer full) (nullable) (element-type gint64): what to look after now, sorted and unique; %NULL when the
 *   whole list has to be read
 */
GArray *
docket_row_pending_take (DocketRowPending *self)
{
  gboolean is_all = self->is_all;

  self->is_all = FALSE;
  g_array_unref (self->examined);
  self->examined = self->keys;
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  docket_keys_sort_unique (self->examined);
  if (!is_all && self->examined->len <= DOCKET_ROW_CHANGES_MAXIMUM)
    return g_array_ref (self->examined);
  clear_suspects (self);
  return NULL;
}

/**
 * docket_row_pending_placed:
 * @self: pending keys
 * @probed: (element-type gint64): what the rows were compared with
 * @log_position: how far the views were for the job
 *
 * What was taken last has found its place. Of some that it was compared with may have been told meanwhile; of others
 * it will be.
 */
void
docket_row_pending_placed (DocketRowPending *self, GArray *probed, gint64 log_position)
{
  for (guint i = 0; i < probed->len; i++)
    g_hash_table_add (self->probed, g_memdup2 (&g_array_index (probed, gint64, i), sizeof (gint64)));
  g_array_append_vals (self->suspects, self->examined->data, self->examined->len);
  self->suspect_position = MAX (self->suspect_position, log_position);
  if (has_probed (self, self->keys))
    {
      g_array_append_vals (self->keys, self->suspects->data, self->suspects->len);
      clear_suspects (self);
    }
  else if (log_position <= self->told_position)
    clear_suspects (self);
}
