import { type EntryOf, type LedgerEntry, NO_HOME } from "../contract/chain.ts";
import { Refusal } from "../contract/problem.ts";
import { format } from "../privacy/index.ts";
import { brokenLedger } from "./broken.ts";
import { type Draft, openChainStore } from "./chain-store.ts";
import { dayOf } from "./day.ts";
import { lostDraw, type RestoredDoubt, refuseDoubted, refuseUnknownDraw } from "./lost.ts";
import { type NoteEntry, noteOf, refuseMisplaced } from "./notes.ts";
import { sameDebit } from "./same-debit.ts";
import { stateTerms } from "./statement.ts";
import { foreignYears } from "./strangers.ts";
import type { Debit, Ledger } from "./types.ts";
import { faultOf, type Witness } from "./witness.ts";
import { assumption, openedIn, opening, refuseClosed, refuseOtherTerms, refuseOver, type YearTerms } from "./year.ts";

/**
 * The privacy ledger: append-only, hash-chained, synced before anything is drawn.
 *
 * Long, for it returns short methods over one chain.
 *
 * @param options.path a file, or `:memory:`
 * @param options.create false: a ledger that is absent or empty is refused; absent: it is made
 * @param options.commons whose chain it is; absent: a commons in memory
 * @param options.witness has every entry, on the disk, before the method that wrote it returns
 * @throws Refusal `ledger-broken` when the chain does not verify; `storage-full`, `storage-failed`, `home-in-use` as
 *   every method, when the disk says no: nothing was written then, or it stands and only its witness lags, and is brought
 *   up before anything else; nothing may follow from it meanwhile
 */
export function openLedger(options: {
  readonly path: string;
  readonly clock: () => Date;
  readonly commons?: string;
  readonly create?: boolean;
  readonly witness?: Witness | undefined;
}): Ledger {
  const { path, witness, commons = NO_HOME, create = true } = options;
  const { store, entries, recent, write, writeUnwitnessed, adopt } = openChainStore({ path, commons, create, witness });
  const today = () => dayOf(options.clock());
  const keep = store.prepare<[string, Uint8Array]>("INSERT INTO measurements (publication, payload) VALUES (?, ?)");
  const find = store.prepare<[string], { payload: Uint8Array }>("SELECT payload FROM measurements WHERE publication = ?");
  const payloadOf = (publication: string) => store.read(() => find.get(publication))?.payload;
  const putDoubt = store.prepare<[string, string, number]>("INSERT INTO doubted (day, since, year) VALUES (?, ?, ?)");
  const doubts = store.prepare<[], RestoredDoubt>("SELECT day, since, year FROM doubted");
  const doubtOf = store.prepare<[number], RestoredDoubt>(
    "SELECT day, since, year FROM doubted WHERE year >= ? ORDER BY since LIMIT 1",
  );

  return {
    commons,
    entries,
    recent,
    debit: (debit) => write((draft) => debited(draft, debit, doubtOf.get(debit.year), today())),
    store: (publication, payload, digest) =>
      write((draft) => {
        const debit = debitOf(draft.entries, publication);
        if (!debit) throw brokenLedger(`${publication} was drawn without a debit`);
        if (drawOf(draft.entries, publication)) throw brokenLedger(`${publication} was drawn already`);
        keep.run(publication, payload);
        const { at, year, streams } = debit;
        const entry = draft.append<EntryOf<"drawn">>({ kind: "drawn", at, year, publication, charges: {}, streams, digest });
        return { entry, payload };
      }),
    stored: (publication) => {
      const [entry, payload] = [drawOf(entries(), publication), payloadOf(publication)];
      if (!entry && !payload) return null;
      if (!entry) throw brokenLedger(`${publication}: the chain and the stored measurements differ`);
      if (!payload) throw lostDraw(entry);
      return { entry, payload };
    },
    lost: () =>
      entries().flatMap((entry) =>
        entry.kind === "drawn" && payloadOf(entry.publication) === undefined ? [entry.publication] : [],
      ),
    adopt,
    doubts: () => store.read(() => doubts.all()),
    doubt: (doubt) => store.write(() => void putDoubt.run(doubt.day, doubt.since, doubt.year)),
    closeYear: (year) =>
      write((draft) => {
        const before = draft.entries.find((entry): entry is EntryOf<"closed"> => entry.kind === "closed" && entry.year === year);
        if (before) return before;
        if (!openedIn(draft.entries, year))
          throw new Refusal("invalid-parameter", `only an opened year can be closed; nothing was debited to ${year} yet`);
        return draft.append<EntryOf<"closed">>({ kind: "closed", at: today(), year });
      }),
    assumeSpent: (year, terms) => {
      const work = (draft: Draft) => assumed(draft, year, terms, today());
      // Counting more as spent is right beside any witness, and must be possible before one is written anew.
      return witness && faultOf(witness, entries()) ? writeUnwitnessed(work) : write(work);
    },
    renewWitness: (termsOf) => {
      if (!witness) return [];
      const strange = writeUnwitnessed((draft) => {
        const years = foreignYears(draft.entries, witness.ever());
        for (const { year } of years) assumed(draft, year, termsOf(year), today());
        return years;
      });
      writeUnwitnessed((draft) => witness.renew(draft.entries));
      return strange;
    },
    state: (statement, isUntouched) => write((draft) => stateTerms(draft, { ...statement, at: today() }, isUntouched)),
    note: (note) =>
      write((draft) => {
        const before = draft.entries;
        const standing = noteOf(before, note);
        if (standing) return standing;
        const entry = draft.append<NoteEntry>(note);
        refuseMisplaced(before, entry);
        return entry;
      }),
    close: () => store.close(),
  };
}

