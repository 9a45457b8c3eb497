import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { Publication } from "../../src/pipeline/index.ts";
import { findings, forge, publications, reseal, town, workshop } from "../support/forge.ts";

/** Releases whose documents say two things at once, or other things than the manifest: every hash in them fits. */
const { place } = workshop();
let genuine: Publication;
beforeAll(async () => {
  [genuine] = (await publications(town(), ["2025"])) as [Publication];
});

/** Another text in a document of the folder, and its hash with it. */
async function rewritten(name: string, change: (text: string) => string): Promise<string[]> {
  const folder = await forge(place(), genuine);
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  expect(change(text)).not.toBe(text);
  writeFileSync(path, change(text));
  if (name !== "manifest.json") await reseal(folder);
  return findings(folder);
}

test.each<[string, string, (text: string) => string, RegExp]>([
  [
    "a file that no release has",
    "manifest.json",
    (text) => text.replace('"name": "observations.parquet"', '"name": "x\u202e"'),
    /files: it lists x.*expected observations\.parquet/,
  ],
  [
    "another title",
    "datapackage.json",
    (text) => text.replace(/"title": "[^"]* \(2025\)"/, '"title": "Free data"'),
    /descriptions: \/title is "Free data"; the manifest makes it/,
  ],
  [
    "another commons in the title",
    "catalog.jsonld",
    (text) => text.replace(/ – [^"]* \(2025\)"/, ' – Another commons (2025)"'),
    /descriptions: \/dct:title\/0\/@value is .*Another commons \(2025\)"; the manifest makes it/,
  ],
  [
    "another licence",
    "datapackage.json",
    (text) => text.replace('"etalab-2.0"', '"CC0-1.0"'),
    /descriptions: \/licenses\/0\/name is "CC0-1\.0"/,
  ],
  [
    "another hash",
    "datapackage.json",
    (text) => text.replace(/sha256:[0-9a-f]{8}/, "sha256:00000000"),
    /descriptions: \/resources\/0\/hash is/,
  ],
  [
    "other columns",
    "datapackage.json",
    (text) => text.replace('"OBS_VALUE"', '"VALUE"'),
    /descriptions: \/resources\/0\/schema\/fields\/7\/name is "VALUE"/,
  ],
  [
    "a resource of nowhere",
    "datapackage.json",
    (text) => text.replace('"observations.csv"', '"../secrets.csv"'),
    /descriptions: \/resources\/\d\/path is "\.\.\/secrets\.csv"/,
  ],
  ["another licence", "catalog.jsonld", (text) => text.replaceAll("ETALAB_2_0", "CC0"), /descriptions: \/dct:license\/@id is/],
  [
    "another checksum",
    "catalog.jsonld",
    (text) => text.replace(/"@value": "[0-9a-f]{64}"/, `"@value": "${"0".repeat(64)}"`),
    /spdx:checksumValue\/@value is/,
  ],
  [
    "another day",
    "catalog.jsonld",
    (text) => text.replaceAll("2026-02-01", "2026-02-02"),
    /descriptions: \/dct:issued\/@value is/,
  ],
])("%s in %s is found", async (_, name, change, words) => {
  expect((await rewritten(name, change)).join("\n")).toMatch(words);
});

test("prose may be worded otherwise in a later version", async () => {
  expect(await rewritten("datapackage.json", (text) => text.replace("Protected statistics", "Guarded figures"))).toEqual([]);
});

test.each<[string, string, (text: string) => string, RegExp]>([
  [
    "a key twice",
    "privacy.json",
    (text) => text.replace('"k": 5,', '"k": 50, "k": 5,'),
    /privacy\.json: plain JSON: a key is there twice/,
  ],
  [
    "a key twice",
    "manifest.json",
    (text) => text.replace('"licence":', '"licence": "none", "licence":'),
    /manifest\.json: plain JSON: a key is there twice/,
  ],
  ["a byte order mark", "manifest.json", (text) => `\ufeff${text}`, /manifest\.json: schema: it is no JSON/],
  [
    "a number past all numbers",
    "manifest.json",
    (text) => text.replace('"epsilon": 10', '"epsilon": 1e999'),
    /manifest\.json: plain JSON/,
  ],
  [
    "a number that another reader may take for another",
    "privacy.json",
    (text) => text.replace('"k": 5,', '"k": 5.0000000000000000001,'),
    /privacy\.json: plain JSON/,
  ],
  [
    "a fraction that nobody can reckon with",
    "privacy.json",
    (text) => text.replace(/"rho": "\d+/, `"rho": "${"9".repeat(20_000)}`),
    /privacy\.json: plain JSON: a text has \d+ characters; expected at most 10000/,
  ],
  [
    "a fraction over nothing",
    "privacy.json",
    (text) => text.replace(/"variance": "(\d+)\/\d+"/, '"variance": "$1/0"'),
    /nothing is divided by 0; got "\d+\/0"/,
  ],
  [
    "what is nested deeper than a program can follow",
    "manifest.json",
    () => "[".repeat(200_000) + "]".repeat(200_000),
    /manifest\.json: plain JSON: its parts are nested too deeply/,
  ],
  [
    "a text of thirty million characters",
    "manifest.json",
    () => JSON.stringify({ id: "x".repeat(30_000_000) }),
    /manifest\.json: plain JSON: a text has 30000000 characters/,
  ],
])("%s in %s is found", async (_, name, change, words) => {
  expect((await rewritten(name, change)).join("\n")).toMatch(words);
});

test("a folder that says nothing but what was paid is believed in any layout of its JSON", async () => {
  expect(await rewritten("manifest.json", (text) => JSON.stringify(JSON.parse(text)))).toEqual([]);
});
