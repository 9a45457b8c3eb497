/**
 * What a library's caller sees of a commons. These types need neither Node's nor SQLite's, so that they compile anywhere
 * with `skipLibCheck: false`; `test/package/` installs the package and does so.
 */
import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import type { DonationInput } from "../contract/donation.ts";
import type { Machine } from "../contract/doubt.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import type { DistributionRow, GroupRow, Measurement, Observation } from "../contract/observation.ts";
import type { Settings, SettingsInput } from "../contract/settings.ts";
import type { Territory, TerritoryInput } from "../territory/index.ts";
import type { Contribution, Objection, Removal, Withdrawal } from "../vault/contribution.ts";

/** How a commons is opened. */
export interface OpenOptions {
  /** The home's folder, or `:memory:` for a commons that ends with the process. */
  readonly home: string;
  /** A territory folder or an object of its form. A home on disk holds its own already. */
  readonly territory?: string | TerritoryInput;
  /** What `commons.json` holds. Settings left out are the pilot's: ε = 4, k = 11, whole territory monthly, the rest yearly. */
  readonly settings?: SettingsInput;
  /**
   * The operator's key: a file, its 32 bytes, or these as 64 hexadecimal digits. By default the file `HOME.key`, or in memory a
   * new key.
   */
  readonly key?: string | Uint8Array;
  /** The time; by default the system's. */
  readonly clock?: () => Date;
  /** The machine that the clock belongs to, which tells how long it has run; by default this one. */
  readonly machine?: Machine;
  /**
   * Receives lines for the operator: entries that a restored ledger takes over from its witness and releases, what prevents
   * publishing and, once, which settings are missing for contributions over HTTP.
   */
  readonly notice?: (line: string) => void;
  /** A source of random bytes, for `:memory:` only: a home on disk draws its noise from the operating system and nothing else. */
  readonly entropy?: (n: number) => Uint8Array;
}

/** A frozen publication. */
export interface Release {
  /** The period: `2026`, `2026-Q1`, `2026-01`, or `2026-r1` for a revision. */
  readonly id: string;
  /** One row for each measure, statistic, area, household type and period; a withheld value is null. */
  readonly observations: readonly Observation[];
  /** The noisy counts and sums of the published cells with their variances, for estimates of one's own. */
  readonly measurements: readonly Measurement[];
  /** The noisy histograms of the published cells of the upper levels, one row for each bin. */
  readonly distributions: readonly DistributionRow[];
  /** The groups that a household is compared with, by area and type. */
  readonly groups: readonly GroupRow[];
  /** What the release is and how it was protected. */
  readonly manifest: ManifestHead;
}

/** The privacy ledger in short: what the last debited year cost, and every entry. */
export interface LedgerSummary {
  /** The calendar year of readings that was debited last; null before the first debit. */
  readonly year: number | null;
  /** ρ (zCDP) spent in that year by the worst household. */
  readonly rho: number;
  /** ε that ρ amounts to, at `delta`. */
  readonly epsilon: number;
  /** δ of that year: the conversion's part and the gates'. */
  readonly delta: number;
  /** The chain, oldest entry first. */
  readonly entries: readonly LedgerEntry[];
}

/** Settings to change. One left out stays as it is; null removes it, as if it had never been stated. */
export type ChangedSettings = { readonly [Key in keyof SettingsInput]?: SettingsInput[Key] | null };

/** Other terms: other settings, another territory, or both. */
export interface ChangeInput {
  /** The first calendar year of readings that the change applies to. Left out, it applies at once, and may only protect more. */
  readonly from?: number;
  /** The settings to change. Each one given replaces the former value as a whole. */
  readonly settings?: ChangedSettings;
  /** A territory folder or an object of its form. */
  readonly territory?: string | TerritoryInput;
}

/** One commons: contribute, take back, publish. */
export interface Commons {
  /** The settings of the clock's year. */
  readonly settings: Settings;
  /** The territory of the clock's year. */
  readonly territory: Territory;
  /**
   * Stores a new household's contribution; with `receipt`, adds to and corrects an existing one. From the next publication on,
   * the newest reading of a month counts, once. Attributes and readings that no measure in use needs are dropped.
   *
   * @returns the contribution's secret key, which alone shows, corrects, pauses or withdraws it
   * @throws Refusal `invalid-donation`, `key-not-known` and others, each naming the field at fault
   */
  donate(donation: DonationInput, options?: { readonly receipt?: string }): Promise<{ receipt: string }>;
  /** Shows everything that the vault holds of a contribution. @throws Refusal `key-not-known` */
  show(receipt: string): Promise<Contribution>;
  /** Leaves a contribution out of publications until `resume`. @throws Refusal `key-not-known` */
  pause(receipt: string): Promise<void>;
  /** Takes a paused contribution into publications again. @throws Refusal `key-not-known` */
  resume(receipt: string): Promise<void>;
  /** Erases readings. To correct a value, use `donate` with the receipt. @throws Refusal `key-not-known` */
  correct(receipt: string, correction: { readonly remove: Removal["removed"] }): Promise<Removal>;
  /**
   * Keeps these domains (absent: all) out of every publication from the next one on, until a later consent names them again.
   *
   * @throws Refusal `key-not-known`
   */
  object(receipt: string, objection?: { readonly domains?: readonly string[] }): Promise<Objection>;
  /**
   * Destroys the contribution's key and deletes its rows; past publications stay as they are. @throws Refusal `key-not-known`
   */
  withdraw(receipt: string): Promise<Withdrawal>;
  /**
   * Makes the publication of every level due at the period, `YYYY-MM`, `YYYY-Qn` or `YYYY`, and debits the ledger. A repeated
   * call returns the same publication.
   *
   * @throws Refusal `budget-exceeded`, `nothing-due`, `future-period` and others
   */
  release(period: string): Promise<Release>;
  /**
   * Makes the revision of a year: every cell of its publication drawn anew, from what the vault holds now. A repeated call
   * returns the same revision.
   *
   * @throws Refusal `no-reserve`, `not-published` before the year's publication, and what `release` throws
   */
  revise(year: number): Promise<Release>;
  /**
   * States new terms in the chain: for a later year, at least 30 days ahead; for now, only if they protect more, or if nothing
   * was contributed or debited yet.
   *
   * @throws Refusal `change-too-late` and others
   */
  change(change: ChangeInput): Promise<EntryOf<"terms">>;
  /** Lists the releases' ids, oldest first. */
  releases(): Promise<readonly string[]>;
  /** Sums up the privacy ledger. */
  ledger(): Promise<LedgerSummary>;
  /** Closes the databases; call it once, last. */
  close(): Promise<void>;
}
