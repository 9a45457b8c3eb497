/** What a contributor sees of their contribution. */
import type { Household } from "../contract/attributes.ts";
import type { CanonicalDonation, Consent, Reading } from "../contract/donation.ts";
import type { Objection } from "./objection.ts";

export type { Objection } from "./objection.ts";

/** A donation that the vault holds. */
export interface HeldDonation extends CanonicalDonation {
  /** month, `YYYY-MM` UTC */
  readonly received: string;
  /** first month in which it is past retention, `YYYY-MM` UTC */
  readonly erased_from: string;
}

/** The result of a correction that removes readings. */
export interface Removal {
  /** erased now */
  readonly removed: readonly { readonly domain: string; readonly measure: string; readonly period: string }[];
  /** named in the request, but not in the vault */
  readonly not_held: readonly { readonly domain: string; readonly measure: string; readonly period: string }[];
}

/** The result of a withdrawal. */
export interface Withdrawal {
  /** donations of the contribution, amendments included */
  readonly donations: number;
  /** calendar years in which the household took part in a publication */
  readonly years: number;
}

/** Everything that the vault holds about one contribution, for the contributor alone. */
export interface Contribution {
  /** left out of publications until it is resumed */
  readonly paused: boolean;
  /** what the contributor objects to; null: nothing */
  readonly objection: Objection | null;
  /** the consent in force: the last by `given_at`, where the person's own goes before an attested one */
  readonly consent: Consent;
  /** domains that the consent covers and no objection excludes */
  readonly covers: readonly string[];
  /** attributes of the newest donation */
  readonly household: Household;
  /** the latest reading of each measure and period */
  readonly readings: readonly Reading[];
  /** kept, but in no publication from now on: readings of domains that `covers` does not list */
  readonly unused: readonly Reading[];
  /** donations as received, less corrections; oldest first */
  readonly donations: readonly HeldDonation[];
  /** attributes and measures frozen at the first use of a calendar year, while they are within retention */
  readonly years: readonly { readonly year: number; readonly household: Household; readonly measures: readonly string[] }[];
}
