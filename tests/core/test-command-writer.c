/* test-command-writer.c: who comes first, who shares a commit, and who is told when
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-ledger.h"

#include <signal.h>
#include <string.h>

/* Holds the writer until it is opened, so that what comes meanwhile waits together. */
typedef struct
{
  DocketCommandBus *bus;
  GThread *thread;
  GMutex mutex;
  GCond cond;
  gboolean is_held;
  gboolean is_open;
} Gate;

static gboolean
hold_writer (DocketEventStore *store G_GNUC_UNUSED, gpointer data, GError **error G_GNUC_UNUSED)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  gate->is_held = TRUE;
  g_cond_broadcast (&gate->cond);
  while (!gate->is_open)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return TRUE;
}

static gpointer
hold_thread (gpointer data)
{
  Gate *gate = data;

  docket_command_bus_run_on_writer (gate->bus, hold_writer, gate, NULL);
  return NULL;
}

static Gate *
gate_new (DocketCommandBus *bus)
{
  Gate *gate = g_new0 (Gate, 1);

  gate->bus = bus;
  g_mutex_init (&gate->mutex);
  g_cond_init (&gate->cond);
  gate->thread = g_thread_new ("gate", hold_thread, gate);
  g_mutex_lock (&gate->mutex);
  while (!gate->is_held)
    g_cond_wait (&gate->cond, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
  return gate;
}

static void
gate_open (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->is_open = TRUE;
  g_cond_broadcast (&gate->cond);
  g_mutex_unlock (&gate->mutex);
  g_thread_join (gate->thread);
  g_mutex_clear (&gate->mutex);
  g_cond_clear (&gate->cond);
  g_free (gate);
}

static void
result_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
dispatch (ToyLedger *ledger, DocketCommand *command, DocketDispatchFlags flags, GAsyncResult **result)
{
  *result = NULL;
  docket_command_bus_dispatch_async (ledger->bus, command, flags, NULL, result_cb, result);
  g_object_unref (command);
}

static DocketOutcome *
finish (ToyLedger *ledger, GAsyncResult **result, GError **error)
{
  DocketOutcome *outcome;

  wait_for (result);
  outcome = docket_command_bus_dispatch_finish (ledger->bus, *result, error);
  g_clear_object (result);
  return outcome;
}

/* Counts commits, and lets the views reach a position only when the test says so. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  guint n_commits;
  gint64 last_position;
  gint64 lag;
  gboolean is_slow;
  DocketFollowedFunc followed;
  gpointer followed_data;
} Views;

static void
views_committed (gpointer data, gint64 last_position)
{
  Views *views = data;

  g_mutex_lock (&views->mutex);
  views->n_commits++;
  views->last_position = last_position;
  g_mutex_unlock (&views->mutex);
}

static void
views_await (gpointer data, gint64 position, DocketFollowedFunc followed, gpointer followed_data)
{
  Views *views = data;
  gboolean is_slow;

  g_mutex_lock (&views->mutex);
  g_assert_cmpint (position, <=, views->last_position);
  is_slow = views->is_slow;
  if (is_slow)
    {
      views->followed = followed;
      views->followed_data = followed_data;
      g_cond_broadcast (&views->cond);
    }
  g_mutex_unlock (&views->mutex);
  if (!is_slow)
    followed (followed_data);
}

static gint64
views_get_lag (gpointer data)
{
  Views *views = data;
  gint64 lag;

  g_mutex_lock (&views->mutex);
  lag = views->lag;
  g_mutex_unlock (&views->mutex);
  return lag;
}

static void
views_set_lag (Views *views, gint64 lag)
{
  g_mutex_lock (&views->mutex);
  views->lag = lag;
  g_mutex_unlock (&views->mutex);
}

static const DocketFollower follower = { views_committed, views_await, views_get_lag };

static void
test_group_commit (void)
{
  Views views = { 0 };
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  GAsyncResult *results[3];
  g_autoptr (GError) error = NULL;
  Gate *gate;

  docket_command_bus_set_follower (ledger->bus, &follower, &views);
  gate = gate_new (ledger->bus);
  dispatch (ledger, toy_deposit (&account, 10), DOCKET_DISPATCH_NORMAL, &results[0]);
  dispatch (ledger, toy_withdraw (&account, 11), DOCKET_DISPATCH_NORMAL, &results[1]);
  dispatch (ledger, toy_withdraw (&account, 9), DOCKET_DISPATCH_NORMAL, &results[2]);
  gate_open (gate);
  toy_then_events (finish (ledger, &results[0], &error), "MoneyDeposited");
  toy_then_rejected (finish (ledger, &results[1], &error), DOCKET_ERROR_REJECTED, "only 10");
  toy_then_events (finish (ledger, &results[2], &error), "MoneyWithdrawn");
  g_assert_cmpuint (views.n_commits, ==, 1);
  g_assert_cmpint (views.last_position, ==, 3);
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 1);
}

static void
test_interactive_first (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *batch = NULL;
  GAsyncResult *single;
  Gate *gate = gate_new (ledger->bus);

  for (int i = 0; i < 20; i++)
    g_ptr_array_add (commands, toy_deposit (&account, 1));
  docket_command_bus_dispatch_batch_async (ledger->bus, commands, DOCKET_DISPATCH_BULK, NULL, result_cb, &batch);
  dispatch (ledger, toy_deposit (&account, 1000), DOCKET_DISPATCH_NORMAL, &single);
  gate_open (gate);
  toy_then_events (finish (ledger, &single, &error), "MoneyDeposited");
  wait_for (&batch);
  outcomes = docket_command_bus_dispatch_batch_finish (ledger->bus, batch, &error);
  g_object_unref (batch);
  g_assert_cmpuint (outcomes->len, ==, 20);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT position FROM event WHERE data LIKE '%1000%'"), ==, 2);
}

/* A teller who gives a command whenever the dry run is at its third one. */
typedef struct
{
  ToyLedger *ledger;
  DocketUuid account;
  guint n_patience;
  guint n_given;
  guint n_done;
} Teller;

static void
given_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Teller *teller = data;
  g_autoptr (GError) error = NULL;
  DocketOutcome *outcome = docket_command_bus_dispatch_finish (DOCKET_COMMAND_BUS (source), result, &error);

  g_assert_no_error (error);
  toy_then_events (outcome, "MoneyDeposited");
  teller->n_done++;
}

