/** What a contributor is shown of a contribution. */
import type { Household } from "../contract/attributes.ts";
import type { CanonicalDonation, Consent, Reading } from "../contract/donation.ts";
import type { Objection } from "./objection.ts";

export type { Objection } from "./objection.ts";

/** A donation that the vault holds. */
export interface HeldDonation extends CanonicalDonation {
  /** month, `YYYY-MM` UTC */
  readonly received: string;
  /** the month at whose beginning it is past retention, `YYYY-MM` UTC */
  readonly erased_from: string;
}

/** What a correction took out. */
export interface Removal {
  /** held until now */
  readonly removed: readonly { readonly domain: string; readonly measure: string; readonly period: string }[];
  /** asked for, and not held */
  readonly not_held: readonly { readonly domain: string; readonly measure: string; readonly period: string }[];
}

/** What a withdrawal destroyed. */
export interface Withdrawal {
  /** donations of the contribution, amendments included */
  readonly donations: number;
  /** calendar years in which the household took part in a publication */
  readonly years: number;
  /** `owed`: the file is large, or another process uses it: it is written anew with the next upkeep, and the last bytes go */
  readonly bytes: "erased" | "owed";
}

/** All that the vault holds about one contribution, for the contributor alone. */
export interface Contribution {
  /** Is it left out of publications until it is resumed? */
  readonly paused: boolean;
  /** what the contributor objects to; null: nothing */
  readonly objection: Objection | null;
  /** the one that governs: given last, by its `given_at`, and the person's own before one that is attested */
  readonly consent: Consent;
  /** domains that it covers and no objection takes out */
  readonly covers: readonly string[];
  /** as it stands: newest attributes */
  readonly household: Household;
  /** the latest reading of each measure and period */
  readonly readings: readonly Reading[];
  /** held, but in no publication from now on: readings of other domains */
  readonly unused: readonly Reading[];
  /** as they came and were corrected, oldest first */
  readonly donations: readonly HeldDonation[];
  /** what was frozen for a calendar year at its first use, and is not past retention */
  readonly years: readonly { readonly year: number; readonly household: Household; readonly measures: readonly string[] }[];
}
