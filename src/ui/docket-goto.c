/* docket-goto.c: goes to anything that can be named
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-goto.h"

#include <glib/gi18n.h>

#include "docket-pages.h"
#include "docket-row-model.h"
#include "docket-words.h"

#define MOST_OF_A_KIND 6

/* A page in the list; orders, customers and products are rows of their queries. */
#define DOCKET_TYPE_GOTO_PAGE (docket_goto_page_get_type ())
G_DECLARE_FINAL_TYPE (DocketGotoPage, docket_goto_page, DOCKET, GOTO_PAGE, GObject)

struct _DocketGotoPage
{
  GObject parent_instance;
  const DocketPageInfo *info;
};

G_DEFINE_FINAL_TYPE (DocketGotoPage, docket_goto_page, G_TYPE_OBJECT)

static void
docket_goto_page_class_init (DocketGotoPageClass *klass)
{
}

static void
docket_goto_page_init (DocketGotoPage *self)
{
}

struct _DocketGoto
{
  AdwWindow parent_instance;

  GtkSearchEntry *entry;
  GtkListView *list;

  DocketShell *shell;
  GListStore *pages;
  GListStore *models;
  DocketRowModel *rows[3];
  GtkSingleSelection *selection;
  gboolean has_chosen;
};

G_DEFINE_FINAL_TYPE (DocketGoto, docket_goto, ADW_TYPE_WINDOW)

static gboolean
matches (const char *title, const char *text)
{
  return g_str_match_string (text, title, TRUE);
}

static void
find_pages (DocketGoto *self, const char *text)
{
  const DocketPageInfo *pages;
  guint n_pages;

  g_list_store_remove_all (self->pages);
  pages = docket_pages_list (&n_pages);
  for (guint i = 0; i < n_pages; i++)
    if ((pages[i].in_sidebar || pages[i].present != NULL) && (*text == '\0' || matches (_(pages[i].title), text)))
      {
        g_autoptr (DocketGotoPage) page = g_object_new (DOCKET_TYPE_GOTO_PAGE, NULL);

        page->info = &pages[i];
        g_list_store_append (self->pages, page);
      }
}

static void
forget_rows (DocketGoto *self, guint index)
{
  guint position;

  if (self->rows[index] != NULL && g_list_store_find (self->models, self->rows[index], &position))
    g_list_store_remove (self->models, position);
  g_clear_object (&self->rows[index]);
}

static void
find_rows (DocketGoto *self, guint index, GType query_type, const char *text)
{
  g_autoptr (DocketListQuery) query = NULL;

  if (*text == '\0')
    {
      forget_rows (self, index);
      return;
    }
  query = g_object_new (query_type, "search", text, "limit", (gint64) MOST_OF_A_KIND, NULL);
  if (self->rows[index] != NULL)
    {
      docket_row_model_set_query (self->rows[index], query);
      return;
    }
  self->rows[index] = docket_row_model_new (docket_shell_get_queries (self->shell), query);
  g_list_store_append (self->models, self->rows[index]);
}

static void
search_changed_cb (DocketGoto *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  self->has_chosen = FALSE;
  find_pages (self, text);
  find_rows (self, 0, DOCKET_TYPE_ORDERS_QUERY, text);
  find_rows (self, 1, DOCKET_TYPE_CUSTOMERS_QUERY, text);
  find_rows (self, 2, DOCKET_TYPE_PRODUCTS_QUERY, text);
}

static void
open_order_row (DocketShell *shell, DocketOrderRow *row)
{
  g_autofree char *id = docket_uuid_to_string (&row->id);

  if (row->status == DOCKET_ORDER_STATUS_DRAFT)
    docket_shell_open_editor (shell, id);
  else
    docket_shell_open_order (shell, id);
}

static void
open_item (DocketShell *shell, gpointer item)
{
  if (DOCKET_IS_GOTO_PAGE (item))
    docket_shell_open (shell, DOCKET_GOTO_PAGE (item)->info->id, NULL);
  else if (DOCKET_IS_ORDER_ROW (item))
    open_order_row (shell, item);
  else if (DOCKET_IS_CUSTOMER_ROW (item))
    {
      g_autofree char *id = docket_uuid_to_string (&DOCKET_CUSTOMER_ROW (item)->id);

      docket_shell_open_customer (shell, id);
    }
  else if (DOCKET_IS_PRODUCT_ROW (item))
    docket_shell_open_product (shell, DOCKET_PRODUCT_ROW (item)->sku);
}

static void
list_activate_cb (DocketGoto *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (DocketShell) shell = g_object_ref (self->shell);

  if (item == NULL || (DOCKET_IS_ROW (item) && !docket_row_is_loaded (DOCKET_ROW (item))))
    return;
  gtk_window_close (GTK_WINDOW (self));
  open_item (shell, item);
}

