import { z } from "zod";
import { commonsId, fraction, hash, ledgerEntrySchema } from "./chain.ts";
import { STEPS } from "./period.ts";
import { MOST_LEVELS, MOST_MEASURES, settingsSchema } from "./settings.ts";

export type { LedgerEntry } from "./chain.ts";

/**
 * Of 100 bets on one household, how many anybody wins at best who knows all the others and reads everything: never rounded
 * down. Absent from what was released before odds were stated.
 */
const odds = z.number().optional();
/** What a budget amounts to: ρ exact, ε, δ and odds as numbers. */
const spend = z.strictObject({
  rho: fraction,
  epsilon: z.number(),
  delta: z.number(),
  /** of a bet on whether it contributed */
  odds,
  /** of a bet on which of two streams of readings it gave */
  odds_changed: odds,
});
export type Spend = z.infer<typeof spend>;

const mechanism = z.strictObject({
  measure: z.string(),
  level: z.string(),
  /**
   * lower levels whose areas are twins of this level's: one cell is measured for all, with the sum of their ρ. Absent: cells of
   * the level's own
   */
  twins: z.array(z.string()).min(1).optional(),
  table: z.enum(["_T", "types"]),
  quantity: z.enum(["count", "sum", "histogram"]),
  /** in households, or in 1/scale base units */
  sensitivity: z.string(),
  rho: fraction,
  variance: fraction,
  sigma: z.number(),
  /** gate on this count; null for sums and histograms */
  gate: z.strictObject({ delta: fraction, tau: z.string(), households_needed: z.number().int() }).nullable(),
});
export type Mechanism = z.infer<typeof mechanism>;

/**
 * Ratio that converts leaves' means from their lower clamp to the measure's (`src/privacy/leaf-clamp.md`). Figures are relative,
 * but for the clamp and the mean.
 */
const leafRatio = z.strictObject({
  /** the lower clamp, in the display unit per month */
  upper: z.number(),
  /** ratio of the whole's means under both clamps */
  ratio: z.number(),
  /** variance of the ratio, from the histogram's noise */
  variance: z.number(),
  /** standard deviation of leaves' own ratios */
  between: z.number(),
  /** change of a ratio for a change of the mean */
  slope: z.number(),
  /** variance of the ratio of one household; n households have an nth of it */
  scatter: z.number(),
  /** mean of the whole under the lower clamp, in the display unit per month */
  mean: z.number(),
});

const statusCounts = z.strictObject({ published: z.number().int(), unreliable: z.number().int(), withheld: z.number().int() });

/** What the year costs a household that has several contributions, which nobody recognises as one home's. */
const several = z.strictObject({
  /** whether only holders of eligibility tokens may begin a contribution over HTTP */
  eligibility: z.enum(["on", "off"]),
  /**
   * m contributions move a sum m times as far, which costs m² times ρ of the year; ε by the conversion's δ, as for one. δ′ of the
   * gates grows too, and is not included
   */
  costs: z.array(z.strictObject({ contributions: z.number().int(), rho: fraction, epsilon: z.number() })),
});
/** Numbers of contributions (m) for which costs are listed. */
export const CONTRIBUTIONS = [1, 2, 3, 5, 10] as const;

/** `privacy.json`: how this release was protected, from public facts and its own noisy tables only. */
export const privacyReportSchema = z.strictObject({
  schema: z.literal("voisinage-privacy-report/1"),
  release: z.string(),
  unit: z.string(),
  neighbours: z.string(),
  k: z.number().int(),
  year: spend.extend({ year: z.number().int(), epsilon_allowed: z.number(), delta_allowed: z.number(), odds_allowed: odds }),
  lifetime: spend,
  this_release: spend,
  several,
  mechanisms: z.array(mechanism),
  /** mean rows of `_T` by level */
  cells: z.record(z.string(), statusCounts),
  /** estimated share of the total that the clamp cuts off, from the overflow bin, by measure */
  clamp_loss: z.record(z.string(), z.number().nullable()),
  /**
   * ratios that leaves' means are multiplied by, one for each lower clamp from the highest down, for measures whose leaves have any;
   * absent where none has
   */
  leaf_ratios: z.record(z.string(), z.array(leafRatio)).optional(),
  /**
   * withheld counts are held against the rows of all measures together that withhold them. Absent from what was released before: held against those
   * of each measure by itself
   */
  measures_together: z.literal(true).optional(),
  /**
   * withheld counts are held, too, against what other partitions' types tell of them, where unions of types are the same households in both.
   * Absent from what was released before: measures of other partitions were reckoned to share totals alone
   */
  types_linked: z.literal(true).optional(),
  /** cells that are withheld here, and known to better than ± 2k from what the year's earlier publications show */
  exposed: z.array(z.strictObject({ measure: z.string(), area: z.string(), type: z.string() })),
  criteria: z.strictObject({ singling_out: z.string(), linkability: z.string(), inference: z.string() }),
  ledger: z.array(ledgerEntrySchema),
});
export type PrivacyReport = z.infer<typeof privacyReportSchema>;

