import { hkdfSync } from "node:crypto";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { cors } from "hono/cors";
import { EncryptJWT, jwtDecrypt } from "jose";
import { z } from "zod";
import { isOpen } from "../contract/epoch.ts";
import { parseForm } from "../contract/form-fault.ts";
import { isoDay } from "../contract/period.ts";
import { faultRefusal, Refusal } from "../contract/problem.ts";
import { addressOf, bodyReader, type Limiter, makeService, PRIVATE, refuseEarly } from "../http/index.ts";
import { blindSign } from "./blind-sign.ts";
import { expiringMap } from "./expiring.ts";
import { type IssuerKeys, type SigningEpoch, thumbprint } from "./key-file.ts";
import type { Checks, SignOn } from "./sign-on.ts";
import { accountOf, type TokenStore } from "./store.ts";

/** Minutes that a sign-in may take, and for which it is then valid: enough to ask for a token. */
export const MINUTES = 10;
/** The most signed-in accounts kept at once (some megabytes), and the most sessions of each, so that none pushes out others'. */
const MOST_ACCOUNTS = 10_000;
const MOST_OF_ONE = 8;
/** The longest address that a sign-in returns to, in characters: with the rest of its state it must fit in a cookie. */
const LONGEST_RETURN = 2000;
const MAX_BODY = 4096;

interface IssuerOptions {
  readonly keys: IssuerKeys;
  readonly store: TokenStore;
  readonly signOn: SignOn;
  /** the issuer's own origin, as browsers know it */
  readonly url: string;
  /** origin of the commons' pages: only they may request tokens, and sign-ins return only to them */
  readonly commons: string;
  readonly clock: () => Date;
  readonly entropy: (n: number) => Uint8Array;
  /** Limits requests by address; absent: a proxy in front does. */
  readonly limiter?: Pick<Limiter, "take"> | undefined;
  /** the most signed-in accounts kept at once; absent: ten thousand */
  readonly mostAccounts?: number;
}

/** A signed-in person: not their identity, but the pseudonym of their account in the epoch that was open. */
interface Session {
  readonly epoch: string;
  readonly account: Uint8Array;
}

/** A sign-in under way, and the page that it returns to. */
type PendingSignIn = { readonly checks: Checks; readonly back: string };

const requestSchema = z.strictObject({ epoch: z.string().max(64), blinded: z.base64url().max(1024) });

/**
 * The issuer: people sign in at the city's sign-on, and have one blinded token signed in each epoch. It logs nothing; a sign-in
 * leaves only a row of `TokenStore`.
 *
 * Long, for it has one short handler for each route.
 */
export function issuerApp(o: IssuerOptions): OpenAPIHono {
  const { app, add } = makeService({
    style: { headers: PRIVATE },
    before: (c) => {
      refuseEarly(o.limiter?.take(addressOf(c)));
      if (c.req.path.startsWith("/v1/")) refuseOtherOrigins(c, [o.commons, o.url]);
    },
  });
  const { json: bodyOf } = bodyReader(MAX_BODY);
  const holding = { milliseconds: MINUTES * 60_000, clock: o.clock };
  // The state of a sign-in is kept in the visitor's cookie: however many are begun, none pushes out another.
  const signIns = signInSeal(o);
  const sessions = sessionsOf({ ...holding, mostAccounts: o.mostAccounts ?? MOST_ACCOUNTS, entropy: o.entropy });
  const cookies = cookieJar(o.url.startsWith("https:"));

  const open = (): SigningEpoch => {
    const found = o.keys.epochs.find((epoch) => isOpen(epoch, o.clock()));
    if (found === undefined) throw new Refusal("epoch-not-open", "no epoch is open now; the commons says when one is");
    return found;
  };

  app.use((c, next) => {
    for (const [name, value] of Object.entries(PRIVATE)) c.header(name, value);
    return next();
  });
  app.use("/v1/*", cors({ origin: o.commons, credentials: true, allowMethods: ["GET", "POST"], allowHeaders: ["Content-Type"] }));
  const route = <M extends "get" | "post">(method: M, path: string, description: string) =>
    ({ path, method, responses: { 200: { description } } }) as const;

  add("keys", route("get", "/v1/keys", "Public keys of the epochs that are not over"), (c) => {
    const today = isoDay(o.clock());
    const keys = o.keys.epochs.filter(({ until }) => until > today);
    c.header("Cache-Control", "public, max-age=300");
    return c.json({
      keys: keys.map(({ epoch, from, until, jwk }) => ({
        ...jwk,
        kid: thumbprint(jwk),
        use: "sig",
        alg: ALGORITHM,
        epoch,
        from,
        until,
      })),
    });
  });

  add("signIn", route("get", "/sign-in", "To the sign-on"), async (c) => {
    const back = pageOf(o.commons, c.req.query("return") ?? "/");
    open();
    const { url, checks } = await o.signOn.begin();
    cookies.set(c, "sign-in", await signIns.seal({ checks, back: back.href }), "Lax");
    return c.redirect(url, 302);
  });

  add("callback", route("get", "/callback", "Back from the sign-on"), async (c) => {
    const pending = await signIns.open(cookies.get(c, "sign-in"));
    if (pending === undefined) throw new Refusal("sign-in-failed", "this sign-in was not begun in this browser, or too long ago");
    // The cookie is removed, so that this browser cannot use the state again. That a code works only once is the sign-on's duty.
    cookies.set(c, "sign-in", "", "Lax");
    const who = await o.signOn.finish(new URL(c.req.url).search, pending.checks);
    const { epoch } = open();
    const id = sessions.begin({ epoch, account: accountOf(o.keys.secret, who, epoch) });
    cookies.set(c, "session", id, "Strict");
    return c.redirect(pending.back, 302);
  });

  add("sign", route("post", "/v1/tokens", "A blinded token, signed"), async (c) => {
    const session = sessions.get(cookies.get(c, "session"));
    if (session === undefined) throw new Refusal("sign-in-needed", "sign in first; a sign-in holds for 10 minutes");
    const { epoch, blinded } = parseTokenRequest(await bodyOf(c));
    const current = open();
    if (epoch !== current.epoch) throw new Refusal("epoch-not-open", `the epoch that is open is ${current.epoch}; got ${epoch}`);
    if (session.epoch !== epoch) throw new Refusal("sign-in-needed", `the sign-in was for ${session.epoch}; sign in again`);
    // Signed first, so that a message which cannot be signed does not use up the token.
    const message = Buffer.from(blinded, "base64url");
    const signature = blindSign(current.key, message);
    if (!o.store.take(epoch, session.account, message)) {
      throw new Refusal("token-issued", `this account has its token of ${epoch}: one is signed an account and epoch`);
    }
    return c.json({ epoch, signature: Buffer.from(signature).toString("base64url") });
  });

  add("signOut", route("post", "/v1/sign-out", "Signed out"), (c) => {
    sessions.end(cookies.get(c, "session"));
    cookies.set(c, "session", "", "Strict");
    return c.body(null, 204);
  });
  add("health", route("get", "/healthz", "It is up"), (c) => c.json({ status: "ok" }));
  return app;
}

