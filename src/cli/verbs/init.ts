import { existsSync } from "node:fs";
import { systemRandom } from "../../commons/commons.ts";
import { homePaths, readSettings } from "../../commons/home.ts";
import { defaultKeyFile, refuseInside, witnessFile } from "../../commons/key.ts";
import { makeHome } from "../../commons/make-home.ts";
import { makeSigner, signingKeyFile } from "../../commons/signing-key.ts";
import { Refusal } from "../../contract/problem.ts";
import { parseSettings } from "../../contract/settings.ts";
import { adviceOf } from "../advice.ts";
import { knownTerms } from "../chain.ts";
import { HOME, KEY } from "../options.ts";
import { SAMPLE_TERRITORY } from "../sample/index.ts";
import { lines, makeVerb, text } from "../verb.ts";

export const init = makeVerb({
  options: {
    home: HOME,
    territory: text(
      "DIR",
      "territory.json, areas.csv and what else of a territory is known (docs/start-a-commons.md); by default the made-up sample",
    ),
    settings: text("FILE", "one JSON file of terms and about; what it leaves out is the pilot's"),
    key: KEY,
  },
  run: async ({ home, territory: folder = SAMPLE_TERRITORY, settings: file, key = defaultKeyFile(home), progress }) => {
    const { home: root, about } = homePaths(home);
    if (existsSync(about)) throw new Refusal("home-exists", `${root} holds a commons already`);
    refuseInside(key, home);
    const settings = file === undefined ? parseSettings({}) : readSettings(file);
    const signing = signingKeyFile(key);
    const made = await makeHome({ home, settings, territory: folder, key, entropy: systemRandom, clock: () => new Date() });
    const terms = (await knownTerms(made, progress))(new Date().getUTCFullYear());
    const { id, name, levels, areas } = terms.territory;
    const { thumbprint } = await makeSigner(signing, home);
    const warnings = await adviceOf(terms);
    for (const warning of warnings) progress(`warning: ${warning}`);
    return {
      json: {
        home: root,
        key,
        signing_key: { file: signing, thumbprint },
        territory: id,
        levels,
        areas: areas.length,
        warnings,
      },
      text: lines(
        `commons made in ${root}: ${name.en}, ${areas.length} areas (${levels.join(" > ")})`,
        `operator's key: ${key}`,
        "Without this key the contributions cannot be read, by anyone. Keep a copy of it apart from the home's backups.",
        `Beside it, ${signing} signs the public log: its thumbprint, ${thumbprint}, is what others pin (voisinage verify --key). Keep a copy of it as well; "voisinage log" replaces it.`,
        `Beside it, ${witnessFile(key)} will hold the privacy ledger once more: it tells a restored home what it forgot. Keep the newest, and move it with the key: without it nothing is published.`,
        `Beside it, ${key}.….rights has what contributors ask for, sealed: it is repeated in a home that is put back from a backup. Keep the newest of it, too.`,
        settings.expected_households === undefined &&
          'Before the first contribution, state "expected_households" ("voisinage change"): release wants to know what can be expected.',
      ),
    };
  },
});
