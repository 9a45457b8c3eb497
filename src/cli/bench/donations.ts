import type { DonationInput } from "../../contract/donation.ts";
import { periodsOf } from "../../contract/period.ts";
import type { MeasureRef } from "../../domains/index.ts";
import type { Territory } from "../../territory/index.ts";
import { madeDonation } from "../sample/donations.ts";
import { sampleHomes } from "../sample/homes.ts";
import { profileOf } from "../sample/profiles.ts";
import { sampleRandom } from "../sample/random.ts";
import { YEAR } from "./bench.ts";

/** Made-up households with twelve months of every measure, without the gaps that sample households have. */
export function* fullDonations(
  territory: Territory,
  measures: readonly MeasureRef[],
  households: number,
): Generator<DonationInput> {
  const homes = sampleHomes(territory, sampleRandom("bench"));
  const months = periodsOf(YEAR, "month");
  for (let made = 0; made < households; made++) {
    const { household, areaFactor } = homes.next().value;
    // A factor from 0.5 to 1.5, in steps of 0.1, on the use of similar households.
    const factor = areaFactor * (0.5 + (made % 11) / 10);
    yield madeDonation(household, measures, { source: "bench", day: `${YEAR + 1}-01-02` }, (ref) => {
      const profile = profileOf(ref, household);
      return months.map(({ id }, month) => [id, (profile[month] as number) * factor]);
    });
  }
}
