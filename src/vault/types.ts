import type { Household } from "../contract/attributes.ts";
import type { CanonicalDonation, Consent, Reading } from "../contract/donation.ts";
import type { Period } from "../contract/period.ts";
import type { Refusal } from "../contract/problem.ts";
import type { Contribution, HeldDonation, Objection, Removal, Withdrawal } from "./contribution.ts";

export interface DonateOptions {
  /** identifies this request: a repeat with the same content stores nothing and returns the same receipt */
  readonly idempotency?: string | undefined;
  /**
   * the idempotency string already fixes the content (the digest of a file and a line number, for example). Then a repeat is not
   * compared, since other settings or code may read the line differently; and it stays a repeat after its donation was erased
   */
  readonly named?: boolean;
  /** receipt of the contribution to amend */
  readonly receipt?: string | undefined;
  /**
   * called only before a new contribution begins. It throws, or returns a token, which is marked as used in the transaction that
   * stores the donation
   */
  readonly admit?: (() => Uint8Array) | undefined;
}

/** A donation as the text to seal, so that an encoded donation need not be decoded on its way. */
export type DonationText = string & { readonly written: unique symbol };

export interface DonationItem extends DonateOptions {
  readonly donation: CanonicalDonation | DonationText;
}

export interface DonationResult {
  /** the secret key of the contribution */
  readonly receipt: string;
  /** a repeat: nothing was stored now */
  readonly repeated: boolean;
}

/** What somebody who lost the key knows of the contribution. */
export interface Clue {
  /** code of the leaf */
  readonly area: string;
  /** each measure and period once, in base units */
  readonly readings: readonly Omit<Reading, "source">[];
}

/** A contribution that was found without its key, for the process that found it: it is never printed or stored. */
export interface FoundContribution {
  /** what its receipt is known by in the vault */
  readonly lookup: Buffer;
}

/** A contribution by its secret receipt, or as it was found without it. */
export type ContributionRef = string | FoundContribution;

/** The result of `Vault.search`. */
export interface SearchResult {
  /** contributions of the whole commons whose readings agree with the clue's */
  readonly agreeing: number;
  /** the one that agrees, where no other does and it is of the clue's area */
  readonly found: FoundContribution | null;
}

/** The result of `Vault.erase`. */
export interface Erasure {
  /** donations past retention, erased now */
  readonly donations: number;
  /** households left without any data, erased now */
  readonly households: number;
  /** the clock leapt or went back: nothing is erased until it has stayed plausible for three days of the machine's uptime */
  readonly clockDoubted: boolean;
  /** households erased whose bytes may still be in the file */
  readonly owed: number;
  /** rows and keys without a donor: none, unless the file was changed by hand */
  readonly rows: number;
  /**
   * whether bytes of deleted rows are left in the file; `unknown` where another process used it, so that it was not rewritten
   */
  readonly bytes: "none" | "unknown";
}

/**
 * A contribution, unsealed but not decoded. Decoding takes most of the time of a view, so it is left to the receiver, which may
 * be another thread: this is plain data.
 */
export interface StoredContribution extends Pick<Contribution, "paused" | "objection" | "years"> {
  /** The consent in force, where the donation that brought it is erased. */
  readonly carried: Consent | null;
  /** Oldest first. */
  readonly donations: readonly StoredDonation[];
}

export interface StoredDonation extends Pick<HeldDonation, "received" | "erased_from"> {
  /** Past retention and not erased yet: only its consent counts. */
  readonly expired: boolean;
  readonly text: DonationText;
}

/** A `Contribution` whose lists are generated at each iteration, so that none is in memory as a whole. */
export interface ContributionView extends Omit<Contribution, "readings" | "unused" | "donations"> {
  readonly readings: Iterable<Reading>;
  readonly unused: Iterable<Reading>;
  readonly donations: Iterable<HeldDonation>;
  /** The consents of the donations, in their order. */
  readonly consents: readonly Consent[];
}

/** A household in a publication. */
export interface SnapshotHousehold {
  /** privacy unit, 32 hex digits; means nothing elsewhere */
  readonly unit: string;
  /** frozen for the year */
  readonly household: Household;
  /** the latest reading of each measure and period within the publication's period, of at most `streams` measures */
  readonly readings: readonly Omit<Reading, "source">[];
}

