import { readHome } from "../../commons/home.ts";
import { openCommons } from "../../commons/open.ts";
import { HOME, KEY } from "../options.ts";
import { startServer, untilStopped } from "../server.ts";
import { BASE_URL, siteOf } from "../site.ts";
import { required, UsageError, type Verb, type VerbInput, wholeNumber } from "../verb.ts";
import type { OperatorAt } from "../watched.ts";

export const PORT = { type: "string", value: "N", help: "port on this machine; 0 takes a free one", default: "8787" } as const;
export const HOST = {
  type: "string",
  value: "ADDRESS",
  help: "address to listen on; put a TLS proxy before anything else",
  default: "127.0.0.1",
} as const;

export const OPERATOR_PORT = {
  type: "string",
  value: "N",
  help: "port of /readyz and /metrics, for the operator alone; 0 takes a free one. Without it there is none",
} as const;
export const OPERATOR_HOST = {
  type: "string",
  value: "ADDRESS",
  help: "address that the operator's port listens on; nobody else may reach it",
  default: "127.0.0.1",
} as const;

/** Where the operator asks for readiness and metrics; undefined: nowhere. */
export function operatorOf(input: VerbInput): OperatorAt | undefined {
  const port = wholeNumber(input, "operator-port", 0, 65_535);
  return port === undefined ? undefined : { port, host: String(input.options["operator-host"]) };
}

export const serve: Verb = {
  options: {
    home: HOME,
    port: PORT,
    host: HOST,
    rate: {
      type: "string",
      value: "N",
      help: "requests a minute that one address may make of the intake; 0: the proxy in front limits. By default 60, and 0 on a loopback host",
    },
    "base-url": BASE_URL,
    "read-rate": {
      type: "string",
      value: "N",
      help: "requests a minute that one address may make of the portal; 0: the proxy in front limits. By default 600, and 0 on a loopback host",
    },
    only: { type: "string", value: "portal|intake", help: "one of the two" },
    key: KEY,
    "operator-port": OPERATOR_PORT,
    "operator-host": OPERATOR_HOST,
  },
  run: async (input) => {
    const home = required(input, "home");
    const { only, key } = input.options;
    if (only !== undefined && only !== "portal" && only !== "intake")
      throw new UsageError(`--only must be portal or intake; got ${only}`);
    const port = wholeNumber(input, "port", 0, 65_535) as number;
    const rate = wholeNumber(input, "rate", 0, 1_000_000);
    const readRate = wholeNumber(input, "read-rate", 0, 1_000_000);
    const commons =
      only === "portal" ? undefined : await openCommons({ home, notice: input.progress, ...(key === undefined ? {} : { key }) });
    try {
      const running = await startServer({
        home: readHome(home),
        ...(commons === undefined ? {} : { commons }),
        portal: only !== "intake",
        site: siteOf(input),
        port,
        host: String(input.options.host),
        ...(rate === undefined ? {} : { rate }),
        ...(readRate === undefined ? {} : { readRate }),
        operator: operatorOf(input),
        progress: input.progress,
      });
      input.say(`serving ${only ?? "portal and intake"} on ${running.url}`);
      await untilStopped();
      await running.close();
    } finally {
      await commons?.close();
    }
    return { text: "stopped", json: { stopped: true } };
  },
};
