import { z } from "zod";
import { ATTRIBUTE_NAMES } from "./attributes.ts";
import { eligibilitySchema, ORIGIN } from "./eligibility.ts";
import { formFaults, parseInWords } from "./form-fault.ts";
import {
  accessibilitySchema,
  bilingualSchema,
  mapsSchema,
  noteSchema,
  originSchema,
  priceSchema,
  publicationSchema,
  RETENTION_MONTHS,
  sentenceSchema,
} from "./operator.ts";
import { partnersSchema } from "./partners.ts";
import { STEPS } from "./period.ts";
import { faultRefusal, Refusal } from "./problem.ts";

/** Bounds of what a year may be opened with: k, ε, and δ of conversion and gates together. */
export const LEAST_K = 2;
export const LEAST_EPSILON = 0.01;
export const MOST_EPSILON = 10;
export const MOST_DELTA = 1e-5;

/** The pilot's ε. */
const PILOT_EPSILON = 4;

/** Bounds of odds of 100 bets, between tossing a coin and certainty. The ε that they convert to must be within its own bounds too. */
const LEAST_ODDS = 50.01;
const MOST_ODDS = 99.99;

/** Most households that anybody may expect. */
export const MOST_HOUSEHOLDS = 1_000_000_000;

/** The most levels of a territory. */
export const MOST_LEVELS = 8;
/** The most measures of a commons. */
export const MOST_MEASURES = 64;

const share = z.number().min(0).max(1);
const weight = z.number().min(0).max(1000);

/** Ten-thousandths that stated tables add up to. */
const ALL_PARTS = 10_000;
const parts = z.number().int().min(0).max(ALL_PARTS);
const tablePartsSchema = z.strictObject({
  level: z.string(),
  table: z.enum(["_T", "types"]),
  step: z.enum(STEPS),
  counts: parts,
  sums: parts,
  histograms: parts,
});

/** A bound, and where it comes from: a text, or the same in both languages. */
const clamp = { upper: z.number().positive(), source: z.union([sentenceSchema, bilingualSchema]) };
const leafClamp = z.strictObject({ ...clamp, areas: z.record(z.string(), z.number().positive()).optional() });

/** What quantities have where settings share the year out evenly over levels, tables and publications. */
const EVEN_SHARES = { counts: 0.2, sums: 0.55, histograms: 0.25 };

/** ISO 3166-1 alpha-2. */
const country = z.string().regex(/^[A-Z]{2}$/, "a country is an ISO 3166-1 code of two capital letters");

const backupDays = z.number().int().min(0).max(3650);

