/* docket-cli-fixture.h: a data directory of its own, and the program at work in it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *root;
  char *directory;
  /* Of the last run. */
  char *output;
  char *words;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

/* Runs the program with these arguments, NULL-terminated, and answers its exit status. */
int fixture_run (Fixture *fixture, const char *input, ...) G_GNUC_NULL_TERMINATED;

/* Starts it in the background, with pipes for its input and output. */
GSubprocess *fixture_start (Fixture *fixture, ...) G_GNUC_NULL_TERMINATED;

/* A shop with 10 pieces of TEA-1 at 4.50. */
void fixture_make_shop (Fixture *fixture);

/* How many events there are. */
guint fixture_count_events (Fixture *fixture);

/* A member of the JSON object in a line, as text. */
char *fixture_get (const char *line, const char *path);

char *fixture_path (Fixture *fixture, const char *name);

#define ORDER_OF(quantity) "{\"currency\":\"EUR\",\"lines\":[{\"sku\":\"TEA-1\",\"quantity\":\"" quantity "\"}]}"

#define assert_contains(text, part) \
  G_STMT_START \
  { \
    if (strstr ((text), (part)) == NULL) \
      g_error ("“%s” is not in “%s”", (part), (text)); \
  } \
  G_STMT_END

G_END_DECLS
