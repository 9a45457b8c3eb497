/**
 * A process that adds to the ledger of a home as the library does, and kills itself at its witness:
 * `node crash-ledger-child.mjs HOME ACT YEAR MOMENT [SETTINGS]`. ACT is `close`, `assume`, `renew` or `change`; MOMENT is
 * `committed` (the entry is in the ledger, nothing of it in the witness) or `torn` (half of its line is).
 */
import { appendFileSync } from "node:fs";
import { diskArchive, territoryHash } from "../../dist/commons/archive.js";
import { announceChange } from "../../dist/commons/change.js";
import { homeId, readHome, readSettings } from "../../dist/commons/home.js";
import { defaultKeyFile, witnessFile } from "../../dist/commons/key.js";
import { openLedger, witnessAt } from "../../dist/ledger/index.js";
import { makePlan, yearTerms } from "../../dist/pipeline/index.js";

const [home, act, year, moment, changed] = process.argv.slice(2);
const { paths, settings, territory } = readHome(home);
const clock = () => new Date();
const commons = homeId(paths);
const witness = witnessAt(witnessFile(defaultKeyFile(home)), commons, (file, lines) => {
  if (moment === "torn") appendFileSync(file, lines.slice(0, Math.ceil(lines.length / 2)));
  process.kill(process.pid, "SIGKILL");
});
const ledger = openLedger({ path: paths.ledger, clock, commons, witness });
const terms = yearTerms(makePlan(settings, territory), territoryHash(territory));
const acts = {
  close: () => ledger.closeYear(Number(year)),
  assume: () => ledger.assumeSpent(Number(year), terms),
  renew: () => ledger.renewWitness(() => terms),
  change: () =>
    announceChange(
      { from: Number(year), settings: readSettings(changed) },
      {
        base: { settings, territory, under: (announced) => announced },
        archive: diskArchive(paths.changes),
        ledger,
        released: [],
        clock,
        begin: async () => undefined,
      },
    ),
};
await acts[act]();
