import { packageVersion } from "../commons/version.ts";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import { type PortalOptions, pagesDigest } from "../portal/index.ts";
import type { MadeOf } from "../static/index.ts";
import type { Territory } from "../territory/index.ts";

/** The same options, as they stand now: what changes while an export is written is in the next one. */
export function atOneMoment(options: PortalOptions): PortalOptions {
  const { commons: settings, territory } = options;
  const [terms, breaches, log] = [
    options.inForce?.() ?? { settings, territory },
    options.breaches?.() ?? [],
    options.log?.() ?? null,
  ];
  return { ...options, inForce: () => terms, breaches: () => breaches, log: () => log };
}

/** What an export of these options is made of, beside what is in it. */
export function madeOf({ commons, territory, webRoot, inForce, breaches, site }: PortalOptions): MadeOf {
  const terms = inForce?.() ?? { settings: commons, territory };
  const sameSettings = canonicalJson(terms.settings as Json) === canonicalJson(commons as Json);
  return {
    version: packageVersion(),
    pages: webRoot === null ? null : pagesDigest(webRoot),
    contribute: site?.contribute ?? null,
    settings: commons,
    in_force: {
      settings: sameSettings ? null : terms.settings,
      // Of shapes no notice tells.
      territory: territoryText(terms.territory) === territoryText(territory) ? null : { ...terms.territory.input, shapes: null },
    },
    breaches: [...(breaches?.() ?? [])],
  };
}

function territoryText({ id, name, levels, levelNames, areas, references }: Territory): string {
  return JSON.stringify([id, name, levels, levelNames, areas, references]);
}
