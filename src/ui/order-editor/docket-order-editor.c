/* docket-order-editor.c: takes an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-order-editor.h"

#include <glib/gi18n.h>

#include "docket-ad-hoc-dialog.h"
#include "docket-counter-dialog.h"
#include "docket-customer-choice.h"
#include "docket-draft-charges.h"
#include "docket-draft-row.h"
#include "docket-format.h"
#include "docket-order-status.h"
#include "docket-product-lookup.h"
#include "docket-suggest-entry.h"
#include "docket-totals.h"
#include "docket-two-columns.h"
#include "docket-wrap-layout.h"

struct _DocketOrderEditor
{
  DocketPage parent_instance;

  DocketDraft *draft;
  GListStore *lines;
  /* Codes that were read while an edit was under way. */
  GQueue codes;
  gboolean is_looking;
  gboolean is_placing;
  char *guarded;
  guint focus_source;

  GtkWidget *header_box;
  GtkWidget *place;
  GtkScrolledWindow *scroller;
  DocketSuggestEntry *entry;
  GtkWidget *entry_problem_box;
  GtkLabel *entry_problem;
  GtkWidget *ad_hoc;
  GtkStack *states;
  GtkListBox *list;
  DocketTotals *totals;
  GtkWidget *totals_box;
  GtkWidget *counter_sale;
  GtkWidget *discard;
  DocketCustomerChoice *customer;
  DocketDraftCharges *charges;
  GtkTextView *note;
  GtkLabel *kept;
};

G_DEFINE_FINAL_TYPE (DocketOrderEditor, docket_order_editor, DOCKET_TYPE_PAGE)

static void read_next_code (DocketOrderEditor *self);

static DocketShell *
get_shell (DocketOrderEditor *self)
{
  return docket_page_get_shell (DOCKET_PAGE (self));
}

/* What is suggested */

static DocketListQuery *
make_query (const char *text)
{
  return g_object_new (DOCKET_TYPE_PRODUCTS_QUERY, "search", text, "limit", (gint64) 8, NULL);
}

static void
describe (DocketRow *row, DocketSuggestion *suggestion)
{
  DocketProductRow *product = DOCKET_PRODUCT_ROW (row);
  g_autofree char *available = docket_format_quantity (product->available, product->unit);

  suggestion->title = g_strdup (product->title);
  /* Translators: a product's SKU and how much of it can be sold: “TEA-1 · 12 pc available” */
  suggestion->detail = g_strdup_printf (_("%s · %s available"), product->sku, available);
  suggestion->figure = docket_format_money (product->price, product->currency);
}

static char *
offer (const char *text)
{
  return g_strdup_printf (_("Sell “%s” without a product…"), text);
}

static const DocketSuggestKind kind = { make_query, describe, offer };

/* Lines are added */

static void
show_entry_problem (DocketOrderEditor *self, const char *message, gboolean can_be_ad_hoc)
{
  gtk_label_set_label (self->entry_problem, message != NULL ? message : "");
  gtk_widget_set_visible (self->entry_problem_box, message != NULL);
  gtk_widget_set_visible (self->ad_hoc, message != NULL && can_be_ad_hoc);
}

static void
added_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  DocketOrderEditor *self = owner;

  if (error != NULL)
    show_entry_problem (self, error->message, FALSE);
}

/* What is sold already, at its own price, becomes more. */
static void
add_product (DocketOrderEditor *self, DocketProductRow *product)
{
  JsonObject *properties = json_object_new ();
  gint64 quantity = 0;
  gint64 line = docket_draft_find_line (self->draft, &product->id, product->price, &quantity);
  g_autofree char *text = docket_quantity_to_string (quantity + DOCKET_QUANTITY_ONE);

  json_object_set_string_member (properties, "quantity", text);
  if (line != 0)
    json_object_set_int_member (properties, "line", line);
  else
    json_object_set_string_member (properties, "sku", product->sku);
  show_entry_problem (self, NULL, FALSE);
  docket_draft_edit (self->draft, line != 0 ? "ChangeLine" : "AddLine", properties, NULL, NULL, self, added_cb);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DocketOrderEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketProductRow) product = docket_product_lookup_finish (DOCKET_QUERY_BUS (source), result, &error);
  g_autofree char *code = g_queue_pop_head (&self->codes);
  g_autofree char *message = NULL;

  self->is_looking = FALSE;
  if (self->draft == NULL)
    return;
  if (product != NULL)
    add_product (self, product);
  else
    {
      message = g_strdup_printf (_("No product is known as “%s”."), code);
      show_entry_problem (self, error != NULL ? error->message : message, error == NULL);
      docket_suggest_entry_set_text (self->entry, code);
    }
  read_next_code (self);
}

