/* bench-window.c: the real window, measured from inside its process
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-window SCENARIO [OPTIONS OF DOCKET]
 */
#include "config.h"
#include "bench-meter.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <unistd.h>

#include "docket-application.h"
#include "docket-compat-gtk.h"
#include "docket-gradual-list.h"
#include "docket-row-model.h"
#include "docket-row.h"
#include "docket-slot.h"
#include "docket-window.h"

static const char *scenario;
static DocketWindow *window;

static GtkWidget *
get_view (void)
{
  return bench_find (GTK_WIDGET (window), GTK_TYPE_COLUMN_VIEW);
}

static GListModel *
get_list (void)
{
  GtkWidget *view = get_view ();
  GtkSelectionModel *selection = view != NULL ? gtk_column_view_get_model (GTK_COLUMN_VIEW (view)) : NULL;

  return G_LIST_MODEL (selection);
}

static DocketRowModel *
get_model (void)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (get_list ());

  return DOCKET_ROW_MODEL (docket_gradual_list_get_source (DOCKET_GRADUAL_LIST (gtk_single_selection_get_model (selection))));
}

static gboolean
is_row_loaded (GListModel *list, guint position)
{
  g_autoptr (DocketSlot) slot = g_list_model_get_item (list, position);
  GObject *row = slot != NULL ? docket_slot_get_row (slot) : NULL;

  return row != NULL && docket_row_is_loaded (DOCKET_ROW (row));
}

/* The rows between the top and the bottom of what is seen. */
static gboolean
are_rows_shown (gpointer data)
{
  GListModel *list = get_list ();
  GtkAdjustment *adjustment;
  double height;
  guint n;

  if (list == NULL || (n = g_list_model_get_n_items (list)) == 0)
    return FALSE;
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view ()));
  height = gtk_adjustment_get_upper (adjustment) / n;
  if (height <= 0)
    return FALSE;
  return is_row_loaded (list, (guint) (gtk_adjustment_get_value (adjustment) / height)) &&
         is_row_loaded (list, MIN (n - 1, (guint) ((gtk_adjustment_get_value (adjustment) +
                                                    gtk_adjustment_get_page_size (adjustment)) / height)));
}

/* Not behind a page that is still fading. */
static gboolean
is_view_opaque (void)
{
  for (GtkWidget *widget = get_view (); widget != NULL; widget = gtk_widget_get_parent (widget))
    if (GTK_IS_STACK (widget) && gtk_stack_get_transition_running (GTK_STACK (widget)))
      return FALSE;
  return TRUE;
}

static double shown_at, shown_at_cpu, shown_at_thread_cpu;

static void
after_paint_cb (void)
{
  if (shown_at > 0 || !are_rows_shown (NULL))
    return;
  if (!is_view_opaque ())
    {
      static gboolean told;

      if (!told)
        bench_print ("start-fading", bench_since_start ());
      told = TRUE;
      return;
    }
  shown_at = bench_since_start ();
  shown_at_cpu = bench_processor_time ();
  shown_at_thread_cpu = bench_thread_time ();
}

static void
first_frame_cb (GdkFrameClock *clock)
{
  bench_print ("start-first-frame", bench_since_start ());
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, NULL);
}

static void
realized_cb (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  bench_print ("start-realized", bench_since_start ());
  bench_meter_watch (widget);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (first_frame_cb), NULL);
}

static void
window_added_cb (GtkApplication *application, GtkWindow *added)
{
  if (!DOCKET_IS_WINDOW (added) || window != NULL)
    return;
  window = DOCKET_WINDOW (added);
  bench_print ("start-window", bench_since_start ());
  g_signal_connect_after (window, "realize", G_CALLBACK (realized_cb), NULL);
}

static gboolean
has_shown (gpointer data)
{
  return shown_at > 0;
}

static gboolean
is_complete (gpointer data)
{
  gboolean complete;

  g_object_get (get_model (), "is-complete", &complete, NULL);
  return complete;
}

static void
print_spell (const char *name)
{
  BenchSpell taken = bench_meter_take ();

  bench_print_spell (name, &taken);
}

static void
measure_start (void)
{
  bench_wait (has_shown, NULL, "rows that are shown");
  bench_print ("start", shown_at);
  bench_print ("start-cpu", shown_at_cpu);
  bench_print ("start-thread-cpu", shown_at_thread_cpu);
  print_spell ("start");
  if (g_str_equal (scenario, "first"))
    _exit (0);
  bench_wait (is_complete, NULL, "the whole list");
  bench_print ("start-complete", bench_since_start ());
  bench_run (500);
  print_spell ("settle");
  bench_print ("memory", bench_private_memory ());
}

