import { randomBytes } from "node:crypto";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Refusal } from "../contract/problem.ts";
import type { Vault } from "../vault/index.ts";
import { admission } from "./admission.ts";
import { canonicalise, type IntakeContext } from "./canonical.ts";
import { parseJson, shown } from "./form.ts";
import { groupCommit } from "./group.ts";
import { MAX_LINE_BYTES } from "./lines.ts";
import { DEFAULT_RATE, rateLimiter } from "./rate.ts";

/**
 * The receipt is made from this key, so it must be one that nobody can guess: the 36 characters of a UUID fit,
 * words and numbers do not. Not longer than others allow.
 */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{32,255}$/;
const BEARER = /^Bearer +(\S+)$/i;
const JSON_BODY = /^application\/json\s*(;|$)/i;

/** What the server tells the intake of a connection. */
export interface IntakeEnv {
  Bindings: {
    /** of whom the connection is, never kept; absent: unknown, and one with all that are */
    readonly address?: string | undefined;
  };
}

export interface IntakeOptions {
  readonly vault: Vault;
  readonly context: IntakeContext;
  /** requests a minute that one address may make for long; 0: whatever stands in front sees to it. 60 when absent */
  readonly rate?: number;
}

/** An answer that holds a secret, or that only one contributor may see, is kept by nobody on the way. */
const uncached: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("Cache-Control", "no-store");
};

function problem(c: Context, refusal: Refusal): Response {
  c.header("Cache-Control", "no-store");
  c.header("Content-Type", "application/problem+json");
  return c.body(JSON.stringify(refusal.toProblem(c.req.path)), refusal.status as 400);
}

function methodNotAllowed(allow: string): (c: Context) => Response {
  return (c) => {
    c.header("Allow", allow);
    return problem(c, new Refusal("method-not-allowed", `this address takes ${allow}; got ${c.req.method}`));
  };
}

/** The contribution key of a request; undefined where it brings none. */
function keyOf(c: Context): string | undefined {
  const header = c.req.header("Authorization");
  // A header of another form opens nothing: it is looked up like any other key.
  return header === undefined ? undefined : (BEARER.exec(header)?.[1] ?? header);
}

function idempotencyOf(c: Context): string | undefined {
  const key = c.req.header("Idempotency-Key");
  if (key === undefined) return undefined;
  if (!IDEMPOTENCY_KEY.test(key)) {
    // Not the key itself: the next one to be tried may be made from it.
    const detail = `Idempotency-Key must have 32 to 255 visible ASCII characters, as a UUID has; got ${key.length} characters`;
    throw new Refusal("invalid-parameter", detail, [{ detail, parameter: "Idempotency-Key" }]);
  }
  return `http ${key}`;
}

/** Turns away who asks too often, before anything of the request is read. */
function limitTo(rate: number, clock: () => Date): MiddlewareHandler<IntakeEnv> {
  if (rate === 0) return (_, next) => next();
  const limiter = rateLimiter({ perMinute: rate, clock, salt: randomBytes(32) });
  return async (c, next) => {
    const refused = limiter.take(c.env?.address);
    if (refused === undefined) return next();
    c.header("Retry-After", String(refused.wait));
    return problem(c, new Refusal("too-many-requests", refused.sentence));
  };
}

async function bodyOf(c: Context): Promise<unknown> {
  const type = c.req.header("Content-Type") ?? "";
  if (!JSON_BODY.test(type)) {
    throw new Refusal("unsupported-media-type", `a donation is sent as application/json; got ${shown(type)}`);
  }
  return parseJson(new Uint8Array(await c.req.arrayBuffer()));
}

/**
 * The intake over HTTP: donations, and the rights of contributors. Nothing of a request is logged.
 * Whoever needs a donation to be repeatable sends an `Idempotency-Key` that nobody can guess (a UUID):
 * the receipt is made from it. Where the settings ask for eligibility, a new contribution brings a token in the header
 * `Eligibility`; what is added under a contribution key, and a repeated request, bring none.
 */
export function intakeApp({ vault, context, rate = DEFAULT_RATE }: IntakeOptions): Hono<IntakeEnv> {
  const app = new Hono<IntakeEnv>();
  const donate = groupCommit(vault);
  // No key at all opens as much as a wrong one, and is answered alike.
  const key = (c: Context) => keyOf(c) ?? "";

  app.onError((error, c) => problem(c, error instanceof Refusal ? error : new Refusal("internal", "the service failed")));
  app.notFound((c) => problem(c, new Refusal("not-found", "there is nothing at this address")));

  const limit = limitTo(rate, context.clock);
  app.use("/v1/donations", uncached, limit);
  app.use("/v1/eligibility", uncached, limit);
  app.use("/v1/my-contribution/*", uncached, limit); // itself, and what is under it

  const sized = bodyLimit({
    maxSize: MAX_LINE_BYTES,
    onError: (c) => problem(c, new Refusal("body-too-large", `a body must have at most ${MAX_LINE_BYTES} bytes`)),
  });
  app.post("/v1/donations", sized, async (c) => {
    const idempotency = idempotencyOf(c);
    const receipt = keyOf(c);
    const admit = admission(context, c.req.header("Eligibility"));
    const { donation } = canonicalise(await bodyOf(c), context, "strict");
    const result = await donate({
      donation,
      ...(idempotency === undefined ? {} : { idempotency }),
      ...(receipt === undefined ? {} : { receipt }),
      ...(admit === undefined ? {} : { admit }),
    });
    return c.json({ receipt: result.receipt }, receipt === undefined ? 201 : 200);
  });
  app.all("/v1/donations", methodNotAllowed("POST"));

  app.get("/v1/eligibility", (c) => c.json({ eligibility: context.eligibility ?? null }));
  app.all("/v1/eligibility", methodNotAllowed("GET"));

  app.get("/v1/my-contribution", (c) => c.json(vault.show(key(c))));
  app.delete("/v1/my-contribution", (c) => {
    vault.withdraw(key(c));
    return c.body(null, 204);
  });
  app.all("/v1/my-contribution", methodNotAllowed("GET, DELETE"));
  app.post("/v1/my-contribution/pause", (c) => {
    vault.pause(key(c));
    return c.body(null, 204);
  });
  app.all("/v1/my-contribution/pause", methodNotAllowed("POST"));
  app.post("/v1/my-contribution/resume", (c) => {
    vault.resume(key(c));
    return c.body(null, 204);
  });
  app.all("/v1/my-contribution/resume", methodNotAllowed("POST"));
  return app;
}