/* One after the other, so that the second of two equal scans finds the line of the first. */
static void
read_next_code (DocketOrderEditor *self)
{
  const char *code = g_queue_peek_head (&self->codes);

  if (code == NULL || self->is_looking || !docket_draft_is_settled (self->draft))
    return;
  self->is_looking = TRUE;
  docket_product_lookup_async (docket_shell_get_queries (get_shell (self)), code, found_cb, g_object_ref (self));
}

static void
entered_cb (DocketOrderEditor *self, const char *text)
{
  g_queue_push_tail (&self->codes, g_strdup (text));
  docket_suggest_entry_set_text (self->entry, "");
  read_next_code (self);
}

static void
chosen_cb (DocketOrderEditor *self, DocketRow *row)
{
  docket_suggest_entry_set_text (self->entry, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  add_product (self, DOCKET_PRODUCT_ROW (row));
}

static void
offered_cb (DocketOrderEditor *self, const char *text)
{
  docket_suggest_entry_set_text (self->entry, "");
  show_entry_problem (self, NULL, FALSE);
  docket_ad_hoc_dialog_present (self->draft, text, GTK_WIDGET (self));
}

static void
ad_hoc_cb (DocketOrderEditor *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (docket_suggest_entry_get_entry (self->entry))));

  offered_cb (self, text);
}

/* What the draft says */

static GtkWidget *
make_row_cb (gpointer item, gpointer data)
{
  return docket_draft_row_new (DOCKET_ORDER_EDITOR (data)->draft, item);
}

static void
update_rows (DocketOrderEditor *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    docket_draft_row_update (DOCKET_DRAFT_ROW (row));
}

/* Lines are told apart by their numbers: a row that somebody types in must never become another line's. */
static void
update_lines (DocketOrderEditor *self, GPtrArray *lines)
{
  guint i = 0;

  while (i < g_list_model_get_n_items (G_LIST_MODEL (self->lines)))
    {
      g_autoptr (DocketOrderDetailLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines), i);
      DocketOrderDetailLine *fresh = lines != NULL && i < lines->len ? lines->pdata[i] : NULL;

      if (fresh != NULL && fresh->line == line->line)
        {
          docket_record_assign (DOCKET_RECORD (line), DOCKET_RECORD (fresh));
          i++;
        }
      else
        g_list_store_remove (self->lines, i);
    }
  for (; lines != NULL && i < lines->len; i++)
    g_list_store_append (self->lines, lines->pdata[i]);
  update_rows (self);
}

/* The rules say whether it can be placed; why not is the tooltip. */
static void
guard_placing (DocketOrderEditor *self)
{
  const char *id = docket_draft_get_id (self->draft);
  g_autoptr (DocketCommand) command = NULL;

  if (g_strcmp0 (id, self->guarded) == 0)
    return;
  g_free (self->guarded);
  self->guarded = g_strdup (id);
  if (id != NULL)
    command = docket_action_command (get_shell (self), NULL, "PlaceOrder", "order", id, NULL);
  docket_action_guard (get_shell (self), self->place, command, _("Place the Order (Ctrl+Enter)"));
  docket_action_guard (get_shell (self), self->counter_sale, command, _("Place, Take Payment and Hand Over (Ctrl+Shift+Enter)"));
  if (id != NULL)
    return;
  gtk_widget_set_sensitive (self->place, FALSE);
  gtk_widget_set_sensitive (self->counter_sale, FALSE);
  gtk_widget_set_tooltip_text (self->place, _("Add a product first"));
  gtk_widget_set_tooltip_text (self->counter_sale, _("Add a product first"));
}

static gboolean
is_draft (DocketOrderDetail *order)
{
  return order->status == DOCKET_ORDER_STATUS_DRAFT || order->status == DOCKET_ORDER_STATUS_QUOTED;
}

static void
clear (DocketOrderEditor *self)
{
  g_queue_clear_full (&self->codes, g_free);
  docket_draft_charges_reset (self->charges);
  docket_suggest_entry_set_text (self->entry, "");
  show_entry_problem (self, NULL, FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note), "", -1);
  g_list_store_remove_all (self->lines);
  self->is_placing = FALSE;
}

/* Somebody else placed or discarded it, or an undo brought it to where the editor has no say. */
static void
leave_order (DocketOrderEditor *self)
{
  clear (self);
  docket_draft_open (self->draft, NULL);
}

