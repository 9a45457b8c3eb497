import { ATTRIBUTE_NAMES, type AttributeName } from "../../src/contract/attributes.ts";
import type { DonationInput } from "../../src/contract/donation.ts";
import { COMMONS_PURPOSE } from "../../src/contract/purpose.ts";
import { contributedReading } from "../../src/importers/contributed-reading.ts";
import { attributesOf, type Offer, readingsOf } from "./offers.ts";

/** Who consents: an adult for themself, or a parent or guardian for a minor. */
export type Consenter = "adult" | "guardian";

export interface Answers {
  /** leaf of the territory */
  readonly area: string;
  readonly attributes: Readonly<Partial<Record<AttributeName, string>>>;
}

export interface Agreement {
  readonly chosen: readonly Offer[];
  /** null: not answered yet, so that nothing can be sent */
  readonly who: Consenter | "minor" | null;
  /** version of the notice that was shown */
  readonly version: string;
  readonly given_at: string;
  /** domains covered by an earlier consent of the same contribution, which continues */
  readonly before: readonly string[];
  /** the consent in force, where it covers all that is chosen; null: a new one is given */
  readonly standing: DonationInput["consent"] | null;
  /** attributes that this contribution holds and the commons still asks; a new contribution has none */
  readonly told: Answers["attributes"];
}

/**
 * The answers that are sent: those that the chosen measures need, and those that the contribution holds already, so that an
 * addition never says less of the home. A held one that was taken back meanwhile is sent as unknown.
 */
function answersOf(attributes: Answers["attributes"], { chosen, told }: Agreement): [AttributeName, string][] {
  const asked = attributesOf(chosen.map(({ ref }) => ref));
  return ATTRIBUTE_NAMES.flatMap((name): [AttributeName, string][] => {
    const isHeld = told[name] !== undefined;
    const value = attributes[name] ?? "unknown";
    if (value === "unknown") return isHeld ? [[name, value]] : [];
    return isHeld || asked.includes(name) ? [[name, value]] : [];
  });
}

/**
 * Exactly what is sent: the area, the answers that are needed or held already, the consent, and whole numbers. Nothing else of a
 * source is in it.
 */
export function donationOf(home: Answers, agreement: Agreement): DonationInput {
  const { chosen, who, version, given_at, before, standing } = agreement;
  const answers = answersOf(home.attributes, agreement);
  const domains = [...new Set([...before, ...chosen.map(({ ref }) => ref.domain.id)])];
  return {
    household: { area: home.area, ...Object.fromEntries(answers) },
    consent: standing ?? {
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

/** A request that can safely be repeated: its text, and the key under which it is recorded once. */
export interface DonationRequest {
  readonly key: string;
  readonly body: string;
}

/** The same text keeps its key, so that it is recorded once even if sent twice. Another text gets a new key. */
export function requestFor(body: string, last: DonationRequest | null, newKey: () => string): DonationRequest {
  return last?.body === body ? last : { key: newKey(), body };
}

/**
 * 32 random bytes in hexadecimal, which make a request repeatable. They are as secret as the contribution key, which is derived
 * from them.
 */
export function idempotencyKey(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  return [...random(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
