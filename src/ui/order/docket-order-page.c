/* docket-order-page.c: one order with all that is known of it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-order-page.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-history-query.h"
#include "docket-order-lines.h"
#include "docket-order-list.h"
#include "docket-order-steps.h"
#include "docket-order-words.h"
#include "docket-parcel-dialog.h"
#include "docket-payment-dialog.h"
#include "docket-reason-dialog.h"
#include "docket-status-label.h"
#include "docket-totals.h"
#include "docket-two-columns.h"
#include "docket-wrap-layout.h"

struct _DocketOrderPage
{
  DocketPage parent_instance;

  DocketLiveRecord *record;
  DocketOrderDetail *order;
  DocketForm *note_form;
  /* What the buttons were last guarded for: the rules are asked again when it changes. */
  DocketUuid guarded;
  char *guarded_step;

  GtkWidget *header_box;
  GtkButton *primary;
  GtkPopover *menu;
  GtkWidget *edit;
  GtkWidget *pay;
  GtkWidget *parcel;
  GtkWidget *hold;
  GtkWidget *release;
  GtkWidget *add_note;
  GtkWidget *duplicate;
  GtkWidget *cancel;
  GtkWidget *discard;
  GtkStack *states;
  AdwStatusPage *missing;
  GtkScrolledWindow *scroller;
  GtkLabel *number;
  DocketStatusLabel *status;
  DocketStatusLabel *payment_status;
  DocketStatusLabel *fulfilment_status;
  DocketStatusLabel *hold_status;
  GtkWidget *customer;
  GtkLabel *customer_name;
  GtkLabel *placed;
  GtkWidget *warning;
  GtkLabel *warning_text;
  DocketOrderLines *lines;
  DocketTotals *totals;
  GtkWidget *parcels_section;
  DocketOrderList *parcels;
  GtkWidget *add_parcel;
  GtkWidget *payments_section;
  DocketOrderList *payments;
  GtkWidget *add_payment;
  GtkWidget *contact_section;
  GtkLabel *contact;
  GtkWidget *shipping_section;
  GtkLabel *shipping_address;
  GtkWidget *billing_section;
  GtkLabel *billing_address;
  GtkLabel *order_note;
  DocketOrderList *notes;
  GtkEditable *note_entry;
  GtkWidget *note_button;
  GtkLabel *note_problem;
  DocketOrderList *timeline;
};

G_DEFINE_FINAL_TYPE (DocketOrderPage, docket_order_page, DOCKET_TYPE_PAGE)

static DocketShell *
get_shell (DocketOrderPage *self)
{
  return docket_page_get_shell (DOCKET_PAGE (self));
}

static gboolean
is_numbered (DocketOrderPage *self)
{
  return self->order->number != NULL && *self->order->number != '\0';
}

static void
set_text (GtkLabel *label, GtkWidget *section, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (section, text != NULL && *text != '\0');
}

/* What the page shows */

static const char *
get_customer_name (DocketOrderDetail *order)
{
  DocketContact *contact = order->customer;

  if (contact != NULL && contact->name != NULL && *contact->name != '\0')
    return contact->name;
  if (contact != NULL && contact->email != NULL && *contact->email != '\0')
    return contact->email;
  return contact != NULL && contact->phone != NULL && *contact->phone != '\0' ? contact->phone : NULL;
}

/* “Placed today 14:30”, “Imported from shopify, placed 5 March 2026” */
static char *
describe_placed (DocketOrderDetail *order)
{
  g_autofree char *when = docket_words_when_time (order->placed_at);

  if (order->status == DOCKET_ORDER_STATUS_DRAFT || order->status == DOCKET_ORDER_STATUS_DISCARDED)
    return g_strdup_printf (_("Begun: %s"), when);
  if (order->source != NULL && *order->source != '\0')
    /* Translators: when an order was placed, and the system it was imported from */
    return g_strdup_printf (_("Placed: %s · Imported from %s"), when, order->source);
  return g_strdup_printf (_("Placed: %s"), when);
}

