/* docket-sample-data.c: what the sample shop sells, and to whom
 *
 * Copyright the Docket authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "docket-sample-data.h"

/* The best sellers first: the dice fall on them more often. */
const DocketSampleProduct docket_sample_products[] = {
  { "TEA-001", "Sencha, first flush, 100 g", "8.90", NULL, "4012340005009", TRUE, 60000 },
  { "TEA-002", "Earl Grey with bergamot, 100 g", "6.50", NULL, "4012340005078", TRUE, 60000 },
  { "CUP-001", "Porcelain cup, white", "9.80", NULL, "4012340005146", FALSE, 60000 },
  { "TEA-003", "Assam TGFOP, 100 g", "7.20", NULL, "4012340005214", TRUE, 60000 },
  { "TEA-004", "Peppermint, whole leaf, 75 g", "4.90", NULL, "4012340005283", TRUE, 60000 },
  { "POT-001", "Teapot of glass, 1 l", "24.90", NULL, "4012340005351", FALSE, 60000 },
  { "TEA-005", "Rooibos with vanilla, 100 g", "5.40", NULL, "4012340005429", TRUE, 60000 },
  { "TEA-006", "Darjeeling, second flush, 100 g", "11.90", NULL, "4012340005498", TRUE, 60000 },
  { "TEA-W01", "English Breakfast, by weight", "42.00", "kg", NULL, TRUE, 20000 },
  { "CUP-002", "Porcelain cup, indigo rim", "12.50", NULL, "4012340005634", FALSE, 60000 },
  { "TEA-007", "Jasmine pearls, 50 g", "9.60", NULL, "4012340005702", TRUE, 60000 },
  { "TEA-008", "Lapsang Souchong, 100 g", "8.40", NULL, "4012340005771", TRUE, 60000 },
  { "HOM-001", "Beeswax candle, 20 cm", "6.20", NULL, "4012340005849", FALSE, 36000 },
  { "TEA-009", "Camomile, 60 g", "4.60", NULL, "4012340005917", TRUE, 36000 },
  { "TEA-010", "Matcha, ceremonial, 30 g", "27.50", NULL, "4012340005986", TRUE, 36000 },
  { "ACC-001", "Tea strainer, stainless steel", "7.90", NULL, "4012340006051", FALSE, 36000 },
  { "TEA-W02", "Gunpowder, by weight", "38.00", "kg", NULL, TRUE, 20000 },
  { "TEA-011", "Masala chai, 100 g", "6.90", NULL, "4012340006198", TRUE, 36000 },
  { "HOM-002", "Linen tea towel, natural", "13.90", NULL, "4012340006266", FALSE, 36000 },
  { "TEA-012", "Oolong Tie Guan Yin, 50 g", "10.80", NULL, "4012340006334", TRUE, 36000 },
  { "ACC-002", "Paper filters, 100 pieces", "3.50", NULL, "4012340006402", FALSE, 36000 },
  { "POT-002", "Cast iron teapot, 0.8 l", "59.00", NULL, "4012340006471", FALSE, 36000 },
  { "HOM-003", "Linen tea towel, indigo", "13.90", NULL, "4012340006549", FALSE, 36000 },
  { "TEA-013", "White Silver Needle, 40 g", "18.90", NULL, "4012340006617", TRUE, 36000 },
  { "CUP-003", "Stoneware mug, moss", "16.50", NULL, "4012340006686", FALSE, 36000 },
  { "ACC-003", "Bamboo whisk for matcha", "14.90", NULL, "4012340006754", FALSE, 36000 },
  { "TEA-014", "Rose hip and hibiscus, 100 g", "5.20", NULL, "4012340006822", TRUE, 36000 },
  { "HOM-004", "Wool blanket, grey, 130 × 180 cm", "89.00", NULL, "4012340006891", FALSE, 36000 },
  { "HOM-005", "Storage tin, 250 g", "8.50", NULL, "4012340006969", FALSE, 24000 },
  { "TEA-015", "Pu-erh, aged five years, 100 g", "21.00", NULL, "4012340007034", TRUE, 24000 },
  { "CUP-004", "Stoneware mug, sand", "16.50", NULL, "4012340007102", FALSE, 24000 },
  { "ACC-004", "Kitchen scale, 0.1 g", "29.90", NULL, "4012340007171", FALSE, 24000 },
  { "HOM-006", "Oak tray, 40 × 28 cm", "34.00", NULL, "4012340007249", FALSE, 24000 },
  { "TEA-W03", "Fruit blend Garden, by weight", "34.00", "kg", NULL, TRUE, 20000 },
  { "HOM-007", "Cherry stone cushion", "17.90", NULL, "4012340007386", FALSE, 24000 },
  { "ACC-005", "Tea timer, three hourglasses", "12.90", NULL, "4012340007454", FALSE, 24000 },
  { "HOM-008", "Soap, olive oil and sage, 100 g", "5.90", NULL, "4012340007522", FALSE, 24000 },
  { "POT-003", "Kyusu teapot, red clay, 0.3 l", "44.00", NULL, "4012340007591", FALSE, 24000 },
  { "HOM-009", "Honey, lime blossom, 500 g", "9.40", NULL, "4012340007669", TRUE, 24000 },
  { "GFT-001", "Gift box Seven Teas", "32.00", NULL, "4012340007737", FALSE, 24000 },
  { "GFT-002", "Gift wrapping", "2.50", NULL, "4012340007805", FALSE, 24000 },
  { "HOM-010", "Candle holder, brass", "26.00", NULL, "4012340007874", FALSE, 24000 },
};
const guint docket_sample_n_products = G_N_ELEMENTS (docket_sample_products);

