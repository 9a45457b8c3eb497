import type { LedgerEntry } from "../../contract/chain.ts";
import { canonicalHash } from "../hash.ts";
import type { Finding } from "./finding.ts";
import { type Verified, verifyFolder } from "./verify.ts";

/** What is found of several releases: of each by itself, and of the chains of those that are one commons'. */
export interface Compared {
  readonly releases: readonly { readonly folder: string; readonly findings: readonly Finding[] }[];
  /** of each commons: its releases, the shortest chain first, and where their chains contradict each other */
  readonly commons: readonly {
    readonly name: string;
    readonly folders: readonly string[];
    readonly findings: readonly Finding[];
  }[];
}

interface Chained {
  readonly folder: string;
  readonly id: string;
  readonly name: string;
  /** the territory and the commons' name: a commons whose first entry was exchanged is still called what it is called */
  readonly title: string;
  readonly entries: readonly LedgerEntry[];
  /** of every file's name and hash */
  readonly files: string;
}

/**
 * Checks each release by itself, and holds the chains of one commons' releases against each other: of two, one must begin the
 * other. Releases are of one commons when they have the territory and the name in common, or the first entry of the chain.
 *
 * @param folders of releases
 */
export async function verifyReleases(folders: readonly string[]): Promise<Compared> {
  const releases: { folder: string; findings: readonly Finding[] }[] = [];
  const chained: Chained[] = [];
  for (const folder of folders) {
    const { findings, manifest, report } = await verifyFolder(folder);
    releases.push({ folder, findings });
    if (manifest && report) chained.push(chainOf(folder, manifest, report));
  }
  const commons = together(chained).map((ofOne) => ({
    name: ofOne[0]?.name ?? "",
    folders: ofOne.map(({ folder }) => folder),
    findings: chainFindings(ofOne),
  }));
  return { releases, commons };
}

function chainOf(folder: string, manifest: NonNullable<Verified["manifest"]>, report: NonNullable<Verified["report"]>): Chained {
  const { settings, territory, id, files } = manifest;
  const title = JSON.stringify([territory.id, settings.name.fr, settings.name.en]);
  return { folder, id, name: settings.name.en, title, entries: report.ledger, files: canonicalHash(files) };
}

/** Releases by commons, each with the shortest chain first. */
function together(chained: readonly Chained[]): Chained[][] {
  const groups: Chained[][] = [];
  for (const one of chained) {
    const same = (other: Chained) =>
      other.title === one.title || (one.entries[0] && other.entries[0]?.hash === one.entries[0].hash);
    const joined = groups.filter((group) => group.some(same));
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push([...joined.flat(), one]);
  }
  return groups.map((group) => group.sort((a, b) => a.entries.length - b.entries.length));
}

function chainFindings(group: readonly Chained[]): Finding[] {
  const findings: Finding[] = [];
  const say = (at: Chained, detail: string) =>
    findings.push({ file: `${at.folder}/privacy-report.json`, promise: "one chain", detail });
  const ids = new Map<string, Chained>();
  for (const [i, one] of group.entries()) {
    const twin = ids.get(one.id);
    if (twin && twin.files !== one.files) say(one, `${one.id} is also the release in ${twin.folder}, with other files`);
    ids.set(one.id, one);
    const before = group[i - 1];
    const fork = before && forkOf(before, one);
    if (fork) say(one, fork);
  }
  return findings;
}

/** The shorter chain must begin the longer one; where it does not, the first entry that differs. */
function forkOf(shorter: Chained, longer: Chained): string | null {
  const i = shorter.entries.findIndex((entry, at) => entry.hash !== longer.entries[at]?.hash);
  if (i < 0) return null;
  const [theirs, ours] = [shorter.entries[i] as LedgerEntry, longer.entries[i]];
  const elsewhere = longer.entries.find(({ hash }) => hash === theirs.hash);
  const moved = elsewhere ? `; that is entry ${elsewhere.seq} here` : "";
  return `entry ${i + 1} is ${told(ours)}; in ${shorter.folder} it is ${told(theirs)}${moved}`;
}

function told(entry: LedgerEntry | undefined): string {
  if (!entry) return "none";
  const what = "publication" in entry ? entry.publication : entry.year;
  return `"${entry.kind}" ${what}, ${entry.hash.slice(0, 12)}…`;
}
