import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { homeTerms, type PublicHome } from "../commons/home.ts";
import type { PublicLog } from "../contract/log.ts";
import type { PortalOptions } from "../portal/index.ts";
import type { DamagedRelease, OpenRelease } from "../release/index.ts";
import { publicChain, publishedTerms, type ServiceNotices } from "./service-notices.ts";

/** The built dashboards, from the sources and from the build alike. */
export const WEB = fileURLToPath(new URL("../../dist/web", import.meta.url));

/** What the public side shows of a home: neither vault nor key is needed. */
export function portalOptions({
  home,
  releases,
  damaged,
  log,
  notices: { breaches, inForce },
  progress,
  web = WEB,
}: {
  readonly home: PublicHome;
  readonly releases: readonly OpenRelease[];
  readonly damaged: readonly DamagedRelease[];
  readonly log: () => PublicLog | null;
  readonly notices: ServiceNotices;
  readonly progress: (line: string) => void;
  /** the built pages; absent: those of `dist/web` */
  readonly web?: string | undefined;
}): PortalOptions {
  const clock = () => new Date();
  // Figures are shown with the terms of the newest year that is published: it reads no ledger, and a release carries its chain.
  const years = releases.map(({ manifest }) => manifest.year);
  const year = years.length > 0 ? Math.max(...years) : clock().getUTCFullYear();
  const terms = homeTerms(home, publicChain(releases, log()))(year);
  return {
    releases,
    damaged,
    commons: terms.settings,
    territory: terms.territory,
    webRoot: existsSync(web) ? web : null,
    clock,
    inForce: inForce ?? publishedTerms({ home, releases, log, shown: terms, clock, progress }),
    breaches,
    log,
  };
}
