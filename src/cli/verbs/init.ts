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
import { required, type Verb } from "../verb.ts";

export const init: Verb = {
  options: {
    home: HOME,
    territory: {
      type: "string",
      value: "DIR",
      help: "territory.json, areas.csv and, if known, shapes.geojson and references.csv; by default the made-up sample",
    },
    settings: { type: "string", value: "FILE", help: "one JSON file of terms and about; what it leaves out is the pilot's" },
    key: KEY,
  },
  run: async (input) => {
    const home = required(input, "home");
    const key = input.options.key ?? defaultKeyFile(home);
    if (existsSync(homePaths(home).about)) throw new Refusal("home-exists", `${homePaths(home).home} holds a commons already`);
    refuseInside(key, home);
    const settings = input.options.settings === undefined ? parseSettings({}) : readSettings(input.options.settings);
    const signing = signingKeyFile(key);
    const made = await makeHome({
      home,
      settings,
      territory: input.options.territory ?? SAMPLE_TERRITORY,
      key,
      entropy: systemRandom,
      clock: () => new Date(),
    });
    const terms = (await knownTerms(made, input.progress))(new Date().getUTCFullYear());
    const { territory } = terms;
    const { thumbprint } = await makeSigner(signing, home);
    const warnings = await adviceOf(terms);
    for (const warning of warnings) input.progress(`warning: ${warning}`);
    const json = {
      home: homePaths(home).home,
      key,
      signing_key: { file: signing, thumbprint },
      territory: territory.id,
      levels: territory.levels,
      areas: territory.areas.length,
      warnings,
    };
    const text = [
      `commons made in ${json.home}: ${territory.name.en}, ${territory.areas.length} areas (${territory.levels.join(" > ")})`,
      `operator's key: ${key}`,
      "Without this key the contributions cannot be read, by anyone. Keep a copy of it apart from the home's backups.",
      `Beside it, ${signing} signs the public log: its thumbprint, ${thumbprint}, is what others pin (voisinage verify --key). Keep a copy of it as well; "voisinage log" replaces it.`,
      `Beside it, ${witnessFile(key)} will hold the privacy ledger once more: it tells a restored home what it forgot. Keep the newest, and move it with the key: without it nothing is published.`,
      `Beside it, ${key}.….rights has what contributors ask for, sealed: it is repeated in a home that is put back from a backup. Keep the newest of it, too.`,
      ...(settings.expected_households === undefined
        ? [
            'Before the first contribution, state "expected_households" ("voisinage change"): release wants to know what can be expected.',
          ]
        : []),
    ].join("\n");
    return { text, json };
  },
};
