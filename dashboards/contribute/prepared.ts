import type { DonationInput } from "../../src/contract/donation.ts";
import { donationOf } from "./donation.ts";
import { change, type Flow, offersFor } from "./flow.ts";
import type { Offer } from "./offers.ts";

/** What would be sent as it stands, and its exact text. */
export interface Prepared {
  readonly chosen: readonly Offer[];
  readonly donation: DonationInput;
  readonly body: string;
}

/** Made of the draft as it stands; sent as it is shown, to the letter. */
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
    },
  );
  return { chosen, donation, body: unsure && request ? request.body : JSON.stringify(donation, null, 1) };
}

/** Notes when what is consented to changed: that moment is in the text, and stays while the text does. */
export function stamp(flow: Flow): void {
  const { who, purpose, told, given } = flow.draft.value;
  const { chosen } = preparedOf(flow);
  const what = JSON.stringify([who, purpose, told, chosen.map(({ id, readings }) => [id, readings])]);
  if (given?.what !== what) change(flow, { given: { what, at: flow.now().toISOString() } });
}
