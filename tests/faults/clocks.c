/* clocks.c: a clock that goes wrong moves no event to another place, and no sale to another day than the shop meant
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "faults-shop.h"

#include "docket-time.h"

#define HOUR (60 * G_TIME_SPAN_MINUTE)
#define BATCH_SIZE 8

/* By how much the clock moves each time that it is read; the program reads it with this function alone, and finds this one before
 * the library's. */
static gint64 clock_time;
static gint64 clock_step = G_TIME_SPAN_MILLISECOND;

gint64
g_get_real_time (void)
{
  return __atomic_fetch_add (&clock_time, __atomic_load_n (&clock_step, __ATOMIC_SEQ_CST), __ATOMIC_SEQ_CST);
}

static gint64
parse_time (const char *text)
{
  gint64 time;

  if (!docket_time_parse (text, &time))
    faults_fail ("“%s” is no time.", text);
  return time;
}

static void
set_clock (const char *text)
{
  __atomic_store_n (&clock_time, parse_time (text), __ATOMIC_SEQ_CST);
}

static void
set_step (gint64 step)
{
  __atomic_store_n (&clock_step, step, __ATOMIC_SEQ_CST);
}

/**
 * Case:
 * @name: what happens to the clock
 * @zone: the shop's
 * @times: what it says before the first lines, the second ones and so on
 * @days: the shop's days of those
 * @step: by how much it moves each time that it is read
 *
 * A try.
 */
typedef struct
{
  const char *name;
  const char *zone;
  const char *times[4];
  gint32 days[4];
  gint64 step;
} Case;

static const Case cases[] = {
  { "a day on and back", "UTC",
    { "2026-11-22T12:00:00Z", "2026-11-23T12:00:00Z", "2026-11-22T12:00:00Z" }, { 20261122, 20261123, 20261122 }, 1 },
  { "1970", "UTC",
    { "2026-11-22T12:00:00Z", "1970-01-01T00:00:10Z", "2026-11-22T12:00:00Z" }, { 20261122, 19700101, 20261122 }, 1 },
  { "2038", "UTC",
    { "2038-01-19T03:14:06Z", "2038-01-19T03:14:09Z", "2106-02-07T06:28:17Z" }, { 20380119, 20380119, 21060207 }, 1 },
  { "summer time begins", "Europe/Vienna",
    { "2026-03-28T22:59:00Z", "2026-03-28T23:01:00Z", "2026-03-29T21:59:00Z", "2026-03-29T22:01:00Z" },
    { 20260328, 20260329, 20260329, 20260330 }, 1 },
  { "summer time ends", "Europe/Vienna",
    { "2026-10-24T21:59:00Z", "2026-10-24T22:01:00Z", "2026-10-25T22:59:00Z", "2026-10-25T23:01:00Z" },
    { 20261024, 20261025, 20261025, 20261026 }, 1 },
  { "a day ends twelve hours before", "Pacific/Auckland", { "2026-11-22T10:59:00Z", "2026-11-22T11:01:00Z" }, { 20261122, 20261123 }, 1 },
  { "back in the middle of a batch", "UTC", { "2026-11-22T12:00:00Z" }, { 20261122 }, -7 * G_TIME_SPAN_SECOND },
};

static void
dispatch (DocketEngine *engine, const char *name, const char *json, DocketStatus expected)
{
  DocketBatch batch = { .engine = engine };
  g_autoptr (GError) error = NULL;
  DocketStatus status;
  DocketUuid id = docket_uuid_generate (g_get_real_time ());
  g_autofree char *result = docket_batch_dispatch (&batch, name, json, &id, &status, &error);

  if (result == NULL)
    faults_fail ("It takes no command: %s", error->message);
  if (status != expected)
    faults_fail ("%s %s: %s", name, json, result);
}

/* The order is that of positions; what the clock said is kept, whatever it was. */
typedef struct
{
  gint64 day;
  gint64 after;
  gint64 n_events;
  gint64 n_others;
} Look;

