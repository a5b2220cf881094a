/* docket-journal-words.c: words for commands, outcomes and views
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-journal-words.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *words;
} Naming;

static const Naming commands[] = {
  { "AddLine", N_("Add line") },
  { "AddNote", N_("Add note") },
  { "CancelFulfilment", N_("Cancel parcel") },
  { "CancelOrder", N_("Cancel order") },
  { "ChangeLine", N_("Change line") },
  { "ConfigureShop", N_("Set up shop") },
  { "CreateDraft", N_("Begin draft") },
  { "CreateFulfilment", N_("Plan parcel") },
  { "CreateProduct", N_("Add product") },
  { "DefineTaxRate", N_("Define tax rate") },
  { "DeliverFulfilment", N_("Deliver parcel") },
  { "DiscardDraft", N_("Discard draft") },
  { "HoldOrder", N_("Put order on hold") },
  { "ImportOrder", N_("Import order") },
  { "PlaceOrder", N_("Place order") },
  { "ReceiveStock", N_("Receive stock") },
  { "RecordPayment", N_("Record payment") },
  { "RegisterCustomer", N_("Add customer") },
  { "ReleaseOrder", N_("Release order") },
  { "RemoveLine", N_("Remove line") },
  { "SetCustomer", N_("Set customer") },
  { "SetDiscount", N_("Set discount") },
  { "SetShipping", N_("Set shipping") },
  { "ShipFulfilment", N_("Ship parcel") },
  { "UpdateCustomer", N_("Edit customer") },
  { "UpdateProduct", N_("Edit product") },
  { "UpdateShippingAddress", N_("Change shipping address") },
  { "VoidPayment", N_("Void payment") },
};

static const Naming views[] = {
  { "orders_view", N_("Orders") },
  { "customers_view", N_("Customers") },
  { "products_view", N_("Products") },
  { "inventory_view", N_("Stock") },
  { "product_sales", N_("Sales by product") },
  { "sales_by_day", N_("Sales by day") },
  { "shipping_view", N_("Shipping") },
  { "shop_view", N_("Shop settings") },
};

static const char *
find (const Naming *names, guint n_names, const char *name)
{
  for (guint i = 0; i < n_names; i++)
    if (g_str_equal (names[i].name, name))
      return _(names[i].words);
  return NULL;
}

/* "TagOrder" → “Tag order”: for a command that is newer than this table. */
static char *
space_name (const char *name)
{
  GString *words = g_string_new (NULL);

  for (const char *letter = name; *letter != '\0'; letter++)
    {
      if (letter > name && g_ascii_isupper (*letter))
        g_string_append_c (words, ' ');
      g_string_append_c (words, letter > name ? g_ascii_tolower (*letter) : *letter);
    }
  return g_string_free (words, FALSE);
}

char *
docket_journal_words_command (gpointer object, const char *type_name)
{
  const char *words;

  if (type_name == NULL)
    return g_strdup ("");
  if (g_str_has_prefix (type_name, "Docket"))
    type_name += strlen ("Docket");
  words = find (commands, G_N_ELEMENTS (commands), type_name);
  return words != NULL ? g_strdup (words) : space_name (type_name);
}

const DocketWord *
docket_journal_words_outcome (gpointer object, const char *outcome)
{
  static DocketWord accepted = { NULL, "docket-done-symbolic", "success" };
  static DocketWord rejected = { NULL, "docket-cancelled-symbolic", "error" };

  accepted.word = _("Accepted");
  rejected.word = _("Rejected");
  if (outcome == NULL)
    return NULL;
  return g_str_equal (outcome, "rejected") ? &rejected : &accepted;
}

/* Three figures are enough. */
static char *
format_thousandths (gint64 thousandths)
{
  if (thousandths >= 100 * 1000)
    thousandths = (thousandths + 500) / 1000 * 1000;
  else if (thousandths >= 10 * 1000)
    thousandths = (thousandths + 50) / 100 * 100;
  else
    thousandths = (thousandths + 5) / 10 * 10;
  return docket_format_quantity (thousandths, NULL);
}

char *
docket_journal_words_duration (gpointer object, gint64 microseconds)
{
  g_autofree char *number = NULL;

  if (microseconds <= 0)
    return g_strdup ("");
  if (microseconds >= G_USEC_PER_SEC)
    number = format_thousandths (microseconds / 1000);
  else if (microseconds >= 1000)
    number = format_thousandths (microseconds);
  else
    number = docket_format_integer (microseconds);
  if (microseconds >= G_USEC_PER_SEC)
    /* Translators: seconds */
    return g_strdup_printf (_("%s s"), number);
  /* Translators: milliseconds and microseconds */
  return g_strdup_printf (microseconds >= 1000 ? _("%s ms") : _("%s µs"), number);
}

char *
docket_journal_words_view (const char *view)
{
  const char *words = find (views, G_N_ELEMENTS (views), view);

  return words != NULL ? g_strdup (words) : g_strdelimit (g_strdup (view), "_", ' ');
}
