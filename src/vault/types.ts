import type { Household } from "../contract/attributes.ts";
import type { CanonicalDonation, Consent, Reading } from "../contract/donation.ts";
import type { Period } from "../contract/period.ts";
import type { Refusal } from "../contract/problem.ts";
import type { Contribution, HeldDonation, Objection, Removal, Withdrawal } from "./contribution.ts";

export interface DonateOptions {
  /** names this request: repeated with the same content it stores nothing and gives the same receipt */
  readonly idempotency?: string | undefined;
  /**
   * the idempotency string fixes the content already, as a file's digest and a line do: a repeat is not
   * compared, for settings or code may have changed what is made of it, and one whose donation was
   * erased is a repeat still
   */
  readonly named?: boolean;
  /** of the contribution to add to or amend */
  readonly receipt?: string | undefined;
  /**
   * asked before a new contribution begins, and for nothing else: it refuses, or gives what may be used once; that is burnt
   * in the transaction that stores the donation
   */
  readonly admit?: (() => Uint8Array) | undefined;
}

/** A donation as the text that is sealed: what is written once need not be made an object again on its way. */
export type DonationText = string & { readonly written: unique symbol };

export interface DonationItem extends DonateOptions {
  readonly donation: CanonicalDonation | DonationText;
}

export interface DonationResult {
  /** the secret key of the contribution */
  readonly receipt: string;
  /** nothing was stored: it had been before */
  readonly repeated: boolean;
}

/** What `Vault.erase` did and found. */
export interface Erasure {
  /** past retention, erased now */
  readonly donations: number;
  /** without any remaining data */
  readonly households: number;
  /** the clock leapt, or went back: nothing is erased by it until it has been followed for three days of the machine's own running */
  readonly clockDoubted: boolean;
  /** households erased, of whom bytes may be left in the file */
  readonly owed: number;
  /** rows and keys without a donor: none, unless the file was changed by hand */
  readonly rows: number;
  /** what is left in the file of rows that are no more; `unknown`: another process uses it, and it was not written anew */
  readonly bytes: "none" | "unknown";
}

/**
 * A contribution as the vault stores it: unsealed, and its donations still the texts that were sealed. Plain data: it may cross
 * to another thread, and reading the texts, which takes most of the time of a view, is left to whoever receives it.
 */
export interface StoredContribution extends Pick<Contribution, "paused" | "objection" | "years"> {
  /** The consent that governs, where it outlives the donation that brought it. */
  readonly carried: Consent | null;
  /** Oldest first. */
  readonly donations: readonly StoredDonation[];
}

export interface StoredDonation extends Pick<HeldDonation, "received" | "erased_from"> {
  /** Past retention and not erased yet: only its consent counts. */
  readonly expired: boolean;
  readonly text: DonationText;
}

/** A `Contribution` whose lists are made as they are read, each time anew, so that none of them is in memory as a whole. */
export interface ContributionView extends Omit<Contribution, "readings" | "unused" | "donations"> {
  readonly readings: Iterable<Reading>;
  readonly unused: Iterable<Reading>;
  readonly donations: Iterable<HeldDonation>;
  /** The consents of the donations, in their order. */
  readonly consents: readonly Consent[];
}

/** A household in a publication. */
export interface SnapshotHousehold {
  /** privacy unit, 32 hex digits; a keyed HMAC that means nothing elsewhere */
  readonly unit: string;
  /** frozen for the year */
  readonly household: Household;
  /** of the publication's period, the latest of each measure and period, at most `streams` measures */
  readonly readings: readonly Omit<Reading, "source">[];
}

/** The closed, public lists in which the numbers of columns are places. */
export interface ColumnLists {
  readonly areas: readonly string[];
  readonly measures: readonly { readonly domain: string; readonly measure: string }[];
  /** the months of the publication's period, and behind them its year for a year's total */
  readonly periods: readonly string[];
}

