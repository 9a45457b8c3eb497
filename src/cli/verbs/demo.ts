import { createWriteStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { systemRandom } from "../../commons/commons.ts";
import { homePaths, readHome, readSettings } from "../../commons/home.ts";
import { defaultKeyFile } from "../../commons/key.ts";
import { makeHome } from "../../commons/make-home.ts";
import { openCommons } from "../../commons/open.ts";
import type { OperatedCommons } from "../../commons/types.ts";
import { duePeriods, planPublication, predictPublication, promisesCell } from "../../pipeline/index.ts";
import { byLevel } from "../publishing.ts";
import { SAMPLE_SETTINGS, SAMPLE_TERRITORY, sampleDonations } from "../sample/index.ts";
import { startServer, untilStopped } from "../server.ts";
import { columns, type Verb, type VerbInput, wholeNumber } from "../verb.ts";
import { donateFiles } from "./donate.ts";
import { HOST, PORT } from "./serve.ts";

export const demo: Verb = {
  options: {
    home: {
      type: "string",
      value: "DIR",
      help: "where the sample commons is made; made before, it is served again",
      default: ".voisinage",
    },
    households: { type: "string", value: "N", help: "made-up households, over 12 months", default: "3000" },
    port: PORT,
    host: HOST,
    "no-serve": { type: "boolean", help: "stop before serving" },
  },
  run: async (input) => {
    const home = String(input.options.home);
    const households = wholeNumber(input, "households", 1, 10_000_000) as number;
    const key = defaultKeyFile(home);
    if (!existsSync(homePaths(home).about)) {
      const settings = { ...readSettings(SAMPLE_SETTINGS), expected_households: households };
      await makeHome({ home, settings, territory: SAMPLE_TERRITORY, key, entropy: systemRandom, clock: () => new Date() });
      input.progress(`made ${homePaths(home).home}, a commons of made-up households`);
    }
    const commons = await openCommons({ home, key, notice: input.progress });
    try {
      const json = await fill(commons, households, input);
      const text = summary(json);
      if (input.flags["no-serve"]) return { text, json };
      input.say(text);
      await serveAll(commons, home, input);
      return { text: "stopped", json };
    } finally {
      await commons.close();
    }
  },
};

/** Contributes through the real intake and publishes what is due of last year. */
async function fill(commons: OperatedCommons, households: number, input: VerbInput) {
  const now = new Date();
  const year = now.getUTCFullYear() - 1;
  const published = await commons.releases();
  if (published.length === 0) await contribute(commons, households, year, input);
  const releases = [];
  const due = duePeriods(commons.plan, [year], now);
  if (!due.some((period) => promisesCell(predictPublication(planPublication(commons.plan, period), households))))
    input.progress(`with ${households} households no cell is expected: all will be withheld`);
  for (const { id } of due) {
    if (!published.includes(id)) input.progress(`publishing ${id}`);
    const release = await commons.release(id);
    releases.push({ id, levels: byLevel(release.observations), epsilon: release.manifest.privacy.year.epsilon });
  }
  return { year, releases };
}

async function contribute(commons: OperatedCommons, households: number, year: number, { progress }: VerbInput): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "voisinage-sample-"));
  const file = join(folder, "donations.ndjson");
  try {
    const measures = commons.plan.measures.map((measure) => measure.key);
    const lines = function* () {
      for (const donation of sampleDonations({ territory: commons.territory, measures, year, households }))
        yield `${JSON.stringify(donation)}\n`;
    };
    await pipeline(Readable.from(lines()), createWriteStream(file));
    await donateFiles({ commons, files: [file], progress });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function summary({ year, releases }: Awaited<ReturnType<typeof fill>>): string {
  const last = releases.at(-1);
  if (!last) return "nothing is due";
  const rows = last.levels.map((level) => [level.measure, level.level, String(level.published), String(level.withheld)]);
  return [
    `${releases.length} publications of ${year}, of made-up households; the year has cost ε = ${last.epsilon.toFixed(3)}`,
    "",
    columns([["measure", "level", `published in ${last.id}`, "withheld"], ...rows]),
  ].join("\n");
}

async function serveAll(commons: OperatedCommons, home: string, input: VerbInput): Promise<void> {
  const port = wholeNumber(input, "port", 0, 65_535) as number;
  const running = await startServer({
    home: readHome(home),
    commons,
    portal: true,
    port,
    host: String(input.options.host),
    progress: input.progress,
  });
  input.say(
    [
      "",
      `Voisinage is served on ${running.url}`,
      `  ${running.url}/compare    where do I stand among similar homes?`,
      `  ${running.url}/explore    the published figures, and the API`,
      `  ${running.url}/district   an area's profile`,
      `  ${running.url}/privacy    the privacy budget and how it works`,
      "Ctrl-C stops it.",
    ].join("\n"),
  );
  await untilStopped();
  await running.close();
}
