import { statfs } from "node:fs/promises";
import { watchNotices } from "../../commons/breaches.ts";
import { systemRandom } from "../../commons/commons.ts";
import { type PublicHome, termsByYear } from "../../commons/home.ts";
import { readLog } from "../../commons/home-log.ts";
import { shelfIds } from "../../commons/shelf.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import { ofKind } from "../../contract/chain.ts";
import { DAY_MS } from "../../contract/period.ts";
import { Refusal } from "../../contract/problem.ts";
import {
  atMostEvery,
  CHECK_EVERY,
  type Fetch,
  type HTTP_TIMEOUTS,
  hotAnswers,
  jsonReply,
  makeLog,
  makeService,
  PRIVATE,
  type ProblemStyle,
  pathOf,
  type Running,
  rateLimiter,
} from "../../http/index.ts";
import { isIntake, makeIntake } from "../../intake/http.ts";
import { absentPage, type PortalOptions, portalApp, type Site } from "../../portal/index.ts";
import { loadReleases } from "../../release/index.ts";
import { portalOptions, publicChain, WEB } from "../public-side.ts";
import { loadServable } from "../servable.ts";
import { expireDaily } from "./daily-expiry.ts";
import { type Closers, closingAll, listenWatched, type OperatorAt } from "./monitoring.ts";
import { type PartnerFace, partnerServer } from "./partner-face.ts";
import { rateAt } from "./server-options.ts";
import { serviceNotices } from "./service-notices.ts";

/** Milliseconds between two looks for new releases. */
const LOOK = 5000;
/** Default rate of one address at the portal, in requests a minute: about twenty pages. */
const READ_RATE = 600;
/** The rate of all addresses together, as a multiple of one's. */
const ALL_READERS = 1000;

export interface ServeOptions {
  readonly home: PublicHome;
  /** the open commons, for the intake; absent: no intake, since the portal needs neither vault nor key */
  readonly commons?: OperatedCommons | undefined;
  readonly portal: boolean;
  /** public address of the portal; absent: the root of whichever host is asked */
  readonly site?: Site;
  readonly port: number;
  readonly host: string;
  /**
   * rate of one address at the intake, in requests a minute; 0: no limit. Absent: the default, or no limit on a loopback host,
   * which only a proxy reaches
   */
  readonly rate?: number | undefined;
  /** rate of one address at the portal, likewise */
  readonly readRate?: number | undefined;
  /** the built pages; absent: those of `dist/web` */
  readonly web?: string;
  /** limits on the time that requests take to arrive and answers to be read; absent: `HTTP_TIMEOUTS` */
  readonly times?: Partial<typeof HTTP_TIMEOUTS>;
  /** milliseconds between two looks for new releases; absent: five seconds */
  readonly look?: number;
  /** Address of readiness and metrics for the operator; absent: not served. */
  readonly operator?: OperatorAt | undefined;
  readonly progress: (line: string) => void;
}

/**
 * Serves the portal, the intake or both on one port; neither knows the other. Also serves partners, where settings name any.
 *
 * @throws Refusal `storage-failed` where the port is taken
 */
export function startServer(options: ServeOptions): Promise<Running> {
  return closingAll((closers) => openServer(options, closers));
}

