import { systemRandom } from "../../commons/commons.ts";
import type { HomePaths } from "../../commons/home.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import { Refusal } from "../../contract/problem.ts";
import type { Settings } from "../../contract/settings.ts";
import { type Fetch, makeService } from "../../http/index.ts";
import type { VaultClient } from "../../intake/index.ts";
import { partnerAccess } from "../../partners/dialect/access.ts";
import { DIALECT, statusApp } from "../../partners/dialect/dialect.ts";
import { partnerTerms } from "../../partners/dialect/partner-terms.ts";
import { keysAt } from "../../partners/keys/keys.ts";
import { aggregateApp } from "../../partners/read/app.ts";
import { measureApp } from "../../partners/write/app.ts";
import { measureVault } from "../../partners/write/measure-vault.ts";
import type { OpenRelease } from "../../release/index.ts";
import type { Territory } from "../../territory/index.ts";

export const PARTNERS_BASE = "/partners/v1";

/**
 * The partners' side of a server: it accepts measures where there is a vault, and answers from releases where these are served.
 */
export interface PartnerFace {
  /** The handler of a path; undefined where the path is not a partners' one. */
  at(path: string): Fetch | undefined;
  /** Sets the releases that aggregates are made from. */
  publish(releases: readonly OpenRelease[], shown: PartnerTermsSource): void;
  close(): void;
}

/** Terms by which measures are accepted or aggregates made. */
interface PartnerTermsSource {
  readonly settings: Settings;
  readonly territory: Territory;
}

/**
 * Combines writing measures and reading aggregates, neither of which knows the other; null where settings name no partners.
 *
 * @throws Refusal `invalid-settings`
 */
export function partnerFace(o: {
  paths: HomePaths;
  /** terms in force when the server starts */
  terms: PartnerTermsSource;
  /** the intake; absent: no measures are accepted */
  intake: { readonly commons: OperatedCommons; readonly vault: VaultClient } | undefined;
  clock: () => Date;
  /** throws where contributions are not accepted yet; absent: they are */
  requireReady?: (() => void) | undefined;
}): PartnerFace | null {
  const { partners } = o.terms.settings;
  if (partners === undefined) return null;
  const bases = [PARTNERS_BASE, ...(partners.base === undefined ? [] : [partners.base === "/" ? "" : partners.base])];
  const termsFor = (terms: PartnerTermsSource) =>
    partnerTerms(terms.settings.partners ?? partners, {
      currency: terms.settings.currency,
      levels: knownLevels(() => [...terms.territory.levels, ...o.terms.territory.levels]),
    });
  const keys = keysAt({ path: o.paths.partners, clock: o.clock, entropy: systemRandom });
  const access = partnerAccess({ find: keys.find, clock: o.clock });
  const apps = new Map<string, Fetch>([
    ["/status", statusApp(bases, () => keys.find("")).fetch],
    ["/measure", absent("this process takes no measures")],
    ["/aggregate", absent("this process serves no releases")],
  ]);
  const intake = o.intake && { ...o.intake, vault: measureVault(o.intake.vault, o.intake.commons.vault) };
  let servedSettings: Settings | undefined;
  /** Rebuilds the handler when terms change, so that a measure which has ended is no longer accepted. */
  const serveMeasures = () => {
    if (intake === undefined || servedSettings === intake.commons.settings) return;
    const { commons, vault } = intake;
    servedSettings = commons.settings;
    const { fetch } = measureApp({
      bases,
      access,
      terms: termsFor(commons),
      vault,
      context: commons.context,
      requireReady: o.requireReady,
    });
    apps.set("/measure", servedSettings.partners === undefined ? absent("no measures are taken any more") : fetch);
  };
  serveMeasures();
  return {
    at: (path) => {
      const base = bases.find((one) => path.startsWith(`${one}/`) && apps.has(path.slice(one.length)));
      if (base === undefined) return undefined;
      const endpoint = path.slice(base.length);
      // Only this path may depend on the terms: everything else is served even if they cannot be read.
      if (endpoint === "/measure") serveMeasures();
      return apps.get(endpoint);
    },
    publish: (releases, shown) => {
      const { territory } = shown;
      apps.set("/aggregate", aggregateApp({ bases, access, terms: termsFor(shown), releases, territory }).fetch);
    },
    close: keys.close,
  };
}

/** The levels of a territory; undefined where it is lost, so that erasures are still served. */
function knownLevels(read: () => readonly string[]): readonly string[] | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function absent(notFound: string): Fetch {
  return makeService({ style: DIALECT, notFound }).app.fetch;
}