static void
measure_count (void)
{
  bench_print ("count", g_list_model_get_n_items (G_LIST_MODEL (get_model ())));
}

static void
measure_scroll (void)
{
  bench_scroll (get_view ());
}

/* Search as one types */

#define N_PREFIXES 200
#define LONGEST_PREFIX 8

static double found_at, found_at_thread_cpu;

static double
now (void)
{
  return (double) g_get_monotonic_time () / 1e3;
}

static void
found_cb (void)
{
  found_at = now ();
  found_at_thread_cpu = bench_thread_time ();
}

static gboolean
has_found (gpointer data)
{
  return found_at > 0;
}

/* Beginnings of the numbers and names that the first rows show. */
static GPtrArray *
choose_prefixes (void)
{
  GPtrArray *prefixes = g_ptr_array_new_with_free_func (g_free);
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (get_model ())), 100);

  for (guint i = 0; prefixes->len < N_PREFIXES && i < 100 * LONGEST_PREFIX; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (get_model ()), i * 7 % n);
      g_autofree char *text = NULL;

      g_object_get (row, i % 4 == 0 ? "number" : "customer", &text, NULL);
      if (text != NULL && g_utf8_strlen (text, -1) > i % LONGEST_PREFIX)
        g_ptr_array_add (prefixes, g_utf8_substring (text, 0, i % LONGEST_PREFIX + 1));
    }
  return prefixes;
}

/* How long the last letters took, in milliseconds: until the rows were in place, what of that was processor time of the main
 * thread, and until they were painted. */
typedef struct
{
  GArray *to_rows;
  GArray *to_rows_cpu;
  GArray *to_paint;
  BenchSpell longest;
} Typing;

static void
append (GArray *values, double value)
{
  g_array_append_val (values, value);
}

/* All but the last letter first; the last is the one that is timed. */
static void
type (GtkEditable *entry, const char *prefix, Typing *typing)
{
  g_autofree char *before = g_utf8_substring (prefix, 0, g_utf8_strlen (prefix, -1) - 1);
  double pressed, pressed_cpu;
  BenchSpell taken;

  gtk_editable_set_text (entry, before);
  bench_run (60);
  bench_wait (is_complete, NULL, "the list of the letters before");
  bench_run (60);
  bench_meter_take ();
  found_at = 0;
  pressed = now ();
  pressed_cpu = bench_thread_time ();
  gtk_editable_set_text (entry, prefix);
  bench_wait (has_found, NULL, "what was searched for");
  append (typing->to_rows, found_at - pressed);
  append (typing->to_rows_cpu, found_at_thread_cpu - pressed_cpu);
  bench_wait_frame ();
  append (typing->to_paint, now () - pressed);
  taken = bench_meter_take ();
  typing->longest.longest = MAX (typing->longest.longest, taken.longest);
  typing->longest.longest_own_cpu = MAX (typing->longest.longest_own_cpu, taken.longest_own_cpu);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return (*(const double *) a > *(const double *) b) - (*(const double *) a < *(const double *) b);
}

static void
print_percentiles (const char *name, GArray *values)
{
  g_autofree char *p50 = g_strconcat (name, "-p50", NULL);
  g_autofree char *p99 = g_strconcat (name, "-p99", NULL);

  g_array_sort (values, compare_doubles);
  bench_print (p50, g_array_index (values, double, values->len / 2));
  bench_print (p99, g_array_index (values, double, values->len * 99 / 100));
}

static void
measure_search (void)
{
  g_autoptr (GPtrArray) prefixes = choose_prefixes ();
  g_autoptr (GArray) to_rows = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) to_rows_cpu = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) to_paint = g_array_new (FALSE, FALSE, sizeof (double));
  Typing typing = { .to_rows = to_rows, .to_rows_cpu = to_rows_cpu, .to_paint = to_paint };
  GtkWidget *entry;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  bench_run (500);
  entry = bench_find (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY);
  g_signal_connect (get_model (), "swapped", G_CALLBACK (found_cb), NULL);
  for (guint i = 0; i < prefixes->len; i++)
    type (GTK_EDITABLE (entry), prefixes->pdata[i], &typing);
  print_percentiles ("search", to_rows);
  print_percentiles ("search-cpu", to_rows_cpu);
  print_percentiles ("search-painted", to_paint);
  bench_print ("search-longest", typing.longest.longest);
  bench_print ("search-own-cpu", typing.longest.longest_own_cpu);
}

