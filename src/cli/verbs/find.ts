import { Refusal } from "../../contract/problem.ts";
import { type FileReport, readHouseholdFile } from "../../importers/index.ts";
import { isLeaf } from "../../territory/index.ts";
import { areEnough, type Clue, LEAST_EQUAL } from "../../vault/index.ts";
import { loadHouseholdFile } from "../household-file.ts";
import { commonsVerb } from "../options.ts";
import { choice, lines, required, text, withDefault } from "../verb.ts";
import { EXERCISES } from "./rights.ts";

const RIGHTS = ["show", "pause", "resume", "object", "withdraw"] as const;

export const find = commonsVerb({
  words: "<file>",
  options: {
    area: required(text("CODE", "the area that the person gave, a leaf of the territory")),
    do: choice(RIGHTS, "what the person asks for, done to the contribution where exactly one agrees; absent: nothing is done"),
    timeZone: withDefault("Europe/Paris", text("ZONE", "time zone of a file that does not state one")),
    measure: text("MEASURE", "what a table of one's own is of, where its title does not say: domain.measure"),
  },
  run: async (commons, { words: [path = ""], area, do: right, timeZone, measure }) => {
    const year = new Date().getUTCFullYear();
    if (![year, year - 1].some((one) => isLeaf(commons.terms(one).territory, area)))
      throw new Refusal("unknown-area", `--area must be a leaf of ${commons.territory.id}; got ${area}`);
    const file = await loadHouseholdFile(path);
    const report = await readHouseholdFile(file, {
      timeZone,
      currency: commons.settings.currency,
      ...(measure === undefined ? {} : { measure }),
    });
    const { number, agreeing, found } = await commons.search({ area, readings: readingsOf(report) });
    const done = right === undefined || found === null ? null : EXERCISES[right](commons, found);
    return {
      exitCode: found === null ? 1 : 0,
      json: { search: number, agreeing, found: found !== null, ...(done === null ? {} : { [right as string]: done.json }) },
      text: lines(
        `search ${number}, which the public log has: note it beside the person's request`,
        outcome(agreeing, found !== null),
        done === null
          ? found !== null &&
              `nothing was done. Once you have proof that the readings are the person's, --do ${RIGHTS.join("|")}; it is another search`
          : done.text,
      ),
    };
  },
});

/** @throws Refusal `not-recognisable` */
function readingsOf({ readings, dropped, identifiers }: FileReport): Clue["readings"] {
  const meters = identifiers.find(({ kind, count }) => kind !== "name" && kind !== "device" && count > 1);
  if (meters !== undefined || dropped.some(({ what }) => what === "second-meter"))
    throw new Refusal("not-recognisable", "the file must be of one home and one meter; it names several");
  const amounts = readings.map(({ amount }) => amount);
  if (areEnough(amounts)) return readings;
  const got = amounts.filter((amount) => amount > 0).length;
  throw new Refusal("not-recognisable", `the file must have at least ${LEAST_EQUAL} readings above zero; got ${got}`);
}

function outcome(agreeing: number, isFound: boolean): string {
  if (isFound) return "exactly one contribution agrees";
  if (agreeing === 0) return `no contribution has ${LEAST_EQUAL} of these readings, and none that differs`;
  if (agreeing === 1) return "one contribution agrees, of another area: it is not touched";
  return `${agreeing} contributions agree: the readings could be several households', and none is touched`;
}
