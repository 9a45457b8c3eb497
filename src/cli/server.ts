import { existsSync, readdirSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, RequestError } from "@hono/node-server";
import { systemRandom } from "../commons/commons.ts";
import { homeTerms, type PublicHome } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import type { OperatedCommons } from "../commons/types.ts";
import { Refusal } from "../contract/problem.ts";
import { DEFAULT_RATE, isIntake, makeIntake, nodeListener, rateLimiter } from "../intake/index.ts";
import { type HotAnswers, hotAnswers, type PortalOptions, portalApp, type Site } from "../portal/index.ts";
import { loadReleases, RELEASE_ID } from "../release/index.ts";
import { boundConnections, closed, LOOPBACK, TIMES, unambiguous } from "./connections.ts";
import { failureLog } from "./failures.ts";
import { type Papers, papersOf, publicChain } from "./papers.ts";
import { type PartnerFace, partnerFace } from "./partners.ts";
import { portalOptions } from "./portal-options.ts";
import { released, watchLog } from "./public-log.ts";
import { expireDaily } from "./retention.ts";

/** How often a running portal looks for new releases, in milliseconds. */
const LOOK = 5000;

/** Requests a minute that one address may make of the portal, unless told otherwise: some twenty pages. */
export const READ_RATE = 600;
/** What all addresses together may make of it, in shares of one. */
const ALL_READERS = 1000;

/** The portal of the releases that are there. */
interface Loaded {
  readonly fetch: Fetch;
  /** absent where every request is counted first */
  readonly hot: HotAnswers | undefined;
}

type Fetch = (request: Request, env?: object) => Response | Promise<Response>;

export interface ServeOptions {
  readonly home: PublicHome;
  /** absent: no intake; the portal needs neither vault nor key */
  readonly commons?: OperatedCommons;
  readonly portal: boolean;
  /** where the portal is, as the world knows it; absent: at the root of whichever host is asked */
  readonly site?: Site;
  readonly port: number;
  readonly host: string;
  /** requests a minute that an address may make of the intake, 0: any number; absent: any on a loopback host, where only a proxy reaches it */
  readonly rate?: number;
  /** the built pages; absent: those of `dist/web` */
  readonly web?: string;
  /** the same of the portal */
  readonly readRate?: number;
  /** how long requests may take to come, and answers to be taken; absent: as `TIMES` says */
  readonly times?: Partial<typeof TIMES>;
  /** milliseconds between two looks for new releases; absent: five seconds */
  readonly look?: number;
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
  const opened: Opened = [];
  const close = async () => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    return { url: await started(options, opened), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What ends each thing that was opened, in the order in which these were. */
type Opened = (() => unknown)[];

/** @returns the address */
async function started(options: ServeOptions, opened: Opened): Promise<string> {
  const behindProxy = LOOPBACK.test(options.host);
  const rate = options.rate ?? (behindProxy ? 0 : DEFAULT_RATE);
  const papers = papersOf(options);
  await papers.intake?.state();
  const door = options.commons?.door();
  opened.push(() => door?.close());
  const intake =
    options.commons && door ? nodeListener(makeIntake({ door, context: options.commons.context, rate, ...papers.intake })) : null;
  if (door) opened.push(await expireDaily(() => door.ask("expirePart"), options.progress));
  const { paths } = options.home;
  const { releases } = await loadReleases(paths.releases);
  const terms =
    options.commons ?? homeTerms(options.home, publicChain(releases, readLog(paths.log)))(new Date().getUTCFullYear());
  const partners = partnerFace({
    paths,
    terms,
    intake: options.commons && door && { commons: options.commons, vault: door },
    clock: () => new Date(),
    gate: papers.intake?.gate,
  });
  opened.push(() => partners?.close());
  const readRate = options.readRate ?? (behindProxy ? 0 : READ_RATE);
  const limiter =
    readRate === 0
      ? undefined
      : rateLimiter({ perMinute: readRate, clock: () => new Date(), salt: systemRandom(32), all: ALL_READERS });
  let portal = options.portal ? await loadPortal(options, papers, partners, limiter) : null;
  const known = () =>
    existsSync(options.home.paths.releases)
      ? readdirSync(options.home.paths.releases)
          .filter((name) => RELEASE_ID.test(name))
          .sort()
          .join()
      : "";
  let seen = known();
  const look = setInterval(async () => {
    await papers.intake?.state();
    if (!portal) return;
    try {
      const now = known();
      if (now === seen) return;
      seen = now;
      portal = await loadPortal(options, papers, partners, limiter);
      options.progress("releases changed; the portal reads them anew");
    } catch (error) {
      // What is served stays served; the next look tries again.
      seen = "";
      options.progress(`releases changed and cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).name})`);
    }
  }, options.look ?? LOOK);
  look.unref();
  opened.push(() => clearInterval(look));
  const nothing: Fetch = () => problemResponse(new Refusal("not-found", "this process serves the intake only"));
  const others = getRequestListener(
    (request, env) =>
      partners?.takes(new URL(request.url).pathname)
        ? partners.answer(request, env.incoming as IncomingMessage)
        : (portal?.fetch ?? nothing)(request, env),
    { errorHandler: refuse },
  );
  const times = { ...TIMES, ...options.times };
  const watch = failureLog(options.progress);
  const answer = unambiguous((incoming, outgoing) => {
    watch(incoming, outgoing);
    if (intake && isIntake(pathOf(incoming.url))) intake(incoming, outgoing);
    else if (!portal?.hot?.answer(incoming, outgoing)) void others(incoming, outgoing);
  });
  const server = createServer(times, answer);
  boundConnections(server, { behindProxy, stall: times.stallTimeout });
  await listen(server, options);
  opened.push(() => closed(server, times));
  return `http://${options.host}:${(server.address() as AddressInfo).port}`;
}

/** Answers a request of which no address can be made. */
function refuse(error: unknown): Response {
  const malformed = error instanceof RequestError;
  const refusal = malformed
    ? new Refusal("malformed-request", "the address or the Host header of the request is malformed")
    : new Refusal("internal", "the service failed");
  return problemResponse(refusal);
}

function problemResponse(refusal: Refusal): Response {
  const headers = { "Content-Type": "application/problem+json", "Cache-Control": "no-store" };
  return Response.json(refusal.toProblem(), { status: refusal.status, headers });
}

/** The path of a request line as it was sent: what it resolves to is nobody's business here. */
function pathOf(url = ""): string {
  return url.split("?", 1)[0] ?? "";
}

async function loadPortal(
  { home, commons, progress, site, web }: ServeOptions,
  papers: Papers,
  partners: PartnerFace | null,
  limiter: PortalOptions["limiter"],
): Promise<Loaded> {
  const log = watchLog(home.paths.log, progress);
  const { releases, damaged } = await released(home, log);
  for (const { id, reason } of damaged) progress(`release ${id} is damaged and is not served: ${reason}`);
  const options = portalOptions({ home, releases, damaged, log, papers, progress, web });
  partners?.publish(releases, { settings: options.commons, territory: options.territory });
  const hot = limiter === undefined ? hotAnswers() : undefined;
  const { fetch } = portalApp({
    ...options,
    intakeHere: commons !== undefined,
    ...(site === undefined ? {} : { site }),
    ...(hot === undefined ? {} : { hot }),
    ...(limiter === undefined ? {} : { limiter }),
  });
  return { fetch, hot };
}

function listen(server: Server, { port, host }: ServeOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new Refusal("storage-failed", `http://${host}:${port} cannot be served: ${error.code}`)),
    );
    server.listen(port, host, resolve);
  });
}

/** Resolves when the process is asked to stop. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}
