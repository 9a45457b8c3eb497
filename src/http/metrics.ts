import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** The figures of a service beside those of its process; Prometheus knows them as `voisinage_NAME`. */
export const METRICS = {
  http_requests_total: "Answered requests by class of address (route) and class of status (status)",
  intake_queue: "Donations that wait for a commit",
  disk_free_bytes: "Bytes free on the disk of the home",
  newest_release_age_days: "Days since the newest release that is served",
  clock_doubted: "1: the clock leapt and is not believed yet",
} as const;

/** A figure that is read when it is asked for. */
export interface GaugeReader {
  readonly name: keyof typeof METRICS;
  /** Undefined: it is not known now. */
  readonly read: () => number | undefined | Promise<number | undefined>;
}

export interface Metrics {
  count(route: string, status: number): void;
  /** Prometheus text. */
  text(): Promise<string>;
  readonly type: string;
}

/** Figures of the process and of its traffic, for its operator alone. None counts contributors, readings, areas or topics. */
export function makeMetrics(measurements: readonly GaugeReader[]): Metrics {
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
        // One figure that cannot be read takes no other with it: they are asked for when something is wrong.
        const value = await Promise.resolve(read()).catch(() => undefined);
        if (value === undefined) this.reset();
        else this.set(value);
      },
    });
  return {
    count: (route, status) => requests.inc({ route, status: `${Math.floor(status / 100)}xx` }),
    text: () => registry.metrics(),
    type: registry.contentType,
  };
}
