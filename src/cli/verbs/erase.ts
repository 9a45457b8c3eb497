import { homePaths } from "../../commons/home.ts";
import { retentionMonths } from "../../contract/settings.ts";
import { HOME, KEY, withCommons } from "../options.ts";
import { removeStale } from "../stale.ts";
import { required, type Verb } from "../verb.ts";

export const erase: Verb = {
  options: {
    home: HOME,
    "clock-is-right": {
      type: "boolean",
      help: "trust a clock that leapt or went back; otherwise it must run on for three days first",
    },
    key: KEY,
  },
  run: (input) =>
    withCommons(input, async (commons) => {
      const done = commons.vault.erase({ trustClock: input.flags["clock-is-right"] === true });
      // By a clock that leapt, the folder of a run that goes on would seem a day old.
      const { releases } = homePaths(required(input, "home"));
      const stale = done.clockDoubted ? [] : removeStale({ releases, now: new Date() });
      const retention_months = retentionMonths(commons.settings);
      // Owed is no fault: another process reads, and the next run pays. Rows that stay are one, and what is due and not erased.
      const faults = [...(done.clockDoubted ? ["clock-doubted"] : []), ...(done.rows === 0 ? [] : ["rows"])];
      const clean = faults.length === 0;
      const due = commons.vault.status().expired;
      const bytes = {
        none: "the file is written anew: nothing of what was erased is left in it",
        unknown: "another process was using the file: it is written anew next time",
      }[done.bytes];
      return {
        json: { ...done, due, stale: stale.length, clean, faults },
        exitCode: clean ? 0 : 1,
        text: [
          done.clockDoubted
            ? `past retention (${retention_months} months) by this clock and NOT ERASED: ${due} donations. The clock leapt or went back: nothing is erased by it until it has gone on for three days while the machine runs, or --clock-is-right`
            : `past retention (${retention_months} months), erased: ${done.donations} donations, the last ones of ${done.households} households`,
          `erasures owed: ${done.owed}`,
          ...(done.rows === 0 ? [] : [`ROWS WITHOUT A CONTRIBUTION: ${done.rows}; the file was changed by hand`]),
          bytes,
          `temporary folders of killed runs removed: ${stale.length}`,
        ].join("\n"),
      };
    }),
};
