import { existsSync, readFileSync } from "node:fs";
import { canonicalJson, type Json } from "../contract/canonical.ts";
import { type EntryOf, type LedgerEntry, ofKind } from "../contract/chain.ts";
import { keyClaim, logSchema, type PublicLog } from "../contract/log.ts";
import { Refusal } from "../contract/problem.ts";
import { keyOf, type Ledger, midnightOf, type Note } from "../ledger/index.ts";
import { publicLog } from "../ledger/log/document.ts";
import type { Signer } from "../ledger/log/signer.ts";
import { canonicalHash } from "../release/index.ts";
import { replaceFile } from "../storage/files/durable.ts";
import { fileErrorOf } from "../storage/files/error.ts";
import { readNotices } from "./breaches.ts";
import type { Shelf } from "./shelf.ts";
import { makeSigner, makeSuccessor, signerNamed } from "./signing-key.ts";

interface HomeLogParts {
  readonly home: string;
  /** `log/log.json` */
  readonly file: string;
  readonly keyFile: string;
  readonly ledger: Ledger;
  readonly shelf: Pick<Shelf, "ids" | "seal">;
  readonly clock: () => Date;
}

/** The public log of a home: the ledger's chain with its notes, signed. */
export type HomeLog = ReturnType<typeof homeLog>;

/** The public log in a file; null where it cannot be read. */
export function readLog(file: string): PublicLog | null {
  if (!existsSync(file)) return null;
  try {
    return logSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

/**
 * Writes and signs the public log of a home. Call it under the home's lock: nothing may be published between a debit and its
 * draw, since the time between the two would tell how many records were read.
 *
 * Long, for it returns short methods over one lock and one signer.
 */
export function homeLog({ home, file, keyFile, ledger, shelf, clock }: HomeLogParts) {
  /** Day and year of a note made now. */
  const today = () => {
    const at = midnightOf(clock());
    return { at, year: Number(at.slice(0, 4)) };
  };

  /** The signer with the key that the chain names, or with the home's key where the chain names none. */
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

  /**
   * Notes of releases that were drawn and are not yet noted as frozen. A folder whose draw is not in the chain, or which this
   * commons did not sign, is skipped here: it is refused when it is asked for, or something is published.
   */
  const newReleases = async (entries: readonly LedgerEntry[]): Promise<Note[]> => {
    const known = new Set(ofKind(entries, "released").map(({ publication }) => publication));
    const kept = new Set(await shelf.ids());
    const notes: Note[] = [];
    for (const { at, year, publication, hash } of ofKind(entries, "drawn")) {
      if (known.has(publication) || !kept.has(publication)) continue;
      // A folder that cannot be read is damaged.
      const seal = await shelf.seal(publication, entries).catch(() => null);
      if (seal?.ledgerHead === hash && seal.fault === null)
        notes.push({ kind: "released", at, year, publication, manifest: seal.manifest });
    }
    return notes;
  };

  const owedNotes = async (): Promise<Note[]> => {
    const entries = ledger.entries();
    const known = new Set(ofKind(entries, "breach").map(({ number }) => number));
    const breaches = readNotices(home).filter(({ number }) => !known.has(number));
    return [
      ...(await newReleases(entries)),
      ...breaches.map((notice): Note => {
        return { kind: "breach", ...today(), number: notice.number, notice: canonicalHash(notice as Json) };
      }),
    ];
  };

  /** Hash of the newest terms found in the public log, so that the log is not read for each contribution. */
  let publicTerms: string | undefined;
  return {
    /** Notes the signing key as the chain's first entry, before anything is stated. @throws Refusal `signing-key` */
    begin: async (): Promise<void> => {
      if (keyOf(ledger.entries()) !== undefined) return;
      const { jwk, thumbprint } = await signer();
      ledger.note({ kind: "key", ...today(), jwk, thumbprint, replaces: null, lost: false, proof: null });
    },
    /**
     * Appends the missing notes, each once: frozen releases and breaches. It also completes what an interrupted run left.
     *
     * @throws Refusal `signing-key` where the log names a key whose file is lost: nothing is published unsigned; `ledger-broken`
     *   where the public log has entries that this ledger has not
     */
    settle: async (): Promise<void> => {
      if (keyOf(ledger.entries())) await signer();
      refuseUnsaid(ledger.entries(), readLog(file), file);
      for (const note of await owedNotes()) ledger.note(note);
    },
    /** Whether a release or breach is missing in the chain, or the chain's end is not public. */
    isBehind: async (): Promise<boolean> => {
      const head = ledger.entries().at(-1)?.hash;
      return (head !== undefined && readLog(file)?.entries.at(-1)?.hash !== head) || (await owedNotes()).length > 0;
    },
    /**
     * Writes the public log, whole or not at all.
     *
     * @throws Refusal `signing-key`; `ledger-broken` where the public entries are not the beginning of the chain
     */
    publish: async (): Promise<void> => {
      const entries = ledger.entries();
      if (entries.length === 0) return;
      refuseUnsaid(entries, readLog(file), file);
      const text = `${canonicalJson((await publicLog(ledger.commons, entries, await signer())) as unknown as Json)}\n`;
      if (existsSync(file) && readFileSync(file, "utf8") === text) return;
      try {
        replaceFile(file, text, 0o644);
      } catch (error) {
        throw fileErrorOf(error, "the public log");
      }
    },
    /** Whether the public log has the chain's newest terms. @throws Refusal `ledger-broken` */
    areTermsPublic: (): boolean => {
      const newest = ofKind(ledger.recent(), "terms").at(-1);
      if (newest === undefined) return false;
      if (newest.hash !== publicTerms) publicTerms = readLog(file)?.entries[newest.seq - 1]?.hash;
      return newest.hash === publicTerms;
    },
    signManifest: async (manifest: Uint8Array) => (await signer()).signDetached("manifest", manifest),
    /**
     * Replaces the signing key. The former key signs the new one; where it is lost, the log says so.
     *
     * @param lost the operator says that the former key is lost
     * @throws Refusal `signing-key` where `lost` is said of a key that is there, or not said of one that is not
     */
    rotate: async ({ lost }: { readonly lost: boolean }) => {
      const former = keyOf(ledger.entries());
      if (former === undefined) throw new Refusal("signing-key", "the log names no key yet: the first publication does");
      const own = await signerNamed(keyFile, former.thumbprint);
      if (lost && own)
        throw new Refusal("signing-key", `${keyFile} is the key that the log names: it is not lost. --rotate-key replaces it`);
      const voucher = lost ? null : await signer();
      const { jwk, thumbprint } = await makeSuccessor(keyFile);
      const claim = keyClaim(ledger.commons, thumbprint, former.thumbprint);
      const proof = voucher && (await voucher.sign("key", claim));
      const entry = ledger.note({ kind: "key", ...today(), jwk, thumbprint, replaces: former.thumbprint, lost, proof });
      await signerNamed(keyFile, thumbprint);
      return entry as EntryOf<"key">;
    },
  };
}

/** Public entries are never retracted: a restored home continues from them. @throws Refusal `ledger-broken` */
function refuseUnsaid(chain: readonly LedgerEntry[], published: PublicLog | null, file: string): void {
  const missing = published?.entries.find(({ seq, hash }) => chain[seq - 1]?.hash !== hash);
  if (missing === undefined) return;
  throw new Refusal(
    "ledger-broken",
    `entry ${missing.seq} of ${file}, which is public, is none of this ledger: two logs of one commons are a fork. Put the ledger or the file back as it was; a file that somebody changed can be taken away while the witness beside the key is the newest, and is written again from the ledger. Nothing was published`,
  );
}
