/* docket-customer-choice.c: whom a draft is for
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-customer-choice.h"

#include <glib/gi18n.h>

#include "docket-register-dialog.h"
#include "docket-suggest-entry.h"

struct _DocketCustomerChoice
{
  GtkWidget parent_instance;

  DocketDraft *draft;
  GtkStack *stack;
  DocketSuggestEntry *entry;
  GtkLabel *name;
  GtkLabel *reach;
};

G_DEFINE_FINAL_TYPE (DocketCustomerChoice, docket_customer_choice, GTK_TYPE_WIDGET)

static DocketListQuery *
make_query (const char *text)
{
  return g_object_new (DOCKET_TYPE_CUSTOMERS_QUERY, "search", text, "limit", (gint64) 8, NULL);
}

static char *
join (const char *email, const char *phone)
{
  gboolean has_email = email != NULL && *email != '\0';

  if (phone == NULL || *phone == '\0')
    return g_strdup (has_email ? email : "");
  return has_email ? g_strdup_printf ("%s · %s", email, phone) : g_strdup (phone);
}

static void
describe (DocketRow *row, DocketSuggestion *suggestion)
{
  DocketCustomerRow *customer = DOCKET_CUSTOMER_ROW (row);

  suggestion->title = g_strdup (customer->display_name);
  suggestion->detail = join (customer->email, customer->phone);
  suggestion->figure = g_strdup (customer->city);
}

static char *
offer (const char *text)
{
  return g_strdup_printf (_("Register “%s” as a new customer…"), text);
}

static const DocketSuggestKind kind = { make_query, describe, offer };

static void
set_customer (DocketCustomerChoice *self, const DocketUuid *id)
{
  JsonObject *properties = json_object_new ();
  char text[DOCKET_UUID_STRING_SIZE];

  if (id != NULL)
    json_object_set_string_member (properties, "customer", docket_uuid_format (id, text));
  docket_draft_edit (self->draft, "SetCustomer", properties, NULL, NULL, self, NULL);
}

static void
chosen_cb (DocketCustomerChoice *self, DocketRow *row)
{
  docket_suggest_entry_set_text (self->entry, "");
  set_customer (self, &DOCKET_CUSTOMER_ROW (row)->id);
  gtk_widget_activate_action (GTK_WIDGET (self), "editor.focus-entry", NULL);
}

static void
offered_cb (DocketCustomerChoice *self, const char *text)
{
  docket_register_dialog_present (self->draft, text, GTK_WIDGET (self));
}

/* Enter takes the first suggestion; where nobody is known by that name it is somebody new. */
static gboolean
take_row_cb (DocketRow *row, gpointer data)
{
  g_set_object ((DocketRow **) data, row);
  return FALSE;
}

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  DocketCustomerChoice *self = source;
  g_autoptr (DocketListQuery) query = make_query (data);
  DocketRow *row = NULL;

  docket_query_bus_list_rows (docket_shell_get_queries (docket_draft_get_shell (self->draft)), query, take_row_cb, &row, NULL);
  g_task_return_pointer (task, row, g_object_unref);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DocketCustomerChoice *self = DOCKET_CUSTOMER_CHOICE (source);
  g_autoptr (DocketRow) row = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->draft == NULL)
    return;
  if (row != NULL)
    chosen_cb (self, row);
  else
    offered_cb (self, g_task_get_task_data (G_TASK (result)));
}

static void
entered_cb (DocketCustomerChoice *self, const char *text)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, looked_cb, NULL);

  g_task_set_task_data (task, g_strdup (text), g_free);
  g_task_run_in_thread (task, look_thread);
}

static void
clear_cb (DocketCustomerChoice *self)
{
  set_customer (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
update (DocketCustomerChoice *self)
{
  DocketOrderDetail *order = docket_draft_get_order (self->draft);
  DocketContact *contact = order != NULL && !docket_uuid_is_null (&order->customer_id) ? order->customer : NULL;
  g_autofree char *reach = NULL;

  gtk_stack_set_visible_child_name (self->stack, contact != NULL ? "chosen" : "entry");
  if (contact == NULL)
    return;
  reach = join (contact->email, contact->phone);
  gtk_label_set_label (self->name, contact->name != NULL && *contact->name != '\0' ? contact->name : reach);
  gtk_label_set_label (self->reach, reach);
  gtk_widget_set_visible (GTK_WIDGET (self->reach), *reach != '\0' && contact->name != NULL && *contact->name != '\0');
}

static void
docket_customer_choice_dispose (GObject *object)
{
  DocketCustomerChoice *self = DOCKET_CUSTOMER_CHOICE (object);

  g_clear_object (&self->draft);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_CUSTOMER_CHOICE);
  G_OBJECT_CLASS (docket_customer_choice_parent_class)->dispose (object);
}

static void
docket_customer_choice_class_init (DocketCustomerChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_customer_choice_dispose;
  g_type_ensure (DOCKET_TYPE_SUGGEST_ENTRY);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-customer-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerChoice, entry);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerChoice, name);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerChoice, reach);
  gtk_widget_class_bind_template_child (widget_class, DocketCustomerChoice, stack);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, offered_cb);
}

static void
docket_customer_choice_init (DocketCustomerChoice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
docket_customer_choice_set_draft (DocketCustomerChoice *self, DocketDraft *draft)
{
  g_return_if_fail (DOCKET_IS_CUSTOMER_CHOICE (self));

  g_set_object (&self->draft, draft);
  docket_suggest_entry_set_kind (self->entry, docket_shell_get_queries (docket_draft_get_shell (draft)), &kind);
  g_signal_connect_object (draft, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
