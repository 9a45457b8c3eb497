import { z } from "zod";
import { ATTRIBUTES, type Household } from "./attributes.ts";

/** Most characters of any text in a donation. */
const MAX_TEXT = 64;

const attribute = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values).default("unknown" as T[number]);

/** A donation as it arrives: one JSON object, about one household. Units and areas are checked later. */
export const donationSchema = z.strictObject({
  household: z.strictObject({
    area: z.string().min(1).max(MAX_TEXT),
    size: attribute(ATTRIBUTES.size),
    dwelling: attribute(ATTRIBUTES.dwelling),
    surface: attribute(ATTRIBUTES.surface),
    heating: attribute(ATTRIBUTES.heating),
    heating_mode: attribute(ATTRIBUTES.heating_mode),
    tenure: attribute(ATTRIBUTES.tenure),
    built: attribute(ATTRIBUTES.built),
  }),
  consent: z.strictObject({
    version: z.string().min(1).max(MAX_TEXT),
    purposes: z.array(z.string().min(1).max(MAX_TEXT)).min(1).max(16),
    domains: z.array(z.string().min(1).max(MAX_TEXT)).min(1).max(64),
    adult: z.boolean(),
    /** a parent or guardian consents for a minor */
    guardian: z.boolean().optional(),
    given_at: z.iso.datetime({ offset: true }),
  }),
  readings: z
    .array(
      z.strictObject({
        domain: z.string().min(1).max(MAX_TEXT),
        measure: z.string().min(1).max(MAX_TEXT),
        period: z.string().min(4).max(7),
        value: z.number(),
        unit: z.string().min(1).max(16),
        source: z.string().min(1).max(MAX_TEXT),
      }),
    )
    .min(1)
    .max(2000),
});

export type Donation = z.infer<typeof donationSchema>;
type Input = z.input<typeof donationSchema>;
/** A donation as it arrives. The names are written out for callers' editors, as those of `SettingsInput` are. */
export interface DonationInput {
  /** The home: the code of its area, a leaf of the territory, and its attributes. One that is left out is `unknown`. */
  household: Input["household"];
  /** What the household agreed to: purposes, domains, and when. */
  consent: Input["consent"];
  /** What it brings: one value a measure and period, `YYYY-MM` or `YYYY`, in the measure's display unit. */
  readings: Input["readings"];
}
export type Consent = Donation["consent"];

/** A reading in its canonical form: an exact integer of the measure's base unit. */
export interface Reading {
  readonly domain: string;
  readonly measure: string;
  /** `YYYY-MM` or `YYYY` */
  readonly period: string;
  /** base units, an integer in 0 … 2^53 − 1 */
  readonly amount: number;
  readonly source: string;
}

/** A donation after the border: only what measures in use need, amounts as integers. */
export interface CanonicalDonation {
  readonly household: Household;
  readonly consent: Consent;
  readonly readings: readonly Reading[];
}
