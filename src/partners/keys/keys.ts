import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { isoDay } from "../../contract/period.ts";
import { faultRefusal } from "../../contract/problem.ts";
import { refuseShared } from "../../storage/files/private-file.ts";
import { openStore, type Schema, statementsOf } from "../../storage/sqlite/index.ts";
import type { PartnerKey } from "../dialect/access.ts";

/** Random bytes of a key. */
const KEY_BYTES = 32;
const ID_BYTES = 4;
/** Prefix by which scanners for leaked secrets recognise a key. */
const PREFIX = "vsp_";

/**
 * Partners' keys. The table has no secret: a hash of 256 random bits cannot be reversed. Each row is authenticated, but for the columns
 * that change: whoever writes the file would otherwise give themselves a key.
 */
const SCHEMA: Schema = [
  `
  CREATE TABLE partner_key (
    id           TEXT PRIMARY KEY,          -- 8 hexadecimal digits: the key's public name
    hash         BLOB NOT NULL UNIQUE,      -- SHA-256 of the key, 32 bytes
    organisation TEXT NOT NULL,
    may          TEXT NOT NULL,             -- JSON list of actions
    measures     TEXT,                      -- JSON list of measure names; null: all
    rate         INTEGER NOT NULL,          -- requests a minute
    attests      TEXT,                      -- version of the consent's text that the organisation attests; null: none
    created      TEXT NOT NULL,             -- YYYY-MM-DD UTC, as all days here
    expires      TEXT,                      -- the first day on which it opens nothing; null: never
    used         TEXT,                      -- the last day on which it opened anything, and nothing finer
    revoked      TEXT,                      -- since when it opens nothing; null: it stands
    tag          BLOB NOT NULL              -- HMAC-SHA-256 of all columns but used and revoked, under a key derived from the operator's
  ) WITHOUT ROWID;
  `,
];

/** A key as the operator sees it. Days are `YYYY-MM-DD` UTC. */
interface KeyRecord extends PartnerKey {
  readonly created: string;
  /** the first day on which it opens nothing */
  readonly expires: string | null;
  readonly used: string | null;
  readonly revoked: string | null;
}

export type NewKey = Omit<PartnerKey, "id"> & Pick<KeyRecord, "expires">;

/** A row of the table, with lists as JSON. */
type Row<T> = Omit<T, "may" | "measures"> & { readonly may: string; readonly measures: string | null };

function parseRow<T>(row: Row<T>): T {
  return { ...row, may: JSON.parse(row.may), measures: JSON.parse(row.measures ?? "null") } as T;
}

/** Makes the HMAC of a text under a key that is derived from the operator's. */
export type Authenticate = (text: string) => Buffer;

const BOUND = ["id", "hash", "organisation", "may", "measures", "rate", "attests", "created", "expires"] as const;
type BoundRow = Readonly<Record<(typeof BOUND)[number], unknown>>;

/** All of a row that its tag binds, as it lies in the table. */
function boundText(row: BoundRow): string {
  return JSON.stringify(
    BOUND.map((name) => (row[name] instanceof Uint8Array ? Buffer.from(row[name]).toString("hex") : row[name])),
  );
}

/** Hashes a key. It is 256 random bits, which nobody can guess, so neither salt nor slow hash is needed. */
const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

interface KeyRingOptions {
  readonly path: string;
  readonly clock: () => Date;
  readonly entropy: (n: number) => Uint8Array;
  readonly authenticate: Authenticate | null;
}

export type KeyRing = ReturnType<typeof openKeyRing>;

/**
 * Opens the keys of a home, and makes the file if needed. Changes are on the disk when a call returns.
 *
 * Long, for it has the SQL of each method.
 *
 * @param o.entropy random bytes: the operating system's generator outside tests
 * @param o.authenticate null: there is no operator's key here, so that keys are believed as they lie in the file, and none is added.
 *   Measures are taken only where there is one
 * @throws Refusal `storage-full`, `storage-failed`, `home-in-use`, as every method
 */
