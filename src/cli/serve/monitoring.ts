import {
  type GaugeReader,
  type Logger,
  listen,
  makeMetrics,
  type ReadinessCheck,
  type RouteClass,
  type Running,
  startOperator,
} from "../../http/index.ts";

export interface OperatorAt {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
}

/** Kinds of routes in metrics and log: coarse, so that they do not reveal what a client did. */
const CLASSES: readonly (readonly [name: RouteClass, path: RegExp])[] = [
  ["intake", /^\/(v1\/(donations|eligibility|my-contribution)|intake)(\/|$)/],
  ["partners", /\/(measure|aggregate|status)$/],
  ["sdmx", /^\/sdmx(\/|$)/],
  ["data", /^\/(v1|problems|\.well-known)(\/|$)|^\/(openapi\.json|catalog\.jsonld|feed\.atom)$/],
];

const classOf = (path: string): RouteClass => CLASSES.find(([, pattern]) => pattern.test(path))?.[0] ?? "pages";

/** Closing functions of everything that a server has opened, in the order of opening. */
export type Closers = (() => unknown)[];

/** Opens the parts of a server, and closes them in reverse order, also if one of them cannot be opened. */
export async function closingAll(open: (closers: Closers) => Promise<Pick<Running, "url" | "operator">>): Promise<Running> {
  const closers: Closers = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    return { ...(await open(closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface WatchedServer extends Omit<Parameters<typeof listen>[0], "classOf" | "count"> {
  readonly log: Logger;
  readonly operator: OperatorAt | undefined;
  readonly measurements: readonly GaugeReader[];
  readonly checks: Readonly<Record<string, ReadinessCheck>>;
}

/** Serves with a traffic log and, where the operator wants them, readiness and metrics on a separate port. */
export async function listenWatched(o: WatchedServer, closers: Closers) {
  const { operator, log, measurements, checks } = o;
  const metrics = operator && makeMetrics(measurements);
  const watch = operator && metrics && (await startOperator({ ...operator, log, metrics, checks }));
  if (watch) {
    closers.push(watch.close);
    log.info(`readiness and metrics are at ${watch.url}`);
  }
  const server = await listen({ ...o, classOf, count: metrics?.count });
  closers.push(server.close);
  return { url: server.url, operator: watch?.url };
}
