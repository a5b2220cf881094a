/* docket-command.c: a record that asks for one change
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-command.h"

#include <string.h>

typedef struct
{
  DocketUuid id;
  gint64 time;
  gint32 day;
  char *actor;
  char *station;
  DocketUuid undoes;
  guint8 salt[16];
} DocketCommandPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DocketCommand, docket_command, DOCKET_TYPE_RECORD)

enum
{
  FIELD_ID,
  FIELD_TIME,
  FIELD_DAY,
  FIELD_ACTOR,
  FIELD_STATION,
  FIELD_UNDOES,
  N_FIELDS
};

/* The offsets count from the private struct until class_init, where it becomes known where that lies in the instance. */
static DocketField fields[N_FIELDS] = {
  [FIELD_ID] = DOCKET_FIELD (DocketCommandPrivate, id, "id", docket_kind_uuid, .flags = DOCKET_FIELD_ENVELOPE,
                             .summary = "Names this command, so that giving it again does nothing."),
  [FIELD_TIME] = DOCKET_FIELD (DocketCommandPrivate, time, "time", docket_kind_time, .flags = DOCKET_FIELD_ENVELOPE,
                               .summary = "When it happened, if not now; never in the future."),
  [FIELD_DAY] = DOCKET_FIELD (DocketCommandPrivate, day, "day", docket_kind_day,
                              .flags = DOCKET_FIELD_ENVELOPE | DOCKET_FIELD_COMPLETED,
                              .summary = "The calendar day on which it happened."),
  [FIELD_ACTOR] = DOCKET_FIELD (DocketCommandPrivate, actor, "actor", docket_kind_string, .flags = DOCKET_FIELD_ENVELOPE,
                                .maximum = 200, .summary = "Who gives the command."),
  [FIELD_STATION] = DOCKET_FIELD (DocketCommandPrivate, station, "station", docket_kind_string, .flags = DOCKET_FIELD_ENVELOPE,
                                  .maximum = 200, .summary = "Where the command is given."),
  [FIELD_UNDOES] = DOCKET_FIELD (DocketCommandPrivate, undoes, "undoes", docket_kind_uuid,
                                 .flags = DOCKET_FIELD_ENVELOPE | DOCKET_FIELD_COMPLETED,
                                 .summary = "The command that this one takes back."),
};

static GParamSpec *properties[N_FIELDS];

static DocketCommandPrivate *
get_private (DocketCommand *self)
{
  return docket_command_get_instance_private (self);
}

static void
notify (DocketCommand *self, guint field)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[field]);
}

static void
set_uuid (DocketCommand *self, DocketUuid *member, const DocketUuid *uuid, guint field)
{
  static const DocketUuid none;

  if (uuid == NULL)
    uuid = &none;
  if (docket_uuid_equal (member, uuid))
    return;
  *member = *uuid;
  notify (self, field);
}

static void
set_string (DocketCommand *self, char **member, const char *text, guint field)
{
  if (g_strcmp0 (*member, text) == 0)
    return;
  g_free (*member);
  *member = g_strdup (text);
  notify (self, field);
}

static void
docket_command_copied (DocketRecord *record, DocketRecord *source)
{
  docket_command_set_salt (DOCKET_COMMAND (record), docket_command_get_salt (DOCKET_COMMAND (source)));
}

static void
docket_command_class_init (DocketCommandClass *klass)
{
  DocketRecordClass *record_class = DOCKET_RECORD_CLASS (klass);

  record_class->copied = docket_command_copied;
  for (guint i = 0; i < N_FIELDS; i++)
    fields[i].offset += (gsize) (gssize) DocketCommand_private_offset;
  docket_record_class_set_fields (record_class, fields, N_FIELDS);
  memcpy (properties, record_class->properties, sizeof properties);
}

static void
docket_command_init (DocketCommand *self)
{
}

/**
 * docket_command_get_id:
 * @self: a command
 *
 * Returns: its identifier, the null one until it is given or dispatched
 */
const DocketUuid *
docket_command_get_id (DocketCommand *self)
{
  g_return_val_if_fail (DOCKET_IS_COMMAND (self), NULL);

  return &get_private (self)->id;
}

/**
 * docket_command_set_id:
 * @self: a command
 * @id: (nullable): its identifier
 *
 * Names the command. A command with an identifier seen before is not run again.
 */
void
docket_command_set_id (DocketCommand *self, const DocketUuid *id)
{
  g_return_if_fail (DOCKET_IS_COMMAND (self));

  set_uuid (self, &get_private (self)->id, id, FIELD_ID);
}

/**
 * docket_command_get_time:
 * @self: a command
 *
 * Returns: when it happened, in microseconds since 1970 in UTC; 0 until the caller or prepare says
 */
gint64
docket_command_get_time (DocketCommand *self)
{
  g_return_val_if_fail (DOCKET_IS_COMMAND (self), 0);

  return get_private (self)->time;
}

