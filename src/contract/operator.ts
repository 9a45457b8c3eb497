import { z } from "zod";

/** A sentence or more in one language. */
export const sentenceSchema = z.string().min(1).max(2000);
export const bilingualSchema = z.strictObject({ fr: sentenceSchema, en: sentenceSchema });

/**
 * What must be said beside a measure's figures: that values are modelled and not metered, say. `own` is `more` where a household's own
 * figure has more in it than these, as a bill beside the modelled costs of heating alone; `more` says about how much more, in the unit of the
 * measure per month, and in words what that is and who says so.
 */
export const noteSchema = bilingualSchema.extend({
  own: z.literal("more").optional(),
  more: bilingualSchema.extend({ amount: z.number().positive().max(1_000_000) }).optional(),
});

/** What one display unit of a measure costs a home, in the commons' currency: a public price, with its name and its day. */
export const priceSchema = z.strictObject({
  value: z.number().positive().max(1_000_000),
  /** the day from which the price holds */
  as_of: z.iso.date(),
  source: bilingualSchema,
  url: z.url({ protocol: /^https?$/ }).optional(),
});

/**
 * What a commons whose rows are a copy of data published elsewhere says of that copy, beside producer, data set and licence. Software
 * can know none of it; documents say what is left to state.
 */
const copyFacts = {
  /** the licence, and where source and licence are found */
  licence: bilingualSchema.optional(),
  /** which edition of the source the copy is of, or when it was last updated: a licence may ask for it beside the source */
  dated: bilingualSchema.optional(),
  /** what of each row the copy holds */
  holds: bilingualSchema.optional(),
  /** whether addresses, numbers of certificates or other identifiers were taken, and are kept */
  identifiers: bilingualSchema.optional(),
  /** on which legal basis the rows are processed */
  basis: bilingualSchema.optional(),
  /** who took the rows, when, and how */
  taken: bilingualSchema.optional(),
  /** what the period of a row means: the year of a bill, or of a certificate */
  period: bilingualSchema.optional(),
  /** which homes the source has, and which it lacks or has too many of */
  who: bilingualSchema.optional(),
  /** how the people who live in these homes were told of the copy, or why the law exempts from it (GDPR art. 14) */
  informed: bilingualSchema.optional(),
  /** what the balance of interests concludes, and why; of another basis, that none is needed (GDPR art. 6(1)(f)) */
  balance: bilingualSchema.extend({ at: z.iso.date() }).optional(),
};
/** Their names, for readers that do without schemas. */
export const COPY_FACTS = [
  "licence",
  "dated",
  "holds",
  "identifiers",
  "basis",
  "taken",
  "period",
  "who",
  "informed",
  "balance",
] as const satisfies readonly (keyof typeof copyFacts)[];
export const originSchema = bilingualSchema.extend(copyFacts);

/**
 * Where the outlines of the areas, and the water and parks around them, were taken from: producer, data set and licence. Only an operator
 * knows, and licences ask for it beside every map.
 */
export const mapsSchema = z.strictObject({ outlines: bilingualSchema.optional(), background: bilingualSchema.optional() });

/** Months for which a contribution is kept where the settings do not say. */
export const RETENTION_MONTHS = 15;
/** Days for which backups are kept where settings do not say, and the least for which the acts to repeat after a restore are. */
export const BACKUP_DAYS = 35;
/** Years of age from which one consents alone where the settings do not say: France's (GDPR art. 8, law 78-17 art. 45). */
export const MINIMUM_AGE = 15;
/** Country where the settings do not state one. */
export const COUNTRY = "FR";
/** Where a complaint goes where the settings do not say. */
export const AUTHORITY = {
  name: "Commission nationale de l’informatique et des libertés (CNIL)",
  address: "3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07",
  url: "https://www.cnil.fr/fr/plaintes",
} as const;

const sentences = z.array(sentenceSchema).min(1).max(64);
const points = z.array(bilingualSchema).min(1).max(64);
const body = { name: sentenceSchema, address: sentenceSchema.optional() };

/** Who publishes the pages, beside the controller: the legal notice (in France law 2004-575). */
export const publicationSchema = z.strictObject({
  /** who answers for what the pages say */
  director: sentenceSchema.optional(),
  /** telephone of the publisher */
  telephone: sentenceSchema.optional(),
  /** who serves the pages */
  host: z.strictObject({ ...body, telephone: sentenceSchema.optional() }).optional(),
});

/**
 * What an audit found, and how to reach somebody: the accessibility statement (directive (EU) 2016/2102). Software cannot know
 * any of it.
 */
export const accessibilitySchema = z
  .strictObject({
    audit: z
      .strictObject({
        at: z.iso.date(),
        by: sentenceSchema,
        /** per cent of the applicable criteria that are met */
        rate: z.number().min(0).max(100),
        /** absent: RGAA 4.1 in France, and not stated elsewhere */
        standard: sentenceSchema.optional(),
        /** pages that were looked at */
        pages: sentences.optional(),
        /** browsers, assistive technologies and tools that it was done with */
        tools: sentences.optional(),
      })
      .optional(),
    /** day on which the statement was made, or last made anew */
    established_at: z.iso.date().optional(),
    /** what does not conform */
    not_conform: points.optional(),
    /** what would be a disproportionate burden */
    disproportionate: points.optional(),
    /** what the law does not ask for */
    exempt: points.optional(),
    /** whom to write to where something cannot be used */
    contact: sentenceSchema.optional(),
    /** where a complaint goes; absent: the Défenseur des droits in France, and not stated elsewhere */
    enforcement: z.strictObject({ ...body, url: z.url().optional() }).optional(),
    /** the organisation's own plan over several years */
    plan: z.url().optional(),
  })
  .refine(({ audit, not_conform }) => audit?.rate !== 100 || not_conform === undefined, {
    message: "a rate of 100 has nothing that does not conform",
    path: ["not_conform"],
  });

/** Where a complaint goes in France (law 2011-333 of 29 March 2011). */
export const ENFORCEMENT = {
  name: "Défenseur des droits",
  address: "Libre réponse 71120, 75342 Paris CEDEX 07",
  url: "https://formulaire.defenseurdesdroits.fr/",
} as const;
