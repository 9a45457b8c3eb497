import type { Settings } from "../../contract/settings.ts";
import type { Territory } from "../../territory/index.ts";
import { frequencies } from "./levels.ts";
import { planMeasures, planStreams } from "./measures.ts";

/**
 * The settings with measures, clamps, L and calendar written out where they leave them to the program: a later version, which
 * knows another measure or clamp perhaps, reads the same terms in them.
 *
 * @throws Refusal `invalid-settings`
 */
export function explicitSettings(settings: Settings, territory: Territory): Settings {
  const measures = planMeasures(settings);
  return {
    ...settings,
    measures: settings.measures ?? measures.map(({ key }) => key),
    clamps: Object.fromEntries(measures.map(({ key, clamp }) => [key, { upper: clamp.upper, source: clamp.source }])),
    streams: planStreams(settings, measures),
    calendar: Object.fromEntries(frequencies(settings, territory)),
  };
}
