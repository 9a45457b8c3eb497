// The chains of one commons that several releases and logs carry: each must be a beginning of the next.

import { type LedgerEntry, NO_HOME } from "../contract/chain.ts";
import type { Finding } from "../release/index.ts";

/** A chain, and the release or the log that carries it. */
export interface CarriedChain {
  /** the folder of the release or the file of the log */
  readonly source: string;
  /** the file in which the chain stands */
  readonly file: string;
  readonly commons: string;
  readonly name: string;
  /** territory and name of the commons, by which it is known even where somebody exchanged its id and first entry; null for a log */
  readonly title: string | null;
  readonly entries: readonly LedgerEntry[];
  /** null for a log; `digest` covers every file's name and hash */
  readonly release: { readonly id: string; readonly digest: string } | null;
}

/**
 * Groups chains by commons, the shortest first. Chains are of one commons when they share its id, the territory and the name, or
 * the first entry.
 */
export function byCommons(chains: readonly CarriedChain[]) {
  const isSame = (a: CarriedChain, b: CarriedChain) =>
    (a.commons !== NO_HOME && a.commons === b.commons) ||
    (a.title !== null && a.title === b.title) ||
    (a.entries[0] !== undefined && a.entries[0].hash === b.entries[0]?.hash);
  let groups: CarriedChain[][] = [];
  for (const chain of chains) {
    const joined = groups.filter((group) => group.some((other) => isSame(chain, other)));
    groups = [...groups.filter((group) => !joined.includes(group)), [...joined.flat(), chain]];
  }
  return groups.map((group) => group.sort((a, b) => a.entries.length - b.entries.length));
}

/** Whether one of two chains is a beginning of the other. An empty one begins any. */
export function chainsAgree(one: readonly LedgerEntry[], other: readonly LedgerEntry[]): boolean {
  const last = Math.min(one.length, other.length) - 1;
  return one[last]?.hash === other[last]?.hash;
}

/** Each chain of one commons must begin the next longer one, and an id must be one release's. */
export function chainFindings(group: readonly CarriedChain[]): Finding[] {
  return group.flatMap((one, i) => {
    const { release, file } = one;
    const twin = group
      .slice(0, i)
      .find((other) => release && other.release?.id === release.id && other.release.digest !== release.digest);
    const shorter = group[i - 1];
    const details = [
      twin ? `${release?.id} is also the release in ${twin.source}, with other files` : null,
      shorter ? forkOf(shorter, one) : null,
    ];
    return details.flatMap((detail) => (detail === null ? [] : [{ file, promise: "one chain", detail }]));
  });
}

/** The first entry in which a longer chain does not go on from a shorter one. */
function forkOf(shorter: CarriedChain, longer: CarriedChain): string | null {
  const i = shorter.entries.findIndex((entry, at) => entry.hash !== longer.entries[at]?.hash);
  const theirs = shorter.entries[i];
  if (!theirs) return null;
  const elsewhere = longer.entries.find(({ hash }) => hash === theirs.hash);
  const moved = elsewhere ? `; that is entry ${elsewhere.seq} here` : "";
  return `entry ${i + 1} is ${describe(longer.entries[i])}; in ${shorter.source} it is ${describe(theirs)}${moved}`;
}

function describe(entry: LedgerEntry | undefined): string {
  if (!entry) return "none";
  return `"${entry.kind}" ${"publication" in entry ? entry.publication : entry.year}, ${entry.hash.slice(0, 12)}…`;
}
