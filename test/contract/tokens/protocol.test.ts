import { constants, createPrivateKey, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { RSABSSA } from "@cloudflare/blindrsa-ts";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { fromBase64url, toBase64url } from "../../../src/contract/tokens/base64url.ts";
import { blind, finalize, holdUntil } from "../../../src/contract/tokens/client.ts";
import { formatToken, parseToken } from "../../../src/contract/tokens/token.ts";
import { admission } from "../../../src/intake/admission.ts";
import { blindSign, type RawRsa } from "../../../src/issuer/blind-sign.ts";
import { eligibilityOf, type TestEpoch, testEpoch } from "../../support/eligibility.ts";
import { bytesOf, inverse, numberOf } from "../../support/numbers.ts";

const epoch = testEpoch("2026", "2026-01-01", "2027-01-01");
const clock = () => new Date("2026-03-10T12:00:00Z");
const settings = eligibilityOf([epoch]);

const signed = (key: TestEpoch["key"], blinded: string) => toBase64url(blindSign(key, Buffer.from(blinded, "base64url")));

/** The vector's numbers, and its key as Node takes it. */
function vector() {
  const texts = JSON.parse(readFileSync(new URL("rfc9474.json", import.meta.url), "utf8")) as Record<string, string>;
  const at = (name: string) => Buffer.from(texts[name] ?? "", "hex");
  const [n, d, p, q] = ["n", "d", "p", "q"].map((name) => numberOf(at(name))) as [bigint, bigint, bigint, bigint];
  const text = (value: bigint) => bytesOf(value, Math.ceil(value.toString(16).length / 2)).toString("base64url");
  const numbers = { n, e: 65537n, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) };
  const jwk = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, text(value)]));
  return { at, n, key: createPrivateKey({ key: { kty: "RSA", ...jwk }, format: "jwk" }) };
}

test("RFC 9474's vector, byte by byte: prepared, blinded, signed by OpenSSL, finalized, verified", async () => {
  const { at, n, key } = vector();
  const publicKey = createPublicKey(key);
  const suite = RSABSSA.SHA384.PSS.Randomized();
  const draws = [at("msg_prefix"), at("salt"), bytesOf(inverse(numberOf(at("inv")), n), 512)];
  const source = vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
    (array as Uint8Array).set(draws.shift() as Buffer);
    return array;
  });
  const prepared = suite.prepare(at("msg"));
  const algorithm = { name: "RSA-PSS", hash: "SHA-384" };
  const imported = await crypto.subtle.importKey("jwk", publicKey.export({ format: "jwk" }), algorithm, true, ["verify"]);
  const { blindedMsg, inv } = await suite.blind(imported, prepared);
  source.mockRestore();
  expect(Buffer.from(prepared)).toEqual(at("prepared_msg"));
  expect(Buffer.from(blindedMsg)).toEqual(at("blinded_msg"));
  const blindSignature = blindSign(key, blindedMsg);
  expect(Buffer.from(blindSignature)).toEqual(at("blind_sig"));
  const signature = await suite.finalize(imported, prepared, blindSignature, inv);
  expect(Buffer.from(signature)).toEqual(at("sig"));
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  expect(verify("sha384", prepared, { key: publicKey, padding, saltLength: 48 }, signature)).toBe(true);
});

test.each([2048, 3072] as const)(
  "a token of %i bits that was signed blindly is admitted, and says nothing but its epoch",
  async (bits) => {
    const own = testEpoch("2026", "2026-01-01", "2027-01-01", bits);
    const eligibility = eligibilityOf([own]);
    const blinding = await blind(eligibility, own);
    // What a page keeps while somebody signs in is text.
    const kept = JSON.parse(JSON.stringify(blinding)) as typeof blinding;
    const token = (await finalize(kept, own, signed(own.key, blinding.blinded))) as string;
    expect(token.split(".").map((part) => part.length)).toEqual([2, 4, 43, 43, bits === 2048 ? 342 : 512]);
    expect(admission(eligibility, clock(), token)?.()).toBeInstanceOf(Uint8Array);
  },
);

test("two tokens have nothing in common, and what is blinded is in neither", async () => {
  const [one, two] = [await blind(settings, epoch), await blind(settings, epoch)];
  const fields = ["blinded", "nonce", "prefix", "inverse"] as const;
  for (const field of fields) expect(one[field]).not.toBe(two[field]);
  const token = await finalize(one, epoch, signed(epoch.key, one.blinded));
  expect(token).not.toContain(one.blinded);
  expect(token).not.toContain(one.inverse);
});

