import { parsePeriod } from "../../src/contract/period.ts";
import { directClient } from "../../src/intake/index.ts";
import { partnerAccess } from "../../src/partners/dialect/access.ts";
import { measureApp } from "../../src/partners/write/app.ts";
import { measureVault } from "../../src/partners/write/measure-vault.ts";
import type { Vault } from "../../src/vault/index.ts";
import { contextOf } from "../intake/support.ts";
import { vaultAt } from "../vault/support.ts";
import { ask, KEYS, termsOf } from "./support.ts";

export const ALICE = "a5c1d2e3f-0000-4000";
export const BOB = "b5c1d2e3f-0000-4000";
export const consent = {
  version: "1",
  purposes: ["commons"],
  domains: ["water", "electricity"],
  adult: true,
  given_at: "2026-01-05T09:00:00Z",
};

/** The service that takes measures, over a vault: by default an empty one. */
export function service(vault: Vault = vaultAt(), clock = () => new Date("2026-03-10T12:00:00Z")) {
  const context = contextOf(["water.volume", "electricity.energy"], { clock });
  const access = partnerAccess({ find: (secret) => KEYS[secret], clock });
  const app = measureApp({
    bases: ["/partners/v1"],
    access,
    terms: termsOf(),
    vault: measureVault(directClient(vault, clock), vault),
    context,
  });
  /** A first measure that is good in every field, with fields replaced; undefined takes one out. */
  const post = (fields: object = {}, o: { key?: string; headers?: Record<string, string> } = {}) =>
    ask(app, "POST", "/partners/v1/measure", {
      key: "both",
      body: {
        measureName: "water-monthly",
        value: 9412,
        startDate: "2026-01-01",
        createdBy: "ecolyo",
        contributor: ALICE,
        consent,
        household: { area: "m0l1" },
        ...fields,
      },
      ...o,
    });
  const drop = (o: { key?: string; body?: unknown; headers?: Record<string, string> }) =>
    ask(app, "DELETE", "/partners/v1/measure", { key: "both", ...o });
  const snapshot = () => [
    ...vault.snapshot({
      period: parsePeriod("2026"),
      measures: [
        { domain: "water", measure: "volume" },
        { domain: "electricity", measure: "energy" },
      ],
      streams: 2,
    }),
  ];
  return { app, vault, post, drop, snapshot };
}

/** What a measure after the first leaves out. */
export const LATER = { consent: undefined, household: undefined };
