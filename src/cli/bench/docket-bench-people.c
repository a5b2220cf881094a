/* docket-bench-people.c: to whom the bench shop sells, and what
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-bench-people.h"

#include "docket-sample-data.h"

/* What a number is thrown for, so that a customer's phone does not follow from the name. */
enum
{
  FOR_SCRIPT,
  FOR_FIRST,
  FOR_LAST,
  FOR_SYLLABLES,
  FOR_DOMAIN,
  FOR_COUNTRY,
  FOR_PHONE,
  FOR_KIND,
  FOR_PRICE,
};

/* People of one script: family names first where they stand first, with what lies between the two. */
typedef struct
{
  const char *const *first;
  const char *const *last;
  const char *between;
  /* Of a hundred customers. */
  guint share;
} Script;

static const char *const cyrillic_first[] = { "Анна", "Борис", "Дарья", "Иван", "Мария", "Николай", "Ольга", "Пётр", "Софья",
                                              "Юрий", NULL };
static const char *const cyrillic_last[] = { "Белов", "Волков", "Зайцев", "Ковальчук", "Лебедев", "Мельник", "Орлов", "Смирнов",
                                             "Шевченко", NULL };
static const char *const greek_first[] = { "Αλέξης", "Γιώργος", "Ελένη", "Ιωάννα", "Κατερίνα", "Νίκος", "Σοφία", NULL };
static const char *const greek_last[] = { "Γεωργίου", "Δημητρίου", "Κωνσταντίνου", "Νικολάου", "Οικονόμου", "Παπαδάκης",
                                          "Παππάς", NULL };