/* What others change meanwhile */

static GSubprocess *
spawn_cli (const char *const *arguments)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (line, (gpointer) g_getenv ("DOCKET_CLI"));
  g_ptr_array_add (line, (gpointer) "--data-dir");
  g_ptr_array_add (line, (gpointer) docket_window_get_directory (window));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (line, (gpointer) arguments[i]);
  g_ptr_array_add (line, NULL);
  process = g_subprocess_newv ((const char *const *) line->pdata, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  if (process == NULL)
    g_error ("%s", error->message);
  return process;
}

static guint n_expected;

static gboolean
has_grown (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_model ())) >= n_expected;
}

static guint
get_top_row (void)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view ()));
  double height = gtk_adjustment_get_upper (adjustment) / g_list_model_get_n_items (get_list ());

  return (guint) (gtk_adjustment_get_value (adjustment) / height + 0.5);
}

static double
get_shift (guint position, gint64 key)
{
  return docket_row_model_get_key (get_model (), position) == key ? 0 : 1;
}

/* In the middle of the list, a row of it selected, while somebody else places an order. */
static void
measure_live (void)
{
  const char *const arguments[] = { "dispatch", "PlaceOrder",
                                    "{\"lines\":[{\"title\":\"Something\",\"quantity\":\"1\",\"unit-price\":\"4.50\"}]}", NULL };
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (get_list ());
  g_autoptr (GSubprocess) process = NULL;
  gint64 top_key, selected_key;
  guint selected;
  double begun;

  docket_column_view_scroll_to (GTK_COLUMN_VIEW (get_view ()), g_list_model_get_n_items (get_list ()) / 2, FALSE);
  bench_run (500);
  selected = get_top_row () + 5;
  gtk_single_selection_set_selected (selection, selected);
  selected_key = docket_row_model_get_key (get_model (), selected);
  top_key = docket_row_model_get_key (get_model (), get_top_row ());
  n_expected = g_list_model_get_n_items (G_LIST_MODEL (get_model ())) + 1;
  bench_run (300);
  bench_meter_take ();
  begun = now ();
  process = spawn_cli (arguments);
  bench_wait (has_grown, NULL, "the new order");
  bench_print ("live-row", now () - begun);
  bench_run (500);
  print_spell ("live");
  bench_print ("live-scroll-moved", get_shift (get_top_row (), top_key));
  bench_print ("live-selection-moved", get_shift (gtk_single_selection_get_selected (selection), selected_key));
  g_subprocess_wait (process, NULL, NULL);
}

static gboolean
has_ended (gpointer process)
{
  return g_subprocess_get_identifier (process) == NULL;
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer data)
{
  g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
}

/* The list stands at its top, where the new orders come. */
static void
measure_import (void)
{
  const char *const arguments[] = { "dispatch", "--batch", g_getenv ("BENCH_BATCH"), NULL };
  g_autoptr (GSubprocess) process = NULL;
  double begun = now ();

  bench_meter_take ();
  process = spawn_cli (arguments);
  g_subprocess_wait_async (process, NULL, ended_cb, NULL);
  bench_wait (has_ended, process, "the end of the batch");
  bench_print ("import-seconds", (now () - begun) / 1e3);
  bench_run (1000);
  print_spell ("import");
}

static const struct
{
  const char *name;
  void (*measure) (void);
} scenarios[] = {
  { "count", measure_count }, { "scroll", measure_scroll }, { "search", measure_search },
  { "live", measure_live },   { "import", measure_import },
};

static gboolean
script_cb (gpointer application)
{
  measure_start ();
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    if (g_str_equal (scenario, scenarios[i].name))
      scenarios[i].measure ();
  g_action_group_activate_action (G_ACTION_GROUP (application), "quit", NULL);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (DocketApplication) application = NULL;

  bench_meter_start ();
  g_return_val_if_fail (argc > 1, 2);
  scenario = argv[1];
  argv[1] = argv[0];
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = docket_application_new ();
  g_signal_connect (application, "window-added", G_CALLBACK (window_added_cb), NULL);
  g_idle_add_full (G_PRIORITY_DEFAULT, script_cb, application, NULL);
  return g_application_run (G_APPLICATION (application), argc - 1, argv + 1);
}
