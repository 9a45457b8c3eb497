import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Machine } from "../contract/doubt.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import { storageRefusal } from "../contract/storage.ts";
import { openStore, statementsOf } from "../storage/sqlite/index.ts";
import { type ActsFile, openActs, repeatActs } from "./acts.ts";
import { randomPool, type VaultContext } from "./context.ts";
import { donationWriter } from "./donate.ts";
import { openExpiry } from "./erase.ts";
import { deriveKeys, type VaultKeys } from "./keys.ts";
import { openMonthClock } from "./months.ts";
import { receiptOf } from "./receipt.ts";
import { openRecords } from "./records.ts";
import { openRecovery } from "./recovery.ts";
import type { Retention } from "./retention.ts";
import { openRights } from "./rights.ts";
import { VAULT_SCHEMA } from "./schema.ts";
import { searchContributions } from "./search.ts";
import { snapshotReader } from "./snapshot.ts";
import { openStatus } from "./status.ts";
import type { DonationResult, Vault } from "./types.ts";
import { openFacts, type VaultFacts } from "./vault-facts.ts";

/** Stores a check of the operator's key in a new vault, and compares it in an existing one. @throws Refusal `key-wrong` */
function checkKey(facts: VaultFacts, { check }: VaultKeys, path: string): void {
  const storedCheck = facts.first("key_check", check);
  if (storedCheck.length !== check.length || !timingSafeEqual(storedCheck, check))
    throw new Refusal(
      "key-wrong",
      `the operator's key is not the one that ${path} was made with, or the vault is another commons', or of a version that did not bind it to one`,
    );
}

/**
 * Names the commons of a vault, so that the vault of another one is refused by name. Whoever writes the file can write another name:
 * the keys then do not fit (`checkKey`).
 */
function checkCommons(facts: VaultFacts, commons: string, path: string): void {
  const boundTo = facts.first("commons", Buffer.from(commons)).toString();
  if (boundTo !== commons)
    throw storageRefusal("foreign", path, `the vault is of commons ${boundTo.slice(0, 32)}, and the home is ${commons}`);
}

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const restoredSchema = z.strictObject({ on: day, from: day }).nullable().catch(null);

/**
 * The days that contributors are told after a restore. They are not sealed, and reach whoever asks with an unknown key: what is no day
 * is another's text, and is told to nobody.
 */
function restoredDays(stored = "null"): VaultContext["restored"] {
  try {
    return restoredSchema.parse(JSON.parse(stored));
  } catch {
    return null;
  }
}

/**
 * Opens the vault, and first repeats acts that the acts file has and the vault does not.
 *
 * @param o.path the database's file, or `:memory:`
 * @param o.key the operator's key, 32 bytes; every donor's key is wrapped under it
 * @param o.machine whose uptime a doubted clock is compared with
 * @param o.entropy random bytes for keys, receipts and IVs: the operating system's generator outside tests
 * @param o.retentionMonths months for which a donation is kept after receipt; a function where that may change
 * @param o.busyTimeout how long it waits for another process, in milliseconds; 5 000 when absent
 * @param o.create false: a vault that is absent or empty is refused; absent: it is made
 * @param o.acts the acts file (`acts.ts`)
 * @param o.commons the id of the commons that the vault belongs to; absent: that of the acts file
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
  const { path, clock, machine, busyTimeout, create, commons = o.acts?.commons, retentionMonths: months } = o;
  const keys = deriveKeys(o.key, commons);
  const store = openStore(path, VAULT_SCHEMA, { name: "the vault", table: "fact", busyTimeout, create });
  try {
    const sql = statementsOf(store);
    const facts = openFacts(store, sql);
    if (commons !== undefined) checkCommons(facts, commons, path);
    checkKey(facts, keys, path);
    const retention = typeof months === "number" ? (): Retention => [months] : months;
    const restored = restoredDays(store.read(() => facts.get("restored")));
    return vaultOver({ store, sql, facts, keys, clock, machine, random: randomPool(o.entropy), retention, restored }, o.acts);
  } catch (error) {
    store.close();
    throw error;
  }
}

/** Assembles the vault from its parts. Long, for it returns all methods that are not a part's own. */
function vaultOver(context: VaultContext, where: ActsFile | undefined): Vault {
  const { store, facts } = context;
  const months = openMonthClock(context);
  const records = openRecords(context, months);
  const erasing = openExpiry(context, records, months);
  const acts = openActs(context, where, months);
  const repeated = where && repeatActs(context, records, where, erasing.owe);
  acts.flush();
  const storeDonation = donationWriter(context, records, acts);
  erasing.settle();
  return {
    donate: (donation, options = {}) => acts.commit(() => storeDonation({ donation, ...options })),
    donateAll: (items, beforeCommit) =>
      acts.commit(() => {
        const results = Array.from(items, storeDonation);
        beforeCommit?.(results);
        return results;
      }),
    donateEach: (items) =>
      acts.commit(() =>
        Array.from(items, (item): DonationResult | Refusal => {
          try {
            return storeDonation(item);
          } catch (error) {
            return refusalOf(error);
          }
        }),
      ),
    receiptOf: (idempotency) => receiptOf(context.keys, idempotency),
    ...openRights(context, records, erasing, acts),
    search: (clue) => searchContributions(clue, context, records),
    ...snapshotReader(context, records),
    expire: () => erasing.expire().donations,
    expirePart: () => {
      const part = erasing.expirePart();
      if (!part.more) acts.prune();
      return part;
    },
    prepare: erasing.prepare,
    erase: ({ trustClock } = {}) => {
      const erased = erasing.erase(trustClock);
      acts.prune();
      return erased;
    },
    ...openStatus(context, records, months, erasing),
    probe: () => {
      store.write(() => facts.set("probe", 1 - facts.count("probe")));
      return { clockDoubted: store.read(months.isDoubted) };
    },
    ...openRecovery(context, records, months, acts),
    repeated: repeated ?? { repeated: 0, notHeld: 0, isLacking: false },
    close: () => {
      erasing.settleOwn();
      store.close();
    },
  };
}
