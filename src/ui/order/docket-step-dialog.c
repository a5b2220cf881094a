/* docket-step-dialog.c: a dialog that shows what a command will do before it is confirmed
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-step-dialog.h"

#include <glib/gi18n.h>

#include "docket-action.h"

/* Milliseconds without another key before the rules are asked. */
#define QUIET 150

typedef struct
{
  DocketShell *shell;
  DocketForm *form;
  GHashTable *problems;
  GHashTable *fields;
  GtkLabel *description;
  GtkListBox *rows;
  GtkLabel *problem;
  GtkLabel *effect;
  GtkButton *confirm;
  GCancellable *cancellable;
  guint quiet;
  gboolean is_destructive;
} DocketStepDialogPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DocketStepDialog, docket_step_dialog, ADW_TYPE_WINDOW)

enum
{
  PROP_SHELL = 1,
  PROP_CONFIRM_LABEL,
  PROP_IS_DESTRUCTIVE,
  PROP_DESCRIPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static DocketStepDialogPrivate *
get_private (DocketStepDialog *self)
{
  return docket_step_dialog_get_instance_private (self);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* While somebody types, a rule speaks without moving the cursor; only a rejected confirmation does that. */
static void
show_problem (DocketStepDialog *self, const GError *error)
{
  DocketStepDialogPrivate *private = get_private (self);
  const char *field = docket_error_get_field (error);
  GtkLabel *beside = field != NULL ? g_hash_table_lookup (private->problems, field) : NULL;

  set_text (private->effect, NULL);
  set_text (beside != NULL ? beside : private->problem, error->message);
}

static void
previewed_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  DocketStepDialog *self = owner;
  DocketStepDialogPrivate *private = get_private (self);
  g_autofree char *effect = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  docket_form_clear (private->form);
  if (error != NULL)
    show_problem (self, error);
  else
    {
      if (DOCKET_STEP_DIALOG_GET_CLASS (self)->describe_effect != NULL)
        effect = DOCKET_STEP_DIALOG_GET_CLASS (self)->describe_effect (self, outcome);
      set_text (private->effect, effect);
    }
}

static gboolean
quiet_cb (gpointer data)
{
  DocketStepDialog *self = data;
  DocketStepDialogPrivate *private = get_private (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCommand) command = DOCKET_STEP_DIALOG_GET_CLASS (self)->make_command (self, &error);

  private->quiet = 0;
  if (command == NULL)
    {
      docket_form_clear (private->form);
      show_problem (self, error);
      return G_SOURCE_REMOVE;
    }
  private->cancellable = g_cancellable_new ();
  docket_action_preview (private->shell, command, private->cancellable, self, previewed_cb);
  return G_SOURCE_REMOVE;
}

static void
forget_preview (DocketStepDialog *self)
{
  DocketStepDialogPrivate *private = get_private (self);

  g_clear_handle_id (&private->quiet, g_source_remove);
  g_cancellable_cancel (private->cancellable);
  g_clear_object (&private->cancellable);
}

static void
done_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  if (error != NULL)
    return;
  if (DOCKET_STEP_DIALOG_GET_CLASS (owner)->accepted != NULL)
    DOCKET_STEP_DIALOG_GET_CLASS (owner)->accepted (owner, outcome);
  gtk_window_destroy (GTK_WINDOW (owner));
}

static void
confirm_cb (DocketStepDialog *self)
{
  DocketStepDialogPrivate *private = get_private (self);
  DocketStepDialogClass *klass = DOCKET_STEP_DIALOG_GET_CLASS (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketCommand) command = klass->make_command (self, &error);
  g_autofree char *done = NULL;

  forget_preview (self);
  if (command == NULL)
    {
      set_text (private->effect, NULL);
      docket_form_show_error (private->form, error);
      return;
    }
  if (klass->describe_done != NULL)
    done = klass->describe_done (self);
  docket_action_dispatch (private->shell, command, done, private->form, self, done_cb);
}

