/**
 * A process that donates to a vault with tokens until it is killed: `node burning-child.mjs VAULT FIRST`. Token i is the
 * number i in 32 bytes; from FIRST on, each is printed once its donation is on the disk. One that was burnt is passed over.
 */
import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { systemMachine } from "../../dist/commons/machine.js";
import { openVault } from "../../dist/vault/index.js";

const [path, first] = process.argv.slice(2);
const clock = () => new Date("2026-03-10T12:00:00Z");
const vault = openVault({
  path,
  key: new Uint8Array(32).fill(7),
  clock,
  machine: systemMachine,
  entropy: randomBytes,
  retentionMonths: 15,
});
const household = { area: "leaf-1" };
const consent = { version: "1", purposes: ["commons"], domains: ["water"], adult: true, given_at: "2026-01-05T09:00:00Z" };
const readings = [{ domain: "water", measure: "volume", period: "2026-01", amount: 9000, source: "meter" }];

for (let i = Number(first); ; i += 1) {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(0, i);
  try {
    vault.donate({ household, consent, readings }, { admit: () => bytes });
  } catch (error) {
    if (error.code !== "token-spent") throw error;
  }
  writeSync(1, `${i}\n`);
}