/** How often a level is published. */
export const FREQUENCIES = [...STEPS, "never"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/**
 * Settings that bind: what is published, how it is protected, what becomes of data. They stand whole in the public chain, so
 * none may name a person; `voisinage change` states others. What is left out is the pilot's (ε = 4; whole monthly, the rest
 * yearly), and is written out when terms are stated.
 */
export const termsSchema = z.strictObject({
  /** `domain.measure`; absent: every measure there is */
  measures: z
    .array(z.string().regex(/^[a-z]+\.[a-z]+$/, "a measure is domain.measure"))
    .min(1)
    .max(MOST_MEASURES)
    .optional(),
  /**
   * what households are asked about themselves; absent: all that types of the measures in use are made of. What is not asked is not kept,
   * and where no measure has types that are asked for, their tables are given next to nothing of the budget
   */
  attributes: z.array(z.enum(ATTRIBUTE_NAMES)).max(ATTRIBUTE_NAMES.length).optional(),
  /** households that must truly be behind a published cell */
  k: z.number().int().min(LEAST_K).max(1000).default(11),
  budget: z
    .strictObject({
      /** per household and calendar year, all measures together; absent: 4, unless `odds` are stated */
      epsilon: z.number().min(LEAST_EPSILON).max(MOST_EPSILON).optional(),
      /**
       * Instead of ε: how many of 100 bets on whether a household contributed somebody wins at best who knows all the others.
       * They are turned into ρ, which must convert to an ε within its bounds.
       */
      odds: z.number().min(LEAST_ODDS).max(MOST_ODDS).multipleOf(0.01).optional(),
      /** Defaults to min(1e-6, 1 / dwellings). Below 1e-20 the gates' shares underflow a double. */
      delta: z.number().min(1e-20).max(MOST_DELTA).optional(),
      /**
       * how the year is shared out; absent: as loses least, found once, when terms are stated, and written out as `tables`. Stated
       * `counts`, `sums`, `histograms` or `levels` share it out evenly instead; what is left out of them is .2, .55, .25
       */
      shares: z
        .strictObject({
          counts: share.optional(),
          sums: share.optional(),
          histograms: share.optional(),
          /** kept for the annual revision */
          revision: share.default(0),
          /** by level of the territory */
          levels: z.record(z.string(), share).optional(),
          /** what each table has, in all its publications of a step together: ten-thousandths of all but `revision` */
          tables: z.array(tablePartsSchema).min(1).max(200).optional(),
          /** what an error of a table counts where the year is shared out as loses least, by level; 1 where nothing is said */
          weights: z.record(z.string(), z.strictObject({ _T: weight.optional(), types: weight.optional() })).optional(),
        })
        .overwrite((shares) => {
          const { counts, sums, histograms, levels } = shares;
          const isEven = [counts, sums, histograms, levels].some((one) => one !== undefined);
          return isEven ? { ...EVEN_SHARES, ...shares } : shares;
        })
        .prefault({}),
    })
    .refine(({ epsilon, odds }) => epsilon === undefined || odds === undefined, "takes epsilon or odds, not both")
    .overwrite((budget) =>
      budget.epsilon === undefined && budget.odds === undefined ? { epsilon: PILOT_EPSILON, ...budget } : budget,
    )
    .prefault({}),
  /** by level of the territory; absent: whole monthly, the rest yearly */
  calendar: z.record(z.string(), z.enum(FREQUENCIES)).optional(),
  /** L, the most measure streams of one household that count in a year; absent: min(6, measures in use) */
  streams: z.number().int().min(1).max(64).optional(),
  /**
   * by measure, the largest amount per month that counts in full, in the display unit; `leaf`: a lower one in cells of leaves,
   * which must be an edge of the measure's bins, and in `areas` leaves that have another edge, or the measure's own clamp
   */
  clamps: z.record(z.string(), z.strictObject({ ...clamp, leaf: leafClamp.optional() })).default({}),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "a currency is an ISO 4217 code")
    .default("EUR"),
  /** what the figures are for, of general interest; beside the statistics themselves */
  purposes: z.array(bilingualSchema).min(1).max(16).optional(),
  /**
   * whole calendar months: a donation is erased when the first day of its month would expire, so one month could be a day.
   * Absent: 15, and contributions over HTTP wait until the operator has stated it
   */
  retention_months: z.number().int().min(2).max(120).optional(),
  /** organisations that process data for the controller */
  processors: z.array(sentenceSchema).optional(),
  /** transfers of personal data to a country outside the EU, and what makes them lawful; an empty list: there are none */
  transfers: z.array(sentenceSchema).optional(),
  /** years of age from which one consents alone; absent: 15, France's */
  minimum_age: z.number().int().min(13).max(18).optional(),
  /** who may begin a contribution over HTTP; absent: everybody */
  eligibility: eligibilitySchema.optional(),
  /** what partners' programs may send and ask for; absent: there is no such address */
  partners: partnersSchema.optional(),
  /**
   * households that are expected to contribute each measure in a year: `release`, `revise` and `status` use it before anything is
   * spent, and the year is shared out for it where shares are searched for. It is a term because a number that followed the vault
   * would give the vault away
   */
  expected_households: z.number().int().min(1).max(MOST_HOUSEHOLDS).optional(),
  /** the commons is filled with made-up households; every page says so */
  sample: z.boolean().default(false),
});
export type Terms = z.infer<typeof termsSchema>;

