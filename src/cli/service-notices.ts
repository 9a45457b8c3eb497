import { watchNotices } from "../commons/breaches.ts";
import { type ContributionNotices, contributionNotices, type HeldConsents } from "../commons/contribution-notices.ts";
import { documentFacts } from "../commons/facts.ts";
import { homeTerms, type PublicHome } from "../commons/home.ts";
import { keepNotices } from "../commons/notices.ts";
import type { OperatedCommons } from "../commons/types.ts";
import type { BreachNotice } from "../contract/breach.ts";
import type { PublicLog } from "../contract/log.ts";
import type { PrivacyReport } from "../contract/manifest.ts";
import { Refusal } from "../contract/problem.ts";
import { missingSettings, refuseUnready } from "../contract/readiness.ts";
import type { Settings } from "../contract/settings.ts";
import type { Territory } from "../territory/index.ts";
import type { Facts } from "../texts/index.ts";
import { termsPublisher } from "./stating.ts";

interface TermsInForce {
  readonly settings: Settings;
  readonly territory: Territory;
}

export interface ServiceNoticesOptions {
  readonly home: PublicHome;
  readonly commons?: OperatedCommons | undefined;
  readonly progress: (line: string) => void;
}

/** What a service says beside figures: the notice in force, what happened, and whether it may take contributions. */
export interface ServiceNotices {
  readonly breaches: () => readonly BreachNotice[];
  /** with a commons: its terms of today. Every notice made of them is kept before it is shown */
  readonly inForce: (() => TermsInForce) | undefined;
  /** what the intake is given; with a commons only */
  readonly intake:
    | {
        readonly gate: () => void;
        readonly beside: (key: string, held: HeldConsents) => ContributionNotices;
        /** Says in the log on which terms contributions are taken. */
        readonly state: () => Promise<void>;
      }
    | undefined;
}

/** @throws Refusal `invalid-breach` where statements of breaches cannot be read */
export function serviceNotices({ home, commons, progress }: ServiceNoticesOptions): ServiceNotices {
  const folder = home.paths.home;
  const breaches = watchNotices(folder, progress);
  if (commons === undefined) return { breaches, inForce: undefined, intake: undefined };
  const clock = commons.context.clock;
  let [of, facts]: [Settings | undefined, Facts | undefined] = [undefined, undefined];
  /** @throws Refusal `invalid-territory` where the territory is lost */
  const stated = (): Facts => {
    const { settings } = commons;
    if (facts === undefined || of !== settings) {
      [of, facts] = [settings, documentFacts({ settings, territory: commons.territory })];
      keepNotices(folder, facts);
    }
    return facts;
  };
  const terms = termsPublisher(commons, progress);
  /** Why no area can be compared with a territory; undefined: one can. */
  let lost: string | undefined;
  /** Looked for now and then only: to read a territory that was changed takes long, and rights wait meanwhile. */
  const lookForTerritory = () => {
    try {
      const now = commons.context.terms(clock());
      void [now.territory, now.formerTerritory];
      lost = undefined;
    } catch (error) {
      // A file system's own words too: whatever it is, the service goes on with rights.
      const { message, code = "unforeseen" } = error as NodeJS.ErrnoException;
      if (message !== lost) progress(`contributions over HTTP are refused, and rights go on: ${message} [${code}]`);
      lost = message;
    }
  };
  const refuseLost = () => {
    if (lost === undefined) return;
    throw new Refusal("not-ready", "this commons takes no contributions until its territory is back; its operator is told why");
  };
  const factsIfAny = () => (lost === undefined ? stated() : facts);
  lookForTerritory();
  if (lost === undefined) stated();
  for (const { detail } of missingSettings(commons.settings, clock()))
    progress(`contributions over HTTP are refused until the settings are complete: ${detail} [not-ready]`);
  return {
    breaches,
    inForce: () => {
      stated();
      return commons;
    },
    intake: {
      gate: () => {
        refuseUnready(commons.settings, clock());
        refuseLost();
        terms.gate();
      },
      state: async () => {
        lookForTerritory();
        await terms.attempt();
      },
      beside: contributionNotices({ home: folder, facts: factsIfAny, breaches, clock }),
    },
  };
}

interface Published {
  readonly report: Pick<PrivacyReport, "ledger">;
}

/** All that is public of the chain: the log's, which comes after its releases; where there is none, the newest release's. */
export function publicChain(releases: readonly Published[], log: PublicLog | null): PrivacyReport["ledger"] {
  return [...releases.map(({ report }) => report.ledger), log?.entries ?? []].reduce((a, b) => (b.length > a.length ? b : a), []);
}

/** The terms of today as a portal alone knows them: from what was published, a change with which the year began included. */
export function publishedTerms(o: {
  readonly home: PublicHome;
  readonly releases: readonly Published[];
  readonly log: () => PublicLog | null;
  /** where what the chain announced is not kept here */
  readonly shown: TermsInForce;
  readonly clock: () => Date;
  readonly progress: ServiceNoticesOptions["progress"];
}): () => TermsInForce {
  let [year, seen, terms]: [number, PublicLog | null, TermsInForce] = [Number.NaN, null, o.shown];
  return () => {
    const [now, log] = [o.clock(), o.log()];
    if (now.getUTCFullYear() === year && log === seen) return terms;
    [year, seen] = [now.getUTCFullYear(), log];
    try {
      const { settings, territory } = homeTerms(o.home, publicChain(o.releases, log))(year);
      terms = { settings, territory };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      o.progress(`the notice is that of the newest publication: ${error.message}`);
      terms = o.shown;
    }
    return terms;
  };
}
