import { join } from "node:path";
import { readBreaches, readNotices } from "../../commons/breaches.ts";
import { homeTerms, isInside, readHome } from "../../commons/home.ts";
import { historyOf, statedFacts } from "../../commons/papers.ts";
import type { BreachEntry } from "../../contract/breach.ts";
import { missingSettings } from "../../contract/readiness.ts";
import {
  breachDocument,
  breachLog,
  type Document,
  dataAltruism,
  impactAssessment,
  type Language,
  localise,
  notice,
  noticeDocument,
  register,
  toHtml,
  toMarkdown,
} from "../../documents/index.ts";
import { loadReleases, sha256 } from "../../release/index.ts";
import { chainOf } from "../chain.ts";
import { writeDrafts } from "../drafts.ts";
import { HOME } from "../options.ts";
import { required, UsageError, type Verb } from "../verb.ts";

export const documents: Verb = {
  options: {
    home: HOME,
    to: {
      type: "string",
      value: "DIR",
      help: "public/ may be shown to anybody; operator/ is for the operator and the authority. What was changed by hand is never written over",
      required: true,
    },
    language: { type: "string", value: "fr|en", help: "one of the two; by default those of the settings" },
  },
  run: async (input) => {
    const asked = input.options.language;
    if (asked !== undefined && asked !== "fr" && asked !== "en")
      throw new UsageError(`--language must be fr or en; got ${asked}`);
    const to = required(input, "to");
    const now = new Date();
    const today = now.toISOString().slice(0, 10);
    const home = readHome(required(input, "home"));
    const { releases } = await loadReleases(home.paths.releases);
    if (isInside(join(to, "public"), home.paths.home))
      throw new UsageError(`--to must not be inside the home, which holds what is not public; got ${to}`);
    const { entries } = await chainOf(home.paths, releases, input.progress);
    const terms = homeTerms(home, entries)(now.getUTCFullYear());
    const facts = statedFacts(terms);
    const history = historyOf(
      entries,
      releases.map(({ manifest }) => manifest),
    );
    const breaches = breachesOf(home.paths.home);
    if (breaches === null)
      input.progress(
        "the log of breaches can be read by its owner alone: operator/breach-log is not written, run this as its owner",
      );
    const told = readNotices(home.paths.home);
    const languages: readonly Language[] = asked === undefined ? terms.settings.languages : [asked];
    const papers: readonly (readonly [folder: string, paper: Document])[] = [
      ["public", notice(facts)],
      ["public", breachDocument(facts, told)],
      ["operator", register(facts, today)],
      ["operator", impactAssessment(facts, history, today)],
      ["operator", dataAltruism(facts, history)],
      ...(breaches === null ? [] : [["operator", breachLog(facts, breaches)] as const]),
    ];
    const files = papers.flatMap(([folder, paper]) =>
      languages.flatMap((language) => {
        const local = localise(paper, language);
        const json = paper.id === "notice" ? noticeDocument(facts, told, language, sha256) : { ...local, facts };
        const contents = { md: toMarkdown(local), html: toHtml(local), json: `${JSON.stringify(json, null, 2)}\n` };
        return Object.entries(contents).map(([extension, content]) => {
          return { path: `${folder}/${paper.id}.${language}.${extension}`, content, secret: folder === "operator" };
        });
      }),
    );
    const written = writeDrafts(to, files);
    const version = (language: Language) => sha256(toMarkdown(localise(notice(facts), language)));
    const missing = missingSettings(terms.settings, now).map(({ setting, detail }) => ({ setting, detail }));
    const versions = Object.fromEntries(languages.map((language) => [language, version(language)]));
    return {
      json: { written, notice: versions, missing },
      text: [
        ...written,
        ...Object.entries(versions).map(([language, digest]) => `the notice in ${language} is version ${digest}`),
        ...missing.map(({ detail }) => `missing for contributions over HTTP: ${detail}`),
      ].join("\n"),
    };
  },
};

/** The log of breaches; null where it is another user's. */
function breachesOf(home: string): BreachEntry[] | null {
  try {
    return readBreaches(home);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EACCES") return null;
    throw error;
  }
}
