import { existsSync, readFileSync } from "node:fs";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import type { EntryOf, LedgerEntry } from "../contract/chain.ts";
import { keyClaim, logSchema, type PublicLog } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import { statementsIn } from "../contract/terms.ts";
import { dayOf, keyOf, type Ledger, type Note } from "../ledger/index.ts";
import { checkpointOf, publicLog } from "../ledger/log/document.ts";
import type { Signer } from "../ledger/log/signer.ts";
import { sha256 } from "../release/index.ts";
import { replaceFile } from "../storage/files/durable.ts";
import { fileErrorOf } from "../storage/files/error.ts";
import { readNotices } from "./breaches.ts";
import type { Shelf } from "./shelf.ts";
import { makeSigner, makeSuccessor, signerNamed } from "./signing-key.ts";

export interface HomeLogParts {
  readonly home: string;
  /** `log/log.json` */
  readonly file: string;
  readonly keyFile: string;
  readonly ledger: Ledger;
  readonly shelf: Pick<Shelf, "ids" | "seal">;
  readonly clock: () => Date;
}

/** What a home says in public of its ledger: the chain with the notes that belong to it, signed. */
export interface HomeLog {
  /** Names the key that signs, before anything is stated: the chain's first entry. @throws Refusal `signing-key` */
  begin(): Promise<void>;
  /**
   * Appends what is owed: releases that were frozen, breaches that were told. Each once: a run that was stopped is gone on with.
   *
   * @throws Refusal `signing-key` where the log names a key and its file is lost: nothing is published unsigned
   */
  settle(): Promise<void>;
  /** Is a release or a breach not in the chain yet, or the chain not public? */
  isBehind(): Promise<boolean>;
  /** Writes the public log, whole or not at all. @throws Refusal `signing-key`; `ledger-broken` where what is public is no beginning of the chain */
  publish(): Promise<void>;
  /** Does the public log have every statement of terms that the chain has? @throws Refusal `ledger-broken` */
  areTermsPublic(): boolean;
  signManifest(manifest: Uint8Array): Promise<string>;
  /**
   * From here on another key signs. The former one vouches for it, unless it is lost: that is said in public.
   *
   * @throws Refusal `signing-key` where it is not lost, or lost and not said to be
   */
  rotate(options: { readonly lost: boolean }): Promise<EntryOf<"key">>;
}

