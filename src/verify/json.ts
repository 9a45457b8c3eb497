import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../release/folder.ts";
import { summed } from "./finding.ts";

/** The longest text in use is a notice; a fraction of more digits would be reckoned with for minutes. */
const LONGEST_TEXT = 10_000;

/** A document of a release, read once. */
export interface JsonFile {
  readonly value: unknown;
  readonly findings: readonly Finding[];
}

/**
 * Reads a JSON file of a release as everybody would: with a key twice, or a number or a text that another reader may take
 * for something else, it says two things at once.
 */
export async function readJsonFile(folder: string, name: string): Promise<JsonFile> {
  const text = await readFile(join(folder, name), "utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { value: null, findings: [{ file: name, promise: "schema", detail: `it is no JSON: ${(error as Error).message}` }] };
  }
  const faults: string[] = [];
  if (text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1") !== JSON.stringify(value))
    faults.push("a key is there twice, or a number or a text is not in its plain form; expected what JSON.stringify writes");
  const long = longest(value);
  if (long > LONGEST_TEXT) faults.push(`a text has ${long} characters; expected at most ${LONGEST_TEXT}`);
  return { value, findings: summed(name, "plain JSON", faults) };
}

function longest(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (value === null || typeof value !== "object") return 0;
  return Object.entries(value).reduce((most, [key, item]) => Math.max(most, key.length, longest(item)), 0);
}
