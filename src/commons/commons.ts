import { randomBytes } from "node:crypto";
import type { EntryOf } from "../contract/chain.ts";
import { hasBegun, type Period, parsePeriod } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { unreadyWarning } from "../contract/readiness.ts";
import type { Settings } from "../contract/settings.ts";
import { openDuck } from "../duckdb/index.ts";
import { canonicalise, type IntakeContext, parseCorrection, parseObjection } from "../intake/index.ts";
import type { Ledger, Strange } from "../ledger/index.ts";
import {
  type Conductor,
  type Plan,
  type Publication,
  publish,
  publishRevision,
  type Steps,
  yearTerms,
} from "../pipeline/index.ts";
import { isLeaf, type Territory } from "../territory/index.ts";
import type { Contribution, Objection, Removal, Vault, Withdrawal } from "../vault/index.ts";
import type { Archive } from "./archive.ts";
import { announceChange, type ChangeInput } from "./change.ts";
import { refuseChangedTerms, refuseForgetfulLedger } from "./continuity.ts";
import { intakeContext } from "./intake-context.ts";
import type { Release } from "./release.ts";
import type { Shelf } from "./shelf.ts";
import { type LedgerSummary, summary } from "./summary.ts";
import type { StandingTerms, Terms } from "./terms.ts";

/** What a commons stands on: public facts, the two databases, and where releases go. */
export interface CommonsParts {
  /** as the commons was made; what was announced since is in the ledger */
  readonly base: Pick<Terms, "settings" | "territory">;
  /** the terms of a year, as they stand */
  readonly standing: StandingTerms;
  readonly archive: Archive;
  readonly vault: Vault;
  readonly ledger: Ledger;
  readonly shelf: Shelf;
  readonly steps: Steps;
  readonly clock: () => Date;
  readonly random: (n: number) => Uint8Array;
  readonly codeVersion: string;
  /** is told, once, what the settings lack when a contribution is taken all the same */
  readonly notice: (line: string) => void;
}

/** One commons: contribute, take back, publish. */
export interface Commons {
  /** of the clock's year, as are territory and plan */
  readonly settings: Settings;
  readonly territory: Territory;
  readonly plan: Plan;
  readonly vault: Vault;
  readonly context: IntakeContext;
  /** What publications of a year of readings are made under. @throws Refusal when what was announced is not kept */
  terms(year: number): Terms;
  /**
   * A new household's contribution, or with `receipt` what the household of that key adds to and corrects: the newest
   * reading of a month counts, once, from the next publication on. Attributes and readings that no measure in use
   * needs are dropped.
   *
   * @throws Refusal
   */
  donate(donation: unknown, options?: { readonly receipt?: string }): Promise<{ receipt: string }>;
  show(receipt: string): Promise<Contribution>;
  pause(receipt: string): Promise<void>;
  resume(receipt: string): Promise<void>;
  /** Takes readings out; a value is corrected by `donate` with the receipt. @throws Refusal */
  correct(receipt: string, correction: { readonly remove: Removal["removed"] }): Promise<Removal>;
  /**
   * These domains (absent: everything) are in no publication from the next one on, until a consent that is given later
   * names them again. @throws Refusal
   */
  object(receipt: string, objection?: { readonly domains?: readonly string[] }): Promise<Objection>;
  /** Destroys the key of the data, and the rows; past publications stand. */
  withdraw(receipt: string): Promise<Withdrawal>;
  /** The publication of every level due at the period; asked again, the same. @throws Refusal */
  release(period: string): Promise<Release>;
  /**
   * The revision of a year: every cell of its publication drawn anew, from what the vault holds now; asked again, the same.
   *
   * @throws Refusal `no-reserve`, `not-published` before the year's publication, and what `release` throws
   */
  revise(year: number): Promise<Release>;
  /** Announces other settings or another territory for a later year. @throws Refusal `change-too-late` and others */
  change(change: ChangeInput): Promise<EntryOf<"announced">>;
  /** ids, oldest first */
  releases(): Promise<readonly string[]>;
  ledger(): Promise<LedgerSummary>;
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
  renewWitness(): Promise<readonly Strange[]>;
  close(): Promise<void>;
}

