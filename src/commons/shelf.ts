import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type LedgerEntry, ofKind } from "../contract/chain.ts";
import { DISTRIBUTIONS, MEASUREMENTS } from "../contract/tables.ts";
import type { Publication } from "../pipeline/index.ts";
import { openRelease, RELEASE_ID, writeRelease } from "../release/index.ts";
import { readManifest, readTableRows } from "../release/read.ts";
import { observationRows } from "../release/rows.ts";
import { withLock } from "./lock.ts";
import type { Release } from "./public.ts";
import { chainOfRelease, type FoundChain, signedRelease } from "./signed-chains.ts";

export type Shelf = ReturnType<typeof diskShelf>;

interface Seal {
  readonly manifest: string;
  readonly ledgerHead: string;
  readonly fault: string | null;
}

/** Keeps publications in memory. */
export function memoryShelf(): Shelf {
  const kept = new Map<string, Release>();
  return {
    find: async (id) => kept.get(id) ?? null,
    keep: async ({ id, tables, head }) => {
      const release = { id, ...tables, manifest: head };
      kept.set(id, release);
      return release;
    },
    ids: async () => [...kept.keys()].sort(),
    heads: async () => [...kept.values()].map(({ id, manifest }) => ({ id, ledger_head: manifest.ledger_head })),
    chains: async () => [],
    seal: async () => null,
    locked: (work) => work(),
  };
}

/** Ids of the publications in `HOME/releases`, sorted. */
export function shelfIds(releases: string): string[] {
  if (!existsSync(releases)) return [];
  return readdirSync(releases)
    .filter((name) => RELEASE_ID.test(name))
    .sort();
}

/**
 * Keeps publications as folders in `HOME/releases`.
 *
 * @param sign makes the detached signature of a manifest's bytes
 */
export function diskShelf(releases: string, lock: string, sign: (manifest: Uint8Array) => Promise<string>) {
  const ids = () => shelfIds(releases);
  return {
    find: async (id: string): Promise<Release | null> => {
      const folder = join(releases, id);
      if (!existsSync(folder)) return null;
      const { manifest, observations, groups } = await openRelease(folder);
      const { measurements = [], distributions = [] } = await readTableRows(folder, [MEASUREMENTS, DISTRIBUTIONS]);
      return { id, manifest, observations: observationRows(observations), measurements, distributions, groups };
    },
    /** Writes the publication, whole or not at all; it never changes again. */
    keep: async ({ id, tables, head, report }: Publication): Promise<Release> => {
      const manifest = await writeRelease({ folder: releases, id, tables, manifest: head, report, sign });
      return { id, ...tables, manifest };
    },
    ids: async (): Promise<readonly string[]> => ids(),
    /** Of each publication, by the name of its folder, the hash of the entry that it says was its draw. */
    heads: () =>
      Promise.all(ids().map(async (id) => ({ id, ledger_head: (await readManifest(join(releases, id))).ledger_head }))),
    /** The chains of publications whose ledger head is not among the known ones. */
    chains: async (known: ReadonlySet<string>): Promise<FoundChain[]> => {
      const chains: FoundChain[] = [];
      for (const id of ids()) {
        const folder = join(releases, id);
        const head = await readManifest(folder).then(
          ({ ledger_head }) => ledger_head,
          () => undefined,
        );
        if (head === undefined || !known.has(head)) chains.push(await chainOfRelease(id, folder));
      }
      return chains;
    },
    /**
     * The sha256 of a publication's manifest, the hash of its draw's entry in the chain, and why its signature does not verify; null
     * on a shelf in memory, which has no files.
     *
     * @param entries the ledger's chain
     */
    seal: async (id: string, entries: readonly LedgerEntry[]): Promise<Seal | null> => {
      const drawn = ofKind(entries, "drawn").find(({ publication }) => publication === id);
      const { manifest, hash, fault } = await signedRelease(join(releases, id), entries.slice(0, drawn?.seq), entries);
      return { manifest: hash, ledgerHead: manifest.ledger_head, fault };
    },
    /** Runs work while no other process publishes. */
    locked: <T>(work: () => Promise<T>): Promise<T> => withLock(lock, work),
  };
}