/** The closed, public lists that the numbers in columns are indices into. */
export interface ColumnLists {
  readonly areas: readonly string[];
  readonly measures: readonly { readonly domain: string; readonly measure: string }[];
  /** the months of the publication's period, then, where that is a year, the year, for its total */
  readonly periods: readonly string[];
}

/** Some households of a publication, as typed arrays, which pass to another thread without being copied. */
export interface SnapshotColumns {
  readonly areas: Uint32Array<ArrayBuffer>;
  /** for each household one byte per ATTRIBUTE_NAMES: index into the attribute's list of values */
  readonly attributes: Uint8Array<ArrayBuffer>;
  /** how many measures each household gave; the arrays below have these in the same order */
  readonly given: Uint32Array<ArrayBuffer>;
  readonly measures: Uint16Array<ArrayBuffer>;
  /** for each period of the list the measures' amounts in base units; `NO_AMOUNT` where none was given */
  readonly amounts: readonly BigInt64Array<ArrayBuffer>[];
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
  /** codes of the territory's leaves: households elsewhere take no part; absent: every area is a leaf */
  readonly leaves?: readonly string[];
}

/**
 * Slots are given out as households come, so their order tells who came before whom. It is how the vault lies on the disk, and is read
 * in a sixth of the time of an order that is drawn for one publication, which tells nothing.
 */
export type SnapshotOrder = "slot" | "shuffled";

export interface SnapshotPagesOptions extends SnapshotOptions {
  readonly leaves: readonly string[];
  /** threads that help to unseal and decode, if there are enough households to make up for starting them */
  readonly threads: number;
  /** `shuffled` where anybody but this process is to see the households one after the other */
  readonly order: SnapshotOrder;
}

/** Exact counts for the operator only, which no publication may show. */
export interface VaultStatus {
  /** households that take part in the next publication */
  readonly active: number;
  readonly paused: number;
  /** households that object to some or all domains */
  readonly objecting: number;
  /** households that withdrew, ever */
  readonly withdrawn: number;
  readonly donations: number;
  /** donations past retention, not erased yet */
  readonly expired: number;
  /** households erased whose bytes may still be in the file until it is rewritten */
  readonly erasuresOwed: number;
  /** contributions set aside because they do not authenticate */
  readonly aside: number;
  /** contributors' requests that are not yet in the file beside the ledger's witness, because it could not be written */
  readonly actsWaiting: number;
  /** the clock leapt or went back, so nothing is erased for now */
  readonly clockDoubted: boolean;
}

/** Requests of contributors that were repeated because the opened vault is older than its acts file. */
export interface RepeatedActs {
  readonly repeated: number;
  /** requests about contributions that came after the backup, so that this vault does not have them */
  readonly notHeld: number;
  /** the acts file is lost, older than the vault or begins too late: requests missing in it cannot be repeated */
  readonly isLacking: boolean;
}

/** The findings of an audit of everything sealed. */
interface Audit {
  /** contributions that do not authenticate and still take part */
  readonly unauthentic: number;
  /** contributions that were set aside, now or before */
  readonly aside: number;
}

/** A publication whose draw was lost with a restored backup. */
export interface ForgottenDraw {
  readonly publication: string;
  /** calendar year of its readings */
  readonly year: number;
}

