import type { DonationInput } from "../../contract/donation.ts";
import { periodsOf } from "../../contract/period.ts";
import type { MeasureRef } from "../../domains/index.ts";
import type { Territory } from "../../territory/index.ts";
import { madeDonation } from "../sample/donations.ts";
import { sampleHomes } from "../sample/homes.ts";
import { profileOf } from "../sample/profiles.ts";
import { sampleRandom } from "../sample/random.ts";
import { YEAR } from "./bench.ts";

/** Made-up households, each with twelve months of every measure: nothing is left out, as in a sample it would be. */
export function* fullDonations(
  territory: Territory,
  measures: readonly MeasureRef[],
  households: number,
): Generator<DonationInput> {
  const homes = sampleHomes(territory, sampleRandom("bench"));
  const months = periodsOf(YEAR, "month");
  for (let made = 0; made < households; made++) {
    const { household, areaFactor } = homes.next().value;
    // Ten steps from half to one and a half times what a home like it uses.
    const factor = areaFactor * (0.5 + (made % 11) / 10);
    yield madeDonation(household, measures, { source: "bench", day: `${YEAR + 1}-01-02` }, (ref) => {
      const profile = profileOf(ref, household);
      return months.map(({ id }, month) => [id, (profile[month] as number) * factor]);
    });
  }
}
