import { randomBytes } from "node:crypto";
import type { LedgerEntry } from "../contract/chain.ts";
import { hasBegun, isoDay, type Period, parsePeriod } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { unreadyWarning } from "../contract/readiness.ts";
import type { About } from "../contract/settings.ts";
import { MEASURES } from "../domains/index.ts";
import {
  canonicalise,
  type IntakeContext,
  type IntakeTerms,
  intakeTerms,
  parseCorrection,
  parseObjection,
  type VaultClient,
} from "../intake/index.ts";
import { type Ledger, yearsOf } from "../ledger/index.ts";
import {
  type Publication,
  type PublicationContext,
  publish,
  publishRevision,
  type SparkEngine,
  type Steps,
  yearTerms,
} from "../pipeline/index.ts";
import { parse, toNumber } from "../privacy/index.ts";
import { openDuck } from "../storage/duckdb/index.ts";
import type { Vault } from "../vault/index.ts";
import { planChange, stateChange } from "./change.ts";
import { refuseForgetfulLedger, refuseUnpublished } from "./continuity.ts";
import type { HomeLog } from "./home-log.ts";
import type { ChangeInput, Commons, LedgerSummary, Release } from "./public.ts";
import type { Shelf } from "./shelf.ts";
import type { TermsOfYear } from "./terms-of-year.ts";
import type { Territories } from "./territories.ts";

/** The foundations of a commons: public facts, the two databases, and the shelf of releases. */
interface CommonsParts {
  readonly about: About;
  /** the terms of a year, as the chain states them now */
  readonly termsOf: (year: number) => TermsOfYear;
  readonly territories: Territories;
  readonly vault: Vault;
  readonly ledger: Ledger;
  readonly vaultClient: () => VaultClient;
  readonly shelf: Shelf;
  readonly steps: Steps;
  readonly clock: () => Date;
  readonly random: (n: number) => Uint8Array;
  readonly codeVersion: string;
  /** what a home says of it in public; null in memory */
  readonly log: HomeLog | null;
  /** gets one line, once, on what the settings lack when a contribution is taken all the same */
  readonly notice: (line: string) => void;
}

/**
 * Joins the parts. Publications of one commons run one after the other.
 *
 * Long, for it returns short methods over one ledger and one vault.
 */