/** Some households of a publication, as columns: plain data, whose arrays cross to another thread without being copied. */
export interface SnapshotColumns {
  readonly areas: Uint32Array<ArrayBuffer>;
  /** a byte each of the ATTRIBUTE_NAMES: the place in the attribute's list */
  readonly attributes: Uint8Array<ArrayBuffer>;
  /** how many readings each has; they follow each other */
  readonly readings: Uint32Array<ArrayBuffer>;
  readonly measures: Uint16Array<ArrayBuffer>;
  readonly periods: Uint16Array<ArrayBuffer>;
  /** base units */
  readonly amounts: BigInt64Array<ArrayBuffer>;
}

/** Columns and their lists. */
export interface SnapshotPage {
  readonly lists: ColumnLists;
  readonly columns: SnapshotColumns;
}

export interface SnapshotOptions {
  readonly period: Period;
  /** in use, by priority */
  readonly measures: readonly { readonly domain: string; readonly measure: string }[];
  /** L: the most measure streams of one household that count in a year */
  readonly streams: number;
  /** the leaves of the publication's territory: households elsewhere take no part; absent: every area is one */
  readonly leaves?: readonly string[];
}

/**
 * Slots are given out as households come, so their order tells who came before whom. It is how the vault lies on the disk, and is read
 * in a sixth of the time of an order that is drawn for one publication, which tells nothing.
 */
export type SnapshotOrder = "slot" | "shuffled";

export interface SnapshotPagesOptions extends SnapshotOptions {
  readonly leaves: readonly string[];
  /** threads that unseal and decode beside this one, where there are households enough to pay for starting them */
  readonly threads: number;
  /** `shuffled` where anybody but this process is to see the households one after the other */
  readonly order: SnapshotOrder;
}

/** For the operator only: exact counts, which no publication may show. */
export interface VaultStatus {
  /** households that take part in the next publication */
  readonly active: number;
  readonly paused: number;
  /** households that object to some or all domains */
  readonly objecting: number;
  /** households that withdrew, ever */
  readonly withdrawn: number;
  readonly donations: number;
  /** donations past retention that wait for `expire` */
  readonly expired: number;
  /** households erased, of whom bytes may be left in the file until it is written anew */
  readonly erasuresOwed: number;
  /** contributions that do not authenticate, and were set aside */
  readonly aside: number;
  /** acts of contributors that are not in the file beside the ledger's witness yet, for it cannot be written */
  readonly actsWaiting: number;
  /** the clock leapt or went back, and nothing is erased by it yet */
  readonly clockDoubted: boolean;
}

/** The acts repeated when a vault was opened that is older than its file of acts. */
export interface RepeatedActs {
  readonly repeated: number;
  /** of contributions that this vault does not hold: they came after the backup */
  readonly notHeld: number;
  /** the file is lost, or older than the vault, or begins too late: what it does not know cannot be repeated */
  readonly isLacking: boolean;
}

/** The findings of an audit of everything sealed. */
interface Audit {
  /** contributions of which something does not authenticate, and that take part all the same */
  readonly unauthentic: number;
  /** contributions that were set aside, now or before */
  readonly aside: number;
}

/** A publication that was drawn, and whose draw went with a restored backup. */
export interface ForgottenDraw {
  readonly publication: string;
  /** calendar year of its readings */
  readonly year: number;
}

