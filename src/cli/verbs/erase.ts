import { homePaths } from "../../commons/home.ts";
import { retentionMonths } from "../../contract/settings.ts";
import { commonsVerb } from "../options.ts";
import { removeStale } from "../stale.ts";
import { flag, lines } from "../verb.ts";

const BYTES = {
  none: "the file is written anew: nothing of what was erased is left in it",
  unknown: "another process was using the file: it is written anew next time",
};

export const erase = commonsVerb({
  options: { clockIsRight: flag("trust a clock that leapt or went back; otherwise it must run on for three days first") },
  run: async (commons, { home, clockIsRight }) => {
    const done = commons.vault.erase({ trustClock: clockIsRight });
    const { clockDoubted, rows } = done;
    // With a clock that leapt, the folder of a running process could seem a day old.
    const stale = clockDoubted ? 0 : removeStale({ releases: homePaths(home).releases, now: new Date() }).length;
    const months = `past retention (${retentionMonths(commons.settings)} months)`;
    // An owed rewrite is no fault: another process is reading, and the next run rewrites the file. Remaining rows and a doubted
    // clock are faults.
    const faults = [...(clockDoubted ? ["clock-doubted"] : []), ...(rows > 0 ? ["rows"] : [])];
    const clean = faults.length === 0;
    const due = commons.vault.status().expired;
    return {
      json: { ...done, due, stale, clean, faults },
      exitCode: clean ? 0 : 1,
      text: lines(
        clockDoubted
          ? `${months} by this clock and NOT ERASED: ${due} donations. The clock leapt or went back: nothing is erased by it until it has gone on for three days while the machine runs, or --clock-is-right`
          : `${months}, erased: ${done.donations} donations, the last ones of ${done.households} households`,
        `erasures owed: ${done.owed}`,
        rows > 0 && `ROWS WITHOUT A CONTRIBUTION: ${rows}; the file was changed by hand`,
        BYTES[done.bytes],
        `temporary folders of killed runs removed: ${stale}`,
      ),
    };
  },
});