static gboolean
give_at_third_cb (DocketCommandBus *bus, DocketCommand *command, GError **error G_GNUC_UNUSED, gpointer data)
{
  Teller *teller = data;

  if (G_OBJECT_TYPE (command) != docket_deposit_money_get_type () || ((DocketDepositMoney *) command)->amount != 3)
    return TRUE;
  if (teller->n_given < teller->n_patience)
    {
      g_autoptr (DocketCommand) deposit = toy_deposit (&teller->account, 1000);

      teller->n_given++;
      docket_command_bus_dispatch_async (bus, deposit, DOCKET_DISPATCH_NORMAL, NULL, given_cb, teller);
    }
  return TRUE;
}

static GPtrArray *
run_dry_beside (Teller *teller)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  GAsyncResult *batch = NULL;
  GPtrArray *outcomes;

  g_signal_connect (teller->ledger->bus, "validate", G_CALLBACK (give_at_third_cb), teller);
  g_ptr_array_add (commands, toy_withdraw (&teller->account, 1000));
  for (int i = 2; i < 6; i++)
    g_ptr_array_add (commands, toy_deposit (&teller->account, i));
  docket_command_bus_dispatch_batch_async (teller->ledger->bus, commands, DOCKET_DISPATCH_BULK | DOCKET_DISPATCH_DRY_RUN, NULL, result_cb,
                                           &batch);
  wait_for (&batch);
  outcomes = docket_command_bus_dispatch_batch_finish (teller->ledger->bus, batch, &error);
  g_assert_no_error (error);
  g_object_unref (batch);
  while (teller->n_done < teller->n_given)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (outcomes->len, ==, 5);
  return outcomes;
}

/* What a person gives meanwhile is not kept waiting, and the dry run says what would happen after it. */
static void
test_dry_run_gives_way (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  Teller teller = { .ledger = ledger, .account = toy_ledger_given (ledger, toy_open_account ("Ada")), .n_patience = 1 };
  g_autoptr (GPtrArray) outcomes = run_dry_beside (&teller);

  for (guint i = 0; i < outcomes->len; i++)
    g_assert_true (docket_outcome_is_accepted (g_ptr_array_index (outcomes, i)));
  g_assert_cmpint (toy_ledger_balance (ledger, &teller.account), ==, 1000);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT max(position) FROM event"), ==, 2);
}

/* Who never rests does not keep it from its end. */
static void
test_dry_run_ends (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  Teller teller = { .ledger = ledger, .account = toy_ledger_given (ledger, toy_open_account ("Ada")), .n_patience = G_MAXUINT };
  g_autoptr (GPtrArray) outcomes = run_dry_beside (&teller);

  g_assert_nonnull (outcomes);
  g_assert_cmpuint (teller.n_given, >, 1);
  g_assert_cmpint (toy_ledger_balance (ledger, &teller.account), ==, 1000 * (gint64) teller.n_given);
}