static void
changed_cb (DocketOrderEditor *self)
{
  DocketOrderDetail *order = docket_draft_get_order (self->draft);
  gboolean has_lines = order != NULL && order->lines->len > 0;

  if (order != NULL && !is_draft (order))
    {
      if (!self->is_placing)
        leave_order (self);
      return;
    }
  docket_page_set_title (DOCKET_PAGE (self), docket_draft_get_id (self->draft) != NULL ? _("Draft") : _("New Order"));
  update_lines (self, order != NULL ? order->lines : NULL);
  if (order != NULL)
    docket_totals_show_order (self->totals, order);
  gtk_stack_set_visible_child_name (self->states, has_lines ? "lines" : "empty");
  gtk_widget_set_visible (self->totals_box, has_lines);
  gtk_widget_set_visible (self->discard, docket_draft_get_id (self->draft) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->kept), docket_draft_get_id (self->draft) != NULL);
  guard_placing (self);
}

static void
previewed_cb (DocketOrderEditor *self, DocketOrderTerms *terms)
{
  DocketOrderDetail *order = docket_draft_get_order (self->draft);

  if (terms != NULL)
    docket_totals_show_terms (self->totals, terms);
  else if (order != NULL)
    docket_totals_show_order (self->totals, order);
}

static void
settled_cb (DocketOrderEditor *self)
{
  read_next_code (self);
}

/* What is done with it */

static char *
get_note (DocketOrderEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/* All that was typed becomes part of the draft; FALSE where something cannot be read. */
static gboolean
commit_all (DocketOrderEditor *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (!docket_draft_row_commit (DOCKET_DRAFT_ROW (row)))
      return FALSE;
  return docket_draft_charges_commit (self->charges);
}

static void
placed_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  DocketOrderEditor *self = owner;
  g_autofree char *id = g_strdup (docket_draft_get_id (self->draft));

  if (error != NULL)
    {
      self->is_placing = FALSE;
      return;
    }
  docket_shell_open_order (get_shell (self), id);
  self->is_placing = FALSE;
  leave_order (self);
}

static void
place_cb (DocketOrderEditor *self)
{
  g_autofree char *note = get_note (self);
  JsonObject *properties;

  if (docket_draft_get_id (self->draft) == NULL && docket_draft_is_settled (self->draft))
    {
      show_entry_problem (self, _("Add a product first."), FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }
  if (self->is_placing || !commit_all (self))
    return;
  properties = json_object_new ();
  if (*note != '\0')
    json_object_set_string_member (properties, "note", note);
  self->is_placing = TRUE;
  docket_draft_edit (self->draft, "PlaceOrder", properties, _("The order was placed"), NULL, self, placed_cb);
}

static void
counter_sale_cb (DocketOrderEditor *self)
{
  g_autofree char *note = get_note (self);

  if (docket_draft_get_id (self->draft) == NULL || !commit_all (self))
    return;
  docket_counter_dialog_present (self->draft, *note != '\0' ? note : NULL, GTK_WIDGET (self));
}

static void
discarded_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  DocketOrderEditor *self = owner;

  if (error == NULL)
    leave_order (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
discard_cb (DocketOrderEditor *self)
{
  if (docket_draft_get_id (self->draft) != NULL)
    docket_draft_edit (self->draft, "DiscardDraft", json_object_new (), _("The draft was discarded"), NULL, self, discarded_cb);
}

/* Actions, for keys and for the rows */

static void
place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  place_cb (DOCKET_ORDER_EDITOR (widget));
}

static void
counter_sale_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  counter_sale_cb (DOCKET_ORDER_EDITOR (widget));
}

static void
focus_entry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (DOCKET_ORDER_EDITOR (widget)->entry));
}

/* The page */

/* After the window has given the focus to the page: the next product is scanned here. */
static gboolean
focus_entry_idle_cb (gpointer data)
{
  DocketOrderEditor *self = data;

  self->focus_source = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return G_SOURCE_REMOVE;
}

static void
docket_order_editor_opened (DocketPage *page, DocketQuery *what)
{
  DocketOrderEditor *self = DOCKET_ORDER_EDITOR (page);
  g_autofree char *id = NULL;

  if (DOCKET_IS_ORDER_QUERY (what))
    id = docket_record_has (DOCKET_RECORD (what), "id") ? docket_uuid_to_string (&DOCKET_ORDER_QUERY (what)->id)
                                                        : g_strdup (DOCKET_ORDER_QUERY (what)->number);
  if (what == NULL || (id != NULL && g_strcmp0 (id, docket_draft_get_id (self->draft)) == 0))
    {
      changed_cb (self);
      return;
    }
  clear (self);
  docket_draft_open (self->draft, id);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  self->focus_source = g_idle_add (focus_entry_idle_cb, self);
}

static DocketQuery *
docket_order_editor_describe (DocketPage *page)
{
  DocketOrderEditor *self = DOCKET_ORDER_EDITOR (page);

  return g_object_new (DOCKET_TYPE_ORDER_QUERY, "number", docket_draft_get_id (self->draft), NULL);
}