/** Settings that are free to edit, in `commons.json`: who runs the commons, how to reach them, and how pages show it. */
export const aboutSchema = z.strictObject({
  name: bilingualSchema.default({ fr: "Voisinage", en: "Voisinage" }),
  /** who decides, and answers for it: the controller of GDPR art. 4(7) */
  controller: z
    .strictObject({
      name: sentenceSchema,
      address: sentenceSchema.optional(),
      /** how to reach them: an e-mail address, a telephone number, a page */
      contact: sentenceSchema.optional(),
      /** in the public register of legal persons, a SIREN say */
      registration: sentenceSchema.optional(),
      /** association, établissement public, SCIC, … */
      legal_form: sentenceSchema.optional(),
      /** where anybody finds who they are and what they do */
      website: z.url({ protocol: /^https?$/ }).optional(),
      not_for_profit: z.boolean().optional(),
    })
    .optional(),
  /** where a complaint goes; absent: the CNIL */
  authority: z.strictObject({ name: sentenceSchema, address: sentenceSchema.optional(), url: z.url().optional() }).optional(),
  /** where the controller is and whose law holds; absent: FR */
  country: country.optional(),
  contact: sentenceSchema.optional(),
  source_code: z.url({ protocol: /^https?$/ }).optional(),
  /** a web address, or a journal and its date: a site cannot vouch for its own key */
  thumbprint_at: sentenceSchema.optional(),
  dpo: sentenceSchema.optional(),
  impact_assessment: z.strictObject({ approved_at: z.iso.date(), by: sentenceSchema }).optional(),
  /** by measure, what must be said beside its figures */
  notes: z.record(z.string(), noteSchema).default({}),
  /** by measure that is not in money, what a unit of it costs, so that pages tell a home's gap in money too; absent: they do not */
  prices: z.record(z.string(), priceSchema).optional(),
  /** where all readings were taken from, where no household brought them: producer, data set, licence, and what is known of the copy; absent: households did */
  origin: originSchema.optional(),
  /** what the territory's outlines and background were taken from, which stands beside every map */
  maps: mapsSchema.optional(),
  /** producer, data set and year of the census that numbers of dwellings and of homes of each kind were taken from; absent: pages name none */
  census: bilingualSchema.optional(),
  /** DOIs that the operator had registered, by release; nobody here mints one */
  dois: z.record(z.string(), z.string().regex(/^10\.\d{4,9}\/\S{1,200}$/, "a DOI is 10.prefix/suffix")).optional(),
  languages: z
    .array(z.enum(["fr", "en"]))
    .min(1)
    .max(2)
    .default(["fr", "en"]),
  /**
   * origin at which people reach pages and intake together, where the portal that they read is another process or a folder of
   * files; absent: contributions are taken where the intake serves the pages itself
   */
  intake: z.string().regex(ORIGIN, "an intake is an origin: https, or http on this machine, without a path").optional(),
  /** where the vault is kept, and by whom */
  hosting: z.strictObject({ name: sentenceSchema, country }).optional(),
  /** days for which a backup of the home is kept, and with it what was withdrawn since */
  backup_days: backupDays.optional(),
  /** a longer time of backups that is announced, and the day from which it holds: the notice says so 30 days before */
  next_backup_days: z.strictObject({ days: backupDays, from: z.iso.date() }).optional(),
  /** who publishes and serves the pages, for the legal notice */
  publication: publicationSchema.optional(),
  /** what an audit found, and whom to write to, for the accessibility statement */
  accessibility: accessibilitySchema.optional(),
});
export type About = z.infer<typeof aboutSchema>;

/** Everything that an operator decides, as `init --settings` takes it: terms and about in one file. An unknown key is refused. */
export const settingsSchema = z.strictObject({ ...aboutSchema.shape, ...termsSchema.shape });
export type Settings = z.infer<typeof settingsSchema>;

type Input = z.input<typeof settingsSchema>;
/**
 * What a file of settings holds. Settings that are left out are the pilot's; an unknown one is refused.
 *
 * The names stand here once more, as TypeScript does not carry the comments of a schema's keys into a declaration, where a
 * caller's editor looks for them. `test/package/installed.test.ts` holds that none is missing.
 */
