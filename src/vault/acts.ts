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

/**
 * The acts file: a second copy of contributors' requests, kept outside the vault. When the vault is restored from an older
 * backup, the requests made since (withdrawals above all) are read here and carried out again.
 */
export interface ActsFile {
  /** path, beside the ledger's witness; each commons has its own file */
  readonly file: string;
  /** the id of the commons, hexadecimal */
  readonly commons: string;
  /** days for which a line is kept: as long as backups are, since no older vault can be restored */
  readonly days: number;
}

/** A request of a contributor that must survive a restore. */
export type Act =
  | { readonly act: "withdrawn"; readonly lookup: string; readonly tags: readonly string[] }
  | { readonly act: "paused"; readonly paused: boolean }
  | { readonly act: "objection"; readonly objection: Objection | null }
  | { readonly act: "removed"; readonly readings: readonly ReadingName[] }
  | { readonly act: "consent"; readonly consent: Consent };

export interface Acts {
  /** Queues an act. Call it inside the `work` of `commit`. */
  record(donor: Pick<Donor, "id">, act: Act): void;
  /**
   * Runs `work` as one transaction of the vault. The acts that it recorded are in the file when it returns, if the file can be
   * written.
   */
  commit<T>(work: () => T): T;
  /** Writes recorded acts into the file. Acts that cannot be written wait in the vault for the next time. */
  flush(): void;
  /** Brings the file up to date, and removes lines older than `days` unless the clock is doubted. */
  prune(): void;
  /**
   * Leaves a gap in the numbers of acts. It marks that acts up to now were lost, so that a later restore does not trust the file
   * to be complete.
   */
  startGap(): void;
}

/**
 * One line of the file. `act` is sealed under a key derived from the operator's, is bound to `seq` and `day`, and contains the
 * privacy unit. Whoever has the file alone learns only how many acts there were each day. Null: a base line (`appendBase`).
 */
const lineSchema = z.strictObject({ seq: z.number().int().min(0), day: z.string(), act: z.string().nullable() });
type ActLine = z.infer<typeof lineSchema>;

/** Sealed acts are padded to a multiple of this many bytes, so that most have one length. */
const PAD_BYTES = 256;
/** Only the owner may read and write the file. */
const FILE_MODE = 0o600;

/** How many sequence numbers a gap skips: more than the acts that can have been lost. */
const GAP = 1_000_000;

const dayNumber = (day: string): number => Math.floor(Date.parse(day) / DAY_MS);

/**
 * The lines of the file, oldest first; empty where there is no file. Text after the last line end was torn by a crash and is
 * ignored.
 */
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

/** Whether the file has every act after number `counter`, the last one that a vault recorded. */
export function isCovered(lines: readonly ActLine[], counter: number): boolean {
  const known = new Set(lines.map(({ seq }) => seq));
  const last = lines.at(-1)?.seq ?? -1;
  for (let seq = counter + 1; seq <= last; seq += 1) if (!known.has(seq)) return false;
  return last >= counter;
}

/** Opens the acts file of a vault. Without a file (`where` undefined), nothing is recorded. */
export function openActs(context: VaultContext, where: ActsFile | undefined, months: Pick<Months, "isDoubted">): Acts {
  const { store, sql, facts, keys, clock } = context;
  const doNothing = () => undefined;
  if (where === undefined)
    return { record: doNothing, commit: store.write, flush: doNothing, prune: doNothing, startGap: doNothing };
  const { file } = where;
  const today = () => isoDay(clock());
  let isPending = true;

  const writeQueued = (prune: boolean) => {
    try {
      store.write(() => {
        const queued = queuedLines(context, where);
        const lines = queued.length > 0 || prune ? readActs(file) : [];
        const fresh = unwritten(queued, lines, context, where, months.isDoubted());
        if (fresh.length > 0) appendLines(file, fresh, FILE_MODE);
        sql.run("DELETE FROM act");
        if (!prune) return;
        if (!months.isDoubted()) removeOldLines(file, lines, dayNumber(today()) - where.days);
        // A base line of today shows how recent the file is, and its number that the file belongs to this vault.
        if (lines.at(-1)?.day !== today() && fresh.length === 0) appendBase(file, facts.count("acts"), today());
      });
      isPending = false;
    } catch (error) {
      // The act stays queued in the vault. A file that cannot be written refuses nobody: carrying out the request matters more
      // than the copy.
      if (!isOfSystem(error)) refusalOf(error);
    }
  };
  const flush = () => {
    if (isPending) writeQueued(false);
  };
  return {
    record: ({ id }, act) => {
      const [seq, day] = [facts.count("acts") + 1, today()];
      facts.set("acts", seq);
      const line = lineOf(seq, day, { unit: unitIdOf(keys, id).toString("hex"), ...act }, context, where);
      sql.run("INSERT INTO act (line) VALUES (?)", line);
      isPending = true;
    },
    commit: (work) => {
      const result = store.write(work);
      flush();
      return result;
    },
    flush,
    prune: () => writeQueued(true),
    startGap: () =>
      store.write(() => {
        const seq = facts.count("acts") + GAP;
        facts.set("acts", seq);
        ignoreFileErrors(() => appendBase(file, seq, today()));
      }),
  };
}

/**
 * Carries out again, in order, the acts that are in the file and not in the vault: all or none, before anything is served. A file
 * that lacks acts which it should have gets a new base line, and is complete from there on. A household that withdrew, as the file
 * has it, is destroyed again where its rows are in the vault.
 *
 * @param owe notes that the bytes of `n` households are to be erased
 * @throws Refusal `home-damaged` where a line that must be repeated does not authenticate
 */