const char *const docket_sample_first_names[] = {
  "Ada", "Amira", "Anna", "Anton", "Arthur", "Ben", "Bruno", "Carla", "Cécile", "Chiara", "Clara", "Daan", "David",
  "Eef", "Eline", "Elias", "Emma", "Erik", "Eva", "Femke", "Finn", "Flora", "Frida", "Greta", "Hanna", "Hugo", "Ida",
  "Imke", "Ines", "Iris", "Jan", "Jasmijn", "Jonas", "Josefine", "Julia", "Karim", "Katrin", "Klaas", "Lars", "Lea",
  "Lena", "Leon", "Lina", "Lotte", "Louis", "Lucía", "Maarten", "Maja", "Marie", "Martha", "Mats", "Mehmet", "Mila",
  "Mira", "Nadia", "Nils", "Noor", "Olga", "Oskar", "Paul", "Pia", "Renée", "Rosa", "Ruben", "Sanne", "Selma",
  "Simon", "Sofie", "Søren", "Thijs", "Tilda", "Tom", "Valentin", "Vera", "Viktor", "Wim", "Yara", "Zoë",
};
const guint docket_sample_n_first_names = G_N_ELEMENTS (docket_sample_first_names);

const char *const docket_sample_last_names[] = {
  "Aalbers", "Adler", "Albers", "Bakker", "Baumann", "Becker", "Berger", "Blanchard", "Boer", "Bos", "Brandt",
  "Brouwer", "Byron", "Çelik", "Claes", "Costa", "Dekker", "Dijkstra", "Dubois", "Eckert", "Engel", "Faber",
  "Fischer", "Fontaine", "Fuchs", "Gärtner", "Girard", "Gruber", "Haas", "Hendriks", "Hermans", "Hofer", "Holm",
  "Huber", "Jansen", "Janssens", "Jong", "Kaiser", "Keller", "Klein", "Koch", "Koster", "Kuipers", "Lambert", "Lang",
  "Laurent", "Leitner", "Lindgren", "Maes", "Martin", "Mayer", "Meijer", "Moreau", "Moser", "Mulder", "Müller",
  "Nowak", "Nguyen", "Olsen", "Peeters", "Pichler", "Postma", "Renard", "Richter", "Rossi", "Roth", "Schäfer",
  "Schmidt", "Schreiber", "Schuster", "Smit", "Steiner", "Stein", "Sørensen", "Taylor", "Thomas", "Timmermans",
  "Verhoeven", "Vermeulen", "Visser", "Vogel", "Vos", "Wagner", "Weber", "Willems", "Winkler", "Wolf", "Wouters",
  "Yilmaz", "Zeller", "Zimmermann",
};
const guint docket_sample_n_last_names = G_N_ELEMENTS (docket_sample_last_names);

const DocketSamplePlace docket_sample_places[] = {
  { "Prinsengracht", "1015 DK", "Amsterdam", "NL" },
  { "Oudegracht", "3511 AL", "Utrecht", "NL" },
  { "Nieuwstraat", "3011 GM", "Rotterdam", "NL" },
  { "Herestraat", "9711 LA", "Groningen", "NL" },
  { "Breestraat", "2311 CJ", "Leiden", "NL" },
  { "Grote Marktstraat", "2511 BJ", "The Hague", "NL" },
  { "Kerkstraat", "5611 GH", "Eindhoven", "NL" },
  { "Vrijthof", "6211 LE", "Maastricht", "NL" },
  { "Lindenstraße", "10969", "Berlin", "DE" },
  { "Gartenweg", "20357", "Hamburg", "DE" },
  { "Amalienstraße", "80333", "München", "DE" },
  { "Brüsseler Straße", "50674", "Köln", "DE" },
  { "Lange Reihe", "28195", "Bremen", "DE" },
  { "Naschmarkt", "1060", "Wien", "AT" },
  { "Linzer Gasse", "5020", "Salzburg", "AT" },
  { "Rue de la Paix", "75002", "Paris", "FR" },
  { "Rue des Lices", "35000", "Rennes", "FR" },
  { "Quai Saint-Antoine", "69002", "Lyon", "FR" },
  { "Meir", "2000", "Antwerpen", "BE" },
  { "Veldstraat", "9000", "Gent", "BE" },
  { "Rue Neuve", "1000", "Bruxelles", "BE" },
  { "Capel Street", "D01 X2P6", "Dublin", "IE" },
  { "Vestergade", "1456", "København", "DK" },
  { "Via Garibaldi", "10122", "Torino", "IT" },
};
const guint docket_sample_n_places = G_N_ELEMENTS (docket_sample_places);

const char *const docket_sample_notes[] = {
  "Please leave it with the neighbour on the left.",
  "A present: no invoice in the parcel.",
  "Asked on the phone whether the strainer fits the glass pot.",
  "Wants to pick it up on Saturday instead if it does not leave before Thursday.",
  "Sent a photo of a chipped cup from the last order.",
  "Regular customer: add a sample of the new harvest.",
  "The address was corrected by e-mail.",
  "Bell does not work, call on arrival.",
};
const guint docket_sample_n_notes = G_N_ELEMENTS (docket_sample_notes);
