import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** A figure that is read when it is asked for. */
export interface Measurement {
  readonly name: string;
  readonly help: string;
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
export function makeMetrics(measurements: readonly Measurement[]): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "voisinage_http_requests_total",
    help: "Answered requests by class of address and class of status",
    labelNames: ["route", "status"],
    registers: [registry],
  });
  for (const { name, help, read } of measurements)
    new Gauge({
      name: `voisinage_${name}`,
      help,
      registers: [registry],
      async collect() {
        const value = await read();
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
