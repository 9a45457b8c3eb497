import {
  AREA_LEVEL,
  type DescribedTable,
  DOMAIN,
  doubleColumn,
  MEASURE_COLUMN,
  REF_AREA,
  TABLES,
  textColumn,
  textOrNull,
  wholeColumn,
} from "../../contract/tables.ts";

/** The column that queries add to each table of a release: which release the row is from. */
export const RELEASE_COLUMN = textColumn("RELEASE", "publication d’où vient la ligne", "release that the row comes from");

/** Tables of the public geography and of the measures, so that queries can name codes. */
export const AREAS: DescribedTable = {
  name: "areas",
  about: { fr: "Les territoires, du plus grand au plus petit", en: "The areas, from the whole to the smallest" },
  columns: [
    REF_AREA,
    AREA_LEVEL,
    textOrNull(
      "PARENT",
      "code du territoire qui le contient ; vide pour le plus grand",
      "code of the area around it; empty for the whole",
    ),
    textColumn("NAME", "nom", "name"),
    wholeColumn("DWELLINGS", "logements (donnée publique de référence)", "dwellings (public reference figure)"),
  ],
};

export const MEASURES_TABLE: DescribedTable = {
  name: "measures",
  about: { fr: "Les mesures et leurs bornes", en: "The measures and their bounds" },
  columns: [
    DOMAIN,
    MEASURE_COLUMN,
    textColumn("LABEL_FR", "nom en français", "name in French"),
    textColumn("LABEL_EN", "nom en anglais", "name in English"),
    textColumn("UNIT", "unité, par mois", "unit, per month"),
    doubleColumn(
      "CLAMP_UPPER",
      "plafond : ce qu’un foyer a de plus, par mois, n’est pas compté",
      "clamp: what a household has above it, per month, is not counted",
    ),
    textColumn("CLAMP_SOURCE", "d’où vient le plafond", "where the clamp comes from"),
  ],
};

/** All tables that queries can use: the releases' tables with RELEASE, then those that name codes. */
export const QUERY_TABLES: readonly DescribedTable[] = [
  ...TABLES.map((table) => ({ ...table, columns: [...table.columns, RELEASE_COLUMN] })),
  AREAS,
  MEASURES_TABLE,
];
