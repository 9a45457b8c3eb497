import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { Refusal } from "../../contract/problem.ts";
import { sharedFault } from "../../storage/files/private-file.ts";
import { openStore, type Store } from "../../storage/sqlite/index.ts";
import type { Action, PartnerKey } from "../dialect/access.ts";
import { KEYS_SCHEMA } from "./schema.ts";

/** Random bytes of a key. */
const KEY_BYTES = 32;
const ID_BYTES = 4;
/** Tells a key that was pasted where it does not belong, for scanners of leaked secrets. */
const PREFIX = "vsp_";

/** What the operator knows of a key. Days are `YYYY-MM-DD` UTC. */
export interface KeyRecord extends PartnerKey {
  readonly created: string;
  /** the first day on which it opens nothing */
  readonly expires: string | null;
  readonly used: string | null;
  readonly revoked: string | null;
}

export type NewKey = Omit<PartnerKey, "id"> & { readonly expires: string | null };

/** The keys of a home, on the disk when a call returns. */
export interface KeyRing {
  /** What a secret opens now, and notes the day; undefined where it opens nothing. */
  find(secret: string): PartnerKey | undefined;
  /** @returns the secret, which is nowhere else */
  add(key: NewKey): { readonly id: string; readonly secret: string };
  /** oldest first */
  list(): KeyRecord[];
  /** From when it returns, the key opens nothing, in no process. @throws Refusal `invalid-parameter` for an unknown id */
  revoke(id: string): KeyRecord;
  close(): void;
}

interface KeyRow {
  readonly id: string;
  readonly organisation: string;
  readonly may: string;
  readonly measures: string | null;
  readonly rate: number;
  readonly attests: string | null;
  readonly created: string;
  readonly expires: string | null;
  readonly used: string | null;
  readonly revoked: string | null;
}

function recordOf({ may, measures, ...row }: KeyRow): KeyRecord {
  return { ...row, may: JSON.parse(may) as Action[], measures: measures === null ? null : (JSON.parse(measures) as string[]) };
}

/** A key is 256 random bits: there is nothing to guess, and so nothing that a slow hash or a salt would slow down. */
const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/**
 * Opens the keys, creating the file where there is none.
 *
 * @param o.entropy random bytes: the operating system's generator outside of tests
 * @throws Refusal `storage-full`, `storage-failed`, `home-in-use`, as every method
 */
export function openKeyRing(o: { path: string; clock: () => Date; entropy: (n: number) => Uint8Array }): KeyRing {
  const fault = sharedFault(o.path);
  if (fault !== null) throw new Refusal("key-exposed", fault);
  const store = openStore(o.path, KEYS_SCHEMA, { name: "the partners' keys" });
  return ringOver(store, o);
}

function ringOver(store: Store, { clock, entropy }: { clock: () => Date; entropy: (n: number) => Uint8Array }): KeyRing {
  const columns = "id, organisation, may, measures, rate, attests, created, expires, used, revoked";
  const byHash = store.prepare<[Buffer], KeyRow>(`SELECT ${columns} FROM partner_key WHERE hash = ?`);
  const byId = store.prepare<[string], KeyRow>(`SELECT ${columns} FROM partner_key WHERE id = ?`);
  const all = store.prepare<[], KeyRow>(`SELECT ${columns} FROM partner_key ORDER BY created, organisation, id`);
  const use = store.prepare<[string, string]>("UPDATE partner_key SET used = ? WHERE id = ?");
  const revoke = store.prepare<[string, string]>("UPDATE partner_key SET revoked = coalesce(revoked, ?) WHERE id = ?");
  const insert = store.prepare<[string, Buffer, string, string, string | null, number, string | null, string, string | null]>(
    "INSERT INTO partner_key (id, hash, organisation, may, measures, rate, attests, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const today = () => clock().toISOString().slice(0, 10);
  return {
    find: (secret) => {
      const row = store.read(() => byHash.get(hashOf(secret)));
      const day = today();
      if (row === undefined || row.revoked !== null || (row.expires !== null && row.expires <= day)) return undefined;
      if (row.used !== day) store.write(() => use.run(day, row.id));
      const { id, organisation, may, measures, rate, attests } = recordOf(row);
      return { id, organisation, may, measures, rate, attests };
    },
    add: ({ organisation, may, measures, rate, attests, expires }) => {
      const id = Buffer.from(entropy(ID_BYTES)).toString("hex");
      const secret = `${PREFIX}${Buffer.from(entropy(KEY_BYTES)).toString("base64url")}`;
      const list = measures === null ? null : JSON.stringify(measures);
      store.write(() => insert.run(id, hashOf(secret), organisation, JSON.stringify(may), list, rate, attests, today(), expires));
      return { id, secret };
    },
    list: () => store.read(() => all.all()).map(recordOf),
    revoke: (id) => {
      const row = store.write(() => {
        revoke.run(today(), id);
        return byId.get(id);
      });
      if (row === undefined) {
        const detail = `id: must be that of a key, as "voisinage partner list" shows it; got ${JSON.stringify(id.slice(0, 16))}`;
        throw new Refusal("invalid-parameter", detail, [{ detail, parameter: "id" }]);
      }
      return recordOf(row);
    },
    close: () => store.close(),
  };
}

/**
 * The keys as a server asks for them: opened when there are any, so that serving makes no file, and a first key opens a
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
