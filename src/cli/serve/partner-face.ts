import { systemRandom } from "../../commons/commons.ts";
import type { HomePaths } from "../../commons/home.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import { refusalOf } from "../../contract/problem.ts";
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

export type PartnerFace = NonNullable<ReturnType<typeof partnerFace>>;

/** Terms by which measures are taken or aggregates made. */
interface PartnerTermsSource {
  readonly settings: Settings;
  readonly territory: Territory;
}

/**
 * The partners' side of a server: it takes measures where there is a vault, and answers from releases where these are served.
 * Joins the two halves, neither of which knows the other; null where settings name no partners.
 *
 * @throws Refusal `invalid-settings`
 */
export function partnerFace(o: {
  paths: HomePaths;
  /** in force when the server starts */
  terms: PartnerTermsSource;
  /** absent: no measures are taken */
  intake: { readonly commons: OperatedCommons; readonly vault: VaultClient } | undefined;
  clock: () => Date;
  /** refuses where contributions are not taken yet; absent: they are */
  requireReady?: (() => void) | undefined;
}) {
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
  let served: Settings | undefined;
  /** Measures are taken by the terms as they stand: one that was ended is not taken any more. */
  const serveMeasures = () => {
    if (intake === undefined || served === intake.commons.settings) return;
    const { commons, vault } = intake;
    served = commons.settings;
    const { fetch } = measureApp({
      bases,
      access,
      terms: termsFor(commons),
      vault,
      context: commons.context,
      requireReady: o.requireReady,
    });
    apps.set("/measure", served.partners === undefined ? absent("no measures are taken any more") : fetch);
  };
  serveMeasures();
  return {
    /** Answers at a path; undefined where partners have nothing. */
    at: (path: string) => {
      const base = bases.find((one) => path.startsWith(`${one}/`) && apps.has(path.slice(one.length)));
      const face = base === undefined ? "" : path.slice(base.length);
      // Nothing else may depend on the terms: pages, rights and figures are served whatever became of them.
      if (face === "/measure") serveMeasures();
      return apps.get(face);
    },
    /** Sets the releases that aggregates are made from. */
    publish: (releases: readonly OpenRelease[], shown: PartnerTermsSource) => {
      const { fetch } = aggregateApp({ bases, access, terms: termsFor(shown), releases, territory: shown.territory });
      apps.set("/aggregate", fetch);
    },
    close: keys.close,
  };
}

/** undefined where a territory is lost: erasures are served all the same. */
function knownLevels(read: () => readonly string[]): readonly string[] | undefined {
  try {
    return read();
  } catch (error) {
    refusalOf(error);
    return undefined;
  }
}

function absent(notFound: string): Fetch {
  return makeService({ style: DIALECT, notFound }).app.fetch;
}
