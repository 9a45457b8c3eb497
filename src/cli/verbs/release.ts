import { parsePeriod } from "../../contract/period.ts";
import { planPublication } from "../../pipeline/index.ts";
import { HOME, KEY } from "../options.ts";
import { carryOut, SPENDING } from "../publishing.ts";
import { required, type Verb } from "../verb.ts";

export const release: Verb = {
  more: "A publication spends a part of the year's budget for good. The command first shows its cost and which cells to expect; where none is expected it needs --yes.",
  options: {
    home: HOME,
    period: { type: "string", value: "P", help: "YYYY-MM, YYYY-Qn or YYYY", required: true },
    early: {
      type: "boolean",
      help: "publish a period that is not over; its rows stay provisional for good",
    },
    ...SPENDING,
    key: KEY,
  },
  run: async (input) => {
    const period = parsePeriod(required(input, "period"));
    return carryOut(input, {
      id: period.id,
      period,
      check: () => undefined,
      once: "a publication is made once",
      doing: { now: `publishing ${period.id}`, before: `${period.id} was published before` },
      plan: (plan) => planPublication(plan, period),
      make: (commons) => commons.release(period.id),
    });
  },
};
