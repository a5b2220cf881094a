/* docket-slots.c: the slots that somebody holds, by their positions
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-slots.h"

/* Sorted: some two hundred, of which a change moves many. */
struct _DocketSlots
{
  GPtrArray *places;
};

typedef struct
{
  DocketSlots *slots;
  DocketSlot *slot;
  guint position;
} Place;

static Place *
get_place (DocketSlots *self, guint index)
{
  return g_ptr_array_index (self->places, index);
}

/* The first place that is not before the position. */
static guint
find_index (DocketSlots *self, guint position)
{
  guint first = 0;
  guint end = self->places->len;

  while (first < end)
    {
      guint middle = first + (end - first) / 2;

      if (get_place (self, middle)->position < position)
        first = middle + 1;
      else
        end = middle;
    }
  return first;
}

static void
slot_gone_cb (gpointer data, GObject *slot G_GNUC_UNUSED)
{
  Place *place = data;

  g_ptr_array_remove_index (place->slots->places, find_index (place->slots, place->position));
  g_free (place);
}

static void
forget (Place *place)
{
  g_object_weak_unref (G_OBJECT (place->slot), slot_gone_cb, place);
  g_free (place);
}

DocketSlots *
docket_slots_new (void)
{
  DocketSlots *self = g_new0 (DocketSlots, 1);

  self->places = g_ptr_array_new ();
  return self;
}

void
docket_slots_free (DocketSlots *self)
{
  for (guint i = 0; i < self->places->len; i++)
    forget (get_place (self, i));
  g_ptr_array_unref (self->places);
  g_free (self);
}

DocketSlot *
docket_slots_find (DocketSlots *self, guint position)
{
  guint index = find_index (self, position);

  if (index == self->places->len || get_place (self, index)->position != position)
    return NULL;
  return get_place (self, index)->slot;
}

void
docket_slots_add (DocketSlots *self, guint position, DocketSlot *slot)
{
  Place *place = g_new (Place, 1);

  g_return_if_fail (docket_slots_find (self, position) == NULL);

  *place = (Place){ self, slot, position };
  g_ptr_array_insert (self->places, (int) find_index (self, position), place);
  g_object_weak_ref (G_OBJECT (slot), slot_gone_cb, place);
}

GPtrArray *
docket_slots_splice (DocketSlots *self, guint position, guint n_removed, guint n_added)
{
  GPtrArray *removed = g_ptr_array_new_with_free_func (g_object_unref);
  guint first = find_index (self, position);
  guint end = find_index (self, position + n_removed);

  for (guint i = first; i < end; i++)
    {
      g_ptr_array_add (removed, g_object_ref (get_place (self, i)->slot));
      forget (get_place (self, i));
    }
  if (end > first)
    g_ptr_array_remove_range (self->places, first, end - first);
  for (guint i = first; i < self->places->len; i++)
    get_place (self, i)->position += n_added - n_removed;
  return removed;
}

void
docket_slots_fill (DocketSlots *self, guint position, DocketSlotsGetRow get_row, gpointer data)
{
  for (guint i = find_index (self, position); i < self->places->len; i++)
    {
      const Place *place = get_place (self, i);
      g_autoptr (GObject) row = get_row (place->position, data);

      docket_slot_set_row (place->slot, row);
    }
}

guint
docket_slots_find_row (DocketSlots *self, GObject *row)
{
  for (guint i = 0; i < self->places->len; i++)
    if (docket_slot_get_row (get_place (self, i)->slot) == row)
      return get_place (self, i)->position;
  return G_MAXUINT;
}

guint
docket_slots_find_run (DocketSlots *self)
{
  guint longest = 0;
  guint longest_begin = 0;
  guint begin = 0;

  for (guint i = 0; i < self->places->len; i++)
    {
      if (i > 0 && get_place (self, i)->position != get_place (self, i - 1)->position + 1)
        begin = i;
      if (i + 1 - begin > longest)
        {
          longest = i + 1 - begin;
          longest_begin = get_place (self, begin)->position;
        }
    }
  return longest_begin;
}