/** Joins the parts. Publications of one commons run one after the other. */
export function makeCommons(parts: CommonsParts): Commons {
  const { vault, ledger, shelf, clock, standing } = parts;
  const context = intakeContext(standing.of, clock);
  const now = () => standing.of(clock().getUTCFullYear());
  let warned = false;
  const warn = () => {
    const warning = warned ? null : unreadyWarning(now().settings, clock());
    warned = true;
    if (warning !== null) parts.notice(warning);
  };
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = queue.then(work, work);
    queue = next.catch(() => undefined);
    return next;
  };
  const budgetOf = (year: number) => yearTerms(standing.of(year).plan, standing.of(year).territorySha256);
  /** Work on the ledger while nobody publishes. */
  const alone = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(() =>
      shelf.locked(async () => {
        standing.refresh();
        return work();
      }),
    );

  /** What is on the shelf, or else made and put there, by one process at a time. */
  const once = async (id: string, period: Period, make: (conductor: Conductor) => Promise<Publication>): Promise<Release> => {
    const before = await inTurn(() => shelf.find(id));
    if (before) {
      refuseForgetfulLedger(ledger.entries(), [before.manifest]);
      return before;
    }
    refuseFuture(period, clock());
    return alone(async () => {
      const meanwhile = await shelf.find(id);
      if (meanwhile) return meanwhile;
      const terms = standing.of(period.year);
      const released = await shelf.manifests();
      refuseForgetfulLedger(ledger.entries(), released);
      refuseChangedTerms(terms, standing.of, released);
      vault.prepare();
      return shelf.keep(await make(conductorOf(terms, parts)));
    });
  };

  return {
    get settings() {
      return now().settings;
    },
    get territory() {
      return now().territory;
    },
    get plan() {
      return now().plan;
    },
    vault,
    context,
    terms: standing.of,
    donate: async (donation, options = {}) => {
      warn();
      const { donation: canonical } = canonicalise(donation, context, "lenient");
      return { receipt: vault.donate(canonical, options).receipt };
    },
    show: async (receipt) => vault.show(receipt),
    pause: async (receipt) => vault.pause(receipt),
    resume: async (receipt) => vault.resume(receipt),
    correct: async (receipt, correction) => vault.remove(receipt, parseCorrection(correction).remove),
    object: async (receipt, objection) => vault.object(receipt, parseObjection(objection)),
    withdraw: async (receipt) => vault.withdraw(receipt),
    release: async (id) => {
      const period = parsePeriod(id);
      return once(id, period, (conductor) => publish(conductor, period));
    },
    revise: async (year) => {
      const period = parsePeriod(String(year));
      return once(`${period.id}-r1`, period, async (conductor) => {
        if ((await shelf.find(period.id)) === null)
          throw new Refusal("not-published", `${period.id} must be published before it is revised; got no release ${period.id}`);
        return publishRevision(conductor, period.year);
      });
    },
    change: (change) =>
      alone(async () => {
        const entry = await announceChange(change, { ...parts, released: await shelf.manifests() });
        standing.refresh();
        return entry;
      }),
    releases: () => shelf.ids(),
    ledger: async () => summary(ledger.entries()),
    lost: async () => {
      const kept = new Set(await shelf.ids());
      return ledger.lost().filter((id) => !kept.has(id));
    },
    closeYear: (year) =>
      alone(async () => {
        ledger.closeYear(year);
      }),
    assumeSpent: (year) =>
      alone(async () => {
        // It would open the year, and every change for a year before it would come too late.
        refuseFuture(parsePeriod(String(year)), clock());
        ledger.assumeSpent(year, budgetOf(year));
      }),
    renewWitness: () => alone(async () => ledger.renewWitness(budgetOf)),
    close: () =>
      inTurn(async () => {
        vault.close();
        ledger.close();
      }),
  };
}

/** @throws Refusal `future-period` */
function refuseFuture(period: Period, now: Date): void {
  if (!hasBegun(period, now))
    throw new Refusal("future-period", `${period.id} has not begun on ${now.toISOString().slice(0, 10)}`);
}

/** What a publication under these terms needs of the world. */
function conductorOf({ plan, territory, territorySha256 }: Terms, parts: CommonsParts): Conductor {
  return {
    plan,
    territorySha256,
    ledger: parts.ledger,
    steps: parts.steps,
    random: parts.random,
    codeVersion: parts.codeVersion,
    duck: () => openDuck(),
    snapshot: ({ period }) =>
      parts.vault.snapshot({
        period,
        measures: plan.measures.map((ref) => ({ domain: ref.domain.id, measure: ref.measure.id })),
        streams: plan.streams,
        isLeaf: (area) => isLeaf(territory, area),
      }),
  };
}

/** The operating system's generator: the only one that a home on disk may draw from. */
export function systemRandom(n: number): Uint8Array {
  return randomBytes(n);
}
