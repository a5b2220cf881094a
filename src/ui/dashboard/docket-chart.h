/* docket-chart.h: sales by day, drawn
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-money.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_CHART (docket_chart_get_type ())
G_DECLARE_FINAL_TYPE (DocketChart, docket_chart, DOCKET, CHART, GtkWidget)

/* Signal ::day-activated (int day) — the person chose a day: a click, or Enter. */

/* days: element type DocketSalesByDayRow, one for each day in order; it is read at once and not kept. */
void docket_chart_set_days (DocketChart *self, GPtrArray *days, const char *currency);

G_END_DECLS
