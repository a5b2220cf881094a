/* docket-projection.h: listens to committed events and keeps one view
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-database.h"
#include "docket-event.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PROJECTION (docket_projection_get_type ())
G_DECLARE_DERIVABLE_TYPE (DocketProjection, docket_projection, DOCKET, PROJECTION, GObject)

/**
 * DocketProjector:
 * @get_type: an event type's function
 * @project: carries the event into the view
 *
 * One row of a projection's table of the events it listens to. Others pass it by.
 */
typedef struct
{
  GType (*get_type) (void);
  gboolean (*project) (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error);
} DocketProjector;

/**
 * DocketViewIndex:
 * @name: the index, which begins with the table's name
 * @table: one of the view's tables
 * @columns: SQL: the columns in parentheses, and a condition where there is one
 *
 * An index that only those who read the view need.
 */
typedef struct
{
  const char *name;
  const char *table;
  const char *columns;
} DocketViewIndex;

/**
 * DocketProjectionClass:
 * @name: the view's name, which is also its main table: `orders_view`
 * @version: raised when the schema or the meaning changes: the view is then rebuilt
 * @schema: SQL that creates the view's tables, and the indexes by which the projectors find their rows
 * @indexes: (nullable): those that only readers need, up to one without a name: made when the view has caught up for the
 *   first time, and kept from then on
 * @tables: every table of the view, %NULL-terminated, in the order in which they may be dropped
 * @projectors: what it listens to
 * @n_projectors: how many
 * @depends_on_locale: the view holds sort keys of the person's language
 * @flush: (nullable): writes what @projectors gathered in memory: called after some events, in their transaction
 * @forget: (nullable): goes with @flush: drops what was gathered, for the transaction was taken back
 * @tidy: (nullable): does a little of what makes no difference to the rows, and can wait until nothing else is to be done; a
 *   millisecond or two
 *
 * Subclasses set these in class_init. A view is rebuilt beside the one that people see, by a second object of the class,
 * which is made without properties, in tables of other names: wherever its SQL speaks of @tables, through the database
 * that it is given, the others are meant. Therefore no column is called like one of the tables, no text names one (such as
 * an FTS5 table's `content`), no statement says `INDEXED BY`, since the indexes of a rebuilt view have other names, and
 * what the object remembers follows from the events alone.
 *
 * Within one batch an order is placed, paid and shipped, and a hundred orders sell one product: a projection that gathers
 * writes each row once. What is gathered must not make a difference to the rows: keys are given in the order of the events.
 */
struct _DocketProjectionClass
{
  GObjectClass parent_class;

  const char *name;
  int version;
  const char *schema;
  const DocketViewIndex *indexes;
  const char *const *tables;
  const DocketProjector *projectors;
  guint n_projectors;
  gboolean depends_on_locale;
  gboolean (*flush) (DocketProjection *self, DocketDatabase *database, GError **error);
  void (*forget) (DocketProjection *self);
  gboolean (*tidy) (DocketProjection *self, DocketDatabase *database, gboolean *has_more, GError **error);
};

const char *docket_projection_get_name (DocketProjection *self);

/* Says, while projecting, that the row with this key was made, changed or removed. */
void docket_projection_touch (DocketProjection *self, gint64 key);

/* As text, e.g. "3" or "3 de_DE". */
char *docket_projection_get_version (DocketProjection *self);

gboolean docket_projection_project (DocketProjection *self, DocketEvent *event, DocketDatabase *database, GError **error);
/* After some events, in their transaction; or else forget, which drops what was touched too. */
gboolean docket_projection_flush (DocketProjection *self, DocketDatabase *database, GError **error);
void docket_projection_forget (DocketProjection *self);
gboolean docket_projection_tidy (DocketProjection *self, DocketDatabase *database, gboolean *has_more, GError **error);

gboolean docket_projection_create (DocketProjection *self, DocketDatabase *database, GError **error);
gboolean docket_projection_reset (DocketProjection *self, DocketDatabase *database, GError **error);

/* For the runner: the keys touched since the last call; element type gint64, transfer full. */
GArray *docket_projection_steal_touched (DocketProjection *self);

G_END_DECLS
