import { constants, createPublicKey, verify } from "node:crypto";
import type { Eligibility } from "../contract/eligibility.ts";
import { isOpen } from "../contract/epoch.ts";
import { Refusal } from "../contract/problem.ts";
import { parseToken, preparedOf } from "../contract/tokens/token.ts";

/** Length of the salt of RSABSSA-SHA384-PSS-Randomized. */
const SALT_BYTES = 48;

/**
 * What a new contribution over HTTP must bring: an eligibility token, where the commons requires one.
 *
 * @param eligibility absent: everybody may contribute
 * @param token the header `Eligibility`
 * @returns a function that the vault calls before a contribution begins. It checks the token and returns its prepared message,
 *   which no other token shares, however its text or signature is rewritten; undefined where everybody may contribute
 */
export function admission(
  eligibility: Eligibility | undefined,
  now: Date,
  token: string | undefined,
): (() => Uint8Array) | undefined {
  return eligibility && (() => checkedMessage(eligibility, token, now));
}

/** @throws Refusal `token-needed`, `token-invalid`, `token-out-of-date` */
function checkedMessage({ commons, issuer, keys }: Eligibility, text: string | undefined, now: Date): Uint8Array {
  if (text === undefined)
    throw new Refusal("token-needed", `a new contribution needs a token of ${issuer} in the header Eligibility; got none`);
  const token = parseToken(text);
  // The error does not quote the token, since whoever reads it could use it.
  if (token === null)
    throw new Refusal(
      "token-invalid",
      `a token is v1.EPOCH.NONCE.PREFIX.SIGNATURE; got ${text.length} characters of another form`,
    );
  const epoch = keys.find((known) => known.epoch === token.epoch);
  if (epoch === undefined || !isOpen(epoch, now)) {
    const open = keys.find((known) => isOpen(known, now))?.epoch ?? "none";
    throw new Refusal("token-out-of-date", `the epoch that is open is ${open}; got a token of ${token.epoch}`);
  }
  const prepared = preparedOf(commons, token);
  const key = createPublicKey({ key: { ...epoch.jwk }, format: "jwk" });
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  // RFC 8017, 8.1.2 requires a signature as long as the modulus. OpenSSL also accepts a shorter one whose number begins with
  // zeros.
  const whole = token.signature.length === Buffer.from(epoch.jwk.n, "base64url").length;
  if (!whole || !verify("sha384", prepared, { key, padding, saltLength: SALT_BYTES }, token.signature))
    throw new Refusal("token-invalid", `the token's signature is not ${issuer}'s for ${commons} and ${token.epoch}`);
  return prepared;
}
