/* test-command-bus.c: what becomes of commands
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "toy-ledger.h"

#include <string.h>

static void
set_id (DocketCommand *command, const DocketUuid *id)
{
  docket_command_set_id (command, id);
}

static void
test_accepted (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  DocketOutcome *outcome = toy_ledger_when (ledger, toy_deposit (&account, 50), DOCKET_DISPATCH_NORMAL);
  const DocketEventEnvelope *envelope = docket_event_get_envelope (g_ptr_array_index (docket_outcome_get_events (outcome), 0));

  g_assert_cmpint (envelope->position, ==, 2);
  g_assert_cmpint (envelope->version, ==, 2);
  g_assert_cmpint (envelope->schema, ==, 1);
  g_assert_cmpint (envelope->day, >, 20200101);
  g_assert_cmpstr (envelope->actor, ==, "teller");
  g_assert_cmpstr (envelope->station, ==, "counter");
  g_assert_true (docket_uuid_equal (&envelope->command_id, docket_outcome_get_command_id (outcome)));
  toy_then_events (outcome, "MoneyDeposited");
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 50);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM event WHERE type = 'AccountOpened' AND schema = 2 AND"
                                           " data NOT LIKE '%Ada%' AND personal LIKE '%Ada%' AND digest IS NOT NULL"),
                   ==, 1);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command WHERE outcome = 'accepted' AND duration >= 0 AND"
                                           " received > 0 AND first_position = sequence AND last_position = sequence"),
                   ==, 2);
}

static void
test_rejected (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  DocketUuid nobody = docket_uuid_generate (0);

  toy_then_rejected (toy_ledger_when (ledger, toy_withdraw (&account, 5), DOCKET_DISPATCH_NORMAL), DOCKET_ERROR_REJECTED,
                     "Cannot take 5: there is only 0.");
  toy_then_rejected (toy_ledger_when (ledger, toy_deposit (&nobody, 5), DOCKET_DISPATCH_NORMAL), DOCKET_ERROR_NOT_FOUND, "no such account");
  toy_then_rejected (toy_ledger_when (ledger, toy_deposit (&account, 0), DOCKET_DISPATCH_NORMAL), DOCKET_ERROR_INVALID, "");
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM event"), ==, 1);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command WHERE outcome = 'rejected' AND first_position IS NULL"), ==, 3);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command WHERE error_code = 'rejected' AND error_field = 'amount'"), ==, 1);
}

static void
test_time (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketCommand *late = toy_open_account ("Late");
  DocketCommand *past = toy_open_account ("Past");
  DocketOutcome *outcome;

  docket_command_set_time (late, docket_time_now () + G_TIME_SPAN_HOUR);
  outcome = toy_ledger_when (ledger, late, DOCKET_DISPATCH_NORMAL);
  g_assert_cmpstr (docket_error_get_field (docket_outcome_get_reason (outcome)), ==, "time");
  toy_then_rejected (outcome, DOCKET_ERROR_INVALID, "future");

  docket_command_set_time (past, G_GINT64_CONSTANT (951782400000000));
  toy_then_events (toy_ledger_when (ledger, past, DOCKET_DISPATCH_NORMAL), "AccountOpened");
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT day FROM event"), ==, 20000229);
}

static void
test_several_events (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid from = toy_ledger_given (ledger, toy_open_account ("Ada"));
  DocketUuid to = toy_ledger_given (ledger, toy_open_account ("Bob"));

  toy_ledger_given (ledger, toy_deposit (&from, 100));
  toy_then_events (toy_ledger_when (ledger, toy_transfer (&from, &to, 60), DOCKET_DISPATCH_NORMAL),
                   "MoneyWithdrawn MoneyDeposited MoneyWithdrawn");
  g_assert_cmpint (toy_ledger_balance (ledger, &from), ==, 39);
  g_assert_cmpint (toy_ledger_balance (ledger, &to), ==, 60);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM (SELECT stream FROM event GROUP BY stream HAVING max(version) <> count(*))"),
                   ==, 0);
}

static void
test_repeated (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  DocketUuid id = docket_uuid_generate (0);
  DocketUuid other_id = docket_uuid_generate (0);

  for (int i = 0; i < 3; i++)
    {
      DocketCommand *command = toy_deposit (&account, 7);
      DocketOutcome *outcome;

      set_id (command, &id);
      outcome = toy_ledger_when (ledger, command, DOCKET_DISPATCH_NORMAL);
      g_assert_cmpint (docket_outcome_is_repeated (outcome), ==, i > 0);
      g_assert_true (docket_uuid_equal (docket_outcome_get_command_id (outcome), &id));
      toy_then_events (outcome, "MoneyDeposited");
    }
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 7);

  for (int i = 0; i < 2; i++)
    {
      DocketCommand *command = toy_withdraw (&account, 1000);
      DocketOutcome *outcome;

      set_id (command, &other_id);
      if (i == 1)
        toy_ledger_given (ledger, toy_deposit (&account, 5000));
      outcome = toy_ledger_when (ledger, command, DOCKET_DISPATCH_NORMAL);
      g_assert_cmpint (docket_outcome_is_repeated (outcome), ==, i == 1);
      toy_then_rejected (outcome, DOCKET_ERROR_REJECTED, "there is only 7.");
    }
}

static void
test_repeated_otherwise (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  DocketUuid id = docket_uuid_generate (0);
  DocketCommand *commands[] = { toy_deposit (&account, 7), toy_deposit (&account, 8), toy_withdraw (&account, 7),
                                toy_open_account ("Eve") };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    set_id (commands[i], &id);
  toy_ledger_given (ledger, commands[0]);
  for (guint i = 1; i < G_N_ELEMENTS (commands); i++)
    toy_then_rejected (toy_ledger_when (ledger, commands[i], DOCKET_DISPATCH_NORMAL), DOCKET_ERROR_CONFLICT, "DepositMoney");
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 7);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command"), ==, 2);
}

static void
test_personal_difference (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid id = docket_uuid_generate (0);
  DocketCommand *first = toy_open_account ("Ada");
  DocketCommand *second = toy_open_account ("Eve");

  set_id (first, &id);
  set_id (second, &id);
  toy_ledger_given (ledger, first);
  toy_then_rejected (toy_ledger_when (ledger, second, DOCKET_DISPATCH_NORMAL), DOCKET_ERROR_CONFLICT, "OpenAccount");
}

static void
test_dry_run (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autofree char *before = toy_ledger_dump (ledger, "SELECT * FROM event, account, (SELECT count(*) FROM command)");
  g_autofree char *after = NULL;
  DocketOutcome *outcome = toy_ledger_when (ledger, toy_deposit (&account, 5), DOCKET_DISPATCH_DRY_RUN);

  g_assert_cmpint (docket_event_get_envelope (g_ptr_array_index (docket_outcome_get_events (outcome), 0))->position, ==, 2);
  toy_then_events (outcome, "MoneyDeposited");
  toy_then_rejected (toy_ledger_when (ledger, toy_withdraw (&account, 5), DOCKET_DISPATCH_DRY_RUN), DOCKET_ERROR_REJECTED, "only 0");
  after = toy_ledger_dump (ledger, "SELECT * FROM event, account, (SELECT count(*) FROM command)");
  g_assert_cmpstr (before, ==, after);
  /* The end of the log is where it was. */
  toy_ledger_given (ledger, toy_deposit (&account, 5));
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT max(position) FROM event"), ==, 2);
}

