import { type LedgerEntry, NO_HOME } from "../contract/chain.ts";
import type { Finding } from "../release/folder.ts";

/** A chain, and what carries it: a release, or a log. */
export interface ChainOf {
  /** the folder or the file */
  readonly source: string;
  /** the file in which the chain stands */
  readonly file: string;
  readonly commons: string;
  readonly name: string;
  /** the territory and the commons' name: a commons whose id and first entry were exchanged is still called what it is called; null of a log */
  readonly title: string | null;
  readonly entries: readonly LedgerEntry[];
  readonly release: { readonly id: string /** of every file's name and hash */; readonly files: string } | null;
}

/**
 * Chains by commons, the shortest first. They are of one commons when they have its id in common, the territory and the name,
 * or the first entry.
 */
export function together(chains: readonly ChainOf[]): ChainOf[][] {
  const groups: ChainOf[][] = [];
  for (const one of chains) {
    const same = (other: ChainOf) =>
      (one.commons !== NO_HOME && other.commons === one.commons) ||
      (one.title !== null && other.title === one.title) ||
      (one.entries[0] !== undefined && other.entries[0]?.hash === one.entries[0].hash);
    const joined = groups.filter((group) => group.some(same));
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push([...joined.flat(), one]);
  }
  return groups.map((group) => group.sort((a, b) => a.entries.length - b.entries.length));
}

export function chainFindings(group: readonly ChainOf[]): Finding[] {
  const findings: Finding[] = [];
  const say = (at: ChainOf, detail: string) => findings.push({ file: at.file, promise: "one chain", detail });
  const ids = new Map<string, ChainOf>();
  for (const [i, one] of group.entries()) {
    if (one.release) {
      const twin = ids.get(one.release.id);
      if (twin && twin.release?.files !== one.release.files)
        say(one, `${one.release.id} is also the release in ${twin.source}, with other files`);
      ids.set(one.release.id, one);
    }
    const before = group[i - 1];
    const fork = before && forkOf(before, one);
    if (fork) say(one, fork);
  }
  return findings;
}

/** The shorter chain must begin the longer one; where it does not, the first entry that differs. */
function forkOf(shorter: ChainOf, longer: ChainOf): string | null {
  const i = shorter.entries.findIndex((entry, at) => entry.hash !== longer.entries[at]?.hash);
  if (i < 0) return null;
  const [theirs, ours] = [shorter.entries[i] as LedgerEntry, longer.entries[i]];
  const elsewhere = longer.entries.find(({ hash }) => hash === theirs.hash);
  const moved = elsewhere ? `; that is entry ${elsewhere.seq} here` : "";
  return `entry ${i + 1} is ${told(ours)}; in ${shorter.source} it is ${told(theirs)}${moved}`;
}

function told(entry: LedgerEntry | undefined): string {
  if (!entry) return "none";
  const what = "publication" in entry ? entry.publication : entry.year;
  return `"${entry.kind}" ${what}, ${entry.hash.slice(0, 12)}…`;
}
