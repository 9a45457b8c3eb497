import type { AttributeName } from "../../src/contract/attributes.ts";
import type { DonationInput } from "../../src/contract/donation.ts";
import { COMMONS_PURPOSE } from "../../src/contract/purpose.ts";
import { contributedReading } from "../../src/importers/contributed-reading.ts";
import { attributesOf, type Offer, readingsOf } from "./offers.ts";

/** Who consents: one of age for themself, or a parent or guardian for a minor. */
export type Consenter = "adult" | "guardian";

export interface Answers {
  /** leaf of the territory */
  readonly area: string;
  readonly attributes: Readonly<Partial<Record<AttributeName, string>>>;
}

export interface Agreement {
  readonly chosen: readonly Offer[];
  /** null: not said yet, and nothing can be sent */
  readonly who: Consenter | "minor" | null;
  /** of the notice that was shown */
  readonly version: string;
  readonly given_at: string;
  /** domains that an earlier consent of the same contribution covers, and that go on */
  readonly before: readonly string[];
}

/**
 * Exactly what is sent: the area, what the chosen measures ask and was answered, the consent, and whole numbers. Nothing else of
 * a source is in it.
 */
export function donationOf({ area, attributes }: Answers, { chosen, who, version, given_at, before }: Agreement): DonationInput {
  const asked = attributesOf(chosen.map(({ ref }) => ref));
  const told = asked.flatMap((name) => {
    const value = attributes[name];
    return value === undefined || value === "unknown" ? [] : [[name, value]];
  });
  const domains = [...new Set([...before, ...chosen.map(({ ref }) => ref.domain.id)])];
  return {
    household: { area, ...Object.fromEntries(told) },
    consent: {
      version,
      purposes: [COMMONS_PURPOSE],
      domains,
      adult: who === "adult",
      ...(who === "guardian" ? { guardian: true } : {}),
      given_at,
    },
    readings: readingsOf(chosen).map(contributedReading),
  };
}

/** A request that can be made again: what is sent, and the key under which it is recorded once. */
export interface DonationRequest {
  readonly key: string;
  readonly body: string;
}

/** The same text is the same request: sent twice, it is recorded once. Another text is another request. */
export function requestFor(body: string, last: DonationRequest | null, newKey: () => string): DonationRequest {
  return last?.body === body ? last : { key: newKey(), body };
}

/** A key that makes a request repeatable; as secret as the contribution key, for that one is made from it. 32 random bytes, hexadecimal. */
export function idempotencyKey(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  return [...random(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
