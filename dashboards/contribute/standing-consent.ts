import type { DonationInput } from "../../src/contract/donation.ts";
import type { Notice } from "../shared/data.ts";
import type { AddTo, Flow } from "./flow.ts";
import { leavingOf } from "./flow.ts";
import type { Offer } from "./offers.ts";

/** Topics of what would be added that the contribution's consent does not cover; empty for a new contribution. */
export function uncoveredTopics({ addTo }: Pick<Flow, "addTo">, chosen: readonly Offer[]): string[] {
  if (addTo === null) return [];
  return [...new Set(chosen.map(({ ref }) => ref.domain.id))].filter((id) => !addTo.covers.includes(id));
}

/** Tells whether the consent of a contribution was given to the notice of today, in whichever language it was shown. */
export const isOfNotice = ({ consent }: Pick<AddTo, "consent">, { versions }: Pick<Notice, "versions">): boolean =>
  Object.values(versions).includes(consent.version);

/**
 * The consent in force of a contribution that is added to, where it was given to the notice of today and covers what is chosen or, before
 * anything is, all that may be. It is then repeated word for word, as in a correction. Null: it has to be given.
 */
export function standingConsent(flow: Flow): DonationInput["consent"] | null {
  const { addTo, notice } = flow;
  if (addTo === null || !isOfNotice(addTo, notice)) return null;
  return uncoveredTopics(flow, leavingOf(flow)).length === 0 ? addTo.consent : null;
}
