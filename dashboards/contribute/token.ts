import type { Eligibility, Epoch } from "../../src/contract/eligibility.ts";
import { isOpen } from "../../src/contract/epoch.ts";
import type { Blinding } from "../../src/contract/tokens/client.ts";

export type TokenFault = "sign-in-needed" | "token-issued" | "epoch-not-open" | "network" | "mark" | "other";
export type TokenAnswer = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly fault: TokenFault };

type TokenClient = typeof import("../../src/contract/tokens/client.ts");

/** Set where a commons asks for tokens: its settings, a function that has a token signed, and the program for tokens. */
export interface Tokens {
  readonly eligibility: Eligibility;
  readonly make: (epoch: Epoch) => Promise<TokenAnswer>;
  readonly client: Promise<TokenClient>;
}

/** The open epoch among those that the commons publishes. */
export function openEpoch({ keys }: Pick<Eligibility, "keys">, now: Date): Epoch | undefined {
  return keys.find((epoch) => isOpen(epoch, now));
}

/** Address of the sign-in page, opened in a tab of its own. It returns to this page's origin, with a mark in the address. */
export function signInAddress({ issuer }: Pick<Eligibility, "issuer">): string {
  return `${issuer}/sign-in?return=${encodeURIComponent("/contribute?signed-in")}`;
}

const KNOWN = ["sign-in-needed", "token-issued", "epoch-not-open"] as const;

/**
 * Fetches the program for tokens. A commons that asks for tokens has it fetched for everybody, for a request that comes when a
 * token is asked for would tell the portal when.
 */
export function tokenClient(): Promise<TokenClient> {
  const client = import("../../src/contract/tokens/client.ts");
  // A failure is told to whoever waits for it, later.
  client.catch(() => undefined);
  return client;
}

/**
 * Makes a function that has tokens signed blindly. One blinding is made per epoch and repeated until there is an answer, because
 * the issuer signs the same blinding again, and never a second one. `post` carries the cookie of the issuer's own sign-in.
 */
export function tokenMaker(
  { eligibility, client }: Pick<Tokens, "eligibility" | "client">,
  post: (address: string, body: unknown) => Promise<Response>,
): Tokens["make"] {
  const blindings = new Map<string, Blinding>();
  return async (epoch) => {
    const { blind, finalize } = await client;
    const blinding = blindings.get(epoch.epoch) ?? (await blind(eligibility, epoch));
    blindings.set(epoch.epoch, blinding);
    let response: Response;
    try {
      response = await post(`${eligibility.issuer}/v1/tokens`, { epoch: epoch.epoch, blinded: blinding.blinded });
    } catch {
      return { ok: false, fault: "network" };
    }
    const answer = (await response.json().catch(() => ({}))) as { signature?: string; type?: string };
    if (!response.ok) {
      const code = answer.type?.replace("/problems/", "");
      return { ok: false, fault: KNOWN.find((known) => known === code) ?? "other" };
    }
    // An account gets one token per epoch, so the sign-in has no further use, and the device may be shared.
    await post(`${eligibility.issuer}/v1/sign-out`, {}).catch(() => undefined);
    const token = await finalize(blinding, epoch, answer.signature ?? "");
    return token === null ? { ok: false, fault: "mark" } : { ok: true, token };
  };
}