export function makeCommons(parts: CommonsParts) {
  const { vault, ledger, shelf, clock, termsOf, log, notice } = parts;
  const context = intakeContext(termsOf, clock);
  const now = () => termsOf(clock().getUTCFullYear());
  let warned = false;
  const warn = () => {
    const warning = warned ? null : unreadyWarning(now().settings, clock());
    warned = true;
    if (warning !== null) notice(warning);
  };
  const budgetOf = (year: number) => yearTerms(termsOf(year).plan, termsOf(year).territorySha256);
  const changeParts = { ...parts, isUntouched: () => !vault.isTouched() };

  let queue: Promise<unknown> = Promise.resolve();
  /** Runs the work after what this process does already. */
  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const next = queue.then(work, work);
    queue = next.catch(() => undefined);
    return next;
  };
  /** Work that was done stands where the log cannot follow: the next run brings it up to date. */
  const updateLog = async () => {
    try {
      await log?.settle();
      await log?.publish();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      notice(`the public log was not brought up to date: ${error.message} [${error.code}]`);
    }
  };
  /** Runs work on a ledger that may take no other entry, while no other process publishes; the log follows if it can. */
  const runRepair = <T>(work: () => Promise<T>): Promise<T> =>
    enqueue(() =>
      shelf.locked(async () => {
        const done = await work();
        await updateLog();
        return done;
      }),
    );
  /** Runs work that the log tells of, while no other process publishes: the log is brought up to date before and after it. */
  const runPublic = <T>(work: () => Promise<T>): Promise<T> =>
    enqueue(() =>
      shelf.locked(async () => {
        await log?.settle();
        try {
          return await work();
        } finally {
          await updateLog();
        }
      }),
    );

  /** Returns the publication on the shelf, or makes it and puts it there, one process at a time. */
  const once = async (
    id: string,
    period: Period,
    make: (publicationContext: PublicationContext) => Promise<Publication>,
    spark: SparkEngine | undefined,
  ): Promise<Release> => {
    const before = await enqueue(() => shelf.find(id));
    if (before) {
      refuseForgetfulLedger(ledger.entries(), [before.manifest]);
      return before;
    }
    refuseFuture(period, clock());
    return runPublic(async () => {
      const meanwhile = await shelf.find(id);
      if (meanwhile) return meanwhile;
      refuseForgetfulLedger(ledger.entries(), await shelf.manifests());
      vault.prepare();
      return shelf.keep(await make(publicationContextOf(termsOf(period.year), parts, spark)));
    });
  };

  return {
    get settings() {
      return now().settings;
    },
    get territory() {
      return now().territory;
    },
    /** of the clock's year, as are settings and territory */
    get plan() {
      return now().plan;
    },
    vault,
    context,
    /** Opens the vault for the intake over HTTP: by a thread of its own; in memory, in this one. Whoever opens it closes it. */
    vaultClient: parts.vaultClient,
    terms: termsOf,
    /** Takes a donation that nothing has checked yet, such as a parsed line. */
    donate: async (donation: unknown, options: { readonly receipt?: string } = {}) => {
      warn();
      const { donation: canonical } = canonicalise(donation, context, "lenient");
      return { receipt: vault.donate(canonical, options).receipt };
    },
    show: async (receipt) => vault.show(receipt),
    pause: async (receipt) => vault.pause(receipt),
    resume: async (receipt) => vault.resume(receipt),
    correct: async (receipt, correction) => vault.remove(receipt, parseCorrection(correction).remove),
    object: async (receipt, objection?) => vault.object(receipt, parseObjection(objection)),
    withdraw: async (receipt) => vault.withdraw(receipt),
    /** Publishes as for a library's caller; with `spark`, Spark makes the sums. */
    release: async (id: string, spark?: SparkEngine) => {
      const period = parsePeriod(id);
      return once(id, period, (publicationContext) => publish(publicationContext, period), spark);
    },
    revise: async (year: number, spark?: SparkEngine) => {
      const period = parsePeriod(String(year));
      const make = async (publicationContext: PublicationContext) => {
        refuseUnpublished(period, (await shelf.find(period.id)) !== null);
        return publishRevision(publicationContext, period.year);
      };
      return once(`${period.id}-r1`, period, make, spark);
    },
    /** The terms that a change would state, and their differences, without stating them. @throws Refusal as `change` */
    planChange: (change: ChangeInput) => enqueue(async () => planChange(change, changeParts)),
    change: (change) =>
      runPublic(async () => {
        refuseDoubtedDay(vault);
        return stateChange(change, changeParts);
      }),
    releases: () => shelf.ids(),
    ledger: async () => summary(ledger.entries()),
    /** Publications that were drawn, whose draw and folder are both lost: they are made again when the folder is put back. */
    lost: async () => {
      const kept = new Set(await shelf.ids());
      return ledger.lost().flatMap(({ publication }) => (kept.has(publication) ? [] : [publication]));
    },
    /** The year takes no further debit, and the rest of its budget is forfeited. @throws Refusal */
    closeYear: (year: number) =>
      runPublic(async () => {
        ledger.closeYear(year);
      }),
    /** Counts all of a year as spent: for an operator who does not know what was published. @throws Refusal `future-period` and others */
    assumeSpent: (year: number) =>
      runRepair(async () => {
        // It would open the year, and every change for a year before it would come too late.
        refuseFuture(parsePeriod(String(year)), clock());
        ledger.assumeSpent(year, budgetOf(year));
      }),
    /** Brings the public log up to date. @throws Refusal */
    publishLog: () => runPublic(async () => log?.publish()),
    /** Does the public log have the terms that are in force? A commons in memory has no log, and need not. */
    areTermsPublic: () => log?.areTermsPublic() ?? true,
    /** Another key signs the log from here on. @throws Refusal `signing-key` */
    rotateKey: (options: { readonly lost: boolean }) =>
      runRepair(async () => {
        if (log === null) throw new Refusal("signing-key", "a commons in memory signs nothing");
        return log.rotate(options);
      }),
    /**
     * Writes the ledger's witness anew: for an operator who knows that this home never came from a backup, or has counted
     * the years as spent that may have been published since. Years that another copy of the home spent of, by the witness,
     * are counted as spent.
     *
     * @returns these years
     * @throws Refusal
     */
    renewWitness: () => runRepair(async () => ledger.renewWitness(budgetOf)),
    close: () =>
      enqueue(async () => {
        vault.close();
        ledger.close();
      }),
  } satisfies Commons & Record<string, unknown>;
}