static gboolean
look (DocketEventStore *store, gpointer data, GError **error)
{
  DocketDatabase *database = docket_event_store_get_database (store);
  Look *self = data;

  return docket_database_get_integer (database, 0, &self->n_events, error, "SELECT count(*) FROM event WHERE position > ?", "i",
                                      self->after) &&
         docket_database_get_integer (database, 0, &self->n_others, error,
                                      "SELECT count(*) FROM event WHERE position > ? AND day <> ?", "ii", self->after, self->day);
}

static gint64
check_day (DocketEngine *engine, gint64 after, gint32 day)
{
  Look self = { day, after, 0, 0 };
  g_autoptr (GError) error = NULL;

  if (!docket_command_bus_run_on_writer (docket_engine_get_command_bus (engine), look, &self, &error))
    faults_fail ("The log does not answer: %s", error->message);
  if (self.n_events == 0 || self.n_others > 0)
    faults_fail ("%d of %d events are not of the day %d.", (int) self.n_others, (int) self.n_events, day);
  return after + self.n_events;
}

/* What happened may be told later, and never before it happens. */
static void
check_told_time (DocketEngine *engine, gint64 *after)
{
  char text[DOCKET_TIME_STRING_SIZE];
  gint64 now = parse_time ("2026-06-15T12:00:00Z");
  g_autofree char *late = NULL;
  g_autofree char *early = NULL;

  set_clock ("2026-06-15T12:00:00Z");
  late = g_strdup_printf ("{\"sku\": \"TEA-1\", \"quantity\": \"1\", \"time\": \"%s\"}", docket_time_format (now + HOUR, text));
  early = g_strdup_printf ("{\"sku\": \"TEA-1\", \"quantity\": \"1\", \"time\": \"%s\"}", docket_time_format (now - 50 * HOUR, text));
  dispatch (engine, "ReceiveStock", late, DOCKET_STATUS_REFUSED);
  dispatch (engine, "ReceiveStock", early, DOCKET_STATUS_DONE);
  *after = check_day (engine, *after, 20260613);
}

static gint64
count_events (DocketEngine *engine)
{
  Look self = { 0, 0, 0, 0 };
  g_autoptr (GError) error = NULL;

  if (!docket_command_bus_run_on_writer (docket_engine_get_command_bus (engine), look, &self, &error))
    faults_fail ("The log does not answer: %s", error->message);
  return self.n_events;
}

static const char *shop;

static void
try (gpointer data)
{
  const Case *self = data;
  g_autoptr (DocketEngine) engine = faults_open_or_fail (shop);
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (FaultsAnswer));
  g_autofree char *zone =
    g_strdup_printf ("{\"name\": \"Tea house\", \"currency\": \"EUR\", \"country\": \"AT\", \"time-zone\": \"%s\"}", self->zone);
  gint64 after;

  dispatch (engine, "ConfigureShop", zone, DOCKET_STATUS_DONE);
  after = count_events (engine);
  for (guint i = 0; i < G_N_ELEMENTS (self->times) && self->times[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      set_clock (self->times[i]);
      set_step (self->step);
      if (!faults_run_lines (engine, i * BATCH_SIZE, BATCH_SIZE, answers, &error))
        faults_fail ("It takes no command: %s", error->message);
      after = check_day (engine, after, self->days[i]);
    }
  set_step (1);
  check_told_time (engine, &after);
  docket_engine_close (engine);
  faults_check_shop (shop, answers, FALSE);
}

int
main (int argc, char **argv)
{
  Faults faults = { 0 };
  g_autofree char *base = NULL;
  g_autofree char *path = NULL;

  faults_begin (&faults, argc, argv);
  set_clock ("2026-01-15T12:00:00Z");
  base = faults_path (&faults, "base");
  path = faults_path (&faults, "shop");
  shop = path;
  faults_prepare (faults_make_shop, base);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      faults_copy_folder (base, path);
      faults_try (&faults, try, (gpointer) &cases[i], "%s", cases[i].name);
    }
  return faults_end (&faults);
}