function debitOf(entries: readonly LedgerEntry[], publication: string): EntryOf<"debit"> | undefined {
  return entries.find((entry): entry is EntryOf<"debit"> => entry.kind === "debit" && entry.publication === publication);
}

function drawOf(entries: readonly LedgerEntry[], publication: string): EntryOf<"drawn"> | undefined {
  return entries.find((entry): entry is EntryOf<"drawn"> => entry.kind === "drawn" && entry.publication === publication);
}

/** The debit of a publication: the one that stands, if it is the same, or a new one within the year's budget. */
function debited(draft: Draft, debit: Debit, doubt: RestoredDoubt | undefined, at: string): EntryOf<"debit"> {
  const { year, publication, streams } = debit;
  const charges = Object.fromEntries(
    [...debit.charges].map(([measure, paid]) => [measure, { rho: format(paid.rho), delta: format(paid.delta) }]),
  );
  if (!drawOf(draft.entries, publication)) refuseDoubted(draft.entries, year, doubt);
  const before = debitOf(draft.entries, publication);
  if (before) {
    refuseUnknownDraw(draft.entries, before);
    sameDebit(before, { year, charges, streams });
    // Charges say nothing of k, areas or types: nothing is drawn but on the terms of the year.
    opened(draft, year, debit, at);
    return before;
  }
  refuseClosed(draft.entries, year, publication);
  const budget = opened(draft, year, debit, at);
  const entry = draft.append<EntryOf<"debit">>({ kind: "debit", at, year, publication, charges, streams, digest: null });
  refuseOver(draft.entries, budget, publication);
  return entry;
}

/** The entry that opens the year: the one that stands, on the same terms, or a new one. */
function opened(draft: Draft, year: number, terms: YearTerms, at: string): EntryOf<"opened"> {
  const before = openedIn(draft.entries, year);
  if (before === undefined) return draft.append<EntryOf<"opened">>(opening(year, at, terms));
  refuseOtherTerms(before, year, terms);
  return before;
}

/** All of a year counts as spent: the entry that says so, the one that stands or a new one. */
function assumed(draft: Draft, year: number, terms: YearTerms, at: string): EntryOf<"assumed"> {
  const { entries } = draft;
  const before = entries.find((entry): entry is EntryOf<"assumed"> => entry.kind === "assumed" && entry.year === year);
  if (before) return before;
  refuseClosed(entries, year, `${year} cannot be counted as spent`);
  const budget = opened(draft, year, terms, at);
  return draft.append<EntryOf<"assumed">>(assumption(draft.entries, budget, at));
}
