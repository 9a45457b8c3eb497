import { timingSafeEqual } from "node:crypto";
import type { Machine } from "../contract/doubt.ts";
import { Refusal } from "../contract/problem.ts";
import { storageRefusal } from "../contract/storage.ts";
import { openStore, type Store } from "../store/index.ts";
import { type Acts, type ActsFile, counterOf, openActs, repeatActs } from "./acts.ts";
import { auditDesk } from "./audit.ts";
import { type Desk, guarded, pooled } from "./desk.ts";
import { donationDesk } from "./donate.ts";
import { erasingDesk } from "./erase.ts";
import { freezeDesk } from "./freeze.ts";
import { deriveKeys, type VaultKeys } from "./keys.ts";
import { type Months, openMonths } from "./months.ts";
import { outsideDesk } from "./outside.ts";
import { receiptOf } from "./receipt.ts";
import { openRecords, type Records } from "./records.ts";
import type { Retention } from "./retention.ts";
import { rightsDesk } from "./rights.ts";
import { VAULT_SCHEMA } from "./schema.ts";
import { snapshotDesk } from "./snapshot.ts";
import { statusDesk } from "./status.ts";
import type { DonationResult, Repeated, Vault } from "./types.ts";

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
 * Binds a vault to its commons: another's, under the same operator's key, is not taken for it. One that a former version
 * made is bound when it is first opened.
 */
function checkCommons(store: Store, commons: string, path: string): void {
  const known = store.prepare<[], { value: Buffer }>("SELECT value FROM fact WHERE name = 'commons'");
  const remember = store.prepare<[Buffer]>("INSERT INTO fact (name, value) VALUES ('commons', ?) ON CONFLICT (name) DO NOTHING");
  if (store.read(() => known.get()) === undefined) store.write(() => remember.run(Buffer.from(commons)));
  const own = store.read(() => known.get())?.value.toString();
  if (own !== commons) throw storageRefusal("foreign", path, `the vault is of commons ${own}, and the home is ${commons}`);
}

/**
 * Opens the vault.
 *
 * @param o.path the database's file, or `:memory:`
 * @param o.key the operator's key, 32 bytes; every donor's key is wrapped under it
 * @param o.machine whose uptime a doubted clock is held against
 * @param o.entropy random bytes for keys, receipts and IVs: the operating system's generator outside of tests
 * @param o.retentionMonths how long a donation is kept after its receipt by this clock; a function where that may change
 * @param o.busyTimeout how long it waits for another process, in milliseconds; 5 000 when absent
 * @param o.create false: a vault that is absent or empty is refused; absent: it is made
 * @param o.acts where contributors' acts are written once more; what it knows and the vault does not is repeated first
 * @param o.commons the id of the commons whose vault it is
 * @throws Refusal `key-wrong` where the vault was made with another key
 * @throws Refusal `home-damaged` where it is absent, empty or another commons'; `home-version` where a newer version made it
 * @throws Refusal `storage-full`, `storage-failed`, `home-in-use` where the file cannot be used
 */
export function openVault(o: {
  path: string;
  key: Uint8Array;
  clock: () => Date;
  machine: Machine;
  entropy: (n: number) => Uint8Array;
  retentionMonths: number | (() => Retention);
  busyTimeout?: number;
  create?: boolean;
  commons?: string;
  acts?: ActsFile | undefined;
}): Vault {
  const keys = deriveKeys(o.key);
  const { busyTimeout, create, commons } = o;
  const store = guarded(
    () =>
      openStore(o.path, VAULT_SCHEMA, {
        table: "fact",
        ...(busyTimeout === undefined ? {} : { busyTimeout }),
        ...(create === undefined ? {} : { create }),
      }),
    `the vault ${o.path}`,
  );
  try {
    return guarded(() => {
      checkKey(store, keys, o.path);
      if (commons !== undefined) checkCommons(store, commons, o.path);
      const months = o.retentionMonths;
      const retention = typeof months === "number" ? (): Retention => [months] : months;
      const restored = restoredIn(store);
      return vaultOver({ store, keys, clock: o.clock, machine: o.machine, draw: pooled(o.entropy), retention, restored }, o.acts);
    });
  } catch (error) {
    store.close();
    throw error;
  }
}

