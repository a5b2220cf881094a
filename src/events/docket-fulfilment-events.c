/* docket-fulfilment-events.c: what happens to the parcels of an order
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-fulfilment-events.h"

#define ID_FIELD(Type) DOCKET_FIELD (Type, fulfilment_id, "fulfilment-id", docket_kind_uuid, .flags = DOCKET_FIELD_REQUIRED)
#define LINES_FIELD(Type) \
  DOCKET_FIELD (Type, lines, "lines", docket_kind_records, .flags = DOCKET_FIELD_REQUIRED, .type = docket_line_quantity_get_type)

static const DocketField fulfilment_created_fields[] = {
  ID_FIELD (DocketFulfilmentCreated),
  DOCKET_FIELD (DocketFulfilmentCreated, number, "number", docket_kind_integer, .flags = DOCKET_FIELD_REQUIRED, .minimum = 1,
                .maximum = 1000000),
  LINES_FIELD (DocketFulfilmentCreated),
};
DOCKET_DEFINE_RECORD (DocketFulfilmentCreated, docket_fulfilment_created, DOCKET_TYPE_EVENT, fulfilment_created_fields)

static const DocketField fulfilment_shipped_fields[] = {
  ID_FIELD (DocketFulfilmentShipped),
  DOCKET_FIELD (DocketFulfilmentShipped, tracking, "tracking", docket_kind_string, .maximum = 200),
  DOCKET_FIELD (DocketFulfilmentShipped, carrier, "carrier", docket_kind_string, .maximum = 100),
  LINES_FIELD (DocketFulfilmentShipped),
};
DOCKET_DEFINE_RECORD (DocketFulfilmentShipped, docket_fulfilment_shipped, DOCKET_TYPE_EVENT, fulfilment_shipped_fields)

static const DocketField fulfilment_delivered_fields[] = {
  ID_FIELD (DocketFulfilmentDelivered),
};
DOCKET_DEFINE_RECORD (DocketFulfilmentDelivered, docket_fulfilment_delivered, DOCKET_TYPE_EVENT, fulfilment_delivered_fields)

static const DocketField fulfilment_cancelled_fields[] = {
  ID_FIELD (DocketFulfilmentCancelled),
  LINES_FIELD (DocketFulfilmentCancelled),
  DOCKET_FIELD (DocketFulfilmentCancelled, reason, "reason", docket_kind_string, .maximum = 500),
};
DOCKET_DEFINE_RECORD (DocketFulfilmentCancelled, docket_fulfilment_cancelled, DOCKET_TYPE_EVENT, fulfilment_cancelled_fields)
