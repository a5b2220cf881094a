/* bench-meter.h: how long the main loop is away, and what a frame costs
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The main loop away from poll() once: handling events, binding rows, layout and painting. In milliseconds; own: without the
 * painting, which is the renderer's; cpu: of this thread alone, whatever else the machine was doing. */
typedef struct
{
  double longest;
  double longest_own;
  double longest_own_cpu;
  double paint;
  guint n_frames;
  guint n_late;
} BenchSpell;

/* From the first line of main (). */
void bench_meter_start (void);

/* Measures the frames of the window as well. */
void bench_meter_watch (GtkWidget *window);

/* What was measured since it was asked last. */
BenchSpell bench_meter_take (void);

/* Milliseconds since whoever started the process did so: BENCH_STARTED holds that moment of the monotonic clock, in nanoseconds. */
double bench_since_start (void);
/* What this process alone keeps in memory and nobody could read again from a file, in MiB. */
double bench_private_memory (void);
/* Processor time of the process since its start, in milliseconds. */
double bench_processor_time (void);
double bench_thread_time (void);

typedef gboolean (*BenchCondition) (gpointer data);

/* Runs the main loop until it holds; ends the program where that takes half an hour. */
void bench_wait (BenchCondition condition, gpointer data, const char *what);
/* Until the next frame has been painted, or there is none to paint. */
void bench_wait_frame (void);
/* Lets the main loop run for so long. */
void bench_run (guint milliseconds);
guint bench_count_frames (void);

/* One line of JSON on the standard output. */
void bench_print (const char *figure, double value);
void bench_print_spell (const char *name, const BenchSpell *spell);

GtkWidget *bench_find (GtkWidget *root, GType type);

/* Down page by page, by small steps, dragged to the end, and back; prints what each took. */
void bench_scroll (GtkWidget *view);

G_END_DECLS