static void
changed_cb (DocketStepDialog *self)
{
  if (DOCKET_STEP_DIALOG_GET_CLASS (self)->changed != NULL)
    DOCKET_STEP_DIALOG_GET_CLASS (self)->changed (self);
  docket_step_dialog_preview (self);
}

static void
docket_step_dialog_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DocketStepDialogPrivate *private = get_private (DOCKET_STEP_DIALOG (object));

  switch (id)
    {
    case PROP_SHELL:
      g_value_set_object (value, private->shell);
      break;
    case PROP_CONFIRM_LABEL:
      g_value_set_string (value, gtk_button_get_label (private->confirm));
      break;
    case PROP_IS_DESTRUCTIVE:
      g_value_set_boolean (value, private->is_destructive);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, gtk_label_get_label (private->description));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Without its mnemonic: the oldest supported GTK names a button twice whose label is set after that, and Enter confirms anyway. */
static void
set_confirm_label (GtkButton *button, const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label != NULL ? label : "", "_", -1);
  g_autofree char *plain = g_strjoinv (NULL, parts);

  gtk_button_set_label (button, plain);
}

static void
docket_step_dialog_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  DocketStepDialogPrivate *private = get_private (DOCKET_STEP_DIALOG (object));

  switch (id)
    {
    case PROP_SHELL:
      private->shell = g_value_dup_object (value);
      break;
    case PROP_CONFIRM_LABEL:
      set_confirm_label (private->confirm, g_value_get_string (value));
      break;
    case PROP_IS_DESTRUCTIVE:
      private->is_destructive = g_value_get_boolean (value);
      gtk_widget_add_css_class (GTK_WIDGET (private->confirm), private->is_destructive ? "destructive-action" : "suggested-action");
      break;
    case PROP_DESCRIPTION:
      set_text (private->description, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_step_dialog_dispose (GObject *object)
{
  DocketStepDialogPrivate *private = get_private (DOCKET_STEP_DIALOG (object));

  forget_preview (DOCKET_STEP_DIALOG (object));
  g_clear_object (&private->form);
  /* The template goes with the content: the oldest GTK looks for one of the subclass, which has none. */
  G_OBJECT_CLASS (docket_step_dialog_parent_class)->dispose (object);
}

static void
docket_step_dialog_finalize (GObject *object)
{
  DocketStepDialogPrivate *private = get_private (DOCKET_STEP_DIALOG (object));

  g_clear_pointer (&private->problems, g_hash_table_unref);
  g_clear_pointer (&private->fields, g_hash_table_unref);
  g_clear_object (&private->shell);
  G_OBJECT_CLASS (docket_step_dialog_parent_class)->finalize (object);
}

static void
docket_step_dialog_class_init (DocketStepDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = docket_step_dialog_get_property;
  object_class->set_property = docket_step_dialog_set_property;
  object_class->dispose = docket_step_dialog_dispose;
  object_class->finalize = docket_step_dialog_finalize;
  properties[PROP_SHELL] = g_param_spec_object ("shell", NULL, NULL, DOCKET_TYPE_SHELL, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_CONFIRM_LABEL] = g_param_spec_string ("confirm-label", NULL, NULL, NULL, flags);
  properties[PROP_IS_DESTRUCTIVE] = g_param_spec_boolean ("is-destructive", NULL, NULL, FALSE, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-step-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, DocketStepDialog, description);
  gtk_widget_class_bind_template_child_private (widget_class, DocketStepDialog, rows);
  gtk_widget_class_bind_template_child_private (widget_class, DocketStepDialog, problem);
  gtk_widget_class_bind_template_child_private (widget_class, DocketStepDialog, effect);
  gtk_widget_class_bind_template_child_private (widget_class, DocketStepDialog, confirm);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
docket_step_dialog_init (DocketStepDialog *self)
{
  DocketStepDialogPrivate *private = get_private (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  private->problems = g_hash_table_new (g_str_hash, g_str_equal);
  private->fields = g_hash_table_new (g_str_hash, g_str_equal);
  private->form = docket_form_new (GTK_WIDGET (private->confirm), private->problem);
}

DocketShell *
docket_step_dialog_get_shell (DocketStepDialog *self)
{
  g_return_val_if_fail (DOCKET_IS_STEP_DIALOG (self), NULL);

  return get_private (self)->shell;
}

static GtkWidget *
make_problem_row (GtkLabel *label)
{
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "focusable", FALSE, "child", label, NULL);

  g_object_bind_property (label, "visible", row, "visible", G_BINDING_SYNC_CREATE);
  return row;
}

void
docket_step_dialog_add_row (DocketStepDialog *self, const char *field, GtkWidget *row)
{
  DocketStepDialogPrivate *private;
  GtkLabel *problem;

  g_return_if_fail (DOCKET_IS_STEP_DIALOG (self));
  g_return_if_fail (field != NULL);

  private = get_private (self);
  field = g_intern_string (field);
  problem = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0,
                          "margin-start", 12, "margin-end", 12, "margin-top", 9, "margin-bottom", 9, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (problem), "error");
  gtk_list_box_append (private->rows, row);
  gtk_list_box_append (private->rows, make_problem_row (problem));
  g_hash_table_insert (private->problems, (gpointer) field, problem);
  g_hash_table_insert (private->fields, (gpointer) field, row);
  docket_form_add (private->form, field, row, problem);
}

AdwEntryRow *
docket_step_dialog_add_entry (DocketStepDialog *self, const char *field, const char *title, const char *text)
{
  AdwEntryRow *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "text", text != NULL ? text : "", "activates-default", TRUE, NULL);

  docket_step_dialog_add_row (self, field, GTK_WIDGET (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (row, "changed", G_CALLBACK (changed_cb), self);
  return row;
}

AdwComboRow *
docket_step_dialog_add_choice (DocketStepDialog *self, const char *field, const char *title, const char *const *choices)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);
  AdwComboRow *row = g_object_new (ADW_TYPE_COMBO_ROW, "title", title, "model", model, NULL);

  docket_step_dialog_add_row (self, field, GTK_WIDGET (row));
  g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (changed_cb), self);
  return row;
}

