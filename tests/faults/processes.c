/* processes.c: several processes on one data directory, or each on its own, lose nothing, double nothing and mix nothing up
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * --load together   all ask at once, the same and other commands
 * --load apart      two shops at once
 * --load killed     whoever holds the directory is killed in the middle of commands, and the others ask again
 */
#include "faults-shop.h"

#include <errno.h>
#include <gio/gio.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_CLIENTS 4
#define N_LINES 20
#define MOST_AT_ONCE 4

/* Lines of one shop and of the other never meet. */
#define SHOP_LINES 100000

#define N_KILLS 3
#define LONGEST_WAIT_MILLISECONDS 15

/* As often as this the whole oracle is asked. */
#define FULL_EVERY 4

/**
 * Client:
 * @shop: its data directory
 * @first: its first line; with the next clients of its shop it shares some
 * @next: the first that was not answered
 * @process: 0 when it has ended
 * @answers: what it was told
 * @pipe: where it tells of its answers
 */
typedef struct
{
  const char *shop;
  guint first;
  guint next;
  pid_t process;
  GArray *answers;
  int pipe;
} Client;

typedef struct
{
  Faults *faults;
  char *base;
  char *shops[2];
  guint n_shops;
  Client clients[N_CLIENTS];
  guint try;
  guint32 seed;
  /* By all tries; shared with them. */
  guint *n_killed;
} Processes;

/* Half of its lines are the next client's too. */
static guint
get_first_line (const Processes *self, guint client)
{
  return client % self->n_shops * SHOP_LINES + client / self->n_shops * (N_LINES / 2);
}

static guint
count_lines (const Processes *self)
{
  return (N_CLIENTS / self->n_shops + 1) * (N_LINES / 2);
}

static void
ask (const Client *client, int pipe, guint32 seed)
{
  g_autoptr (DocketEngine) engine = docket_engine_new (client->shop, "Ada", "counter");
  g_autoptr (DocketGateway) gateway = docket_gateway_new (engine);
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed + client->next);
  guint end = client->first + N_LINES;
  guint n;

  for (guint next = client->next; next < end; next += n)
    {
      g_autoptr (GError) error = NULL;
      gsize size;

      n = (guint) g_rand_int_range (chance, 1, MOST_AT_ONCE + 1);
      n = MIN (n, end - next);
      g_array_set_size (answers, 0);
      if (!faults_ask_lines (gateway, next, n, answers, &error))
        faults_fail ("It takes no command: %s", error->message);
      size = answers->len * sizeof (FaultsAnswer);
      /* So little that a pipe takes all of it or nothing. */
      if (write (pipe, answers->data, size) != (gssize) size)
        faults_fail ("The answers cannot be told.");
    }
  docket_engine_close (engine);
}

static void
start (Client *client, guint32 seed)
{
  int ends[2];

  if (pipe (ends) != 0)
    faults_fail ("There is no pipe.");
  client->pipe = ends[0];
  client->process = fork ();
  if (client->process < 0)
    faults_fail ("There is no other process.");
  if (client->process == 0)
    {
      close (ends[0]);
      ask (client, ends[1], seed);
      exit (EXIT_SUCCESS);
    }
  close (ends[1]);
}

static void
end (Client *client, gboolean is_killed)
{
  int status;

  while (waitpid (client->process, &status, 0) != client->process)
    ;
  close (client->pipe);
  client->process = 0;
  if (WIFSIGNALED (status) ? !is_killed || WTERMSIG (status) != SIGKILL : WEXITSTATUS (status) != EXIT_SUCCESS)
    faults_fail ("A process ended with %s %d.", WIFSIGNALED (status) ? "signal" : "status",
                 WIFSIGNALED (status) ? WTERMSIG (status) : WEXITSTATUS (status));
}

/* FALSE at the end of what it tells. */
static gboolean
take_answers (Client *client)
{
  FaultsAnswer answers[MOST_AT_ONCE];
  gssize size = read (client->pipe, answers, sizeof answers);
  guint n = size > 0 ? (guint) ((gsize) size / sizeof (FaultsAnswer)) : 0;

  g_array_append_vals (client->answers, answers, n);
  client->next += n;
  return n > 0;
}

/* FALSE when all have ended; wait: in milliseconds, -1 for as long as it takes. */
static gboolean
listen_to_all (Processes *self, int wait)
{
  struct pollfd waited[N_CLIENTS];
  guint n_running = 0;

  for (guint i = 0; i < N_CLIENTS; i++)
    {
      gboolean is_running = self->clients[i].process != 0;

      waited[i] = (struct pollfd){ .fd = is_running ? self->clients[i].pipe : -1, .events = POLLIN };
      n_running += is_running;
    }
  if (n_running == 0)
    return FALSE;
  if (poll (waited, N_CLIENTS, wait) <= 0)
    return TRUE;
  for (guint i = 0; i < N_CLIENTS; i++)
    if (waited[i].revents != 0 && !take_answers (&self->clients[i]))
      end (&self->clients[i], FALSE);
  return TRUE;
}

