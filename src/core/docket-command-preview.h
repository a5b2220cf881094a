/* docket-command-preview.h: whether a command would pass, asked beside the writer
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "docket-command-bus-private.h"

G_BEGIN_DECLS

typedef struct _DocketCommandPreview DocketCommandPreview;

DocketCommandPreview *docket_command_preview_new (DocketCommandBus *bus, const char *path);

/* Waits for what is under way. */
void docket_command_preview_free (DocketCommandPreview *self);

/* Takes the task over and returns TRUE, or an error, to it. */
void docket_command_preview_ask (DocketCommandPreview *self, DocketCommand *command, GTask *task);

void docket_command_preview_forget (DocketCommandPreview *self);

G_END_DECLS