static void
test_answer_waits_for_views (void)
{
  Views views = { .is_slow = TRUE };
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autoptr (GError) error = NULL;
  GAsyncResult *result;

  docket_command_bus_set_follower (ledger->bus, &follower, &views);
  /* One by one in a batch: nobody waits. */
  toy_then_events (toy_ledger_when (ledger, toy_deposit (&account, 1), DOCKET_DISPATCH_BULK), "MoneyDeposited");
  g_assert_null (views.followed);
  dispatch (ledger, toy_deposit (&account, 2), DOCKET_DISPATCH_NORMAL, &result);
  g_mutex_lock (&views.mutex);
  while (views.followed == NULL)
    g_cond_wait (&views.cond, &views.mutex);
  g_mutex_unlock (&views.mutex);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (result);
  /* It is durable all the same. */
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 3);
  views.followed (views.followed_data);
  toy_then_events (finish (ledger, &result, &error), "MoneyDeposited");
}

static gpointer
await_views (gpointer data)
{
  docket_command_bus_await_views (data);
  return NULL;
}

/* A batch is answered when it is durable; whoever gave it may wait for the views at its end. */
static void
test_batch_is_followed (void)
{
  Views views = { .is_slow = TRUE };
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  GThread *waiting;

  docket_command_bus_set_follower (ledger->bus, &follower, &views);
  for (int i = 0; i < 3; i++)
    g_ptr_array_add (commands, toy_deposit (&account, 1));
  outcomes = docket_command_bus_dispatch_batch (ledger->bus, commands, DOCKET_DISPATCH_BULK, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcomes->len, ==, 3);
  g_assert_null (views.followed);

  waiting = g_thread_new ("await", await_views, ledger->bus);
  g_mutex_lock (&views.mutex);
  while (views.followed == NULL)
    g_cond_wait (&views.cond, &views.mutex);
  g_mutex_unlock (&views.mutex);
  views.followed (views.followed_data);
  g_thread_join (waiting);
}

static void
test_batch_waits_for_lag (void)
{
  Views views = { .lag = 30000 };
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autoptr (GError) error = NULL;
  GAsyncResult *result;

  docket_command_bus_set_follower (ledger->bus, &follower, &views);
  dispatch (ledger, toy_deposit (&account, 1), DOCKET_DISPATCH_BULK, &result);
  toy_then_events (toy_ledger_when (ledger, toy_deposit (&account, 20), DOCKET_DISPATCH_NORMAL), "MoneyDeposited");
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 20);
  views_set_lag (&views, 0);
  toy_then_events (finish (ledger, &result, &error), "MoneyDeposited");
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 21);
}

/* What the views were told, one after the other, on the writer's thread. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  GArray *positions;
} Told;

static void
told_committed (gpointer data, gint64 last_position)
{
  Told *told = data;

  g_mutex_lock (&told->mutex);
  g_array_append_val (told->positions, last_position);
  g_cond_broadcast (&told->cond);
  g_mutex_unlock (&told->mutex);
}

/* Nobody waits for the views of a batch. */
static const DocketFollower told_follower = { told_committed, NULL, NULL };

static void
dispatch_deposits (ToyLedger *ledger, Told *told, int n, GAsyncResult **result)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DocketOutcome) outcome = toy_ledger_when (ledger, toy_open_account ("Ada"), DOCKET_DISPATCH_BULK);
  DocketUuid account = docket_event_get_envelope (g_ptr_array_index (docket_outcome_get_events (outcome), 0))->stream;

  for (int i = 0; i < n; i++)
    g_ptr_array_add (commands, toy_deposit (&account, 1));
  docket_command_bus_set_follower (ledger->bus, &told_follower, told);
  docket_command_bus_dispatch_batch_async (ledger->bus, commands, DOCKET_DISPATCH_BULK, NULL, result_cb, result);
}

/* Where nobody works, the views follow a batch by a thousand events or so at a time, and to its end. */
static void
test_batch_leads_views (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;
  Told told = { .positions = positions };
  GAsyncResult *result = NULL;
  gint64 before = 1;

  dispatch_deposits (ledger, &told, 2600, &result);
  wait_for (&result);
  outcomes = docket_command_bus_dispatch_batch_finish (ledger->bus, result, &error);
  g_object_unref (result);
  g_assert_no_error (error);
  g_assert_cmpuint (positions->len, >=, 2);
  for (guint i = 0; i < positions->len; i++)
    {
      gint64 step = g_array_index (positions, gint64, i) - before;

      if (i + 1 < positions->len)
        g_assert_cmpint (step, >=, 1000);
      g_assert_cmpint (step, <, 1500);
      before += step;
    }
  g_assert_cmpint (before, ==, 2601);
}

