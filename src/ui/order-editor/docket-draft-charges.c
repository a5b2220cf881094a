/* docket-draft-charges.c: discount, shipping and address of a draft
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"
#include "docket-draft-charges.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "docket-draft-field.h"
#include "docket-format.h"

typedef enum
{
  FIELD_DISCOUNT,
  FIELD_SHIPPING_TITLE,
  FIELD_SHIPPING_PRICE,
  FIELD_NAME,
  FIELD_STREET,
  FIELD_ZIP,
  FIELD_CITY,
  FIELD_COUNTRY,
  N_FIELDS
} FieldId;

/* What errors and the address call them. */
static const char *const names[N_FIELDS] = {
  "discount", "shipping.title", "shipping.price", "name", "street", "zip", "city", "country",
};

/* The commands that the fields belong to. */
typedef struct
{
  const char *command;
  FieldId first;
  FieldId last;
} Group;

static const Group groups[] = {
  { "SetDiscount", FIELD_DISCOUNT, FIELD_DISCOUNT },
  { "SetShipping", FIELD_SHIPPING_TITLE, FIELD_SHIPPING_PRICE },
  { "UpdateShippingAddress", FIELD_NAME, FIELD_COUNTRY },
};

struct _DocketDraftCharges
{
  GtkWidget parent_instance;

  DocketDraft *draft;
  DocketForm *form;
  DocketDraftField *fields[N_FIELDS];
  gboolean is_sending[G_N_ELEMENTS (groups)];

  GtkWidget *box;
  AdwEntryRow *discount;
  AdwEntryRow *shipping_title;
  AdwEntryRow *shipping_price;
  AdwEntryRow *name;
  AdwEntryRow *street;
  AdwEntryRow *zip;
  AdwEntryRow *city;
  AdwEntryRow *country;
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (DocketDraftCharges, docket_draft_charges, GTK_TYPE_WIDGET)

static const char *
get_text (DocketDraftCharges *self, FieldId id)
{
  return docket_draft_field_get_text (self->fields[id]);
}

static const char *
get_currency (DocketDraftCharges *self)
{
  DocketOrderDetail *order = docket_draft_get_order (self->draft);

  return order != NULL ? order->currency : docket_shell_get_currency (docket_draft_get_shell (self->draft));
}

static gboolean
write_discount (DocketDraftCharges *self, JsonObject *properties, GError **error)
{
  g_autofree char *discount = docket_draft_read_discount (get_text (self, FIELD_DISCOUNT), get_currency (self), "discount", error);

  if (discount != NULL)
    json_object_set_string_member (properties, "discount", discount);
  return discount != NULL;
}

/* Neither title nor price: nothing is sent. */
static gboolean
write_shipping (DocketDraftCharges *self, JsonObject *properties, GError **error)
{
  const char *title = get_text (self, FIELD_SHIPPING_TITLE);
  const char *typed = get_text (self, FIELD_SHIPPING_PRICE);
  g_autofree char *price = NULL;
  JsonObject *shipping;

  if (*title == '\0' && *typed == '\0')
    return TRUE;
  price = *typed != '\0' ? docket_draft_read_money (typed, get_currency (self), "shipping.price", error) : g_strdup ("0");
  if (price == NULL)
    return FALSE;
  shipping = json_object_new ();
  json_object_set_string_member (shipping, "title", *title != '\0' ? title : _("Shipping"));
  json_object_set_string_member (shipping, "price", price);
  json_object_set_object_member (properties, "shipping", shipping);
  return TRUE;
}

static void
write_address (DocketDraftCharges *self, JsonObject *properties)
{
  DocketRecord *shop = docket_live_record_get_record (docket_shell_get_shop (docket_draft_get_shell (self->draft)));
  g_autofree char *country = g_ascii_strup (get_text (self, FIELD_COUNTRY), -1);
  JsonObject *address = NULL;

  for (FieldId id = FIELD_NAME; id < FIELD_COUNTRY; id++)
    if (*get_text (self, id) != '\0')
      {
        if (address == NULL)
          address = json_object_new ();
        json_object_set_string_member (address, names[id], get_text (self, id));
      }
  if (address == NULL)
    return;
  if (*country == '\0' && shop != NULL && DOCKET_SHOP (shop)->country != NULL)
    json_object_set_string_member (address, "country", DOCKET_SHOP (shop)->country);
  else if (*country != '\0')
    json_object_set_string_member (address, "country", country);
  json_object_set_object_member (properties, "shipping-address", address);
}

static JsonObject *
make_properties (DocketDraftCharges *self, const Group *group, GError **error)
{
  g_autoptr (JsonObject) properties = json_object_new ();

  if (group->first == FIELD_DISCOUNT && !write_discount (self, properties, error))
    return NULL;
  if (group->first == FIELD_SHIPPING_TITLE && !write_shipping (self, properties, error))
    return NULL;
  if (group->first == FIELD_NAME)
    write_address (self, properties);
  return g_steal_pointer (&properties);
}

static gboolean
is_dirty (DocketDraftCharges *self, const Group *group)
{
  for (FieldId id = group->first; id <= group->last; id++)
    if (docket_draft_field_is_dirty (self->fields[id]))
      return TRUE;
  return FALSE;
}

static void
settle (DocketDraftCharges *self, const Group *group)
{
  for (FieldId id = group->first; id <= group->last; id++)
    docket_draft_field_settle (self->fields[id]);
}

static void
sent (DocketDraftCharges *self, guint index, const GError *error)
{
  self->is_sending[index] = FALSE;
  if (error == NULL)
    settle (self, &groups[index]);
}

static void
discount_sent_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  sent (owner, 0, error);
}

