import { existsSync } from "node:fs";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import { PROGRAM_VERSION } from "../contract/program.ts";
import type { ExportSource } from "../portal/export/index.ts";
import { type PortalOptions, pagesDigest, siteFiles } from "../portal/index.ts";
import type { Territory } from "../territory/index.ts";
import type { ExportMaker } from "../verify/index.ts";
import { homesNeeded, WEB } from "./public-side.ts";

type FixedOptions = Required<Pick<PortalOptions, "inForce" | "breaches" | "log">> & PortalOptions;

/** Fixes the options at this moment: changes during an export appear only in the next one. */
export function atOneMoment<Options extends FixedOptions>(options: Options): Options {
  const [terms, breaches, log] = [options.inForce(), options.breaches(), options.log()];
  return { ...options, inForce: () => terms, breaches: () => breaches, log: () => log };
}

/** What an export with these options is made from, besides what it contains. */
export function exportSource({ commons, territory, webRoot, inForce, breaches, site }: FixedOptions): ExportSource {
  const terms = inForce();
  const sameSettings = canonicalJson(terms.settings as Json) === canonicalJson(commons as Json);
  return {
    version: PROGRAM_VERSION,
    pages: webRoot === null ? null : pagesDigest(webRoot),
    contribute: site?.contribute ?? null,
    settings: commons,
    in_force: {
      settings: sameSettings ? null : terms.settings,
      // Shapes are left out: no notice mentions them.
      territory: territoryText(terms.territory) === territoryText(territory) ? null : { ...terms.territory.input, shapes: null },
    },
    breaches: [...breaches()],
  };
}

function territoryText({ id, name, levels, levelNames, areas, references }: Territory): string {
  return JSON.stringify([id, name, levels, levelNames, areas, references]);
}

/** Makes an export's files again, for `verify`: from what `exportSource` recorded and from the export's own files. */
export function exportMaker(web = WEB): ExportMaker {
  const webRoot = existsSync(web) ? web : null;
  return {
    version: PROGRAM_VERSION,
    pages: webRoot === null ? null : pagesDigest(webRoot),
    make: ({ record, source, releases, log, territory, noticed }) =>
      siteFiles({
        releases,
        needed: homesNeeded(releases, { settings: source.settings, territory }),
        commons: source.settings,
        territory,
        webRoot,
        clock: () => new Date(),
        inForce: () => ({ settings: source.in_force.settings ?? source.settings, territory: noticed }),
        breaches: () => source.breaches,
        log: () => log,
        site: { url: record.url, path: record.base, files: true, contribute: source.contribute },
      }),
  };
}
