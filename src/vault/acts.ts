import { z } from "zod";
import { governing } from "../contract/consent.ts";
import type { Consent } from "../contract/donation.ts";
import { DAY_MS, isoDay } from "../contract/period.ts";
import { Refusal, refusalOf } from "../contract/problem.ts";
import { storageRefusal } from "../contract/storage.ts";
import { appendLines, readLines, replaceFile } from "../storage/files/durable.ts";
import type { VaultContext } from "./context.ts";
import type { Months } from "./months.ts";
import type { Objection } from "./objection.ts";
import { type Donor, type DonorSlot, type ReadingName, type Records, removeReadings, unitIdOf } from "./records.ts";
import { SEAL_BYTES, seal, unseal } from "./seal.ts";
import type { RepeatedActs } from "./types.ts";

/** Where what contributors asked for is written a second time, so that a restored backup has it repeated. */
export interface ActsFile {
  /** beside the ledger's witness, of one commons alone */
  readonly file: string;
  /** the id of the commons, hexadecimal */
  readonly commons: string;
  /** days for which a line is kept: as long as a backup */
  readonly days: number;
}

/** What a contributor asked for, which an older backup does not know. */
export type Act =
  | { readonly act: "withdrawn"; readonly tags: readonly string[] }
  | { readonly act: "paused"; readonly paused: boolean }
  | { readonly act: "objection"; readonly objection: Objection | null }
  | { readonly act: "removed"; readonly readings: readonly ReadingName[] }
  | { readonly act: "consent"; readonly consent: Consent };

export interface Acts {
  /** Inside a transaction of `commit`. */
  record(donor: Pick<Donor, "id">, act: Act): void;
  /** One transaction of the vault. Its acts are in the file when it returns. */
  commit<T>(work: () => T): T;
  /** Writes recorded acts into the file. Acts that cannot be written wait in the vault for the next time. */
  flush(): void;
  /** Brings the file up to date and removes acts older than its days, if the clock is believed. */
  prune(): void;
  /** Acts up to here are lost: what the file gets from now on does not repeat them all in an older backup. */
  startGap(): void;
}

/**
 * A line: `act` is sealed under the operator's key with its number and day, and names the privacy unit inside. The file alone
 * thus reveals only the number of acts by day.
 */
const lineSchema = z.strictObject({ seq: z.number().int().min(0), day: z.string(), act: z.string().nullable() });
type ActLine = z.infer<typeof lineSchema>;

/** Sealed acts are padded to a multiple of this many bytes, so that most have one length. */
const PAD_BYTES = 256;
/** Only the owner may read and write the file. */
const FILE_MODE = 0o600;

/** Numbers that are left out where acts are lost: more than these can have had. */
const GAP = 1_000_000;

const dayNumber = (day: string): number => Math.floor(Date.parse(day) / DAY_MS);

