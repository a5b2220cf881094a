/* docket-engine-fixture.h: a data directory of its own and an engine on it
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-gateway.h"

G_BEGIN_DECLS

typedef struct
{
  char *directory;
  DocketEngine *engine;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

void fixture_open (Fixture *fixture);
void fixture_close (Fixture *fixture);

/* A shop with one product, and its engine open; 2 events. */
void fixture_make_shop (Fixture *fixture);

/* One event more. */
void fixture_work (Fixture *fixture);

/* One rejected command more, and no event. */
void fixture_be_refused (Fixture *fixture);

/* How many events there are; the engine may be closed. */
gint64 fixture_count_events (Fixture *fixture);

char *fixture_path (Fixture *fixture, const char *name);
gboolean fixture_has (Fixture *fixture, const char *name);

/* Each file with its content, of a folder of the data directory. */
void fixture_copy_file (Fixture *fixture, const char *from, const char *to);

G_END_DECLS
