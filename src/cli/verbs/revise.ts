import { isOver, parsePeriod } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { required, type Verb } from "../verb.ts";
import { published } from "./release.ts";

export const revise: Verb = {
  options: {
    home: HOME,
    year: { type: "string", value: "YYYY", help: "a year that was published", required: true },
    early: { type: "boolean", help: "revise a year that is not over: its rows are provisional, and it cannot be revised again" },
    key: KEY,
  },
  run: (input) =>
    withCommons(input, async (commons) => {
      const period = parsePeriod(required(input, "year"));
      if (period.step !== "year") throw new Refusal("invalid-period", `a revision is of a year, YYYY; got ${period.id}`);
      const id = `${period.id}-r1`;
      const known = (await commons.releases()).includes(id);
      if (!known && !input.flags.early && !isOver(period, new Date())) {
        throw new Refusal(
          "period-not-over",
          `${period.id} is not over on ${new Date().toISOString().slice(0, 10)}, and it is revised once: wait, or say --early`,
        );
      }
      input.progress(known ? `${period.id} was revised before` : `revising ${period.id}`);
      return published(await commons.revise(period.year), known);
    }),
};
