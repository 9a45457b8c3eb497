import type { Labels } from "../domains/index.ts";

/**
 * Everything that a reader may say of a file, in both languages. The lists are closed, and no sentence quotes the
 * file: what it holds may be a name, an address or a meter's number.
 */

/** Why a line, a row or an item was not read. */
export const UNREAD = {
  "bad-row": { fr: "la ligne n’a pas les colonnes attendues", en: "the row does not have the expected columns" },
  "bad-date": { fr: "la date ne se lit pas", en: "the date cannot be read" },
  "out-of-range": { fr: "la date est hors des années 1990 à 2099", en: "the date is outside the years 1990 to 2099" },
  "no-such-hour": {
    fr: "cette heure n’existe pas le jour du changement d’heure",
    en: "there is no such hour on the day the clocks change",
  },
  "bad-value": { fr: "la valeur n’est pas un nombre", en: "the value is not a number" },
  negative: { fr: "la valeur est négative", en: "the value is negative" },
  "too-large": { fr: "la valeur est trop grande pour être exacte", en: "the value is too large to be exact" },
  "unknown-unit": { fr: "l’unité n’est pas de celles qui se lisent", en: "the unit is not one that is read" },
  "unclear-unit": { fr: "l’unité n’est pas dite, et ne se devine pas", en: "the unit is not said, and is not guessed" },
  "unclear-month": { fr: "le mois n’est pas dit sans équivoque", en: "it is not clear which month is meant" },
  "index-falls": {
    fr: "l’index recule : compteur changé ou relevé faux",
    en: "the index falls: another meter, or a wrong reading",
  },
  "index-jumps": {
    fr: "l’index bondit au-delà de ce qu’un branchement peut fournir : compteur changé ou relevé faux",
    en: "the index jumps by more than a connection can carry: another meter, or a wrong reading",
  },
  "unclear-column": {
    fr: "plusieurs colonnes portent une consommation, sans qu’on sache lesquelles s’ajoutent",
    en: "several columns hold a consumption, and it is not said which of them add up",
  },
  contradiction: {
    fr: "le même moment porte deux valeurs différentes : aucune n’est comptée",
    en: "the same time has two different values: neither is counted",
  },
  overlap: { fr: "l’intervalle en recouvre un autre", en: "the interval overlaps another one" },
  "bad-length": { fr: "la durée de l’intervalle ne se lit pas", en: "the length of the interval cannot be read" },
} as const satisfies Record<string, Labels>;
export type UnreadReason = keyof typeof UNREAD;

/** What was left out on purpose. */
export const DROPPED = {
  empty: { fr: "valeurs vides", en: "empty values" },
  production: { fr: "production ou injection, tenue à part de la consommation", en: "production, kept apart from consumption" },
  repeated: { fr: "points répétés à l’identique", en: "points that are repeated with the same value" },
  "other-measure": { fr: "autres grandeurs, qu’aucune mesure n’utilise", en: "other quantities, which no measure uses" },
  "second-meter": { fr: "points d’un second compteur", en: "points of a second meter" },
  "other-source": {
    fr: "mois déjà donnés par une autre partie du fichier",
    en: "months that another part of the file has given already",
  },
  "long-interval": {
    fr: "intervalles de plus d’un jour à cheval sur deux mois, non partagés",
    en: "intervals longer than a day across two months, which are not split",
  },
  "not-a-file-of-readings": { fr: "fichiers de l’archive sans relevés", en: "files of the archive without readings" },
} as const satisfies Record<string, Labels>;
export type DroppedReason = keyof typeof DROPPED;

/** Why a month was not kept. */
export const PARTIAL = {
  incomplete: { fr: "il en manque plus de 5 %", en: "more than 5 % of it is missing" },
  edge: {
    fr: "premier ou dernier d’une liste de totaux : rien ne dit qu’il est entier",
    en: "first or last of a list of totals: nothing says that it is whole",
  },
} as const satisfies Record<string, Labels>;
export type PartialReason = keyof typeof PARTIAL;

/** What identifies a home or a person. Values are counted, never given out. */
export const IDENTIFIERS = {
  "electricity-meter": { fr: "numéro de compteur électrique (PRM)", en: "number of the electricity meter (PRM)" },
  "gas-meter": { fr: "numéro de compteur de gaz (PCE)", en: "number of the gas meter (PCE)" },
  "water-meter": { fr: "numéro de compteur d’eau", en: "number of the water meter" },
  meter: { fr: "numéro de point de livraison", en: "number of the supply point" },
  contract: { fr: "numéro de contrat ou de client", en: "number of the contract or the customer" },
  address: { fr: "adresse", en: "address" },
  name: { fr: "nom ou libellé", en: "name or label" },
  place: { fr: "lieux visités", en: "places visited" },
  device: { fr: "appareil", en: "device" },
} as const satisfies Record<string, Labels>;
export type IdentifierKind = keyof typeof IDENTIFIERS;
