import type { Json } from "../contract/canonical.ts";
import { yearlyMeans } from "./build.ts";
import type { Territory } from "./territory.ts";

/**
 * What a territory's sha256 covers, so that a release says which territory it was made on: the tree with its names (a figure
 * under another name is another place's), the references that decide whom a household is compared with, and what else the
 * territory brings. What it does not bring has no key, so that a digest stays as it was before there was such a thing. Outlines
 * and other references are not covered, and may be corrected.
 */
export function digestContent(territory: Territory): Json {
  const { id, name, levels, areas, zones, composition, climate, context } = territory;
  const tree = areas.map(({ code, level, parent, name: label, dwellings }) => [code, level, parent, label, dwellings]);
  const means = yearlyMeans(territory).map(({ domain, measure, value, unit }) => [domain, measure, value, unit]);
  const postcodes = areas.flatMap(({ code, postcodes: own = [] }) => (own.length > 0 ? [[code, ...own]] : []));
  const extras = { postcodes: postcodes.length > 0 ? postcodes : null, zones, composition, climate, context };
  const brought = Object.fromEntries(Object.entries(extras).filter(([, value]) => value !== null));
  return { id, name: { ...name }, levels: [...levels], areas: tree, means, ...brought } as Json;
}
