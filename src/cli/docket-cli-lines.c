/* docket-cli-lines.c: reads a file or a pipe line by line
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "docket-cli-lines.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_SIZE 65536
/* No command is as long as that. */
#define LONGEST_LINE (64 * 1024 * 1024)
/* How long a pause of the writer is taken for a wait, in milliseconds. */
#define PAUSE 20

struct _DocketCliLines
{
  int fd;
  GByteArray *buffer;
  /* Where the next line begins, and how far its end was looked for. */
  gsize start;
  gsize scanned;
  gboolean is_at_end;
};

DocketCliLines *
docket_cli_lines_open (const char *file, GError **error)
{
  DocketCliLines *lines;
  int fd = g_str_equal (file, "-") ? dup (STDIN_FILENO) : g_open (file, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    {
      int saved_errno = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno), _("“%s” cannot be read: %s"), file,
                   g_strerror (saved_errno));
      return NULL;
    }
  lines = g_new0 (DocketCliLines, 1);
  lines->fd = fd;
  lines->buffer = g_byte_array_new ();
  return lines;
}

void
docket_cli_lines_close (DocketCliLines *lines)
{
  close (lines->fd);
  g_byte_array_unref (lines->buffer);
  g_free (lines);
}

static gboolean
is_readable_soon (int fd)
{
  struct pollfd poll_fd = { .fd = fd, .events = POLLIN };

  return poll (&poll_fd, 1, PAUSE) != 0;
}

static gboolean
read_block (DocketCliLines *lines, GError **error)
{
  guint old = lines->buffer->len;
  gssize n;

  if (lines->start > 0)
    {
      g_byte_array_remove_range (lines->buffer, 0, (guint) lines->start);
      lines->scanned -= lines->start;
      lines->start = 0;
      old = lines->buffer->len;
    }
  if (old > LONGEST_LINE)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _("A line is longer than any command can be"));
      return FALSE;
    }
  g_byte_array_set_size (lines->buffer, old + BLOCK_SIZE);
  do
    n = read (lines->fd, lines->buffer->data + old, BLOCK_SIZE);
  while (n < 0 && errno == EINTR);
  g_byte_array_set_size (lines->buffer, old + (guint) MAX (n, 0));
  if (n < 0)
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), _("The lines cannot be read: %s"), g_strerror (errno));
  lines->is_at_end = n == 0;
  return n >= 0;
}

/* The line from start to end, where the byte at end may be overwritten. */
static void
take_line (DocketCliLines *lines, gsize end, const char **line, gsize *length)
{
  char *text = (char *) lines->buffer->data + lines->start;
  gsize n = end - lines->start;

  if (n > 0 && text[n - 1] == '\r')
    n--;
  text[n] = '\0';
  *line = text;
  *length = n;
  lines->start = lines->scanned = end + 1;
}

DocketCliLineState
docket_cli_lines_next (DocketCliLines *lines, gboolean may_wait, const char **line, gsize *length, GError **error)
{
  for (;;)
    {
      gsize left = lines->buffer->len - lines->scanned;
      const guint8 *end = left > 0 ? memchr (lines->buffer->data + lines->scanned, '\n', left) : NULL;

      if (end != NULL)
        {
          take_line (lines, (gsize) (end - lines->buffer->data), line, length);
          return DOCKET_CLI_LINE;
        }
      lines->scanned = lines->buffer->len;
      if (lines->is_at_end && lines->start >= lines->buffer->len)
        return DOCKET_CLI_LINE_END;
      if (lines->is_at_end)
        {
          g_byte_array_append (lines->buffer, (const guint8 *) "\n", 1);
          continue;
        }
      if (!may_wait && !is_readable_soon (lines->fd))
        return DOCKET_CLI_LINE_LATER;
      if (!read_block (lines, error))
        return DOCKET_CLI_LINE_FAILED;
    }
}