static void
test_dry_batch (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (commands, toy_deposit (&account, 5));
  g_ptr_array_add (commands, toy_withdraw (&account, 5));
  g_ptr_array_add (commands, toy_withdraw (&account, 5));
  outcomes = docket_command_bus_dispatch_batch (ledger->bus, commands, DOCKET_DISPATCH_DRY_RUN | DOCKET_DISPATCH_BULK, &error);
  g_assert_no_error (error);
  g_assert_true (docket_outcome_is_accepted (g_ptr_array_index (outcomes, 1)));
  g_assert_false (docket_outcome_is_accepted (g_ptr_array_index (outcomes, 2)));
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command"), ==, 1);
}

static void
test_batch (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autoptr (GPtrArray) commands = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) outcomes = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1200; i++)
    g_ptr_array_add (commands, i % 3 == 2 ? toy_withdraw (&account, 1000000) : toy_deposit (&account, 1));
  outcomes = docket_command_bus_dispatch_batch (ledger->bus, commands, DOCKET_DISPATCH_BULK, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (outcomes->len, ==, 1200);
  for (guint i = 0; i < outcomes->len; i++)
    g_assert_cmpint (docket_outcome_is_accepted (g_ptr_array_index (outcomes, i)), ==, i % 3 != 2);
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 800);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT max(position) = count(*) FROM event"), ==, 1);
}

