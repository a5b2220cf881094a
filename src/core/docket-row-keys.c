/* docket-row-keys.c: the keys of a list's rows in order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-row-keys.h"

#include <string.h>

/* Keys that may come before the next move of all that follow them. */
#define SPARE_KEYS 1024

/* An array with a gap where the last change was: many changes in order move each key once at most. */
struct _DocketRowKeys
{
  gatomicrefcount references;
  int direction;
  gint64 *data;
  guint size;
  guint gap;
  guint gap_size;
  /* None is greater; it may be gone. */
  gint64 greatest;
};

static void
note_greatest (DocketRowKeys *self, const gint64 *keys, guint n)
{
  for (guint i = 0; i < n; i++)
    self->greatest = MAX (self->greatest, keys[i]);
}

/**
 * docket_row_keys_new:
 * @keys: (transfer full) (element-type gint64): the keys
 * @direction: 1 or −1 when they are sorted by themselves, ascending or descending; otherwise 0
 *
 * Returns: (transfer full): the list
 */
DocketRowKeys *
docket_row_keys_new (GArray *keys, int direction)
{
  DocketRowKeys *self = g_new0 (DocketRowKeys, 1);
  gsize size;

  g_atomic_ref_count_init (&self->references);
  self->direction = direction;
  self->data = g_array_steal (keys, &size);
  self->size = self->gap = (guint) size;
  self->greatest = G_MININT64;
  note_greatest (self, self->data, self->size);
  g_array_unref (keys);
  return self;
}

/**
 * docket_row_keys_ref:
 * @self: the keys
 *
 * For a worker, which reads them while nobody changes them.
 *
 * Returns: (transfer full): the same
 */
DocketRowKeys *
docket_row_keys_ref (DocketRowKeys *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * docket_row_keys_unref:
 * @self: (transfer full): the keys
 */
void
docket_row_keys_unref (DocketRowKeys *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->data);
  g_free (self);
}

/**
 * docket_row_keys_get_n:
 * @self: the keys
 *
 * Returns: how many
 */
guint
docket_row_keys_get_n (DocketRowKeys *self)
{
  return self->size - self->gap_size;
}

/**
 * docket_row_keys_get_direction:
 * @self: the keys
 *
 * Returns: 1 or −1 when they are sorted by themselves; otherwise 0
 */
int
docket_row_keys_get_direction (DocketRowKeys *self)
{
  return self->direction;
}

/**
 * docket_row_keys_get:
 * @self: the keys
 * @position: less than their number
 *
 * Returns: the key at that position
 */
gint64
docket_row_keys_get (DocketRowKeys *self, guint position)
{
  g_assert (position < docket_row_keys_get_n (self));

  return self->data[position < self->gap ? position : position + self->gap_size];
}

/**
 * docket_row_keys_may_hold: (skip)
 * @self: the keys
 * @key: a key
 *
 * Rows get ascending keys as they come: a new one is known by that alone.
 *
 * Returns: %FALSE when @key is none of them for sure
 */
gboolean
docket_row_keys_may_hold (DocketRowKeys *self, gint64 key)
{
  return key <= self->greatest;
}

/**
 * docket_row_keys_peek: (skip)
 * @self: the keys
 * @position: less than their number
 * @n: (out): how many lie there side by side
 *
 * For whoever looks through all of them.
 *
 * Returns: (transfer none): the key at that position, and those that follow
 */
const gint64 *
docket_row_keys_peek (DocketRowKeys *self, guint position, guint *n)
{
  g_assert (position < docket_row_keys_get_n (self));

  *n = (position < self->gap ? self->gap : docket_row_keys_get_n (self)) - position;
  return self->data + (position < self->gap ? position : position + self->gap_size);
}

static gboolean
find_sorted (DocketRowKeys *self, gint64 key, guint *position)
{
  guint low = 0;
  guint high = docket_row_keys_get_n (self);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      gint64 other = docket_row_keys_get (self, middle);

      if (other == key)
        {
          *position = middle;
          return TRUE;
        }
      if ((other < key) == (self->direction > 0))
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

static gboolean
find_between (DocketRowKeys *self, gint64 key, guint begin, guint end, guint *index)
{
  for (guint i = begin; i < end; i++)
    if (self->data[i] == key)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * docket_row_keys_find:
 * @self: the keys
 * @key: one of them, maybe
 * @position: (out): where it is
 *
 * Returns: whether it is there
 */
gboolean
docket_row_keys_find (DocketRowKeys *self, gint64 key, guint *position)
{
  if (self->direction != 0)
    return find_sorted (self, key, position);
  if (find_between (self, key, 0, self->gap, position))
    return TRUE;
  if (!find_between (self, key, self->gap + self->gap_size, self->size, position))
    return FALSE;
  *position -= self->gap_size;
  return TRUE;
}

static void
move_gap (DocketRowKeys *self, guint position)
{
  if (position == self->gap)
    return;
  if (position < self->gap)
    memmove (self->data + position + self->gap_size, self->data + position, sizeof (gint64) * (self->gap - position));
  else
    memmove (self->data + self->gap, self->data + self->gap + self->gap_size, sizeof (gint64) * (position - self->gap));
  self->gap = position;
}

static void
widen_gap (DocketRowKeys *self, guint n)
{
  guint n_after = self->size - self->gap - self->gap_size;
  guint more;

  if (self->gap_size >= n)
    return;
  more = n - self->gap_size + SPARE_KEYS;
  self->data = g_renew (gint64, self->data, (gsize) self->size + more);
  memmove (self->data + self->gap + self->gap_size + more, self->data + self->gap + self->gap_size, sizeof (gint64) * n_after);
  self->size += more;
  self->gap_size += more;
}

/**
 * docket_row_keys_splice:
 * @self: the keys
 * @position: where
 * @n_removed: how many go
 * @added: (nullable) (array length=n_added): those that come in their place
 * @n_added: how many
 */
void
docket_row_keys_splice (DocketRowKeys *self, guint position, guint n_removed, const gint64 *added, guint n_added)
{
  g_assert (position + n_removed <= docket_row_keys_get_n (self));

  move_gap (self, position);
  self->gap_size += n_removed;
  if (n_added == 0)
    return;
  widen_gap (self, n_added);
  memcpy (self->data + self->gap, added, sizeof (gint64) * n_added);
  note_greatest (self, added, n_added);
  self->gap += n_added;
  self->gap_size -= n_added;
}
