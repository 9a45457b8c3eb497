import { randomBytes } from "node:crypto";
import { hasBegun, type Period, parsePeriod } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { unreadyWarning } from "../contract/readiness.ts";
import { openDuck } from "../duckdb/index.ts";
import { canonicalise, parseCorrection, parseObjection } from "../intake/index.ts";
import { type Conductor, type Publication, publish, publishRevision, yearTerms } from "../pipeline/index.ts";
import { isLeaf } from "../territory/index.ts";
import { announceChange } from "./change.ts";
import { refuseChangedTerms, refuseForgetfulLedger, refuseUnpublished } from "./continuity.ts";
import { intakeContext } from "./intake-context.ts";
import type { Release } from "./public.ts";
import { refuseEdited } from "./stated.ts";
import { summary } from "./summary.ts";
import type { Terms } from "./terms.ts";
import { turnsOf } from "./turns.ts";
import type { CommonsParts, OperatedCommons } from "./types.ts";

/** Joins the parts. Publications of one commons run one after the other. */
export function makeCommons(parts: CommonsParts): OperatedCommons {
  const { vault, ledger, shelf, clock, standing, log } = parts;
  const context = intakeContext(standing.of, clock);
  const now = () => standing.of(clock().getUTCFullYear());
  let warned = false;
  const warn = () => {
    const warning = warned ? null : unreadyWarning(now().shown, clock());
    warned = true;
    if (warning !== null) parts.notice(warning);
  };
  const budgetOf = (year: number) => yearTerms(standing.of(year).plan, standing.of(year).territorySha256);
  const { inTurn, alone, mending } = turnsOf({ shelf, standing, log, notice: parts.notice });

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
      refuseEdited(parts.edited());
      refuseChangedTerms(terms, standing.of, released);
      vault.prepare();
      return shelf.keep(await make(conductorOf(terms, parts)));
    });
  };

  return {
    get settings() {
      return now().shown;
    },
    get territory() {
      return now().territory;
    },
    get plan() {
      return now().plan;
    },
    vault,
    context,
    door: parts.door,
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
        refuseUnpublished(period, (await shelf.find(period.id)) !== null);
        return publishRevision(conductor, period.year);
      });
    },
    change: (change) =>
      alone(async () => {
        const entry = await announceChange(change, { ...parts, begin: beginOf(parts), released: await shelf.manifests() });
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
      mending(async () => {
        // It would open the year, and every change for a year before it would come too late.
        refuseFuture(parsePeriod(String(year)), clock());
        ledger.assumeSpent(year, budgetOf(year));
      }),
    state: () => alone(async () => log?.begin()),
    isStated: () => log === null || ledger.entries().some(({ kind }) => kind === "stated"),
    rotateKey: (options) =>
      mending(async () => {
        if (log === null) throw new Refusal("signing-key", "a commons in memory signs nothing");
        return log.rotate(options);
      }),
    renewWitness: () => mending(async () => ledger.renewWitness(budgetOf)),
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

function beginOf({ log }: CommonsParts): () => Promise<void> {
  return async () => log?.begin();
}

/** What a publication under these terms needs of the world. */
function conductorOf({ plan, territory, territorySha256 }: Terms, parts: CommonsParts): Conductor {
  return {
    plan,
    territorySha256,
    ledger: parts.ledger,
    steps: parts.steps,
    random: parts.random,
    begin: beginOf(parts),
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
