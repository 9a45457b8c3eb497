import { systemRandom } from "../commons/commons.ts";
import type { PublicHome } from "../commons/home.ts";
import type { OperatedCommons } from "../commons/types.ts";
import type { Settings } from "../contract/settings.ts";
import { type Fetch, makeService } from "../http/index.ts";
import type { VaultDoor } from "../intake/index.ts";
import { partnerDoor } from "../partners/dialect/access.ts";
import { DIALECT } from "../partners/dialect/errors.ts";
import { statusApp } from "../partners/dialect/status.ts";
import { partnerTerms } from "../partners/dialect/terms.ts";
import { keysAt } from "../partners/keys/keys.ts";
import { aggregateApp } from "../partners/read/app.ts";
import { measureApp } from "../partners/write/app.ts";
import { measureVault } from "../partners/write/measure-vault.ts";
import type { OpenRelease } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";

/** Where partners' programs always find the commons. */
export const PARTNERS_BASE = "/partners/v1";

/** The partners' side of a server: it takes measures where there is a vault, and answers from releases where these are served. */
export interface PartnerFace {
  /** Answers at a path; undefined where partners have nothing. */
  at(path: string): Fetch | undefined;
  /** From now on aggregates are made from these. */
  publish(releases: readonly OpenRelease[], shown: { settings: Settings; territory: Territory }): void;
  close(): void;
}

/**
 * Joins the two halves, neither of which knows the other; null where settings name no partners.
 *
 * @throws Refusal `invalid-settings`
 */
export function partnerFace(o: {
  home: PublicHome;
  /** absent: no measures are taken */
  intake: { readonly commons: OperatedCommons; readonly vault: VaultDoor } | undefined;
  clock: () => Date;
  /** refuses where contributions are not taken yet; absent: they are */
  gate?: (() => void) | undefined;
}): PartnerFace | null {
  // As `commons.json` stands: what partners call things is no term of a publication, and needs no announcement.
  const { partners } = o.home.settings;
  if (partners === undefined) return null;
  const bases = [PARTNERS_BASE, ...(partners.base === undefined ? [] : [partners.base === "/" ? "" : partners.base])];
  const termsFor = ({ settings, territory }: { settings: Settings; territory: Territory }) =>
    partnerTerms(partners, { currency: settings.currency, levels: [...territory.levels, ...o.home.territory.levels] });
  const terms = termsFor(o.intake?.commons ?? o.home);
  const keys = keysAt({ path: o.home.paths.partners, clock: o.clock, entropy: systemRandom });
  const door = partnerDoor({ find: keys.find, clock: o.clock });
  const apps = new Map<string, Fetch>([
    ["/status", statusApp({ bases, check: () => keys.find("") }).fetch],
    ["/measure", absent("this process takes no measures")],
    ["/aggregate", absent("this process serves no releases")],
  ]);
  if (o.intake) {
    const { commons, vault: toVault } = o.intake;
    const vault = measureVault(toVault, commons.vault);
    apps.set("/measure", measureApp({ bases, door, terms, vault, context: commons.context, gate: o.gate }).fetch);
  }
  return {
    at: (path) => {
      const base = bases.find((one) => path.startsWith(`${one}/`) && apps.has(path.slice(one.length)));
      return base === undefined ? undefined : apps.get(path.slice(base.length));
    },
    publish: (releases, shown) => {
      const { territory } = shown;
      apps.set("/aggregate", aggregateApp({ bases, door, terms: termsFor(shown), releases, territory }).fetch);
    },
    close: keys.close,
  };
}

function absent(notFound: string): Fetch {
  return makeService({ style: DIALECT, notFound }).app.fetch;
}