/** The lines of a file, oldest first; none where there is no file. What follows the last end of line is torn, and never took effect. */
export function readActs(file: string): ActLine[] {
  let lines: string[];
  try {
    lines = readLines(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw storageRefusal("failed", file, `what contributors ask for is in it, and it cannot be read (${code})`);
  }
  return lines.map((line, i) => {
    try {
      return lineSchema.parse(JSON.parse(line));
    } catch {
      throw new Refusal("home-damaged", `line ${i + 1} of ${file} is not one of its lines: put the file back from a copy`);
    }
  });
}

/** Whether the file has every act since a vault that had recorded `counter` acts. */
export function isCovered(lines: readonly ActLine[], counter: number): boolean {
  const known = new Set(lines.map(({ seq }) => seq));
  const last = lines.at(-1)?.seq ?? -1;
  for (let seq = counter + 1; seq <= last; seq += 1) if (!known.has(seq)) return false;
  return last >= counter;
}

/** Without a file nothing is recorded. */
export function openActs(context: VaultContext, where: ActsFile | undefined, months: Pick<Months, "isDoubted">): Acts {
  const { store, sql, facts, keys, clock } = context;
  const nothing = () => undefined;
  if (where === undefined) return { record: nothing, commit: store.write, flush: nothing, prune: nothing, startGap: nothing };
  const { file } = where;
  const today = () => isoDay(clock());
  let isPending = true;

  const bring = (prune: boolean) => {
    try {
      store.write(() => {
        const waiting = sql.all<{ seq: number; line: string }>("SELECT seq, line FROM act ORDER BY seq");
        const lines = waiting.length > 0 || prune ? readActs(file) : [];
        const last = lines.at(-1)?.seq ?? -1;
        const fresh = waiting.filter(({ seq }) => seq > last).map(({ line }) => line);
        if (fresh.length > 0) appendLines(file, fresh, FILE_MODE);
        if (waiting.length > 0) sql.run("DELETE FROM act");
        if (!prune) return;
        if (!months.isDoubted()) rewrite(file, lines, dayNumber(today()) - where.days);
        // The newest day tells how new the file is; the last number, whether it is this vault's.
        if (lines.at(-1)?.day !== today() && fresh.length === 0) appendBase(file, facts.count("acts"), today());
      });
      isPending = false;
    } catch (error) {
      // It stays in the vault, and an act is not refused for it: that it is done matters more than that it is repeated.
      if (!isOfSystem(error)) refusalOf(error);
    }
  };
  const flush = () => {
    if (isPending) bring(false);
  };
  return {
    record: ({ id }, act) => {
      const [seq, day] = [facts.count("acts") + 1, today()];
      facts.set("acts", seq);
      const line = lineOf(seq, day, { unit: unitIdOf(keys, id).toString("hex"), ...act }, context, where);
      sql.run("INSERT INTO act (seq, line) VALUES (?, ?)", seq, line);
      isPending = true;
    },
    commit: (work) => {
      const done = store.write(work);
      flush();
      return done;
    },
    flush,
    prune: () => bring(true),
    startGap: () =>
      store.write(() => {
        const seq = facts.count("acts") + GAP;
        facts.set("acts", seq);
        tryTo(() => appendBase(file, seq, today()));
      }),
  };
}

/**
 * Repeats what the file knows and the vault does not, in its order, before anything is served: all of it, or none. A file that
 * lacks what it should know is begun anew from here.
 *
 * @throws Refusal `home-damaged` where a line that must be repeated does not authenticate
 */
export function repeatActs(context: VaultContext, records: Records, where: ActsFile, owe: (n: number) => void): RepeatedActs {
  const { store, sql, facts, clock } = context;
  return store.write(() => {
    const lines = readActs(where.file);
    // Whoever asked for something had contributed, even if this vault is older and the act itself is pruned by now.
    if (lines.some(({ seq }) => seq > 0) && facts.get("touched") === undefined) facts.set("touched", 1);
    const isBegun = facts.get("acts") !== undefined;
    const known = facts.count("acts");
    // What still waits in the vault, where a process ended too early, is brought after this, and was never in the file.
    const inFile = known - sql.count("SELECT count(*) FROM act");
    const isLacking = isBegun && !isCovered(lines, inFile);
    const newer = lines.filter(({ seq, act }) => seq > known && act !== null);
    let notHeld = 0;
    for (const line of newer) {
      const { unit, ...act } = openLine(line, context, where);
      if (act.act === "withdrawn") for (const tag of act.tags) records.spendTag(Buffer.from(tag, "base64"));
      const donor = sql.get<DonorSlot>("SELECT donor FROM donor WHERE unit = ?", Buffer.from(unit, "hex"))?.donor;
      if (donor === undefined) notHeld += 1;
      else {
        try {
          if (repeat(records, donor, act)) owe(1);
        } catch (error) {
          // A damaged contribution accepts only a withdrawal. It is used for nothing, and the others are served.
          refusalOf(error);
          records.setAside(donor);
        }
      }
    }
    const last = Math.max(known, newer.at(-1)?.seq ?? 0);
    if (!isBegun || last !== known) facts.set("acts", last);
    if (lines.length === 0 || isLacking) tryTo(() => appendBase(where.file, last === known ? inFile : last, isoDay(clock())));
    return { repeated: newer.length - notHeld, notHeld, isLacking };
  });
}

/** @returns whether bytes are to be erased by it */
function repeat(records: Records, slot: number, act: Act): boolean {
  if (act.act === "withdrawn") {
    records.destroy(slot);
    records.countWithdrawal();
    return true;
  }
  if (act.act === "paused") records.setPaused({ donor: slot }, act.paused);
  else {
    const donor = records.get(slot);
    if (donor === undefined) return false;
    if (act.act === "removed") return removeReadings(records, donor, act.readings).size > 0;
    if (act.act === "objection") records.setObjection(donor, act.objection);
    else records.setConsent(donor, governing([...(donor.consent === null ? [] : [donor.consent]), act.consent]));
  }
  return false;
}

/** Says on which day the file was kept, and up to which act it goes. */
function appendBase(file: string, seq: number, day: string): void {
  appendLines(file, [JSON.stringify({ seq, day, act: null } satisfies ActLine)], FILE_MODE);
}

type UnitAct = Act & { readonly unit: string };

const ownerOf = ({ keys }: VaultContext, { commons }: ActsFile) => ({ id: Buffer.from(commons, "hex"), key: keys.act });

function lineOf(seq: number, day: string, act: UnitAct, context: VaultContext, where: ActsFile): string {
  const text = JSON.stringify(act);
  const length = Buffer.byteLength(text) + SEAL_BYTES;
  const padded = text + " ".repeat((PAD_BYTES - (length % PAD_BYTES)) % PAD_BYTES);
  const sealed = seal(padded, ownerOf(context, where), context.random, "act", seq, dayNumber(day));
  return JSON.stringify({ seq, day, act: sealed.toString("base64") } satisfies ActLine);
}

function openLine({ seq, day, act }: ActLine, context: VaultContext, where: ActsFile): UnitAct {
  try {
    const plain = unseal(Buffer.from(act ?? "", "base64"), ownerOf(context, where), "act", seq, dayNumber(day));
    return JSON.parse(plain.toString());
  } catch {
    throw new Refusal(
      "home-damaged",
      `act ${seq} in ${where.file} does not authenticate, and must be repeated before anything is served: put the file back from a copy`,
    );
  }
}

/** Removes lines older than a day except the last, which identifies a vault that is as new. */
function rewrite(file: string, lines: readonly ActLine[], oldest: number): void {
  const kept = lines.filter(({ day }, i) => dayNumber(day) >= oldest || i === lines.length - 1);
  if (kept.length === lines.length) return;
  replaceFile(file, kept.map((line) => `${JSON.stringify(line)}\n`).join(""), FILE_MODE);
}

/** Where the key's folder cannot be written, rights are served all the same. */
function tryTo(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isOfSystem(error)) throw error;
  }
}

const isOfSystem = (error: unknown): boolean => (error as NodeJS.ErrnoException).code !== undefined;