static void
test_undo (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autoptr (GError) error = NULL;
  DocketUuid account;

  g_assert_null (docket_command_bus_undo (ledger->bus, NULL, &error));
  g_assert_cmpstr (error->message, ==, "There is nothing to take back.");
  g_clear_error (&error);
  account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  toy_ledger_given (ledger, toy_deposit (&account, 30));
  toy_ledger_given (ledger, toy_withdraw (&account, 10));

  toy_then_events (docket_command_bus_undo (ledger->bus, NULL, &error), "MoneyDeposited");
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 30);
  toy_then_events (docket_command_bus_undo_as (ledger->bus, NULL, "deputy", "back room", &error), "MoneyWithdrawn");
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 0);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command WHERE undoes IS NOT NULL AND actor = 'teller'"), ==, 1);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM event WHERE actor = 'deputy' AND station = 'back room'"), ==, 1);
  g_assert_null (docket_command_bus_undo (ledger->bus, NULL, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_NOT_FOUND);
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command AS later, command AS earlier WHERE later.undoes = earlier.id AND"
                                           " earlier.undone_by = later.id"),
                   ==, 2);
}

static void
assert_no_undo (ToyLedger *ledger, const DocketUuid *id, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (docket_command_bus_undo (ledger->bus, id, &error));
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_undo_refused (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autoptr (GError) error = NULL;
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  DocketUuid nobody = docket_uuid_generate (0);
  g_autoptr (DocketOutcome) deposit = toy_ledger_when (ledger, toy_deposit (&account, 30), DOCKET_DISPATCH_NORMAL);
  g_autoptr (DocketOutcome) second = toy_ledger_when (ledger, toy_deposit (&account, 10), DOCKET_DISPATCH_NORMAL);
  g_autoptr (DocketOutcome) open = toy_ledger_when (ledger, toy_open_account ("Bob"), DOCKET_DISPATCH_NORMAL);
  g_autoptr (DocketOutcome) withdrawal = toy_ledger_when (ledger, toy_withdraw (&account, 13), DOCKET_DISPATCH_NORMAL);
  g_autoptr (DocketOutcome) undone = docket_command_bus_undo (ledger->bus, docket_outcome_get_command_id (second), &error);

  assert_no_undo (ledger, docket_outcome_get_command_id (open), "“OpenAccount” cannot be taken back.");
  assert_no_undo (ledger, docket_outcome_get_command_id (second), "“DepositMoney” has been taken back already.");
  assert_no_undo (ledger, docket_outcome_get_command_id (undone), "“WithdrawMoney” cannot be taken back.");
  assert_no_undo (ledger, docket_outcome_get_command_id (withdrawal), "Thirteen is never given back.");
  assert_no_undo (ledger, &nobody, "There is no such command to take back.");
  /* The guards are those of any command. */
  toy_then_rejected (docket_command_bus_undo (ledger->bus, docket_outcome_get_command_id (deposit), &error), DOCKET_ERROR_REJECTED,
                     "there is only 17.");
  g_assert_cmpint (toy_ledger_balance (ledger, &account), ==, 17);
}

typedef struct
{
  GMainLoop *loop;
  GAsyncResult *result;
} Waiting;

static void
finished_cb (GObject *source G_GNUC_UNUSED, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  waiting->result = g_object_ref (result);
  g_main_loop_quit (waiting->loop);
}

static gboolean
ask_can_execute (ToyLedger *ledger, DocketCommand *command, GError **error)
{
  Waiting waiting = { g_main_loop_new (NULL, FALSE), NULL };
  gboolean answer;

  docket_command_bus_can_execute_async (ledger->bus, command, NULL, finished_cb, &waiting);
  g_main_loop_run (waiting.loop);
  answer = docket_command_bus_can_execute_finish (ledger->bus, waiting.result, error);
  g_object_unref (waiting.result);
  g_main_loop_unref (waiting.loop);
  return answer;
}

static void
test_can_execute (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autoptr (DocketCommand) withdrawal = toy_withdraw (&account, 10);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++)
    {
      g_assert_false (ask_can_execute (ledger, withdrawal, &error));
      g_assert_cmpstr (error->message, ==, "Cannot take 10: there is only 0.");
      g_clear_error (&error);
    }
  toy_ledger_given (ledger, toy_deposit (&account, 10));
  for (int i = 0; i < 2; i++)
    {
      g_assert_true (ask_can_execute (ledger, withdrawal, &error));
      g_assert_no_error (error);
    }
  g_assert_true (docket_uuid_is_null (docket_command_get_id (withdrawal)));
  g_assert_cmpint (toy_ledger_ask (ledger, "SELECT count(*) FROM command"), ==, 2);
}

