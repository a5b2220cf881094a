/* docket-suggest-entry.h: an entry that suggests rows of a view while one types
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "docket-query-bus.h"

G_BEGIN_DECLS

/**
 * DocketSuggestion:
 * @title: what it is
 * @detail: (nullable): what tells it from others
 * @figure: (nullable): at the end: a price
 */
typedef struct
{
  char *title;
  char *detail;
  char *figure;
} DocketSuggestion;

/**
 * DocketSuggestKind:
 * @make_query: the rows for what was typed
 * @describe: fills the suggestion, which is empty, from a row that is loaded
 * @offer: what is offered below the rows for any text; newly allocated
 */
typedef struct
{
  DocketListQuery *(*make_query) (const char *text);
  void (*describe) (DocketRow *row, DocketSuggestion *suggestion);
  char *(*offer) (const char *text);
} DocketSuggestKind;

#define DOCKET_TYPE_SUGGEST_ENTRY (docket_suggest_entry_get_type ())
G_DECLARE_FINAL_TYPE (DocketSuggestEntry, docket_suggest_entry, DOCKET, SUGGEST_ENTRY, GtkWidget)

/* Properties: "placeholder-text" (string), "label" (string: its name for screen readers), "icon-name" (string).
 * Signals: ::chosen (DocketRow *row) — of the suggestions; ::entered (const char *text) — Enter without choosing one;
 * ::offered (const char *text) — the offer was taken. */

void docket_suggest_entry_set_kind (DocketSuggestEntry *self, DocketQueryBus *bus, const DocketSuggestKind *kind);

GtkWidget *docket_suggest_entry_get_entry (DocketSuggestEntry *self);
void docket_suggest_entry_set_text (DocketSuggestEntry *self, const char *text);

G_END_DECLS
