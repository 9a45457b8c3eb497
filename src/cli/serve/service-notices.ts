import { contributionNotices } from "../../commons/contribution-notices.ts";
import { documentFacts } from "../../commons/facts.ts";
import { keepNotices } from "../../commons/notices.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import type { BreachNotice } from "../../contract/breach.ts";
import { Refusal } from "../../contract/problem.ts";
import { missingSettings, refuseUnready } from "../../contract/readiness.ts";
import type { Settings } from "../../contract/settings.ts";
import type { Facts } from "../../texts/index.ts";
import { termsPublisher } from "./terms-publisher.ts";

/**
 * What a service with an intake says beside figures: the notice in force, what stands beside a contribution, and whether
 * contributions are taken. Every notice is kept before it is shown.
 */
export function serviceNotices(
  home: string,
  commons: OperatedCommons,
  breaches: () => readonly BreachNotice[],
  progress: (line: string) => void,
) {
  const clock = commons.context.clock;
  let [of, facts]: [Settings | undefined, Facts | undefined] = [undefined, undefined];
  /** @throws Refusal `invalid-territory` where the territory is lost */
  const keptFacts = (): Facts => {
    const { settings } = commons;
    if (facts === undefined || of !== settings) {
      [of, facts] = [settings, documentFacts(commons)];
      keepNotices(home, facts);
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
  lookForTerritory();
  if (lost === undefined) keptFacts();
  for (const { detail } of missingSettings(commons.settings, clock()))
    progress(`contributions over HTTP are refused until the settings are complete: ${detail} [not-ready]`);
  return {
    inForce: () => {
      keptFacts();
      return commons;
    },
    requireReady: () => {
      refuseUnready(commons.settings, clock());
      if (lost !== undefined)
        throw new Refusal(
          "not-ready",
          "this commons takes no contributions until its territory is back; its operator is told why",
        );
      terms.requireReady();
    },
    /** Looks for a territory that was lost, and says in the public log on which terms contributions are taken. */
    look: async () => {
      lookForTerritory();
      await terms.tryPublish();
    },
    beside: contributionNotices({ home, facts: () => (lost === undefined ? keptFacts() : facts), breaches, clock }),
  };
}
