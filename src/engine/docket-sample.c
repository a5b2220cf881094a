/* docket-sample.c: a plausible shop to look around in
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-sample.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "docket-sample-data.h"
#include "docket-sample-dice.h"

#define HISTORY (730 * G_TIME_SPAN_DAY)
#define MINUTE (G_TIME_SPAN_MINUTE)
#define HOUR (G_TIME_SPAN_HOUR)
#define DAY (G_TIME_SPAN_DAY)

/* Drafts are of the last weeks: older ones were placed or thrown away. */
#define DRAFT_AGE (45 * DAY)
#define RECENT (5 * DAY)

/* What is due within some days goes into one batch, because a commit costs more than an order. */
#define MAXIMUM_WINDOWS 180

typedef enum
{
  STEP_PLACE,
  STEP_DRAFT,
  STEP_NOTE,
  STEP_HOLD,
  STEP_RELEASE,
  STEP_PAY,
  STEP_CANCEL,
  STEP_PACK,
  STEP_SHIP,
  STEP_DELIVER,
} Step;

/* What is to be done with one order, and when. */
typedef struct
{
  gint64 time;
  guint order;
  Step step;
} Task;

typedef struct
{
  DocketUuid stream;
  DocketUuid fulfilment;
  char *total;
  gboolean is_counter_sale;
} Order;

typedef struct
{
  DocketEngine *engine;
  DocketSampleDice dice;
  DocketUuid seed;
  guint n_commands;
  gint64 start;
  gint64 end;

  guint n_orders;
  guint n_placed;
  gint64 *times;
  Order *orders;
  /* of Task, the earliest last */
  GArray *tasks;

  /* The batch being made, and the task of each command; STEP_PLACE of order G_MAXUINT for stock. */
  GPtrArray *commands;
  GArray *doing;
  /* A command that could not be made, the first one. */
  GError *error;
} Sample;

static void
add_command (Sample *sample, gint64 time, const char *name, const char *json)
{
  static const char *const people[] = { "Mila", "Jonas", "Renée" };
  DocketCommandBus *bus = docket_engine_get_command_bus (sample->engine);
  g_autoptr (GError) error = NULL;
  DocketCommand *command = docket_command_bus_parse (bus, name, json, -1, &error);
  DocketUuid id;

  if (command == NULL)
    {
      if (sample->error == NULL)
        sample->error = g_steal_pointer (&error);
      return;
    }
  id = docket_uuid_derive (&sample->seed, time, "sample", sample->n_commands++);
  docket_command_set_id (command, &id);
  docket_command_set_time (command, time);
  docket_command_set_actor (command, people[sample->n_commands % G_N_ELEMENTS (people)]);
  g_ptr_array_add (sample->commands, command);
}

static void G_GNUC_PRINTF (4, 5)
add_formatted (Sample *sample, gint64 time, const char *name, const char *format, ...)
{
  g_autofree char *json = NULL;
  va_list arguments;

  va_start (arguments, format);
  json = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add_command (sample, time, name, json);
}

static void
add_task (Sample *sample, guint order, Step step, gint64 time)
{
  Task task = { time, order, step };
  guint low = 0;
  guint high = sample->tasks->len;

  /* What would lie in the future is still to be done by whoever looks around. */
  if (time > sample->end)
    return;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (sample->tasks, Task, middle).time > time)
        low = middle + 1;
      else
        high = middle;
    }
  g_array_insert_val (sample->tasks, low, task);
}

/* What follows in the life of an order. */
static void
plan_after_placing (Sample *sample, guint index, gint64 time)
{
  DocketSampleDice *dice = &sample->dice;
  int fate = (int) docket_sample_between (dice, 0, 100);

  if (sample->orders[index].is_counter_sale)
    {
      add_task (sample, index, STEP_PAY, time + MINUTE / 2);
      return;
    }
  if (docket_sample_chance (dice, 7))
    add_task (sample, index, STEP_NOTE, time + docket_sample_between (dice, 10 * MINUTE, 2 * HOUR));
  if (fate < 3)
    add_task (sample, index, STEP_CANCEL, time + docket_sample_between (dice, HOUR, DAY));
  else if (fate < 5)
    add_task (sample, index, STEP_HOLD, time + docket_sample_between (dice, 20 * MINUTE, 3 * HOUR));
  else if (fate < 6)
    add_task (sample, index, STEP_CANCEL, time + 14 * DAY);
  else if (fate < 7)
    return;
  else if (fate < 19)
    add_task (sample, index, STEP_PAY, docket_sample_in_working_hours (time + docket_sample_between (dice, DAY, 6 * DAY)));
  else
    add_task (sample, index, STEP_PAY, time + docket_sample_between (dice, MINUTE, 10 * MINUTE));
}

