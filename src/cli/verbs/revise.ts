import { refuseUnpublished } from "../../commons/continuity.ts";
import { parsePeriod } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import { planRevision } from "../../pipeline/index.ts";
import { HOME, KEY } from "../options.ts";
import { carryOut, SPENDING } from "../publishing.ts";
import { required, type Verb } from "../verb.ts";

export const revise: Verb = {
  more: "A revision spends the year's reserve, once. The command first shows its cost and which cells to expect; where none is expected it needs --yes.",
  options: {
    home: HOME,
    year: { type: "string", value: "YYYY", help: "the year, which must be published", required: true },
    early: { type: "boolean", help: "revise a year that is not over; its rows stay provisional for good" },
    ...SPENDING,
    key: KEY,
  },
  run: async (input) => {
    const period = parsePeriod(required(input, "year"));
    if (period.step !== "year") throw new Refusal("invalid-period", `a revision is of a year, YYYY; got ${period.id}`);
    return carryOut(input, {
      id: `${period.id}-r1`,
      period,
      check: (released) => refuseUnpublished(period, released.includes(period.id)),
      once: "it is revised once",
      doing: { now: `revising ${period.id}`, before: `${period.id} was revised before` },
      plan: (plan) => planRevision(plan, period.year),
      make: (commons) => commons.revise(period.year),
    });
  },
};
