/* docket-cli-lines.h: reads a file or a pipe line by line
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DocketCliLines DocketCliLines;

/* file: “-” for standard input. */
DocketCliLines *docket_cli_lines_open (const char *file, GError **error);
void docket_cli_lines_close (DocketCliLines *lines);

/**
 * DocketCliLineState:
 * @DOCKET_CLI_LINE: there is one
 * @DOCKET_CLI_LINE_LATER: none just now; whoever writes may be waiting for an answer
 * @DOCKET_CLI_LINE_END: there is none left
 * @DOCKET_CLI_LINE_FAILED: it cannot be read
 */
typedef enum
{
  DOCKET_CLI_LINE,
  DOCKET_CLI_LINE_LATER,
  DOCKET_CLI_LINE_END,
  DOCKET_CLI_LINE_FAILED,
} DocketCliLineState;

/* line: valid until the next call, without its end; length counts zero bytes in it too. */
DocketCliLineState docket_cli_lines_next (DocketCliLines *lines, gboolean may_wait, const char **line, gsize *length,
                                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketCliLines, docket_cli_lines_close)

G_END_DECLS
