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
      help: "erases by this clock although it leapt or went back; without it such a clock must say so for a day",
    },
    key: KEY,
  },
  run: (input) =>
    withCommons(input, async (commons) => {
      const done = commons.vault.erase({ trustClock: input.flags["clock-is-right"] === true });
      const stale = removeStale({ releases: homePaths(required(input, "home")).releases, now: new Date() });
      const retention_months = retentionMonths(commons.settings);
      // Owed is no fault: another process reads, and the next run pays. Bytes and rows that stay are one, and what is due and not erased.
      const faults = [
        ...(done.clockDoubted ? ["clock-doubted"] : []),
        ...(done.rows === 0 ? [] : ["rows"]),
        ...(done.bytes === "found" ? ["bytes"] : []),
      ];
      const clean = faults.length === 0;
      const due = commons.vault.status().expired;
      const bytes = {
        none: "nothing of what was erased is left in the file",
        found: "BYTES OF ERASED ROWS ARE LEFT in the file",
        unknown: "another process was reading: the file is looked at next time",
      }[done.bytes];
      return {
        json: { ...done, due, stale: stale.length, clean, faults },
        exitCode: clean ? 0 : 1,
        text: [
          done.clockDoubted
            ? `past retention (${retention_months} months) by this clock and NOT ERASED: ${due} donations. The clock leapt or went back: nothing is erased by it until it has said so for a day, or --clock-is-right`
            : `past retention (${retention_months} months), erased: ${done.donations} donations, the last ones of ${done.households} households`,
          `erasures owed: ${done.owed}`,
          ...(done.rows === 0 ? [] : [`ROWS WITHOUT A CONTRIBUTION: ${done.rows}; the file was changed by hand`]),
          bytes,
          `temporary folders of killed runs removed: ${stale.length}`,
        ].join("\n"),
      };
    }),
};
