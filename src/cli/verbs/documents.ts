import { join } from "node:path";
import { readBreaches, readNotices } from "../../commons/breaches.ts";
import { documentFacts, historyOf } from "../../commons/facts.ts";
import { readHome, termsByYear } from "../../commons/home.ts";
import type { BreachEntry } from "../../contract/breach.ts";
import { isoDay } from "../../contract/period.ts";
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
  SERVICE_PAGES,
  servicePage,
  shownNotice,
  type TextPage,
  toHtml,
  toMarkdown,
} from "../../texts/index.ts";
import { chainOf } from "../chain.ts";
import { writeDrafts } from "../drafts.ts";
import { HOME } from "../options.ts";
import { refuseInHome } from "../output-file.ts";
import { choice, lines, makeVerb, required, text } from "../verb.ts";

export const documents = makeVerb({
  options: {
    home: HOME,
    to: required(text("DIR", "folder for the documents: public/ for anybody, operator/ for the operator and the authority")),
    language: choice(["fr", "en"], "one language only"),
  },
  run: async ({ home: folder, to, language, progress }) => {
    const now = new Date();
    const today = isoDay(now);
    const home = readHome(folder);
    const { releases } = await loadReleases(home.paths.releases);
    refuseInHome("to", join(to, "public"), home.paths.home);
    const { entries } = await chainOf(home.paths, releases, progress);
    const terms = termsByYear(home, entries)(now.getUTCFullYear());
    const facts = documentFacts(terms);
    const history = historyOf(
      entries,
      releases.map(({ manifest }) => manifest),
    );
    const breaches = breachesOf(home.paths.home);
    if (breaches === null)
      progress("the log of breaches can be read by its owner alone: operator/breach-log is not written, run this as its owner");
    const told = readNotices(home.paths.home);
    const languages: readonly Language[] = language === undefined ? terms.settings.languages : [language];
    const shown = languages.map((language) => {
      return { language, notice: shownNotice(TEXTS, facts, language, sha256) };
    });
    const files = shown.flatMap(({ language, notice: shown }) => {
      const made = { today, notice: shown.version };
      const pages: readonly (readonly [folder: string, page: TextPage, json?: object])[] = [
        ["public", notice(TEXTS, facts, language), noticeDocument(shown, facts, told)],
        ["public", breachDocument(TEXTS, facts, told, language)],
        ...SERVICE_PAGES.map((page) => ["public", servicePage(TEXTS, page, terms.settings, language)] as const),
        ["operator", register(TEXTS, facts, made, language)],
        ["operator", impactAssessment(TEXTS, facts, history, made, language)],
        // Nobody gave anything to a commons of copied rows, out of altruism or otherwise.
        ...(facts.origin ? [] : [["operator", dataAltruism(TEXTS, facts, history, language)] as const]),
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
    return {
      json: { written, notice: Object.fromEntries(shown.map(({ language, notice }) => [language, notice.version])), missing },
      text: lines(
        written,
        shown.map(({ language, notice }) => `the notice in ${language} is version ${notice.version}`),
        missing.map(({ detail }) => `missing for contributions over HTTP: ${detail}`),
      ),
    };
  },
});

/** The log of breaches; null where this user may not read it. */
function breachesOf(home: string): BreachEntry[] | null {
  try {
    return readBreaches(home);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EACCES") return null;
    throw error;
  }
}