static void
shipping_sent_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  sent (owner, 1, error);
}

static void
address_sent_cb (gpointer owner, DocketOutcome *outcome, const GError *error)
{
  sent (owner, 2, error);
}

static gboolean
commit (DocketDraftCharges *self, guint index)
{
  static const DocketActionDone done[] = { discount_sent_cb, shipping_sent_cb, address_sent_cb };
  const Group *group = &groups[index];
  g_autoptr (GError) error = NULL;
  JsonObject *properties;

  if (!is_dirty (self, group) || self->is_sending[index])
    return TRUE;
  properties = make_properties (self, group, &error);
  if (properties == NULL)
    {
      docket_form_show_error (self->form, error);
      return FALSE;
    }
  self->is_sending[index] = TRUE;
  docket_draft_edit (self->draft, group->command, properties, NULL, self->form, self, done[index]);
  return TRUE;
}

gboolean
docket_draft_charges_commit (DocketDraftCharges *self)
{
  g_return_val_if_fail (DOCKET_IS_DRAFT_CHARGES (self), TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (!commit (self, i))
      return FALSE;
  return TRUE;
}

void
docket_draft_charges_reset (DocketDraftCharges *self)
{
  g_return_if_fail (DOCKET_IS_DRAFT_CHARGES (self));

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      self->is_sending[i] = FALSE;
      settle (self, &groups[i]);
    }
  docket_form_clear (self->form);
}

/* What prices do is shown while one types; an address changes no figure. */
static void
typed_cb (DocketDraftCharges *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (groups[i].first != FIELD_NAME && is_dirty (self, &groups[i]) && !self->is_sending[i])
      {
        docket_draft_preview (self->draft, groups[i].command, make_properties (self, &groups[i], NULL));
        return;
      }
  docket_draft_preview (self->draft, NULL, NULL);
}

/* The cursor may have gone to the next field of the same address: that is no end yet. */
static void
committed_cb (DocketDraftCharges *self)
{
  docket_draft_charges_commit (self);
}

static void
fill (DocketDraftCharges *self, FieldId id, const char *text)
{
  docket_draft_field_fill (self->fields[id], text);
}

static void
update (DocketDraftCharges *self)
{
  DocketOrderDetail *order = docket_draft_get_order (self->draft);
  DocketAddress *address = order != NULL ? order->shipping_address : NULL;
  g_autofree char *discount = order != NULL ? docket_draft_format_discount (order->discount_given) : NULL;
  gboolean has_shipping = order != NULL && (order->shipping.minor != 0 || order->shipping_title != NULL);
  g_autofree char *price = has_shipping ? docket_format_money_plain (order->shipping) : NULL;

  fill (self, FIELD_DISCOUNT, discount);
  fill (self, FIELD_SHIPPING_TITLE, has_shipping ? order->shipping_title : NULL);
  fill (self, FIELD_SHIPPING_PRICE, price);
  fill (self, FIELD_NAME, address != NULL ? address->name : NULL);
  fill (self, FIELD_STREET, address != NULL ? address->street : NULL);
  fill (self, FIELD_ZIP, address != NULL ? address->zip : NULL);
  fill (self, FIELD_CITY, address != NULL ? address->city : NULL);
  fill (self, FIELD_COUNTRY, address != NULL ? address->country : NULL);
}

static void
docket_draft_charges_dispose (GObject *object)
{
  DocketDraftCharges *self = DOCKET_DRAFT_CHARGES (object);

  for (guint i = 0; i < N_FIELDS; i++)
    g_clear_object (&self->fields[i]);
  g_clear_object (&self->form);
  g_clear_object (&self->draft);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOCKET_TYPE_DRAFT_CHARGES);
  G_OBJECT_CLASS (docket_draft_charges_parent_class)->dispose (object);
}

static void
docket_draft_charges_class_init (DocketDraftChargesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_draft_charges_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/ui/docket-draft-charges.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketDraftCharges, box);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftCharges, city);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftCharges, country);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftCharges, discount);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftCharges, name);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftCharges, problem);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftCharges, shipping_price);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftCharges, shipping_title);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftCharges, street);
  gtk_widget_class_bind_template_child (widget_class, DocketDraftCharges, zip);
}

static void
watch (DocketDraftCharges *self, FieldId id, AdwEntryRow *row)
{
  g_autofree char *field = id >= FIELD_NAME ? g_strconcat ("shipping-address.", names[id], NULL) : g_strdup (names[id]);

  self->fields[id] = docket_draft_field_new (GTK_WIDGET (row));
  g_signal_connect_object (self->fields[id], "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fields[id], "committed", G_CALLBACK (committed_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  docket_form_add (self->form, field, GTK_WIDGET (row), self->problem);
}

static void
docket_draft_charges_init (DocketDraftCharges *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->form = docket_form_new (NULL, self->problem);
  watch (self, FIELD_DISCOUNT, self->discount);
  watch (self, FIELD_SHIPPING_TITLE, self->shipping_title);
  watch (self, FIELD_SHIPPING_PRICE, self->shipping_price);
  watch (self, FIELD_NAME, self->name);
  watch (self, FIELD_STREET, self->street);
  watch (self, FIELD_ZIP, self->zip);
  watch (self, FIELD_CITY, self->city);
  watch (self, FIELD_COUNTRY, self->country);
}

void
docket_draft_charges_set_draft (DocketDraftCharges *self, DocketDraft *draft)
{
  g_return_if_fail (DOCKET_IS_DRAFT_CHARGES (self));

  g_set_object (&self->draft, draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
