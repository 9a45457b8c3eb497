/** The licence of every release. The manifest's `licence` is its name. */
export const LICENCE = {
  /** SPDX identifier */
  name: "etalab-2.0",
  title: "Licence Ouverte / Open Licence 2.0 (Etalab)",
  /** as texts of both languages call it */
  shortTitle: "Licence Ouverte 2.0",
  path: "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf",
  /** in the EU's authority table, as DCAT-AP wants it */
  authority: "http://publications.europa.eu/resource/authority/licence/ETALAB_2_0",
} as const;
