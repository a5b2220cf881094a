/* test-text.c: searching, sorting and e-mail addresses
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-text.h"

#include <string.h>

#include "docket-format.h"

static void
assert_folded (const char *text, const char *expected)
{
  g_autofree char *folded = docket_text_fold (text);
  g_autofree char *twice = docket_text_fold (folded);

  g_assert_cmpstr (folded, ==, expected);
  g_assert_cmpstr (twice, ==, expected);
}

static void
test_fold (void)
{
  assert_folded ("", "");
  assert_folded ("  Ada   BYRON\t", "ada byron");
  assert_folded ("Crème Brûlée", "creme brulee");
  assert_folded ("Straße", "strasse");
  assert_folded ("ÅNGSTRÖM Øre Łódź", "angstrom ore lodz");
  assert_folded ("Ærø", "aero");
  assert_folded ("Ｆｕｌｌ", "full");
  assert_folded ("ﬁne №5", "fine no5");
  assert_folded ("Йод Ёлка", "иод елка");
  assert_folded ("ΆΓΓΕΛΟΣ", "αγγελοσ");
  assert_folded ("東京 ガ", "東京 ガ");
  assert_folded ("हिन्दी", "हिन्दी");
  assert_folded ("서울", "서울");
  assert_folded ("a\xff" "b", "a\xef\xbf\xbd" "b");
}

static void
test_email (void)
{
  static const char *const good[] = { "ada@example.org", "a@b", "ada+shop@mail.example", "jörg@müller.example" };
  static const char *const bad[] = { "", "@", "a@", "@b", "a b@c", "a@b@c", "ada.example.org", "a@b\n", "a\xff@b" };
  g_autofree char *email = docket_text_normalize_email ("  Ada@Example.ORG\n");
  g_autofree char *local = g_strnfill (260, 'a');
  g_autofree char *long_email = g_strconcat (local, "@example.org", NULL);

  g_assert_cmpstr (email, ==, "ada@example.org");
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (docket_text_is_email (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (docket_text_is_email (bad[i]));
  g_assert_false (docket_text_is_email (long_email));
}

static void
assert_order (const char *first, const char *second)
{
  g_autoptr (GBytes) a = docket_text_sort_key (first);
  g_autoptr (GBytes) b = docket_text_sort_key (second);

  g_assert_cmpint (g_bytes_compare (a, b), <, 0);
}

static void
test_sort_key (void)
{
  g_autofree char *german = NULL;

  docket_format_set_locale ("de_DE");
  assert_order ("", "a");
  assert_order ("Äpfel", "Birnen");
  assert_order ("apfel", "Äpfel");
  assert_order ("Box 2", "Box 10");
  assert_order ("Zebra", "東京");
  german = g_strdup (docket_text_collation ());
  g_assert_true (g_str_has_prefix (german, "de_DE/"));

  docket_format_set_locale ("sv_SE");
  assert_order ("Birnen", "Äpfel");
  g_assert_cmpstr (docket_text_collation (), !=, german);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/values/text/fold", test_fold);
  g_test_add_func ("/values/text/email", test_email);
  g_test_add_func ("/values/text/sort-key", test_sort_key);
  return g_test_run ();
}
