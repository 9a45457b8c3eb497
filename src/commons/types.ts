import type { EntryOf } from "../contract/chain.ts";
import type { About } from "../contract/settings.ts";
import type { IntakeContext, VaultClient } from "../intake/index.ts";
import type { ForeignSpending, Ledger } from "../ledger/index.ts";
import type { Plan, Steps } from "../pipeline/index.ts";
import type { Vault } from "../vault/index.ts";
import type { PlannedChange } from "./change.ts";
import type { HomeLog } from "./home-log.ts";
import type { ChangeInput, Commons } from "./public.ts";
import type { Shelf } from "./shelf.ts";
import type { TermsOfYear } from "./terms-of-year.ts";
import type { Territories } from "./territories.ts";

/** What a commons stands on: public facts, the two databases, and where releases go. */
export interface CommonsParts {
  readonly about: About;
  /** the terms of a year, as the chain states them now */
  readonly termsOf: (year: number) => TermsOfYear;
  readonly territories: Territories;
  readonly vault: Vault;
  readonly ledger: Ledger;
  readonly door: () => VaultClient;
  readonly shelf: Shelf;
  readonly steps: Steps;
  readonly clock: () => Date;
  readonly random: (n: number) => Uint8Array;
  readonly codeVersion: string;
  /** what a home says of it in public; null in memory */
  readonly log: HomeLog | null;
  /** is told, once, what the settings lack when a contribution is taken all the same */
  readonly notice: (line: string) => void;
}

/** A commons as its operator's command line has it: with the parts that a library's caller has no need of. */
export interface OperatedCommons extends Commons {
  /** As for a library's caller, but of a donation that nothing has checked yet: a parsed line, say. */
  donate(donation: unknown, options?: { readonly receipt?: string }): Promise<{ receipt: string }>;
  /** of the clock's year, as are settings and territory */
  readonly plan: Plan;
  readonly vault: Vault;
  readonly context: IntakeContext;
  /** Opens the vault for the intake over HTTP: by a thread of its own; in memory, in this one. Whoever opens it closes it. */
  door(): VaultClient;
  /** What a year of readings is published under. */
  terms(year: number): TermsOfYear;
  /** What a change would state, and how it differs; states nothing. @throws Refusal as `change` */
  planChange(change: ChangeInput): Promise<PlannedChange>;
  /** Publications that were drawn, whose draw and folder are both lost: they are made again when the folder is put back. */
  lost(): Promise<readonly string[]>;
  /** Nothing is debited to the year any more; what is left of it is forfeited. @throws Refusal */
  closeYear(year: number): Promise<void>;
  /** Counts all of a year as spent: for an operator who does not know what was published. @throws Refusal `future-period` and others */
  assumeSpent(year: number): Promise<void>;
  /**
   * Writes the ledger's witness anew: for an operator who knows that this home never came from a backup, or has counted
   * the years as spent that may have been published since. Years that another copy of the home spent of, by the witness,
   * are counted as spent.
   *
   * @returns these years
   * @throws Refusal
   */
  renewWitness(): Promise<readonly ForeignSpending[]>;
  /** Brings the public log up to date. @throws Refusal */
  publishLog(): Promise<void>;
  /** Does the public log have the terms that are in force? A commons in memory has no log, and need not. */
  areTermsPublic(): boolean;
  /** From here on another key signs the log. @throws Refusal `signing-key` */
  rotateKey(options: { readonly lost: boolean }): Promise<EntryOf<"key">>;
}