/** Encrypts the state that a visitor keeps of a sign-in, which they can neither read nor change. The key survives restarts. */
function signInSeal({ keys, clock }: IssuerOptions) {
  const key = new Uint8Array(hkdfSync("sha256", keys.secret, "", "voisinage issuer sign-in", 32));
  const [alg, enc] = ["dir", "A256GCM"];
  return {
    seal: (begun: PendingSignIn): Promise<string> =>
      new EncryptJWT(begun)
        .setProtectedHeader({ alg, enc })
        .setExpirationTime(new Date(clock().getTime() + MINUTES * 60_000))
        .encrypt(key),
    /** @returns undefined for text that this issuer did not encrypt, or that is older than a sign-in may take */
    open: async (sealed: string): Promise<PendingSignIn | undefined> => {
      const limits = { currentDate: clock(), keyManagementAlgorithms: [alg], contentEncryptionAlgorithms: [enc] };
      try {
        return (await jwtDecrypt<PendingSignIn>(sealed, key, limits)).payload;
      } catch {
        return undefined;
      }
    },
  };
}

/** Sessions of signed-in people, in memory, for a limited time. */
function sessionsOf({
  mostAccounts,
  ...o
}: { milliseconds: number; mostAccounts: number } & Pick<IssuerOptions, "clock" | "entropy">) {
  const sessions = expiringMap<Session>({ ...o, most: mostAccounts * MOST_OF_ONE });
  const byAccount = expiringMap<readonly string[]>({ ...o, most: mostAccounts });
  return {
    /** @returns the secret id of the session */
    begin: (session: Session): string => {
      const id = Buffer.from(o.entropy(32)).toString("base64url");
      const account = Buffer.from(session.account).toString("base64url");
      const ids = [...(byAccount.take(account) ?? []), id];
      for (const old of ids.splice(0, ids.length - MOST_OF_ONE)) sessions.take(old);
      byAccount.put(account, ids);
      sessions.put(id, session);
      return id;
    },
    get: sessions.get,
    end: (id: string): void => void sessions.take(id),
  };
}

/** A page of the commons. @throws Refusal `invalid-parameter` for any other: a sign-in must not end on a stranger's page */
function pageOf(commons: string, asked: string): URL {
  const page = URL.canParse(asked, commons) ? new URL(asked, commons) : null;
  const length = page?.href.length ?? 0;
  const isTooLong = length > LONGEST_RETURN;
  if (page?.origin === commons && !isTooLong) return page;
  const detail = isTooLong
    ? `return must have at most ${LONGEST_RETURN} characters; got ${length}`
    : `return must be a page of ${commons}; got one of ${page?.origin ?? "no place"}`;
  throw faultRefusal("invalid-parameter", { detail, parameter: "return" });
}

const ALGORITHM = "RSABSSA-SHA384-PSS-Randomized";

function parseTokenRequest(body: unknown): z.infer<typeof requestSchema> {
  return parseForm(requestSchema, body, ({ path }) => {
    const pointer = `/${path.join("/")}`;
    const detail = `${pointer}: a request is {"epoch": name, "blinded": base64url}`;
    return faultRefusal("invalid-parameter", { detail, pointer });
  });
}

/** Refuses requests from pages of other sites, which browsers name: they must not act for a visitor. */
function refuseOtherOrigins({ req }: Context, origins: readonly string[]): void {
  const origin = req.header("Origin");
  if (origin !== undefined && !origins.includes(origin))
    throw new Refusal("origin-not-allowed", `tokens are for pages of ${origins[0]}`);
}

/** Cookies that no script can read: for this host only, and over TLS only where the issuer uses it. */
function cookieJar(secure: boolean) {
  const cookieName = (name: string) => `${secure ? "__Host-" : ""}voisinage-${name}`;
  return {
    get: (c: Context, name: string) => getCookie(c, cookieName(name)) ?? "",
    set: (c: Context, name: string, value: string, sameSite: "Lax" | "Strict") =>
      setCookie(c, cookieName(name), value, {
        httpOnly: true,
        secure,
        sameSite,
        path: "/",
        maxAge: value === "" ? 0 : MINUTES * 60,
      }),
  };
}
