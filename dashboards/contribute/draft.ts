import { type Signal, signal } from "@preact/signals";
import type { Bill } from "../../src/importers/bill.ts";
import type { ReadingSlot } from "./coming.ts";
import type { Consenter, DonationRequest } from "./donation.ts";

/** A person's answers about a contribution, kept in memory only. The home and the files belong to the visitor. */
export interface Draft {
  readonly bills: readonly Bill[];
  /** ids of figures that came from Me situer, including those removed since */
  readonly carried: readonly string[];
  /** earliest period to contribute, by id of the source, where one was chosen */
  readonly from: Readonly<Record<string, string>>;
  /** ids of ticked offers */
  readonly ticked: ReadonlySet<string>;
  readonly purpose: boolean;
  readonly told: boolean;
  readonly who: Consenter | "minor" | null;
  /** the typed figure that the first step opens for correction, by `billId`; null: nothing */
  readonly editing: string | null;
  /** keys of unusual figures (`Unusual.key`) that the person has confirmed */
  readonly confirmed: ReadonlySet<string>;
  /** figures of files that are left out, as `figureKey` names them */
  readonly left: ReadonlySet<string>;
  /** amounts in base units that were typed in the place of a file's, by `figureKey` */
  readonly mended: ReadonlyMap<string, number>;
  /** the content of the consent, and when it was given; the time stays while the content does */
  readonly given: { readonly what: string; readonly at: string } | null;
  /** the last request sent; the same text keeps its key */
  readonly request: DonationRequest | null;
  /** true where a request may have arrived without an answer: it is repeated unchanged, or not at all */
  readonly unsure: boolean;
  /** eligibility token, ready to be sent */
  readonly token: string | null;
  /** the contribution key, until it is kept */
  readonly receipt: string | null;
  /** the person says that the key is kept */
  readonly kept: boolean;
  /** true where Back was pressed at the key, which stays */
  readonly isKeyAsked: boolean;
  /** the key was kept, and is forgotten by the page */
  readonly finished: boolean;
  /** what was sent before it was forgotten, without its amounts: for when to come back */
  readonly sent: readonly (ReadingSlot & { readonly source: string })[];
}

export const EMPTY_DRAFT: Draft = {
  bills: [],
  carried: [],
  from: {},
  ticked: new Set(),
  purpose: false,
  told: false,
  who: null,
  editing: null,
  confirmed: new Set(),
  left: new Set(),
  mended: new Map(),
  given: null,
  request: null,
  unsure: false,
  token: null,
  receipt: null,
  kept: false,
  isKeyAsked: false,
  finished: false,
  sent: [],
};

export function newDraft(): Signal<Draft> {
  return signal(EMPTY_DRAFT);
}

/** A set with a member added or removed. */
export function toggled(set: ReadonlySet<string>, member: string, has: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (has) next.add(member);
  else next.delete(member);
  return next;
}