export interface SettingsInput {
  /** Name of the commons, in French and English. */
  name?: Input["name"];
  /** Measures in use, `domain.measure`, dearest to the commons first. By default every measure there is. */
  measures?: Input["measures"];
  /** What households are asked about themselves; by default all that types of the measures in use are made of. */
  attributes?: Input["attributes"];
  /** The fewest households behind a published cell; by default 11. */
  k?: Input["k"];
  /**
   * ε and δ a household and calendar year, all measures together, or the best odds of a bet on it instead of ε; and how they are
   * shared out.
   */
  budget?: Input["budget"];
  /** How often each level is published: `month`, `quarter`, `year` or `never`. By default the whole monthly, the rest yearly. */
  calendar?: Input["calendar"];
  /** L, the most measures of one household that count in a year; by default six, or all where fewer are in use. */
  streams?: Input["streams"];
  /**
   * The largest amount a month that counts in full (`upper`, in the display unit) and where it comes from (`source`, a text or
   * `{ fr, en }`), by measure; `leaf`: the lower one of cells of leaves, and in `areas` that of single leaves.
   */
  clamps?: Input["clamps"];
  /**
   * Notes that must stand beside a measure's figures, by measure: that values are modelled and not metered, say. With `"own": "more"` pages
   * tell whoever compares a bill that it has more in it than these figures, and with `more` (`amount` in the unit of the measure per month, and
   * `{ fr, en }`, what that is and its source) around where it would be without.
   */
  notes?: Input["notes"];
  /**
   * What a unit of a measure costs, by measure: `value` in the currency, the day `as_of` which it holds, `source` as `{ fr, en }`, `url`.
   * *Where I stand* then tells a gap in money too.
   */
  prices?: Input["prices"];
  /** ISO 4217 code of amounts of money; by default EUR. */
  currency?: Input["currency"];
  /**
   * Households that are expected to take part: public, what `plan` and `release` reckon with, and what shares of the budget are
   * found for.
   */
  expected_households?: Input["expected_households"];
  /** Whole calendar months for which a contribution is kept after its receipt; by default 15. */
  retention_months?: Input["retention_months"];
  /** How people reach the commons. */
  contact?: Input["contact"];
  /** Web address of the program that runs the commons, whose source code `verify` is built from. */
  source_code?: Input["source_code"];
  /** Where, other than on the site, the thumbprint of the signing key is published: a web address, or a journal and its date. */
  thumbprint_at?: Input["thumbprint_at"];
  /**
   * Producer, data set and licence that all readings were taken from, where no household brought them; of that copy `licence`, `dated`, `holds`,
   * `identifiers`, `basis`, `taken`, `period`, `who` and `informed`, each `{ fr, en }`, and `balance`, with the day `at` of its conclusion.
   */
  origin?: Input["origin"];
  /** Producer, data set and licence of the territory's `outlines` and of the `background` of its maps, each `{ fr, en }`. */
  maps?: Input["maps"];
  /** Producer, data set and year of the census that the territory's numbers of dwellings and of homes of each kind are from, as `{ fr, en }`. */
  census?: Input["census"];
  /** DOIs that the operator had registered, by release. */
  dois?: Input["dois"];
  /** How people reach the data protection officer. */
  dpo?: Input["dpo"];
  /** Who approved the impact assessment, and when. */
  impact_assessment?: Input["impact_assessment"];
  /** Who processes contributions for the controller. */
  processors?: Input["processors"];
  /** What partners' programs may send and ask for; by default nothing. */
  partners?: Input["partners"];
  /** Languages of the pages, of which the first is that of addresses that name none; by default French and English. */
  languages?: Input["languages"];
  /** Who may begin a contribution over HTTP, by eligibility tokens; by default everybody. */
  eligibility?: Input["eligibility"];
  /** Origin at which contributions are taken, where pages come from another one. */
  intake?: Input["intake"];
  /** Is the commons filled with made-up households? Every page then says so. */
  sample?: Input["sample"];
  /** Who decides, and answers for it: the controller of GDPR art. 4(7). */
  controller?: Input["controller"];
  /** Where a complaint goes; by default the CNIL. */
  authority?: Input["authority"];
  /** Country of the controller, whose law holds; by default FR. */
  country?: Input["country"];
  /** What the figures are for, of general interest. */
  purposes?: Input["purposes"];
  /** Where the vault is kept, and by whom. */
  hosting?: Input["hosting"];
  /** Transfers of personal data outside the EU, and what makes them lawful; an empty list says that there are none. */
  transfers?: Input["transfers"];
  /** Days for which a backup of the home is kept, and with it what was withdrawn since. */
  backup_days?: Input["backup_days"];
  /** A longer time of backups that is announced: its `days`, and the day `from` which it holds. */
  next_backup_days?: Input["next_backup_days"];
  /** Years of age from which one consents alone; by default 15, France's. */
  minimum_age?: Input["minimum_age"];
  /** For the legal notice: who answers for what the pages say, the publisher's telephone, who serves the pages. */
  publication?: Input["publication"];
  /** For the accessibility statement: what an audit found, what does not conform, whom to write to. Nothing of it is assumed. */
  accessibility?: Input["accessibility"];
}