/** The last month, counted from 0, in which readings of the year before are still asked for. */
const LAST_LATE_MONTH = 2;

/**
 * What the intake accepts, as time goes by: what the terms of the clock's year need, and until the end of March
 * what those of the year before need.
 *
 * @param of the terms of a year
 */
function intakeContext(of: (year: number) => TermsOfYear, clock: () => Date): IntakeContext {
  let made: { readonly now: TermsOfYear; readonly former: TermsOfYear; readonly terms: IntakeTerms } | undefined;
  return {
    clock,
    terms: (instant) => {
      const year = instant.getUTCFullYear();
      const now = of(year);
      const former = instant.getUTCMonth() <= LAST_LATE_MONTH ? of(year - 1) : now;
      if (made?.now !== now || made.former !== former) made = { now, former, terms: intakeTermsFor(now, former) };
      return made.terms;
    },
  };
}

function intakeTermsFor(now: TermsOfYear, former: TermsOfYear): IntakeTerms {
  const { settings } = now;
  const used = new Set([...(settings.measures ?? []), ...(former.settings.measures ?? [])]);
  return intakeTerms({
    get territory() {
      return now.territory;
    },
    get formerTerritory() {
      return former.territory;
    },
    measures: MEASURES.filter(({ key }) => used.has(key)),
    asked: settings.attributes,
    clamps: settings.clamps,
    currency: settings.currency,
    backupDays: settings.backup_days,
    eligibility: settings.eligibility,
  });
}

/** The ledger in one line: what the last debited year cost. */
function summary(entries: readonly LedgerEntry[]): LedgerSummary {
  const year = entries.findLast(({ kind }) => kind === "debit" || kind === "assumed")?.year;
  const spent = yearsOf(entries).find((one) => one.year === year);
  if (spent === undefined) return { year: null, rho: 0, epsilon: 0, delta: 0, entries };
  return { year: spent.year, rho: toNumber(parse(spent.rho)), epsilon: spent.epsilon, delta: spent.delta, entries };
}

/** @throws Refusal `future-period` */
function refuseFuture(period: Period, now: Date): void {
  if (!hasBegun(period, now)) throw new Refusal("future-period", `${period.id} has not begun on ${isoDay(now)}`);
}

/** Terms would be stated on a wrong day by a clock that leapt, and their 30 days counted from it. @throws Refusal `clock-doubted` */
function refuseDoubtedDay(vault: Vault): void {
  if (!vault.status().clockDoubted) return;
  throw new Refusal(
    "clock-doubted",
    "the clock leapt by more than two months or went back, and terms carry the day on which they are stated: set the clock right; or, if it is right, say so with `voisinage erase --clock-is-right`. Nothing was stated",
  );
}

/** Threads that open pages of the vault beside the one that reads them. Decision 0050 measures what one more would gain. */
const PAGE_THREADS = 1;

function publicationContextOf(
  { plan, settings, territory, territorySha256 }: TermsOfYear,
  parts: CommonsParts,
  spark: SparkEngine | undefined,
): PublicationContext {
  const { ledger, steps, random, codeVersion } = parts;
  return {
    plan,
    territorySha256,
    ledger,
    steps,
    ...(spark && { spark: { engine: spark, commons: ledger.commons } }),
    random,
    codeVersion,
    duck: () => openDuck(),
    snapshot: ({ period }) =>
      parts.vault.snapshotPages({
        period,
        // A measure that ended keeps its share and rows in an opened year, but its readings are not used.
        measures: plan.measures
          .filter(({ key }) => settings.measures?.includes(key))
          .map((ref) => ({ domain: ref.domain.id, measure: ref.measure.id })),
        streams: plan.streams,
        leaves: territory.leaves.map(({ code }) => code),
        threads: PAGE_THREADS,
        // Lines of the exchange keep their order, and a cluster is not to learn who came before whom.
        order: spark ? "shuffled" : "slot",
      }),
  };
}

/** The operating system's generator: the only one that a home on disk may draw from. */
export function systemRandom(n: number): Uint8Array {
  return randomBytes(n);
}
