import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type PublicHome, publicTerms } from "../commons/home.ts";
import type { PortalOptions } from "../portal/index.ts";
import type { DamagedRelease, OpenRelease } from "../release/index.ts";
import { type Papers, publishedTerms } from "./papers.ts";

/** The built dashboards, from the sources and from the build alike. */
const WEB = fileURLToPath(new URL("../../dist/web", import.meta.url));

/** What the public side shows of a home: neither vault nor key is needed. */
export function portalOptions({
  home,
  releases,
  damaged,
  papers: { breaches, inForce },
  progress,
  web = WEB,
}: {
  readonly home: PublicHome;
  readonly releases: readonly OpenRelease[];
  readonly damaged: readonly DamagedRelease[];
  readonly papers: Papers;
  readonly progress: (line: string) => void;
  /** the built pages; absent: those of `dist/web` */
  readonly web?: string | undefined;
}): PortalOptions {
  const terms = publicTerms(home, releases);
  // A DOI is registered after a release is frozen: it is in the settings as they stand, under whichever terms the year was.
  const { dois } = home.settings;
  const commons = dois === undefined ? terms.settings : { ...terms.settings, dois };
  return {
    releases,
    damaged,
    commons,
    territory: terms.territory,
    webRoot: existsSync(web) ? web : null,
    clock: () => new Date(),
    inForce: inForce ?? publishedTerms(home, releases, terms, progress),
    breaches,
  };
}
