import { constants, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type { Eligibility, Epoch } from "../../src/contract/eligibility.ts";
import { formatToken, preparedOf, type Token } from "../../src/contract/tokens/token.ts";

/** An epoch with its private key. */
export interface TestEpoch extends Epoch {
  readonly key: KeyObject;
}

/** Keys come from the operating system, as everywhere, and no key is in the repository. */
export function testEpoch(epoch: string, from: string, until: string, bits: 2048 | 3072 = 2048): TestEpoch {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: bits, publicExponent: 0x10001 });
  const { n } = publicKey.export({ format: "jwk" });
  return { epoch, from, until, jwk: { kty: "RSA", n: String(n), e: "AQAB" }, key: privateKey };
}

/** What the settings of a commons would hold. */
export function eligibilityOf(epochs: readonly TestEpoch[], commons = "town"): Eligibility {
  const keys = epochs.map(({ epoch, from, until, jwk }) => ({ epoch, from, until, jwk }));
  return { commons, issuer: "https://tokens.example.org", keys };
}

/** A finished token, signed without blinding, for tests of the commons alone. */
export function mint({ epoch, key }: TestEpoch, o: { commons?: string; says?: string } = {}): Token {
  const token = { epoch: o.says ?? epoch, nonce: randomBytes(32), prefix: randomBytes(32) };
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  const signature = sign("sha384", preparedOf(o.commons ?? "town", token), { key, padding, saltLength: 48 });
  return { ...token, signature };
}

/** Its text, as the header carries it. */
export function tokenText(...args: Parameters<typeof mint>): string {
  return formatToken(mint(...args));
}
