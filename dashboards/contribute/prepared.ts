import type { DonationInput } from "../../src/contract/donation.ts";
import { donationOf } from "./donation.ts";
import { changeDraft, type Flow, offersFor } from "./flow.ts";
import type { Offer } from "./offers.ts";
import { standingConsent } from "./standing-consent.ts";

/** What would be sent now, and its exact text. */
export interface Prepared {
  readonly chosen: readonly Offer[];
  readonly donation: DonationInput;
  readonly body: string;
}

/** Computed from the draft as it is. The text is sent exactly as it is shown; an unsure request is repeated unchanged. */
export function preparedOf(flow: Flow): Prepared {
  const { draft, visitor, notice, addTo } = flow;
  const { ticked, who, given, request, unsure } = draft.value;
  const chosen = offersFor(flow).filter(({ id }) => ticked.has(id));
  const donation = donationOf(
    { area: visitor.area.value ?? "", attributes: visitor.attributes.value },
    {
      chosen,
      who,
      version: notice.version,
      given_at: given?.at ?? flow.now().toISOString(),
      before: addTo?.covers ?? [],
      standing: standingConsent(flow),
      told: addTo?.told ?? {},
    },
  );
  return { chosen, donation, body: unsure && request ? request.body : JSON.stringify(donation, null, 1) };
}

/** How many answers about the home are sent, beside its place. */
export const answersIn = ({ household: { area: _place, ...answers } }: DonationInput): number =>
  Object.values(answers).filter((one) => one !== "unknown").length;

/**
 * Records the time at which the content of the consent last changed. The time is part of the text, and stays while the content
 * does.
 */
export function stamp(flow: Flow): void {
  const { who, purpose, told, given } = flow.draft.value;
  const { chosen } = preparedOf(flow);
  const what = JSON.stringify([who, purpose, told, chosen.map(({ id, readings }) => [id, readings])]);
  if (given?.what !== what) changeDraft(flow, { given: { what, at: flow.now().toISOString() } });
}
