/* docket-form.c: shows errors beside the fields they are about
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-form.h"

#include <string.h>

#include "docket-compat-gtk.h"
#include "docket-error.h"

typedef struct
{
  char *name;
  GtkWidget *widget;
  GtkLabel *problem;
} Field;

struct _DocketForm
{
  GObject parent_instance;

  GPtrArray *fields;
  GtkWidget *submit;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (DocketForm, docket_form, G_TYPE_OBJECT)

static void
field_free (gpointer data)
{
  Field *field = data;

  g_clear_weak_pointer (&field->widget);
  g_clear_weak_pointer (&field->problem);
  g_free (field->name);
  g_free (field);
}

static void
show_problem (GtkLabel *label, const char *message)
{
  if (label == NULL)
    return;
  gtk_label_set_label (label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (label), message != NULL);
}

static void
mark (Field *field, const char *message)
{
  if (field->widget == NULL)
    return;
  if (message != NULL)
    gtk_widget_add_css_class (field->widget, "error");
  else
    gtk_widget_remove_css_class (field->widget, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field->widget), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_widget_set_tooltip_text (field->widget, message);
}

/* "lines.2.quantity" is about "lines.2" where that has no widget of its own. */
static gboolean
is_about (const char *error_field, const char *name)
{
  size_t length = strlen (name);

  return strncmp (error_field, name, length) == 0 &&
         (error_field[length] == '\0' || error_field[length] == '.' || error_field[length] == '[');
}

static Field *
find_field (DocketForm *self, const char *error_field)
{
  Field *best = NULL;

  if (error_field == NULL)
    return NULL;
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (is_about (error_field, field->name) && (best == NULL || strlen (field->name) > strlen (best->name)))
        best = field;
    }
  return best;
}

static void
docket_form_finalize (GObject *object)
{
  DocketForm *self = DOCKET_FORM (object);

  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_weak_pointer (&self->submit);
  g_clear_weak_pointer (&self->problem);
  G_OBJECT_CLASS (docket_form_parent_class)->finalize (object);
}

static void
docket_form_class_init (DocketFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_form_finalize;
}

static void
docket_form_init (DocketForm *self)
{
  self->fields = g_ptr_array_new_with_free_func (field_free);
}

DocketForm *
docket_form_new (GtkWidget *submit, GtkLabel *problem)
{
  DocketForm *self = g_object_new (DOCKET_TYPE_FORM, NULL);

  g_set_weak_pointer (&self->submit, submit);
  g_set_weak_pointer (&self->problem, problem);
  return self;
}

void
docket_form_add (DocketForm *self, const char *name, GtkWidget *widget, GtkLabel *problem)
{
  Field *field;

  g_return_if_fail (DOCKET_IS_FORM (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  field = g_new0 (Field, 1);
  field->name = g_strdup (name);
  g_set_weak_pointer (&field->widget, widget);
  g_set_weak_pointer (&field->problem, problem);
  g_ptr_array_add (self->fields, field);
}

gboolean
docket_form_show_error (DocketForm *self, const GError *error)
{
  Field *field;
  GtkLabel *label;

  g_return_val_if_fail (DOCKET_IS_FORM (self), FALSE);
  g_return_val_if_fail (error != NULL, FALSE);

  docket_form_clear (self);
  field = find_field (self, docket_error_get_field (error));
  label = field != NULL && field->problem != NULL ? field->problem : self->problem;
  if (field != NULL)
    {
      mark (field, error->message);
      if (field->widget != NULL)
        gtk_widget_grab_focus (field->widget);
    }
  show_problem (label, error->message);
  if (label != NULL)
    docket_announce (GTK_WIDGET (label), error->message);
  return label != NULL;
}

void
docket_form_clear (DocketForm *self)
{
  g_return_if_fail (DOCKET_IS_FORM (self));

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      mark (field, NULL);
      show_problem (field->problem, NULL);
    }
  show_problem (self->problem, NULL);
}

void
docket_form_set_is_busy (DocketForm *self, gboolean is_busy)
{
  g_return_if_fail (DOCKET_IS_FORM (self));

  if (self->submit != NULL)
    gtk_widget_set_sensitive (self->submit, !is_busy);
}