test("a signature under a key of one's own, of another message, or with a bit changed is no token: the browser notices", async () => {
  const blinding = await blind(settings, epoch);
  const good = signed(epoch.key, blinding.blinded);
  const marked = testEpoch("2026", "2026-01-01", "2027-01-01");
  const modulus = numberOf(Buffer.from(marked.jwk.n, "base64url"));
  const changed = Buffer.from(good, "base64url");
  changed[100] = (changed[100] as number) ^ 1;
  for (const answer of [
    signed(marked.key, bytesOf(numberOf(Buffer.from(blinding.blinded, "base64url")) % modulus, 256).toString("base64url")),
    signed(epoch.key, (await blind(settings, epoch)).blinded),
    changed.toString("base64url"),
    good.slice(4),
    "",
    "not base64url!",
  ])
    expect(await finalize(blinding, epoch, answer)).toBeNull();
  expect(await finalize(blinding, epoch, good)).not.toBeNull();
});

test("the issuer signs a number below its modulus, of its length, and nothing else", () => {
  const n = numberOf(Buffer.from(epoch.jwk.n, "base64url"));
  const code = (message: Uint8Array) => {
    try {
      blindSign(epoch.key, message);
      return "signed";
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  expect(code(bytesOf(n - 1n, 256))).toBe("signed");
  expect(code(bytesOf(n, 256))).toBe("invalid-parameter");
  expect(code(bytesOf(5n, 255))).toBe("invalid-parameter");
  expect(code(bytesOf(5n, 257))).toBe("invalid-parameter");
  expect(code(new Uint8Array(0))).toBe("invalid-parameter");
});

test("a fault while signing gives nothing away: one wrong signature would tell the key", () => {
  const seen: Buffer[] = [];
  const faulty: RawRsa = {
    sign: () => {
      const wrong = bytesOf(12345n, 256);
      seen.push(wrong);
      return wrong;
    },
    undo: (_, signature) => bytesOf(numberOf(signature) + 1n, 256),
  };
  expect(() => blindSign(epoch.key, bytesOf(5n, 256), faulty)).toThrow("signing failure");
  expect(seen).toHaveLength(1);
});

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });

test("bytes have one text and a text its bytes; a token has one text", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (some) => {
      expect(fromBase64url(toBase64url(some))).toEqual(some);
    }),
  );
  fc.assert(
    fc.property(bytes(32), bytes(32), bytes(256), (nonce, prefix, signature) => {
      const token = { epoch: "2026-H1", nonce, prefix, signature };
      expect(parseToken(formatToken(token))).toEqual(token);
    }),
  );
  expect(fromBase64url("AB")).toBeNull(); // A and B differ in bits that are dropped
  expect(fromBase64url("AA")).toEqual(new Uint8Array(1));
  for (const text of ["AA==", "A", "A+", "é", "A\n"]) expect(fromBase64url(text)).toBeNull();
});

test("a text that is not a token's is none", () => {
  const [nonce, signature] = [toBase64url(new Uint8Array(32)), toBase64url(new Uint8Array(256))];
  const good = ["v1", "2026", nonce, nonce, signature];
  expect(parseToken(good.join("."))).not.toBeNull();
  for (const [place, other] of [
    [0, "v2"],
    [1, ""],
    [1, "a b"],
    [1, "x".repeat(33)],
    [2, nonce.slice(2)],
    [2, `${nonce}AA`],
    [3, ""],
    [4, "!"],
  ] as const)
    expect(parseToken(good.with(place, other).join("."))).toBeNull();
  for (const text of ["", ".", "v1", good.slice(0, 4).join("."), [...good, "AA"].join(".")]) expect(parseToken(text)).toBeNull();
});

test("a token is held for up to a week, and never past its epoch", () => {
  const day = 86_400_000;
  const held = (now: string) =>
    Array.from({ length: 200 }, () => (holdUntil(epoch, new Date(now)).getTime() - Date.parse(now)) / day);
  const long = held("2026-06-01T00:00:00Z");
  expect(Math.min(...long)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...long)).toBeLessThan(7);
  // 200 uniform draws: the chance that none is beyond half of the week, or none before it, is 2^-199.
  expect(Math.max(...long)).toBeGreaterThan(3.5);
  expect(Math.min(...long)).toBeLessThan(3.5);
  expect(Math.max(...held("2026-12-31T00:00:00Z"))).toBeLessThan(1);
  expect(held("2027-02-01T00:00:00Z").every((days) => days === 0)).toBe(true);
});
