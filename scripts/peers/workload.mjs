/**
 * The workload of every engine: a real set's households, one row per household and measure, and the queries of a yearly
 * publication (whole, regions and leaves, with types and histograms above the leaves), each with its share of the budget.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);

/**
 * Reads a set of `data` with all levels published yearly, whatever its settings say. `odds` are those of 100 bets that the budget
 * allows; undefined: the budget of its settings.
 */
export async function readSet(folder, odds) {
  const { readRealSet } = await built("cli/bench/utility/real.js");
  const { makePlan, planPublication } = await built("pipeline/index.js");
  const { publication, households } = readRealSet(folder, () => new Date());
  const { settings, territory } = publication.plan;
  const calendar = Object.fromEntries(territory.levels.map((level) => [level, "year"]));
  // The stored shares were optimised for the calendar of the settings, so they are computed anew for this one.
  const { tables: _other, ...shares } = settings.budget.shares;
  const budget = odds === undefined ? { ...settings.budget, shares } : { shares, odds };
  const plan = makePlan({ ...settings, calendar, budget }, territory);
  // A monthly reading counts for its year, and the period is the year of the set.
  const { parsePeriod } = await built("contract/period.js");
  return { publication: planPublication(plan, parsePeriod(publication.period.id.slice(0, 4))), households };
}

/** Writes `work.json` and `rows.tsv` for the engines. @returns the workload, and the true figures by cell for scoring */
export async function writeWorkload(folder, { publication, households }, { draws }) {
  const { toNumber } = await built("privacy/index.js");
  const { truthOf } = await built("cli/bench/utility/truth.js");
  const { COARSE, histogramEdges } = await built("privacy/bins.js");
  const { classOf } = await built("domains/index.js");
  const { plan, period } = publication;
  const { budget, territory, settings } = plan;
  const names = { counts: "count", sums: "sum", histograms: "histogram" };
  const queries = plan.split.flatMap((one) =>
    Object.entries(names).flatMap(([quantity, statistic]) => {
      const share = toNumber(one[quantity]);
      return share > 0 ? [{ level: one.level, typed: one.table === "types", statistic, share }] : [];
    }),
  );
  const work = {
    period: period.id,
    draws,
    epsilon: budget.epsilon,
    delta: toNumber(budget.delta),
    rho: toNumber(budget.rho),
    streams: plan.streams,
    k: settings.k,
    gate_delta: toNumber(budget.gateDelta),
    levels: territory.levels.map((level) => ({
      level,
      areas: territory.areas.filter((area) => area.level === level).map(({ code }) => code),
    })),
    measures: publication.measures.map(({ measure }) => ({
      key: measure.key,
      clamp: Number(measure.upper) / Number(measure.factor),
      types: measure.measure.similarity.classes.map(({ code }) => code),
      edges: histogramEdges(measure.upper, COARSE).map((edge) => Number(edge) / Number(measure.factor)),
    })),
    queries,
  };
  const rows = households.flatMap(({ household, readings }, i) =>
    publication.measures.flatMap(({ measure, scale }) => {
      const mine = readings.filter((one) => one.domain === measure.domain.id && one.measure === measure.measure.id);
      const total = mine.find((one) => one.period === period.id);
      const months = mine.filter((one) => one.period !== period.id);
      if (!total && (months.length === 0 || !scale.weights.has(months.length))) return [];
      const amount = total ? total.amount / 12 : months.reduce((sum, one) => sum + one.amount, 0) / months.length;
      const areas = territory.lineage(household.area).map(({ code, level }) => [level, code]);
      const at = Object.fromEntries(areas);
      const type = classOf(measure.measure, household);
      return [[i, measure.key, ...territory.levels.map((level) => at[level]), type, amount / Number(measure.factor)].join("\t")];
    }),
  );
  const head = ["household", "measure", ...territory.levels, "type", "amount"].join("\t");
  writeFileSync(join(folder, "rows.tsv"), `${[head, ...rows].join("\n")}\n`);
  writeFileSync(join(folder, "work.json"), JSON.stringify(work));
  return { work, truths: truthOf(publication, households) };
}
