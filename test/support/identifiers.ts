import { existsSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";

/** Bytes by which a household could be recognised in a file of a vault. */
export interface Identifiers {
  readonly donor: number;
  /** the bytes, each with the name of what they are */
  readonly bytes: readonly (readonly [name: string, bytes: Buffer])[];
}

/**
 * As many random bytes are not in a file of a few megabytes by chance (less than 1 in 10⁸ for everything that a test searches).
 */
const PART_BYTES = 8;
/** How much of a sealed text identifies it: the initialisation vector and the first bytes after it. */
const SEALED = 48;

/** The identifiers of every household of a vault: of the receipt, the unit, the donor and the key, and of all sealed texts. */
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
 * Counts how many identifiers of these households are still in files, by kind. A part of an identifier is enough.
 *
 * @param files a database's write-ahead log, beside it, is searched as well
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
  const counts: Record<string, number> = {};
  for (const identifier of seen) {
    const [name] = identifiers[identifier] as Identifiers["bytes"][number];
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