/**
 * docket_command_set_time:
 * @self: a command
 * @time: microseconds since 1970 in UTC
 *
 * Says when it happened.
 */
void
docket_command_set_time (DocketCommand *self, gint64 time)
{
  DocketCommandPrivate *priv;

  g_return_if_fail (DOCKET_IS_COMMAND (self));

  priv = get_private (self);
  if (priv->time == time)
    return;
  priv->time = time;
  notify (self, FIELD_TIME);
}

/**
 * docket_command_get_day:
 * @self: a command
 *
 * Returns: the calendar day on which it happened, as yyyymmdd; 0 until it is completed
 */
gint32
docket_command_get_day (DocketCommand *self)
{
  g_return_val_if_fail (DOCKET_IS_COMMAND (self), 0);

  return get_private (self)->day;
}

/**
 * docket_command_set_day:
 * @self: a command
 * @day: yyyymmdd
 *
 * Freezes the calendar day on which it happened, so that no later change of a zone or a clock moves it.
 */
void
docket_command_set_day (DocketCommand *self, gint32 day)
{
  DocketCommandPrivate *priv;

  g_return_if_fail (DOCKET_IS_COMMAND (self));

  priv = get_private (self);
  if (priv->day == day)
    return;
  priv->day = day;
  notify (self, FIELD_DAY);
}

/**
 * docket_command_get_actor:
 * @self: a command
 *
 * Returns: (nullable): who gives it
 */
const char *
docket_command_get_actor (DocketCommand *self)
{
  g_return_val_if_fail (DOCKET_IS_COMMAND (self), NULL);

  return get_private (self)->actor;
}

/**
 * docket_command_set_actor:
 * @self: a command
 * @actor: (nullable): who gives it
 *
 * Says who gives it.
 */
void
docket_command_set_actor (DocketCommand *self, const char *actor)
{
  g_return_if_fail (DOCKET_IS_COMMAND (self));

  set_string (self, &get_private (self)->actor, actor, FIELD_ACTOR);
}

/**
 * docket_command_get_station:
 * @self: a command
 *
 * Returns: (nullable): where it is given
 */
const char *
docket_command_get_station (DocketCommand *self)
{
  g_return_val_if_fail (DOCKET_IS_COMMAND (self), NULL);

  return get_private (self)->station;
}

/**
 * docket_command_set_station:
 * @self: a command
 * @station: (nullable): where it is given
 *
 * Says where it is given.
 */
void
docket_command_set_station (DocketCommand *self, const char *station)
{
  g_return_if_fail (DOCKET_IS_COMMAND (self));

  set_string (self, &get_private (self)->station, station, FIELD_STATION);
}

/**
 * docket_command_derive_id:
 * @self: a command with its id and its time
 * @purpose: what the identifier is for
 * @index: which one of that purpose, from 0
 *
 * Makes the identifier of a new thing from the command's own, so that running the command again makes the same.
 *
 * Returns: the identifier
 */
DocketUuid
docket_command_derive_id (DocketCommand *self, const char *purpose, guint index)
{
  static const DocketUuid none;
  DocketCommandPrivate *priv;

  g_return_val_if_fail (DOCKET_IS_COMMAND (self), none);
  g_return_val_if_fail (purpose != NULL, none);

  priv = get_private (self);
  return docket_uuid_derive (&priv->id, priv->time, purpose, index);
}

/**
 * docket_command_get_salt:
 * @self: a command
 *
 * Returns: (array fixed-size=16): the secret that salts the digests of its personal data; zeros until it is set
 */
const guint8 *
docket_command_get_salt (DocketCommand *self)
{
  g_return_val_if_fail (DOCKET_IS_COMMAND (self), NULL);

  return get_private (self)->salt;
}

/**
 * docket_command_set_salt:
 * @self: a command
 * @salt: (array fixed-size=16): bytes by chance
 *
 * Gives the command its salt. It is stored beside the personal data and blanked with it.
 */
void
docket_command_set_salt (DocketCommand *self, const guint8 salt[16])
{
  DocketCommandPrivate *priv;

  g_return_if_fail (DOCKET_IS_COMMAND (self));
  g_return_if_fail (salt != NULL);

  priv = get_private (self);
  memcpy (priv->salt, salt, sizeof priv->salt);
}

/**
 * docket_command_get_undoes:
 * @self: a command
 *
 * Returns: the identifier of the command that this one takes back; the null one when it takes back none
 */
const DocketUuid *
docket_command_get_undoes (DocketCommand *self)
{
  g_return_val_if_fail (DOCKET_IS_COMMAND (self), NULL);

  return &get_private (self)->undoes;
}

/**
 * docket_command_set_undoes:
 * @self: a command
 * @id: (nullable): the command that it takes back
 *
 * Says which command this one takes back.
 */
void
docket_command_set_undoes (DocketCommand *self, const DocketUuid *id)
{
  g_return_if_fail (DOCKET_IS_COMMAND (self));

  set_uuid (self, &get_private (self)->undoes, id, FIELD_UNDOES);
}
