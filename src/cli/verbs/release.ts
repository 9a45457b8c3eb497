import { parsePeriod } from "../../contract/period.ts";
import { planPublication } from "../../pipeline/index.ts";
import { runOrder, spendingOptions } from "../publishing.ts";
import { flag, makeVerb, required, text } from "../verb.ts";

export const release = makeVerb({
  more: "A publication spends a part of the year's budget for good. The command first shows its cost and which cells to expect; where none is expected it needs --yes.",
  options: spendingOptions({
    period: required(text("P", "YYYY-MM, YYYY-Qn or YYYY")),
    early: flag("publish a period that is not over; its rows stay provisional for good"),
  }),
  run: async (input) => {
    const period = parsePeriod(input.period);
    return runOrder(input, {
      id: period.id,
      period,
      check: () => undefined,
      once: "a publication is made once",
      doing: { now: `publishing ${period.id}`, before: `${period.id} was published before` },
      plan: (plan) => planPublication(plan, period),
      make: (commons, spark) => commons.release(period.id, spark),
    });
  },
});