static void
plan_after (Sample *sample, const Task *task)
{
  DocketSampleDice *dice = &sample->dice;
  gboolean is_counter_sale = sample->orders[task->order].is_counter_sale;
  gint64 time = task->time;

  switch (task->step)
    {
    case STEP_PLACE:
      plan_after_placing (sample, task->order, time);
      break;
    case STEP_HOLD:
      if (docket_sample_chance (dice, 85))
        add_task (sample, task->order, STEP_RELEASE, docket_sample_in_working_hours (time + docket_sample_between (dice, DAY,
                                                                                                                   5 * DAY)));
      break;
    case STEP_RELEASE:
      add_task (sample, task->order, STEP_PAY, time + docket_sample_between (dice, MINUTE, HOUR));
      break;
    case STEP_PAY:
      add_task (sample, task->order, STEP_PACK,
                is_counter_sale ? time + MINUTE / 4
                                : docket_sample_in_working_hours (time + docket_sample_between (dice, 3 * HOUR, 40 * HOUR)));
      break;
    case STEP_PACK:
      add_task (sample, task->order, STEP_SHIP,
                is_counter_sale ? time + MINUTE / 6
                                : docket_sample_in_working_hours (time + docket_sample_between (dice, 30 * MINUTE, 20 * HOUR)));
      break;
    case STEP_SHIP:
      if (is_counter_sale || docket_sample_chance (dice, 98))
        add_task (sample, task->order, STEP_DELIVER,
                  is_counter_sale ? time + MINUTE / 6
                                  : docket_sample_in_working_hours (time + docket_sample_between (dice, DAY, 4 * DAY)));
      break;
    case STEP_DRAFT:
    case STEP_NOTE:
    case STEP_CANCEL:
    case STEP_DELIVER:
    default:
      break;
    }
}

/* What is short on the shelf comes in a little before the order that needs it. */
static void
restock (Sample *sample, gint64 time, const gint64 *missing)
{
  for (guint i = 0; i < docket_sample_n_products; i++)
    {
      const DocketSampleProduct *product = &docket_sample_products[i];
      gint64 quantity = product->lot;

      if (missing[i] == 0)
        continue;
      while (quantity < missing[i])
        quantity += product->lot;
      sample->dice.stock[i] += quantity;
      add_formatted (sample, time - MINUTE, "ReceiveStock", "{\"sku\":\"%s\",\"quantity\":\"%d\",\"reason\":\"Delivery\"}", product->sku,
                     (int) (quantity / 1000));
      g_array_append_vals (sample->doing, &(Task){ time, G_MAXUINT, STEP_PLACE }, 1);
    }
}

static void
do_order (Sample *sample, const Task *task)
{
  g_autofree gint64 *missing = g_new0 (gint64, docket_sample_n_products);
  gboolean is_draft = task->step == STEP_DRAFT;
  g_autofree char *json = docket_sample_write_order (&sample->dice, sample->orders[task->order].is_counter_sale, is_draft, missing);

  restock (sample, task->time, missing);
  add_command (sample, task->time, is_draft ? "CreateDraft" : "PlaceOrder", json);
}

static void
do_pay (Sample *sample, const Task *task, const char *order)
{
  static const char *const methods[] = { "card", "card", "card", "transfer", "wallet" };
  const Order *paid = &sample->orders[task->order];
  guint n = paid->is_counter_sale ? 2 : G_N_ELEMENTS (methods);
  const char *method = methods[docket_sample_between (&sample->dice, 0, n)];

  if (paid->is_counter_sale && docket_sample_chance (&sample->dice, 60))
    method = "cash";
  add_formatted (sample, task->time, "RecordPayment", "{\"order\":\"%s\",\"amount\":\"%s\",\"method\":\"%s\"}", order, paid->total, method);
}

static void
do_ship (Sample *sample, const Task *task, const char *fulfilment)
{
  if (sample->orders[task->order].is_counter_sale)
    add_formatted (sample, task->time, "ShipFulfilment", "{\"fulfilment\":\"%s\"}", fulfilment);
  else
    add_formatted (sample, task->time, "ShipFulfilment", "{\"fulfilment\":\"%s\",\"carrier\":\"Post\",\"tracking\":\"LL%09uNL\"}",
                   fulfilment, task->order * 7919 % 1000000000);
}

