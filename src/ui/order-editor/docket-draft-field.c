/* docket-draft-field.c: an entry of a draft that becomes a command when one is done with it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-draft-field.h"

#include <adwaita.h>
#include <string.h>

#include "docket-format.h"
#include "docket-quantity.h"

#define QUIET 150

struct _DocketDraftField
{
  GObject parent_instance;

  GtkWidget *entry;
  char *text;
  guint quiet;
  gboolean is_dirty;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (DocketDraftField, docket_draft_field, G_TYPE_OBJECT)

enum
{
  SIGNAL_TYPED,
  SIGNAL_COMMITTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_text (DocketDraftField *self)
{
  if (self->entry == NULL || g_strcmp0 (docket_draft_field_get_text (self), self->text) == 0)
    return;
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->text);
  self->is_filling = FALSE;
}

static gboolean
quiet_cb (gpointer data)
{
  DocketDraftField *self = data;

  self->quiet = 0;
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (DocketDraftField *self)
{
  if (self->is_filling)
    return;
  self->is_dirty = TRUE;
  g_clear_handle_id (&self->quiet, g_source_remove);
  self->quiet = g_timeout_add (QUIET, quiet_cb, self);
}

static void
commit (DocketDraftField *self)
{
  g_clear_handle_id (&self->quiet, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_COMMITTED], 0);
}

static void
activate_cb (DocketDraftField *self)
{
  commit (self);
}

static void
focus_left_cb (DocketDraftField *self)
{
  if (self->is_dirty)
    commit (self);
}

static gboolean
key_pressed_cb (DocketDraftField *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape || !self->is_dirty)
    return GDK_EVENT_PROPAGATE;
  docket_draft_field_settle (self);
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
  return GDK_EVENT_STOP;
}

static void
docket_draft_field_finalize (GObject *object)
{
  DocketDraftField *self = DOCKET_DRAFT_FIELD (object);

  g_clear_handle_id (&self->quiet, g_source_remove);
  g_clear_weak_pointer (&self->entry);
  g_free (self->text);
  G_OBJECT_CLASS (docket_draft_field_parent_class)->finalize (object);
}

static void
docket_draft_field_class_init (DocketDraftFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_draft_field_finalize;
  signals[SIGNAL_TYPED] = g_signal_new ("typed", DOCKET_TYPE_DRAFT_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_COMMITTED] = g_signal_new ("committed", DOCKET_TYPE_DRAFT_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
docket_draft_field_init (DocketDraftField *self)
{
  self->text = g_strdup ("");
}

DocketDraftField *
docket_draft_field_new (GtkWidget *entry)
{
  DocketDraftField *self = g_object_new (DOCKET_TYPE_DRAFT_FIELD, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_set_weak_pointer (&self->entry, entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, ADW_IS_ENTRY_ROW (entry) ? "entry-activated" : "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  return self;
}

const char *
docket_draft_field_get_text (DocketDraftField *self)
{
  return self->entry != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->entry)) : "";
}

void
docket_draft_field_fill (DocketDraftField *self, const char *text)
{
  g_return_if_fail (DOCKET_IS_DRAFT_FIELD (self));

  g_free (self->text);
  self->text = g_strdup (text != NULL ? text : "");
  if (!self->is_dirty)
    show_text (self);
}

gboolean
docket_draft_field_is_dirty (DocketDraftField *self)
{
  return self->is_dirty;
}

void
docket_draft_field_settle (DocketDraftField *self)
{
  g_return_if_fail (DOCKET_IS_DRAFT_FIELD (self));

  g_clear_handle_id (&self->quiet, g_source_remove);
  self->is_dirty = FALSE;
  show_text (self);
}

/* An error of the values knows no field. */
static char *
refuse (GError *taken, const char *field, GError **error)
{
  docket_error_set_field (taken, field);
  g_propagate_error (error, taken);
  return NULL;
}

char *
docket_draft_read_quantity (const char *text, const char *field, GError **error)
{
  GError *local_error = NULL;
  gint64 quantity;

  if (!docket_parse_quantity_input (text, &quantity, &local_error))
    return refuse (local_error, field, error);
  return docket_quantity_to_string (quantity);
}

char *
docket_draft_read_money (const char *text, const char *currency, const char *field, GError **error)
{
  GError *local_error = NULL;
  DocketMoney money;

  if (!docket_parse_money_input (text, currency, &money, &local_error))
    return refuse (local_error, field, error);
  return docket_money_to_string (money);
}

char *
docket_draft_read_discount (const char *text, const char *currency, const char *field, GError **error)
{
  g_autofree char *rest = g_strstrip (g_strdup (text));
  g_autofree char *percent = NULL;

  if (*rest == '\0')
    return g_strdup ("0");
  if (!g_str_has_suffix (rest, "%"))
    return docket_draft_read_money (rest, currency, field, error);
  rest[strlen (rest) - 1] = '\0';
  percent = docket_draft_read_quantity (g_strstrip (rest), field, error);
  return percent != NULL ? g_strconcat (percent, "%", NULL) : NULL;
}

char *
docket_draft_format_discount (DocketDiscount discount)
{
  if (docket_discount_is_none (discount))
    return g_strdup ("");
  if (discount.is_percent)
    return docket_format_rate (discount.value);
  return docket_format_money_plain (DOCKET_MONEY (discount.value, discount.digits));
}
