import { join } from "node:path";
import { readHome, readSettings, termsByYear } from "../../commons/home.ts";
import { MOST_HOUSEHOLDS, parseSettings } from "../../contract/settings.ts";
import { statementsIn } from "../../contract/standing-terms.ts";
import {
  allocation,
  forecastRevision,
  makePlan,
  plannedSums,
  predict,
  propose,
  refuseWideSums,
  shareChoices,
} from "../../pipeline/index.ts";
import { ASSUMED_VARIATION, clampLossOf, type ForecastArea, recruitedIn } from "../../privacy/forecast/index.ts";
import { toNumber } from "../../privacy/index.ts";
import type { Territory } from "../../territory/index.ts";
import { readTerritory } from "../../territory/read.ts";
import { betsOf } from "../bets.ts";
import { chainOf } from "../chain.ts";
import { clampText, proposeClamps } from "../clamp-proposal.ts";
import { planText } from "../plan-text.ts";
import { SAMPLE_SETTINGS, SAMPLE_TERRITORY } from "../sample/index.ts";
import { listOf, makeVerb, option, text, UsageError, type VerbInput, wholeOption } from "../verb.ts";

/**
 * Numbers of households that a calendar is proposed for, besides the one asked for: a pilot's testers, a quarter, a city, a
 * métropole.
 */
const SIZES = [200, 3000, 100_000, 700_000] as const;

/** Households to plan with where none are stated. It is no expectation: nothing is published because of it. */
const HOUSEHOLDS = 3000;

const options = {
  home: text("DIR", "a commons; by default the made-up sample"),
  year: wholeOption(
    "YYYY",
    "with --home: the year of readings whose terms are taken, what was stated for it; by default this year",
    1900,
    9999,
  ),
  territory: text("DIR", "a territory, instead of a commons'"),
  settings: text("FILE", "settings, instead of a commons'"),
  among: option("AREAS", "codes of the areas where households are recruited, by commas; by default everywhere", listOf),
  households: wholeOption(
    "N",
    `households expected to contribute; by default the settings' "expected_households", else ${HOUSEHOLDS}`,
    1,
    MOST_HOUSEHOLDS,
  ),
  from: text("RELEASE", "a release's folder: proposes lower clamps of leaves for a later year, from its files alone"),
};

export const plan = makeVerb({
  options,
  run: async (input) => {
    if (input.from !== undefined) return fromRelease(input.from, input);
    const { plan, expected, read } = await planOf(input);
    const { budget, streams, settings, territory, levels } = plan;
    const households = input.households ?? expected ?? HOUSEHOLDS;
    refuseWideSums(plannedSums(plan), BigInt(households));
    const areas = areasOf(input.among, territory);
    const forecast = {
      households,
      allocation: allocation(plan),
      predictions: predict(plan, households, areas),
      proposals: [...new Set([households, ...SIZES])].map((size) => propose(settings, territory, size, areas)),
      shares: shareChoices(plan, households, areas),
      revision: forecastRevision(plan, households, areas),
    };
    const json = {
      ...forecast,
      epsilon: budget.epsilon,
      delta: toNumber(budget.delta),
      rho: toNumber(budget.rho),
      ...betsOf(budget),
      streams,
      k: settings.k,
      levels: levels.map(({ level, step, publications, typed, histograms }) => ({
        level,
        step,
        publications,
        typed,
        histograms,
      })),
      clamp: { assumedVariation: ASSUMED_VARIATION, loss: clampLossOf() },
      read,
    };
    const dwellings = areas.find(({ parent }) => parent === null)?.dwellings ?? 0;
    const ofYear = read.year === null ? "" : ` of ${read.year}`;
    const others = read.later.map((one) => `; other terms are stated for ${one}: --year ${one}`).join("");
    return {
      text: `settings${ofYear}: ${read.settings}\nterritory${ofYear}: ${read.territory}${others}\n\n${planText({ ...forecast, plan, dwellings })}`,
      json,
    };
  },
});

/** Proposes lower clamps of leaves for a later year, from a release alone. */
async function fromRelease(folder: string, input: VerbInput<typeof options>) {
  const other = (["home", "year", "territory", "settings", "among", "households"] as const).find(
    (name) => input[name] !== undefined,
  );
  if (other !== undefined) throw new UsageError(`--from reads a release alone: it goes without --${other}`);
  const found = await proposeClamps(folder);
  return { text: clampText(found), json: found };
}

/** The territory's areas, counting only dwellings of areas where households are recruited. */
function areasOf(among: readonly string[] | undefined, territory: Territory): readonly ForecastArea[] {
  if (among === undefined) return territory.areas;
  const unknown = among.find((code) => !territory.get(code));
  if (unknown !== undefined) throw new UsageError(`--among: codes of the territory's areas; got ${unknown}`);
  return recruitedIn(territory.areas, new Set(among));
}

/**
 * The plan, and where its settings and territory were read from: the output shows it, so that nobody plans with other ones than
 * they think.
 */
async function planOf({ home, territory, settings, year, progress }: VerbInput<typeof options>) {
  if (home !== undefined) {
    const planYear = year ?? new Date().getUTCFullYear();
    const found = readHome(home);
    const { entries, log } = await chainOf(found.paths, [], progress);
    const terms = termsByYear(found, entries)(planYear);
    const chosenSettings = settings === undefined ? terms.settings : readSettings(settings);
    const { seq, at, year: from } = terms.entry;
    return {
      plan:
        settings === undefined && territory === undefined
          ? terms.plan
          : makePlan(chosenSettings, territory === undefined ? terms.territory : readTerritory(territory)),
      expected: chosenSettings.expected_households,
      read: {
        year: planYear,
        settings: settings ?? `entry ${seq} of ${log ?? found.paths.ledger}, stated on ${at.slice(0, 10)} for ${from} and later`,
        territory: territory ?? join(found.paths.territories, terms.territorySha256),
        /** years for which the commons has stated other terms */
        later: [...new Set(statementsIn(entries).map((one) => one.year))].filter((one) => one > planYear).sort((a, b) => a - b),
      },
    };
  }
  if (year !== undefined) throw new UsageError("--year is of a commons: it goes with --home");
  const file = settings ?? (territory === undefined ? SAMPLE_SETTINGS : null);
  const folder = territory ?? SAMPLE_TERRITORY;
  const own = file === null ? parseSettings({}) : readSettings(file);
  const read = { year: null, settings: file ?? "the defaults", territory: folder, later: [] };
  return { plan: makePlan(own, readTerritory(folder)), expected: own.expected_households, read };
}
