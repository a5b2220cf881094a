/* docket-sidebar.c: the pages with their counts
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-sidebar.h"

#include <glib/gi18n.h>

#include "docket-format.h"
#include "docket-pages.h"

struct _DocketSidebar
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListBox *list;
  DocketLiveRecord *counts;
};

G_DEFINE_FINAL_TYPE (DocketSidebar, docket_sidebar, GTK_TYPE_WIDGET)

static guint activated_signal;

typedef struct
{
  const DocketPageInfo *page;
  GtkLabel *count;
} Entry;

static Entry *
get_entry (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "docket-entry") : NULL;
}

static GtkWidget *
make_row (const DocketPageInfo *page, guint index)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (page->icon);
  GtkWidget *title = gtk_label_new (_(page->title));
  GtkWidget *count = gtk_label_new (NULL);
  Entry *entry = g_new0 (Entry, 1);
  g_autofree char *keys = g_strdup_printf ("Alt+%u", index + 1);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (count, FALSE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(page->title),
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, keys, -1);
  entry->page = page;
  entry->count = GTK_LABEL (count);
  g_object_set_data_full (G_OBJECT (row), "docket-entry", entry, g_free);
  return row;
}

static void
show_count (Entry *entry, DocketRecord *counts)
{
  g_autofree char *text = NULL;
  gint64 count = 0;

  if (entry->page->count != NULL && counts != NULL)
    g_object_get (counts, entry->page->count, &count, NULL);
  text = docket_format_integer (count);
  gtk_label_set_label (entry->count, text);
  gtk_widget_set_visible (GTK_WIDGET (entry->count), count > 0);
}

static void
updated_cb (DocketSidebar *self)
{
  DocketRecord *counts = docket_live_record_get_record (self->counts);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    show_count (get_entry (row), counts);
}

static void
row_activated_cb (DocketSidebar *self, GtkListBoxRow *row)
{
  g_signal_emit (self, activated_signal, 0, get_entry (row)->page->id);
}

static void
docket_sidebar_dispose (GObject *object)
{
  DocketSidebar *self = DOCKET_SIDEBAR (object);

  g_clear_object (&self->counts);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_SIDEBAR);
  G_OBJECT_CLASS (docket_sidebar_parent_class)->dispose (object);
}

static void
docket_sidebar_class_init (DocketSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_sidebar_dispose;
  activated_signal = g_signal_new ("activated", DOCKET_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, DocketSidebar, scroller);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
docket_sidebar_init (DocketSidebar *self)
{
  const DocketPageInfo *pages;
  guint n_pages, index = 0;

  gtk_widget_init_template (GTK_WIDGET (self));
  pages = docket_pages_list (&n_pages);
  for (guint i = 0; i < n_pages; i++)
    if (pages[i].in_sidebar)
      gtk_list_box_append (self->list, make_row (&pages[i], index++));
}

void
docket_sidebar_set_shell (DocketSidebar *self, DocketShell *shell)
{
  g_return_if_fail (DOCKET_IS_SIDEBAR (self));
  g_return_if_fail (self->counts == NULL);

  self->counts = g_object_ref (docket_shell_get_counts (shell));
  g_signal_connect_object (self->counts, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  updated_cb (self);
}

void
docket_sidebar_select (DocketSidebar *self, const char *page)
{
  GtkListBoxRow *row;

  g_return_if_fail (DOCKET_IS_SIDEBAR (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (get_entry (row)->page->id, page) == 0)
      {
        gtk_list_box_select_row (self->list, row);
        return;
      }
  gtk_list_box_unselect_all (self->list);
}

const char *
docket_sidebar_get_nth (DocketSidebar *self, guint index)
{
  Entry *entry;

  g_return_val_if_fail (DOCKET_IS_SIDEBAR (self), NULL);

  entry = get_entry (gtk_list_box_get_row_at_index (self->list, (int) index));
  return entry != NULL ? entry->page->id : NULL;
}
