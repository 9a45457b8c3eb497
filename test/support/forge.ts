import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../src/contract/canonical.ts";
import type { Reading } from "../../src/contract/donation.ts";
import {
  type LedgerEntry,
  type ManifestHead,
  manifestSchema,
  type PrivacyReport,
  privacyReportSchema,
} from "../../src/contract/manifest.ts";
import { parsePeriod } from "../../src/contract/period.ts";
import type { SettingsInput } from "../../src/contract/settings.ts";
import type { ReleaseTables } from "../../src/contract/tables.ts";
import { entryHash } from "../../src/ledger/chain.ts";
import { allowedIn, spendOf } from "../../src/ledger/index.ts";
import { type Publication, type PublicationContext, publish, publishRevision } from "../../src/pipeline/index.ts";
import { severalCosts } from "../../src/pipeline/report.ts";
import { parse } from "../../src/privacy/index.ts";
import { oddsOf } from "../../src/privacy/odds/index.ts";
import { canonicalHash, type Finding, hashFile, writeRelease } from "../../src/release/index.ts";
import type { TerritoryInput } from "../../src/territory/index.ts";
import type { SnapshotHousehold } from "../../src/vault/index.ts";
import { documentsOf } from "../../src/verify/documents.ts";
import { publishedFatesDigest } from "../../src/verify/fates.ts";
import { verifyRelease } from "../../src/verify/index.ts";
import { contentFindings } from "../../src/verify/verify.ts";
import { chained, drawDigest } from "./chain.ts";
import { seededEntropy } from "./entropy.ts";
import { folderOfFile } from "./folder.ts";
import { household, months, planOf, publicationContextOf } from "./pipeline.ts";
import { gridTerritory } from "./territory.ts";

export { chained } from "./chain.ts";

/** A genuine publication whose every part may be changed. */
export interface Forgery {
  id: string;
  tables: { -readonly [Name in keyof ReleaseTables]: Mutable<ReleaseTables[Name][number]>[] };
  head: Mutable<ManifestHead>;
  report: Mutable<PrivacyReport>;
}
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends object ? Mutable<T[Key]> : T[Key] };

/** Settings under which a small town publishes nearly everything. */
export const GENEROUS: SettingsInput = { measures: ["water.volume", "electricity.energy"], k: 5, budget: { epsilon: 10 } };

/** Households of all sizes, `perLeaf` in each leaf but the last. The last has `last`, by default too few to be published. */
function townsfolk(leaves: readonly string[], perLeaf = 120, last = 4): SnapshotHousehold[] {
  const sizes = ["1", "2", "3", "4", "5+", "unknown"];
  return leaves.flatMap((area, l) =>
    Array.from({ length: l === leaves.length - 1 ? last : perLeaf }, (_, i): SnapshotHousehold => {
      const readings: Reading[] = [...months(6000 + 37 * i), ...months(200_000 + 991 * i, "electricity.energy")];
      return household(l * 1000 + i, area, readings, { size: sizes[i % 6] as "1", heating: i % 2 === 0 ? "gas" : "electric" });
    }),
  );
}

/** The context that publishes a town, by default of two middle areas of three leaves each. */
export function town(
  o: { seed?: string; settings?: SettingsInput; territory?: TerritoryInput; perLeaf?: number; last?: number } = {},
): PublicationContext {
  const territory = o.territory ?? gridTerritory(2, 3);
  const leaves = territory.areas.filter(({ level }) => level === territory.levels.at(-1)).map(({ code }) => code);
  return publicationContextOf(planOf(territory, o.settings ?? GENEROUS), townsfolk(leaves, o.perLeaf, o.last), {
    random: seededEntropy(o.seed ?? "forge"),
  });
}

/** Makes publications one after the other; `YYYY-r1` may be one of them. */
export async function publications(context: PublicationContext, ids: readonly string[]): Promise<Publication[]> {
  const made: Publication[] = [];
  for (const id of ids)
    made.push(
      id.endsWith("-r1") ? await publishRevision(context, Number(id.slice(0, 4))) : await publish(context, parsePeriod(id)),
    );
  return made;
}

/** A folder for forgeries, removed after the test file. */
export function workshop() {
  const root = folderOfFile();
  let made = 0;
  return { root, place: () => join(root, String(made++)) };
}

/** A changed publication as a forger would make it: complete, and with a chain that fits. */
function forged(genuine: Publication, change?: (forgery: Forgery) => void): Publication {
  const forgery = structuredClone(genuine) as unknown as Forgery;
  change?.(forgery);
  redraw(genuine, forgery);
  return forgery as unknown as Publication;
}