static void
show_heading (DocketOrderPage *self)
{
  DocketOrderDetail *order = self->order;
  const char *name = get_customer_name (order);
  g_autofree char *title = is_numbered (self) ? g_strdup_printf (_("Order %s"), order->number) : g_strdup (_("Draft"));
  g_autofree char *placed = describe_placed (order);
  gboolean is_placed = is_numbered (self);

  docket_page_set_title (DOCKET_PAGE (self), title);
  docket_page_set_subtitle (DOCKET_PAGE (self), name != NULL ? name : _("Counter sale"));
  gtk_label_set_label (self->number, title);
  docket_status_label_set_value (self->status, order->status);
  docket_status_label_set_value (self->payment_status, order->payment_status);
  docket_status_label_set_value (self->fulfilment_status, order->fulfilment_status);
  docket_status_label_set_word (self->hold_status, order->is_on_hold ? docket_words_of_hold () : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->payment_status), is_placed);
  gtk_widget_set_visible (GTK_WIDGET (self->fulfilment_status), is_placed);
  gtk_widget_set_visible (GTK_WIDGET (self->hold_status), order->is_on_hold);
  gtk_label_set_label (self->customer_name, name != NULL ? name : _("Counter sale"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->customer), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->customer_name), -1);
  gtk_widget_set_sensitive (self->customer, !docket_uuid_is_null (&order->customer_id));
  gtk_label_set_label (self->placed, placed);
}

static void
show_warning (DocketOrderPage *self)
{
  DocketOrderDetail *order = self->order;
  g_autofree char *differences = order->differences != NULL ? g_strjoinv ("\n", order->differences) : NULL;
  g_autofree char *text = NULL;

  if (order->is_on_hold && order->hold_reason != NULL && *order->hold_reason != '\0')
    text = g_strdup_printf (_("On hold: %s"), order->hold_reason);
  else if (order->is_on_hold)
    text = g_strdup (_("On hold: nothing of it can be sent until it is released."));
  else if (differences != NULL && *differences != '\0')
    text = g_steal_pointer (&differences);
  set_text (self->warning_text, self->warning, text);
}

static char *
describe_contact (DocketContact *contact)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (contact == NULL)
    return NULL;
  if (contact->email != NULL && *contact->email != '\0')
    g_ptr_array_add (parts, contact->email);
  if (contact->phone != NULL && *contact->phone != '\0')
    g_ptr_array_add (parts, contact->phone);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("\n", (char **) parts->pdata);
}

static char *
format_address (DocketOrderPage *self, DocketAddress *address)
{
  DocketRecord *shop = docket_live_record_get_record (docket_shell_get_shop (get_shell (self)));

  if (address == NULL)
    return NULL;
  return docket_address_to_lines (address, shop != NULL ? DOCKET_SHOP (shop)->country : NULL);
}

static void
show_people (DocketOrderPage *self)
{
  g_autofree char *contact = describe_contact (self->order->customer);
  g_autofree char *shipping = format_address (self, self->order->shipping_address);
  g_autofree char *billing = format_address (self, self->order->billing_address);

  set_text (self->contact, self->contact_section, contact);
  set_text (self->shipping_address, self->shipping_section, shipping);
  set_text (self->billing_address, self->billing_section, g_strcmp0 (shipping, billing) != 0 ? billing : NULL);
  set_text (self->order_note, GTK_WIDGET (self->order_note), self->order->note);
}

static void
show_history (DocketOrderPage *self)
{
  g_autoptr (GPtrArray) newest_first = g_ptr_array_new ();
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  GPtrArray *history = self->order->history;

  for (guint i = history->len; i > 0; i--)
    {
      DocketHistoryRow *row = history->pdata[i - 1];

      g_ptr_array_add (newest_first, row);
      if (g_strcmp0 (row->kind, "NoteAdded") == 0)
        g_ptr_array_add (notes, row);
    }
  docket_order_list_show (self->timeline, self->order, newest_first);
  docket_order_list_show (self->notes, self->order, notes);
}

/* What can be done with it */

static void
guard (DocketOrderPage *self, GtkWidget *button, DocketCommand *taken, const char *tooltip)
{
  g_autoptr (DocketCommand) command = taken;

  docket_action_guard (get_shell (self), button, command, tooltip);
}

