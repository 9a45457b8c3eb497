/**
 * A process that debits publications of a ledger in turn with another one: it reads ids from its input, a line each, and
 * says `debited` once the entry is on the disk: `node debiting-child.mjs LEDGER`.
 */
import { createInterface } from "node:readline";
import { ledgerAuthenticator } from "../../dist/commons/key.js";
import { openLedger } from "../../dist/ledger/index.js";

const authenticate = ledgerAuthenticator(new Uint8Array(32).fill(7), ""); // as `memoryLedger` has it
const ledger = openLedger({ path: process.argv[2], clock: () => new Date("2026-02-01T00:00:00Z"), authenticate });
const amount = (num, den) => ({ num: BigInt(num), den: BigInt(den) });
for await (const publication of createInterface({ input: process.stdin })) {
  const { seq } = ledger.debit({
    year: 2025,
    publication,
    charges: new Map([["water.volume", { rho: amount(1, 100), delta: amount(1, 10_000_000) }]]),
    streams: 1,
    epsilon: 4,
    conversion: amount(1, 2_000_000),
    k: 11,
    terms: "7".repeat(64),
    allowed: { rho: amount(1, 1), delta: amount(1, 2_000_000) },
  });
  process.stdout.write(`debited ${publication} as ${seq}\n`);
}
ledger.close();
