import { checkHome } from "../../commons/check.ts";
import { HOME, KEY } from "../options.ts";
import { required, type Verb } from "../verb.ts";

export const check: Verb = {
  options: {
    home: HOME,
    repair: {
      type: "boolean",
      help: "set damaged contributions aside, so that the others count; make a missing ledger anew from its witness",
    },
    key: KEY,
  },
  run: async (input) => {
    const { key } = input.options;
    const repair = input.flags.repair === true;
    const { faults, contributions } = await checkHome({ home: required(input, "home"), key, repair, clock: () => new Date() });
    return {
      exitCode: faults.length === 0 ? 0 : 1,
      json: { ok: faults.length === 0, faults, contributions },
      text: [
        ...faults,
        ...(contributions.aside === 0
          ? []
          : [`contributions that are set aside: ${contributions.aside}; this count must not be published`]),
        faults.length === 0 ? "no fault was found" : `faults: ${faults.length}`,
      ].join("\n"),
    };
  },
};