/** The only way to raw records. Changes are on the disk when a method returns. */
export interface Vault {
  /**
   * Stores a donation: a new household's, or an amendment of the contribution of `receipt`.
   *
   * @throws Refusal `key-not-known` for a receipt that is unknown, withdrawn or malformed, all alike
   * @throws Refusal `idempotency-conflict` where the idempotency string was used for another donation, or for one that was erased
   * @throws Refusal `token-spent` where the token that `admit` returns was used before, and whatever `admit` throws
   * @throws Refusal `too-many-amendments` where the contribution would exceed its limits of donations, bytes or readings
   * @throws Refusal `storage-full`, `storage-failed`, `home-in-use`, as every other method
   */
  donate(donation: CanonicalDonation, options?: DonateOptions): DonationResult;
  /**
   * Stores all items in one transaction, or none.
   *
   * @param beforeCommit gets the results in the order of the items; if it throws, nothing is stored
   */
  donateAll(items: Iterable<DonationItem>, beforeCommit?: (results: readonly DonationResult[]) => void): DonationResult[];
  /** Like `donateAll`, but a refused item does not affect the others; its refusal is its result. */
  donateEach(items: Iterable<DonationItem>): (DonationResult | Refusal)[];
  /**
   * The receipt that a first donation with this idempotency string gets, whether it is stored or not. It takes the operator's key
   * to compute.
   */
  receiptOf(idempotency: string): string;
  /** What the vault holds of a contribution, without donations past retention, even if they are not erased yet. */
  show(of: ContributionRef): Contribution;
  /** Like `show`, but not decoded: only this part of `show` needs the vault. */
  stored(of: ContributionRef): StoredContribution;
  /** Donations of a contribution and bytes of their content, which tell how much work showing or correcting it will be. */
  weigh(receipt: string): { readonly donations: number; readonly bytes: number };
  pause(of: ContributionRef): void;
  resume(of: ContributionRef): void;
  /**
   * Excludes data of these domains (null: all) from every publication from the next one on, until the person consents to them
   * again in a consent newer than the objection. The data are kept.
   */
  object(of: ContributionRef, domains: readonly string[] | null): Objection;
  /** Erases readings from all donations of the contribution. Its consents stay. */
  remove(receipt: string, readings: Removal["removed"]): Removal;
  /** Destroys the contribution's key, and deletes its rows. The household is in no later publication. */
  withdraw(of: ContributionRef): Withdrawal;
  /** Looks through all contributions for those that agree with a clue (`search.ts`). Nothing is written. */
  search(clue: Clue): SearchResult;
  /**
   * The households of a publication, in order of their slots. Who they are is fixed when the iteration begins: one that
   * leaves before its page is frozen (read, where nothing of it is new) is left out, and one that comes, or comes back, is in
   * the next. Attributes and measure streams of the year are frozen durably before a household is given out. It may be left
   * half-way; nothing stays open.
   */
  snapshot(options: SnapshotOptions): Iterable<SnapshotHousehold>;
  /**
   * Like `snapshot`, as columns, in pages of at most 1 000 households. Pages are read ahead, so a household that leaves after its
   * page was read is left out only if something of it is to be frozen.
   */
  snapshotPages(options: SnapshotPagesOptions): AsyncIterable<SnapshotPage>;
  /** How many households that take part live in no leaf of a territory, by their newest donation. For the operator only. */
  outside(isLeaf: (area: string) => boolean): number;
  /** Erases everything past retention, unless the clock is doubted. @returns donations erased */
  expire(): number;
  /**
   * Does a part of `expire`, so that a caller can serve others between two parts.
   *
   * @returns donations erased, and whether there may be more
   */
  expirePart(): { readonly donations: number; readonly more: boolean };
  /**
   * Like `expire`, but refuses while the clock is doubted. Called before a publication debits anything. @throws Refusal
   * `clock-doubted`
   */
  prepare(): void;
  /**
   * Erases donations past retention and rewrites the file, so that no erased bytes stay in it. Other processes wait meanwhile.
   *
   * @param o.trustClock the operator confirms that the clock is right
   */
  erase(o?: { readonly trustClock?: boolean }): Erasure;
  status(): VaultStatus;
  /** Writes one row of its own, so that the operator learns whether donations could be stored. @throws Refusal as `donate` */
  probe(): { readonly clockDoubted: boolean };
  /** Unseals everything once. @param repair sets aside contributions that do not authenticate, each as a whole */
  audit(repair: boolean): Audit;
  /**
   * Freezes nothing more for years whose publications this vault has forgotten (`recovery.ts`). @returns the years closed now
   */
  endFreezing(draws: readonly ForgottenDraw[]): number[];
  /** Pauses every contribution until its holder resumes it: what they asked for since the backup is not known. */
  pauseAll(): void;
  /** Brings the file of contributors' acts up to date, and removes acts older than its days. */
  keepActs(): void;
  /** How many acts were ever recorded. */
  actsRecorded(): number;
  /** Whether anybody ever contributed, as far as vault and acts file know; withdrawn and expired contributors count. */
  isTouched(): boolean;
  /** Records the day of the restore and the day of the backup; contributors whose data are lost see both. */
  restoredFrom(o: { readonly on: string; readonly from: string }): void;
  /** The acts repeated when the vault was opened. */
  readonly repeated: RepeatedActs;
  close(): void;
}
