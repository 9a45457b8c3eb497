import { existsSync, readdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type ServerType, serve } from "@hono/node-server";
import type { PublicHome } from "../commons/home.ts";
import { Refusal } from "../contract/problem.ts";
import type { Commons } from "../index.ts";
import { intakeApp } from "../intake/index.ts";
import { portalApp } from "../portal/index.ts";
import { loadReleases } from "../release/index.ts";

/** The built dashboards, from the sources and from the build alike. */
const WEB = fileURLToPath(new URL("../../dist/web", import.meta.url));
/** How often a running portal looks for new releases, in milliseconds. */
const LOOK = 5000;

type Fetch = (request: Request) => Response | Promise<Response>;

export interface ServeOptions {
  readonly home: PublicHome;
  /** absent: no intake; the portal needs neither vault nor key */
  readonly commons?: Commons;
  readonly portal: boolean;
  readonly port: number;
  readonly host: string;
  readonly progress: (line: string) => void;
}

export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the portal, the intake or both on one port, each unaware of the other.
 *
 * @throws Refusal `storage-failed` when the port is taken
 */
export async function startServer(options: ServeOptions): Promise<Running> {
  const intake: Fetch | null = options.commons
    ? intakeApp({ vault: options.commons.vault, context: options.commons.context }).fetch
    : null;
  let portal = options.portal ? await loadPortal(options) : null;
  const known = () => (existsSync(options.home.paths.releases) ? readdirSync(options.home.paths.releases).sort().join() : "");
  let seen = known();
  const look = setInterval(async () => {
    const now = known();
    if (!portal || now === seen || now.includes(".tmp-")) return;
    seen = now;
    portal = await loadPortal(options);
    options.progress("releases changed; the portal reads them anew");
  }, LOOK);
  look.unref();
  const nothing: Fetch = () =>
    Response.json(new Refusal("not-found", "this process serves the intake only").toProblem(), { status: 404 });
  const fetch: Fetch = (request) => (intake && isIntake(new URL(request.url).pathname) ? intake : (portal ?? nothing))(request);
  const server = await listen(fetch, options);
  return {
    url: `http://${options.host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        clearInterval(look);
        server.close(() => resolve());
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      }),
  };
}

function isIntake(path: string): boolean {
  return path === "/v1/donations" || path === "/v1/my-contribution" || path.startsWith("/v1/my-contribution/");
}

async function loadPortal({ home, progress }: ServeOptions): Promise<Fetch> {
  const { releases, damaged } = await loadReleases(home.paths.releases);
  for (const { id, reason } of damaged) progress(`release ${id} is damaged and is not served: ${reason}`);
  const webRoot = existsSync(WEB) ? WEB : null;
  return portalApp({ releases, damaged, commons: home.settings, territory: home.territory, webRoot, clock: () => new Date() })
    .fetch;
}

function listen(fetch: Fetch, { port, host }: ServeOptions): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, () => resolve(server));
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Refusal("storage-failed", `http://${host}:${port} cannot be served: ${error.code}`)),
    );
  });
}

/** Resolves when the process is asked to stop. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}