/** What `restore` left on record. */
function restoredIn(store: Store): Desk["restored"] {
  const fact = store.prepare<[], { value: Buffer | string }>("SELECT value FROM fact WHERE name = 'restored'");
  const row = store.read(() => fact.get());
  return row === undefined ? null : (JSON.parse(String(row.value)) as Desk["restored"]);
}

/** What a vault is asked by `backup`, `restore` and `check`. */
function afterwards(
  desk: Desk,
  { records, months, acts }: { readonly records: Records; readonly months: Months; readonly acts: Acts },
): Pick<Vault, "audit" | "endFreezing" | "pauseAll" | "keepActs" | "actsRecorded" | "restoredFrom"> {
  const { store } = desk;
  const audit = auditDesk(desk);
  const endFreezing = freezeDesk(desk, records, months);
  const noteRestored = store.prepare<[string]>(
    "INSERT INTO fact (name, value) VALUES ('restored', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const pauseAll = store.prepare<[]>("UPDATE donor SET paused = 1");
  return {
    audit: (repair) => guarded(() => audit(repair)),
    endFreezing: (draws) => guarded(() => endFreezing(draws)),
    pauseAll: () =>
      guarded(() => {
        store.write(() => void pauseAll.run());
        acts.breakOff();
      }),
    keepActs: () => guarded(acts.prune),
    actsRecorded: () => guarded(() => store.read(counterOf(desk).get)),
    restoredFrom: (o) => guarded(() => store.write(() => void noteRestored.run(JSON.stringify(o)))),
  };
}

const NOTHING_REPEATED: Repeated = { repeated: 0, notHeld: 0, isLacking: false };

function vaultOver(desk: Desk, where: ActsFile | undefined): Vault {
  const { store } = desk;
  const months = openMonths(desk);
  const records = openRecords(desk, months);
  const erasing = erasingDesk(desk, records, months);
  const acts = openActs(desk, where, months);
  const repeated = where === undefined ? NOTHING_REPEATED : repeatActs(desk, records, where, erasing.owe);
  acts.settle();
  const put = donationDesk(desk, records, acts);
  const rights = rightsDesk(desk, { records, erasing, acts });
  const status = statusDesk(desk, months, erasing);
  /** What the work recorded is in the file when it returns. */
  const settled = <T>(work: () => T): T => {
    const done = work();
    acts.settle();
    return done;
  };
  erasing.settle();
  const outside = outsideDesk(desk);
  const turnProbe = store.prepare<[]>(
    "INSERT INTO fact (name, value) VALUES ('probe', 0) ON CONFLICT (name) DO UPDATE SET value = 1 - value",
  );
  return {
    donate: (donation, options = {}) => guarded(() => settled(() => store.write(() => put({ donation, ...options })))),
    donateAll: (items, beforeCommit) =>
      guarded(() =>
        settled(() =>
          store.write(() => {
            const results = Array.from(items, put);
            beforeCommit?.(results);
            return results;
          }),
        ),
      ),
    donateEach: (items) =>
      guarded(() =>
        settled(() =>
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
    expirePart: () =>
      guarded(() => {
        const part = erasing.expirePart();
        if (!part.more) acts.prune();
        return part;
      }),
    prepare: () => guarded(erasing.prepare),
    erase: ({ trustClock = false } = {}) =>
      guarded(() => {
        const erased = erasing.erase(trustClock);
        acts.prune();
        return erased;
      }),
    status: () => guarded(status),
    probe: () =>
      guarded(() => {
        store.write(() => void turnProbe.run());
        return { clockDoubted: store.read(() => months.isDoubted()) };
      }),
    ...afterwards(desk, { records, months, acts }),
    repeated,
    close: () => {
      erasing.settleOwn();
      store.close();
    },
  };
}
