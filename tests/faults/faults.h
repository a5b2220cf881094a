/* faults.h: tries something that may go wrong many times, each in a process of its own, and counts
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Faults:
 * @is_release: the full set, not the quick one
 * @load: (nullable): which of a program's ways of working, --load
 * @seed: of all chances; printed, and given again with --seed
 * @chance: what falls by @seed
 * @directory: where the tries leave their files, gone at the end
 * @n_tried: so far
 * @n_survived: of these
 * @n_missed: survived too, but hit nothing, so that they prove nothing; not among @n_tried
 */
typedef struct
{
  gboolean is_release;
  char *load;
  guint32 seed;
  GRand *chance;
  char *directory;
  guint n_tried;
  guint n_survived;
  guint n_missed;
} Faults;

void faults_begin (Faults *faults, int argc, char **argv);

/* The program's exit status; says how many were tried and how many survived. */
int faults_end (Faults *faults);

guint faults_choose (Faults *faults, guint quick, guint release);

/* The path of a file or folder among the tries. */
char *faults_path (Faults *faults, const char *name);

typedef void (*FaultsFunc) (gpointer data);

/* Runs the function in a process of its own and counts it; it survives when the function returns. The name says which try it
 * was when it does not. */
gboolean faults_try (Faults *faults, FaultsFunc function, gpointer data, const char *format, ...) G_GNUC_PRINTF (4, 5);

/* After a try that came to an end before, or began after, what it was to hit: it is counted apart if it survived. */
void faults_miss (Faults *faults, gboolean is_survived);

/* The same, not counted: for what has to be there before a try. */
void faults_prepare (FaultsFunc function, gpointer data);

/* In a try: ends it with a word. */
void faults_fail (const char *format, ...) G_GNUC_PRINTF (1, 2) G_GNUC_NORETURN;

/* In a try: an error has to be there, and be a sentence for a person. */
void faults_check_error (const GError *error);

/* Memory that the tries and their parent share; never freed. */
gpointer faults_share (gsize size);

void faults_remove_tree (const char *path);
void faults_copy_folder (const char *from, const char *to);

/* SHA-256 of all files of a folder but the lock, with their names. */
char *faults_hash_folder (const char *path);

G_END_DECLS
