import { z } from "zod";

/** A sentence or more in one language. */
export const text = z.string().min(1).max(2000);
export const byLanguage = z.strictObject({ fr: text, en: text });

/** ISO 3166-1 alpha-2. */
const country = z.string().regex(/^[A-Z]{2}$/, "a country is an ISO 3166-1 code of two capital letters");

/**
 * Settings about who runs the commons and what they answer for. None has a default in the file: what the operator
 * has not stated is said to be not stated, and is never made up.
 */
export const OPERATOR_SETTINGS = {
  /** who decides, and answers for it: the controller of GDPR art. 4(7) */
  controller: z
    .strictObject({
      name: text,
      address: text.optional(),
      /** how to reach them: an e-mail address, a telephone number, a page */
      contact: text.optional(),
      /** in the public register of legal persons, a SIREN say */
      registration: text.optional(),
      /** association, établissement public, SCIC, … */
      legal_form: text.optional(),
      /** where anybody finds who they are and what they do */
      website: z.url({ protocol: /^https?$/ }).optional(),
      not_for_profit: z.boolean().optional(),
    })
    .optional(),
  /** where a complaint goes; absent: the CNIL */
  authority: z.strictObject({ name: text, address: text.optional(), url: z.url().optional() }).optional(),
  /** where the controller is and whose law holds; absent: FR */
  country: country.optional(),
  /** what the figures are for, of general interest; beside the statistics themselves */
  purposes: z.array(byLanguage).min(1).max(16).optional(),
  /** where the vault is kept, and by whom */
  hosting: z.strictObject({ name: text, country }).optional(),
  /** transfers of personal data to a country outside the EU, and what makes them lawful; an empty list: there are none */
  transfers: z.array(text).optional(),
  /** days for which a backup of the home is kept, and with it what was withdrawn since */
  backup_days: z.number().int().min(0).max(3650).optional(),
  /** years of age from which one consents alone; absent: 15, France's */
  minimum_age: z.number().int().min(13).max(18).optional(),
};

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
