/**
 * A process that writes a vault's file anew and says so, then waits to be killed: `node erasing-child.mjs VAULT`.
 */
import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { setPriority } from "node:os";
import { systemMachine } from "../../dist/commons/machine.js";
import { openVault } from "../../dist/vault/index.js";

const vault = openVault({
  path: process.argv[2],
  key: new Uint8Array(32).fill(7),
  clock: () => new Date("2026-03-10T12:00:00Z"),
  machine: systemMachine,
  entropy: randomBytes,
  retentionMonths: 15,
});
writeSync(1, "opened\n");
// Whoever is to kill it in the middle comes first, however busy the machine is.
setPriority(19);
vault.erase();
writeSync(1, "erased\n");
setInterval(() => undefined, 1000);