static void
entry_activate_cb (DocketGoto *self)
{
  if (gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    list_activate_cb (self, gtk_single_selection_get_selected (self->selection));
}

static const char *
get_icon (gpointer item)
{
  if (DOCKET_IS_GOTO_PAGE (item))
    return DOCKET_GOTO_PAGE (item)->info->icon;
  if (DOCKET_IS_ORDER_ROW (item))
    return "docket-orders-symbolic";
  if (DOCKET_IS_CUSTOMER_ROW (item))
    return "docket-customers-symbolic";
  return "docket-products-symbolic";
}

static char *
describe_title (gpointer item)
{
  if (DOCKET_IS_GOTO_PAGE (item))
    return g_strdup (_(DOCKET_GOTO_PAGE (item)->info->title));
  if (!docket_row_is_loaded (item))
    return g_strdup ("");
  if (DOCKET_IS_CUSTOMER_ROW (item))
    return g_strdup (DOCKET_CUSTOMER_ROW (item)->display_name);
  if (DOCKET_IS_PRODUCT_ROW (item))
    return g_strdup (DOCKET_PRODUCT_ROW (item)->title);
  if (DOCKET_ORDER_ROW (item)->number == NULL || *DOCKET_ORDER_ROW (item)->number == '\0')
    return g_strdup (_("Draft"));
  /* Translators: %s is the number of an order */
  return g_strdup_printf (_("Order %s"), DOCKET_ORDER_ROW (item)->number);
}

static char *
describe_detail (gpointer item)
{
  if (DOCKET_IS_GOTO_PAGE (item) || !docket_row_is_loaded (item))
    return g_strdup ("");
  if (DOCKET_IS_CUSTOMER_ROW (item))
    return g_strdup (DOCKET_CUSTOMER_ROW (item)->email);
  if (DOCKET_IS_PRODUCT_ROW (item))
    return g_strdup (DOCKET_PRODUCT_ROW (item)->sku);
  return g_strdup (DOCKET_ORDER_ROW (item)->customer);
}

/* The three widgets of a row are the children of its box. */
static void
show_item (GtkListItem *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *title = gtk_widget_get_next_sibling (icon);
  g_autofree char *title_text = describe_title (item);
  g_autofree char *detail_text = describe_detail (item);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), get_icon (item));
  gtk_label_set_label (GTK_LABEL (title), title_text != NULL ? title_text : "");
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)), detail_text != NULL ? detail_text : "");
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (detail), 1);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);

  show_item (list_item);
  if (DOCKET_IS_ROW (item))
    g_signal_connect_object (item, "notify::is-loaded", G_CALLBACK (show_item), list_item, G_CONNECT_SWAPPED);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);

  if (DOCKET_IS_ROW (item))
    g_signal_handlers_disconnect_by_func (item, show_item, list_item);
}

/* Up and down move through what was found while the cursor stays in the entry. */
static gboolean
key_pressed_cb (DocketGoto *self, guint keyval)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if (n_items == 0 || (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up))
    return GDK_EVENT_PROPAGATE;
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  else if (keyval == GDK_KEY_Down)
    position = MIN (position + 1, n_items - 1);
  else
    position = position > 0 ? position - 1 : 0;
  self->has_chosen = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  return GDK_EVENT_STOP;
}

/* The kinds arrive one after another: until somebody chooses, Enter means what stands first. */
static void
items_changed_cb (DocketGoto *self)
{
  if (!self->has_chosen)
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
make_list (DocketGoto *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GListModel *flat;

  self->pages = g_list_store_new (DOCKET_TYPE_GOTO_PAGE);
  self->models = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (self->models, self->pages);
  flat = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->models))));
  self->selection = gtk_single_selection_new (flat);
  /* After the list, which has to know of the items before it hears which is chosen. */
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
}

static void
docket_goto_dispose (GObject *object)
{
  DocketGoto *self = DOCKET_GOTO (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_GOTO);
  g_clear_object (&self->selection);
  for (guint i = 0; i < G_N_ELEMENTS (self->rows); i++)
    g_clear_object (&self->rows[i]);
  g_clear_object (&self->models);
  g_clear_object (&self->pages);
  g_clear_object (&self->shell);
  G_OBJECT_CLASS (docket_goto_parent_class)->dispose (object);
}

static void
docket_goto_class_init (DocketGotoClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_goto_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-goto.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketGoto, entry);
  gtk_widget_class_bind_template_child (widget_class, DocketGoto, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
docket_goto_init (DocketGoto *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  make_list (self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

void
docket_goto_present (DocketShell *shell, GtkWindow *parent)
{
  DocketGoto *self = g_object_new (DOCKET_TYPE_GOTO, "transient-for", parent, NULL);

  self->shell = g_object_ref (shell);
  find_pages (self, "");
  gtk_window_present (GTK_WINDOW (self));
}
