import { expect, test } from "vitest";
import { openIdSignOn } from "../../src/issuer/sign-on.ts";
import { startProvider } from "../support/provider.ts";
import { visitor } from "../support/visitor.ts";

const REDIRECT = "http://127.0.0.1:1/callback";
const BACK = `${REDIRECT}?`;

async function signOn(o: { clientId?: string; secret?: string } = {}) {
  const provider = await startProvider();
  const on = await openIdSignOn({ provider: provider.url, clientId: o.clientId ?? "issuer", redirect: REDIRECT, ...o });
  return { provider, on };
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => "accepted",
    (error: { code: string }) => error.code,
  );

test("a real provider says who signed in, and is asked for nothing but that", async () => {
  const { provider, on } = await signOn();
  const { url, checks } = await on.begin();
  const asked = new URL(url).searchParams;
  expect(Object.fromEntries(asked)).toEqual({
    redirect_uri: REDIRECT,
    scope: "openid",
    state: checks.state,
    nonce: checks.nonce,
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: "S256",
    client_id: "issuer",
    response_type: "code",
  });
  expect(url).not.toContain(checks.verifier);
  const back = await visitor().follow(url, BACK, { login: "alice", password: "x" });
  expect(await on.finish(new URL(back).search, checks)).toEqual({ iss: provider.url, sub: "alice" });
  expect(provider.asked).not.toContain("/me");
});

test("a confidential client signs in with its secret, and not with another", async () => {
  const { provider, on } = await signOn({ clientId: "kept", secret: "hush-hush" });
  const one = await on.begin();
  const back = await visitor().follow(one.url, BACK, { login: "alice", password: "x" });
  expect(await on.finish(new URL(back).search, one.checks)).toEqual({ iss: provider.url, sub: "alice" });
  const wrong = await openIdSignOn({ provider: provider.url, clientId: "kept", secret: "guess", redirect: REDIRECT });
  const two = await wrong.begin();
  const answer = await visitor().follow(two.url, BACK, { login: "alice", password: "x" });
  expect(await code(wrong.finish(new URL(answer).search, two.checks))).toBe("sign-in-failed");
});

test("an answer that was not asked for in this way is none: state, nonce, PKCE, code, its second use, an error", async () => {
  const { on } = await signOn();
  const other = (await on.begin()).checks;
  const alice = visitor();
  const answer = async () => {
    const { url, checks } = await on.begin();
    return { checks, search: new URL(await alice.follow(url, BACK, { login: "alice", password: "x" })).search };
  };
  for (const part of ["state", "nonce", "verifier"] as const) {
    const { checks, search } = await answer();
    expect([part, await code(on.finish(search, { ...checks, [part]: other[part] }))]).toEqual([part, "sign-in-failed"]);
  }
  const { checks, search } = await answer();
  expect(await code(on.finish(search.replace(/code=[^&]+/, "code=guess"), checks))).toBe("sign-in-failed");
  expect(await code(on.finish(`?error=access_denied&state=${checks.state}`, checks))).toBe("sign-in-failed");
  expect(await code(on.finish("", checks))).toBe("sign-in-failed");
  const good = await answer();
  expect(await code(on.finish(good.search, good.checks))).toBe("accepted");
  expect(await code(on.finish(good.search, good.checks))).toBe("sign-in-failed");
});

test("a provider that is not there, or goes, is unreachable", async () => {
  const { provider, on } = await signOn();
  const { url, checks } = await on.begin();
  const back = await visitor().follow(url, BACK, { login: "alice", password: "x" });
  await provider.close();
  expect(await code(on.finish(new URL(back).search, checks))).toBe("sign-on-unreachable");
  expect(await code(openIdSignOn({ provider: provider.url, clientId: "issuer", redirect: REDIRECT }))).toBe(
    "sign-on-unreachable",
  );
});
