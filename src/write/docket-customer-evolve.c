/* docket-customer-evolve.c: carries the events of customers into the write tables
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-customer-evolve.h"

#include "docket-customer-events.h"
#include "docket-text.h"

/* After an erasure the contact is missing. */
static gboolean
write_contact (DocketDatabase *database, const DocketUuid *id, DocketContact *contact, GError **error)
{
  g_autofree char *email_key = NULL;
  g_autofree char *address = NULL;

  if (contact != NULL && contact->email != NULL)
    email_key = docket_text_normalize_email (contact->email);
  if (contact != NULL && contact->address != NULL)
    address = docket_record_to_json (DOCKET_RECORD (contact->address), DOCKET_PART_ALL);
  return docket_database_run (database, error,
                              "INSERT OR REPLACE INTO customer (id, name, email, email_key, phone, note, address) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?)",
                              "utttttt", id, contact != NULL ? contact->name : NULL, contact != NULL ? contact->email : NULL, email_key,
                              contact != NULL ? contact->phone : NULL, contact != NULL ? contact->note : NULL, address);
}

/**
 * docket_customer_registered_evolve:
 * @event: a DocketCustomerRegistered
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Returns: whether the disk took it
 */
gboolean
docket_customer_registered_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return write_contact (database, &docket_event_get_envelope (event)->stream, DOCKET_CUSTOMER_REGISTERED (event)->customer, error);
}

/**
 * docket_customer_updated_evolve:
 * @event: a DocketCustomerUpdated
 * @database: the write database
 * @error: (nullable): where to put an error
 *
 * Returns: whether the disk took it
 */
gboolean
docket_customer_updated_evolve (DocketEvent *event, DocketDatabase *database, GError **error)
{
  return write_contact (database, &docket_event_get_envelope (event)->stream, DOCKET_CUSTOMER_UPDATED (event)->after, error);
}
