import { expect, test } from "vitest";
import { toBase64url } from "../../../src/contract/tokens/base64url.ts";
import { blind, finalize } from "../../../src/contract/tokens/client.ts";
import { parseToken, preparedOf, type Token } from "../../../src/contract/tokens/token.ts";
import { blindSign } from "../../../src/issuer/blind-sign.ts";
import { eligibilityOf, mint, testEpoch } from "../../support/eligibility.ts";
import { bytesOf, inverse, numberOf, power } from "../../support/numbers.ts";

const ACCOUNTS = 5;
const BYTES = 256;
const epoch = testEpoch("2026", "2026-01-01", "2027-01-01");
const settings = eligibilityOf([epoch]);
const n = numberOf(Buffer.from(epoch.jwk.n, "base64url"));
const e = 65537n;

/** What the issuer keeps of an account, if it keeps all that it ever sees. */
interface BlindRequest {
  readonly blinded: bigint;
  readonly signed: bigint;
}

/**
 * The only blinding factor under which request i became token j: with m the encoded message of the token, blinded = m·rᵉ
 * and signed = s·r (mod n), so that r = signed/s. An issuer and a commons that pool all they have can compute it for
 * every pair. If it exists for every pair, every pairing explains both transcripts; if the browser drew it uniformly, all
 * of them equally well.
 */
function blindingOf(asked: BlindRequest, token: Token): bigint {
  return (asked.signed * inverse(numberOf(token.signature), n)) % n;
}

const explains = (r: bigint, asked: BlindRequest, token: Token) =>
  r > 0n && (power(numberOf(token.signature), e, n) * power(r, e, n)) % n === asked.blinded;

const pairs = Array.from({ length: ACCOUNTS }, (_, i) => i).flatMap((i) =>
  Array.from({ length: ACCOUNTS }, (_, j) => [i, j] as const),
);

test("every pairing of accounts and tokens is as possible as the true one: a blinding factor exists for each", async () => {
  const asked: BlindRequest[] = [];
  const tokens: Token[] = [];
  for (let i = 0; i < ACCOUNTS; i += 1) {
    const blinding = await blind(settings, epoch);
    const signature = blindSign(epoch.key, Buffer.from(blinding.blinded, "base64url"));
    asked.push({ blinded: numberOf(Buffer.from(blinding.blinded, "base64url")), signed: numberOf(signature) });
    tokens.push(parseToken((await finalize(blinding, epoch, toBase64url(signature))) as string) as Token);
    // The true factor is what the browser drew: the computation is of the right thing.
    const drawn = inverse(numberOf(Buffer.from(blinding.inverse, "base64url")), n);
    expect(blindingOf(asked[i] as BlindRequest, tokens[i] as Token)).toBe(drawn);
  }
  const factors = pairs.map(([i, j]) => blindingOf(asked[i] as BlindRequest, tokens[j] as Token));
  for (const [at, [i, j]] of pairs.entries())
    expect(explains(factors[at] as bigint, asked[i] as BlindRequest, tokens[j] as Token)).toBe(true);
  expect(new Set(factors).size).toBe(pairs.length);
  // No factor looks drawn from fewer numbers than another's: one of 25 below n/2⁶⁴ has a chance of 25·2⁻⁶⁴.
  expect(factors.filter((r) => r < n >> 64n)).toEqual([]);
});

test("the same attack finds every account where a browser draws its factors from a few numbers: the test can fail", () => {
  const tokens = Array.from({ length: ACCOUNTS }, () => mint(epoch));
  const asked = tokens.map((token, i) => {
    const weak = 3n ** 20n + BigInt(2 * i);
    const blinded = (power(numberOf(token.signature), e, n) * power(weak, e, n)) % n;
    return { blinded, signed: numberOf(blindSign(epoch.key, bytesOf(blinded, BYTES))) };
  });
  const found = pairs.filter(([i, j]) => blindingOf(asked[i] as BlindRequest, tokens[j] as Token) < n >> 64n);
  expect(found).toEqual(Array.from({ length: ACCOUNTS }, (_, i) => [i, i]));
});

test("no two epochs, commons or nonces give one message", () => {
  const [nonce, prefix] = [new Uint8Array(32), new Uint8Array(32)];
  const other = Uint8Array.from(nonce, (_, i) => (i === 31 ? 1 : 0));
  const messages = [
    preparedOf("town", { epoch: "2026", nonce, prefix }),
    preparedOf("town-2", { epoch: "026", nonce, prefix }),
    preparedOf("town", { epoch: "2027", nonce, prefix }),
    preparedOf("city", { epoch: "2026", nonce, prefix }),
    preparedOf("town", { epoch: "2026", nonce: other, prefix }),
    preparedOf("town", { epoch: "2026", nonce, prefix: other }),
  ].map(toBase64url);
  expect(new Set(messages).size).toBe(messages.length);
});
