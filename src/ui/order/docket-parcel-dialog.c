/* docket-parcel-dialog.c: packs chosen lines of an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-parcel-dialog.h"

#include <glib/gi18n.h>

#include "docket-action.h"
#include "docket-format.h"
#include "docket-fulfilment-events.h"
#include "docket-order-words.h"

typedef struct
{
  DocketOrderDetailLine *line;
  GtkEditable *quantity;
} Choice;

struct _DocketParcelDialog
{
  DocketStepDialog parent_instance;

  DocketOrderDetail *order;
  GArray *choices;
};

G_DEFINE_FINAL_TYPE (DocketParcelDialog, docket_parcel_dialog, DOCKET_TYPE_STEP_DIALOG)

/* An empty entry leaves the line out. */
static gboolean
read_choice (const Choice *choice, guint index, gint64 *quantity, GError **error)
{
  const char *text = gtk_editable_get_text (choice->quantity);
  GError *local_error = NULL;

  *quantity = 0;
  if (*text == '\0' || docket_parse_quantity_input (text, quantity, &local_error))
    return TRUE;
  docket_error_set_field (local_error, g_intern_string (gtk_widget_get_name (GTK_WIDGET (choice->quantity))));
  g_propagate_error (error, local_error);
  return FALSE;
}

static void
write_line (JsonBuilder *builder, gint64 line, gint64 quantity)
{
  g_autofree char *text = docket_quantity_to_string (quantity);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "line");
  json_builder_add_int_value (builder, line);
  json_builder_set_member_name (builder, "quantity");
  json_builder_add_string_value (builder, text);
  json_builder_end_object (builder);
}

static gboolean
write_choices (DocketParcelDialog *self, JsonBuilder *builder, GError **error)
{
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->choices->len; i++)
    {
      Choice *choice = &g_array_index (self->choices, Choice, i);
      gint64 quantity;

      if (!read_choice (choice, i, &quantity, error))
        return FALSE;
      if (quantity != 0)
        write_line (builder, choice->line->line, quantity);
    }
  json_builder_end_array (builder);
  return TRUE;
}

static DocketCommand *
make_command (DocketStepDialog *dialog, GError **error)
{
  DocketParcelDialog *self = DOCKET_PARCEL_DIALOG (dialog);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *order = docket_order_words_id (self->order);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "order");
  json_builder_add_string_value (builder, order);
  if (!write_choices (self, builder, error))
    return NULL;
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  return docket_command_bus_parse (docket_shell_get_commands (docket_step_dialog_get_shell (dialog)), "CreateFulfilment", json, -1, error);
}

static char *
describe_effect (DocketStepDialog *dialog, DocketOutcome *outcome)
{
  DocketParcelDialog *self = DOCKET_PARCEL_DIALOG (dialog);
  DocketFulfilmentCreated *created = docket_order_words_find_event (outcome, DOCKET_TYPE_FULFILMENT_CREATED);
  g_autofree char *items = NULL;
  gint64 left;

  if (created == NULL)
    return NULL;
  left = docket_order_words_left_to_pack (self->order) - docket_line_quantities_sum (created->lines);
  if (left <= 0)
    return g_strdup (_("Nothing is left to pack after that."));
  items = docket_order_words_items (left);
  return g_strdup_printf (_("Left to pack after that: %s"), items);
}

static char *
describe_done (DocketStepDialog *dialog)
{
  return g_strdup (_("The parcel is ready to be packed"));
}

static void
clear_choice (gpointer data)
{
  g_clear_object (&((Choice *) data)->line);
}

static void
docket_parcel_dialog_finalize (GObject *object)
{
  DocketParcelDialog *self = DOCKET_PARCEL_DIALOG (object);

  g_clear_pointer (&self->choices, g_array_unref);
  g_clear_object (&self->order);
  G_OBJECT_CLASS (docket_parcel_dialog_parent_class)->finalize (object);
}

static void
docket_parcel_dialog_class_init (DocketParcelDialogClass *klass)
{
  DocketStepDialogClass *dialog_class = DOCKET_STEP_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_parcel_dialog_finalize;
  dialog_class->make_command = make_command;
  dialog_class->describe_effect = describe_effect;
  dialog_class->describe_done = describe_done;
}

static void
docket_parcel_dialog_init (DocketParcelDialog *self)
{
  self->choices = g_array_new (FALSE, TRUE, sizeof (Choice));
  g_array_set_clear_func (self->choices, clear_choice);
}

static void
add_line (DocketParcelDialog *self, DocketOrderDetailLine *line)
{
  g_autofree char *open = docket_format_quantity (line->open, NULL);
  g_autofree char *of = docket_format_quantity (line->open, line->unit);
  g_autofree char *subtitle = g_strdup_printf (_("%s to pack"), of);
  g_autofree char *title = g_markup_escape_text (line->title, -1);
  g_autofree char *field = g_strdup_printf ("lines[%u].quantity", self->choices->len);
  GtkWidget *entry = g_object_new (GTK_TYPE_ENTRY, "text", open, "xalign", 1.0, "width-chars", 6, "valign", GTK_ALIGN_CENTER,
                                   "activates-default", TRUE, "input-purpose", GTK_INPUT_PURPOSE_NUMBER, "name", field, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "subtitle", subtitle, "activatable-widget", entry, NULL);
  Choice choice = { g_object_ref (line), GTK_EDITABLE (entry) };

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, line->title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  docket_step_dialog_add_row (DOCKET_STEP_DIALOG (self), field, row);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (docket_step_dialog_preview), self);
  g_array_append_val (self->choices, choice);
}

void
docket_parcel_dialog_present (DocketShell *shell, DocketOrderDetail *order, GtkWidget *parent)
{
  DocketParcelDialog *self = g_object_new (DOCKET_TYPE_PARCEL_DIALOG, "shell", shell, "title", _("Create Parcel"), "confirm-label",
                                           _("_Create"), "is-destructive", FALSE, NULL);

  self->order = g_object_ref (order);
  for (guint i = 0; i < order->lines->len; i++)
    if (((DocketOrderDetailLine *) order->lines->pdata[i])->open > 0)
      add_line (self, order->lines->pdata[i]);
  docket_step_dialog_present (DOCKET_STEP_DIALOG (self), parent);
  if (self->choices->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (g_array_index (self->choices, Choice, 0).quantity));
}