export function openKeyRing({ path, clock, entropy, authenticate }: KeyRingOptions) {
  refuseShared(path);
  const store = openStore(path, SCHEMA, { name: "the partners' keys" });
  const sql = statementsOf(store);
  const columns = "id, organisation, may, measures, rate, attests";
  const records = `${columns}, created, expires, used, revoked`;
  const today = () => isoDay(clock());
  const isForged = (row: BoundRow & { readonly tag: unknown }): boolean =>
    authenticate !== null && !(row.tag instanceof Uint8Array && authenticate(boundText(row)).equals(row.tag));
  return {
    /** The key that a secret opens now; undefined where it opens nothing. Notes the day as its last use. */
    find: (secret: string): PartnerKey | undefined => {
      const [day, hash] = [today(), hashOf(secret)];
      const row = store.read(() =>
        sql.get<Row<PartnerKey & Pick<KeyRecord, "used">> & BoundRow & { readonly tag: unknown }>(
          `SELECT ${columns}, hash, created, expires, tag, used FROM partner_key WHERE hash = ? AND revoked IS NULL AND coalesce(expires > ?, TRUE)`,
          hash,
          day,
        ),
      );
      // The secret's own hash, for a damaged index can lead to a row that has another.
      if (row === undefined || isForged({ ...row, hash })) return undefined;
      if (row.used !== day) store.write(() => sql.run("UPDATE partner_key SET used = ? WHERE id = ?", day, row.id));
      const { id, organisation, may, measures, rate, attests } = parseRow<PartnerKey>(row);
      return { id, organisation, may, measures, rate, attests };
    },
    /** Adds a key. @returns its secret, which is stored nowhere */
    add: ({ organisation, may, measures, rate, attests, expires }: NewKey) => {
      const id = Buffer.from(entropy(ID_BYTES)).toString("hex");
      const secret = `${PREFIX}${Buffer.from(entropy(KEY_BYTES)).toString("base64url")}`;
      if (authenticate === null) throw new TypeError("authenticate must be there to add a key; got null");
      const row = {
        id,
        hash: hashOf(secret),
        organisation,
        may: JSON.stringify(may),
        measures: measures && JSON.stringify(measures),
        rate,
        attests,
        created: today(),
        expires,
      };
      const values = [...BOUND.map((name) => row[name]), authenticate(boundText(row))];
      store.write(() =>
        sql.run(`INSERT INTO partner_key (${BOUND.join(", ")}, tag) VALUES (?${", ?".repeat(BOUND.length)})`, ...values),
      );
      return { id, secret };
    },
    /** How many keys were not made under the operator's key. They open nothing where measures are taken. */
    forged: (): number =>
      store.read(() => sql.all<BoundRow & { tag: unknown }>(`SELECT ${BOUND.join(", ")}, tag FROM partner_key`)).filter(isForged)
        .length,
    /** all keys, oldest first */
    list: (): KeyRecord[] =>
      store
        .read(() => sql.all<Row<KeyRecord>>(`SELECT ${records} FROM partner_key ORDER BY created, organisation, id`))
        .map(parseRow),
    /** Revokes a key: on return it opens nothing, in any process. @throws Refusal `invalid-parameter` for an unknown id */
    revoke: (id: string): KeyRecord => {
      const row = store.write(() =>
        sql.get<Row<KeyRecord>>(
          `UPDATE partner_key SET revoked = coalesce(revoked, ?) WHERE id = ? RETURNING ${records}`,
          today(),
          id,
        ),
      );
      if (row !== undefined) return parseRow(row);
      const detail = `id: must be that of a key, as "voisinage partner list" shows it; got ${JSON.stringify(id.slice(0, 16))}`;
      throw faultRefusal("invalid-parameter", { detail, parameter: "id" });
    },
    close: () => store.close(),
  };
}

/**
 * The keys as a server looks them up. The file is opened only once it exists: serving makes none, and a first key works on a
 * running server.
 */
export function keysAt(o: Parameters<typeof openKeyRing>[0]): Pick<KeyRing, "find" | "close"> {
  let ring: KeyRing | undefined;
  return {
    find: (secret) => {
      if (ring === undefined && existsSync(o.path)) ring = openKeyRing(o);
      return ring?.find(secret);
    },
    close: () => ring?.close(),
  };
}
