import { constants, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type { Eligibility, Epoch } from "../../src/contract/eligibility.ts";
import { formatToken, preparedOf, type Token } from "../../src/contract/tokens/token.ts";

/** An epoch together with its private key. */
export interface TestEpoch extends Epoch {
  readonly key: KeyObject;
}

/** Makes an epoch with a new random key, as in operation: the repository contains no key. */
export function testEpoch(epoch: string, from: string, until: string, bits: 2048 | 3072 = 2048): TestEpoch {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: bits, publicExponent: 0x10001 });
  const { n } = publicKey.export({ format: "jwk" });
  return { epoch, from, until, jwk: { kty: "RSA", n: String(n), e: "AQAB" }, key: privateKey };
}

/** The part of a commons' settings that lists these epochs. */
export function eligibilityOf(epochs: readonly TestEpoch[], commons = "town"): Eligibility {
  const keys = epochs.map(({ epoch, from, until, jwk }) => ({ epoch, from, until, jwk }));
  return { commons, issuer: "https://tokens.example.org", keys };
}

/** A finished token, signed without blinding: enough for tests of the commons by itself. */
export function mint({ epoch, key }: TestEpoch, o: { commons?: string; says?: string } = {}): Token {
  const token = { epoch: o.says ?? epoch, nonce: randomBytes(32), prefix: randomBytes(32) };
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const signature = sign("sha384", preparedOf(o.commons ?? "town", token), { key, padding, saltLength: 48 });
  return { ...token, signature };
}

/** The text of such a token, as the HTTP header carries it. */
export function tokenText(...args: Parameters<typeof mint>): string {
  return formatToken(mint(...args));
}
