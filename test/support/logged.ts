import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openOperatedCommons } from "../../src/commons/open.ts";
import type { LedgerEntry } from "../../src/contract/chain.ts";
import type { PublicLog } from "../../src/contract/log.ts";
import type { SettingsInput } from "../../src/index.ts";
import { checkpointOf, listedKeys } from "../../src/ledger/log/document.ts";
import { newSigningKey, type Signer, signerOf } from "../../src/ledger/log/signer.ts";
import { chained } from "./chain.ts";
import { donation, writeTerritory } from "./commons.ts";
import { EXTRAS, gridTerritory } from "./territory.ts";

export const LOGGED = { measures: ["water.volume"], k: 2, budget: { epsilon: 10 } } satisfies SettingsInput;
const NOW = "2026-06-01T00:00:00Z";

/** A home in `folder` that has published two months, with a change announced between them. */
export async function loggedHome(folder: string, o: { name?: string; periods?: readonly string[]; now?: string } = {}) {
  const home = join(folder, o.name ?? "home");
  const territory = writeTerritory(join(folder, "territory"), { ...gridTerritory(2, 2), ...EXTRAS });
  const clock = () => new Date(o.now ?? NOW);
  const commons = await openOperatedCommons({ home, territory, settings: LOGGED, clock });
  for (let i = 0; i < 30; i++) await commons.donate(donation(`m${i % 2}l0`, 5 + (i % 10)));
  const [first = "2026-01", ...rest] = o.periods ?? ["2026-01", "2026-02"];
  await commons.release(first);
  await commons.change({ from: 2027, settings: { ...LOGGED, k: 5, retention_months: 12 } });
  for (const period of rest) await commons.release(period);
  await commons.close();
  return home;
}

/** Writes the public side of a home, as an export has it: its log and its releases. */
export function publicSideOf(home: string, to: string): string {
  for (const name of ["log", "releases"]) cpSync(join(home, name), join(to, name), { recursive: true });
  return to;
}

export function logOf(folder: string): PublicLog {
  return JSON.parse(readFileSync(join(folder, "log/log.json"), "utf8"));
}

export function putLog(folder: string, log: object): string {
  const file = join(folder, "log/log.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(log)}\n`);
  return file;
}

/** The signer of a stranger, who has a key of their own and knows how everything is made. */
export async function forger(): Promise<Signer> {
  return signerOf(await newSigningKey());
}

/** The log with other entries: linked again, with everything that follows from them, and signed again if a signer is given. */
export async function relinked(log: PublicLog, entries: readonly object[], signer?: Signer): Promise<PublicLog> {
  const chain: LedgerEntry[] = chained(entries);
  const checkpoint = checkpointOf(chain);
  return {
    ...log,
    size: chain.length,
    entries: chain,
    keys: listedKeys(chain),
    checkpoint: signer && checkpoint ? await signer.sign("checkpoint", checkpoint) : log.checkpoint,
  };
}

/** The entries as they would be if another key had signed from the start. */
export function rekeyed(entries: readonly LedgerEntry[], { jwk, thumbprint }: Signer): object[] {
  return entries.map((entry) => (entry.kind === "key" ? { ...entry, jwk, thumbprint } : entry));
}