GtkSwitch *
docket_step_dialog_add_switch (DocketStepDialog *self, const char *field, const char *title, const char *subtitle)
{
  GtkWidget *toggle = g_object_new (GTK_TYPE_SWITCH, "valign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "subtitle", subtitle, "activatable-widget", toggle, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  docket_step_dialog_add_row (self, field, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_swapped (toggle, "notify::active", G_CALLBACK (changed_cb), self);
  return GTK_SWITCH (toggle);
}

void
docket_step_dialog_preview (DocketStepDialog *self)
{
  g_return_if_fail (DOCKET_IS_STEP_DIALOG (self));

  forget_preview (self);
  /* Nothing to be shown: the rules speak when it is confirmed. */
  if (DOCKET_STEP_DIALOG_GET_CLASS (self)->describe_effect == NULL)
    return;
  get_private (self)->quiet = g_timeout_add (QUIET, quiet_cb, self);
}

void
docket_step_dialog_present (DocketStepDialog *self, GtkWidget *parent)
{
  DocketStepDialogPrivate *private;
  GtkRoot *root;

  g_return_if_fail (DOCKET_IS_STEP_DIALOG (self));

  private = get_private (self);
  root = gtk_widget_get_root (parent);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_widget_set_visible (GTK_WIDGET (private->rows), g_hash_table_size (private->fields) > 0);
  if (DOCKET_STEP_DIALOG_GET_CLASS (self)->describe_effect != NULL)
    quiet_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_child_focus (GTK_WIDGET (private->rows), GTK_DIR_TAB_FORWARD);
}

GtkWidget *
docket_step_dialog_get_row (DocketStepDialog *self, const char *field)
{
  g_return_val_if_fail (DOCKET_IS_STEP_DIALOG (self), NULL);

  return g_hash_table_lookup (get_private (self)->fields, field);
}
