/* docket-import-source.h: what each kind of file brings to the importer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-csv-reader.h"
#include "docket-importer.h"
#include "docket-money.h"

G_BEGIN_DECLS

/**
 * DocketImportContext:
 * @reader: the file, after its titles
 * @file: the file as it was named
 * @shop: (nullable): which shop of the system
 * @zone: of times without an offset
 * @report: takes what cannot be read
 *
 * What a source works with while it reads one file.
 */
typedef struct
{
  DocketCsvReader *reader;
  const char *file;
  const char *shop;
  GTimeZone *zone;
  DocketImportReport *report;
} DocketImportContext;

/**
 * DocketImportItem:
 * @json: the command as a line of a batch
 * @subject: what the file calls it
 * @line: where it begins in the file
 * @currency: (nullable): in which currency it is
 * @prices_include_tax: whether its prices include the taxes
 *
 * One command that a file asks for.
 */
typedef struct
{
  char *json;
  char *subject;
  gint64 line;
  char *currency;
  gboolean prices_include_tax;
} DocketImportItem;

void docket_import_item_free (DocketImportItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketImportItem, docket_import_item_free)

/**
 * DocketImportSource:
 * @name: `shopify-orders`
 * @titles: (array zero-terminated=1): the columns that tell the kind of the file
 * @start: begins with a file
 * @next: (nullable): the next command; %NULL at the end of the file; rows that cannot be read go into the report
 * @stop: frees what @start made
 *
 * One kind of file.
 */
typedef struct
{
  const char *name;
  const char *const *titles;
  gpointer (*start) (DocketImportContext *context);
  DocketImportItem *(*next) (gpointer state, DocketImportContext *context);
  void (*stop) (gpointer state);
} DocketImportSource;

void docket_import_context_tell (DocketImportContext *context, DocketImportFindingKind kind, gint64 line, const char *column,
                                 const char *subject, const char *message);

gboolean docket_import_parse_time (const char *text, GTimeZone *zone, gint64 *time);

gboolean docket_import_parse_money (const char *text, guint8 digits, DocketMoney *money, GError **error);

char *docket_import_split_tax (const char *text, char **rate);

G_END_DECLS
