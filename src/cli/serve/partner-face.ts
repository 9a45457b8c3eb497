import { existsSync } from "node:fs";
import { systemRandom } from "../../commons/commons.ts";
import type { HomePaths } from "../../commons/home.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import { Refusal } from "../../contract/problem.ts";
import type { Settings } from "../../contract/settings.ts";
import { type Fetch, makeService } from "../../http/index.ts";
import type { VaultClient } from "../../intake/index.ts";
import { partnerAccess } from "../../partners/dialect/access.ts";
import { DIALECT, statusApp } from "../../partners/dialect/dialect.ts";
import { type PartnerTerms, partnerTerms } from "../../partners/dialect/partner-terms.ts";
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
 * Joins the two halves, neither of which knows the other; null where settings name no partners and nobody ever had a key. A
 * partner that was ended sends and reads nothing more, and its keys erase until they are revoked.
 *
 * @throws Refusal `invalid-settings`
 */
export function partnerServer(o: {
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
  if (partners === undefined && !existsSync(o.paths.partners)) return null;
  const bases = [PARTNERS_BASE, ...(partners?.base === undefined ? [] : [partners.base === "/" ? "" : partners.base])];
  const termsOf = (terms: PartnerTermsSource) =>
    terms.settings.partners &&
    partnerTerms(terms.settings.partners, {
      currency: terms.settings.currency,
      // Read last, for a territory may be lost.
      levels: knownLevels(() => [...terms.territory.levels, ...o.terms.territory.levels]),
    });
  // A portal alone has no operator's key, and what its partners read is public.
  const authenticate = o.intake?.commons.authenticatePartner ?? null;
  const keys = keysAt({ path: o.paths.partners, clock: o.clock, entropy: systemRandom, authenticate });
  const access = partnerAccess({ find: keys.find, clock: o.clock });
  const intake = o.intake && { ...o.intake, vault: measureVault(o.intake.vault, o.intake.commons.vault) };
  const makeMeasures = (): Fetch => {
    if (intake === undefined) return absent("this process takes no measures");
    const { commons, vault } = intake;
    const terms = termsOf(commons);
    const requireReady = terms ? o.requireReady : refuseEnded;
    return measureApp({ bases, access, terms: terms ?? NO_TERMS, vault, context: commons.context, requireReady }).fetch;
  };
  const apps = new Map<string, Fetch>([
    ["/status", statusApp(bases, () => keys.find("")).fetch],
    ["/measure", makeMeasures()],
    ["/aggregate", absent("this process serves no releases")],
  ]);
  let served = intake?.commons.settings;
  return {
    at: (path) => {
      const base = bases.find((one) => path.startsWith(`${one}/`) && apps.has(path.slice(one.length)));
      if (base === undefined) return undefined;
      const face = path.slice(base.length);
      // Measures are taken by the terms as they stand. Read here alone, lost terms leave pages, rights and figures as they are.
      if (face === "/measure" && intake?.commons.settings !== served) {
        served = intake?.commons.settings;
        apps.set(face, makeMeasures());
      }
      return apps.get(face);
    },
    publish: (releases, shown) => {
      const terms = termsOf(shown);
      const { territory } = shown;
      const fetch = terms && aggregateApp({ bases, access, terms, releases, territory }).fetch;
      apps.set("/aggregate", fetch ?? absent("no aggregates are made any more"));
    },
    close: keys.close,
  };
}

/** What a commons without partners lets a key name: nothing. */
const NO_TERMS: PartnerTerms = { createdBy: "", measures: new Map() };

function refuseEnded(): never {
  throw new Refusal("not-found", "no measures are taken any more");
}

/** undefined where a territory is lost: erasures are served all the same. */
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
