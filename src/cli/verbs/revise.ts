import { refuseUnpublished } from "../../commons/continuity.ts";
import { parsePeriod } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import { planRevision } from "../../pipeline/index.ts";
import { runOrder, spendingOptions } from "../publishing.ts";
import { flag, makeVerb, required, text } from "../verb.ts";

export const revise = makeVerb({
  more: "A revision spends the year's reserve, once. The command first shows its cost and which cells to expect; where none is expected it needs --yes.",
  options: spendingOptions({
    year: required(text("YYYY", "the year, which must be published")),
    early: flag("revise a year that is not over; its rows stay provisional for good"),
  }),
  run: async (input) => {
    const period = parsePeriod(input.year);
    if (period.step !== "year") throw new Refusal("invalid-period", `a revision is of a year, YYYY; got ${period.id}`);
    return runOrder(input, {
      id: `${period.id}-r1`,
      period,
      check: (released) => refuseUnpublished(period, released.includes(period.id)),
      once: "it is revised once",
      doing: { now: `revising ${period.id}`, before: `${period.id} was revised before` },
      plan: (plan) => planRevision(plan, period.year),
      make: (commons, spark) => commons.revise(period.year, spark),
    });
  },
});
