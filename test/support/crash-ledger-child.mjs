/**
 * A process that adds to the ledger of a home as the library does, and kills itself at its witness:
 * `node crash-ledger-child.mjs HOME ACT YEAR MOMENT [SETTINGS]`. ACT is `close`, `assume`, `renew` or `change`; MOMENT is
 * `committed` (the entry is in the ledger, nothing of it in the witness) or `torn` (half of its line is).
 */
import { appendFileSync } from "node:fs";
import { stateChange } from "../../dist/commons/change.js";
import { homeId, readHome, readSettingsFile } from "../../dist/commons/home.js";
import { defaultKeyFile, ledgerAuthenticator, readKey, witnessFile } from "../../dist/commons/key.js";
import { termsOfYears } from "../../dist/commons/terms-of-year.js";
import { diskTerritories } from "../../dist/commons/territories.js";
import { openLedger, witnessAt } from "../../dist/ledger/index.js";
import { yearTerms } from "../../dist/pipeline/index.js";

const [home, act, year, moment, changed] = process.argv.slice(2);
const { paths, about } = readHome(home);
const clock = () => new Date();
const commons = homeId(paths);
const witness = witnessAt(witnessFile(defaultKeyFile(home)), commons, (file, lines) => {
  if (moment === "torn") {
    const text = lines.map((line) => `${line}\n`).join("");
    appendFileSync(file, text.slice(0, Math.ceil(text.length / 2)));
  }
  process.kill(process.pid, "SIGKILL");
});
const authenticate = ledgerAuthenticator(readKey(defaultKeyFile(home)), commons);
const ledger = openLedger({ path: paths.ledger, clock, commons, authenticate, witness });
const territories = diskTerritories(paths.territories);
const termsOf = termsOfYears({ about, territories, entries: ledger.entries });
const { plan, territorySha256 } = termsOf(Number(year));
const terms = yearTerms(plan, territorySha256);
const acts = {
  close: () => ledger.closeYear(Number(year)),
  assume: () => ledger.assumeSpent(Number(year), terms),
  renew: () => ledger.renewWitness(() => terms),
  change: () =>
    stateChange(
      { from: Number(year), settings: readSettingsFile(changed) },
      { about, territories, ledger, termsOf, clock, isUntouched: () => false },
    ),
};
await acts[act]();
