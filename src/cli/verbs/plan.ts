import { join } from "node:path";
import { homeTerms, readHome, readSettings } from "../../commons/home.ts";
import { MOST_HOUSEHOLDS, parseSettings } from "../../contract/settings.ts";
import { statementsIn } from "../../contract/terms.ts";
import { allocation, forecastRevision, makePlan, type Plan, predict, propose } from "../../pipeline/index.ts";
import { ASSUMED_VARIATION, clampLossOf, type ForecastArea, recruitedIn } from "../../privacy/forecast/index.ts";
import { toNumber } from "../../privacy/index.ts";
import type { Territory } from "../../territory/index.ts";
import { readTerritory } from "../../territory/read.ts";
import { chainOf } from "../chain.ts";
import { planText } from "../plan-text.ts";
import { revisionLines } from "../revision-lines.ts";
import { SAMPLE_SETTINGS, SAMPLE_TERRITORY } from "../sample/index.ts";
import { UsageError, type Verb, type VerbInput, wholeNumber } from "../verb.ts";

/** Sizes that a calendar is proposed for, beside the number that was asked for: a pilot's testers, a quarter, a city, a métropole. */
const SIZES = [200, 3000, 100_000, 700_000] as const;

/** Planned with where nobody says otherwise. It is no expectation: nothing is published for it. */
const HOUSEHOLDS = 3000;

export const plan: Verb = {
  options: {
    home: { type: "string", value: "DIR", help: "a commons; by default the made-up sample" },
    year: {
      type: "string",
      value: "YYYY",
      help: "with --home: the year of readings whose terms are taken, what was stated for it; by default this year",
    },
    territory: { type: "string", value: "DIR", help: "a territory, instead of a commons'" },
    settings: { type: "string", value: "FILE", help: "settings, instead of a commons'" },
    among: {
      type: "string",
      value: "AREAS",
      help: "codes of the areas where households are recruited, by commas; by default everywhere",
    },
    households: {
      type: "string",
      value: "N",
      help: `households expected to contribute; by default the settings' "expected_households", else ${HOUSEHOLDS}`,
    },
  },
  run: async (input) => {
    const { planned, expected, read } = await planOf(input);
    const { budget, streams, settings, territory } = planned;
    const households = wholeNumber(input, "households", 1, MOST_HOUSEHOLDS) ?? expected ?? HOUSEHOLDS;
    const areas = areasOf(input, territory);
    const found = {
      plan: planned,
      dwellings: areas.find(({ parent }) => parent === null)?.dwellings ?? 0,
      households,
      allocation: allocation(planned),
      predictions: predict(planned, households, areas),
      proposals: [...new Set([households, ...SIZES])].map((size) => propose(settings, territory, size, areas)),
    };
    const revision = forecastRevision(planned, households, areas);
    const json = {
      households,
      epsilon: budget.epsilon,
      delta: toNumber(budget.delta),
      rho: toNumber(budget.rho),
      streams,
      k: settings.k,
      levels: planned.levels.map(({ level, step, publications, typed, histograms }) => ({
        level,
        step,
        publications,
        typed,
        histograms,
      })),
      allocation: found.allocation,
      clamp: { assumedVariation: ASSUMED_VARIATION, loss: clampLossOf() },
      predictions: found.predictions,
      proposals: found.proposals,
      revision,
      read,
    };
    return { text: `${readLines(read)}\n\n${planText(found)}\n\n${revisionLines(planned, households, revision)}`, json };
  },
};

/** The territory's areas, with the dwellings of those where households are recruited alone. */
function areasOf(input: VerbInput, territory: Territory): readonly ForecastArea[] {
  const { among } = input.options;
  if (among === undefined) return territory.areas;
  const codes = among.split(",").map((code) => code.trim());
  const unknown = codes.find((code) => !territory.get(code));
  if (unknown !== undefined) throw new UsageError(`--among: codes of the territory's areas; got ${unknown}`);
  return recruitedIn(territory.areas, new Set(codes));
}

/** Where the settings and the territory were found, so that nobody plans with others than those that they mean. */
interface Read {
  /** of a commons: the year of readings whose terms they are */
  readonly year: number | null;
  readonly settings: string;
  readonly territory: string;
  /** later years for which a commons has stated others */
  readonly later: readonly number[];
}

interface PlanSubject {
  readonly planned: Plan;
  readonly expected: number | undefined;
  readonly read: Read;
}

async function planOf(input: VerbInput): Promise<PlanSubject> {
  const { home, territory, settings } = input.options;
  const year = wholeNumber(input, "year", 1900, 9999);
  if (home !== undefined) {
    const of = year ?? new Date().getUTCFullYear();
    const found = readHome(home);
    const { entries, log } = await chainOf(found.paths, [], input.progress);
    const terms = homeTerms(found, entries)(of);
    const given = settings === undefined ? undefined : readSettings(settings);
    const place = territory === undefined ? undefined : readTerritory(territory);
    const { seq, at, year: from } = terms.entry;
    const read = {
      year: of,
      settings: settings ?? `entry ${seq} of ${log ?? found.paths.ledger}, stated on ${at.slice(0, 10)} for ${from} and later`,
      territory: territory ?? join(found.paths.territories, terms.territorySha256),
      later: [...new Set(statementsIn(entries).map((one) => one.year))].filter((one) => one > of).sort((a, b) => a - b),
    };
    const isOwn = given === undefined && place === undefined;
    const planned = isOwn ? terms.plan : makePlan(given ?? terms.settings, place ?? terms.territory);
    return { planned, expected: (given ?? terms.settings).expected_households, read };
  }
  if (year !== undefined) throw new UsageError("--year is of a commons: it goes with --home");
  const file = settings ?? (territory === undefined ? SAMPLE_SETTINGS : null);
  const folder = territory ?? SAMPLE_TERRITORY;
  const planned = makePlan(file === null ? parseSettings({}) : readSettings(file), readTerritory(folder));
  const expected = planned.settings.expected_households;
  return { planned, expected, read: { year: null, settings: file ?? "the defaults", territory: folder, later: [] } };
}

function readLines({ year, settings, territory, later }: Read): string {
  const of = year === null ? "" : ` of ${year}`;
  const others = later.map((one) => `; other terms are stated for ${one}: --year ${one}`).join("");
  return `settings${of}: ${settings}\nterritory${of}: ${territory}${others}`;
}
