import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type PublicHome, publicTerms } from "../commons/home.ts";
import { asStated } from "../commons/papers.ts";
import type { PublicLog } from "../contract/log.ts";
import type { PortalOptions } from "../portal/index.ts";
import type { DamagedRelease, OpenRelease } from "../release/index.ts";
import { type Papers, publicChain, publishedTerms } from "./papers.ts";

/** The built dashboards, from the sources and from the build alike. */
export const WEB = fileURLToPath(new URL("../../dist/web", import.meta.url));

/** What the public side shows of a home: neither vault nor key is needed. */
export function portalOptions({
  home,
  releases,
  damaged,
  log,
  papers: { breaches, inForce },
  progress,
  web = WEB,
}: {
  readonly home: PublicHome;
  readonly releases: readonly OpenRelease[];
  readonly damaged: readonly DamagedRelease[];
  readonly log: () => PublicLog | null;
  readonly papers: Papers;
  readonly progress: (line: string) => void;
  /** the built pages; absent: those of `dist/web` */
  readonly web?: string | undefined;
}): PortalOptions {
  // What people are told of 30 days ahead is what was stated, whatever the file says since.
  const { home: stated, edited, under } = asStated(home, publicChain(releases, log()));
  for (const { detail } of edited) progress(`${detail}. What was stated is shown`);
  const terms = publicTerms(stated, releases, under);
  const clock = () => new Date();
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