static void
guard_menu (DocketOrderPage *self)
{
  DocketShell *shell = get_shell (self);

  if (docket_uuid_equal (&self->guarded, &self->order->id))
    return;
  self->guarded = self->order->id;
  guard (self, self->pay, docket_order_steps_payment_command (shell, self->order), NULL);
  guard (self, self->add_payment, docket_order_steps_payment_command (shell, self->order), _("Record Payment"));
  guard (self, self->parcel, docket_order_steps_command (shell, self->order, "CreateFulfilment"), NULL);
  guard (self, self->add_parcel, docket_order_steps_command (shell, self->order, "CreateFulfilment"), _("Create Parcel"));
  guard (self, self->hold, docket_order_steps_command (shell, self->order, "HoldOrder"), NULL);
  guard (self, self->release, docket_order_steps_command (shell, self->order, "ReleaseOrder"), NULL);
  guard (self, self->cancel, docket_order_steps_command (shell, self->order, "CancelOrder"), NULL);
  guard (self, self->discard, docket_order_steps_command (shell, self->order, "DiscardDraft"), NULL);
}

static void
guard_primary (DocketOrderPage *self)
{
  const char *label = docket_order_steps_get_label (self->order);
  g_autofree char *json = NULL;
  g_autofree char *step = NULL;
  g_autoptr (DocketCommand) command = docket_order_steps_make_command (get_shell (self), self->order);

  gtk_widget_set_visible (GTK_WIDGET (self->primary), label != NULL);
  if (label != NULL)
    gtk_button_set_label (self->primary, label);
  json = command != NULL ? docket_record_to_json (DOCKET_RECORD (command), DOCKET_PART_PUBLIC) : NULL;
  step = g_strconcat (self->order->next_step != NULL ? self->order->next_step : "", json, NULL);
  if (g_strcmp0 (step, self->guarded_step) == 0)
    return;
  g_free (self->guarded_step);
  self->guarded_step = g_steal_pointer (&step);
  docket_action_guard (get_shell (self), GTK_WIDGET (self->primary), command, _("The next step for this order"));
}

static void
show_menu (DocketOrderPage *self)
{
  DocketOrderDetail *order = self->order;
  gboolean is_draft = order->status == DOCKET_ORDER_STATUS_DRAFT || order->status == DOCKET_ORDER_STATUS_QUOTED;
  gboolean is_placed = is_numbered (self) && !is_draft;

  gtk_widget_set_visible (self->edit, is_draft);
  gtk_widget_set_visible (self->discard, is_draft);
  gtk_widget_set_visible (self->pay, is_placed);
  gtk_widget_set_visible (self->parcel, is_placed);
  gtk_widget_set_visible (self->hold, is_placed && !order->is_on_hold);
  gtk_widget_set_visible (self->release, is_placed && order->is_on_hold);
  gtk_widget_set_visible (self->cancel, is_placed);
  gtk_widget_set_visible (self->parcels_section, is_placed);
  gtk_widget_set_visible (self->payments_section, is_placed);
}

static void
show_order (DocketOrderPage *self)
{
  show_heading (self);
  show_warning (self);
  docket_order_lines_show (self->lines, self->order);
  docket_totals_show_order (self->totals, self->order);
  docket_order_list_show (self->payments, self->order, self->order->payments);
  docket_order_list_show (self->parcels, self->order, self->order->fulfilments);
  show_people (self);
  show_history (self);
  show_menu (self);
  guard_menu (self);
  guard_primary (self);
}

static void
updated_cb (DocketOrderPage *self)
{
  DocketRecord *record = docket_live_record_get_record (self->record);
  const char *error = docket_live_record_get_error (self->record);

  g_set_object (&self->order, (DocketOrderDetail *) record);
  gtk_widget_set_visible (self->header_box, self->order != NULL);
  if (self->order != NULL)
    show_order (self);
  else if (error != NULL)
    {
      g_autofree char *description = g_markup_escape_text (error, -1);

      adw_status_page_set_description (self->missing, description);
    }
  gtk_stack_set_visible_child_name (self->states, self->order != NULL ? "order" : error != NULL ? "missing" : "waiting");
}

/* What the person does */

static void
primary_cb (DocketOrderPage *self)
{
  if (self->order != NULL)
    docket_order_steps_take (get_shell (self), self->order, GTK_WIDGET (self));
}

static void
edit_cb (DocketOrderPage *self)
{
  g_autofree char *id = docket_order_words_id (self->order);

  gtk_popover_popdown (self->menu);
  docket_shell_open_editor (get_shell (self), id);
}

