/* docket-define-tax-rate.h: defines a tax by name, or defines it anew
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-rate.h"

G_BEGIN_DECLS

/**
 * DocketDefineTaxRate:
 * @name: what the tax is called
 * @rate: in parts per million
 * @country: (nullable): where it applies
 * @is_default: whether products and charges bear it where nothing else is said
 * @existed: completed: there was one of that name
 * @before_rate: completed: the rate it had
 * @before_country: (nullable): completed: the country it had
 * @before_default: completed: whether it was a default
 *
 * Orders that were placed keep the rate that they had.
 */
#define DOCKET_TYPE_DEFINE_TAX_RATE (docket_define_tax_rate_get_type ())
DOCKET_DECLARE_RECORD (DocketDefineTaxRate, docket_define_tax_rate, DEFINE_TAX_RATE, DocketCommand)
struct _DocketDefineTaxRate
{
  DocketCommand parent_instance;
  char *name;
  gint64 rate;
  char *country;
  gboolean is_default;
  gboolean existed;
  gint64 before_rate;
  char *before_country;
  gboolean before_default;
};

extern const DocketCommandHandler docket_define_tax_rate_handler;

G_END_DECLS
