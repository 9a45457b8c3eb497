import { RSABSSA } from "@cloudflare/blindrsa-ts";
import type { Eligibility, Epoch, PublicKey } from "../eligibility.ts";
import { DAY_MS } from "../period.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { formatToken, NONCE_BYTES, PREFIX_BYTES, preparedOf, tokenMessage } from "./token.ts";

/**
 * What the contributor's browser does (RFC 9474, RSABSSA-SHA384-PSS-Randomized). The issuer sees `blinded`, which is uniformly
 * random whatever the token is; the commons sees the token. Random values are drawn here and cannot be passed in, since a caller
 * who chose them could mark the token (RFC 9474, section 7.4).
 */
const suite = RSABSSA.SHA384.PSS.Randomized();

/**
 * A token that waits for its signature. It stays in the browser: together with the issuer's records it would link the token to
 * the account.
 */
export interface Blinding {
  readonly commons: string;
  readonly epoch: string;
  /** to `POST /v1/tokens` of the issuer; repeated as it is until an answer comes */
  readonly blinded: string;
  readonly nonce: string;
  readonly prefix: string;
  /** undoes the blinding */
  readonly inverse: string;
}

function keyOf(jwk: PublicKey) {
  return crypto.subtle.importKey("jwk", { ...jwk }, { name: "RSA-PSS", hash: "SHA-384" }, true, ["verify"]);
}

/**
 * Makes a new token and blinds it. The epoch's key must come from the commons' own settings and never from the issuer: one made
 * for this person would mark the token.
 */
export async function blind({ commons }: Pick<Eligibility, "commons">, { epoch, jwk }: Epoch): Promise<Blinding> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const prepared = suite.prepare(tokenMessage(commons, { epoch, nonce }));
  const { blindedMsg, inv } = await suite.blind(await keyOf(jwk), prepared);
  return {
    commons,
    epoch,
    blinded: toBase64url(blindedMsg),
    nonce: toBase64url(nonce),
    prefix: toBase64url(prepared.subarray(0, PREFIX_BYTES)),
    inverse: toBase64url(inv),
  };
}

/**
 * Takes the blinding off the issuer's answer.
 *
 * @param signature base64url, as the issuer gave it
 * @returns the token's text; null where the answer is not a signature under this key: another key, or a fault on the way
 */
export async function finalize(blinding: Blinding, { jwk }: Pick<Epoch, "jwk">, signature: string): Promise<string | null> {
  const { commons, epoch } = blinding;
  const [nonce, prefix, inverse, signed] = [blinding.nonce, blinding.prefix, blinding.inverse, signature].map(fromBase64url);
  if (!nonce || !prefix || !inverse || !signed) return null;
  const prepared = preparedOf(commons, { epoch, nonce, prefix });
  try {
    const unblinded = await suite.finalize(await keyOf(jwk), prepared, signed, inverse);
    return formatToken({ epoch, nonce, prefix, signature: unblinded });
  } catch {
    return null;
  }
}

/** How long a page keeps a token at most before it uses it, in milliseconds: a week. */
const LONGEST_HOLD = 7 * DAY_MS;

/**
 * When to use a token that is signed now: issuer and commons, should they compare times, must not find one contribution a
 * minute after each signature. Uniform over a week, or what is left of the epoch; no day of an epoch is better than another.
 */
export function holdUntil({ until }: Pick<Epoch, "until">, now: Date): Date {
  const left = Math.min(LONGEST_HOLD, Date.parse(`${until}T00:00:00Z`) - now.getTime());
  const [draw = 0] = crypto.getRandomValues(new Uint32Array(1));
  return new Date(now.getTime() + Math.max(0, Math.floor((left * draw) / 2 ** 32)));
}
