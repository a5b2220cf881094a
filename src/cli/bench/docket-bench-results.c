/* docket-bench-results.c: the figures as JSON
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-bench-results.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "docket-cli.h"

typedef struct
{
  char *figure;
  const char *unit;
  guint size;
  double measured;
  /* 0: there is none */
  double limit;
  double goal;
  DocketBenchGrowth growth;
} Result;

struct _DocketBenchResults
{
  /* of Result */
  GArray *results;
};

static void
clear_result (gpointer data)
{
  g_free (((Result *) data)->figure);
}

DocketBenchResults *
docket_bench_results_new (void)
{
  DocketBenchResults *self = g_new0 (DocketBenchResults, 1);

  self->results = g_array_new (FALSE, FALSE, sizeof (Result));
  g_array_set_clear_func (self->results, clear_result);
  return self;
}

void
docket_bench_results_free (DocketBenchResults *self)
{
  g_array_unref (self->results);
  g_free (self);
}

static void
add (DocketBenchResults *self, Result result)
{
  g_array_append_val (self->results, result);
  if (result.limit > 0)
    docket_cli_say ("%s, %u orders: %.4g %s, the limit is %.4g: %.2f", result.figure, result.size, result.measured, result.unit,
                    result.limit, result.measured / result.limit);
  else
    docket_cli_say ("%s, %u orders: %.4g %s", result.figure, result.size, result.measured, result.unit);
}

void
docket_bench_results_add (DocketBenchResults *self, const char *figure, const char *unit, guint size, double measured, double limit,
                          double goal)
{
  add (self, (Result){ g_strdup (figure), unit, size, measured, limit, goal, DOCKET_BENCH_FASTER });
}

void
docket_bench_results_add_absolute (DocketBenchResults *self, const char *figure, const char *unit, guint size, double measured,
                                   double goal, DocketBenchGrowth growth)
{
  add (self, (Result){ g_strdup (figure), unit, size, measured, 0, goal, growth });
}

static const Result *
find_smallest (DocketBenchResults *self, const char *figure)
{
  const Result *smallest = NULL;

  for (guint i = 0; i < self->results->len; i++)
    {
      const Result *result = &g_array_index (self->results, Result, i);

      if (g_str_equal (result->figure, figure) && (smallest == NULL || result->size < smallest->size))
        smallest = result;
    }
  return smallest;
}

static gboolean
is_largest (DocketBenchResults *self, const Result *one)
{
  for (guint i = 0; i < self->results->len; i++)
    {
      const Result *result = &g_array_index (self->results, Result, i);

      if (g_str_equal (result->figure, one->figure) && result->size > one->size)
        return FALSE;
    }
  return TRUE;
}

static double
get_allowed_growth (const Result *small, const Result *large)
{
  if (large->growth != DOCKET_BENCH_SORTED)
    return 1;
  return large->size * log (large->size) / (small->size * log (small->size));
}

void
docket_bench_results_add_growth (DocketBenchResults *self)
{
  guint n = self->results->len;

  for (guint i = 0; i < n; i++)
    {
      Result large = g_array_index (self->results, Result, i);
      const Result *small = find_smallest (self, large.figure);
      double growth;

      if (small->size == large.size || !is_largest (self, &large))
        continue;
      growth = large.growth == DOCKET_BENCH_FASTER ? small->measured / large.measured : large.measured / small->measured;
      add (self, (Result){ g_strdup_printf ("growth of %s", large.figure), "times", large.size, growth, 0,
                           get_allowed_growth (small, &large), DOCKET_BENCH_FLAT });
    }
}

static void
set_double (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (value > 0)
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
build_result (JsonBuilder *builder, const Result *result)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "figure");
  json_builder_add_string_value (builder, result->figure);
  json_builder_set_member_name (builder, "unit");
  json_builder_add_string_value (builder, result->unit);
  json_builder_set_member_name (builder, "size");
  json_builder_add_int_value (builder, result->size);
  json_builder_set_member_name (builder, "measured");
  json_builder_add_double_value (builder, result->measured);
  set_double (builder, "limit", result->limit);
  set_double (builder, "ratio", result->limit > 0 ? result->measured / result->limit : 0);
  set_double (builder, "goal", result->goal);
  json_builder_end_object (builder);
}

char *
docket_bench_results_to_json (DocketBenchResults *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < self->results->len; i++)
    build_result (builder, &g_array_index (self->results, Result, i));
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