static void
pay_cb (DocketOrderPage *self)
{
  gtk_popover_popdown (self->menu);
  docket_payment_dialog_present (get_shell (self), self->order, GTK_WIDGET (self));
}

static void
parcel_cb (DocketOrderPage *self)
{
  gtk_popover_popdown (self->menu);
  docket_parcel_dialog_present (get_shell (self), self->order, GTK_WIDGET (self));
}

static void
hold_cb (DocketOrderPage *self)
{
  gtk_popover_popdown (self->menu);
  docket_reason_dialog_present (get_shell (self), &docket_reason_hold, self->order, &self->order->id, GTK_WIDGET (self));
}

static void
cancel_cb (DocketOrderPage *self)
{
  gtk_popover_popdown (self->menu);
  docket_reason_dialog_present (get_shell (self), &docket_reason_cancel_order, self->order, &self->order->id, GTK_WIDGET (self));
}

static void
dispatch (DocketOrderPage *self, const char *name, const char *done)
{
  g_autoptr (DocketCommand) command = docket_order_steps_command (get_shell (self), self->order, name);

  gtk_popover_popdown (self->menu);
  docket_action_dispatch (get_shell (self), command, done, NULL, self, NULL);
}

static void
release_cb (DocketOrderPage *self)
{
  dispatch (self, "ReleaseOrder", _("The order was released"));
}

static void
discard_cb (DocketOrderPage *self)
{
  dispatch (self, "DiscardDraft", _("The draft was discarded"));
}

static void
note_cb (DocketOrderPage *self)
{
  gtk_popover_popdown (self->menu);
  gtk_widget_grab_focus (GTK_WIDGET (self->note_entry));
}

static void
duplicate_cb (DocketOrderPage *self)
{
  gtk_popover_popdown (self->menu);
  docket_order_steps_duplicate (get_shell (self), self->order);
}

static void
customer_cb (DocketOrderPage *self)
{
  char id[DOCKET_UUID_STRING_SIZE];

  docket_shell_open_customer (get_shell (self), docket_uuid_format (&self->order->customer_id, id));
}

static void
note_changed_cb (DocketOrderPage *self)
{
  gtk_widget_set_sensitive (self->note_button, *gtk_editable_get_text (self->note_entry) != '\0');
}

static void
noted_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  DocketOrderPage *self = owner;

  if (error == NULL)
    gtk_editable_set_text (self->note_entry, "");
  note_changed_cb (self);
}

static void
add_note_cb (DocketOrderPage *self)
{
  g_autofree char *id = docket_order_words_id (self->order);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCommand) command = NULL;

  if (*gtk_editable_get_text (self->note_entry) == '\0')
    return;
  command = docket_action_command (get_shell (self), &error, "AddNote", "order", id, "text", gtk_editable_get_text (self->note_entry),
                                   NULL);
  if (command != NULL)
    docket_action_dispatch (get_shell (self), command, NULL, self->note_form, self, noted_cb);
  else
    docket_form_show_error (self->note_form, error);
}

/* The page */

