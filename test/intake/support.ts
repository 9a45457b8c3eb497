import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { MEASURES } from "../../src/domains/index.ts";
import { type IntakeOptions, makeIntake } from "../../src/intake/http.ts";
import { directClient, fixedContext, type IntakeContext } from "../../src/intake/index.ts";
import { buildTerritory } from "../../src/territory/index.ts";
import type { Vault } from "../../src/vault/index.ts";
import { folderOfTest } from "../support/folder.ts";
import { gridTerritory } from "../support/territory.ts";
import { vaultAt } from "../vault/support.ts";

/** A commons of the grid territory: by default water, electricity and spending on energy, in euros, on 10 March 2026. */
export function contextOf(
  keys: readonly string[] = ["water.volume", "electricity.energy", "spending.energy"],
  more: Partial<Parameters<typeof fixedContext>[0]> = {},
): IntakeContext {
  return fixedContext({
    territory: buildTerritory(gridTerritory(2, 2)),
    measures: MEASURES.filter(({ key }) => keys.includes(key)),
    currency: "EUR",
    clock: () => new Date("2026-03-10T12:00:00Z"),
    ...more,
  });
}

export type Json = Record<string, unknown>;

/** A donation that is good in every field, as JSON, with fields of its parts replaced. */
export function donationJson(o: { household?: Json; consent?: Json; reading?: Json; readings?: unknown } = {}) {
  return {
    household: { area: "m0l1", ...o.household },
    consent: {
      version: "1",
      purposes: ["commons"],
      domains: ["water", "electricity", "spending"],
      adult: true,
      given_at: "2026-01-05T09:00:00Z",
      ...o.consent,
    },
    readings: o.readings ?? [
      { domain: "water", measure: "volume", period: "2026-01", value: 9.412, unit: "m3", source: "meter", ...o.reading },
    ],
  };
}

/** A file of that content, gone when the test ends. */
export function fileOf(content: string | Uint8Array): string {
  const path = join(folderOfTest(), "donations");
  writeFileSync(path, content);
  return path;
}

/** An intake that is asked without a server. */
export function appOf({ vault, ...options }: Omit<IntakeOptions, "vaultClient"> & { readonly vault: Vault }) {
  const { app } = makeIntake({ ...options, vaultClient: directClient(vault, options.context.clock) });
  return {
    request: async (
      path: string,
      { body, ...init }: { method?: string; headers?: Record<string, string>; body?: string | null } = {},
      { address }: { address?: string } = {},
    ): Promise<Response> => {
      const length = typeof body === "string" ? { "Content-Length": String(Buffer.byteLength(body)) } : {};
      const sent = { ...init, headers: { ...init.headers, ...length }, body: body ?? null };
      return app.request(path, sent, { incoming: { url: path, socket: { remoteAddress: address } } });
    },
  };
}

/** `/intake/openapi.json` as it is served. */
export async function intakeDescription(): Promise<object> {
  const app = appOf({ vault: vaultAt(), context: contextOf() });
  return (await (await app.request("/intake/openapi.json")).json()) as object;
}
