import { join } from "node:path";
import { readBreaches, readNotices } from "../../commons/breaches.ts";
import { documentFacts, historyOf } from "../../commons/facts.ts";
import { homeTerms, isInside, readHome } from "../../commons/home.ts";
import type { BreachEntry } from "../../contract/breach.ts";
import { missingSettings } from "../../contract/readiness.ts";
import { loadReleases, sha256 } from "../../release/index.ts";
import { TEXTS } from "../../texts/files.ts";
import {
  breachDocument,
  breachLog,
  dataAltruism,
  impactAssessment,
  type Language,
  notice,
  noticeDocument,
  register,
  shownNotice,
  type TextPage,
  toHtml,
  toMarkdown,
} from "../../texts/index.ts";
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
      help: "folder for the documents: public/ for anybody, operator/ for the operator and the authority",
      required: true,
    },
    language: { type: "string", value: "fr|en", help: "one language only" },
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
    const facts = documentFacts(terms);
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
    const files = languages.flatMap((language) => {
      const shown = noticeDocument(shownNotice(TEXTS, facts, language, sha256), facts, told);
      const pages: readonly (readonly [folder: string, page: TextPage, json?: object])[] = [
        ["public", notice(TEXTS, facts, language), shown],
        ["public", breachDocument(TEXTS, facts, told, language)],
        ["operator", register(TEXTS, facts, today, language)],
        ["operator", impactAssessment(TEXTS, facts, history, today, language)],
        ["operator", dataAltruism(TEXTS, facts, history, language)],
        ...(breaches === null ? [] : [["operator", breachLog(TEXTS, facts, breaches, language)] as const]),
      ];
      return pages.flatMap(([folder, page, json = { ...page, facts }]) => {
        const contents = { md: toMarkdown(page), html: toHtml(page, TEXTS.html), json: `${JSON.stringify(json, null, 2)}\n` };
        return Object.entries(contents).map(([extension, content]) => {
          return { path: `${folder}/${page.id}.${language}.${extension}`, content, secret: folder === "operator" };
        });
      });
    });
    const written = writeDrafts(to, files);
    const missing = missingSettings(terms.settings, now).map(({ setting, detail }) => ({ setting, detail }));
    const versions = Object.fromEntries(
      languages.map((language) => [language, shownNotice(TEXTS, facts, language, sha256).version]),
    );
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