static const char *const chinese_first[] = { "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "洋", "小红", "子涵", "欣怡", NULL };
static const char *const chinese_last[] = { "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "欧阳", NULL };
static const char *const japanese_first[] = { "蓮", "陽葵", "結衣", "大翔", "さくら", "健太", "美咲", "翔", NULL };
static const char *const japanese_last[] = { "佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", NULL };
static const char *const korean_first[] = { "민준", "서연", "지훈", "하은", "도윤", "수아", NULL };
static const char *const korean_last[] = { "김", "이", "박", "최", "정", "강", NULL };
static const char *const arabic_first[] = { "أحمد", "فاطمة", "محمد", "مريم", "يوسف", "ليلى", NULL };
static const char *const arabic_last[] = { "الحسن", "المصري", "حداد", "خليل", "منصور", "ناصر", NULL };
static const char *const hebrew_first[] = { "דוד", "יעל", "נועה", "משה", "תמר", NULL };
static const char *const hebrew_last[] = { "כהן", "לוי", "מזרחי", "פרץ", "שפירא", NULL };

static const Script scripts[] = {
  { cyrillic_first, cyrillic_last, " ", 9 },
  { greek_first, greek_last, " ", 6 },
  { chinese_last, chinese_first, "", 8 },
  { japanese_last, japanese_first, " ", 6 },
  { korean_last, korean_first, "", 5 },
  { arabic_first, arabic_last, " ", 4 },
  { hebrew_first, hebrew_last, " ", 2 },
};

/* Mixed as SplitMix64 does. */
guint
docket_bench_throw (guint64 number, guint where, guint limit)
{
  guint64 mixed = (number + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + where * G_GUINT64_CONSTANT (0xd1b54a32d192ed03);

  mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  mixed ^= mixed >> 31;
  return (guint) (mixed % limit);
}

static const char *
pick (const char *const *words, guint customer, guint where)
{
  return words[docket_bench_throw (customer, where, g_strv_length ((char **) words))];
}

/* NULL: letters that an address for mail can be made of. */
static const Script *
find_script (guint customer)
{
  guint percent = docket_bench_throw (customer, FOR_SCRIPT, 100);

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      if (percent < scripts[i].share)
        return &scripts[i];
      percent -= scripts[i].share;
    }
  return NULL;
}

/* A third has a name that hardly anybody else has. */
static char *
make_last_name (guint customer)
{
  static const char *const beginnings[] = { "Aver", "Brink", "Dalen", "Eyken", "Forst", "Gold", "Hagen", "Kalm", "Linden", "Mohr",
                                            "Nieder", "Ost", "Quast", "Ravens", "Sonn", "Tann", "Uhlen", "Westen", "Ybers", "Zand" };
  static const char *const middles[] = { "a", "bek", "burg", "el", "er", "feld", "ing", "o", "stein", "wil" };
  static const char *const endings[] = { "aar", "berg", "dahl", "eling", "horst", "kamp", "la", "man", "ova", "sen", "sson", "stra",
                                         "veld", "wicz" };
  guint thrown = docket_bench_throw (customer, FOR_SYLLABLES, 3 * 20 * 10 * 14);

  if (thrown % 3 > 0)
    return g_strdup (docket_sample_last_names[docket_bench_throw (customer, FOR_LAST, docket_sample_n_last_names)]);
  thrown /= 3;
  return g_strconcat (beginnings[thrown % 20], middles[thrown / 20 % 10], endings[thrown / 200], NULL);
}

static const char *
get_first_name (guint customer)
{
  return docket_sample_first_names[docket_bench_throw (customer, FOR_FIRST, docket_sample_n_first_names)];
}

char *
docket_bench_get_name (guint customer)
{
  const Script *script = find_script (customer);
  g_autofree char *last = NULL;

  if (script != NULL)
    return g_strconcat (pick (script->first, customer, FOR_FIRST), script->between, pick (script->last, customer, FOR_LAST), NULL);
  last = make_last_name (customer);
  return g_strconcat (get_first_name (customer), " ", last, NULL);
}

/* Most have theirs with the same provider; each is another. */
char *
docket_bench_get_email (guint customer)
{
  static const char *const domains[] = { "mail.example", "mail.example", "mail.example", "post.example", "example.org",
                                         "kontor.example.com" };
  const char *domain = domains[docket_bench_throw (customer, FOR_DOMAIN, G_N_ELEMENTS (domains))];
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *name = NULL;

  if (find_script (customer) != NULL)
    return g_strdup_printf ("user%u@%s", customer, domain);
  first = g_str_to_ascii (get_first_name (customer), "C");
  last = make_last_name (customer);
  name = g_str_to_ascii (last, "C");
  g_free (last);
  last = g_strdup_printf ("%s.%s%u@%s", first, name, customer, domain);
  return g_ascii_strdown (g_strdelimit (last, "?' ", 'x'), -1);
}

char *
docket_bench_get_phone (guint customer)
{
  guint number = docket_bench_throw (customer, FOR_PHONE, 100000000);

  switch (docket_bench_throw (customer, FOR_COUNTRY, 10))
    {
    case 0:
    case 1:
    case 2:
      return NULL;
    case 3:
      return g_strdup_printf ("+44 20 %04u %04u", number / 10000, number % 10000);
    case 4:
      return g_strdup_printf ("030 %08u", number);
    case 5:
      return g_strdup_printf ("(0)%u-%07u", number % 10 + 10, number / 10);
    default:
      return g_strdup_printf ("+31 6 %08u", number);
    }
}

static const char *const kinds[] = { "Tea", "Cup", "Pot", "Lamp", "Candle", "Blanket", "Honey", "Soap", "Tray", "Towel" };

char *
docket_bench_get_sku (guint product)
{
  const char *kind = kinds[docket_bench_throw (product, FOR_KIND, G_N_ELEMENTS (kinds))];
  g_autofree char *sku = g_strdup_printf ("%.3s-%04u", kind, product * 7 + 100);

  return g_ascii_strup (sku, -1);
}

char *
docket_bench_get_title (guint product)
{
  static const char *const makes[] = { "Alder", "Beech", "Cedar", "Damson", "Elder", "Fir", "Ginkgo", "Hazel", "Ivy", "Juniper" };
  static const char *const looks[] = { "white", "indigo", "moss", "sand", "first flush", "by hand", "large", "small" };
  const char *kind = kinds[docket_bench_throw (product, FOR_KIND, G_N_ELEMENTS (kinds))];

  return g_strdup_printf ("%s %s, %s", makes[product % G_N_ELEMENTS (makes)], kind, looks[product / 10 % G_N_ELEMENTS (looks)]);
}

gint64
docket_bench_get_price (guint product)
{
  return 290 + docket_bench_throw (product, FOR_PRICE, 60) * 100;
}
