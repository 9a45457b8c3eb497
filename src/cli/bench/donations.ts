import { ATTRIBUTE_NAMES } from "../../contract/attributes.ts";
import type { DonationInput } from "../../contract/donation.ts";
import { periodsOf } from "../../contract/period.ts";
import type { MeasureRef } from "../../domains/index.ts";
import type { Territory } from "../../territory/index.ts";
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
  const domains = [...new Set(measures.map(({ domain }) => domain.id))];
  const needed = new Set<string>(measures.flatMap(({ measure }) => measure.similarity.attributes));
  for (let made = 0; made < households; made++) {
    const { household, areaFactor } = homes.next().value;
    // Ten steps from half to one and a half times what a home like it uses.
    const factor = areaFactor * (0.5 + (made % 11) / 10);
    const attributes = ATTRIBUTE_NAMES.filter((name) => needed.has(name)).map((name) => [name, household[name]]);
    yield {
      household: { area: household.area, ...Object.fromEntries(attributes) },
      consent: { version: "1", purposes: ["commons"], domains, adult: true, given_at: `${YEAR + 1}-01-02T12:00:00Z` },
      readings: measures.flatMap((ref) => {
        const profile = profileOf(ref, household);
        return months.map(({ id }, month) => ({
          domain: ref.domain.id,
          measure: ref.measure.id,
          period: id,
          value: Number(((profile[month] as number) * factor).toFixed(ref.measure.decimals)),
          unit: ref.measure.unit === "currency" ? "EUR" : ref.measure.unit,
          source: "bench",
        }));
      }),
    };
  }
}
