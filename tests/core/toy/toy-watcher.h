/* toy-watcher.h: what a widget knows of a list, to compare with what the SQL says
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-row-model.h"
#include "toy-tally.h"

G_BEGIN_DECLS

/**
 * ToyWatcher:
 *
 * A widget's view of a list: what it knows of it by its signals alone, and a selection like GtkSingleSelection's.
 */
typedef struct
{
  DocketRowModel *model;
  GArray *keys;
  GObject *selected;
  gint64 selected_key;
  guint selected_position;
  guint n_signals;
  guint n_swaps;
  guint largest_replacement;
} ToyWatcher;

/* model: taken over, and nobody else may hold it at the end. */
ToyWatcher *toy_watcher_new (DocketRowModel *model);
void toy_watcher_free (ToyWatcher *watcher);

void toy_watcher_select (ToyWatcher *watcher, guint position);

/* The model, and whoever followed its signals, hold what the SQL gives, in its order; waits until they do. */
void toy_watcher_assert (ToyTally *tally, ToyWatcher *watcher);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToyWatcher, toy_watcher_free)

G_END_DECLS
