/* docket-sample-data.h: what the sample shop sells, and to whom
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketSampleProduct:
 * @sku: its SKU
 * @title: what it is called
 * @price: with tax
 * @unit: (nullable): `kg` where it is sold by weight
 * @barcode: (nullable): what a scanner reads
 * @is_tea: bears the reduced rate
 * @lot: how much comes in at once, thousandths
 */
typedef struct
{
  const char *sku;
  const char *title;
  const char *price;
  const char *unit;
  const char *barcode;
  gboolean is_tea;
  gint64 lot;
} DocketSampleProduct;

typedef struct
{
  const char *street;
  const char *zip;
  const char *city;
  const char *country;
} DocketSamplePlace;

extern const DocketSampleProduct docket_sample_products[];
extern const guint docket_sample_n_products;

extern const char *const docket_sample_first_names[];
extern const guint docket_sample_n_first_names;
extern const char *const docket_sample_last_names[];
extern const guint docket_sample_n_last_names;
extern const DocketSamplePlace docket_sample_places[];
extern const guint docket_sample_n_places;
extern const char *const docket_sample_notes[];
extern const guint docket_sample_n_notes;

G_END_DECLS