/** The only door to raw records. Whatever returns is on the disk. */
export interface Vault {
  /**
   * Takes a new household's donation, or adds to and amends the one of `receipt`.
   *
   * @throws Refusal `key-not-known` for a receipt that is unknown, withdrawn or malformed, all alike
   * @throws Refusal `idempotency-conflict` where the idempotency string was used for another donation, or for one that was erased
   * @throws Refusal `token-spent` where what `admit` gives was used, and whatever `admit` throws
   * @throws Refusal `too-many-amendments` where the contribution holds as many donations, or bytes or readings of them, as it may
   * @throws Refusal `storage-full`, `storage-failed`, `home-in-use`, as every other method
   */
  donate(donation: CanonicalDonation, options?: DonateOptions): DonationResult;
  /**
   * All of the items in one transaction, or none.
   *
   * @param beforeCommit is given the results in the order of the items; when it throws, nothing is stored
   */
  donateAll(items: Iterable<DonationItem>, beforeCommit?: (results: readonly DonationResult[]) => void): DonationResult[];
  /** Works as `donateAll`, but a refused item does not affect the others: its refusal takes its place in the results. */
  donateEach(items: Iterable<DonationItem>): (DonationResult | Refusal)[];
  /**
   * The receipt that a first donation with this idempotency string gets, stored or not. Nobody without the
   * operator's key can make it.
   */
  receiptOf(idempotency: string): string;
  /** Donations past retention are not shown, even if not erased yet. */
  show(receipt: string): Contribution;
  /** The same, before its donations are read: the part of `show` that needs the vault. */
  stored(receipt: string): StoredContribution;
  /** How many donations a contribution has, and the bytes of their content: the cost of showing or correcting it. */
  weigh(receipt: string): { readonly donations: number; readonly bytes: number };
  pause(receipt: string): void;
  resume(receipt: string): void;
  /**
   * Takes what was given of these domains (null: everything) out of every publication from the next one on, until a
   * consent of the person's own that is newer than the objection names them again. It stays held.
   */
  object(receipt: string, domains: readonly string[] | null): Objection;
  /** Erases readings from every donation of the contribution that has them. Its consents stay. */
  remove(receipt: string, readings: Removal["removed"]): Removal;
  /** Destroys the key of the data, and the rows. The household is in no later publication. */
  withdraw(receipt: string): Withdrawal;
  /**
   * The households of a publication, in order of their slots. Who they are is fixed when the iteration begins: one that
   * leaves before its page is frozen (read, where nothing of it is new) is left out, and one that comes, or comes back, is in
   * the next. Attributes and measure streams of the year are frozen durably before a household is given out. It may be left
   * half-way; nothing stays open.
   */
  snapshot(options: SnapshotOptions): Iterable<SnapshotHousehold>;
  /**
   * The same as columns, a page of at most 1 000 households at a time. Pages are read ahead of the one that is given out: one that
   * leaves between is left out only where something of it is to be frozen.
   */
  snapshotPages(options: SnapshotPagesOptions): AsyncIterable<SnapshotPage>;
  /** How many households that take part live, by their newest word, in no leaf of a territory: for the operator only. */
  outside(isLeaf: (area: string) => boolean): number;
  /** Erases what is past retention, unless the clock is doubted. @returns donations erased */
  expire(): number;
  /**
   * A part of `expire`, for whoever has others to serve between two.
   *
   * @returns donations erased, and whether there may be more
   */
  expirePart(): { readonly donations: number; readonly more: boolean };
  /** Works as `expire`, for a publication, before anything is debited. @throws Refusal `clock-doubted` while the clock is doubted */
  prepare(): void;
  /**
   * Erases donations past retention and rewrites the file, so that no erased bytes stay in it. Other
   * processes wait while it does.
   *
   * @param o.trustClock somebody says that the clock is right, however it leapt
   */
  erase(o?: { readonly trustClock?: boolean }): Erasure;
  status(): VaultStatus;
  /** Commits to a row of its own, so that an operator learns whether donations could be stored. @throws Refusal as `donate` where they could not */
  probe(): { readonly clockDoubted: boolean };
  /** Unseals everything once. @param repair sets aside, whole and alone, the contributions that do not authenticate */
  audit(repair: boolean): Audit;
  /** Ends what may still be frozen for years of which this vault has forgotten publications. @returns those for which it was done now */
  endFreezing(draws: readonly ForgottenDraw[]): number[];
  /** Keeps every contribution out of publications until its holder resumes it: what they asked for meanwhile is not known. */
  pauseAll(): void;
  /** Brings the file of contributors' acts up to date, and removes acts older than its days. */
  keepActs(): void;
  /** How many acts of contributors were ever recorded. */
  actsRecorded(): number;
  /** Whether anybody ever contributed, as far as vault and file of acts know. Withdrawn and expired contributors count. */
  isTouched(): boolean;
  /** Records the days of the restore and of its backup, which are shown to contributors whose data is lost. */
  restoredFrom(o: { readonly on: string; readonly from: string }): void;
  /** The acts repeated when the vault was opened. */
  readonly repeated: RepeatedActs;
  close(): void;
}
