import { randomBytes } from "node:crypto";
import { hasBegun, type Period, parsePeriod } from "../contract/period.ts";
import { Refusal } from "../contract/problem.ts";
import { unreadyWarning } from "../contract/readiness.ts";
import { canonicalise, parseCorrection, parseObjection } from "../intake/index.ts";
import { type Conductor, type Publication, publish, publishRevision, yearTerms } from "../pipeline/index.ts";
import { openDuck } from "../storage/duckdb/index.ts";
import { isLeaf } from "../territory/index.ts";
import { planChange, stateChange } from "./change.ts";
import { refuseForgetfulLedger, refuseUnpublished } from "./continuity.ts";
import { intakeContext } from "./intake-context.ts";
import type { Release } from "./public.ts";
import { summary } from "./summary.ts";
import type { TermsOfYear } from "./terms-of-year.ts";
import { commonsQueue } from "./turns.ts";
import type { CommonsParts, OperatedCommons } from "./types.ts";

/**
 * Joins the parts. Publications of one commons run one after the other.
 *
 * Long, for it returns short methods over one ledger and one vault.
 */
export function makeCommons(parts: CommonsParts): OperatedCommons {
  const { vault, ledger, shelf, clock, termsOf, log } = parts;
  const context = intakeContext(termsOf, clock);
  const now = () => termsOf(clock().getUTCFullYear());
  let warned = false;
  const warn = () => {
    const warning = warned ? null : unreadyWarning(now().settings, clock());
    warned = true;
    if (warning !== null) parts.notice(warning);
  };
  const budgetOf = (year: number) => yearTerms(termsOf(year).plan, termsOf(year).territorySha256);
  const { inTurn, alone, mending } = commonsQueue({ shelf, log, notice: parts.notice });

  const changeParts = { ...parts, isUntouched: () => !vault.isTouched() };

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
      refuseForgetfulLedger(ledger.entries(), await shelf.manifests());
      vault.prepare();
      return shelf.keep(await make(conductorOf(termsOf(period.year), parts)));
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
    door: parts.door,
    terms: termsOf,
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
    planChange: (change) => inTurn(async () => planChange(change, changeParts)),
    change: (change) =>
      alone(async () => {
        refuseDoubtedDay(vault);
        return stateChange(change, changeParts);
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
    publishLog: () => alone(async () => log?.publish()),
    areTermsPublic: () => log?.areTermsPublic() ?? true,
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

/** By a clock that leapt, terms would be stated on a wrong day, and their 30 days counted from it. @throws Refusal `clock-doubted` */
function refuseDoubtedDay(vault: Pick<CommonsParts["vault"], "status">): void {
  if (!vault.status().clockDoubted) return;
  throw new Refusal(
    "clock-doubted",
    "the clock leapt by more than two months or went back, and terms carry the day on which they are stated: set the clock right; or, if it is right, say so with `voisinage erase --clock-is-right`. Nothing was stated",
  );
}

/** What a publication under these terms needs of the world. */
function conductorOf({ plan, settings, territory, territorySha256 }: TermsOfYear, parts: CommonsParts): Conductor {
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
        // A measure that was ended keeps its share and its rows in an opened year; nothing of it is read.
        measures: plan.measures
          .filter(({ key }) => settings.measures?.includes(key))
          .map((ref) => ({ domain: ref.domain.id, measure: ref.measure.id })),
        streams: plan.streams,
        isLeaf: (area) => isLeaf(territory, area),
      }),
  };
}

/** The operating system's generator: the only one that a home on disk may draw from. */
export function systemRandom(n: number): Uint8Array {
  return randomBytes(n);
}
