import { type GaugeReader, type Logger, makeMetrics, type ReadinessCheck, startOperator } from "../http/index.ts";

/** Where an operator asks for readiness and metrics. */
export interface OperatorAt {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
}

/** Classes of addresses in metrics and log: coarse, so that none of them tells what was done at an address. */
const CLASSES: readonly (readonly [name: string, path: RegExp])[] = [
  ["intake", /^\/(v1\/(donations|eligibility|my-contribution)|intake)(\/|$)/],
  ["partners", /\/(measure|aggregate|status)$/],
  ["sdmx", /^\/sdmx(\/|$)/],
  ["data", /^\/(v1|problems|\.well-known)(\/|$)|^\/(openapi\.json|catalog\.jsonld|feed\.atom)$/],
];

const classOf = (path: string): string => CLASSES.find(([, pattern]) => pattern.test(path))?.[0] ?? "pages";

/** The log of a server's traffic and, where its operator wants them, readiness and metrics on a port of their own. */
export async function startMonitoring(o: {
  log: Logger;
  operator: OperatorAt | undefined;
  measurements: readonly GaugeReader[];
  checks: Readonly<Record<string, ReadinessCheck>>;
}) {
  const { log, operator, checks } = o;
  if (operator === undefined) return { traffic: { log, classOf }, url: undefined, close: async () => undefined };
  const metrics = makeMetrics(o.measurements);
  const running = await startOperator({ ...operator, log, metrics, checks });
  log.info(`readiness and metrics are at ${running.url}`);
  return { traffic: { log, classOf, count: metrics.count }, url: running.url, close: running.close };
}
