import { createHmac } from "node:crypto";
import { storageRefusal } from "../contract/storage.ts";
import { openStore, type Schema, StoreError } from "../store/index.ts";

/** Who has a token, as little as can be: no account, no time, no order. */
const SCHEMA: Schema = [
  `
  -- One row an account and epoch. Rows lie in the order of the HMAC, so that nothing tells which came first.
  CREATE TABLE issued (
    epoch   TEXT NOT NULL,
    account BLOB NOT NULL,                  -- HMAC-SHA-256 of issuer, subject and epoch, under the issuer's secret
    blinded BLOB NOT NULL,                  -- first 16 bytes of the HMAC-SHA-256 of the blinded message: knows a repeated request
    PRIMARY KEY (epoch, account)
  ) WITHOUT ROWID;
  `,
  `
  -- Epochs that are over by this machine's clock, and whose accounts are not forgotten yet.
  CREATE TABLE ending (
    epoch TEXT PRIMARY KEY,
    since INTEGER NOT NULL                  -- when the clock said so first, in milliseconds since 1970-01-01 UTC
  ) WITHOUT ROWID;
  `,
];

/** How long the clock must go on saying that an epoch is over, in milliseconds: what is forgotten by a wrong one does not come back. */
const PATIENCE = 86_400_000;

export interface TokenStore {
  /**
   * Notes that an account asks for the signature of a blinded message; on the disk when it returns.
   *
   * @returns false where the account has asked for another one in this epoch
   */
  take(epoch: string, account: Uint8Array, blinded: Uint8Array): boolean;
  /**
   * Forgets the accounts of every epoch but these, once each call for a day has said so: an epoch that is called over by a
   * clock that leapt for an hour keeps them, or its accounts would have a second token.
   *
   * @returns accounts forgotten
   */
  keepOnly(epochs: readonly string[], now: Date): number;
  close(): void;
}

/** How an account is known within an epoch, and nowhere else: 32 bytes. */
export function accountOf(secret: Uint8Array, who: { readonly iss: string; readonly sub: string }, epoch: string): Buffer {
  return createHmac("sha256", secret)
    .update(JSON.stringify(["account", who.iss, who.sub, epoch]))
    .digest();
}

/**
 * Opens the issuer's database, creating it where there is none.
 *
 * @param path a file outside every home, or `:memory:`
 * @throws Refusal `storage-full`, `storage-failed`, `home-in-use` as every method
 */
export function openTokenStore(path: string, secret: Uint8Array): TokenStore {
  const store = guarded(() => openStore(path, SCHEMA));
  const issued = store.prepare<[string, Uint8Array], { blinded: Buffer }>(
    "SELECT blinded FROM issued WHERE epoch = ? AND account = ?",
  );
  const issue = store.prepare<[string, Uint8Array, Buffer]>("INSERT INTO issued (epoch, account, blinded) VALUES (?, ?, ?)");
  const open = store.prepare<[string, number]>("DELETE FROM ending WHERE epoch IN (SELECT value FROM json_each(?)) OR since > ?");
  const end = store.prepare<[number, string]>(
    `INSERT INTO ending (epoch, since) SELECT DISTINCT epoch, ? FROM issued
     WHERE epoch NOT IN (SELECT value FROM json_each(?)) ON CONFLICT DO NOTHING`,
  );
  const forget = store.prepare<[number]>("DELETE FROM issued WHERE epoch IN (SELECT epoch FROM ending WHERE since <= ?)");
  const ended = store.prepare<[]>("DELETE FROM ending WHERE epoch NOT IN (SELECT epoch FROM issued)");
  return {
    take: (epoch, account, blinded) => {
      const tag = createHmac("sha256", secret).update("blinded").update(blinded).digest().subarray(0, 16);
      return guarded(() =>
        store.write(() => {
          const before = issued.get(epoch, account);
          if (before !== undefined) return before.blinded.equals(tag);
          issue.run(epoch, account, tag);
          return true;
        }),
      );
    },
    keepOnly: (epochs, now) =>
      guarded(() => {
        const [kept, instant] = [JSON.stringify(epochs), now.getTime()];
        const changes = store.write(() => {
          open.run(kept, instant);
          end.run(instant, kept);
          const forgotten = forget.run(instant - PATIENCE).changes;
          ended.run();
          return forgotten;
        });
        // The rows go from the log as well.
        if (changes > 0) store.checkpoint();
        return changes;
      }),
    close: () => store.close(),
  };
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof StoreError) throw storageRefusal(error.fault, "the issuer's store", error.message);
    throw error;
  }
}
