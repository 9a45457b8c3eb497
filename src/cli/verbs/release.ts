import type { Release } from "../../commons/public.ts";
import type { Observation } from "../../contract/observation.ts";
import { isOver, parsePeriod } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { columns, required, type Verb, type VerbResult } from "../verb.ts";

export const release: Verb = {
  options: {
    home: HOME,
    period: { type: "string", value: "P", help: "YYYY-MM, YYYY-Qn or YYYY", required: true },
    early: {
      type: "boolean",
      help: "publish a period that is not over: its rows are provisional, and it cannot be published again",
    },
    key: KEY,
  },
  run: (input) =>
    withCommons(input, async (commons) => {
      const period = parsePeriod(required(input, "period"));
      const known = (await commons.releases()).includes(period.id);
      if (!known && !input.flags.early && !isOver(period, new Date())) {
        throw new Refusal(
          "period-not-over",
          `${period.id} is not over on ${new Date().toISOString().slice(0, 10)}, and a publication is made once: wait, or say --early`,
        );
      }
      input.progress(known ? `${period.id} was published before` : `publishing ${period.id}`);
      return published(await commons.release(period.id), known);
    }),
};

/** What was published, as `release` and `revise` tell it. */
export function published({ id, observations, manifest }: Release, repeated: boolean): VerbResult {
  const levels = byLevel(observations);
  const json = {
    id,
    folder: `releases/${id}`,
    repeated,
    rows: observations.length,
    levels,
    privacy: manifest.privacy,
  };
  const rows = levels.map((level) => [
    level.level,
    level.measure,
    String(level.published),
    String(level.unreliable),
    String(level.withheld),
  ]);
  const { year } = manifest.privacy;
  return {
    json,
    text: [
      `${id}: ${observations.length} rows; ${manifest.year} has cost ε = ${year.epsilon.toFixed(3)} of ${manifest.privacy.epsilon_allowed}`,
      "",
      columns([["level", "measure", "published", "of which unreliable", "withheld"], ...rows]),
    ].join("\n"),
  };
}

/** Mean rows of all households, by level and measure. */
export function byLevel(observations: readonly Observation[]) {
  const counts = new Map<string, { level: string; measure: string; published: number; unreliable: number; withheld: number }>();
  for (const row of observations) {
    if (row.STATISTIC !== "MEAN" || row.HOUSEHOLD_TYPE !== "_T") continue;
    const measure = `${row.DOMAIN}.${row.MEASURE}`;
    const key = `${measure}\n${row.AREA_LEVEL}`;
    const count = counts.get(key) ?? { level: row.AREA_LEVEL, measure, published: 0, unreliable: 0, withheld: 0 };
    if (row.OBS_VALUE === null) count.withheld++;
    else count.published++;
    if (row.OBS_STATUS === "U") count.unreliable++;
    counts.set(key, count);
  }
  return [...counts.values()];
}
