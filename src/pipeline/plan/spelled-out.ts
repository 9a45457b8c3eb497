import type { Settings } from "../../contract/settings.ts";
import type { Territory } from "../../territory/index.ts";
import { frequencies } from "./levels.ts";
import { planMeasures, planStreams } from "./measures.ts";

/**
 * The settings with the measures, L and the calendar said, where they leave it to the program: a later version, which knows
 * another measure perhaps, is to read the same terms in them.
 *
 * @throws Refusal `invalid-settings`
 */
export function spelledOut(settings: Settings, territory: Territory): Settings {
  const measures = planMeasures(settings);
  return {
    ...settings,
    measures: settings.measures ?? measures.map(({ key }) => key),
    streams: planStreams(settings, measures),
    calendar: Object.fromEntries(frequencies(settings, territory)),
  };
}
