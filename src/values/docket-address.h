/* docket-address.h: postal addresses
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-record.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ADDRESS (docket_address_get_type ())
DOCKET_DECLARE_RECORD (DocketAddress, docket_address, ADDRESS, DocketRecord)

/**
 * DocketAddress:
 * @name: (nullable): the person
 * @company: (nullable): the company
 * @street: (nullable): street and number
 * @street2: (nullable): what else finds the door
 * @city: (nullable): city, town or village
 * @zip: (nullable): the postal code
 * @region: (nullable): state, province or county
 * @country: (nullable): the ISO 3166 code: `DE`
 * @phone: (nullable): for the carrier
 *
 * Where something is sent. Region and country are kept when the person is erased: taxes are reported by them.
 */
struct _DocketAddress
{
  DocketRecord parent_instance;

  char *name;
  char *company;
  char *street;
  char *street2;
  char *city;
  char *zip;
  char *region;
  char *country;
  char *phone;
};

gboolean docket_address_is_empty (DocketAddress *self);

char *docket_address_to_lines (DocketAddress *self, const char *home_country);

G_END_DECLS
