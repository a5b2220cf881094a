/* docket-window-navigation.c: from page to page and back
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-window-private.h"

#include <glib/gi18n.h>

#include "docket-application.h"
#include "docket-pages.h"
#include "docket-row-model.h"

#define LONGEST_HISTORY 50

typedef struct
{
  const char *page;
  DocketQuery *what;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_clear_object (&place->what);
  g_free (place);
}

static DocketPage *
get_page (DocketWindow *self, const DocketPageInfo *info)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, info->id);

  if (page == NULL)
    {
      page = g_object_new (info->get_type (), "shell", self->shell, NULL);
      if (docket_page_get_title (DOCKET_PAGE (page)) == NULL)
        docket_page_set_title (DOCKET_PAGE (page), _(info->title));
      gtk_stack_add_named (self->pages, page, info->id);
    }
  return DOCKET_PAGE (page);
}

void
docket_window_prepare (DocketWindow *self, const DocketPageInfo *info)
{
  get_page (self, info);
}

static void
title_cb (DocketWindow *self)
{
  const char *subtitle = docket_page_get_subtitle (self->page);

  adw_window_title_set_title (self->page_title, docket_page_get_title (self->page));
  adw_window_title_set_subtitle (self->page_title, subtitle != NULL ? subtitle : "");
  gtk_window_set_title (GTK_WINDOW (self), docket_page_get_title (self->page));
}

static void
header_cb (DocketWindow *self)
{
  adw_bin_set_child (self->page_header, docket_page_get_header (self->page));
}

static void
can_search_cb (DocketWindow *self)
{
  gboolean can_search = docket_page_get_can_search (self->page);
  g_autofree char *hint = NULL;

  g_object_get (self->page, "search-hint", &hint, NULL);
  gtk_widget_set_visible (self->search_button, can_search);
  g_object_set (self->search_entry, "placeholder-text", hint, NULL);
  docket_window_update_actions (self);
}

/* A page keeps its search while the person looks at one of the things that it found. */
static void
search_text_cb (DocketWindow *self)
{
  const char *text = docket_page_get_search_text (self->page);

  if (g_strcmp0 (gtk_editable_get_text (self->search_entry), text) != 0)
    gtk_editable_set_text (self->search_entry, text);
  if (*text != '\0')
    gtk_search_bar_set_search_mode (self->search_bar, TRUE);
}

static void
is_waiting_cb (DocketWindow *self)
{
  if (!docket_page_is_waiting (self->page))
    docket_window_show (self);
}

static void
follow_page (DocketWindow *self, DocketPage *page)
{
  self->page = page;
  g_signal_group_set_target (self->page_signals, page);
  title_cb (self);
  header_cb (self);
  can_search_cb (self);
  /* The text first: closing the bar would end the search of the page that is shown. */
  gtk_editable_set_text (self->search_entry, docket_page_get_search_text (page));
  gtk_search_bar_set_search_mode (self->search_bar, *docket_page_get_search_text (page) != '\0');
}

static void
remember_place (DocketWindow *self)
{
  Place *place;

  if (self->page == NULL)
    return;
  place = g_new0 (Place, 1);
  place->page = self->page_id;
  place->what = docket_page_describe (self->page);
  g_ptr_array_add (self->history, place);
  if (self->history->len > LONGEST_HISTORY)
    g_ptr_array_remove_index (self->history, 0);
}

static void
remember_page (DocketWindow *self, const DocketPageInfo *info)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (info->in_sidebar && application != NULL)
    g_settings_set_string (docket_application_get_settings (DOCKET_APPLICATION (application)), "page", info->id);
}

static void
show_page (DocketWindow *self, const DocketPageInfo *info, DocketQuery *what)
{
  DocketPage *page = get_page (self, info);

  self->page_id = info->id;
  follow_page (self, page);
  docket_page_open (page, what);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  if (info->in_sidebar)
    docket_sidebar_select (self->sidebar, info->id);
  gtk_widget_set_visible (self->back_button, self->history->len > 0);
  docket_split_view_set_show_sidebar (self->split, FALSE);
  remember_page (self, info);
  docket_window_update_actions (self);
  docket_window_show_stale (self);
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
  is_waiting_cb (self);
}

void
docket_window_go (DocketWindow *self, const char *id, DocketQuery *what, gboolean remember)
{
  const DocketPageInfo *info = docket_pages_find (id);

  if (info == NULL)
    {
      g_debug ("There is no page “%s”", id);
      return;
    }
  if (info->present != NULL)
    {
      docket_window_show (self);
      info->present (self->shell, GTK_WINDOW (self));
      return;
    }
  if (self->page != NULL && self->page_id != info->id && !docket_page_leave (self->page))
    return;
  if (remember && (self->page_id != info->id || !info->in_sidebar))
    remember_place (self);
  show_page (self, info, what);
}