static void
do_task (Sample *sample, const Task *task)
{
  const Order *order = &sample->orders[task->order];
  char stream[DOCKET_UUID_STRING_SIZE];
  char fulfilment[DOCKET_UUID_STRING_SIZE];

  docket_uuid_format (&order->stream, stream);
  docket_uuid_format (&order->fulfilment, fulfilment);
  switch (task->step)
    {
    case STEP_PLACE:
    case STEP_DRAFT:
      do_order (sample, task);
      break;
    case STEP_NOTE:
      add_formatted (sample, task->time, "AddNote", "{\"order\":\"%s\",\"text\":\"%s\"}", stream,
                     docket_sample_notes[docket_sample_between (&sample->dice, 0, docket_sample_n_notes)]);
      break;
    case STEP_HOLD:
      add_formatted (sample, task->time, "HoldOrder", "{\"order\":\"%s\",\"reason\":\"The address has to be checked\"}", stream);
      break;
    case STEP_RELEASE:
      add_formatted (sample, task->time, "ReleaseOrder", "{\"order\":\"%s\"}", stream);
      break;
    case STEP_PAY:
      do_pay (sample, task, stream);
      break;
    case STEP_CANCEL:
      add_formatted (sample, task->time, "CancelOrder", "{\"order\":\"%s\",\"reason\":\"Not paid\"}", stream);
      break;
    case STEP_PACK:
      add_formatted (sample, task->time, "CreateFulfilment", "{\"order\":\"%s\"}", stream);
      break;
    case STEP_SHIP:
      do_ship (sample, task, fulfilment);
      break;
    case STEP_DELIVER:
    default:
      add_formatted (sample, task->time, "DeliverFulfilment", "{\"fulfilment\":\"%s\"}", fulfilment);
      break;
    }
  g_array_append_vals (sample->doing, task, 1);
}

/* The total to pay is in the terms of the order. */
static char *
read_total (DocketEvent *event)
{
  g_autoptr (DocketRecord) terms = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (event), "terms") != NULL)
    g_object_get (event, "terms", &terms, NULL);
  return terms != NULL ? docket_record_get_text (terms, "total") : NULL;
}

static void
note_events (Order *order, Step step, DocketOutcome *outcome)
{
  GPtrArray *events = docket_outcome_get_events (outcome);

  for (guint i = 0; i < events->len; i++)
    {
      DocketEvent *event = events->pdata[i];
      const char *type = docket_event_get_type_name (event);

      if (step == STEP_PLACE && g_str_equal (type, "OrderPlaced"))
        {
          order->stream = docket_event_get_envelope (event)->stream;
          g_free (order->total);
          order->total = read_total (event);
        }
      else if (step == STEP_PACK && g_str_equal (type, "FulfilmentCreated"))
        {
          g_autofree char *id = docket_record_get_text (DOCKET_RECORD (event), "fulfilment-id");

          docket_uuid_parse (id, &order->fulfilment);
        }
    }
}

static gboolean
run_batch (Sample *sample, GError **error)
{
  g_autoptr (GPtrArray) outcomes = NULL;

  if (sample->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&sample->error));
      return FALSE;
    }
  outcomes = docket_command_bus_dispatch_batch (docket_engine_get_command_bus (sample->engine), sample->commands,
                                                DOCKET_DISPATCH_BULK,
                                                error);
  if (outcomes == NULL)
    return FALSE;
  for (guint i = 0; i < outcomes->len; i++)
    {
      const Task *task = &g_array_index (sample->doing, Task, i);
      DocketOutcome *outcome = outcomes->pdata[i];

      if (!docket_outcome_is_accepted (outcome))
        {
          /* None should be; the order then simply stays where it is. */
          g_debug ("sample: %s", docket_outcome_get_reason (outcome)->message);
          continue;
        }
      if (task->order == G_MAXUINT)
        continue;
      note_events (&sample->orders[task->order], task->step, outcome);
      plan_after (sample, task);
    }
  g_ptr_array_set_size (sample->commands, 0);
  g_array_set_size (sample->doing, 0);
  return TRUE;
}

