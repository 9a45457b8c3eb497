import { checkHome } from "../../commons/check.ts";
import { HOME, KEY } from "../options.ts";
import { flag, lines, makeVerb } from "../verb.ts";

export const check = makeVerb({
  options: {
    home: HOME,
    repair: flag("set damaged contributions aside, so that the others count; make a missing ledger anew from its witness"),
    key: KEY,
  },
  run: async ({ home, repair, key }) => {
    const { faults, contributions, remade } = await checkHome({ home, key, repair, clock: () => new Date() });
    const ok = faults.length === 0;
    return {
      exitCode: ok ? 0 : 1,
      json: { ok, faults, contributions, remade },
      text: lines(
        remade !== null && `the ledger was missing, and is made anew from its witness: ${remade} entries`,
        faults,
        contributions.aside > 0 && `contributions that are set aside: ${contributions.aside}; this count must not be published`,
        ok ? "no fault was found" : `faults: ${faults.length}`,
      ),
    };
  },
});
