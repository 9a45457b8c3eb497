import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemRandom } from "../../commons/commons.ts";
import { homePaths, readHome, readSettings } from "../../commons/home.ts";
import { defaultKeyFile } from "../../commons/key.ts";
import { makeHome } from "../../commons/make-home.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import { duePeriods, planPublication, predictPublication, promisesCell } from "../../pipeline/index.ts";
import { withCommons } from "../options.ts";
import { byLevel } from "../publishing.ts";
import { DEMO_SETTINGS, SAMPLE_TERRITORY, sampleDonations } from "../sample/index.ts";
import { HOST, PORT, serveUntilStopped, startServer } from "../serve/index.ts";
import { columns, flag, lines, makeVerb, text, wholeOption, withDefault } from "../verb.ts";
import { donateFiles, writeDonations } from "./donate.ts";

export const demo = makeVerb({
  options: {
    home: withDefault(".voisinage", text("DIR", "where the sample commons is made; made before, it is served again")),
    households: withDefault("24000", wholeOption("N", "made-up households, over two years", 1, 10_000_000)),
    port: PORT,
    host: HOST,
    noServe: flag("stop before serving"),
  },
  run: async ({ home, households, port, host, noServe, progress, say }) => {
    const key = defaultKeyFile(home);
    if (!existsSync(homePaths(home).about)) {
      const settings = { ...readSettings(DEMO_SETTINGS), expected_households: households };
      await makeHome({ home, settings, territory: SAMPLE_TERRITORY, key, entropy: systemRandom, clock: () => new Date() });
      progress(`made ${homePaths(home).home}, a commons of made-up households`);
    }
    return withCommons({ home, key, progress }, async (commons) => {
      const json = await fill(commons, households, progress);
      const text = summary(json);
      if (noServe) return { text, json };
      say(text);
      const server = startServer({ home: readHome(home), commons, portal: true, port, host, progress });
      await serveUntilStopped(server, ({ url }) => say(pagesAt(url)));
      return { text: "stopped", json };
    });
  },
});

/** Contributes through the real intake and makes the due publications of the last two years. */
async function fill(commons: OperatedCommons, households: number, progress: (line: string) => void) {
  const now = new Date();
  const last = now.getUTCFullYear() - 1;
  const years = [last - 1, last];
  const { plan, territory } = commons;
  const published = await commons.releases();
  if (published.length === 0) {
    const folder = mkdtempSync(join(tmpdir(), "voisinage-sample-"));
    try {
      const measures = plan.measures.map(({ key }) => key);
      const file = join(folder, "donations.ndjson");
      await writeDonations(file, sampleDonations({ territory, measures, years, households }));
      await donateFiles({ commons, files: [file], progress });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const due = duePeriods(plan, years, now);
  if (!due.some((period) => promisesCell(predictPublication(planPublication(plan, period), households))))
    progress(`with ${households} households no cell is expected: all will be withheld`);
  const releases = [];
  for (const { id } of due) {
    if (!published.includes(id)) progress(`publishing ${id}`);
    const { observations, manifest } = await commons.release(id);
    releases.push({ id, levels: byLevel(observations), epsilon: manifest.privacy.year.epsilon });
  }
  return { years, releases };
}

function summary({ years, releases }: Awaited<ReturnType<typeof fill>>): string {
  const last = releases.at(-1);
  if (!last) return "nothing is due";
  return lines(
    `${releases.length} publications of ${years.join(" and ")}, of made-up households; the last year has cost ε = ${last.epsilon.toFixed(3)}`,
    "",
    columns([
      ["measure", "level", `published in ${last.id}`, "withheld"],
      ...last.levels.map(({ measure, level, published, withheld }) => [measure, level, published, withheld]),
    ]),
  );
}

const pagesAt = (url: string) => `
Voisinage is served on ${url}
  ${url}/compare    where do I stand among similar homes?
  ${url}/explore    the published figures, and the API
  ${url}/district   the map, two places, a portrait
  ${url}/privacy    the privacy budget and how it works
Ctrl-C stops it.`;
