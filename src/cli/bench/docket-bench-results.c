/* docket-bench-results.c: the figures as JSON
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-bench-results.h"

#include <math.h>

#include "docket-cli.h"
#include "docket-json-writer.h"

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
write_string (DocketJsonWriter *writer, const char *name, const char *value)
{
  docket_json_writer_member (writer, name);
  docket_json_writer_string (writer, value);
}

/* Six digits are more than a measurement has. */
static void
write_number (DocketJsonWriter *writer, const char *name, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  docket_json_writer_member (writer, name);
  if (value > 0)
    docket_json_writer_raw (writer, g_ascii_formatd (number, sizeof number, "%.6g", value));
  else
    docket_json_writer_null (writer);
}

static void
write_result (DocketJsonWriter *writer, const Result *result)
{
  docket_json_writer_begin_object (writer);
  write_string (writer, "figure", result->figure);
  write_string (writer, "unit", result->unit);
  docket_json_writer_member (writer, "size");
  docket_json_writer_integer (writer, result->size);
  write_number (writer, "measured", result->measured);
  write_number (writer, "limit", result->limit);
  write_number (writer, "ratio", result->limit > 0 ? result->measured / result->limit : 0);
  write_number (writer, "goal", result->goal);
  docket_json_writer_end_object (writer);
}

/* A figure a line, for whoever reads it himself. */
char *
docket_bench_results_to_json (DocketBenchResults *self)
{
  g_autoptr (GString) text = g_string_new ("[");

  for (guint i = 0; i < self->results->len; i++)
    {
      DocketJsonWriter writer;

      g_string_append (text, i > 0 ? ",\n " : "");
      docket_json_writer_init (&writer, text);
      write_result (&writer, &g_array_index (self->results, Result, i));
    }
  g_string_append_c (text, ']');
  return g_string_free (g_steal_pointer (&text), FALSE);
}