/** Months for which a contribution is kept after its receipt: as stated, else 15. */
export function retentionMonths(settings: Pick<Settings, "retention_months">): number {
  return settings.retention_months ?? RETENTION_MONTHS;
}

/** Whether the setting is one of the terms, which stand in the chain. */
export function isTerm(key: string): key is keyof Terms {
  return Object.hasOwn(termsSchema.shape, key);
}

/** The two parts of settings: terms for the chain, about for `commons.json`. */
export function splitSettings(settings: Settings) {
  const part = (ofTerms: boolean) =>
    Object.fromEntries(Object.entries(settings).filter(([key, value]) => value !== undefined && isTerm(key) === ofTerms));
  return { terms: part(true) as Terms, about: part(false) as About };
}

/**
 * @param input what `commons.json` holds
 * @throws Refusal `invalid-settings`, with each field, its bound and its value
 */
export function parseAbout(input: object): About {
  const faults = Object.keys(input)
    .filter(isTerm)
    .map((key) => ({
      detail: `/${key}: is a term and stands in the chain: "voisinage change" states another`,
      pointer: `/${key}`,
    }));
  if (faults.length > 0) throw faultRefusal("invalid-settings", ...faults);
  return splitSettings(parseSettings(input)).about;
}

/**
 * @param input what a file of settings holds
 * @throws Refusal `invalid-settings`, with each field, its bound and its value
 */
export function parseSettings(input: unknown): Settings {
  const parsed = parseInWords(settingsSchema, input ?? {});
  if (!parsed.success) throw faultRefusal("invalid-settings", ...formFaults(parsed.error, input));
  refuseShares(parsed.data.budget.shares);
  return parsed.data;
}

/** @throws Refusal `invalid-settings` */
function refuseShares({ counts, sums, histograms, revision, tables, weights }: Settings["budget"]["shares"]): void {
  const refuse = (fault: string) => new Refusal("invalid-settings", `budget.shares${fault}`);
  if (revision >= 1) throw refuse(`.revision must be < 1; got ${revision}`);
  if (tables && counts !== undefined) throw refuse(": takes tables, or counts, sums, histograms and levels, not both");
  if (tables) {
    const all = tables.reduce((sum, one) => sum + one.counts + one.sums + one.histograms, 0);
    if (all !== ALL_PARTS) throw refuse(`.tables must add up to ${ALL_PARTS}; got ${all}`);
  }
  if (counts === undefined || sums === undefined || histograms === undefined) return;
  if (weights) throw refuse(".weights are of shares that are found: counts, sums, histograms and levels fix them");
  const total = counts + sums + histograms + revision;
  if (Math.abs(total - 1) > 1e-9) throw refuse(` of counts, sums, histograms and revision must add up to 1; got ${total}`);
  if (counts <= 0 || sums <= 0 || histograms <= 0)
    throw refuse(` of counts, sums and histograms must each be > 0; got ${counts}, ${sums}, ${histograms}`);
}