/* The thread of a window waits, asks and is told, and touches no database. */
static void
test_no_database_in_main_thread (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  g_autoptr (DocketCommand) withdrawal = toy_withdraw (&account, 10);
  g_autoptr (GError) error = NULL;

  docket_database_forbid_thread (g_thread_self ());
  toy_ledger_given (ledger, toy_deposit (&account, 10));
  g_assert_true (ask_can_execute (ledger, withdrawal, &error));
  toy_then_events (docket_command_bus_undo (ledger->bus, NULL, &error), "MoneyWithdrawn");
  g_assert_no_error (error);
  toy_ledger_close (ledger);
  docket_database_allow_threads ();
}

static gboolean
refuse_large_cb (DocketCommandBus *bus G_GNUC_UNUSED, DocketCommand *command, GError **error, gpointer data G_GNUC_UNUSED)
{
  if (G_OBJECT_TYPE (command) != docket_deposit_money_get_type () || ((DocketDepositMoney *) command)->amount < 500)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_REJECTED, "amount", "The teller may not take so much.");
  return FALSE;
}

static void
test_validate_signal (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));

  g_signal_connect (ledger->bus, "validate", G_CALLBACK (refuse_large_cb), NULL);
  toy_ledger_given (ledger, toy_deposit (&account, 499));
  toy_then_rejected (toy_ledger_when (ledger, toy_deposit (&account, 500), DOCKET_DISPATCH_NORMAL), DOCKET_ERROR_REJECTED, "teller");
}

typedef struct
{
  GThread *thread;
  guint n_committed;
  guint n_events;
  guint n_rejected;
} Heard;

static void
committed_cb (DocketCommandBus *bus G_GNUC_UNUSED, DocketCommand *command, GPtrArray *events, gpointer data)
{
  Heard *heard = data;

  g_assert_true (g_thread_self () == heard->thread);
  g_assert_false (docket_uuid_is_null (docket_command_get_id (command)));
  heard->n_committed++;
  heard->n_events += events->len;
}

static void
rejected_cb (DocketCommandBus *bus G_GNUC_UNUSED, DocketCommand *command G_GNUC_UNUSED, GError *reason, gpointer data)
{
  Heard *heard = data;

  g_assert_error (reason, DOCKET_ERROR, DOCKET_ERROR_REJECTED);
  heard->n_rejected++;
}

