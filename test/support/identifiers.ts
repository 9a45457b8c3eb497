import { existsSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";

/** Bytes by which a household could be known in a vault's file. */
export interface Identifiers {
  readonly donor: number;
  /** what they are, and their bytes */
  readonly bytes: readonly (readonly [name: string, bytes: Buffer])[];
}

/** Random bytes this short are in no file of a few megabytes by chance (less than 1 in 10⁸ for all of a test’s). */
const PART_BYTES = 8;
/** The beginning of a sealed text identifies it: the initialisation vector and the first bytes after it. */
const SEALED = 48;

/** The identifiers of every household in a vault: of the receipt, the unit, the donor, the key, and all that is sealed. */
export function identifiersIn(path: string): Map<number, Identifiers> {
  const db = new Database(path, { readonly: true });
  try {
    const donors = db
      .prepare<[], Record<"id" | "lookup" | "unit" | "wrapped", Buffer> & { donor: number }>(
        "SELECT donor, id, lookup, unit, wrapped FROM donor JOIN key_slot USING (donor)",
      )
      .all();
    const sealed = db
      .prepare<[], { donor: number; sealed: Buffer }>(
        "SELECT donor, sealed FROM donation UNION ALL SELECT donor, sealed FROM year_use UNION ALL SELECT donor, objection FROM donor WHERE objection IS NOT NULL",
      )
      .all();
    const texts = new Map<number, Buffer[]>();
    for (const row of sealed) texts.set(row.donor, [...(texts.get(row.donor) ?? []), row.sealed.subarray(0, SEALED)]);
    return new Map(
      donors.map(({ donor, ...columns }) => [
        donor,
        {
          donor,
          bytes: [...Object.entries(columns), ...(texts.get(donor) ?? []).map((text) => ["sealed", text] as const)],
        },
      ]),
    );
  } finally {
    db.close();
  }
}

/**
 * Counts the identifiers of households that are left in files, by kind; part of one is enough.
 *
 * @param files a database has its write-ahead log beside it, which is searched as well
 */
export function leftOf(households: Iterable<Identifiers>, ...files: readonly string[]): Record<string, number> {
  const identifiers = [...households].flatMap(({ bytes }) => bytes);
  const parts = new Map<number, { readonly rest: number; readonly identifier: number }[]>();
  for (const [identifier, [, bytes]] of identifiers.entries())
    for (let at = 0; at + PART_BYTES <= bytes.length; at += PART_BYTES) {
      const first = bytes.readUInt32BE(at);
      parts.set(first, [...(parts.get(first) ?? []), { rest: bytes.readUInt32BE(at + 4), identifier }]);
    }
  const seen = new Set<number>();
  for (const file of files.flatMap((path) => [path, `${path}-wal`]).filter((path) => existsSync(path))) {
    const bytes = readFileSync(file);
    for (let at = 0; at + PART_BYTES <= bytes.length; at += 1) {
      const known = parts.get(bytes.readUInt32BE(at));
      if (known === undefined) continue;
      const rest = bytes.readUInt32BE(at + 4);
      for (const part of known) if (part.rest === rest) seen.add(part.identifier);
    }
  }
  const found: Record<string, number> = {};
  for (const identifier of seen) {
    const [name] = identifiers[identifier] as Identifiers["bytes"][number];
    found[name] = (found[name] ?? 0) + 1;
  }
  return found;
}
