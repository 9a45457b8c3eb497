import type { PartnerSettings } from "../../src/contract/partners.ts";
import { partnersSchema } from "../../src/contract/partners.ts";
import { Refusal } from "../../src/contract/problem.ts";
import type { PartnerKey } from "../../src/partners/dialect/access.ts";
import { type PartnerTerms, partnerTerms } from "../../src/partners/dialect/partner-terms.ts";

/** What partners call things, in the tests: water by size, electricity by area and in Wh, water of a year by quarter of the town. */
export const PARTNERS = {
  created_by: "town",
  measures: {
    "water-monthly": {
      measure: "water.volume",
      unit: "L",
      groups: [{ key: "people", is: "size", values: { one: "1", two: "2", "five-or-more": "5+", many: "5+" } }],
    },
    "electricity-monthly": {
      measure: "electricity.energy",
      unit: "Wh",
      groups: [
        { key: "iris", is: "area" },
        { key: "heating", is: "heating" },
        { key: "people", is: "size" },
      ],
    },
    "water-total": { measure: "water.volume" },
    "water-yearly": { measure: "water.volume", period: "year", groups: [{ key: "quarter", is: "area" }] },
  },
} as const;

export const FACTS = { currency: "EUR", levels: ["whole", "middle", "leaf", "town", "district", "quarter"] };

export function termsOf(settings: unknown = PARTNERS, facts = FACTS): PartnerTerms {
  return partnerTerms(partnersSchema.parse(settings) as PartnerSettings, facts);
}

/** Keys by secret, as a key ring knows them. */
export const KEYS: Readonly<Record<string, PartnerKey>> = {
  both: keyOf("ecolyo"),
  other: keyOf("coach"),
  reader: keyOf("ecolyo", { may: ["aggregate"] }),
  sender: keyOf("ecolyo", { may: ["measure"] }),
  watery: keyOf("ecolyo", { measures: ["water-monthly"] }),
  attesting: keyOf("attester", { attests: "2026-01" }),
  "attesting-water": keyOf("attester", { attests: "2026-01", measures: ["water-monthly"] }),
  "attesting-electricity": keyOf("attester", { attests: "2026-01", measures: ["electricity-monthly"] }),
  slow: keyOf("slow", { rate: 6 }),
};

function keyOf(organisation: string, o: Partial<PartnerKey> = {}): PartnerKey {
  const key = { organisation, may: ["measure", "aggregate"] as const, measures: null, rate: 100_000, attests: null, ...o };
  return { ...key, id: JSON.stringify(key) };
}

/** What an app answers: status, headers, and its JSON. */
export async function ask(
  app: { request: (path: string, init: RequestInit) => Response | Promise<Response> },
  method: string,
  path: string,
  o: { key?: string; body?: unknown; headers?: Record<string, string> } = {},
) {
  const body = o.body === undefined ? null : typeof o.body === "string" ? o.body : JSON.stringify(o.body);
  const headers = {
    ...(body === null ? {} : { "Content-Type": "application/json" }),
    ...(o.key === undefined ? {} : { Authorization: `Bearer ${o.key}` }),
    ...o.headers,
  };
  const response = await app.request(path, { method, headers, body });
  return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
}

/** What the work is refused with; it must be. */
export function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}
