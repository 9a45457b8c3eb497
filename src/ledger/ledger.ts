import { canonicalJson, type Json } from "../contract/canonical.ts";
import { type EntryOf, type LedgerEntry, NO_HOME, ofKind } from "../contract/chain.ts";
import { Refusal } from "../contract/problem.ts";
import { termsIn } from "../contract/standing-terms.ts";
import { type Statement, statementFault } from "../contract/terms.ts";
import { format } from "../privacy/index.ts";
import { brokenLedger, midnightOf, type Note, type NoteEntry, noteOf } from "./chain.ts";
import { type Draft, openChainStore } from "./chain-store.ts";
import { foreignYears } from "./foreign-spending.ts";
import type { HouseholdCost } from "./spend.ts";
import { faultOf, refuseFork, type Witness } from "./witness.ts";
import {
  assumedIn,
  assumption,
  lostDraw,
  openedIn,
  opening,
  type RestoredDoubt,
  refuseClosed,
  refuseDoubted,
  refuseOtherTerms,
  refuseOver,
  refuseUnknownDraw,
  type YearTerms,
} from "./year.ts";

/** A publication's request for budget, before anything is drawn, and the terms of its year. */
export interface Debit extends YearTerms {
  readonly year: number;
  readonly publication: string;
  /** by `domain.measure` */
  readonly charges: ReadonlyMap<string, HouseholdCost>;
}

/** A publication's frozen draw. */
export interface StoredDraw {
  readonly entry: EntryOf<"drawn">;
  readonly payload: Uint8Array;
}