/** Writes a changed publication as a forger would: complete, and with every hash fitting. @returns its folder */
export async function forge(place: string, genuine: Publication, change?: (forgery: Forgery) => void): Promise<string> {
  const { id, tables, head, report } = forged(genuine, change);
  await writeRelease({ folder: place, id, tables, manifest: head, report });
  return join(place, id);
}

/** Changes the last entry of the chain so that it states the forged noisy figures and fates as the draw. */
function redraw(genuine: Publication, forgery: Forgery): void {
  const { report, head, tables } = forgery as unknown as Publication;
  const last = report.ledger.at(-1);
  const before = drawDigest(genuine.tables, genuine.head.draw);
  if (head.draw.fates === genuine.head.draw.fates)
    Object.assign(forgery.head.draw, { fates: publishedFatesDigest(head, tables.observations) });
  const digest = drawDigest(tables, head.draw);
  if (digest === before || last?.kind !== "drawn" || last.digest !== before) return;
  const drawn = { ...last, digest };
  const hash = entryHash(drawn);
  if (forgery.head.ledger_head === last.hash) forgery.head.ledger_head = hash;
  forgery.report.ledger.splice(-1, 1, { ...drawn, hash } as never);
}

/** The findings of `verify` on a forged publication in a folder. */
export async function found(place: string, genuine: Publication, change?: (forgery: Forgery) => void): Promise<string[]> {
  return findings(await forge(place, genuine, change));
}

export async function findings(folder: string): Promise<string[]> {
  return inWords(await verifyRelease(folder));
}

/**
 * The same of what a forged publication says in documents and rows, in no folder: to write and read its eight files takes four times as
 * long as to check it. Faults of files (a row twice, a value that a column may not hold) are found in a folder alone.
 */
export async function foundWithin(genuine: Publication, change?: (forgery: Forgery) => void): Promise<string[]> {
  const { tables, head, report } = forged(genuine, change);
  const rows = Object.fromEntries(Object.entries(tables).map(([name, { length }]) => [name, length]));
  const written = asWritten(manifestSchema.parse({ ...head, rows, files: [] }));
  const documents = () =>
    documentsOf(manifestSchema.parse(written), privacyReportSchema.parse(asWritten(report)), written.settings as Json);
  return inWords(await contentFindings(documents, async () => ({ tables, findings: [] })));
}

const asWritten = (document: object): Record<string, unknown> => JSON.parse(JSON.stringify(document));

const inWords = (all: readonly Finding[]) => all.map(({ file, promise, detail }) => `${file}: ${promise}: ${detail}`);

/** Changes entries of the ledger, and then everything that follows from them: hashes, head, and what was spent. */
export function rewrite(forgery: Forgery, change: (entry: LedgerEntry) => object): void {
  const entries = chained(forgery.report.ledger.map((entry) => change(entry as LedgerEntry)));
  const { head, report } = forgery;
  report.ledger = entries;
  head.ledger_head = entries.at(-1)?.hash ?? "";
  const opened = entries.find((entry) => entry.kind === "opened" && entry.year === head.year);
  if (opened?.kind !== "opened") return;
  const conversion = parse(opened.conversion);
  const ownEntries = entries.filter((entry) => entry.kind === "debit" && entry.publication === head.id);
  const ofYear = entries.filter((entry) => entry.year === head.year);
  head.privacy.year = spendOf(ofYear, conversion, entries);
  head.privacy.lifetime = spendOf(entries, conversion, entries);
  head.privacy.this_release = spendOf(ownEntries, conversion, entries);
  head.privacy.epsilon_allowed = opened.epsilon;
  head.privacy.odds_allowed = oddsOf(allowedIn(entries, opened));
  report.several.costs = severalCosts(head.privacy.year.rho, conversion);
  restate(forgery);
}

/** Copies what the manifest says was spent into the report. */
export function restate({ head, report }: Forgery): void {
  const { year, lifetime, this_release, ...allowed } = head.privacy;
  Object.assign(report, { lifetime, this_release, year: { ...year, year: head.year, ...allowed } });
}

/** Writes the hashes of the files as they now are into the manifest. */
export async function reseal(folder: string): Promise<void> {
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8"));
  for (const file of manifest.files) Object.assign(file, await hashFile(join(folder, file.name)));
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** A digest that no file and no entry has. */
export const UNRELATED_DIGEST = canonicalHash("nobody's");
