import { householdsOf, placedPeriods } from "./columns.ts";
import type { VaultContext } from "./context.ts";
import { type OpenedPage, type PageNeeds, pageOpener } from "./open-page.ts";
import { type OpenedSealed, type PageOpeners, pageOpeners } from "./page-threads.ts";
import { changedFile, openPages } from "./pages.ts";
import { type FrozenState, type Records, unitIdOf } from "./records.ts";
import { lastExpiredMonth } from "./retention.ts";
import { donorsOf, type SealedPage, type SealedRow } from "./sealed-page.ts";
import type { ColumnLists, SnapshotOptions, SnapshotOrder, Vault } from "./types.ts";

/**
 * Below this many members threads cost more than they save: one takes about 50 ms to start, in which 2 000 households are opened.
 */
const FEW_MEMBERS = 4000;

/** Pages frozen in one transaction: for 8 000 households it holds the lock for about 50 ms. */
const FROZEN_PAGES = 8;

/** A page as read, and the vault's version then, which shows whether the vault was written to since. */
interface ReadPage {
  readonly sealed: SealedPage;
  readonly places: readonly number[];
  /** where its first member is in the list, and the member after its last one; in bytes */
  readonly at: number;
  readonly next: number;
  readonly version: string;
}

/** A page that may be handed out, and the places of its donors in the list of members. */
interface StandingPage {
  readonly sealed: SealedPage;
  readonly places: readonly number[];
  readonly opened: OpenedPage;
}

type OpenedRead = ReadPage & StandingPage;

/**
 * Adds the states to freeze of a page's donors to a list.
 *
 * @param slots of all members
 * @throws Refusal `storage-failed` for a donor that is no member
 */
function addFrozen(states: FrozenState[], { places, opened }: StandingPage, slots: Uint32Array): void {
  const { donors, received, ends, bytes } = opened.frozen;
  let begin = 0;
  for (let i = 0; i < donors.length; i++) {
    const [place, end] = [places[donors[i] as number], ends[i] as number];
    if (place === undefined) throw changedFile();
    states.push({ donor: slots[place] as number, received: received[i] as number, sealed: bytes.subarray(begin, end) });
    begin = end;
  }
}

/**
 * Reads the households of a publication page by page. A page is read in a transaction that blocks nobody, and opened outside it.
 * What it freezes is committed in a short transaction before its households are handed out, so that intake continues.
 *
 * Long, for its steps share one publication's bounds.
 */
