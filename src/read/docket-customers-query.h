/* docket-customers-query.h: the customers and what they bought
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-customer-events.h"
#include "docket-money.h"
#include "docket-query.h"

G_BEGIN_DECLS

/* A sum of one currency: spent (total − cancelled − refunded), balance (owed). */
#define DOCKET_TYPE_CUSTOMER_SUM (docket_customer_sum_get_type ())
DOCKET_DECLARE_RECORD (DocketCustomerSum, docket_customer_sum, CUSTOMER_SUM, DocketRecord)
struct _DocketCustomerSum
{
  DocketRecord parent_instance;
  char *currency;
  gint64 orders;
  DocketMoney spent;
  DocketMoney balance;
};

/**
 * DocketCustomerRow:
 * @display_name: property `display-name`: the name, else the e-mail, else the phone
 * @currency: of @spent and @balance: the one that this customer paid in most often
 * @last_order: when; 0: never
 * @sums: element type DocketCustomerSum: every currency
 */
#define DOCKET_TYPE_CUSTOMER_ROW (docket_customer_row_get_type ())
DOCKET_DECLARE_RECORD (DocketCustomerRow, docket_customer_row, CUSTOMER_ROW, DocketRow)
struct _DocketCustomerRow
{
  DocketRow parent_instance;
  DocketUuid id;
  char *name;
  char *display_name;
  char *email;
  char *phone;
  char *note;
  char *city;
  char *country;
  gint64 orders;
  char *currency;
  DocketMoney spent;
  DocketMoney balance;
  gint64 last_order;
  gint64 registered_at;
  GPtrArray *sums;
};

/* sort: name, orders, spent, balance, last-order; default name. search: name, e-mail, phone. */
#define DOCKET_TYPE_CUSTOMERS_QUERY (docket_customers_query_get_type ())
DOCKET_DECLARE_RECORD (DocketCustomersQuery, docket_customers_query, CUSTOMERS_QUERY, DocketListQuery)
struct _DocketCustomersQuery
{
  DocketListQuery parent_instance;
  char *search;
  char *sort;
  gint64 limit;
};

/* The answer of `customer`: the row and the contact in full. */
#define DOCKET_TYPE_CUSTOMER_DETAIL (docket_customer_detail_get_type ())
DOCKET_DECLARE_RECORD (DocketCustomerDetail, docket_customer_detail, CUSTOMER_DETAIL, DocketRecord)
struct _DocketCustomerDetail
{
  DocketRecord parent_instance;
  DocketUuid id;
  char *name;
  char *email;
  char *phone;
  char *note;
  DocketAddress *address;
  gint64 orders;
  gint64 last_order;
  gint64 registered_at;
  GPtrArray *sums;
};

/* customer: id or e-mail */
#define DOCKET_TYPE_CUSTOMER_QUERY (docket_customer_query_get_type ())
DOCKET_DECLARE_RECORD (DocketCustomerQuery, docket_customer_query, CUSTOMER_QUERY, DocketQuery)
struct _DocketCustomerQuery
{
  DocketQuery parent_instance;
  char *customer;
};

G_END_DECLS