static void
take_due_tasks (Sample *sample, gint64 until)
{
  while (sample->tasks->len > 0)
    {
      Task task = g_array_index (sample->tasks, Task, sample->tasks->len - 1);

      if (task.time >= until && until < sample->end)
        return;
      g_array_set_size (sample->tasks, sample->tasks->len - 1);
      do_task (sample, &task);
    }
}

/* New orders wait with what is due already for their turn in time. */
static void
take_new_orders (Sample *sample, gint64 until)
{
  for (; sample->n_placed < sample->n_orders; sample->n_placed++)
    {
      gint64 time = sample->times[sample->n_placed];
      Order *order = &sample->orders[sample->n_placed];
      gboolean is_draft = time > sample->end - DRAFT_AGE && docket_sample_chance (&sample->dice, 8);

      if (time >= until && until < sample->end)
        return;
      order->is_counter_sale = !is_draft && docket_sample_chance (&sample->dice, 15);
      add_task (sample, sample->n_placed, is_draft ? STEP_DRAFT : STEP_PLACE, time);
    }
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* More each month, more in the evening, hardly any at night. */
static void
throw_times (Sample *sample)
{
  static const guint8 hours[] = { 0, 1, 2, 2, 1, 1, 1, 2 };

  for (guint i = 0; i < sample->n_orders; i++)
    {
      double where = pow (g_rand_double (sample->dice.rand), 0.75);
      gboolean is_recent = docket_sample_chance (&sample->dice, 4);
      gint64 time = sample->start + (gint64) (where * (double) (sample->end - sample->start));
      gint64 hour;

      /* Enough that something is left to do. */
      if (is_recent)
        time = docket_sample_between (&sample->dice, sample->end - RECENT, sample->end);
      hour = time % DAY / HOUR;
      if (hour < 6)
        time += (8 + hours[hour]) * HOUR;
      sample->times[i] = MIN (time, sample->end - MINUTE);
    }
  qsort (sample->times, sample->n_orders, sizeof *sample->times, compare_times);
}

static gboolean
set_up_shop (Sample *sample, GError **error)
{
  gint64 time = sample->start - DAY;
  g_autoptr (GPtrArray) outcomes = NULL;

  add_command (sample, time, "ConfigureShop",
               "{\"name\":\"Leaf & Lamp\",\"currency\":\"EUR\",\"country\":\"NL\",\"time-zone\":\"Europe/Amsterdam\","
               "\"prices-include-tax\":true,\"tax-rounding\":\"line\",\"taxes\":[{\"name\":\"VAT\",\"rate\":\"21\"}]}");
  add_command (sample, time, "DefineTaxRate", "{\"name\":\"Reduced VAT\",\"rate\":\"9\",\"country\":\"NL\"}");
  for (guint i = 0; i < docket_sample_n_products; i++)
    {
      const DocketSampleProduct *product = &docket_sample_products[i];
      g_autofree char *barcode = product->barcode != NULL ? g_strdup_printf (",\"barcode\":\"%s\"", product->barcode) : g_strdup ("");

      add_formatted (sample, time + MINUTE, "CreateProduct", "{\"sku\":\"%s\",\"title\":\"%s\",\"price\":\"%s\"%s%s,\"taxes\":[{\"name\":\"%s\",\"rate\":\"%s\"}]}",
                     product->sku, product->title, product->price, product->unit != NULL ? ",\"unit\":\"kg\",\"step\":\"0.01\"" : "", barcode,
                     product->is_tea ? "Reduced VAT" : "VAT", product->is_tea ? "9" : "21");
      add_formatted (sample, time + 2 * MINUTE, "ReceiveStock", "{\"sku\":\"%s\",\"quantity\":\"%d\",\"reason\":\"First delivery\"}",
                     product->sku, (int) (product->lot / 1000));
      sample->dice.stock[i] = product->lot;
    }
  if (sample->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&sample->error));
      return FALSE;
    }
  outcomes = docket_command_bus_dispatch_batch (docket_engine_get_command_bus (sample->engine), sample->commands,
                                                DOCKET_DISPATCH_BULK,
                                                error);
  g_ptr_array_set_size (sample->commands, 0);
  if (outcomes == NULL)
    return FALSE;
  for (guint i = 0; i < outcomes->len; i++)
    if (!docket_outcome_is_accepted (outcomes->pdata[i]))
      {
        g_propagate_error (error, g_error_copy (docket_outcome_get_reason (outcomes->pdata[i])));
        return FALSE;
      }
  return TRUE;
}

