import { timingSafeEqual } from "node:crypto";
import type { Machine } from "../contract/doubt.ts";
import { Refusal } from "../contract/problem.ts";
import { storageRefusal } from "../contract/storage.ts";
import { openStore, type Store } from "../storage/sqlite/index.ts";
import { type Acts, type ActsFile, counterOf, openActs, repeatActs } from "./acts.ts";
import { auditor } from "./audit.ts";
import { pooled, type VaultContext } from "./context.ts";
import { donationWriter } from "./donate.ts";
import { openExpiry } from "./erase.ts";
import { freezeEnder } from "./freeze.ts";
import { deriveKeys, type VaultKeys } from "./keys.ts";
import { type Months, openMonths } from "./months.ts";
import { outsideCounter } from "./outside.ts";
import { receiptOf } from "./receipt.ts";
import { openRecords, type Records } from "./records.ts";
import type { Retention } from "./retention.ts";
import { openRights } from "./rights.ts";
import { VAULT_SCHEMA } from "./schema.ts";
import { snapshotReader } from "./snapshot.ts";
import { statusReader } from "./status.ts";
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
  const store = openStore(o.path, VAULT_SCHEMA, { name: "the vault", table: "fact", busyTimeout, create });
  try {
    checkKey(store, keys, o.path);
    if (commons !== undefined) checkCommons(store, commons, o.path);
    const months = o.retentionMonths;
    const retention = typeof months === "number" ? (): Retention => [months] : months;
    const restored = restoredIn(store);
    return vaultOver({ store, keys, clock: o.clock, machine: o.machine, draw: pooled(o.entropy), retention, restored }, o.acts);
  } catch (error) {
    store.close();
    throw error;
  }
}

/** What `restore` left on record. */
function restoredIn(store: Store): VaultContext["restored"] {
  const fact = store.prepare<[], { value: Buffer | string }>("SELECT value FROM fact WHERE name = 'restored'");
  const row = store.read(() => fact.get());
  return row === undefined ? null : (JSON.parse(String(row.value)) as VaultContext["restored"]);
}

/** What a vault is asked by `backup`, `restore` and `check`. */
function afterwards(
  context: VaultContext,
  { records, months, acts }: { readonly records: Records; readonly months: Months; readonly acts: Acts },
): Pick<Vault, "audit" | "endFreezing" | "pauseAll" | "keepActs" | "actsRecorded" | "isTouched" | "restoredFrom"> {
  const { store } = context;
  const audit = auditor(context);
  const endFreezing = freezeEnder(context, records, months);
  const noteRestored = store.prepare<[string]>(
    "INSERT INTO fact (name, value) VALUES ('restored', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const pauseAll = store.prepare<[]>("UPDATE donor SET paused = 1");
  const counter = counterOf(context);
  // A slot of a key is used again and never deleted: the first donation leaves one for good.
  const touched = store.prepare<[], unknown>(
    "SELECT 1 FROM fact WHERE name = 'touched' UNION ALL SELECT 1 FROM (SELECT 1 FROM key_slot LIMIT 1)",
  );
  return {
    audit: (repair) => audit(repair),
    endFreezing: (draws) => endFreezing(draws),
    pauseAll: () => {
      store.write(() => void pauseAll.run());
      acts.startGap();
    },
    keepActs: () => acts.prune(),
    actsRecorded: () => store.read(counter.get),
    isTouched: () => store.read(() => counter.get() > 0 || touched.get() !== undefined),
    restoredFrom: (o) => store.write(() => void noteRestored.run(JSON.stringify(o))),
  };
}

const NOTHING_REPEATED: Repeated = { repeated: 0, notHeld: 0, isLacking: false };

/** Long, for it returns short methods over the vault's parts. */
function vaultOver(context: VaultContext, where: ActsFile | undefined): Vault {
  const { store } = context;
  const months = openMonths(context);
  const records = openRecords(context, months);
  const erasing = openExpiry(context, records, months);
  const acts = openActs(context, where, months);
  const repeated = where === undefined ? NOTHING_REPEATED : repeatActs(context, records, where, erasing.owe);
  acts.flush();
  const put = donationWriter(context, records, acts);
  const rights = openRights(context, { records, erasing, acts });
  const status = statusReader(context, months, erasing);
  /** What the work recorded is in the file when it returns. */
  const settled = <T>(work: () => T): T => {
    const done = work();
    acts.flush();
    return done;
  };
  erasing.settle();
  const outside = outsideCounter(context);
  const turnProbe = store.prepare<[]>(
    "INSERT INTO fact (name, value) VALUES ('probe', 0) ON CONFLICT (name) DO UPDATE SET value = 1 - value",
  );
  return {
    donate: (donation, options = {}) => settled(() => store.write(() => put({ donation, ...options }))),
    donateAll: (items, beforeCommit) =>
      settled(() =>
        store.write(() => {
          const results = Array.from(items, put);
          beforeCommit?.(results);
          return results;
        }),
      ),
    donateEach: (items) =>
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
    receiptOf: (idempotency) => receiptOf(context.keys, idempotency),
    show: (receipt) => rights.show(receipt),
    stored: (receipt) => rights.stored(receipt),
    weigh: (receipt) => rights.weigh(receipt),
    pause: (receipt) => rights.setPaused(receipt, true),
    resume: (receipt) => rights.setPaused(receipt, false),
    object: (receipt, domains) => rights.object(receipt, domains),
    remove: (receipt, readings) => rights.remove(receipt, readings),
    withdraw: (receipt) => rights.withdraw(receipt),
    snapshot: snapshotReader(context),
    outside: (isLeaf) => outside(isLeaf),
    expire: () => erasing.expire().donations,
    expirePart: () => {
      const part = erasing.expirePart();
      if (!part.more) acts.prune();
      return part;
    },
    prepare: () => erasing.prepare(),
    erase: ({ trustClock = false } = {}) => {
      const erased = erasing.erase(trustClock);
      acts.prune();
      return erased;
    },
    status: () => status(),
    probe: () => {
      store.write(() => void turnProbe.run());
      return { clockDoubted: store.read(() => months.isDoubted()) };
    },
    ...afterwards(context, { records, months, acts }),
    repeated,
    close: () => {
      erasing.settleOwn();
      store.close();
    },
  };
}