void
docket_window_go_to (DocketWindow *self, const char *page)
{
  if (self->shell == NULL)
    return;
  if (self->page != NULL && g_strcmp0 (self->page_id, page) != 0 && !docket_page_leave (self->page))
    {
      docket_sidebar_select (self->sidebar, self->page_id);
      return;
    }
  g_ptr_array_set_size (self->history, 0);
  docket_window_go (self, page, NULL, FALSE);
}

static Place *
take_last_place (DocketWindow *self)
{
  return self->history->len > 0 ? g_ptr_array_steal_index (self->history, self->history->len - 1) : NULL;
}

void
docket_window_go_back (DocketWindow *self)
{
  Place *place;

  if (self->page == NULL)
    return;
  if (docket_split_view_get_show_sidebar (self->split))
    {
      docket_split_view_set_show_sidebar (self->split, FALSE);
      return;
    }
  if (gtk_search_bar_get_search_mode (self->search_bar))
    {
      gtk_search_bar_set_search_mode (self->search_bar, FALSE);
      return;
    }
  if (docket_page_go_back (self->page) || !docket_page_leave (self->page))
    return;
  place = take_last_place (self);
  if (place == NULL)
    return;
  show_page (self, docket_pages_find (place->page), place->what);
  place_free (place);
}

/* A scanned code that the page has no use for is an order's number or a product's code. */
typedef struct
{
  DocketWindow *window;
  DocketQueryBus *bus;
  char *code;
} Lookup;

static void
lookup_free (gpointer data)
{
  Lookup *lookup = data;

  g_object_unref (lookup->window);
  g_object_unref (lookup->bus);
  g_free (lookup->code);
  g_free (lookup);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Lookup, lookup_free)

static gboolean
take_row_cb (DocketRow *row, gpointer data)
{
  g_set_object ((DocketRow **) data, row);
  return FALSE;
}

static DocketRow *
find_product (DocketQueryBus *bus, const char *property, const char *code)
{
  g_autoptr (DocketListQuery) query = g_object_new (DOCKET_TYPE_PRODUCTS_QUERY, property, code, "limit", (gint64) 1, NULL);
  DocketRow *row = NULL;

  docket_query_bus_list_rows (bus, query, take_row_cb, &row, NULL);
  return row;
}

static void
find_product_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Lookup *lookup = data;
  DocketRow *row = find_product (lookup->bus, "barcode", lookup->code);

  if (row == NULL)
    row = find_product (lookup->bus, "sku", lookup->code);
  g_task_return_pointer (task, row, g_object_unref);
}

static void
product_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DocketWindow *self = DOCKET_WINDOW (source);
  Lookup *lookup = g_task_get_task_data (G_TASK (result));
  g_autoptr (DocketRow) row = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *message = NULL;

  /* The window was closed meanwhile. */
  if (self->shell == NULL)
    return;
  if (row != NULL)
    {
      docket_shell_open_product (self->shell, DOCKET_PRODUCT_ROW (row)->sku);
      return;
    }
  message = g_strdup_printf (_("Nothing is known by the code “%s”"), lookup->code);
  docket_window_notice (self, message);
}

static void
order_asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Lookup) lookup = data;
  g_autoptr (DocketRecord) record = docket_query_bus_ask_finish (DOCKET_QUERY_BUS (source), result, NULL);
  g_autoptr (GTask) task = NULL;

  if (lookup->window->shell == NULL)
    return;
  if (record != NULL)
    {
      docket_shell_open_order (lookup->window->shell, lookup->code);
      return;
    }
  task = g_task_new (lookup->window, NULL, product_found_cb, NULL);
  g_task_set_task_data (task, g_steal_pointer (&lookup), lookup_free);
  g_task_run_in_thread (task, find_product_thread);
}

void
docket_window_scanned (DocketWindow *self, const char *text)
{
  g_autoptr (DocketQuery) query = NULL;
  Lookup *lookup;

  docket_window_dismiss_notice (self);
  if (self->page == NULL || docket_page_activate_scan (self->page, text))
    return;
  lookup = g_new0 (Lookup, 1);
  lookup->window = g_object_ref (self);
  lookup->bus = g_object_ref (docket_shell_get_queries (self->shell));
  lookup->code = g_strdup (text);
  query = g_object_new (DOCKET_TYPE_ORDER_QUERY, "number", text, NULL);
  docket_query_bus_ask_async (lookup->bus, query, NULL, order_asked_cb, lookup);
}

void
docket_window_init_navigation (DocketWindow *self)
{
  self->history = g_ptr_array_new_with_free_func (place_free);
  self->page_signals = g_signal_group_new (DOCKET_TYPE_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "notify::title", G_CALLBACK (title_cb), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::subtitle", G_CALLBACK (title_cb), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::header", G_CALLBACK (header_cb), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::can-search", G_CALLBACK (can_search_cb), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::search-hint", G_CALLBACK (can_search_cb), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::search-text", G_CALLBACK (search_text_cb), self);
  g_signal_group_connect_swapped (self->page_signals, "notify::is-waiting", G_CALLBACK (is_waiting_cb), self);
}

void
docket_window_dispose_navigation (DocketWindow *self)
{
  g_clear_object (&self->page_signals);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  self->page = NULL;
}
