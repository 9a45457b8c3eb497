/**
 * A process that publishes from a home as the library does, and kills itself: `node crash-child.mjs HOME KEY ID MOMENT`.
 * ID is a period, or a year with `-r1` for its revision.
 * MOMENT is `reading` (after the debit, within the vault's snapshot), `drawing` (at the first random bytes) or `drawn`
 * (once the draw is stored, before a file of the release is written).
 */
import { randomBytes } from "node:crypto";
import { homeId, readHome, termsByYear } from "../../dist/commons/home.js";
import { ledgerAuthenticator, readKey, witnessFile } from "../../dist/commons/key.js";
import { systemMachine } from "../../dist/commons/machine.js";
import { parsePeriod } from "../../dist/contract/period.js";
import { retentionMonths } from "../../dist/contract/settings.js";
import { openLedger, witnessAt } from "../../dist/ledger/index.js";
import { publish, publishRevision, readSteps } from "../../dist/pipeline/index.js";
import { openDuck } from "../../dist/storage/duckdb/index.js";
import { openVault } from "../../dist/vault/index.js";

const [home, key, id, moment] = process.argv.slice(2);
const found = readHome(home);
const { paths } = found;
const clock = () => new Date();
const chain = openLedger({ path: paths.ledger, clock, commons: homeId(paths), authenticate: null, create: false });
const { plan, settings, territorySha256 } = termsByYear(found, chain.entries())(Number(id.slice(0, 4)));
chain.close();
const vault = openVault({
  path: paths.vault,
  key: readKey(key),
  clock,
  machine: systemMachine,
  entropy: randomBytes,
  retentionMonths: retentionMonths(settings),
  commons: homeId(paths),
});
const die = () => process.kill(process.pid, "SIGKILL");

function* snapshot({ period }) {
  const measures = plan.measures.map((ref) => ({ domain: ref.domain.id, measure: ref.measure.id }));
  let given = 0;
  for (const household of vault.snapshot({ period, measures, streams: plan.streams })) {
    if (moment === "reading" && ++given > 100) die();
    yield household;
  }
}

const commonsId = homeId(paths);
const make = id.endsWith("-r1")
  ? (context) => publishRevision(context, Number(id.slice(0, 4)))
  : (context) => publish(context, parsePeriod(id));
await make({
  plan,
  ledger: openLedger({
    path: paths.ledger,
    clock,
    commons: commonsId,
    authenticate: ledgerAuthenticator(readKey(key), commonsId),
    witness: witnessAt(witnessFile(key), commonsId),
  }),
  snapshot,
  duck: () => openDuck(),
  steps: readSteps(new URL("../../pipelines", import.meta.url).pathname),
  random: (n) => (moment === "drawing" ? die() : randomBytes(n)),
  codeVersion: "0.0.0",
  territorySha256,
});
die();
