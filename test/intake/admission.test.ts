import { constants, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import { formatToken, parseToken, preparedOf, type Token } from "../../src/contract/tokens/token.ts";
import { donateLines } from "../../src/intake/index.ts";
import { eligibilityOf, mint, testEpoch, tokenText } from "../support/eligibility.ts";
import { bytesOf, numberOf } from "../support/numbers.ts";
import { vaultAt } from "../vault/support.ts";
import { appOf, contextOf, donationJson, fileOf } from "./support.ts";

const past = testEpoch("2025", "2025-01-01", "2026-01-01");
const present = testEpoch("2026", "2026-01-01", "2027-01-01");
const future = testEpoch("2027", "2027-01-01", "2028-01-01");
const stranger = testEpoch("2026", "2026-01-01", "2027-01-01");
const UUID = "0190b6a5-7d6c-7c3b-9f0e-2f5a1b2c3d4e";

/** The intake on 10 March 2026, with eligibility unless told otherwise. */
function service(o: { on?: boolean; now?: string } = {}) {
  const vault = vaultAt();
  const clock = () => new Date(o.now ?? "2026-03-10T12:00:00Z");
  const eligibility = (o.on ?? true) ? { eligibility: eligibilityOf([past, present, future]) } : {};
  const context = contextOf(undefined, { clock, ...eligibility });
  const app = appOf({ vault, context, rate: 0 });
  const donate = async (q: { token?: string; key?: string; idempotency?: string; body?: unknown } = {}) => {
    const response = await app.request("/v1/donations", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(q.token === undefined ? {} : { Eligibility: q.token }),
        ...(q.key === undefined ? {} : { Authorization: `Bearer ${q.key}` }),
        ...(q.idempotency === undefined ? {} : { "Idempotency-Key": q.idempotency }),
      },
      body: JSON.stringify(q.body ?? donationJson()),
    });
    const body = (await response.json()) as { receipt: string; type?: string; detail?: string };
    return { status: response.status, body, code: body.type?.replace("/problems/", "") ?? "stored" };
  };
  return { app, context, vault, donate };
}

describe("off, as it is by default", () => {
  test("nobody is asked for a token, and one that comes all the same is not looked at", async () => {
    const { donate } = service({ on: false });
    expect((await donate()).status).toBe(201);
    const token = tokenText(present);
    expect((await donate({ token })).status).toBe(201);
    expect((await donate({ token })).status).toBe(201);
    expect((await donate({ token: "anything" })).status).toBe(201);
  });

  test("the intake says so", async () => {
    const answer = await service({ on: false }).app.request("/v1/eligibility");
    expect([answer.status, await answer.json()]).toEqual([200, { eligibility: null }]);
  });
});

test("a new contribution needs a token, a token begins one, and the next one needs another", async () => {
  const { donate, vault } = service();
  expect(await donate()).toMatchObject({ status: 403, code: "token-needed" });
  const token = tokenText(present);
  expect((await donate({ token })).status).toBe(201);
  expect(await donate({ token })).toMatchObject({ status: 409, code: "token-spent" });
  expect((await donate({ token: tokenText(present) })).status).toBe(201);
  expect(vault.status().donations).toBe(2);
});

test.each<[string, string, string]>([
  ["no token at all", "", "token-invalid"],
  ["words", "let me in", "token-invalid"],
  ["a signature of another key", tokenText(stranger), "token-invalid"],
  ["a token of another commons", tokenText(present, { commons: "city" }), "token-invalid"],
  ["the present key over another epoch's name", tokenText(present, { says: "2025" }), "token-out-of-date"],
  ["a past key over the present epoch's name", tokenText(past, { says: "2026" }), "token-invalid"],
  ["a token of a past epoch", tokenText(past), "token-out-of-date"],
  ["a token of an epoch to come", tokenText(future), "token-out-of-date"],
  ["a token of an epoch that is none", tokenText(present, { says: "2031" }), "token-out-of-date"],
])("%s begins nothing", async (_, token, code) => {
  const { donate, vault } = service();
  const answer = await donate({ token });
  expect([answer.status, answer.code]).toEqual([403, code]);
  expect(vault.status().donations).toBe(0);
  // Whoever reads an answer on the way could use what is in it.
  if (token.length > 100) expect(answer.body.detail).not.toContain(token.split(".")[2]);
});

test("any bit of a token that is changed makes it none", async () => {
  const { donate, vault } = service();
  const good = mint(present);
  const flip = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
  const forged: Token[] = [
    { ...good, nonce: flip(good.nonce, 31) },
    { ...good, prefix: flip(good.prefix, 0) },
    { ...good, signature: flip(good.signature, 255) },
    { ...good, signature: good.signature.slice(1) },
    { ...good, signature: new Uint8Array(256) },
    { ...good, signature: new Uint8Array(256).fill(255) },
    { ...good, signature: new Uint8Array(0) },
    { ...good, signature: new Uint8Array(5000) },
    { ...good, nonce: good.prefix, prefix: good.nonce },
  ];
  for (const token of forged) expect((await donate({ token: formatToken(token) })).code).toBe("token-invalid");
  expect(vault.status().donations).toBe(0);
  expect((await donate({ token: formatToken(good) })).status).toBe(201);
});

