import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { LedgerEntry } from "../contract/chain.ts";
import type { ManifestHead } from "../contract/manifest.ts";
import { refusalOf } from "../contract/problem.ts";
import { DISTRIBUTIONS, MEASUREMENTS } from "../contract/tables.ts";
import type { Publication } from "../pipeline/index.ts";
import { hashFile, MANIFEST, openRelease, RELEASE_ID, writeRelease } from "../release/index.ts";
import { readManifest, readReport, readTableRows } from "../release/read.ts";
import { observationRows } from "../release/rows.ts";
import { withLock } from "./lock.ts";
import type { Release } from "./public.ts";

export type Shelf = ReturnType<typeof diskShelf>;

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
    manifests: async () => [...kept.values()].map((release) => release.manifest),
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
    /** manifests of all publications */
    manifests: (): Promise<ManifestHead[]> => Promise.all(ids().map((id) => readManifest(join(releases, id)))),
    /** The chains of publications whose ledger head is not among the known ones. A damaged publication is skipped. */
    chains: async (known: ReadonlySet<string>) => {
      const chains: { id: string; entries: readonly LedgerEntry[] }[] = [];
      for (const id of ids()) {
        const folder = join(releases, id);
        try {
          if (!known.has((await readManifest(folder)).ledger_head))
            chains.push({ id, entries: (await readReport(folder)).ledger });
        } catch (error) {
          // It is refused, by name, when something is published. Contributors who want to withdraw must not wait for that.
          refusalOf(error);
        }
      }
      return chains;
    },
    /**
     * The sha256 of a publication's manifest, and the hash of its draw's entry in the chain; null on a shelf in memory, which has
     * no files.
     */
    seal: async (id: string): Promise<{ readonly manifest: string; readonly ledgerHead: string } | null> => {
      const folder = join(releases, id);
      const { sha256 } = await hashFile(join(folder, MANIFEST));
      return { manifest: sha256, ledgerHead: (await readManifest(folder)).ledger_head };
    },
    /** Runs work while no other process publishes. */
    locked: <T>(work: () => Promise<T>): Promise<T> => withLock(lock, work),
  };
}
