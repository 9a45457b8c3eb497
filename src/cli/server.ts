import { existsSync, readdirSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type ServerType, serve } from "@hono/node-server";
import { type PublicHome, publicTerms } from "../commons/home.ts";
import { Refusal } from "../contract/problem.ts";
import type { Commons } from "../index.ts";
import { DEFAULT_RATE, intakeApp } from "../intake/index.ts";
import { portalApp } from "../portal/index.ts";
import { loadReleases, RELEASE_ID } from "../release/index.ts";
import { type Incoming, type PartnerFace, partnerFace } from "./partners.ts";
import { expireDaily } from "./retention.ts";

/** The built dashboards, from the sources and from the build alike. */
const WEB = fileURLToPath(new URL("../../dist/web", import.meta.url));
/** How often a running portal looks for new releases, in milliseconds. */
const LOOK = 5000;

const LOOPBACK = /^(localhost|127\..+|::1)$/;

type Fetch = (request: Request) => Response | Promise<Response>;
/** What the HTTP server knows of a request's connection. */
type Connection = { readonly incoming: Incoming & { readonly socket: { readonly remoteAddress?: string | undefined } } };
type Answer = (request: Request, connection: Connection) => Response | Promise<Response>;

export interface ServeOptions {
  readonly home: PublicHome;
  /** absent: no intake; the portal needs neither vault nor key */
  readonly commons?: Commons;
  readonly portal: boolean;
  readonly port: number;
  readonly host: string;
  /** requests a minute that an address may make of the intake, 0: any number; absent: any on a loopback host, where only a proxy reaches it */
  readonly rate?: number;
  readonly progress: (line: string) => void;
}

export interface Running {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the portal, the intake or both on one port, each unaware of the other; and partners, where settings name any.
 *
 * @throws Refusal `storage-failed` when the port is taken
 */
export async function startServer(options: ServeOptions): Promise<Running> {
  const rate = options.rate ?? (LOOPBACK.test(options.host) ? 0 : DEFAULT_RATE);
  const intake = options.commons ? intakeApp({ vault: options.commons.vault, context: options.commons.context, rate }) : null;
  const stopExpiring = options.commons ? expireDaily(options.commons.vault, options.progress) : () => undefined;
  const partners = partnerFace({ home: options.home, commons: options.commons, clock: () => new Date() });
  let portal = options.portal ? await loadPortal(options, partners) : null;
  const known = () =>
    existsSync(options.home.paths.releases)
      ? readdirSync(options.home.paths.releases)
          .filter((name) => RELEASE_ID.test(name))
          .sort()
          .join()
      : "";
  let seen = known();
  const look = setInterval(async () => {
    const now = known();
    if (!portal || now === seen) return;
    seen = now;
    portal = await loadPortal(options, partners);
    options.progress("releases changed; the portal reads them anew");
  }, LOOK);
  look.unref();
  const nothing: Fetch = () =>
    Response.json(new Refusal("not-found", "this process serves the intake only").toProblem(), { status: 404 });
  const answer: Answer = (request, { incoming }) => {
    const path = new URL(request.url).pathname;
    if (intake && isIntake(path)) return intake.fetch(request, { address: incoming.socket.remoteAddress });
    return partners?.takes(path) ? partners.answer(request, incoming) : (portal ?? nothing)(request);
  };
  const server = await listen(answer, options);
  return {
    url: `http://${options.host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        clearInterval(look);
        stopExpiring();
        server.close(() => {
          partners?.close();
          resolve();
        });
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      }),
  };
}

function isIntake(path: string): boolean {
  return path === "/v1/donations" || path === "/v1/my-contribution" || path.startsWith("/v1/my-contribution/");
}

async function loadPortal({ home, progress }: ServeOptions, partners: PartnerFace | null): Promise<Fetch> {
  const { releases, damaged } = await loadReleases(home.paths.releases);
  for (const { id, reason } of damaged) progress(`release ${id} is damaged and is not served: ${reason}`);
  const webRoot = existsSync(WEB) ? WEB : null;
  const { settings, territory } = publicTerms(home, releases);
  partners?.publish(releases, { settings, territory });
  return portalApp({ releases, damaged, commons: settings, territory, webRoot, clock: () => new Date() }).fetch;
}

function listen(fetch: Answer, { port, host }: ServeOptions): Promise<ServerType> {
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
