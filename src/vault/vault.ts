import { timingSafeEqual } from "node:crypto";
import { Refusal } from "../contract/problem.ts";
import { openStore, type Store } from "../store/index.ts";
import { type Desk, guarded, pooled } from "./desk.ts";
import { donationDesk } from "./donate.ts";
import { erasingDesk } from "./erase.ts";
import { deriveKeys, type VaultKeys } from "./keys.ts";
import { openMonths } from "./months.ts";
import { outsideDesk } from "./outside.ts";
import { receiptOf } from "./receipt.ts";
import { openRecords } from "./records.ts";
import type { Retention } from "./retention.ts";
import { rightsDesk } from "./rights.ts";
import { VAULT_SCHEMA } from "./schema.ts";
import { snapshotDesk } from "./snapshot.ts";
import { statusDesk } from "./status.ts";
import type { DonationResult, Vault } from "./types.ts";

/** Remembers the key that a new vault is opened with, and knows it again. */
function checkKey(store: Store, keys: VaultKeys, path: string): void {
  const known = store.prepare<[], { value: Buffer }>("SELECT value FROM fact WHERE name = 'key_check'");
  const remember = store.prepare<[Buffer]>(
    "INSERT INTO fact (name, value) VALUES ('key_check', ?) ON CONFLICT (name) DO NOTHING",
  );
  let row = store.read(() => known.get());
  if (row === undefined) {
    row = store.write(() => {
      remember.run(keys.check);
      return known.get();
    });
  }
  if (row === undefined || row.value.length !== keys.check.length || !timingSafeEqual(row.value, keys.check)) {
    throw new Refusal("key-wrong", `the operator's key is not the one that ${path} was made with`);
  }
}

/**
 * Opens the vault, creating it where there is none.
 *
 * @param o.path the database's file, or `:memory:`
 * @param o.key the operator's key, 32 bytes; every donor's key is wrapped under it
 * @param o.entropy random bytes for keys, receipts and IVs: the operating system's generator outside of tests
 * @param o.retentionMonths how long a donation is kept after its receipt by this clock; a function where that may change
 * @param o.busyTimeout how long it waits for another process, in milliseconds; 5 000 when absent
 * @throws Refusal `key-wrong` where the vault was made with another key
 * @throws Refusal `storage-full`, `storage-failed`, `home-in-use` where the file cannot be used
 */
export function openVault(o: {
  path: string;
  key: Uint8Array;
  clock: () => Date;
  entropy: (n: number) => Uint8Array;
  retentionMonths: number | (() => Retention);
  busyTimeout?: number;
}): Vault {
  const keys = deriveKeys(o.key);
  const store = guarded(() => openStore(o.path, VAULT_SCHEMA, o.busyTimeout === undefined ? {} : { busyTimeout: o.busyTimeout }));
  try {
    return guarded(() => {
      checkKey(store, keys, o.path);
      const months = o.retentionMonths;
      const retention = typeof months === "number" ? (): Retention => [months] : months;
      return vaultOver({ store, keys, clock: o.clock, draw: pooled(o.entropy), retention });
    });
  } catch (error) {
    store.close();
    throw error;
  }
}

function vaultOver(desk: Desk): Vault {
  const { store } = desk;
  const months = openMonths(desk);
  const records = openRecords(desk, months);
  const put = donationDesk(desk, records);
  const erasing = erasingDesk(desk, records, months);
  const rights = rightsDesk(desk, records, erasing);
  const status = statusDesk(desk);
  erasing.settle();
  const outside = outsideDesk(desk);
  return {
    donate: (donation, options = {}) => guarded(() => store.write(() => put({ donation, ...options }))),
    donateAll: (items, beforeCommit) =>
      guarded(() =>
        store.write(() => {
          const results = Array.from(items, put);
          beforeCommit?.(results);
          return results;
        }),
      ),
    donateEach: (items) =>
      guarded(() =>
        store.write(() =>
          Array.from(items, (item): DonationResult | Refusal => {
            try {
              return put(item);
            } catch (error) {
              if (error instanceof Refusal) return error;
              throw error;
            }
          }),
        ),
      ),
    receiptOf: (idempotency) => receiptOf(desk.keys, idempotency),
    show: (receipt) => guarded(() => rights.show(receipt)),
    stored: (receipt) => guarded(() => rights.stored(receipt)),
    weigh: (receipt) => guarded(() => rights.weigh(receipt)),
    pause: (receipt) => guarded(() => rights.setPaused(receipt, true)),
    resume: (receipt) => guarded(() => rights.setPaused(receipt, false)),
    object: (receipt, domains) => guarded(() => rights.object(receipt, domains)),
    remove: (receipt, readings) => guarded(() => rights.remove(receipt, readings)),
    withdraw: (receipt) => guarded(() => rights.withdraw(receipt)),
    snapshot: snapshotDesk(desk),
    outside: (isLeaf) => guarded(() => outside(isLeaf)),
    expire: () => guarded(() => erasing.expire().donations),
    expirePart: () => guarded(() => erasing.expirePart()),
    prepare: () => guarded(erasing.prepare),
    erase: ({ trustClock = false } = {}) => guarded(() => erasing.erase(trustClock)),
    status: () => guarded(status),
    close: () => store.close(),
  };
}
