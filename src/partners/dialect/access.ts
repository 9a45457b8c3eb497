import { randomBytes } from "node:crypto";
import { Refusal } from "../../contract/problem.ts";
import { quoted } from "../../contract/shown.ts";
import { rateLimiter, refuseEarly } from "../../http/index.ts";
import { invalidField } from "./dialect.ts";
import type { PartnerMeasure, PartnerTerms } from "./partner-terms.ts";

export const ACTIONS = ["measure", "aggregate"] as const;
type Action = (typeof ACTIONS)[number];

/** The parts of an organisation's key that requests are checked by. */
export interface PartnerKey {
  /** public name of the key */
  readonly id: string;
  readonly organisation: string;
  readonly may: readonly Action[];
  /** names of measures; null: all */
  readonly measures: readonly string[] | null;
  /** requests a minute */
  readonly rate: number;
  /** version of the consent text that the organisation attests for its contributors; null: each request brings a consent */
  readonly attests: string | null;
}

export type PartnerAccess = ReturnType<typeof partnerAccess>;

/** Each key has its own rate; no rate bounds all keys together. */
const KEYS = { nameOf: (key: string) => key, each: "a key may make", together: "", what: "requests" };
const BEARER = /^Bearer +(\S+)$/i;

/**
 * Checks the key of a request, and limits its rate: a token bucket in memory for each key.
 *
 * @param o.find returns the key that a secret opens at this moment
 */
export function partnerAccess(o: { find: (secret: string) => PartnerKey | undefined; clock: () => Date }) {
  const salt = randomBytes(32);
  const limiter = rateLimiter({ perMinute: 1, clock: o.clock, salt, all: null, of: KEYS });
  return {
    /**
     * Finds the partner that sent a request.
     *
     * @param header the Authorization header
     * @throws Refusal `partner-key` (absent, unknown, revoked and expired keys get the same answer), `too-many-requests`,
     *   `partner-scope`
     */
    enter: (header: string | undefined, action: Action): PartnerKey => {
      const secret = BEARER.exec(header ?? "")?.[1];
      const key = secret === undefined ? undefined : o.find(secret);
      if (key === undefined)
        throw new Refusal(
          "partner-key",
          "a request needs `Authorization: Bearer KEY`, with a key that stands: this one opens nothing",
        );
      refuseEarly(limiter.take(key.id, 1, key.rate));
      if (!key.may.includes(action))
        throw new Refusal("partner-scope", `this key must allow ${action}; it allows ${key.may.join(", ")}`);
      return key;
    },
  };
}

/**
 * The measure with a name, where the key may use it. There are no wildcards: a name means one measure.
 *
 * @throws Refusal `invalid-parameter`, `partner-scope`
 */
export function measureFor(key: PartnerKey, { measures }: PartnerTerms, name: string): PartnerMeasure {
  const measure = measures.get(name);
  if (measure === undefined)
    throw invalidField("measureName", `must be one of ${[...measures.keys()].join(", ")}; got ${quoted(name)}`);
  if (key.measures !== null && !key.measures.includes(name))
    throw new Refusal("partner-scope", `this key is for ${key.measures.join(", ")}; got ${name}`);
  return measure;
}
