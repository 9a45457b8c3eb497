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
 * What a service with an intake needs besides figures: the notice in force, what is shown beside a contribution, and whether
 * contributions are accepted. Every notice is stored before it is shown.
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
  /** Why the territory cannot be read; undefined where it can. */
  let territoryFault: string | undefined;
  /** Called at intervals only: reading a changed territory takes long, and contributors' requests wait meanwhile. */
  const lookForTerritory = () => {
    try {
      const now = commons.context.terms(clock());
      void [now.territory, now.formerTerritory];
      territoryFault = undefined;
    } catch (error) {
      // Any error, also of the file system: the service continues to serve contributors' requests.
      const { message, code = "unforeseen" } = error as NodeJS.ErrnoException;
      if (message !== territoryFault) progress(`contributions over HTTP are refused, and rights go on: ${message} [${code}]`);
      territoryFault = message;
    }
  };
  lookForTerritory();
  if (territoryFault === undefined) keptFacts();
  for (const { detail } of missingSettings(commons.settings, clock()))
    progress(`contributions over HTTP are refused until the settings are complete: ${detail} [not-ready]`);
  return {
    inForce: () => {
      keptFacts();
      return commons;
    },
    requireReady: () => {
      refuseUnready(commons.settings, clock());
      if (territoryFault !== undefined)
        throw new Refusal(
          "not-ready",
          "this commons takes no contributions until its territory is back; its operator is told why",
        );
      terms.requireReady();
    },
    /** Checks whether a lost territory is back, and publishes the terms of contributions in the log. */
    look: async () => {
      lookForTerritory();
      await terms.tryPublish();
    },
    beside: contributionNotices({ home, facts: () => (territoryFault === undefined ? keptFacts() : facts), breaches, clock }),
  };
}
