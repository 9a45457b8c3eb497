import { existsSync, readdirSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { systemRandom } from "../commons/commons.ts";
import { homeTerms, type PublicHome } from "../commons/home.ts";
import { readLog } from "../commons/home-log.ts";
import type { OperatedCommons } from "../commons/types.ts";
import { Refusal } from "../contract/problem.ts";
import {
  atMostEvery,
  CHECK_EVERY,
  DEFAULT_RATE,
  type Fetch,
  type GaugeReader,
  type HotAnswers,
  hotAnswers,
  jsonReply,
  type Limiter,
  LOOPBACK,
  listen,
  makeLog,
  makeService,
  PRIVATE,
  pathOf,
  type Running,
  rateLimiter,
  type TIMES,
} from "../http/index.ts";
import { type Intake, isIntake, makeIntake } from "../intake/http.ts";
import { portalApp, type Site } from "../portal/index.ts";
import { loadReleases, RELEASE_ID } from "../release/index.ts";
import { type PartnerFace, partnerFace } from "./partners.ts";
import { portalOptions } from "./portal-options.ts";
import { loadServable, watchLog } from "./public-log.ts";
import { expireDaily } from "./retention.ts";
import { publicChain, type ServiceNotices, serviceNotices } from "./service-notices.ts";
import { type OperatorAt, startMonitoring } from "./watched.ts";

/** How often a running portal looks for new releases, in milliseconds. */
const LOOK = 5000;
const DAY = 86_400_000;

/** Requests a minute that one address may make of the portal, unless told otherwise: some twenty pages. */
const READ_RATE = 600;
/** What all addresses together may make of it, in shares of one. */
const ALL_READERS = 1000;

/** The portal of the releases that are there. */
interface Portal {
  readonly fetch: Fetch;
  /** Absent where every request is counted first. */
  readonly hot: HotAnswers | undefined;
  /** The newest release, and whether it is served; null: there is none. */
  readonly newest: { readonly id: string; readonly at: Date | undefined } | null;
}

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
  /** Where its operator asks for readiness and metrics; absent: nowhere. */
  readonly operator?: OperatorAt | undefined;
  readonly progress: (line: string) => void;
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
    return { ...(await started(options, opened)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What ends each thing that was opened, in the order in which these were. */
type Opened = (() => unknown)[];

async function started(options: ServeOptions, opened: Opened): Promise<Pick<Running, "url" | "operator">> {
  const { home, commons, host, port, times } = options;
  const log = makeLog(options.progress);
  const progress = (line: string) => log.info(line);
  const behindProxy = LOOPBACK.test(host);
  const notices = serviceNotices({ home, commons, progress });
  await notices.intake?.state();
  const door = commons?.door();
  opened.push(() => door?.close());
  const rate = options.rate ?? (behindProxy ? 0 : DEFAULT_RATE);
  const intake = commons && door && makeIntake({ door, context: commons.context, rate, ...notices.intake });
  if (door) opened.push(await expireDaily(() => door.ask("expirePart"), progress));
  const { paths } = home;
  const { releases } = await loadReleases(paths.releases);
  const terms = commons ?? homeTerms(home, publicChain(releases, readLog(paths.log)))(new Date().getUTCFullYear());
  const partners = partnerFace({
    paths,
    terms,
    intake: commons && door && { commons, vault: door },
    clock: () => new Date(),
    gate: notices.intake?.gate,
  });
  opened.push(() => partners?.close());
  const loaded = options.portal ? await reloadingPortal({ ...options, progress }, notices, partners) : undefined;
  const portal = loaded?.current;
  const look = setInterval(async () => {
    await notices.intake?.state();
    await loaded?.look();
  }, options.look ?? LOOK);
  look.unref();
  opened.push(() => clearInterval(look));

  const probe = door && atMostEvery(CHECK_EVERY, () => door.ask("probe"));
  const checks = { ...(probe && { intake: probe }), ...(portal && { portal: () => refuseDamaged(portal()) }) };
  const measurements = measurementsOf(home, intake, probe, portal);
  const watch = await startMonitoring({ log, operator: options.operator, measurements, checks });
  opened.push(watch.close);
  const others = intakeAlone();
  const server = await listen({
    host,
    port,
    times,
    ...watch.traffic,
    answerKnown: (incoming, outgoing) => portal?.().hot?.answer(incoming, outgoing) ?? false,
    fetch: (request, env) => {
      // The path as it was sent: what it resolves to is nobody's business here.
      const path = pathOf(env.incoming);
      const fetch = intake && isIntake(path) ? intake.app.fetch : (partners?.at(path) ?? portal?.().fetch ?? others);
      return fetch(request, env);
    },
  });
  opened.push(server.close);
  return { url: server.url, operator: watch.url };
}

/** What is answered beside the intake where nothing else is served. */
function intakeAlone(): Fetch {
  const { app, add } = makeService({ style: { headers: PRIVATE }, notFound: "this process serves the intake only" });
  add("health", { path: "/healthz", method: "get", responses: { 200: { description: "It is up" } } }, () =>
    jsonReply({ status: "ok" }, 200, PRIVATE),
  );
  return app.fetch;
}

/** Figures for the operator alone. */
function measurementsOf(
  { paths }: PublicHome,
  intake: Intake | undefined,
  probe: (() => Promise<{ readonly clockDoubted: boolean }>) | undefined,
  portal: (() => Portal) | undefined,
): GaugeReader[] {
  const free = async () => {
    const { bavail, bsize } = await statfs(paths.home);
    return bavail * bsize;
  };
  const age = () => {
    const at = portal?.().newest?.at;
    return at && Math.floor((Date.now() - at.getTime()) / DAY);
  };
  const doubt = async () => probe && Number((await probe()).clockDoubted);
  return [
    { name: "disk_free_bytes", read: free },
    { name: "newest_release_age_days", read: age },
    { name: "intake_queue", read: () => intake?.waiting() },
    { name: "clock_doubted", read: doubt },
  ];
}

/** @throws Refusal `release-damaged` where the newest release does not verify */
function refuseDamaged({ newest }: Portal): void {
  if (newest && newest.at === undefined) throw new Refusal("release-damaged", `release ${newest.id} does not verify`);
}

/** A portal that is made anew when a look finds other releases. */
async function reloadingPortal(options: ServeOptions, notices: ServiceNotices, partners: PartnerFace | null) {
  const { home, progress } = options;
  const rate = options.readRate ?? (LOOPBACK.test(options.host) ? 0 : READ_RATE);
  const clock = () => new Date();
  const limiter = rate === 0 ? undefined : rateLimiter({ perMinute: rate, clock, salt: systemRandom(32), all: ALL_READERS });
  const load = () => loadPortal(options, notices, partners, limiter);
  const folder = home.paths.releases;
  const known = () =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => RELEASE_ID.test(name))
          .sort()
          .join()
      : "";
  let [seen, portal] = [known(), await load()];
  const look = async () => {
    try {
      const now = known();
      if (now === seen) return;
      seen = now;
      portal = await load();
      progress("releases changed; the portal reads them anew");
    } catch (error) {
      // What is served stays served; the next look tries again.
      seen = "";
      progress(`releases changed and cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).name})`);
    }
  };
  return { current: () => portal, look };
}

async function loadPortal(
  { home, commons, progress, site, web }: ServeOptions,
  notices: ServiceNotices,
  partners: PartnerFace | null,
  limiter: Limiter | undefined,
): Promise<Portal> {
  const log = watchLog(home.paths.log, progress);
  const { releases, damaged } = await loadServable(home, log);
  for (const { id, reason } of damaged) progress(`release ${id} is damaged and is not served: ${reason}`);
  const options = portalOptions({ home, releases, damaged, log, notices, progress, web });
  partners?.publish(releases, { settings: options.commons, territory: options.territory });
  const hot = limiter === undefined ? hotAnswers() : undefined;
  const { fetch } = portalApp({
    ...options,
    intakeHere: commons !== undefined,
    site,
    hot,
    limiter,
  });
  // The log has the order in which releases were frozen; a home without one has their names.
  const frozen = log()?.entries.flatMap((entry) => (entry.kind === "released" ? [entry.publication] : [])) ?? [];
  const id =
    frozen.at(-1) ??
    [...releases, ...damaged]
      .map((one) => one.id)
      .sort()
      .at(-1);
  const verified = releases.find((one) => one.id === id);
  return { fetch, hot, newest: id === undefined ? null : { id, at: verified && new Date(verified.manifest.created_at) } };
}

/** Resolves when the process is asked to stop. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}
