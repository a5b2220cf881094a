/* toy-tally.h: a toy domain with views, queries and a fixture: counters with labels
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-projection-runner.h"
#include "docket-query-bus.h"

G_BEGIN_DECLS

/* The counter with that number has this label and value now; number is the key of its row. */
DOCKET_DECLARE_RECORD (DocketCounterSet, docket_counter_set, COUNTER_SET, DocketEvent)
struct _DocketCounterSet
{
  DocketEvent parent_instance;
  gint64 number;
  char *label;
  gint64 value;
};

DOCKET_DECLARE_RECORD (DocketCounterDropped, docket_counter_dropped, COUNTER_DROPPED, DocketEvent)
struct _DocketCounterDropped
{
  DocketEvent parent_instance;
  gint64 number;
};

G_DECLARE_FINAL_TYPE (ToyCounterRow, toy_counter_row, TOY, COUNTER_ROW, DocketRow)
struct _ToyCounterRow
{
  DocketRow parent_instance;
  char *label;
  gint64 value;
  gint64 doubled;
};

/* What the row's key is as text is filled by complete(). Sorts: label, value; none: the newest first. */
G_DECLARE_FINAL_TYPE (ToyCountersQuery, toy_counters_query, TOY, COUNTERS_QUERY, DocketListQuery)
struct _ToyCountersQuery
{
  DocketListQuery parent_instance;
  char *search;
  char *sort;
  gint64 minimum;
  gint64 limit;
  gint64 weight;
};

G_DECLARE_FINAL_TYPE (ToyCounterQuery, toy_counter_query, TOY, COUNTER_QUERY, DocketQuery)
struct _ToyCounterQuery
{
  DocketQuery parent_instance;
  gint64 number;
};

G_DECLARE_FINAL_TYPE (ToyCounterAnswer, toy_counter_answer, TOY, COUNTER_ANSWER, DocketRecord)
struct _ToyCounterAnswer
{
  DocketRecord parent_instance;
  char *label;
  gint64 value;
};

/* The positions of the log, newest first: a list of the other database. */
G_DECLARE_FINAL_TYPE (ToyLogQuery, toy_log_query, TOY, LOG_QUERY, DocketListQuery)
struct _ToyLogQuery
{
  DocketListQuery parent_instance;
};

/* The view `counters`; and `sums`, one row with key 1. */
DocketProjection *toy_counters_view_new (void);
DocketProjection *toy_sums_view_new (void);

/* `sums` fails on events that set this value; 0: on none. */
void toy_set_failing_value (int value);

/* `sums` waits at events that set this value, in the middle of a batch, until another is set; 0: at none. */
void toy_hold_value (int value);

/* Rows of counters with this number or a larger one cannot be read; 0: all can. Returns: how often one was tried in vain. */
void toy_set_unreadable_number (int number);
int toy_count_unreadable (void);

/* Changes the version that `sums` has from its next start on. */
void toy_set_sums_version (int version);

/**
 * ToyTally:
 *
 * A data directory of its own with a log, a runner and a query bus, removed at the end. The main thread may use no
 * database as long as it lives.
 */
typedef struct
{
  char *directory;
  char *write_path;
  char *read_path;
  DocketEventRegistry *registry;
  DocketProjectionRunner *runner;
  DocketQueryBus *bus;
  DocketDatabase *log;
  DocketEventStore *store;
  GPtrArray *events;
} ToyTally;

ToyTally *toy_tally_new (void);

/* One that another process left. */
ToyTally *toy_tally_open (const char *directory);
void toy_tally_free (ToyTally *self);

/* The runner and the bus; the log stays open. */
void toy_tally_start (ToyTally *self);
void toy_tally_stop (ToyTally *self);

/* Gathers events for the next commit. */
void toy_tally_set (ToyTally *self, gint64 number, const char *label, gint64 value);
void toy_tally_drop (ToyTally *self, gint64 number);

/* Appends what was gathered in one transaction and tells the runner. Returns: the last position. */
gint64 toy_tally_commit (ToyTally *self);

/* The same, and waits for the views. */
void toy_tally_settle (ToyTally *self);

/* Counters with these numbers and values, settled. */
void toy_tally_fill (ToyTally *self, int first, int last);

/* How a view is: live, being made, or stopped with a reason; and its last event, or the one it stopped at. */
void toy_tally_assert_state (ToyTally *self, const char *view, DocketViewState expected, gint64 expected_position);

/* Runs a script on one of the files in a thread of its own, as another program would; the runner must be stopped. */
void toy_tally_script (const char *path, const char *sql);

/* One integer of one of the files, read in a thread of its own. */
gint64 toy_tally_ask (const char *path, const char *sql);

/* Iterates the main context until *condition, or fails after a long time. */
void toy_wait_until (gboolean (*is_met) (gpointer data), gpointer data);

/* Until every signal that is on its way has come. */
void toy_wait_for_signals (ToyTally *self);

ToyCountersQuery *toy_counters_query_new (const char *search, const char *sort);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToyTally, toy_tally_free)

G_END_DECLS
