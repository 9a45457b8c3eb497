import { randomBytes } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { blind, finalize } from "../../src/contract/tokens/client.ts";
import { issuerApp } from "../../src/issuer/app.ts";
import type { SignOn } from "../../src/issuer/sign-on.ts";
import { openTokenStore } from "../../src/issuer/store.ts";
import { eligibilityOf, testEpoch } from "../support/eligibility.ts";
import { stoppedClock } from "../vault/support.ts";

const COMMONS = "https://commons.example.org";
const past = testEpoch("2025", "2025-01-01", "2026-01-01");
const present = testEpoch("2026", "2026-01-01", "2027-01-01");
const future = testEpoch("2027", "2027-01-01", "2028-01-01");
const settings = eligibilityOf([past, present, future], "town");

/** A sign-on that lets in whoever `?as=` names. */
const signOn: SignOn = {
  begin: async () => ({ url: "https://city.example/authorize", checks: { state: "s", nonce: "n", verifier: "v" } }),
  finish: async (answer) => ({ iss: "https://city.example", sub: new URLSearchParams(answer).get("as") ?? "" }),
};

function service(
  o: {
    url?: string;
    limit?: (address: string | undefined) => { wait: number; sentence: string } | undefined;
    mostAccounts?: number;
  } = {},
) {
  const clock = stoppedClock("2026-03-10T12:00:00Z");
  const secret = new Uint8Array(32).fill(3);
  const store = openTokenStore(":memory:", secret);
  onTestFinished(() => store.close());
  const url = o.url ?? "https://tokens.example.org";
  const app = issuerApp({
    keys: { secret, epochs: [past, present, future] },
    store,
    signOn,
    url,
    commons: COMMONS,
    clock: clock.now,
    entropy: randomBytes,
    limiter: o.limit && { take: o.limit },
    ...(o.mostAccounts !== undefined && { mostAccounts: o.mostAccounts }),
  });
  const cookie = (response: Response, name: string) => {
    const line = response.headers
      .getSetCookie()
      .find((text) => text.includes(`voisinage-${name}=`) && !text.includes("Max-Age=0"));
    return line?.split(";")[0] ?? "";
  };
  /** Signs in, and gives the session's cookie. */
  const signIn = async (as: string) => {
    const begun = await app.request(`${url}/sign-in?return=/contribute`);
    const done = await app.request(`${url}/callback?as=${as}`, { headers: { Cookie: cookie(begun, "sign-in") } });
    return cookie(done, "session");
  };
  const ask = async (session: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(`${url}/v1/tokens`, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Origin: COMMONS,
        ...(session === "" ? {} : { Cookie: session }),
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    const answer = (await response.json()) as { signature?: string; type?: string; epoch?: string };
    return {
      status: response.status,
      headers: response.headers,
      code: answer.type?.replace("/problems/", "") ?? "signed",
      ...answer,
    };
  };
  return { app, clock, store, signIn, ask, cookie, url };
}

const blinding = () => blind(settings, present);

test("an account has one token of an epoch signed: the same message again, and no other", async () => {
  const { signIn, ask } = service();
  const session = await signIn("alice");
  const one = await blinding();
  const first = await ask(session, { epoch: "2026", blinded: one.blinded });
  expect([first.status, first.epoch]).toEqual([200, "2026"]);
  expect(await finalize(one, present, first.signature as string)).toMatch(/^v1\.2026\./);
  // The answer was lost on the way: it is given again, in another sign-in as well.
  expect((await ask(session, { epoch: "2026", blinded: one.blinded })).signature).toBe(first.signature);
  expect((await ask(await signIn("alice"), { epoch: "2026", blinded: one.blinded })).signature).toBe(first.signature);
  expect(await ask(session, { epoch: "2026", blinded: (await blinding()).blinded })).toMatchObject({
    status: 409,
    code: "token-issued",
  });
  expect((await ask(await signIn("bob"), { epoch: "2026", blinded: (await blinding()).blinded })).status).toBe(200);
});

test("an account that asks many times at once has one token signed", async () => {
  const { signIn, ask } = service();
  const session = await signIn("alice");
  const many = await Promise.all(Array.from({ length: 8 }, blinding));
  const answers = await Promise.all(many.map(({ blinded }) => ask(session, { epoch: "2026", blinded })));
  expect(answers.map(({ code }) => code).sort()).toEqual(["signed", ...new Array(7).fill("token-issued")]);
});

test("nothing is signed without a sign-in, nor after ten minutes, nor after signing out", async () => {
  const { app, url, clock, signIn, ask } = service();
  const body = { epoch: "2026", blinded: (await blinding()).blinded };
  expect(await ask("", body)).toMatchObject({ status: 401, code: "sign-in-needed" });
  expect((await ask("__Host-voisinage-session=guess", body)).code).toBe("sign-in-needed");
  const session = await signIn("alice");
  clock.set("2026-03-10T12:10:00Z");
  expect((await ask(session, body)).code).toBe("sign-in-needed");
  const again = await signIn("alice");
  const out = await app.request(`${url}/v1/sign-out`, { method: "POST", headers: { Cookie: again, Origin: COMMONS } });
  expect(out.status).toBe(204);
  expect((await ask(again, body)).code).toBe("sign-in-needed");
});

test("an epoch is signed for while it is open, and an account has one token in each", async () => {
  const { clock, signIn, ask } = service();
  const session = await signIn("alice");
  for (const epoch of [past, future]) {
    const { blinded } = await blind(settings, epoch);
    expect(await ask(session, { epoch: epoch.epoch, blinded })).toMatchObject({ status: 409, code: "epoch-not-open" });
  }
  expect((await ask(session, { epoch: "2026", blinded: (await blinding()).blinded })).status).toBe(200);
  clock.set("2026-12-31T23:59:59Z");
  const old = await signIn("alice");
  clock.set("2027-01-01T00:00:00Z");
  const { blinded } = await blind(settings, future);
  expect((await ask(old, { epoch: "2026", blinded: (await blinding()).blinded })).code).toBe("epoch-not-open");
  expect((await ask(old, { epoch: "2027", blinded })).code).toBe("sign-in-needed");
  expect((await ask(await signIn("alice"), { epoch: "2027", blinded })).code).toBe("signed");
});

test("what cannot be signed uses nobody's token up", async () => {
  const { signIn, ask } = service();
  const session = await signIn("alice");
  const good = { epoch: "2026", blinded: (await blinding()).blinded };
  for (const [body, code] of [
    ["{", "invalid-json"],
    [{}, "invalid-parameter"],
    [{ ...good, more: 1 }, "invalid-parameter"],
    [{ ...good, blinded: "AAAA" }, "invalid-parameter"],
    [{ ...good, blinded: "not base64url" }, "invalid-parameter"],
    [{ ...good, blinded: `${"_".repeat(341)}w` }, "invalid-parameter"],
    ["x".repeat(5000), "body-too-large"],
  ] as const)
    expect((await ask(session, body)).code).toBe(code);
  expect((await ask(session, good, { "Content-Type": "text/plain" })).code).toBe("unsupported-media-type");
  expect((await ask(session, good)).code).toBe("signed");
});

test("pages of the commons alone may ask, and only they may read the answer", async () => {
  const { app, url, signIn, ask } = service();
  const session = await signIn("alice");
  const body = { epoch: "2026", blinded: (await blinding()).blinded };
  const strange = await ask(session, body, { Origin: "https://evil.example" });
  expect([strange.status, strange.code, strange.headers.get("Access-Control-Allow-Origin")]).toEqual([
    403,
    "origin-not-allowed",
    null,
  ]);
  const own = await ask(session, body);
  expect(own.headers.get("Access-Control-Allow-Origin")).toBe(COMMONS);
  expect(own.headers.get("Access-Control-Allow-Credentials")).toBe("true");
  expect(own.headers.get("Cache-Control")).toBe("no-store");
  // A refusal can be read by the page as well.
  expect((await ask("", body)).headers.get("Access-Control-Allow-Origin")).toBe(COMMONS);
  const before = await app.request(`${url}/v1/tokens`, {
    method: "OPTIONS",
    headers: { Origin: COMMONS, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type" },
  });
  expect([before.status, before.headers.get("Access-Control-Allow-Headers")]).toEqual([204, "Content-Type"]);
});

test("a sign-in ends at a page of the commons, and nowhere else", async () => {
  const { app, url, cookie } = service();
  const ends = async (page: string) => {
    const begun = await app.request(`${url}/sign-in?return=${encodeURIComponent(page)}`);
    if (begun.status !== 302) return ((await begun.json()) as { type: string }).type;
    const done = await app.request(`${url}/callback?as=alice`, { headers: { Cookie: cookie(begun, "sign-in") } });
    return done.headers.get("Location");
  };
  expect(await ends("/contribute?step=2")).toBe(`${COMMONS}/contribute?step=2`);
  expect(await ends(`${COMMONS}/a`)).toBe(`${COMMONS}/a`);
  for (const page of [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "http://[",
    `${COMMONS}.evil.example`,
  ])
    expect(await ends(page)).toBe("/problems/invalid-parameter");
});

test("an answer of the sign-on counts in the browser that began, which forgets it then, within ten minutes", async () => {
  const { app, url, clock, cookie } = service();
  const answered = (Cookie: string) => app.request(`${url}/callback?as=alice`, { headers: { Cookie } });
  const answer = async (Cookie: string) => (await answered(Cookie)).status;
  expect((await app.request(`${url}/callback?as=alice`)).status).toBe(403);
  const begun = cookie(await app.request(`${url}/sign-in`), "sign-in");
  const done = await answered(begun);
  expect(done.status).toBe(302);
  expect(done.headers.getSetCookie()[0]).toMatch(/^__Host-voisinage-sign-in=; Max-Age=0;/);
  const late = cookie(await app.request(`${url}/sign-in`), "sign-in");
  clock.set("2026-03-10T12:10:00Z");
  expect(await answer(late)).toBe(403);
});

// An issuer that keeps few accounts is pushed over its bounds by few requests.
const MOST_ACCOUNTS = 20;
const MANY = 20 * MOST_ACCOUNTS;

test("however many others begin a sign-in, the first one may still be finished", async () => {
  const { app, url, cookie } = service({ mostAccounts: MOST_ACCOUNTS });
  const first = cookie(await app.request(`${url}/sign-in?return=/contribute`), "sign-in");
  for (let i = 0; i < MANY; i += 1) await app.request(`${url}/sign-in`);
  const done = await app.request(`${url}/callback?as=alice`, { headers: { Cookie: first } });
  expect([done.status, done.headers.get("Location")]).toEqual([302, `${COMMONS}/contribute`]);
});

test("however often an account signs in, another one stays signed in", async () => {
  const { signIn, ask } = service({ mostAccounts: MOST_ACCOUNTS });
  const session = await signIn("alice");
  const own = [];
  for (let i = 0; i < MANY; i += 1) own.push(await signIn("mallory"));
  expect((await ask(session, { epoch: "2026", blinded: (await blinding()).blinded })).status).toBe(200);
  const body = { epoch: "2026", blinded: (await blinding()).blinded };
  expect((await ask(own.at(-9) as string, body)).code).toBe("sign-in-needed");
  expect((await ask(own.at(-8) as string, body)).code).toBe("signed");
});

test("a state that is not the issuer's own, whole and of its place opens nothing, and none has what is in it in the clear", async () => {
  const { app, url, cookie, signIn } = service();
  const begun = cookie(await app.request(`${url}/sign-in?return=/contribute`), "sign-in");
  const [name = "", value = ""] = begun.split("=");
  expect(Buffer.from(value, "base64url").toString("latin1")).not.toMatch(/contribute|state|nonce|verifier/);
  const session = (await signIn("alice")).split("=")[1] ?? "";
  const other = cookie(await service().app.request(`${url}/sign-in`), "sign-in").split("=")[1] ?? "";
  const changed = Buffer.from(value, "base64url");
  for (const at of [0, 13, changed.length - 1]) {
    const forged = Buffer.from(changed);
    forged[at] = (forged[at] ?? 0) ^ 1;
    for (const text of [forged.toString("base64url"), value.slice(0, -4), value.slice(0, 20), "", session]) {
      const answer = await app.request(`${url}/callback?as=alice`, { headers: { Cookie: `${name}=${text}` } });
      expect(answer.status).toBe(403);
    }
  }
  // Two instances with one secret, as after a restart: what was begun before it may be finished.
  expect((await app.request(`${url}/callback?as=alice`, { headers: { Cookie: `${name}=${other}` } })).status).toBe(302);
});

test("a page to return to that is too long for a cookie is refused", async () => {
  const { app, url } = service();
  const returning = async (length: number) => {
    const page = `/${"x".repeat(length - COMMONS.length - 1)}`;
    const answer = await app.request(`${url}/sign-in?return=${page}`);
    return [answer.status, (answer.headers.getSetCookie()[0] ?? "").length < 4096];
  };
  expect([await returning(2000), await returning(2001)]).toEqual([
    [302, true],
    [400, true],
  ]);
});

test.each([
  ["https://tokens.example.org", "__Host-", true],
  ["http://127.0.0.1:8788", "", false],
])("cookies of %s are for no script, no other site and ten minutes", async (url, prefix, secure) => {
  const { app } = service({ url });
  const begun = (await app.request(`${url}/sign-in`)).headers.getSetCookie();
  const Cookie = begun[0]?.split(";")[0] ?? "";
  const done = (await app.request(`${url}/callback?as=alice`, { headers: { Cookie } })).headers.getSetCookie();
  const session = done.find((line) => line.startsWith(`${prefix}voisinage-session=`)) ?? "";
  expect(begun[0]).toMatch(
    new RegExp(
      `^${prefix}voisinage-sign-in=[\\w.-]{100,}; Max-Age=600; Path=/; HttpOnly; ${secure ? "Secure; " : ""}SameSite=Lax$`,
    ),
  );
  expect(session).toMatch(
    new RegExp(
      `^${prefix}voisinage-session=[\\w-]{43}; Max-Age=600; Path=/; HttpOnly; ${secure ? "Secure; " : ""}SameSite=Strict$`,
    ),
  );
});

test("everybody is shown the same keys, with what the settings of the commons pin", async () => {
  const { app, url, signIn } = service();
  const keys = async (headers: Record<string, string> = {}) => (await app.request(`${url}/v1/keys`, { headers })).json();
  const anybody = (await keys()) as { keys: Record<string, string>[] };
  expect(await keys({ Cookie: await signIn("alice"), Origin: COMMONS })).toEqual(anybody);
  // The past epoch's is gone; private numbers are not there.
  expect(anybody.keys.map(({ epoch, n, alg }) => ({ epoch, n, alg }))).toEqual(
    [present, future].map(({ epoch, jwk }) => ({ epoch, n: jwk.n, alg: "RSABSSA-SHA384-PSS-Randomized" })),
  );
  expect(Object.keys(anybody.keys[0] as object).sort()).toEqual(["alg", "e", "epoch", "from", "kid", "kty", "n", "until", "use"]);
});

test("who asks too often waits, and no address is in an answer", async () => {
  const { app, url } = service({ limit: (address) => ({ wait: 7, sentence: `wait (${address === undefined})` }) });
  const answer = await app.request(`${url}/v1/keys`, { headers: { Origin: COMMONS } });
  expect([answer.status, answer.headers.get("Retry-After")]).toEqual([429, "7"]);
  expect(answer.headers.get("Access-Control-Allow-Origin")).toBe(COMMONS);
});

test("problem details for an address that is none, and for a fault inside, which is not explained", async () => {
  const { app, url } = service();
  const nowhere = await app.request(`${url}/v1/nowhere`);
  expect([nowhere.status, nowhere.headers.get("Content-Type")]).toEqual([404, "application/problem+json"]);
  const { app: broken } = service({
    limit: () => {
      throw new Error("alice's row");
    },
  });
  const failed = await broken.request(`${url}/v1/keys`);
  expect([failed.status, await failed.text()]).toEqual([500, expect.not.stringContaining("alice")]);
});