export type Ledger = ReturnType<typeof openLedger>;

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
}) {
  const { path, witness, commons = NO_HOME, create = true } = options;
  const { store, entries, recent, write, writeUnwitnessed } = openChainStore(path, commons, create, witness);
  const today = () => midnightOf(options.clock());
  const keep = store.prepare<[string, Uint8Array]>("INSERT INTO measurements (publication, payload) VALUES (?, ?)");
  const find = store.prepare<[string], { payload: Uint8Array }>("SELECT payload FROM measurements WHERE publication = ?");
  const payloadOf = (publication: string) => store.read(() => find.get(publication))?.payload;
  const putDoubt = store.prepare<[string, string, number]>("INSERT INTO doubted (day, since, year) VALUES (?, ?, ?)");
  const doubts = store.prepare<[], RestoredDoubt>("SELECT day, since, year FROM doubted ORDER BY since");

  return {
    /** whose chain it is */
    commons,
    /** The chain, verified; the same array while nothing is new. What another process wrote is read and verified. @throws Refusal `ledger-broken` */
    entries,
    /** The same, but what another process wrote in the last millisecond may be missing: for what a service asks with each request. */
    recent,
    /**
     * Writes the debit and syncs it to disk; the same publication's debit is written once, however
     * often it is asked for, so that a run that crashed goes on without paying twice. A year's first
     * debit opens it, on the terms that are given; they stand.
     *
     * @throws Refusal `budget-exceeded` with what is asked, spent and allowed; nothing is written then
     * @throws Refusal `draw-lost` for a debit without a draw of a year that was counted as spent since
     * @throws Refusal `year-closed`; `invalid-settings` when the year was opened on other terms
     * @throws Refusal `ledger-broken` when the publication was debited on other terms
     */
    debit: (debit: Debit) =>
      write((draft) => {
        const doubt = doubts.all().find(({ year }) => year >= debit.year);
        return debited(draft, debit, doubt, today());
      }),
    /** Stores the noisy measurements and says so in the chain, in one transaction. Refuses a second draw. */
    store: (publication: string, payload: Uint8Array, digest: string): StoredDraw =>
      write((draft) => {
        const debit = debitOf(draft.entries, publication);
        if (!debit) throw brokenLedger(`${publication} was drawn without a debit`);
        const { at, year, streams } = debit;
        const entry = draft.append<EntryOf<"drawn">>({ kind: "drawn", at, year, publication, charges: {}, streams, digest });
        keep.run(publication, payload);
        return { entry, payload };
      }),
    /** @throws Refusal `draw-lost` when it was drawn and the draw is not here: it is never made again */
    stored: (publication: string): StoredDraw | null => {
      const [entry, payload] = [drawOf(entries(), publication), payloadOf(publication)];
      if (!entry && !payload) return null;
      if (!entry) throw brokenLedger(`${publication}: the chain and the stored measurements differ`);
      if (!payload) throw lostDraw(entry);
      return { entry, payload };
    },
    /** Publications that were drawn, and whose draw is not here. */
    lost: () => ofKind(entries(), "drawn").filter(({ publication }) => payloadOf(publication) === undefined),
    /**
     * Takes over what another record of this chain knows and this ledger does not, as it is: a home that was restored
     * from an old backup counts what it forgot as spent.
     *
     * @param source what the refusal calls the other record
     * @returns the entries that were new
     * @throws Refusal `ledger-broken` when the two contradict each other
     */
    adopt: (known: readonly LedgerEntry[], source: string) =>
      writeUnwitnessed((draft) => {
        refuseFork(draft.entries, known, source);
        const { length } = draft.entries;
        const unknown = known.filter(({ seq }) => seq > length);
        for (const entry of unknown) draft.adopt(entry);
        return unknown;
      }),
    /** The recorded restores of the ledger for which no other record was newer. */
    doubts: () => store.read(() => doubts.all()),
    /** Says that the ledger was put back from a backup, and that nothing knew more than it: years up to that one are to be counted as spent. */
    doubt: ({ day, since, year }: RestoredDoubt) => store.write(() => void putDoubt.run(day, since, year)),
    /** Closes a year: nothing is debited to it any more. Asked again, the same. @throws Refusal `invalid-parameter` for a year that is not opened */
    closeYear: (year: number) =>
      write((draft) => {
        const before = ofKind(draft.entries, "closed").find((entry) => entry.year === year);
        if (before) return before;
        if (!openedIn(draft.entries, year))
          throw new Refusal("invalid-parameter", `only an opened year can be closed; nothing was debited to ${year} yet`);
        return draft.append<EntryOf<"closed">>({ kind: "closed", at: today(), year });
      }),
    /**
     * Counts all that is left of a year as spent, opening it on these terms where it is not open. Asked again, the same.
     * It can be said beside a witness that is lost or contradicts the ledger, which stays as it is.
     */
    assumeSpent: (year: number, terms: YearTerms) => {
      // Counting more as spent is right beside any witness, and must be possible before one is written anew.
      const put = witness && faultOf(witness, entries()) ? writeUnwitnessed : write;
      return put((draft) => assumed(draft, year, terms, today()));
    },
    /**
     * Writes the witness anew from this ledger. Years of which it has entries that this ledger has not, another copy's, are
     * counted as spent first.
     *
     * @param termsOf the terms of a year, to open it with where it is not open
     * @returns these years
     * @throws Refusal `ledger-broken` where this ledger closed such a year: nothing can be counted in it any more
     */
    renewWitness: (termsOf: (year: number) => YearTerms) => {
      if (!witness) return [];
      const foreign = writeUnwitnessed((draft) => {
        const years = foreignYears(draft.entries, witness.ever());
        for (const { year } of years) assumed(draft, year, termsOf(year), today());
        return years;
      });
      writeUnwitnessed((draft) => witness.renew(draft.entries));
      return foreign;
    },
    /**
     * States terms for publications of a year and later. The same terms as are in force for it are not stated again.
     *
     * @param isUntouched nothing was contributed yet: then, and before the first debit, any terms are in force at once
     * @throws Refusal `change-too-late` unless they only protect more, or begin after every opened year in 30 days at the earliest
     */
    state: ({ year, terms, territory }: Omit<Statement, "at">, isUntouched: boolean) =>
      write((draft) => {
        const standing = termsIn(draft.entries, year);
        const isSame = canonicalJson((standing?.terms ?? null) as Json) === canonicalJson(terms as Json);
        if (standing !== undefined && standing.territory === territory && isSame) return standing;
        const statement = { year, at: today(), terms, territory };
        const fault = statementFault(draft.entries, statement, isUntouched);
        if (fault !== null) throw new Refusal("change-too-late", fault);
        return draft.append<EntryOf<"terms">>({ kind: "terms", ...statement });
      }),
    /**
     * Says what spends nothing, once: a key, a frozen release, a breach. What was said is not said again.
     *
     * @throws Refusal `ledger-broken` when something else was said of it, or it does not fit what stands
     */
    note: (note: Note) => write((draft) => noteOf(draft.entries, note) ?? draft.append<NoteEntry>(note)),
    close: () => store.close(),
  };
}

function debitOf(entries: readonly LedgerEntry[], publication: string): EntryOf<"debit"> | undefined {
  return ofKind(entries, "debit").find((entry) => entry.publication === publication);
}

function drawOf(entries: readonly LedgerEntry[], publication: string): EntryOf<"drawn"> | undefined {
  return ofKind(entries, "drawn").find((entry) => entry.publication === publication);
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
    // Other settings after a crash would draw other noise than was paid for.
    const standing = { year: before.year, charges: before.charges, streams: before.streams };
    if (canonicalJson(standing) !== canonicalJson({ year, charges, streams }))
      throw brokenLedger(
        `${publication} was debited on other terms on ${before.at.slice(0, 10)}, and is drawn on those alone: put the version of Voisinage back that debited it. Nothing was drawn`,
      );
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
  refuseOtherTerms(before, terms);
  return before;
}

/** All of a year counts as spent: the entry that says so, the one that stands or a new one. */
function assumed(draft: Draft, year: number, terms: YearTerms, at: string): EntryOf<"assumed"> {
  const before = assumedIn(draft.entries, year);
  if (before) return before;
  refuseClosed(draft.entries, year, `${year} cannot be counted as spent`);
  const budget = opened(draft, year, terms, at);
  return draft.append<EntryOf<"assumed">>(assumption(draft.entries, budget, at));
}
