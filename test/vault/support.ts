import { randomBytes } from "node:crypto";
import { onTestFinished } from "vitest";
import { type Household, unknownHousehold } from "../../src/contract/attributes.ts";
import type { CanonicalDonation, Reading } from "../../src/contract/donation.ts";
import type { Machine } from "../../src/contract/doubt.ts";
import { openVault, type Vault } from "../../src/vault/index.ts";

/** Every test has the same key, so that a vault can be opened again. */
export const KEY = new Uint8Array(32).fill(7);

/** A clock that stands still until it is set. */
export function stoppedClock(at: string): { now: () => Date; set: (at: string) => void } {
  let instant = new Date(at);
  return {
    now: () => instant,
    set: (next) => {
      instant = new Date(next);
    },
  };
}

/** A machine that runs and is started anew when the test says so. */
export function testMachine(): Machine & { run(hours: number): void; start(): void } {
  let [uptime, starts] = [0, 1];
  return {
    uptime: () => uptime,
    bootId: () => `start ${starts}`,
    run: (hours) => {
      uptime += hours * 3600;
    },
    start: () => {
      [uptime, starts] = [0, starts + 1];
    },
  };
}

/** Opens a vault that is closed when the test ends. */
export function vaultAt(
  path = ":memory:",
  o: { clock?: () => Date; machine?: Machine; key?: Uint8Array; retentionMonths?: number; busyTimeout?: number } = {},
): Vault {
  const vault = openVault({
    path,
    key: o.key ?? KEY,
    clock: o.clock ?? (() => new Date("2026-03-10T12:00:00Z")),
    machine: o.machine ?? testMachine(),
    entropy: randomBytes,
    retentionMonths: o.retentionMonths ?? 15,
    ...(o.busyTimeout === undefined ? {} : { busyTimeout: o.busyTimeout }),
  });
  onTestFinished(() => vault.close());
  return vault;
}

/** `water.volume 2026-01 9000` */
export function reading(text: string): Reading {
  const [key = "", period = "", amount] = text.split(" ");
  const [domain = "", measure = ""] = key.split(".");
  return { domain, measure, period, amount: Number(amount), source: "meter" };
}

/** A donation of those readings that consents to just their domains, unless told otherwise. */
export function donationOf(
  readings: readonly string[],
  o: { household?: Partial<Household>; domains?: string[] } = {},
): CanonicalDonation {
  const list = readings.map(reading);
  return {
    household: { ...unknownHousehold("leaf-1"), ...o.household },
    consent: {
      version: "1",
      purposes: ["commons"],
      domains: o.domains ?? [...new Set(list.map(({ domain }) => domain))],
      adult: true,
      given_at: "2026-01-05T09:00:00Z",
    },
    readings: list,
  };
}

/** The code of the refusal that `work` ends in; undefined when it does not refuse. */
export function refusalOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