/* The lock says who holds the directory. */
static Client *
find_holder (Processes *self)
{
  g_autofree char *path = g_build_filename (self->shops[0], "lock", NULL);
  g_autofree char *text = NULL;
  pid_t holder;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  holder = (pid_t) g_ascii_strtoll (text, NULL, 10);
  for (guint i = 0; i < N_CLIENTS; i++)
    if (self->clients[i].process != 0 && self->clients[i].process == holder)
      return &self->clients[i];
  return NULL;
}

static void
kill_holder (Processes *self, GRand *chance)
{
  gint64 moment = g_get_monotonic_time () + g_rand_int_range (chance, 0, LONGEST_WAIT_MILLISECONDS * 1000);
  Client *holder = NULL;

  while (holder == NULL || g_get_monotonic_time () < moment)
    {
      if (!listen_to_all (self, 1))
        return;
      holder = find_holder (self);
    }
  kill (holder->process, SIGKILL);
  (*self->n_killed)++;
  while (take_answers (holder))
    ;
  end (holder, TRUE);
  /* It comes back, and asks again for what it was not told of. */
  start (holder, self->seed);
}

static void
check_shop (Processes *self, guint shop)
{
  g_autoptr (DocketEngine) engine = faults_open_or_fail (self->shops[shop]);
  guint n_commands = faults_count_commands (engine);

  docket_engine_close (engine);
  if (n_commands != FAULTS_N_BEGINNING + count_lines (self))
    faults_fail ("The log holds %u commands; %u were given.", n_commands, FAULTS_N_BEGINNING + count_lines (self));
  for (guint i = shop; i < N_CLIENTS; i += self->n_shops)
    {
      if (self->clients[i].answers->len != N_LINES)
        faults_fail ("%u lines were answered %u times.", N_LINES, self->clients[i].answers->len);
      faults_check_shop (self->shops[shop], self->clients[i].answers,
                         i >= self->n_shops || self->try % FULL_EVERY != FULL_EVERY - 1);
    }
}

static void
try (gpointer data)
{
  Processes *self = data;
  g_autoptr (GRand) chance = g_rand_new_with_seed (self->seed);

  for (guint i = 0; i < N_CLIENTS; i++)
    {
      Client *client = &self->clients[i];

      client->shop = self->shops[i % self->n_shops];
      client->first = client->next = get_first_line (self, i);
      client->answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
      start (client, self->seed);
    }
  if (g_str_equal (self->faults->load, "killed"))
    for (guint i = 0; i < N_KILLS; i++)
      kill_holder (self, chance);
  while (listen_to_all (self, -1))
    ;
  for (guint i = 0; i < self->n_shops; i++)
    check_shop (self, i);
  for (guint i = 0; i < N_CLIENTS; i++)
    g_array_unref (self->clients[i].answers);
}

/* Who asks whom must not depend on a session bus: none, one that is gone, and one that is there. */
static const char *
choose_bus (guint try, GTestDBus *bus)
{
  const char *const addresses[] = { "disabled:", "unix:path=/nowhere/bus", bus != NULL ? g_test_dbus_get_bus_address (bus) : NULL };

  return addresses[try % (bus != NULL ? 3 : 2)];
}

static GTestDBus *
start_bus (void)
{
  g_autofree char *daemon = g_find_program_in_path ("dbus-daemon");
  GTestDBus *bus;

  if (daemon == NULL)
    {
      printf ("There is no dbus-daemon: not tried with a session bus\n");
      return NULL;
    }
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  return bus;
}

static guint
choose_tries (Faults *faults)
{
  if (g_str_equal (faults->load, "killed"))
    return faults_choose (faults, 12, 500);
  if (g_str_equal (faults->load, "together"))
    return faults_choose (faults, 6, 2500);
  return faults_choose (faults, 6, 200);
}

int
main (int argc, char **argv)
{
  Faults faults = { 0 };
  Processes trials = { .faults = &faults };
  GTestDBus *bus;
  guint n_tries;

  faults_begin (&faults, argc, argv);
  if (faults.load == NULL)
    faults.load = g_strdup ("together");
  n_tries = choose_tries (&faults);
  trials.n_killed = faults_share (sizeof *trials.n_killed);
  trials.base = faults_path (&faults, "base");
  trials.shops[0] = faults_path (&faults, "one");
  trials.shops[1] = faults_path (&faults, "other");
  trials.n_shops = g_str_equal (faults.load, "apart") ? 2 : 1;
  faults_prepare (faults_make_shop, trials.base);
  bus = start_bus ();

  for (trials.try = 0; trials.try < n_tries; trials.try++)
    {
      const char *address = choose_bus (trials.try, bus);
      guint n_killed = *trials.n_killed;
      gboolean is_survived;

      g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
      trials.seed = g_rand_int (faults.chance);
      for (guint i = 0; i < trials.n_shops; i++)
        faults_copy_folder (trials.base, trials.shops[i]);
      is_survived = faults_try (&faults, try, &trials, "try %u, session bus %s", trials.try, address);
      if (g_str_equal (faults.load, "killed") && *trials.n_killed == n_killed)
        faults_miss (&faults, is_survived);
    }
  if (g_str_equal (faults.load, "killed"))
    printf ("%u holders were killed\n", *trials.n_killed);
  if (bus != NULL)
    {
      g_test_dbus_down (bus);
      g_object_unref (bus);
    }
  g_free (trials.base);
  g_free (trials.shops[0]);
  g_free (trials.shops[1]);
  return faults_end (&faults);
}