/* Nothing of the order before may be taken for this one while its answer is on its way. */
static void
forget_order (DocketOrderPage *self)
{
  g_clear_object (&self->order);
  self->guarded = (DocketUuid) { 0 };
  g_clear_pointer (&self->guarded_step, g_free);
  docket_order_list_clear (self->payments);
  docket_order_list_clear (self->parcels);
  docket_order_list_clear (self->timeline);
  docket_order_list_clear (self->notes);
  docket_order_lines_clear (self->lines);
  docket_form_clear (self->note_form);
  gtk_editable_set_text (self->note_entry, "");
  gtk_widget_set_visible (self->header_box, FALSE);
  gtk_stack_set_visible_child_name (self->states, "waiting");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
docket_order_page_opened (DocketPage *page, DocketQuery *what)
{
  DocketOrderPage *self = DOCKET_ORDER_PAGE (page);
  DocketQuery *shown = self->record != NULL ? docket_live_record_get_query (self->record) : NULL;

  if (!DOCKET_IS_ORDER_QUERY (what))
    return;
  if (self->record == NULL)
    {
      self->record = docket_live_record_new (docket_shell_get_queries (get_shell (self)), NULL);
      g_signal_connect_object (self->record, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
    }
  if (shown != NULL && docket_record_equal (DOCKET_RECORD (shown), DOCKET_RECORD (what)))
    return;
  forget_order (self);
  docket_live_record_set_query (self->record, what);
}

static DocketQuery *
docket_order_page_describe (DocketPage *page)
{
  DocketOrderPage *self = DOCKET_ORDER_PAGE (page);
  DocketQuery *shown = self->record != NULL ? docket_live_record_get_query (self->record) : NULL;

  return shown != NULL ? g_object_ref (shown) : NULL;
}

static void
docket_order_page_constructed (GObject *object)
{
  DocketOrderPage *self = DOCKET_ORDER_PAGE (object);
  DocketShell *shell = get_shell (self);

  G_OBJECT_CLASS (docket_order_page_parent_class)->constructed (object);

  docket_order_list_set_kind (self->payments, shell, &docket_order_payments, _("Payments"));
  docket_order_list_set_kind (self->parcels, shell, &docket_order_parcels, _("Parcels"));
  docket_order_list_set_kind (self->timeline, shell, &docket_order_timeline, _("History"));
  docket_order_list_set_kind (self->notes, shell, &docket_order_notes, _("Notes"));
  self->note_form = docket_form_new (self->note_button, self->note_problem);
  docket_form_add (self->note_form, "text", GTK_WIDGET (self->note_entry), self->note_problem);
}

static void
docket_order_page_dispose (GObject *object)
{
  DocketOrderPage *self = DOCKET_ORDER_PAGE (object);

  g_clear_object (&self->record);
  g_clear_object (&self->order);
  g_clear_object (&self->note_form);
  g_clear_pointer (&self->guarded_step, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_ORDER_PAGE);
  G_OBJECT_CLASS (docket_order_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, add_note);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, add_parcel);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, add_payment);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, billing_address);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, billing_section);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, contact);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, contact_section);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, customer);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, customer_name);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, discard);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, duplicate);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, edit);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, fulfilment_status);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, header_box);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, hold);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, hold_status);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, lines);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, menu);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, missing);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, note_button);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, note_entry);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, note_problem);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, notes);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, number);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, order_note);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, parcel);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, parcels);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, parcels_section);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, pay);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, payment_status);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, payments);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, payments_section);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, placed);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, primary);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, release);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, shipping_address);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, shipping_section);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, states);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, status);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, timeline);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, totals);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, warning);
  gtk_widget_class_bind_template_child (widget_class, DocketOrderPage, warning_text);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, add_note_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, customer_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, duplicate_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, hold_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, parcel_cb);
  gtk_widget_class_bind_template_callback (widget_class, pay_cb);
  gtk_widget_class_bind_template_callback (widget_class, primary_cb);
  gtk_widget_class_bind_template_callback (widget_class, release_cb);
}

static void
docket_order_page_class_init (DocketOrderPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DocketPageClass *page_class = DOCKET_PAGE_CLASS (klass);

  object_class->constructed = docket_order_page_constructed;
  object_class->dispose = docket_order_page_dispose;
  page_class->opened = docket_order_page_opened;
  page_class->describe = docket_order_page_describe;
  g_type_ensure (DOCKET_TYPE_TWO_COLUMNS);
  g_type_ensure (DOCKET_TYPE_ORDER_LINES);
  g_type_ensure (DOCKET_TYPE_ORDER_LIST);
  g_type_ensure (DOCKET_TYPE_STATUS_LABEL);
  g_type_ensure (DOCKET_TYPE_TOTALS);
  g_type_ensure (DOCKET_TYPE_WRAP_LAYOUT);
  g_type_ensure (DOCKET_TYPE_ORDER_STATUS);
  g_type_ensure (DOCKET_TYPE_PAYMENT_STATUS);
  g_type_ensure (DOCKET_TYPE_FULFILMENT_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-order-page.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
docket_order_page_init (DocketOrderPage *self)
{
  GtkWidget *row;

  gtk_widget_init_template (GTK_WIDGET (self));
  for (row = gtk_widget_get_first_child (gtk_popover_get_child (self->menu)); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (GTK_IS_BUTTON (row))
      gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (row))), 0);
}