export function snapshotReader(
  { store, keys, clock, retention, random }: VaultContext,
  records: Records,
): Pick<Vault, "snapshot" | "snapshotPages"> {
  const pages = openPages(store, random);
  const pageKeys = { wrap: keys.wrap, unit: keys.unit };

  const begin = ({ period, measures, streams, leaves }: SnapshotOptions, order: SnapshotOrder) => {
    const cutoff = lastExpiredMonth(clock(), retention());
    const needs: PageNeeds = { period, measures, streams, leaves, cutoff };
    const ofYear = { year: period.year, cutoff };
    const areas = [...(leaves ?? [])];
    const lists: ColumnLists = { areas, measures, periods: placedPeriods(period) };
    // The list of members is fixed here: a household that leaves and returns between two pages has a new id, and would count
    // twice.
    const members = pages.members(order);
    const count = members.slots.length;
    let at = 0;
    /** rows written by this snapshot itself, which do not count as a change by others */
    let frozen = 0;
    const version = () => `${store.version()} ${store.changes() - frozen}`;
    const readAt = (place: number, end = count): ReadPage => {
      const { next, ...page } = pages.read(members, place, end, ofYear);
      // A page that does not go on would come again.
      if (next <= place) throw changedFile();
      return { ...page, at: place, next, version: version() };
    };
    /** for each member whether it was given out: whatever a changed file makes of pages, no household counts twice */
    const given = new Uint8Array(count);
    const giveOut = (pages: readonly StandingPage[]): readonly StandingPage[] => {
      for (const { opened, places } of pages) {
        if (opened.donors.length !== opened.columns.areas.length) throw changedFile();
        for (const donor of opened.donors) {
          const place = places[donor];
          if (place === undefined || given[place] !== 0) throw changedFile();
          given[place] = 1;
        }
      }
      return pages;
    };
    const open = pageOpener(needs, pageKeys, areas);
    const freeze = (pages: readonly StandingPage[]) => {
      const before = store.changes();
      const states: FrozenState[] = [];
      for (const page of pages) addFrozen(states, page, members.slots);
      records.freeze(
        period.year,
        states.sort((a, b) => a.donor - b.donor),
      );
      frozen += store.changes() - before;
    };
    /** Whether every household of the page still takes part as it was read. */
    const isStillValid = ({ sealed, opened, version: then }: OpenedRead): boolean => {
      if (opened.frozen.donors.length === 0 || version() === then) return true;
      const rows = donorsOf(sealed);
      return opened.donors.every((d) => pages.isUnchanged(rows[d]?.[0] as SealedRow, ofYear));
    };
    const reread = ({ at, next }: ReadPage): StandingPage[] => {
      const pagesNow: StandingPage[] = [];
      // Donors may have added donations meanwhile, so the same members may fill several pages now.
      for (let place = at; place < next; ) {
        const piece = readAt(place, next);
        pagesNow.push({ ...piece, opened: open(piece.sealed) });
        place = piece.next;
      }
      return pagesNow;
    };
    return {
      lists,
      needs,
      open,
      members: count,
      /** The next page; undefined after the last. */
      read: (): ReadPage | undefined => {
        if (at >= count) return undefined;
        const page = store.read(() => readAt(at));
        at = page.next;
        return page;
      },
      /**
       * Freezes the states of pages, and returns the pages to hand out, each household once. A page that no longer matches the vault
       * is read again.
       * States are written in the order of the slots, many pages at a time, so that few pages of the file are written twice.
       */
      settle: (reads: readonly OpenedRead[]): readonly StandingPage[] => {
        if (reads.every(({ opened }) => opened.frozen.donors.length === 0)) return giveOut(reads);
        const settled = store.write(() => {
          // A household that left, paused or objected since, or was frozen by another publication, is read again before freezing.
          const standing = reads.flatMap((read) => (isStillValid(read) ? [read] : reread(read)));
          freeze(standing);
          return standing;
        });
        return giveOut(settled);
      },
    };
  };

  return {
    snapshot: function* (options) {
      const { read, open, settle, lists } = begin(options, "slot");
      for (let page = read(); page !== undefined; page = read()) {
        for (const { sealed, opened } of settle([{ ...page, opened: open(page.sealed) }])) {
          const rows = donorsOf(sealed);
          let i = 0;
          for (const household of householdsOf({ lists, columns: opened.columns })) {
            const [{ id }] = rows[opened.donors[i++] as number] as [SealedRow];
            yield { unit: unitIdOf(keys, id).toString("hex"), ...household };
          }
        }
      }
    },
    snapshotPages: async function* (options) {
      const { read, open, settle, lists, needs, members } = begin(options, options.order);
      const openers = pageOpeners(needs, pageKeys, members < FEW_MEMBERS ? 0 : options.threads, open);
      try {
        for await (const reads of openedPages(read, openers))
          for (const { opened } of settle(reads)) yield { lists, columns: opened.columns };
      } finally {
        await openers.close();
      }
    },
  };
}

/**
 * Yields pages in order, `FROZEN_PAGES` at a time. While these are frozen and loaded, threads open as many again: nothing is read in
 * that time, and with fewer they would wait for pages, and this thread then for them.
 */
async function* openedPages(read: () => ReadPage | undefined, openers: PageOpeners): AsyncGenerator<OpenedRead[]> {
  const most = openers.ahead === 0 ? FROZEN_PAGES : 2 * FROZEN_PAGES + openers.ahead;
  const waiting: { readonly page: ReadPage; readonly opened: Promise<OpenedSealed> }[] = [];
  const readAhead = () => {
    while (waiting.length < most) {
      const page = read();
      if (page === undefined) return;
      const opened = openers.open(page.sealed);
      // It is awaited later. Until then a rejection must not end the process as unhandled.
      opened.catch(() => undefined);
      waiting.push({ page, opened });
    }
  };
  for (readAhead(); waiting.length > 0; readAhead()) {
    const reads: OpenedRead[] = [];
    for (const { page, opened } of waiting.splice(0, FROZEN_PAGES)) reads.push({ ...page, ...(await opened) });
    yield reads;
  }
}
