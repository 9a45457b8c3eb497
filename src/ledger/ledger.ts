import { canonicalJson, type Json } from "../contract/canonical.ts";
import { type EntryOf, type LedgerEntry, NO_HOME, ofKind } from "../contract/chain.ts";
import { Refusal } from "../contract/problem.ts";
import { termsIn } from "../contract/standing-terms.ts";
import { type Statement, statementFault } from "../contract/terms.ts";
import { format } from "../privacy/index.ts";
import { brokenLedger, midnightOf, type Note, type NoteEntry, noteOf } from "./chain.ts";
import { type AuthenticateEntry, type Draft, openChainStore } from "./chain-store.ts";
import { foreignYears } from "./foreign-spending.ts";
import type { HouseholdCost } from "./spend.ts";
import { refuseFork, type Witness, witnessFault } from "./witness.ts";
import {
  assumedIn,
  assumptionEntry,
  lackingDoubts,
  lostDraw,
  openedIn,
  openingEntry,
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
 * It is long because its methods share one chain.
 *
 * @param options.path a file, or `:memory:`
 * @param options.create false refuses a ledger that is absent or empty; by default it is made
 * @param options.commons commons whose chain it is; by default one in memory
 * @param options.authenticate makes the tags of entries; null where there is no operator's key: the ledger can then only be read
 * @param options.witness record that has every entry, on the disk, before the method that wrote the entry returns
 * @throws Refusal `ledger-broken` when the chain does not verify or somebody else wrote to it; `key-wrong`; `storage-full`, `storage-failed`, `home-in-use` from every
 *   method when the disk refuses. Then nothing was written, or the entry stands and only its witness lags: the witness is brought
 *   up to date before anything else, and nothing may follow from the entry meanwhile
 */
export function openLedger(options: {
  readonly path: string;
  readonly clock: () => Date;
  readonly commons?: string;
  readonly create?: boolean;
  readonly authenticate: AuthenticateEntry | null;
  readonly witness?: Witness | undefined;
}) {
  const { path, witness, authenticate, commons = NO_HOME, create = true } = options;
  const { store, entries, recent, write, writeUnwitnessed } = openChainStore({ path, commons, create, witness, authenticate });
  const today = () => midnightOf(options.clock());
  const insertPayload = store.prepare<[string, Uint8Array]>("INSERT INTO measurements (publication, payload) VALUES (?, ?)");
  const selectPayload = store.prepare<[string], { payload: Uint8Array }>(
    "SELECT payload FROM measurements WHERE publication = ?",
  );
  const payloadOf = (publication: string) => store.read(() => selectPayload.get(publication))?.payload;
  const putDoubt = store.prepare<[string, string, number]>("INSERT INTO doubted (day, since, year) VALUES (?, ?, ?)");
  const doubts = store.prepare<[], RestoredDoubt>("SELECT day, since, year FROM doubted ORDER BY since");

  return {
    /** commons whose chain this is */
    commons,
    /**
     * The chain, verified; the same array while nothing is new. What another process wrote is read and verified.
     *
     * @throws Refusal `ledger-broken`
     */
    entries,
    /**
     * The chain as `entries` has it, perhaps without what another process wrote in the last millisecond: for what a service reads
     * at each request.
     */
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
        return enterDebit(draft, debit, doubt, today());
      }),
    /** Stores the noisy measurements and says so in the chain, in one transaction. Refuses a second draw. */
    store: (publication: string, payload: Uint8Array, digest: string): StoredDraw =>
      write((draft) => {
        const debit = debitOf(draft.entries, publication);
        if (!debit) throw brokenLedger(`${publication} was drawn without a debit`);
        const { at, year, streams } = debit;
        const entry = draft.append<EntryOf<"drawn">>({ kind: "drawn", at, year, publication, charges: {}, streams, digest });
        insertPayload.run(publication, payload);
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
    /** Publications that were drawn, and whose draw a restored backup lost. */
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
    /** The recorded times at which ledger or witness were put back, and what was published before is not known. */
    doubts: () => store.read(() => doubts.all()),
    /**
     * Records such times, each once: years up to that of a doubt are to be counted as spent. They go into the witness by
     * `witnessDoubts`, because `restore` only reads it before the home has its name.
     */
    doubt: (added: readonly RestoredDoubt[]): void => {
      const lacking = lackingDoubts(
        store.read(() => doubts.all()),
        added,
      );
      if (lacking.length > 0)
        store.write(() => {
          for (const { day, since, year } of lacking) putDoubt.run(day, since, year);
        });
    },
    /** Adds to the witness the doubts that it lacks, on the disk when it returns. @throws Refusal `storage-failed` */
    witnessDoubts: () => witness?.doubt(store.read(() => doubts.all())),
    /**
     * Closes a year, so that nothing is debited to it any more. Asked again, it returns the same entry.
     *
     * @throws Refusal `invalid-parameter` for a year that is not opened
     */
    closeYear: (year: number) =>
      write((draft) => {
        const before = ofKind(draft.entries, "closed").find((entry) => entry.year === year);
        if (before) return before;
        if (!openedIn(draft.entries, year))
          throw new Refusal("invalid-parameter", `only an opened year can be closed; nothing was debited to ${year} yet`);
        return draft.append<EntryOf<"closed">>({ kind: "closed", at: today(), year });
      }),
    /**
     * Counts all that is left of a year as spent, opening it on these terms where it is not open. Asked again, it returns the
     * same entry. It works beside a witness that is lost or contradicts the ledger, and leaves that witness as it is.
     */
    assumeSpent: (year: number, terms: YearTerms) => {
      // Counting more as spent is right beside any witness, and must be possible before one is written anew.
      const writeEntry = witness && witnessFault(witness, entries()) ? writeUnwitnessed : write;
      return writeEntry((draft) => enterAssumption(draft, year, terms, today()));
    },
    /**
     * Writes the witness anew from this ledger. Years in which another copy of the home spent, by entries of the witness that
     * this ledger has not, are counted as spent first.
     *
     * @param termsOf the terms of a year, to open it with where it is not open
     * @returns these years
     * @throws Refusal `ledger-broken` where this ledger closed such a year: nothing can be counted in it any more
     */
    renewWitness: (termsOf: (year: number) => YearTerms) => {
      if (!witness) return [];
      const foreign = writeUnwitnessed((draft) => {
        const years = foreignYears(draft.entries, witness.ever());
        for (const { year } of years) enterAssumption(draft, year, termsOf(year), today());
        return years;
      });
      writeUnwitnessed((draft) => witness.renew(draft.entries));
      witness.doubt(store.read(() => doubts.all()));
      return foreign;
    },
    /**
     * States terms for publications of a year and later. Terms that are in force for it already are not stated again.
     *
     * @param isUntouched whether nothing was contributed yet: then, and before the first debit, any terms are in force at once
     * @throws Refusal `change-too-late` unless they only protect more, or begin after every opened year in 30 days at the
     *   earliest
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
     * Records, once, what spends nothing: a key, a frozen release, a breach. What is recorded already is not recorded again.
     *
     * @throws Refusal `ledger-broken` when something else is recorded under its name, or it does not fit what stands
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
function enterDebit(draft: Draft, debit: Debit, doubt: RestoredDoubt | undefined, at: string): EntryOf<"debit"> {
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
    // Charges do not cover k, areas or types, so the terms of the year are compared as well.
    openYear(draft, year, debit, at);
    return before;
  }
  refuseClosed(draft.entries, year, publication);
  const budget = openYear(draft, year, debit, at);
  const entry = draft.append<EntryOf<"debit">>({ kind: "debit", at, year, publication, charges, streams, digest: null });
  refuseOver(draft.entries, budget, publication);
  return entry;
}

/** The entry that opens the year: the one that stands, on the same terms, or a new one. */
function openYear(draft: Draft, year: number, terms: YearTerms, at: string): EntryOf<"opened"> {
  const before = openedIn(draft.entries, year);
  if (before === undefined) return draft.append<EntryOf<"opened">>(openingEntry(year, at, terms));
  refuseOtherTerms(before, terms);
  return before;
}

/** The entry that counts all of a year as spent: the one that stands, or a new one. */
function enterAssumption(draft: Draft, year: number, terms: YearTerms, at: string): EntryOf<"assumed"> {
  const before = assumedIn(draft.entries, year);
  if (before) return before;
  refuseClosed(draft.entries, year, `${year} cannot be counted as spent`);
  const budget = openYear(draft, year, terms, at);
  return draft.append<EntryOf<"assumed">>(assumptionEntry(draft.entries, budget, at));
}
