/* bench-bare.c: the peer: a bare window with a column view and nothing else
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bench-bare start      an empty column view: how soon it shows, how much it keeps
 * bench-bare scroll N   N rows of the same number of columns in plain labels: what scrolling them costs GTK alone
 */
#include "bench-meter.h"

#define N_COLUMNS 8

static guint n_rows;
static GtkWidget *window;

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  char text[32];

  g_snprintf (text, sizeof text, "Order %u", gtk_list_item_get_position (item));
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

/* A list of so many of one and the same object. */
typedef struct
{
  GObject parent_instance;
} BareList;
typedef struct
{
  GObjectClass parent_class;
} BareListClass;

static GType bare_list_get_type (void);

static GType
bare_list_get_item_type (GListModel *list)
{
  return G_TYPE_OBJECT;
}

static guint
bare_list_get_n_items (GListModel *list)
{
  return n_rows;
}

static gpointer
bare_list_get_item (GListModel *list, guint position)
{
  return position < n_rows ? g_object_new (G_TYPE_OBJECT, NULL) : NULL;
}

static void
bare_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bare_list_get_item_type;
  iface->get_n_items = bare_list_get_n_items;
  iface->get_item = bare_list_get_item;
}

G_DEFINE_TYPE_WITH_CODE (BareList, bare_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, bare_list_list_model_init))

static void
bare_list_class_init (BareListClass *klass)
{
}

static void
bare_list_init (BareList *self)
{
}

static gboolean
has_painted (gpointer data)
{
  return bench_count_frames () > 0;
}

static gboolean
script_cb (gpointer data)
{
  bench_wait (has_painted, NULL, "the first frame");
  bench_print ("start", bench_since_start ());
  bench_print ("start-cpu", bench_processor_time ());
  bench_print ("start-thread-cpu", bench_thread_time ());
  bench_run (500);
  bench_print ("memory", bench_private_memory ());
  if (n_rows > 0)
    bench_scroll (bench_find (window, GTK_TYPE_COLUMN_VIEW));
  gtk_window_destroy (GTK_WINDOW (window));
  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (
    gtk_single_selection_new (G_LIST_MODEL (g_object_new (bare_list_get_type (), NULL)))));

  window = adw_application_window_new (application);
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new ("Column", factory);

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
      gtk_column_view_column_set_fixed_width (column, 100);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 720);
  gtk_widget_realize (window);
  bench_meter_watch (window);
  gtk_window_present (GTK_WINDOW (window));
  g_idle_add_full (G_PRIORITY_HIGH, script_cb, NULL, NULL);
}

int
main (int argc, char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;

  bench_meter_start ();
  if (argc > 2)
    n_rows = (guint) g_ascii_strtoull (argv[2], NULL, 10);
  application = adw_application_new ("io.github.docket_shop.Bare", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
