/* bench-meter.c: how long the main loop is away, and what a frame costs
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-meter.h"

#include <sys/resource.h>
#include <time.h>

#define LATE_MILLISECONDS 16.0
#define PATIENCE_SECONDS 1800

static BenchSpell spell;
static double woken, woken_cpu;
static double paint_begun, paint_begun_cpu, painted, painted_cpu;
static guint n_frames;
static guint frame_source;

static double
get_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
end_iteration (void)
{
  double took = get_clock (CLOCK_MONOTONIC) - woken;
  double own = took - painted;

  spell.longest = MAX (spell.longest, took);
  spell.longest_own = MAX (spell.longest_own, own);
  spell.longest_own_cpu = MAX (spell.longest_own_cpu, get_clock (CLOCK_THREAD_CPUTIME_ID) - woken_cpu - painted_cpu);
  spell.paint = MAX (spell.paint, painted);
  if (own > LATE_MILLISECONDS)
    spell.n_late++;
}

static int
measured_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int result;

  if (woken > 0)
    end_iteration ();
  result = g_poll (fds, n_fds, timeout);
  woken = get_clock (CLOCK_MONOTONIC);
  woken_cpu = get_clock (CLOCK_THREAD_CPUTIME_ID);
  painted = painted_cpu = 0;
  return result;
}

void
bench_meter_start (void)
{
  g_main_context_set_poll_func (NULL, measured_poll);
}

/* The clock's own handlers come first: what lies between the last layout and here is painting. */
static void
layout_cb (void)
{
  paint_begun = get_clock (CLOCK_MONOTONIC);
  paint_begun_cpu = get_clock (CLOCK_THREAD_CPUTIME_ID);
}

static void
paint_cb (void)
{
  painted += get_clock (CLOCK_MONOTONIC) - paint_begun;
  painted_cpu += get_clock (CLOCK_THREAD_CPUTIME_ID) - paint_begun_cpu;
}

static void
before_paint_cb (void)
{
  layout_cb ();
}

static void
after_paint_cb (void)
{
  n_frames++;
  spell.n_frames++;
}

void
bench_meter_watch (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_after (clock, "update", G_CALLBACK (before_paint_cb), NULL);
  g_signal_connect_after (clock, "layout", G_CALLBACK (layout_cb), NULL);
  g_signal_connect_after (clock, "paint", G_CALLBACK (paint_cb), NULL);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
}

BenchSpell
bench_meter_take (void)
{
  BenchSpell taken = spell;

  spell = (BenchSpell){ 0 };
  return taken;
}

double
bench_since_start (void)
{
  const char *started = g_getenv ("BENCH_STARTED");

  return started != NULL ? get_clock (CLOCK_MONOTONIC) - g_ascii_strtod (started, NULL) / 1e6 : 0;
}

double
bench_private_memory (void)
{
  g_autofree char *smaps = NULL;
  g_auto (GStrv) lines = NULL;
  double kilobytes = 0;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &smaps, NULL, NULL))
    return 0;
  lines = g_strsplit (smaps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "Private_Dirty:"))
      kilobytes += g_ascii_strtod (lines[i] + strlen ("Private_Dirty:"), NULL);
  return kilobytes / 1024;
}

double
bench_processor_time (void)
{
  return get_clock (CLOCK_PROCESS_CPUTIME_ID);
}

double
bench_thread_time (void)
{
  return get_clock (CLOCK_THREAD_CPUTIME_ID);
}

void
bench_wait (BenchCondition condition, gpointer data, const char *what)
{
  double end = get_clock (CLOCK_MONOTONIC) + PATIENCE_SECONDS * 1e3;

  while (!condition (data))
    {
      if (get_clock (CLOCK_MONOTONIC) > end)
        g_error ("In vain: %s", what);
      g_main_context_iteration (NULL, TRUE);
    }
}

static gboolean
tick_cb (gpointer data)
{
  frame_source = 0;
  return G_SOURCE_REMOVE;
}

void
bench_run (guint milliseconds)
{
  frame_source = g_timeout_add (milliseconds, tick_cb, NULL);
  while (frame_source != 0)
    g_main_context_iteration (NULL, TRUE);
}

guint
bench_count_frames (void)
{
  return n_frames;
}

void
bench_wait_frame (void)
{
  guint before = n_frames;

  frame_source = g_timeout_add (100, tick_cb, NULL);
  while (frame_source != 0 && n_frames == before)
    g_main_context_iteration (NULL, TRUE);
  g_clear_handle_id (&frame_source, g_source_remove);
}

void
bench_print (const char *figure, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_print ("{\"figure\": \"%s\", \"measured\": %s}\n", figure, g_ascii_formatd (number, sizeof number, "%.3f", value));
}

void
bench_print_spell (const char *name, const BenchSpell *taken)
{
  const struct
  {
    const char *what;
    double value;
  } figures[] = {
    { "longest", taken->longest },   { "own", taken->longest_own }, { "own-cpu", taken->longest_own_cpu },
    { "paint", taken->paint },       { "frames", taken->n_frames }, { "late", taken->n_late },
  };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *figure = g_strdup_printf ("%s-%s", name, figures[i].what);

      bench_print (figure, figures[i].value);
    }
}

GtkWidget *
bench_find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = bench_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* In steps of one frame each. */
static void
move (GtkAdjustment *adjustment, double to, guint n_steps, const char *name)
{
  double from = gtk_adjustment_get_value (adjustment);
  BenchSpell taken;

  bench_meter_take ();
  for (guint i = 1; i <= n_steps; i++)
    {
      gtk_adjustment_set_value (adjustment, from + (to - from) * i / n_steps);
      bench_wait_frame ();
    }
  taken = bench_meter_take ();
  bench_print_spell (name, &taken);
}

void
bench_scroll (GtkWidget *view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double page = gtk_adjustment_get_page_size (adjustment);
  double end = gtk_adjustment_get_upper (adjustment) - page;

  move (adjustment, MIN (gtk_adjustment_get_value (adjustment) + 100 * page, end), 100, "page-down");
  move (adjustment, MIN (gtk_adjustment_get_value (adjustment) + 60 * 120, end), 120, "wheel");
  move (adjustment, gtk_adjustment_get_upper (adjustment) - page, 60, "drag-down");
  bench_run (300);
  bench_meter_take ();
  bench_print ("memory-at-end", bench_private_memory ());
  move (adjustment, MAX (gtk_adjustment_get_value (adjustment) - 60 * 120, 0), 120, "wheel-up");
  move (adjustment, 0, 60, "drag-up");
}
