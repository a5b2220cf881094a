/* docket-shop-fixture.h: a shop in a temporary directory, with both sides and no window
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus.h"
#include "docket-projection-runner.h"
#include "docket-query-bus.h"

typedef struct
{
  char *directory;
  char *write_path;
  char *read_path;
  DocketCommandBus *commands;
  DocketProjectionRunner *runner;
  DocketQueryBus *queries;
} DocketShopFixture;

DocketShopFixture *docket_shop_fixture_new (void);

void docket_shop_fixture_free (DocketShopFixture *fixture);

/* Accepted, or the test fails. Returns the outcome. */
DocketOutcome *docket_shop_fixture_accept (DocketShopFixture *fixture, const char *name, const char *json);

/* Accepted or not. */
DocketOutcome *docket_shop_fixture_try (DocketShopFixture *fixture, const char *name, const char *json);

/* The answer of a query in the command line's words: properties as KEY=VALUE pairs, ended by NULL. */
DocketRecord *docket_shop_fixture_ask (DocketShopFixture *fixture, const char *name, ...) G_GNUC_NULL_TERMINATED;

/* Element type DocketRow. */
GPtrArray *docket_shop_fixture_list (DocketShopFixture *fixture, const char *name, ...) G_GNUC_NULL_TERMINATED;

/* The text of a property of a record. */
char *docket_shop_fixture_text (gpointer record, const char *property);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketShopFixture, docket_shop_fixture_free)

#define docket_assert_property(record, property, expected) \
  G_STMT_START \
  { \
    g_autofree char *actual_text_ = docket_shop_fixture_text (record, property); \
    g_assert_cmpstr (actual_text_, ==, expected); \
  } \
  G_STMT_END
