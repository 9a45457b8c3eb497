import { z } from "zod";

/** A sentence or more in one language. */
export const sentenceSchema = z.string().min(1).max(2000);
export const bilingualSchema = z.strictObject({ fr: sentenceSchema, en: sentenceSchema });

/** Months for which a contribution is kept where the settings do not say. */
export const RETENTION_MONTHS = 15;
/** Years of age from which one consents alone where the settings do not say: France's (GDPR art. 8, law 78-17 art. 45). */
export const MINIMUM_AGE = 15;
/** Where the settings do not say. */
export const COUNTRY = "FR";
/** Where a complaint goes where the settings do not say. */
export const AUTHORITY = {
  name: "Commission nationale de l’informatique et des libertés (CNIL)",
  address: "3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07",
  url: "https://www.cnil.fr/fr/plaintes",
} as const;
