import { randomBytes } from "node:crypto";
import type { LedgerEntry } from "../contract/chain.ts";
import { hasBegun, type Period, parsePeriod } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import type { Settings } from "../contract/settings.ts";
import { openDuck } from "../duckdb/index.ts";
import { canonicalise, type IntakeContext } from "../intake/index.ts";
import { type Ledger, yearsOf } from "../ledger/index.ts";
import { makePlan, type Plan, type Publication, publish, publishRevision, type Steps, yearTerms } from "../pipeline/index.ts";
import { parse, toNumber } from "../privacy/index.ts";
import type { Territory } from "../territory/index.ts";
import type { Contribution, Vault } from "../vault/index.ts";
import { refuseChangedTerms, refuseForgetfulLedger } from "./continuity.ts";
import { territoryHash } from "./home.ts";
import type { Release } from "./release.ts";
import type { Shelf } from "./shelf.ts";

/** What a commons stands on: public facts, the two databases, and where releases go. */
export interface CommonsParts {
  readonly settings: Settings;
  readonly territory: Territory;
  readonly vault: Vault;
  readonly ledger: Ledger;
  readonly shelf: Shelf;
  readonly steps: Steps;
  readonly clock: () => Date;
  readonly random: (n: number) => Uint8Array;
  readonly codeVersion: string;
}

export interface LedgerSummary {
  /** calendar year of readings that was debited last; null before the first debit */
  readonly year: number | null;
  /** spent in that year by the worst household */
  readonly rho: number;
  readonly epsilon: number;
  readonly delta: number;
  readonly entries: readonly LedgerEntry[];
}

/** One commons: contribute, take back, publish. */
export interface Commons {
  readonly settings: Settings;
  readonly territory: Territory;
  readonly plan: Plan;
  readonly vault: Vault;
  readonly context: IntakeContext;
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
  withdraw(receipt: string): Promise<void>;
  /** The publication of every level due at the period; asked again, the same. @throws Refusal */
  release(period: string): Promise<Release>;
  /**
   * The revision of a year: every cell of its publication drawn anew, from what the vault holds now; asked again, the same.
   *
   * @throws Refusal `no-reserve`, `not-published` before the year's publication, and what `release` throws
   */
  revise(year: number): Promise<Release>;
  /** ids, oldest first */
  releases(): Promise<readonly string[]>;
  ledger(): Promise<LedgerSummary>;
  /** Nothing is debited to the year any more; what is left of it is forfeited. @throws Refusal */
  closeYear(year: number): Promise<void>;
  /** Counts all of a year as spent: for an operator who does not know what was published. @throws Refusal */
  assumeSpent(year: number): Promise<void>;
  close(): Promise<void>;
}

/** Joins the parts. Publications of one commons run one after the other. */
export function makeCommons(parts: CommonsParts): Commons {
  const { settings, territory, vault, ledger, shelf, clock } = parts;
  const plan = makePlan(settings, territory);
  const context: IntakeContext = { territory, measures: plan.measures, currency: settings.currency, clock };
  const conductor = {
    plan,
    ledger,
    steps: parts.steps,
    random: parts.random,
    codeVersion: parts.codeVersion,
    territorySha256: territoryHash(territory),
    duck: () => openDuck(),
    snapshot: ({ period }: { period: Parameters<Vault["snapshot"]>[0]["period"] }) =>
      vault.snapshot({
        period,
        measures: plan.measures.map((ref) => ({ domain: ref.domain.id, measure: ref.measure.id })),
        streams: plan.streams,
      }),
  };
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = queue.then(work, work);
    queue = next.catch(() => undefined);
    return next;
  };

  /** Work on the ledger while nobody publishes. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => inTurn(() => shelf.locked(work));
  /** What is on the shelf, or else made and put there, by one process at a time. */
  const once = (id: string, period: Period, make: () => Promise<Publication>): Promise<Release> =>
    inTurn(async () => {
      const before = await shelf.find(id);
      if (before) return before;
      if (!hasBegun(period, clock()))
        throw new Refusal("future-period", `${period.id} has not begun on ${clock().toISOString().slice(0, 10)}`);
      return shelf.locked(async () => {
        const meanwhile = await shelf.find(id);
        if (meanwhile) return meanwhile;
        const released = await shelf.manifests();
        refuseForgetfulLedger(ledger.entries(), released);
        refuseChangedTerms(plan, period.year, released);
        vault.expire();
        return shelf.keep(await make());
      });
    });

  return {
    settings,
    territory,
    plan,
    vault,
    context,
    donate: async (donation, options = {}) => {
      const { donation: canonical } = canonicalise(donation, context, "lenient");
      return { receipt: vault.donate(canonical, options).receipt };
    },
    show: async (receipt) => vault.show(receipt),
    pause: async (receipt) => vault.pause(receipt),
    resume: async (receipt) => vault.resume(receipt),
    withdraw: async (receipt) => vault.withdraw(receipt),
    release: async (id) => {
      const period = parsePeriod(id);
      return once(id, period, () => publish(conductor, period));
    },
    revise: async (year) => {
      const period = parsePeriod(String(year));
      return once(`${period.id}-r1`, period, async () => {
        if ((await shelf.find(period.id)) === null)
          throw new Refusal("not-published", `${period.id} must be published before it is revised; got no release ${period.id}`);
        return publishRevision(conductor, period.year);
      });
    },
    releases: () => shelf.ids(),
    ledger: async () => summary(ledger.entries()),
    closeYear: (year) =>
      alone(async () => {
        ledger.closeYear(year);
      }),
    assumeSpent: (year) =>
      alone(async () => {
        ledger.assumeSpent(year, yearTerms(plan, conductor.territorySha256));
      }),
    close: () =>
      inTurn(async () => {
        vault.close();
        ledger.close();
      }),
  };
}

/** The ledger in one line: what the last debited year cost. */
export function summary(entries: readonly LedgerEntry[]): LedgerSummary {
  const year = entries.findLast((entry) => entry.kind === "debit" || entry.kind === "assumed")?.year ?? null;
  const spent = yearsOf(entries).find((one) => one.year === year);
  if (spent === undefined) return { year: null, rho: 0, epsilon: 0, delta: 0, entries };
  return { year, rho: toNumber(parse(spent.rho)), epsilon: spent.epsilon, delta: spent.delta, entries };
}

/** The operating system's generator: the only one that a home on disk may draw from. */
export function systemRandom(n: number): Uint8Array {
  return randomBytes(n);
}