static gboolean
live (Sample *sample, DocketServiceProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  guint n_windows = CLAMP (sample->n_orders / 4, 24, MAXIMUM_WINDOWS);

  for (guint i = 1; i <= n_windows; i++)
    {
      gint64 until = i == n_windows ? sample->end : sample->start + (sample->end - sample->start) / n_windows * i;

      take_new_orders (sample, until);
      /* What follows from a batch may be due in the same window. */
      do
        {
          take_due_tasks (sample, until);
          if (sample->commands->len > 0 && !run_batch (sample, error))
            return FALSE;
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
        }
      while (sample->tasks->len > 0 &&
             (until == sample->end || g_array_index (sample->tasks, Task, sample->tasks->len - 1).time < until));
      if (progress != NULL)
        progress (sample->n_placed, sample->n_orders, progress_data);
    }
  return TRUE;
}

static gboolean
check_empty_cb (DocketEventStore *store, gpointer data G_GNUC_UNUSED, GError **error)
{
  guint8 hash[32];
  gint64 position;

  if (!docket_event_store_get_last_position (store, &position, hash, error))
    return FALSE;
  if (position == 0)
    return TRUE;
  docket_error_set (error, DOCKET_ERROR_REJECTED, NULL, _("There is a shop in this data directory: the sample needs an empty one"));
  return FALSE;
}

static void
sample_init (Sample *sample, DocketEngine *engine, guint n_orders, guint32 seed)
{
  guint32 big_endian_seed = GUINT32_TO_BE (seed);
  gint64 now = g_get_real_time ();

  sample->engine = engine;
  memcpy (sample->seed.bytes, &big_endian_seed, sizeof big_endian_seed);
  /* On the hour, so that the same seed gives the same shop for a while. */
  sample->end = now - now % HOUR;
  sample->start = sample->end - HISTORY;
  sample->n_orders = n_orders;
  sample->dice.rand = g_rand_new_with_seed (seed);
  sample->dice.n_customers = CLAMP (n_orders * 2 / 5, 10, 50000);
  sample->dice.stock = g_new0 (gint64, docket_sample_n_products);
  sample->times = g_new (gint64, MAX (n_orders, 1));
  sample->orders = g_new0 (Order, MAX (n_orders, 1));
  sample->tasks = g_array_new (FALSE, FALSE, sizeof (Task));
  sample->commands = g_ptr_array_new_with_free_func (g_object_unref);
  sample->doing = g_array_new (FALSE, FALSE, sizeof (Task));
}

static void
sample_clear (Sample *sample)
{
  for (guint i = 0; i < sample->n_orders; i++)
    g_free (sample->orders[i].total);
  g_rand_free (sample->dice.rand);
  g_free (sample->dice.stock);
  g_free (sample->times);
  g_free (sample->orders);
  g_array_unref (sample->tasks);
  g_ptr_array_unref (sample->commands);
  g_array_unref (sample->doing);
  g_clear_error (&sample->error);
}

/**
 * docket_sample_fill:
 * @engine: an engine that holds an empty data directory
 * @n_orders: how many orders, spread over the last two years
 * @seed: the same seed gives the same shop
 * @progress: (nullable) (scope call): told how many orders there are
 * @progress_data: goes to @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Sets up a shop for tea and what belongs to it and lives two years in it, day by day, through the shop's own commands. Blocks.
 *
 * Returns: whether it is there; %FALSE with %DOCKET_ERROR_REJECTED when the shop is not empty
 */
gboolean
docket_sample_fill (DocketEngine *engine, guint n_orders, guint32 seed, DocketServiceProgress progress, gpointer progress_data,
                    GCancellable *cancellable, GError **error)
{
  Sample sample = { 0 };
  gboolean is_filled;

  g_return_val_if_fail (DOCKET_IS_ENGINE (engine), FALSE);
  g_return_val_if_fail (docket_engine_is_holder (engine), FALSE);

  if (!docket_command_bus_run_on_writer (docket_engine_get_command_bus (engine), check_empty_cb, NULL, error))
    return FALSE;
  sample_init (&sample, engine, n_orders, seed);
  throw_times (&sample);
  is_filled = set_up_shop (&sample, error) && live (&sample, progress, progress_data, cancellable, error);
  docket_command_bus_await_views (docket_engine_get_command_bus (engine));
  sample_clear (&sample);
  return is_filled;
}