test("a signature that begins with a zero is as long as any: shortened by it, one in 256, it is none", async () => {
  const { donate, vault } = service();
  let good = mint(present);
  while (good.signature[0] !== 0) good = mint(present);
  const short = formatToken({ ...good, signature: good.signature.slice(1) });
  expect((await donate({ token: short })).code).toBe("token-invalid");
  expect(vault.status().donations).toBe(0);
  expect((await donate({ token: formatToken(good) })).status).toBe(201);
});

test("a used token does not come back in another dress", async () => {
  const { donate, vault } = service();
  const good = mint(present);
  const text = formatToken(good);
  expect((await donate({ token: text })).status).toBe(201);
  const n = numberOf(Buffer.from(present.jwk.n, "base64url"));
  const longer = bytesOf(numberOf(good.signature) + n, 257);
  const dresses = [
    text.replace("v1", "V1"),
    `${text}=`,
    `${text}.`,
    `${text} `,
    text.replaceAll("-", "+"),
    formatToken({ ...good, signature: longer }),
    formatToken({ ...good, signature: Buffer.concat([new Uint8Array(1), good.signature]) }),
  ];
  for (const token of dresses) expect(["token-invalid", "token-spent"]).toContain((await donate({ token })).code);
  expect(vault.status().donations).toBe(1);
  expect(parseToken(text)).not.toBeNull();
});

test("a message that was signed twice is one token: another salt is no second one", async () => {
  const { donate } = service();
  const once = mint(present);
  const again = sign("sha384", preparedOf("town", once), {
    key: present.key,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 48,
  });
  expect(again).not.toEqual(once.signature);
  expect((await donate({ token: formatToken(once) })).status).toBe(201);
  expect((await donate({ token: formatToken({ ...once, signature: again }) })).code).toBe("token-spent");
});

test.each([
  ["2025-12-31T23:59:59Z", "token-out-of-date"],
  ["2026-01-01T00:00:00Z", "stored"],
  ["2026-12-31T23:59:59Z", "stored"],
  ["2027-01-01T00:00:00Z", "token-out-of-date"],
])("on %s a token of 2026 is %s", async (now, code) => {
  const body = donationJson({ consent: { given_at: "2025-01-05T09:00:00Z" }, reading: { period: "2025-01" } });
  expect((await service({ now }).donate({ token: tokenText(present), body })).code).toBe(code);
});

test("a token that comes many times at once begins one contribution", async () => {
  const { donate, vault } = service();
  const token = tokenText(present);
  const answers = await Promise.all(Array.from({ length: 30 }, () => donate({ token })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ code }) => code === "token-spent")).toHaveLength(29);
  expect(vault.status()).toMatchObject({ active: 1, donations: 1 });
});

test("a repeated request gives the same receipt, with its token, without it or with another, and burns nothing new", async () => {
  const { donate, vault } = service();
  const [token, spare] = [tokenText(present), tokenText(present)];
  const first = await donate({ token, idempotency: UUID });
  for (const again of [{ token }, {}, { token: spare }, { token: tokenText(past) }])
    expect(await donate({ ...again, idempotency: UUID })).toEqual(first);
  expect(vault.status().donations).toBe(1);
  expect((await donate({ token: spare })).status).toBe(201);
});

test("the same idempotency key over another donation is a conflict, and burns nothing", async () => {
  const { donate } = service();
  await donate({ token: tokenText(present), idempotency: UUID });
  const token = tokenText(present);
  const body = donationJson({ reading: { value: 1 } });
  expect((await donate({ token, idempotency: UUID, body })).code).toBe("idempotency-conflict");
  expect((await donate({ token, body })).status).toBe(201);
});

test("a contribution that stands is added to without a token, and burns none that comes along", async () => {
  const { donate, vault } = service();
  const { receipt } = (await donate({ token: tokenText(present) })).body;
  const token = tokenText(present);
  expect((await donate({ key: receipt })).status).toBe(200);
  expect((await donate({ key: receipt, token })).status).toBe(200);
  expect((await donate({ key: "A".repeat(43), token })).code).toBe("key-not-known");
  expect((await donate({ token })).status).toBe(201);
  expect(vault.status()).toMatchObject({ active: 2, donations: 4 });
});

test("a donation that is refused for what it says burns nothing", async () => {
  const { donate } = service();
  const token = tokenText(present);
  expect((await donate({ token, body: donationJson({ reading: { unit: "kWh" } }) })).code).toBe("wrong-unit");
  expect((await donate({ token, body: {} })).code).toBe("invalid-donation");
  expect((await donate({ token })).status).toBe(201);
});

test("who withdraws does not get the token back: nothing says which one it was", async () => {
  const { donate, vault } = service();
  const token = tokenText(present);
  vault.withdraw((await donate({ token })).body.receipt);
  expect((await donate({ token })).code).toBe("token-spent");
});

test("pages learn from the commons where to get a token, and under which key", async () => {
  const answer = await service().app.request("/v1/eligibility");
  expect(await answer.json()).toEqual({ eligibility: eligibilityOf([past, present, future]) });
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
  expect((await service().app.request("/v1/eligibility", { method: "POST" })).status).toBe(405);
});

test("what the operator donates in bulk needs no token", async () => {
  const { vault, context } = service();
  const result = await donateLines(fileOf(`${JSON.stringify(donationJson())}\n`), { vault, context });
  expect(result).toMatchObject({ accepted: 1, rejected: 0 });
});