/** The public log as it lies there; null where there is none that can be read. */
export function readLog(file: string): PublicLog | null {
  if (!existsSync(file)) return null;
  try {
    return logSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/**
 * Work on it under the home's lock: between a debit and its draw nothing is published, for the time between them would tell how many records were read.
 *
 * Long, for it returns short methods over one lock and one signer.
 */
export function homeLog(parts: HomeLogParts): HomeLog {
  const { home, file, keyFile, ledger, shelf, clock } = parts;
  const today = () => dayOf(clock());
  const yearOf = (day: string) => Number(day.slice(0, 4));

  /** The signer of the key that the chain names; of a chain that names none, the home's. */
  const signer = async (): Promise<Signer> => {
    const named = keyOf(ledger.entries());
    if (named === undefined) return makeSigner(keyFile, home);
    const own = await signerNamed(keyFile, named.thumbprint);
    if (own) return own;
    throw new Refusal(
      "signing-key",
      `the log names the key ${named.thumbprint} since ${named.at.slice(0, 10)}, and ${keyFile} is not it. Put it back from a copy; ` +
        'if there is none, say so in public with another key: "voisinage log --lost-key". Nothing is published before',
    );
  };

  const begin = async (): Promise<void> => {
    if (keyOf(ledger.entries()) !== undefined) return;
    const { jwk, thumbprint } = await signer();
    const at = today();
    ledger.note({ kind: "key", at, year: yearOf(at), jwk, thumbprint, replaces: null, lost: false, proof: null });
  };

  /** Releases that the chain drew and does not know to be frozen; a stranger's is refused when one is made. */
  const frozen = async (entries: readonly LedgerEntry[]): Promise<Note[]> => {
    const said = new Set(entries.flatMap((entry) => (entry.kind === "released" ? [entry.publication] : [])));
    const kept = new Set(await shelf.ids());
    const owed: Note[] = [];
    for (const drawn of entries) {
      if (drawn.kind !== "drawn" || said.has(drawn.publication) || !kept.has(drawn.publication)) continue;
      const seal = await shelf.seal(drawn.publication).catch((error: unknown) => {
        if (error instanceof Refusal) return null;
        throw error;
      });
      if (seal?.ledgerHead !== drawn.hash) continue;
      const { at, year, publication } = drawn;
      owed.push({ kind: "released", at, year, publication, manifest: seal.manifest });
    }
    return owed;
  };

  const told = (entries: readonly LedgerEntry[]): Note[] => {
    const said = new Set(entries.flatMap((entry) => (entry.kind === "breach" ? [entry.number] : [])));
    const at = today();
    return readNotices(home)
      .filter(({ number }) => !said.has(number))
      .map((notice) => ({
        kind: "breach",
        at,
        year: yearOf(at),
        number: notice.number,
        notice: sha256(canonicalJson(notice as Json)),
      }));
  };

  const owed = async (): Promise<Note[]> => {
    const entries = ledger.entries();
    return [...(await frozen(entries)), ...told(entries)];
  };

  /** The hash of the newest statement that was found in the public log: it is not read for each contribution. */
  let publicTerms: string | undefined;
  return {
    begin,
    settle: async () => {
      if (keyOf(ledger.entries())) await signer();
      for (const note of await owed()) ledger.note(note);
    },
    isBehind: async () => {
      const head = ledger.entries().at(-1)?.hash;
      return (head !== undefined && readLog(file)?.entries.at(-1)?.hash !== head) || (await owed()).length > 0;
    },
    publish: async () => {
      const entries = ledger.entries();
      if (checkpointOf(entries) === null) return;
      refuseUnsaid(entries, readLog(file), file);
      const text = `${canonicalJson((await publicLog(ledger.commons, entries, await signer())) as unknown as Json)}\n`;
      if (existsSync(file) && readFileSync(file, "utf8") === text) return;
      try {
        replaceFile(file, text, 0o644);
      } catch (error) {
        throw fileErrorOf(error, "the public log");
      }
    },
    areTermsPublic: () => {
      const newest = statementsIn(ledger.recent()).at(-1);
      if (newest === undefined) return false;
      if (newest.hash === publicTerms) return true;
      const known = readLog(file)?.entries[newest.seq - 1]?.hash;
      if (known === newest.hash) publicTerms = known;
      return known === newest.hash;
    },
    signManifest: async (manifest) => (await signer()).signDetached("manifest", manifest),
    rotate: async ({ lost }) => {
      const former = keyOf(ledger.entries());
      if (former === undefined) throw new Refusal("signing-key", "the log names no key yet: the first publication does");
      const own = await signerNamed(keyFile, former.thumbprint);
      if (lost && own)
        throw new Refusal("signing-key", `${keyFile} is the key that the log names: it is not lost. --rotate-key replaces it`);
      const voucher = lost ? null : await signer();
      const { jwk, thumbprint } = await makeSuccessor(keyFile);
      const claim = keyClaim(ledger.commons, thumbprint, former.thumbprint);
      const proof = voucher && (await voucher.sign("key", claim));
      const at = today();
      const entry = ledger.note({ kind: "key", at, year: yearOf(at), jwk, thumbprint, replaces: former.thumbprint, lost, proof });
      await signerNamed(keyFile, thumbprint);
      return entry as EntryOf<"key">;
    },
  };
}

/** What was said in public is not unsaid: a home that was put back from a backup, say, goes on from there. */
function refuseUnsaid(chain: readonly LedgerEntry[], known: PublicLog | null, file: string): void {
  const unsaid = known?.entries.find(({ seq, hash }) => chain[seq - 1]?.hash !== hash);
  if (unsaid === undefined) return;
  throw new Refusal(
    "ledger-broken",
    `entry ${unsaid.seq} of ${file}, which is public, is none of this ledger: two logs of one commons are a fork. Put the ledger or the file back as it was. Nothing was published`,
  );
}
