/* docket-bench-samples.c: how long something took, many times
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-bench-samples.h"

#include "docket-cli.h"

#define N_SLOWEST 5

typedef struct
{
  char *what;
  gint64 microseconds;
} Sample;

struct _DocketBenchSamples
{
  /* of Sample */
  GArray *samples;
};

static void
clear_sample (gpointer data)
{
  g_free (((Sample *) data)->what);
}

DocketBenchSamples *
docket_bench_samples_new (void)
{
  DocketBenchSamples *self = g_new0 (DocketBenchSamples, 1);

  self->samples = g_array_new (FALSE, FALSE, sizeof (Sample));
  g_array_set_clear_func (self->samples, clear_sample);
  return self;
}

void
docket_bench_samples_free (DocketBenchSamples *self)
{
  g_array_unref (self->samples);
  g_free (self);
}

void
docket_bench_samples_add (DocketBenchSamples *self, const char *what, gint64 microseconds)
{
  Sample sample = { g_strdup (what), microseconds };

  g_array_append_val (self->samples, sample);
}

static int
compare_samples (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const Sample *) a)->microseconds;
  gint64 second = ((const Sample *) b)->microseconds;

  return (first > second) - (first < second);
}

/* By the nearest rank: of 100 values the 99th percentile is the second largest. */
double
docket_bench_samples_get_percentile (DocketBenchSamples *self, guint percent)
{
  guint n = self->samples->len;

  if (n == 0)
    return 0;
  g_array_sort (self->samples, compare_samples);
  return (double) g_array_index (self->samples, Sample, (n * percent + 99) / 100 - 1).microseconds / 1000;
}

void
docket_bench_samples_tell_slowest (DocketBenchSamples *self)
{
  guint n = self->samples->len;

  g_array_sort (self->samples, compare_samples);
  for (guint i = 1; i <= MIN (n, N_SLOWEST); i++)
    {
      const Sample *sample = &g_array_index (self->samples, Sample, n - i);

      docket_cli_say ("    %.1f ms  %s", (double) sample->microseconds / 1000, sample->what);
    }
}
