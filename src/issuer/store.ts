import { createHmac } from "node:crypto";
import { type ClockDoubt, doubtAfter, isDispelled, type Machine } from "../contract/doubt.ts";
import { openStore, type Schema, statementsOf } from "../storage/sqlite/index.ts";

/** The record of who has a token, as little as can be: no account, no time, no order. */
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
  `
  -- Epochs that are over by this machine's clock, until their accounts are forgotten and gone from the file.
  DROP TABLE ending;
  CREATE TABLE ending (
    epoch TEXT PRIMARY KEY,
    doubt TEXT NOT NULL                     -- JSON of Doubt in src/contract/doubt.ts: what is forgotten by a wrong clock does not come back
  );
  `,
  `
  -- A row that is written to learn whether the disk takes anything.
  CREATE TABLE probe (
    one  INTEGER PRIMARY KEY CHECK (one = 1),
    turn INTEGER NOT NULL                   -- 0 and 1 in turn
  );
  `,
];

export interface TokenStore {
  /**
   * Notes that an account asks for the signature of a blinded message; on the disk when it returns.
   *
   * @returns false where the account has asked for another one in this epoch
   */
  take(epoch: string, account: Uint8Array, blinded: Uint8Array): boolean;
  /**
   * Forgets the accounts of every epoch but these, once the clock has called it over at every call for three days, as
   * `doubtAfter` counts them: by a clock that leapt, its accounts would have a second token. Their rows are gone from the file
   * when it returns, unless another process reads; then they go with a later call.
   *
   * @returns accounts forgotten
   */
  keepOnly(epochs: readonly string[], now: Date, machine: Machine): number;
  /** Commits to a row of its own. @throws Refusal where no token could be signed */
  probe(): void;
  close(): void;
}

/** The name of an account within one epoch, 32 bytes. It is used nowhere else. */
export function accountOf(secret: Uint8Array, who: { readonly iss: string; readonly sub: string }, epoch: string): Buffer {
  return createHmac("sha256", secret)
    .update(JSON.stringify(["account", who.iss, who.sub, epoch]))
    .digest();
}

/**
 * Opens the issuer's database, creating it if needed.
 *
 * @param path a file outside every home, or `:memory:`
 * @throws Refusal `storage-full`, `storage-failed`, `home-in-use` as every method
 */
export function openTokenStore(path: string, secret: Uint8Array): TokenStore {
  const store = openStore(path, SCHEMA, { name: "the issuer's store" });
  const sql = statementsOf(store);
  return {
    take: (epoch, account, blinded) => {
      const tag = createHmac("sha256", secret).update("blinded").update(blinded).digest().subarray(0, 16);
      return store.write(() => {
        const before = sql.get<{ blinded: Buffer }>("SELECT blinded FROM issued WHERE epoch = ? AND account = ?", epoch, account);
        if (before !== undefined) return before.blinded.equals(tag);
        sql.run("INSERT INTO issued (epoch, account, blinded) VALUES (?, ?, ?)", epoch, account, tag);
        return true;
      });
    },
    keepOnly: (epochs, now, machine) => {
      const kept = JSON.stringify(epochs);
      const accounts = store.write(() => {
        sql.run(
          "DELETE FROM ending WHERE epoch IN (SELECT value FROM json_each(?)) AND epoch IN (SELECT epoch FROM issued)",
          kept,
        );
        const over = sql.all<{ epoch: string; doubt: string | null }>(
          `SELECT DISTINCT epoch, doubt FROM issued LEFT JOIN ending USING (epoch)
           WHERE epoch NOT IN (SELECT value FROM json_each(?))`,
          kept,
        );
        let count = 0;
        for (const { epoch, doubt: before } of over) {
          const doubt = doubtAfter(before === null ? undefined : (JSON.parse(before) as ClockDoubt), now, machine);
          sql.run(
            "INSERT INTO ending (epoch, doubt) VALUES (?, ?) ON CONFLICT (epoch) DO UPDATE SET doubt = excluded.doubt",
            epoch,
            JSON.stringify(doubt),
          );
          if (isDispelled(doubt)) count += sql.run("DELETE FROM issued WHERE epoch = ?", epoch).changes;
        }
        return count;
      });
      const forgotten = "FROM ending WHERE epoch NOT IN (SELECT epoch FROM issued)";
      const gone = JSON.stringify(
        store.read(() => sql.all<{ epoch: string }>(`SELECT epoch ${forgotten}`).map(({ epoch }) => epoch)),
      );
      if (gone !== "[]" && store.compact())
        store.write(() => sql.run("DELETE FROM ending WHERE epoch IN (SELECT value FROM json_each(?))", gone));
      return accounts;
    },
    probe: () =>
      store.write(
        () => void sql.run("INSERT INTO probe (one, turn) VALUES (1, 0) ON CONFLICT (one) DO UPDATE SET turn = 1 - turn"),
      ),
    close: () => store.close(),
  };
}