/** More than any commons has. */
const [MOST_TYPES, MOST_FILES] = [1000, 100];

const file = z.strictObject({ name: z.string(), bytes: z.number().int(), sha256: hash, media_type: z.string() });

/** `manifest.json`: what the release is, and the hash of every other file in its folder. */
export const manifestSchema = z.strictObject({
  schema: z.literal("voisinage-release/1"),
  /** the id of the commons, as in every entry of its log */
  commons: commonsId,
  id: z.string(),
  period: z.string(),
  step: z.enum(STEPS),
  year: z.number().int(),
  revision: z.number().int(),
  created_at: z.iso.datetime(),
  code_version: z.string(),
  licence: z.string(),
  settings: settingsSchema,
  territory: z.strictObject({
    id: z.string(),
    name: z.strictObject({ fr: z.string(), en: z.string() }),
    // Lists are bounded as those that they come from: a manifest is anybody's until it is verified.
    levels: z.array(z.string()).max(MOST_LEVELS),
    /**
     * lists of the levels at which a leaf and the areas above it are only children, and so twins; each list that occurs, once.
     * Absent where no area is one
     */
    only_children: z
      .array(z.array(z.string()).max(MOST_LEVELS))
      .min(1)
      .max(2 ** MOST_LEVELS)
      .optional(),
    sha256: hash,
  }),
  /** frequency of every level */
  calendar: z.record(z.string(), z.string()),
  measures: z
    .array(
      z.strictObject({
        domain: z.string(),
        measure: z.string(),
        unit: z.string(),
        /** the clamp, in the display unit per month */
        upper: z.number(),
        source: z.string(),
        /** the lower clamp of cells that leaves alone pay for. Absent: they have the measure's */
        leaf: z
          .strictObject({ upper: z.number(), source: z.string(), areas: z.record(z.string(), z.number()).optional() })
          .optional(),
        scale: z.number().int(),
        /** months that a household must have for a yearly mean */
        coverage: z.number().int(),
        /** the types of households, a partition: the values of attributes that make each */
        classes: z
          .array(z.strictObject({ code: z.string(), where: z.record(z.string(), z.array(z.string()).max(MOST_TYPES)) }))
          .max(MOST_TYPES),
        /** types that are sums of classes, published where all of these are */
        rungs: z.array(z.strictObject({ code: z.string(), classes: z.array(z.string()).max(MOST_TYPES) })).max(MOST_TYPES),
        /** amounts heap on round figures: histograms have 80 bins instead of 32 */
        heaped: z.literal(true).optional(),
      }),
    )
    .max(MOST_MEASURES),
  privacy: z.strictObject({
    year: spend,
    lifetime: spend,
    this_release: spend,
    epsilon_allowed: z.number(),
    delta_allowed: z.number(),
    odds_allowed: odds,
  }),
  /** together with the noisy tables, what the digest of the chain's `drawn` entry covers */
  draw: z.strictObject({
    /** sha256 of what the drawn integers mean: settings, territory, types, mechanisms */
    basis: hash,
    /** sha256 of the fates of all measured cells, in their order */
    fates: hash,
    /**
     * areas that have just the households of another one above them, which is measured for both: they repeat its rows, and have
     * no cells
     */
    measured_as: z.record(z.string(), z.string()),
  }),
  /** the head of the log when the draw was stored */
  ledger_head: hash,
  rows: z.strictObject({
    observations: z.number().int(),
    measurements: z.number().int(),
    distributions: z.number().int(),
    groups: z.number().int(),
  }),
  files: z.array(file).max(MOST_FILES),
});
export type Manifest = z.infer<typeof manifestSchema>;
/** All of the manifest that is known before the files are written. */
export type ManifestHead = Omit<Manifest, "rows" | "files">;
