import { randomBytes } from "node:crypto";
import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import { hasBegun, isoDay, type Period, parsePeriod } from "../contract/period.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import { unreadyWarning } from "../contract/readiness.ts";
import type { About } from "../contract/settings.ts";
import { MEASURES } from "../domains/index.ts";
import {
  attributesOf,
  canonicalise,
  type IntakeContext,
  type IntakeTerms,
  parseCorrection,
  parseObjection,
  type VaultClient,
} from "../intake/index.ts";
import { type Ledger, midnightOf, yearsOf } from "../ledger/index.ts";
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
import type { Clue, Vault } from "../vault/index.ts";
import { planChange, stateChange } from "./change.ts";
import { refuseLedgerMissingReleases, refuseUnpublished } from "./continuity.ts";
import type { HomeLog } from "./home-log.ts";
import type { ChangeInput, Commons, LedgerSummary, Release } from "./public.ts";
import type { Shelf } from "./shelf.ts";
import type { TermsOfYear } from "./terms-of-year.ts";
import type { Territories } from "./territories.ts";

/** What a commons is assembled from (by `open.ts`). */
interface CommonsParts {
  readonly about: About;
  /** the terms of a year, as the chain states them at the call */
  readonly termsOf: (year: number) => TermsOfYear;
  readonly territories: Territories;
  readonly vault: Vault;
  readonly ledger: Ledger;
  readonly vaultClient: () => VaultClient;
  readonly shelf: Shelf;
  readonly steps: Steps;
  readonly clock: () => Date;
  readonly authenticatePartner: (text: string) => Buffer;
  readonly random: (n: number) => Uint8Array;
  readonly codeVersion: string;
  /** the public log of a home; null for a commons in memory */
  readonly log: HomeLog | null;
  /** receives one warning, once, where a contribution is accepted although settings for contributions over HTTP are missing */
  readonly notice: (line: string) => void;
}

/**
 * Builds a commons from its parts. Publications run one after the other.
 *
 * Long, for it returns short methods over one ledger and one vault.
 */
