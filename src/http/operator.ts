import { Hono } from "hono";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { Refusal } from "../contract/problem.ts";
import { PRIVATE } from "./headers.ts";
import { problem } from "./problem.ts";
import { jsonReply, reply } from "./reply.ts";
import { listen, type Running } from "./server.ts";
import type { Logger, RouteClass } from "./traffic.ts";

/** Minimum milliseconds between two runs of a check, so that frequent requests cost nothing. */
export const CHECK_EVERY = 10_000;

/** Throws where a part of a service cannot do its work. */
export type ReadinessCheck = () => unknown;

interface OperatorOptions {
  readonly port: number;
  readonly host: string;
  readonly log: Logger;
  readonly metrics: ReturnType<typeof makeMetrics>;
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
}

/** Serves `/healthz`, `/readyz` and `/metrics` on a separate port, which the public cannot reach. */
export function startOperator(o: OperatorOptions): Promise<Running> {
  const style = { headers: PRIVATE };
  const checks = Object.entries(o.checks).map(([name, check]) => ({ name, check: cached(check) }));
  const app = new Hono();
  app.onError((error, c) => problem(c, error, style));
  app.notFound((c) => problem(c, new Refusal("not-found", "there are /healthz, /readyz and /metrics"), style));
  app.get("/healthz", () => jsonReply({ status: "ok" }));
  app.get("/readyz", async () => {
    const found = await Promise.all(checks.map(async ({ name, check }) => [name, await check()] as const));
    const ready = found.every(([, state]) => state === "ok");
    return jsonReply({ ready, checks: Object.fromEntries(found) }, ready ? 200 : 503);
  });
  app.get("/metrics", async () => reply(await o.metrics.text(), 200, { ...PRIVATE, "Content-Type": o.metrics.type }));
  return listen({ ...o, fetch: app.fetch, classOf: () => "operator" });
}

/** The result of a check: `ok`, or the code of its refusal. It is reused for ten seconds. */
function cached(check: ReadinessCheck): () => Promise<string> {
  return atMostEvery(CHECK_EVERY, async () => {
    try {
      await check();
      return "ok";
    } catch (error) {
      return error instanceof Refusal ? error.code : "internal";
    }
  });
}

/** Returns a function that does the work at most once in so many milliseconds. Calls in between share the last result. */
export function atMostEvery<T>(milliseconds: number, work: () => Promise<T>): () => Promise<T> {
  let [at, made]: [number, Promise<T> | undefined] = [0, undefined];
  return () => {
    const now = performance.now();
    if (made === undefined || now - at >= milliseconds) [at, made] = [now, work()];
    return made;
  };
}

/** Metrics of a service, besides those of its process. Prometheus gets them as `voisinage_NAME`. */
export const METRICS = {
  http_requests_total: "Answered requests by class of address (route) and class of status (status)",
  intake_queue: "Donations that wait for a commit",
  disk_free_bytes: "Bytes free on the disk of the home",
  newest_release_age_days: "Days since the newest release that is served",
  clock_doubted: "1: the clock leapt and is not believed yet",
} as const;

/** A metric that is read at each request. */
export interface GaugeReader {
  readonly name: keyof typeof METRICS;
  /** Undefined where it is not known now. */
  readonly read: () => number | undefined | Promise<number | undefined>;
}

/** Metrics of the process and its traffic, for its operator alone. None counts contributors, readings, areas or topics. */
export function makeMetrics(measurements: readonly GaugeReader[]) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "voisinage_http_requests_total",
    help: METRICS.http_requests_total,
    labelNames: ["route", "status"],
    registers: [registry],
  });
  for (const { name, read } of measurements)
    new Gauge({
      name: `voisinage_${name}`,
      help: METRICS[name],
      registers: [registry],
      async collect() {
        // A metric that cannot be read must not fail the others: they are needed most when something is wrong.
        const value = await Promise.resolve(read()).catch(() => undefined);
        if (value === undefined) this.reset();
        else this.set(value);
      },
    });
  return {
    count: (route: RouteClass, status: number) => requests.inc({ route, status: `${Math.floor(status / 100)}xx` }),
    /** Prometheus text. */
    text: () => registry.metrics(),
    type: registry.contentType,
  };
}