/* What is committed is told, even where the rest of the batch is refused. */
static void
test_stopped_batch (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  Told told = { .positions = positions };
  GAsyncResult *result = NULL;

  dispatch_deposits (ledger, &told, 5000, &result);
  g_mutex_lock (&told.mutex);
  while (positions->len == 0)
    g_cond_wait (&told.cond, &told.mutex);
  g_mutex_unlock (&told.mutex);
  docket_command_bus_stop (ledger->bus);
  wait_for (&result);
  g_object_unref (result);
  g_assert_cmpint (g_array_index (positions, gint64, positions->len - 1), ==,
                   toy_ledger_ask (ledger, "SELECT max(position) FROM event"));
}

static int
refuse_commit (void *data G_GNUC_UNUSED)
{
  return 1;
}

static gboolean
set_commit_hook (DocketEventStore *store, gpointer data, GError **error G_GNUC_UNUSED)
{
  sqlite3_commit_hook (docket_database_get_connection (docket_event_store_get_database (store)), data != NULL ? refuse_commit : NULL, NULL);
  return TRUE;
}

static void
test_failed_commit (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  DocketUuid id = docket_uuid_generate (0);
  GAsyncResult *results[3];
  DocketCommand *command = toy_deposit (&account, 10);
  DocketCommand *again = toy_deposit (&account, 10);
  g_autoptr (GError) error = NULL;
  Gate *gate;

  docket_command_set_id (command, &id);
  docket_command_set_id (again, &id);
  g_assert_true (docket_command_bus_run_on_writer (ledger->bus, set_commit_hook, ledger, &error));
  gate = gate_new (ledger->bus);
  dispatch (ledger, command, DOCKET_DISPATCH_NORMAL, &results[0]);
  dispatch (ledger, toy_withdraw (&account, 100), DOCKET_DISPATCH_NORMAL, &results[1]);
  dispatch (ledger, toy_deposit (&account, 10), DOCKET_DISPATCH_NORMAL, &results[2]);
  gate_open (gate);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_assert_null (finish (ledger, &results[i], &error));
      g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE);
      g_clear_error (&error);
    }
  g_assert_true (docket_command_bus_run_on_writer (ledger->bus, set_commit_hook, NULL, &error));
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command"), ==, 1);
  toy_then_events (toy_ledger_when (ledger, again, DOCKET_DISPATCH_NORMAL), "MoneyDeposited");
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT max(position) FROM event"), ==, 2);
}

static gboolean
run_script (DocketEventStore *store, gpointer data, GError **error)
{
  return docket_database_execute_script (docket_event_store_get_database (store), data, error);
}

/* The tables cannot take the event: nothing of the command stays, and those beside it in the transaction do. */
static void
test_failed_evolve (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  static char spoil[] = "CREATE TRIGGER spoil BEFORE UPDATE ON account WHEN new.balance = 13 BEGIN SELECT raise (ABORT, 'no'); END";
  GAsyncResult *results[3];
  g_autoptr (GError) error = NULL;
  Gate *gate;

  g_assert_true (docket_command_bus_run_on_writer (ledger->bus, run_script, spoil, &error));
  gate = gate_new (ledger->bus);
  dispatch (ledger, toy_deposit (&account, 10), DOCKET_DISPATCH_NORMAL, &results[0]);
  dispatch (ledger, toy_deposit (&account, 3), DOCKET_DISPATCH_NORMAL, &results[1]);
  dispatch (ledger, toy_deposit (&account, 4), DOCKET_DISPATCH_NORMAL, &results[2]);
  gate_open (gate);
  toy_then_events (finish (ledger, &results[0], &error), "MoneyDeposited");
  g_assert_null (finish (ledger, &results[1], &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE);
  g_clear_error (&error);
  toy_then_events (finish (ledger, &results[2], &error), "MoneyDeposited");
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 14);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command"), ==, 3);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT max(position) FROM event"), ==, 3);
}

