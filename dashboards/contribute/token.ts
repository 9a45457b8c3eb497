import type { Eligibility, Epoch } from "../../src/contract/eligibility.ts";
import { isOpen } from "../../src/contract/epoch.ts";
import type { Blinding } from "../../src/contract/tokens/client.ts";

export type TokenFault = "sign-in-needed" | "token-issued" | "epoch-not-open" | "network" | "mark" | "other";
export type TokenAnswer = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly fault: TokenFault };

/** What a commons that asks for tokens needs of the page: its settings, and who has tokens signed. */
export interface Tokens {
  readonly eligibility: Eligibility;
  readonly make: (epoch: Epoch) => Promise<TokenAnswer>;
}

/** The epoch that is open, of those that the commons publishes. */
export function openEpoch({ keys }: Pick<Eligibility, "keys">, now: Date): Epoch | undefined {
  return keys.find((epoch) => isOpen(epoch, now));
}

/** Where one signs in: in a tab of its own, which comes back to this page's own origin and says so. */
export function signInAddress({ issuer }: Pick<Eligibility, "issuer">): string {
  return `${issuer}/sign-in?return=${encodeURIComponent("/contribute?signed-in")}`;
}

const KNOWN = ["sign-in-needed", "token-issued", "epoch-not-open"] as const;

/**
 * Has tokens signed, blindly. One blinding is made an epoch, and asked for again as it is until there is an answer: the issuer
 * signs the same one twice, and another one never.
 *
 * @param post to the issuer, with the cookie of its own sign-in
 */
export function tokenMaker(
  eligibility: Eligibility,
  post: (address: string, body: unknown) => Promise<Response>,
): Tokens["make"] {
  const blindings = new Map<string, Blinding>();
  return async (epoch) => {
    // Loaded by no one else: most commons ask for no token.
    const { blind, finalize } = await import("../../src/contract/tokens/client.ts");
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
    // One token an account and epoch: there is nothing more to be signed in for, and the device may be somebody else's.
    await post(`${eligibility.issuer}/v1/sign-out`, {}).catch(() => undefined);
    const token = await finalize(blinding, epoch, answer.signature ?? "");
    return token === null ? { ok: false, fault: "mark" } : { ok: true, token };
  };
}
