// Reads a release's JSON documents, and checks the two descriptions that travel without the manifest.

import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import type { Json } from "../contract/canonical.ts";
import { ofKind } from "../contract/chain.ts";
import { errorMessage } from "../contract/error-message.ts";
import { formFaults, parseInWords } from "../contract/form-fault.ts";
import type { Manifest, PrivacyReport } from "../contract/manifest.ts";
import { catalog } from "../release/catalog.ts";
import { dataPackage } from "../release/datapackage.ts";
import type { Finding } from "../release/index.ts";
import { TITLE_SEPARATOR } from "../release/title.ts";
import { type Faults, findingsOf } from "./check.ts";
import { levelsDue, measureShapes } from "./shape.ts";

export const REPORT_FILE = "privacy.json";

/** The documents of one release, and what follows from them. */
export type Documents = ReturnType<typeof documentsOf>;

/** @param settings as the manifest's file has them, before this version's defaults are filled in, since digests cover the written text */
export function documentsOf(manifest: Manifest, report: PrivacyReport, settings: Json) {
  const { ledger } = report;
  return {
    manifest,
    report,
    settings,
    /** by `domain.measure` */
    shapes: new Map(measureShapes(manifest).map((shape) => [shape.key, shape])),
    due: levelsDue(manifest),
    /** what the release's own year was opened with */
    opened: ofKind(ledger, "opened").find(({ year }) => year === manifest.year),
    debits: ofKind(ledger, "debit").filter(({ publication }) => publication === manifest.id),
  };
}

/** The most bytes of a document; a larger one is refused unread. */
const MAX_DOCUMENT_BYTES = 64 * 2 ** 20;
/**
 * Characters of the longest text that is accepted: a fraction with more digits would keep a check busy for minutes. Notices are
 * the longest in use.
 */
const LONGEST_TEXT = 10_000;

/**
 * Reads a JSON file. Refuses what two readers could read differently: a key given twice, or a number or a text not as
 * `JSON.stringify` writes it. Whatever a file has in it, it is a finding and never an error.
 *
 * @param name of a file in the folder; findings name it so
 * @returns `raw` as it is written, `value` as its schema reads it (null where it cannot), and what is wrong with it
 */
export async function readJsonFile<T>(folder: string, name: string, schema: z.ZodType<T>) {
  const faulty = (promise: string, fault: string) => ({ raw: null, value: null, findings: findingsOf(name, promise, [fault]) });
  const found = await lstat(join(folder, name)).catch(() => null);
  if (!found?.isFile()) return faulty("schema", "it is missing, or no plain file");
  if (found.size > MAX_DOCUMENT_BYTES)
    return faulty("schema", `it has ${found.size} bytes; expected at most ${MAX_DOCUMENT_BYTES}`);
  try {
    const text = await readFile(join(folder, name), "utf8");
    const raw: unknown = JSON.parse(text);
    const long = longestText(raw);
    if (long > LONGEST_TEXT) return faulty("plain JSON", `a text has ${long} characters; expected at most ${LONGEST_TEXT}`);
    if (text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1") !== JSON.stringify(raw))
      return faulty("plain JSON", "a key is there twice, or a number or a text is not as JSON.stringify writes it");
    const parsed = parseInWords(schema, raw);
    if (parsed.success) return { raw, value: parsed.data, findings: [] };
    return faulty("schema", formFaults(parsed.error, raw)[0]?.detail ?? "it is not in its form");
  } catch (error) {
    // The stack ends where arrays or objects stand too deep in each other.
    if (error instanceof RangeError) return faulty("plain JSON", "its parts are nested too deeply");
    return faulty("schema", `it is no JSON: ${errorMessage(error)}`);
  }
}

function longestText(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (value === null || typeof value !== "object") return 0;
  return Object.entries(value).reduce((most, [key, item]) => Math.max(most, key.length, longestText(item)), 0);
}

/** Prose, which a later version may word otherwise. */
const PROSE: ReadonlySet<string> = new Set(["description", "dct:description"]);
/** Titles end with whose figures they are, and of when. A later version may word the topics before that otherwise. */
const TITLE = /^\/title$|^(\/dcat:dataset\/0)?\/dct:title\/\d\/@value$/;

/** The two descriptions that travel without the manifest say what it says: names, files, hashes, columns, licence. */
export function descriptionFindings(manifest: Manifest, descriptions: Readonly<Record<string, unknown>>): Finding[] {
  const makers = { "datapackage.json": dataPackage, "catalog.jsonld": catalog } as const;
  // They were written before their own hashes were known.
  const files = manifest.files.filter(({ name }) => !Object.hasOwn(makers, name));
  return Object.entries(makers).flatMap(([file, make]) => {
    const expected = JSON.parse(JSON.stringify(make(manifest, files)));
    return findingsOf(file, "descriptions", differences(descriptions[file], expected, ""));
  });
}

/** The places where two JSON values differ, apart from prose. */
function* differences(found: unknown, expected: unknown, path: string): Faults {
  if (isObject(found) && isObject(expected) && Array.isArray(found) === Array.isArray(expected)) {
    const ownValue = (value: Record<string, unknown>, key: string) => (Object.hasOwn(value, key) ? value[key] : undefined);
    for (const key of new Set([...Object.keys(found), ...Object.keys(expected)]))
      if (!PROSE.has(key)) yield* differences(ownValue(found, key), ownValue(expected, key), `${path}/${key}`);
    return;
  }
  const isTitle = TITLE.test(path) && typeof found === "string" && typeof expected === "string";
  if (Object.is(found, expected) || (isTitle && found.endsWith(expected.slice(expected.indexOf(TITLE_SEPARATOR))))) return;
  const display = (value: unknown) => (value === undefined ? "missing" : JSON.stringify(value).slice(0, 200));
  yield `${path || "/"} is ${display(found)}; the manifest makes it ${display(expected)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object";
}