static void
test_cancelled (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autoptr (DocketCommand) command = toy_deposit (&account, 10);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  Gate *gate = gate_new (ledger->bus);

  docket_command_bus_dispatch_async (ledger->bus, command, DOCKET_DISPATCH_NORMAL, cancellable, result_cb, &result);
  g_cancellable_cancel (cancellable);
  gate_open (gate);
  g_assert_null (finish (ledger, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 0);
}

static void
test_stopped (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autoptr (DocketCommand) command = toy_deposit (&account, 10);
  g_autoptr (GError) error = NULL;

  docket_command_bus_stop (ledger->bus);
  docket_command_bus_stop (ledger->bus);
  g_assert_null (docket_command_bus_dispatch (ledger->bus, command, DOCKET_DISPATCH_NORMAL, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_STORAGE);
  toy_ledger_reopen (ledger);
  toy_ledger_given (ledger, toy_deposit (&account, 10));
}

static gpointer
deposit_thread (gpointer data)
{
  gpointer *arguments = data;

  for (int i = 0; i < 50; i++)
    toy_ledger_given (arguments[0], toy_deposit (arguments[1], 1));
  return NULL;
}

static void
test_many_threads (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  gpointer arguments[] = { ledger, &account };
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("teller", deposit_thread, arguments);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 200);
}

#define CRASH_DIRECTORY "DOCKET_TEST_CRASH_DIRECTORY"

/* In a process of its own: tells of each accepted command, then is killed without any warning. */
static void
deposit_and_die (const char *path)
{
  g_autoptr (DocketEventRegistry) registry = docket_event_registry_new ();
  DocketCommandBus *bus = docket_command_bus_new (registry);
  g_autoptr (DocketDatabase) reader = docket_database_open (path, DOCKET_DATABASE_READER, NULL);
  DocketStatement *row = docket_database_query (reader, NULL, "SELECT id FROM account", NULL);
  DocketUuid account;
  int n = g_test_rand_int_range (1, 30);

  g_assert_true (docket_statement_step (row, NULL));
  account = docket_statement_uuid (row, 0);
  docket_statement_reset (row);
  docket_event_registry_add (registry, toy_ledger_event_types, toy_ledger_n_event_types);
  docket_command_bus_add_handlers (bus, toy_ledger_handlers, toy_ledger_n_handlers);
  docket_command_bus_add_evolvers (bus, toy_ledger_evolvers, toy_ledger_n_evolvers);
  g_assert_true (docket_command_bus_start (bus, path, NULL));
  for (int i = 0; i < n; i++)
    {
      DocketCommand *command = toy_deposit (&account, 1);

      g_assert_nonnull (docket_command_bus_dispatch (bus, command, DOCKET_DISPATCH_NORMAL, NULL));
      g_printerr ("accepted\n");
    }
  raise (SIGKILL);
}

static void
test_killed (void)
{
  g_autoptr (ToyLedger) ledger = NULL;
  gint64 balance = 0;
  DocketUuid account;

  if (g_test_subprocess ())
    {
      deposit_and_die (g_getenv (CRASH_DIRECTORY));
      return;
    }
  ledger = toy_ledger_new ();
  account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  toy_ledger_close (ledger);
  g_setenv (CRASH_DIRECTORY, ledger->write_path, TRUE);
  for (int i = 0; i < 5; i++)
    {
      g_test_trap_subprocess ("/command-writer/killed", 0, G_TEST_SUBPROCESS_DEFAULT);
      g_assert_false (g_test_trap_has_passed ());
      g_test_trap_assert_stderr ("*accepted*");
      toy_ledger_reopen (ledger);
      g_assert_cmpint (toy_ledger_balance (ledger, &account), >, balance);
      balance = toy_ledger_balance (ledger, &account);
      g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) - 1 FROM event"), ==, balance);
      g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) - 1 FROM command"), ==, balance);
      toy_ledger_close (ledger);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-writer/group-commit", test_group_commit);
  g_test_add_func ("/command-writer/interactive-first", test_interactive_first);
  g_test_add_func ("/command-writer/dry-run-gives-way", test_dry_run_gives_way);
  g_test_add_func ("/command-writer/dry-run-ends", test_dry_run_ends);
  g_test_add_func ("/command-writer/answer-waits-for-views", test_answer_waits_for_views);
  g_test_add_func ("/command-writer/batch-is-followed", test_batch_is_followed);
  g_test_add_func ("/command-writer/batch-waits-for-lag", test_batch_waits_for_lag);
  g_test_add_func ("/command-writer/batch-leads-views", test_batch_leads_views);
  g_test_add_func ("/command-writer/stopped-batch", test_stopped_batch);
  g_test_add_func ("/command-writer/failed-commit", test_failed_commit);
  g_test_add_func ("/command-writer/failed-evolve", test_failed_evolve);
  g_test_add_func ("/command-writer/cancelled", test_cancelled);
  g_test_add_func ("/command-writer/stopped", test_stopped);
  g_test_add_func ("/command-writer/many-threads", test_many_threads);
  g_test_add_func ("/command-writer/killed", test_killed);
  return g_test_run ();
}