export function makeCommons(parts: CommonsParts) {
  const { vault, ledger, shelf, clock, termsOf, log, notice } = parts;
  const context = intakeContext(termsOf, clock);
  const now = () => termsOf(clock().getUTCFullYear());
  let hasWarned = false;
  const warn = () => {
    const warning = hasWarned ? null : unreadyWarning(now().settings, clock());
    hasWarned = true;
    if (warning !== null) notice(warning);
  };
  const budgetOf = (year: number) => yearTerms(termsOf(year).plan, termsOf(year).territorySha256);
  const changeParts = { ...parts, isUntouched: () => !vault.isTouched() };

  let queue: Promise<unknown> = Promise.resolve();
  /** Runs the work after everything already queued in this process. */
  const enqueue = <T>(work: () => Promise<T>): Promise<T> => {
    const next = queue.then(work, work);
    queue = next.catch(() => undefined);
    return next;
  };
  /** A fault of the log does not undo the work just done: the next run brings the log up to date. */
  const updateLog = async () => {
    try {
      await log?.settle();
      await log?.publish();
    } catch (error) {
      const { code, message } = refusalOf(error);
      notice(`the public log was not brought up to date: ${message} [${code}]`);
    }
  };
  /**
   * Runs a repair of a ledger that may refuse all other entries, while no other process publishes. Then it updates the log if it
   * can.
   */
  const runRepair = <T>(work: () => Promise<T>): Promise<T> =>
    enqueue(() =>
      shelf.locked(async () => {
        const done = await work();
        await updateLog();
        return done;
      }),
    );
  /** Runs work that ends up in the public log, while no other process publishes. The log is updated before and after it. */
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

  /** The publication from the shelf, if it is there. @throws Refusal where this commons did not draw or sign it */
  const findOwn = async (id: string): Promise<Release | null> => {
    const found = await shelf.find(id);
    if (found === null) return null;
    refuseLedgerMissingReleases(ledger.entries(), [found.manifest]);
    const seal = await shelf.seal(id, ledger.entries());
    if (seal === null || seal.fault === null) return found;
    throw new Refusal(
      "release-damaged",
      `release ${id} is not signed by this commons: ${seal.fault}. Put the folder releases/${id} back from a copy`,
    );
  };
  /** Returns the publication from the shelf, or makes it and stores it there, one process at a time. */
  const findOrMake = async (
    id: string,
    period: Period,
    make: (publicationContext: PublicationContext) => Promise<Publication>,
    spark: SparkEngine | undefined,
  ): Promise<Release> => {
    const before = await enqueue(() => findOwn(id));
    if (before) return before;
    refuseFuture(period, clock());
    return runPublic(async () => {
      const meanwhile = await findOwn(id);
      if (meanwhile) return meanwhile;
      refuseLedgerMissingReleases(ledger.entries(), await shelf.heads());
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
    /** the plan of the clock's current year, as `settings` and `territory` are */
    get plan() {
      return now().plan;
    },
    vault,
    /** makes the HMAC by which partners' keys are known as the operator's */
    authenticatePartner: parts.authenticatePartner,
    context,
    /**
     * Opens the vault for the intake over HTTP: in a thread of its own, but in this one for a commons in memory. The caller
     * closes it.
     */
    vaultClient: parts.vaultClient,
    terms: termsOf,
    /** Stores a donation that nothing has checked yet, such as a parsed line. */
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
    /**
     * Looks for a contribution without its key, at a person's request. The public log says that a search was made before anything
     * is read; where the log cannot be written, nothing is.
     *
     * @returns what was found, and the number of the search in the log
     */
    search: (clue: Clue) =>
      runPublic(async () => {
        const [at, number] = [midnightOf(clock()), ofKind(ledger.entries(), "search").length + 1];
        ledger.note({ kind: "search", at, year: Number(at.slice(0, 4)), number });
        await log?.publish();
        return { number, ...vault.search(clue) };
      }),
    /** Like `Commons.release`; with `spark`, Apache Spark computes the sums. */
    release: async (id: string, spark?: SparkEngine) => {
      const period = parsePeriod(id);
      return findOrMake(id, period, (publicationContext) => publish(publicationContext, period), spark);
    },
    revise: async (year: number, spark?: SparkEngine) => {
      const period = parsePeriod(String(year));
      const make = async (publicationContext: PublicationContext) => {
        refuseUnpublished(period, (await shelf.find(period.id)) !== null);
        return publishRevision(publicationContext, period.year);
      };
      return findOrMake(`${period.id}-r1`, period, make, spark);
    },
    /** The terms that a change would state and their differences, without stating them. @throws Refusal as `change` */
    planChange: (change: ChangeInput) => enqueue(async () => planChange(change, changeParts)),
    change: (change) =>
      runPublic(async () => {
        refuseDoubtedDay(vault);
        return stateChange(change, changeParts);
      }),
    releases: async () => {
      // A folder that somebody put beside them is no publication of this commons.
      const drawn = new Set(ofKind(ledger.entries(), "drawn").map(({ publication }) => publication));
      return (await shelf.ids()).filter((id) => drawn.has(id));
    },
    ledger: async () => summary(ledger.entries()),
    /** Publications whose draw and release folder are both lost. They are available again once the folder is put back. */
    lost: async () => {
      const kept = new Set(await shelf.ids());
      return ledger.lost().flatMap(({ publication }) => (kept.has(publication) ? [] : [publication]));
    },
    /** Closes a year: it takes no further debit, and the rest of its budget is forfeited. @throws Refusal */
    closeYear: (year: number) =>
      runPublic(async () => {
        ledger.closeYear(year);
      }),
    /**
     * Counts a year's whole budget as spent, for an operator who does not know what was published. @throws Refusal
     * `future-period` and others
     */
    assumeSpent: (year: number) =>
      runRepair(async () => {
        // It would open the year, and then every change of its terms would come too late.
        refuseFuture(parsePeriod(String(year)), clock());
        ledger.assumeSpent(year, budgetOf(year));
      }),
    /** Brings the public log up to date. @throws Refusal */
    publishLog: () => runPublic(async () => log?.publish()),
    /** Whether the public log has the terms in force. A commons in memory has no log and needs none. */
    areTermsPublic: () => log?.areTermsPublic() ?? true,
    /** Replaces the key that signs the log. @throws Refusal `signing-key` */
    rotateKey: (options: { readonly lost: boolean }) =>
      runRepair(async () => {
        if (log === null) throw new Refusal("signing-key", "a commons in memory signs nothing");
        return log.rotate(options);
      }),
    /**
     * Rewrites the ledger's witness, for an operator who knows that this home never came from a backup, or who has already
     * counted as spent the years that may have been published since. Years in which another copy of the home spent budget, by the
     * witness, are counted as spent.
     *
     * @returns those years
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

/** The last month (0 is January) in which readings of the year before are still accepted: March. */
const LAST_LATE_MONTH = 2;

/**
 * What the intake accepts at an instant: measures of the terms of the clock's year and, until the end of March, of the year
 * before.
 *
 * @param of returns the terms of a year
 */
function intakeContext(of: (year: number) => TermsOfYear, clock: () => Date): IntakeContext {
  let cached: { readonly now: TermsOfYear; readonly former: TermsOfYear; readonly terms: IntakeTerms } | undefined;
  return {
    clock,
    terms: (instant) => {
      const year = instant.getUTCFullYear();
      const now = of(year);
      const former = instant.getUTCMonth() <= LAST_LATE_MONTH ? of(year - 1) : now;
      if (cached?.now !== now || cached.former !== former) cached = { now, former, terms: intakeTermsFor(now, former) };
      return cached.terms;
    },
  };
}

/** Territories are read when a donation's area is compared with them: rights are served beside one that is lost. */
function intakeTermsFor(now: TermsOfYear, former: TermsOfYear): IntakeTerms {
  const { settings } = now;
  const used = new Set([...(settings.measures ?? []), ...(former.settings.measures ?? [])]);
  const measures = MEASURES.filter(({ key }) => used.has(key));
  return {
    get territory() {
      return now.territory;
    },
    get formerTerritory() {
      return former.territory;
    },
    measures,
    attributes: attributesOf(measures, settings.attributes),
    clamps: settings.clamps,
    currency: settings.currency,
    backupDays: settings.backup_days,
    eligibility: settings.eligibility,
  };
}

/** Sums up the ledger: what the last debited year cost. */
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

/**
 * Terms carry the day on which they are stated, and 30 days are counted from it: a wrong clock must not date them.
 *
 * @throws Refusal `clock-doubted`
 */
function refuseDoubtedDay(vault: Vault): void {
  if (!vault.status().clockDoubted) return;
  throw new Refusal(
    "clock-doubted",
    "the clock leapt by more than two months or went back, and terms carry the day on which they are stated: set the clock right; or, if it is right, say so with `voisinage erase --clock-is-right`. Nothing was stated",
  );
}

/** Threads that open pages of the vault. Since decision 0078 a second one is worth a quarter of the clock; a third gains too little for its memory. */
const PAGE_THREADS = 2;

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
        // A measure that ended keeps its share and its rows in a year already opened, but its readings are no longer used.
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