static void
keep_note (DocketOrderEditor *self)
{
  g_autofree char *note = get_note (self);
  JsonObject *properties;

  if (*note == '\0')
    return;
  properties = json_object_new ();
  json_object_set_string_member (properties, "text", note);
  docket_draft_edit (self->draft, "AddNote", properties, NULL, NULL, self, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note), "", -1);
}

/* The draft is kept, and an empty one is not worth it. */
static gboolean
docket_order_editor_leave (DocketPage *page)
{
  DocketOrderEditor *self = DOCKET_ORDER_EDITOR (page);
  DocketOrderDetail *order = docket_draft_get_order (self->draft);

  if (docket_draft_get_id (self->draft) == NULL || order == NULL || self->is_placing || !is_draft (order))
    return TRUE;
  if (!commit_all (self))
    return FALSE;
  if (order->lines->len == 0 && docket_uuid_is_null (&order->customer_id) && docket_draft_is_settled (self->draft))
    {
      docket_draft_edit (self->draft, "DiscardDraft", json_object_new (), NULL, NULL, self, discarded_cb);
      return TRUE;
    }
  keep_note (self);
  docket_shell_toast (get_shell (self), _("The draft is kept among the orders"), NULL);
  return TRUE;
}

static gboolean
docket_order_editor_activate_scan (DocketPage *page, const char *text)
{
  entered_cb (DOCKET_ORDER_EDITOR (page), text);
  return TRUE;
}

static void
docket_order_editor_constructed (GObject *object)
{
  DocketOrderEditor *self = DOCKET_ORDER_EDITOR (object);

  G_OBJECT_CLASS (docket_order_editor_parent_class)->constructed (object);

  self->draft = docket_draft_new (get_shell (self));
  self->guarded = g_strdup ("");
  docket_suggest_entry_set_kind (self->entry, docket_shell_get_queries (get_shell (self)), &kind);
  docket_customer_choice_set_draft (self->customer, self->draft);
  docket_draft_charges_set_draft (self->charges, self->draft);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->lines), make_row_cb, self, NULL);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "previewed", G_CALLBACK (previewed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

static void
docket_order_editor_dispose (GObject *object)
{
  DocketOrderEditor *self = DOCKET_ORDER_EDITOR (object);

  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_object (&self->draft);
  g_clear_object (&self->lines);
  g_queue_clear_full (&self->codes, g_free);
  g_clear_pointer (&self->guarded, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_ORDER_EDITOR);
  G_OBJECT_CLASS (docket_order_editor_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter };

  gtk_widget_class_install_action (widget_class, "editor.place", NULL, place_action);
  gtk_widget_class_install_action (widget_class, "editor.counter-sale", NULL, counter_sale_action);
  gtk_widget_class_install_action (widget_class, "editor.focus-entry", NULL, focus_entry_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, keys[i], GDK_CONTROL_MASK, "editor.place", NULL);
      gtk_widget_class_add_binding_action (widget_class, keys[i], GDK_CONTROL_MASK | GDK_SHIFT_MASK, "editor.counter-sale", NULL);
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, ad_hoc);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, charges);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, counter_sale);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, customer);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, discard);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, entry);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, entry_problem);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, entry_problem_box);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, header_box);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, kept);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, list);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, note);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, place);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, states);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, totals);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderEditor, totals_box);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, ad_hoc_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, counter_sale_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, offered_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cb);
}

static void
docket_order_editor_class_init (DocketOrderEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DocketPageClass *page_class = DOCKET_PAGE_CLASS (klass);

  object_class->constructed = docket_order_editor_constructed;
  object_class->dispose = docket_order_editor_dispose;
  page_class->opened = docket_order_editor_opened;
  page_class->describe = docket_order_editor_describe;
  page_class->leave = docket_order_editor_leave;
  page_class->activate_scan = docket_order_editor_activate_scan;
  g_type_ensure (DOCKET_TYPE_CUSTOMER_CHOICE);
  g_type_ensure (DOCKET_TYPE_DRAFT_CHARGES);
  g_type_ensure (DOCKET_TYPE_SUGGEST_ENTRY);
  g_type_ensure (DOCKET_TYPE_TOTALS);
  g_type_ensure (DOCKET_TYPE_TWO_COLUMNS);
  g_type_ensure (DOCKET_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-order-editor.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  add_keys (widget_class);
}

static void
docket_order_editor_init (DocketOrderEditor *self)
{
  self->lines = g_list_store_new (DOCKET_TYPE_ORDER_DETAIL_LINE);
  g_queue_init (&self->codes);
  gtk_widget_init_template (GTK_WIDGET (self));
}
