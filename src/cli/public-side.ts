import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type PublicHome, termsByYear } from "../commons/home.ts";
import type { PublicLog } from "../contract/log.ts";
import type { PrivacyReport } from "../contract/manifest.ts";
import { refusalOf } from "../contract/problem.ts";
import { makePlan, predict } from "../pipeline/index.ts";
import type { HomesNeeded, PortalOptions } from "../portal/index.ts";
import type { CheckedReleases } from "./servable.ts";

/** Path of the built dashboards; the same from the sources and from the build. */
export const WEB = fileURLToPath(new URL("../../dist/web", import.meta.url));

interface Published {
  readonly report: Pick<PrivacyReport, "ledger">;
}

/** The longest public chain: usually the log's, which is written after the releases; without a log, the newest release's. */
export function publicChain(releases: readonly Published[], log: PublicLog | null): PrivacyReport["ledger"] {
  return [...releases.map(({ report }) => report.ledger), log?.entries ?? []].reduce((a, b) => (b.length > a.length ? b : a), []);
}

type TermsInForce = ReturnType<NonNullable<PortalOptions["inForce"]>>;

/** The options of a portal over a home, without vault or key. */
export function portalOptions({
  home,
  releases,
  damaged,
  log,
  breaches,
  inForce,
  progress,
  web = WEB,
}: CheckedReleases &
  Required<Pick<PortalOptions, "breaches" | "log">> & {
    readonly home: PublicHome;
    /** the terms in force, from an open commons; absent: taken from releases and log */
    readonly inForce?: (() => TermsInForce) | undefined;
    readonly progress: (line: string) => void;
    /** the built pages; absent: those of `dist/web` */
    readonly web?: string | undefined;
  }) {
  const clock = () => new Date();
  // Figures are shown with the terms of the newest published year. These come from the chain in releases or log: no ledger is
  // read.
  const years = releases.map(({ manifest }) => manifest.year);
  const year = years.length > 0 ? Math.max(...years) : clock().getUTCFullYear();
  const shown = termsByYear(home, publicChain(releases, log()))(year);
  return {
    releases,
    damaged,
    needed: homesNeeded(releases, shown),
    commons: shown.settings,
    territory: shown.territory,
    webRoot: existsSync(web) ? web : null,
    clock,
    inForce: inForce ?? publishedTerms({ home, releases, log, shown, clock, progress }),
    breaches,
    log,
  };
}

/**
 * How many households an area of each level needs to be published, from public settings and territory alone. Null once there are
 * releases, which show it, or where no plan can be made.
 */
export function homesNeeded(releases: readonly Published[], { settings, territory }: TermsInForce): HomesNeeded | null {
  if (releases.length > 0) return null;
  try {
    const rows = predict(makePlan(settings, territory), 0).filter(({ table }) => table === "_T");
    const measures = [...new Set(rows.map(({ measure }) => measure))];
    const neededFor = (measure: string) =>
      rows.flatMap((row) =>
        row.measure === measure
          ? [
              {
                level: row.level,
                households: row.householdsNeeded,
                step: row.step,
                sigma_count: row.sigmaCount,
                sigma_sum: row.sigmaSum,
              },
            ]
          : [],
      );
    return new Map(measures.map((measure) => [measure, neededFor(measure)]));
  } catch (error) {
    refusalOf(error);
    return null;
  }
}

/** Today's terms for a portal without an open commons, from releases and log, including a change that began with the year. */
export function publishedTerms(o: {
  readonly home: PublicHome;
  readonly releases: readonly Published[];
  readonly log: () => PublicLog | null;
  /** terms to use where the territory of announced terms is not stored here */
  readonly shown: TermsInForce;
  readonly clock: () => Date;
  readonly progress: (line: string) => void;
}): () => TermsInForce {
  let [year, seen, terms]: [number, PublicLog | null, TermsInForce] = [Number.NaN, null, o.shown];
  return () => {
    const [now, log] = [o.clock().getUTCFullYear(), o.log()];
    if (now === year && log === seen) return terms;
    [year, seen] = [now, log];
    try {
      const { settings, territory } = termsByYear(o.home, publicChain(o.releases, log))(year);
      terms = { settings, territory };
    } catch (error) {
      o.progress(`the notice is that of the newest publication: ${refusalOf(error).message}`);
      terms = o.shown;
    }
    return terms;
  };
}