export function repeatActs(context: VaultContext, records: Records, where: ActsFile, owe: (n: number) => void): RepeatedActs {
  const { store, sql, facts, clock } = context;
  return store.write(() => {
    const lines = readActs(where.file);
    // An act proves that somebody contributed, even where this vault is older than the contribution and the act is pruned later.
    if (lines.some(({ seq }) => seq > 0) && facts.get("touched") === undefined) facts.set("touched", 1);
    const isBegun = facts.get("acts") !== undefined;
    const known = facts.count("acts");
    // Acts still queued in the vault (a process ended before writing them) are not in the file yet; `flush` writes them
    // afterwards.
    const inFile = Math.max(0, known - queuedLines(context, where).length);
    const isLacking = isBegun && !isCovered(lines, inFile);
    const newer = lines.filter(({ seq, act }) => seq > known && act !== null);
    let notHeld = 0;
    const slotsOf = (act: UnitAct): number[] => {
      // A withdrawal names the receipt too, under which a changed file may have had another household's rows.
      const lookup = act.act === "withdrawn" ? act.lookup : "";
      const found = "SELECT donor FROM donor WHERE unit = ? OR lookup = ?";
      return sql.all<DonorSlot>(found, Buffer.from(act.unit, "hex"), Buffer.from(lookup, "base64")).map(({ donor }) => donor);
    };
    // A household that withdrew has no rows: those that are there were put back into the vault's file from outside.
    for (const donor of withdrawals(lines, known, context, where).flatMap(slotsOf)) {
      records.destroy(donor);
      owe(1);
    }
    for (const line of newer) {
      const act = openLine(line, context, where);
      if (act.act === "withdrawn") for (const tag of act.tags) records.spendTag(Buffer.from(tag, "base64"));
      const slots = slotsOf(act);
      if (slots.length === 0) notHeld += 1;
      for (const donor of slots) {
        try {
          if (repeat(records, donor, act)) owe(1);
        } catch (error) {
          // A damaged contribution accepts only a withdrawal. It is set aside, and the others are served.
          refusalOf(error);
          records.setAside(donor);
        }
      }
    }
    const last = Math.max(known, newer.at(-1)?.seq ?? 0);
    if (!isBegun || last !== known) facts.set("acts", last);
    if (lines.length === 0 || isLacking)
      ignoreFileErrors(() => appendBase(where.file, last === known ? inFile : last, isoDay(clock())));
    return { repeated: newer.length - notHeld, notHeld, isLacking };
  });
}

/** The withdrawals up to act `known`, which the vault recorded. Lines that do not open are left: none needs repeating. */
function withdrawals(lines: readonly ActLine[], known: number, context: VaultContext, where: ActsFile): UnitAct[] {
  return lines.flatMap((line) => {
    if (line.seq > known || line.act === null) return [];
    try {
      const act = openLine(line, context, where);
      return act.act === "withdrawn" ? [act] : [];
    } catch (error) {
      refusalOf(error);
      return [];
    }
  });
}

/** Carries out one act. @returns whether it erased data whose bytes must leave the file */
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

/** Appends a base line: on `day`, the file went up to act `seq`. */
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

/**
 * The queued lines to append to a file. Who writes to the vault's file can put its count of acts back: an act whose number the file has
 * for another one gets the next number, so that none is lost.
 */
function unwritten(
  queued: readonly ActLine[],
  lines: readonly ActLine[],
  context: VaultContext,
  where: ActsFile,
  isDoubted: boolean,
): string[] {
  if (queued.length === 0) return [];
  const { clock, facts } = context;
  const written = new Set(lines.map((line) => JSON.stringify(line)));
  const oldest = isDoubted ? Number.NEGATIVE_INFINITY : dayNumber(isoDay(clock())) - where.days;
  let last = lines.at(-1)?.seq ?? -1;
  const fresh: string[] = [];
  for (const line of queued) {
    const text = JSON.stringify(line);
    // What was written before a crash is queued still; what is as old as this was in the file and is dropped from it.
    if (written.has(text) || dayNumber(line.day) < oldest) continue;
    const isNext = line.seq > last;
    last = isNext ? line.seq : last + 1;
    fresh.push(isNext ? text : lineOf(last, line.day, openLine(line, context, where), context, where));
  }
  if (last > facts.count("acts")) facts.set("acts", last);
  return fresh;
}

/** The lines that wait in the vault, oldest first, but for those that the vault did not make: its file is not the operator's alone. */
function queuedLines(context: VaultContext, where: ActsFile): ActLine[] {
  const rows = context.sql.all<{ line: string }>("SELECT CAST(line AS TEXT) AS line FROM act ORDER BY seq");
  return rows.flatMap(({ line }) => {
    try {
      const read = lineSchema.parse(JSON.parse(line));
      openLine(read, context, where);
      return [read];
    } catch {
      return [];
    }
  });
}

/** Removes lines older than `oldest` (a day number), but keeps the last: it shows that the file is as new as its vault. */
function removeOldLines(file: string, lines: readonly ActLine[], oldest: number): void {
  const kept = lines.filter(({ day }, i) => dayNumber(day) >= oldest || i === lines.length - 1);
  if (kept.length === lines.length) return;
  replaceFile(file, kept.map((line) => `${JSON.stringify(line)}\n`).join(""), FILE_MODE);
}

/** Ignores errors of the file system: contributors' requests are served even where the key's folder cannot be written. */
function ignoreFileErrors(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isOfSystem(error)) throw error;
  }
}

const isOfSystem = (error: unknown): boolean => (error as NodeJS.ErrnoException).code !== undefined;