/** Long, for it opens the parts in order. */
async function openServer(options: ServeOptions, closers: Closers) {
  const { home, commons, host, port, times, operator, rate = rateAt(host) } = options;
  const { paths } = home;
  const log = makeLog(options.progress);
  const progress = (line: string) => log.info(line);
  const breaches = watchNotices(paths.home, progress);
  const notices = commons && serviceNotices(paths.home, commons, breaches, progress);
  await notices?.look();
  const vaultClient = commons?.vaultClient();
  closers.push(() => vaultClient?.close());
  if (vaultClient) closers.push(await expireDaily(() => vaultClient.ask("expirePart"), progress));
  const { releases } = await loadReleases(paths.releases);
  const terms = commons ?? termsByYear(home, publicChain(releases, readLog(paths.log)))(new Date().getUTCFullYear());
  const page = absentPage(options.web ?? WEB, () => ({
    commons: terms.settings,
    territory: terms.territory,
    site: options.site,
  }));
  const intake =
    commons && vaultClient && makeIntake({ vaultClient, context: commons.context, rate, absentPage: page, ...notices });
  const partners = partnerServer({
    paths,
    terms,
    intake: commons && vaultClient && { commons, vault: vaultClient },
    clock: () => new Date(),
    requireReady: notices?.requireReady,
  });
  closers.push(() => partners?.close());
  const shown = { breaches, inForce: notices?.inForce };
  const loaded = options.portal ? await reloadingPortal({ ...options, progress }, shown, partners) : undefined;
  const portal = loaded?.current;
  const look = setInterval(async () => {
    await notices?.look();
    await loaded?.look();
  }, options.look ?? LOOK).unref();
  closers.push(() => clearInterval(look));

  const probe = vaultClient && atMostEvery(CHECK_EVERY, () => vaultClient.ask("probe"));
  const refuseDamaged = () => {
    const newest = portal?.().newest;
    if (newest && newest.at === undefined) throw new Refusal("release-damaged", `release ${newest.id} does not verify`);
  };
  const others = intakeAlone(page);
  return listenWatched(
    {
      host,
      port,
      times,
      log,
      operator,
      answerKnown: (incoming, outgoing) => portal?.().hot?.answer(incoming, outgoing) ?? false,
      fetch: (request, env) => {
        // The path as sent, not resolved.
        const path = pathOf(env.incoming);
        const fetch = intake && isIntake(path) ? intake.app.fetch : (partners?.at(path) ?? portal?.().fetch ?? others);
        return fetch(request, env);
      },
      checks: { ...(probe && { intake: probe }), ...(portal && { portal: refuseDamaged }) },
      measurements: [
        {
          name: "disk_free_bytes",
          read: async () => {
            const { bavail, bsize } = await statfs(paths.home);
            return bavail * bsize;
          },
        },
        {
          name: "newest_release_age_days",
          read: () => {
            const at = portal?.().newest?.at;
            return at && Math.floor((Date.now() - at.getTime()) / DAY_MS);
          },
        },
        { name: "intake_queue", read: () => intake?.waiting() },
        { name: "clock_doubted", read: async () => probe && Number((await probe()).clockDoubted) },
      ],
    },
    closers,
  );
}

/** Answers other requests where an intake runs without a portal. */
function intakeAlone(page: ProblemStyle["absentPage"]): Fetch {
  const { app, add } = makeService({
    style: { headers: PRIVATE, absentPage: page },
    notFound: "this process serves the intake only",
  });
  add("health", { path: "/healthz", method: "get", responses: { 200: { description: "It is up" } } }, () =>
    jsonReply({ status: "ok" }),
  );
  return app.fetch;
}

/** A portal that is rebuilt when its releases changed. */
async function reloadingPortal(
  options: ServeOptions,
  shown: Required<Pick<PortalOptions, "breaches">> & Pick<Parameters<typeof portalOptions>[0], "inForce">,
  partners: PartnerFace | null,
) {
  const { home, commons, progress, site, web, readRate: perMinute = rateAt(options.host, READ_RATE) } = options;
  const clock = () => new Date();
  const limiter = perMinute === 0 ? undefined : rateLimiter({ perMinute, clock, salt: systemRandom(32), all: ALL_READERS });
  const load = async () => {
    const { releases, damaged, log } = await loadServable(home, progress);
    for (const { id, reason } of damaged) progress(`release ${id} is damaged and is not served: ${reason}`);
    const made = portalOptions({ home, releases, damaged, log, ...shown, progress, web });
    partners?.publish(releases, { settings: made.commons, territory: made.territory });
    // Where a rate limit must count requests, they cannot be answered from the cache of whole answers.
    const hot = limiter === undefined ? hotAnswers() : undefined;
    const { fetch } = portalApp({ ...made, intakeHere: commons !== undefined, site, hot, limiter });
    // The log has the order in which releases were frozen; without a log, their names are sorted.
    const frozen = ofKind(log()?.entries ?? [], "released").map(({ publication }) => publication);
    const names = [...releases, ...damaged].map(({ id }) => id).sort();
    const id = frozen.at(-1) ?? names.at(-1);
    const verified = releases.find((one) => one.id === id);
    /** the newest release and its date; `at` is undefined where it does not verify */
    const newest = id === undefined ? null : { id, at: verified && new Date(verified.manifest.created_at) };
    return { fetch, hot, newest };
  };
  const names = () => shelfIds(home.paths.releases).join();
  let [seen, portal] = [names(), await load()];
  const look = async () => {
    try {
      const now = names();
      if (now === seen) return;
      seen = now;
      portal = await load();
      progress("releases changed; the portal reads them anew");
    } catch (error) {
      // The current releases are still served, and the next look tries again.
      seen = "";
      progress(`releases changed and cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).name})`);
    }
  };
  return { current: () => portal, look };
}