static void
test_signals (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  DocketUuid account = toy_ledger_given (ledger, toy_open_account ("Ada"));
  Heard heard = { g_thread_self (), 0, 0, 0 };

  g_signal_connect (ledger->bus, "committed", G_CALLBACK (committed_cb), &heard);
  g_signal_connect (ledger->bus, "rejected", G_CALLBACK (rejected_cb), &heard);
  toy_ledger_given (ledger, toy_deposit (&account, 3));
  toy_then_rejected (toy_ledger_when (ledger, toy_withdraw (&account, 4), DOCKET_DISPATCH_NORMAL), DOCKET_ERROR_REJECTED, "only 3");
  g_object_unref (toy_ledger_when (ledger, toy_deposit (&account, 3), DOCKET_DISPATCH_DRY_RUN));
  g_assert_cmpuint (heard.n_committed, ==, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (heard.n_committed, ==, 1);
  g_assert_cmpuint (heard.n_events, ==, 1);
  g_assert_cmpuint (heard.n_rejected, ==, 1);
}

static void
test_check (void)
{
  g_autoptr (DocketEventRegistry) registry = docket_event_registry_new ();
  g_autoptr (DocketCommandBus) bus = docket_command_bus_new (registry);
  g_autoptr (GError) error = NULL;

  docket_event_registry_add (registry, toy_ledger_event_types, toy_ledger_n_event_types);
  docket_command_bus_add_handlers (bus, toy_ledger_handlers, toy_ledger_n_handlers);
  g_assert_false (docket_command_bus_check (bus, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_UNKNOWN_TYPE);
  g_clear_error (&error);
  docket_command_bus_add_evolvers (bus, toy_ledger_evolvers, toy_ledger_n_evolvers - 1);
  g_assert_false (docket_command_bus_check (bus, &error));
  g_assert_nonnull (strstr (error->message, "OwnerErased"));
  g_clear_error (&error);
  docket_command_bus_add_evolvers (bus, toy_ledger_evolvers + toy_ledger_n_evolvers - 1, 1);
  g_assert_true (docket_command_bus_check (bus, &error));
  g_assert_no_error (error);

  docket_command_bus_add_handlers (bus, toy_ledger_handlers + 1, 1);
  g_assert_false (docket_command_bus_check (bus, &error));
  g_assert_nonnull (strstr (error->message, "DepositMoney"));
}

static void
test_missing_handler (void)
{
  g_autoptr (DocketEventRegistry) registry = docket_event_registry_new ();
  g_autoptr (DocketCommandBus) bus = docket_command_bus_new (registry);
  g_autoptr (GError) error = NULL;

  docket_event_registry_add (registry, toy_ledger_event_types, toy_ledger_n_event_types);
  docket_command_bus_add_handlers (bus, toy_ledger_handlers, toy_ledger_n_handlers - 1);
  docket_command_bus_add_evolvers (bus, toy_ledger_evolvers, toy_ledger_n_evolvers);
  g_type_ensure (docket_erase_owner_get_type ());
  g_assert_false (docket_command_bus_check (bus, &error));
  g_assert_nonnull (strstr (error->message, "EraseOwner"));
}

static void
test_names (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autoptr (GPtrArray) names = docket_command_bus_list (ledger->bus);
  g_autoptr (DocketCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (names->len, ==, 5);
  g_assert_cmpstr (g_ptr_array_index (names, 0), ==, "DepositMoney");
  g_assert_true (docket_command_bus_find_type (ledger->bus, "OpenAccount") == docket_open_account_get_type ());
  g_assert_true (docket_command_bus_find_type (ledger->bus, "DocketOpenAccount") == docket_open_account_get_type ());
  g_assert_null (docket_command_bus_parse (ledger->bus, "CloseAccount", "{}", -1, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_UNKNOWN_TYPE);
  g_clear_error (&error);
  g_assert_null (docket_command_bus_parse (ledger->bus, "OpenAccount", "{\"owner\": \"x\"}", -1, &error));
  g_assert_error (error, DOCKET_ERROR, DOCKET_ERROR_INVALID);
  g_clear_error (&error);
  command = docket_command_bus_parse (ledger->bus, "OpenAccount", "{\"owner_name\": \"Ada\"}", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((DocketOpenAccount *) command)->owner_name, ==, "Ada");
}

static void
test_outcome_json (void)
{
  g_autoptr (ToyLedger) ledger = toy_ledger_new ();
  g_autoptr (DocketOutcome) opened = toy_ledger_when (ledger, toy_open_account ("Ada"), DOCKET_DISPATCH_NORMAL);
  DocketUuid account = docket_event_get_envelope (g_ptr_array_index (docket_outcome_get_events (opened), 0))->stream;
  g_autoptr (DocketOutcome) refused = toy_ledger_when (ledger, toy_withdraw (&account, 1), DOCKET_DISPATCH_NORMAL);
  DocketOutcome *outcomes[] = { opened, refused };

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      g_autofree char *json = docket_outcome_to_json (outcomes[i]);
      g_autofree char *again = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketOutcome) read = docket_outcome_from_json (ledger->registry, json, &error);

      g_assert_no_error (error);
      g_assert_null (strchr (json, '\n'));
      again = docket_outcome_to_json (read);
      g_assert_cmpstr (json, ==, again);
      g_assert_cmpint (docket_outcome_is_accepted (read), ==, i == 0);
    }
  g_assert_null (docket_outcome_from_json (ledger->registry, "{\"id\": \"x\"}", NULL));
  g_assert_null (docket_outcome_from_json (ledger->registry, "{\"outcome\": \"rejected\"}", NULL));
  g_assert_null (docket_outcome_from_json (ledger->registry, "[]", NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-bus/accepted", test_accepted);
  g_test_add_func ("/command-bus/rejected", test_rejected);
  g_test_add_func ("/command-bus/time", test_time);
  g_test_add_func ("/command-bus/several-events", test_several_events);
  g_test_add_func ("/command-bus/repeated", test_repeated);
  g_test_add_func ("/command-bus/repeated-otherwise", test_repeated_otherwise);
  g_test_add_func ("/command-bus/personal-difference", test_personal_difference);
  g_test_add_func ("/command-bus/dry-run", test_dry_run);
  g_test_add_func ("/command-bus/dry-batch", test_dry_batch);
  g_test_add_func ("/command-bus/batch", test_batch);
  g_test_add_func ("/command-bus/undo", test_undo);
  g_test_add_func ("/command-bus/undo-refused", test_undo_refused);
  g_test_add_func ("/command-bus/can-execute", test_can_execute);
  g_test_add_func ("/command-bus/no-database-in-main-thread", test_no_database_in_main_thread);
  g_test_add_func ("/command-bus/validate-signal", test_validate_signal);
  g_test_add_func ("/command-bus/signals", test_signals);
  g_test_add_func ("/command-bus/check", test_check);
  g_test_add_func ("/command-bus/missing-handler", test_missing_handler);
  g_test_add_func ("/command-bus/names", test_names);
  g_test_add_func ("/command-bus/outcome-json", test_outcome_json);
  return g_test_run ();
}
