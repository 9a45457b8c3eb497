import { type Signal, signal } from "@preact/signals";
import type { Bill } from "../../src/importers/bill.ts";
import type { Consenter, DonationRequest } from "./donation.ts";

/** A person's answers about the contribution, kept in memory alone. The home and the files are the visitor's. */
export interface Draft {
  readonly bills: readonly Bill[];
  /** which of them came from Me situer, and those that came and were taken away */
  readonly carried: readonly string[];
  /** earliest period to contribute, by source, where it was chosen */
  readonly from: Readonly<Record<string, string>>;
  /** ids of offers */
  readonly ticked: ReadonlySet<string>;
  readonly purpose: boolean;
  readonly told: boolean;
  readonly who: Consenter | "minor" | null;
  /** what the first step opens to be put right: a figure by `billId`, or a file by its id; null: nothing in particular */
  readonly editing: string | null;
  /** figures far from others' that were looked at again, by `unusualKey` */
  readonly confirmed: ReadonlySet<string>;
  /** what is consented to, and when: the same consent keeps its moment */
  readonly given: { readonly what: string; readonly at: string } | null;
  /** that was sent last, with its text: the same text keeps its key */
  readonly request: DonationRequest | null;
  /** a request may have arrived: it is sent again as it is, or not at all */
  readonly unsure: boolean;
  /** eligibility token, ready to be sent */
  readonly token: string | null;
  /** the contribution key, until it is kept */
  readonly receipt: string | null;
  /** it was said that the key is kept */
  readonly kept: boolean;
  /** the key was kept, and is forgotten here */
  readonly finished: boolean;
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
  given: null,
  request: null,
  unsure: false,
  token: null,
  receipt: null,
  kept: false,
  finished: false,
};

export function newDraft(): Signal<Draft> {
  return signal(EMPTY_DRAFT);
}

/** A set with one member more or less. */
export function toggled(set: ReadonlySet<string>, member: string, has: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (has) next.add(member);
  else next.delete(member);
  return next;
}
