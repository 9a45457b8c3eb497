import type { Manifest } from "../contract/manifest.ts";
import { catalog } from "../release/catalog.ts";
import { dataPackage } from "../release/datapackage.ts";
import type { Finding } from "../release/folder.ts";
import { BETWEEN } from "../release/title.ts";
import { summed } from "./finding.ts";

/** Prose, which a later version may word otherwise. */
const PROSE: ReadonlySet<string> = new Set(["description", "dct:description"]);
/** Titles: whose figures they are, and of when; a later version may call the topics before that otherwise. */
const TITLE = /^\/title$|^(\/dcat:dataset\/0)?\/dct:title\/\d\/@value$/;
const NOT_YET = ["datapackage.json", "catalog.jsonld"];

/** Do the two descriptions that travel without the manifest say what it says: names, files, hashes, columns, licence? */
export function descriptionFindings(
  manifest: Manifest,
  found: { readonly dataPackage: unknown; readonly catalog: unknown },
): Finding[] {
  const files = manifest.files.filter(({ name }) => !NOT_YET.includes(name));
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  return [
    ...summed("datapackage.json", "descriptions", differences(found.dataPackage, plain(dataPackage(manifest, files)), "")),
    ...summed("catalog.jsonld", "descriptions", differences(found.catalog, plain(catalog(manifest, files)), "")),
  ];
}

/** Where two JSON values differ, prose apart. */
function differences(found: unknown, expected: unknown, path: string): string[] {
  if (isObject(found) && isObject(expected) && Array.isArray(found) === Array.isArray(expected)) {
    const keys = [...new Set([...Object.keys(found), ...Object.keys(expected)])].filter((key) => !PROSE.has(key));
    return keys.flatMap((key) => differences(own(found, key), own(expected, key), `${path}/${key}`));
  }
  if (TITLE.test(path) && isTitled(found, expected)) return [];
  return Object.is(found, expected) ? [] : [`${path || "/"} is ${shown(found)}; the manifest makes it ${shown(expected)}`];
}

function isTitled(found: unknown, expected: unknown): boolean {
  if (typeof found !== "string" || typeof expected !== "string") return false;
  return found.endsWith(expected.slice(expected.indexOf(BETWEEN)));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object";
}

function own(value: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function shown(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value).slice(0, 200);
}

/** What a Parquet or an Arrow file says of itself, against what it was given when it was written. */
export function metadataFaults(found: ReadonlyMap<string, string>, expected: ReadonlyMap<string, string>): string[] {
  return [...new Set([...found.keys(), ...expected.keys()])].flatMap((key) => {
    const [said, wanted] = [found.get(key), expected.get(key)];
    return said === wanted ? [] : [`its metadata say ${key} = ${shown(said)}; the manifest says ${shown(wanted)}`];
  });
}
