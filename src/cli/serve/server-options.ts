import { DEFAULT_RATE, LOOPBACK, type Running } from "../../http/index.ts";
import { text, wholeOption, withDefault } from "../verb.ts";
import type { OperatorAt } from "./monitoring.ts";

export const PORT = withDefault("8787", wholeOption("N", "port on this machine; 0 takes a free one", 0, 65_535));
export const HOST = withDefault("127.0.0.1", text("ADDRESS", "address to listen on; put a TLS proxy before anything else"));
export const OPERATOR = {
  operatorPort: wholeOption(
    "N",
    "port of /readyz and /metrics, for the operator alone; 0 takes a free one. Without it there is none",
    0,
    65_535,
  ),
  operatorHost: withDefault(
    "127.0.0.1",
    text("ADDRESS", "address that the operator's port listens on; nobody else may reach it"),
  ),
};

/** Address of readiness and metrics for the operator; undefined: not served. */
export function operatorOf(o: {
  readonly operatorPort: number | undefined;
  readonly operatorHost: string;
}): OperatorAt | undefined {
  return o.operatorPort === undefined ? undefined : { port: o.operatorPort, host: o.operatorHost };
}

/** Rate of one address, in requests a minute; no limit on a loopback host, which only a proxy reaches. */
export function rateAt(host: string, usual = DEFAULT_RATE): number {
  return LOOPBACK.test(host) ? 0 : usual;
}

/** Serves until the process gets a signal to stop. @param begun called once, when the server listens */
export async function serveUntilStopped(server: Promise<Running>, begun: (running: Running) => void): Promise<void> {
  const running = await server;
  begun(running);
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
  await running.close();
}
