import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readBreaches, readNotices } from "../../commons/breaches.ts";
import { type PublicHome, readHome } from "../../commons/home.ts";
import { entriesOf } from "../../commons/home-terms.ts";
import { historyOf, statedFacts, termsInForce } from "../../commons/papers.ts";
import type { LedgerEntry } from "../../contract/chain.ts";
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
import { HOME } from "../options.ts";
import { required, UsageError, type Verb } from "../verb.ts";

export const documents: Verb = {
  options: {
    home: HOME,
    to: {
      type: "string",
      value: "DIR",
      help: "public/ may be shown to anybody; operator/ is for the operator and the authority",
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
    const entries = await chainOf(
      home,
      releases.map(({ report }) => report.ledger),
    );
    const terms = termsInForce(home, entries, now);
    const facts = statedFacts(terms);
    const history = historyOf(
      entries,
      releases.map(({ manifest }) => manifest),
    );
    const breaches = readBreaches(home.paths.home);
    const told = readNotices(home.paths.home);
    const languages: readonly Language[] = asked === undefined ? terms.settings.languages : [asked];
    const papers: readonly (readonly [folder: string, paper: Document])[] = [
      ["public", notice(facts)],
      ["public", breachDocument(facts, told)],
      ["operator", register(facts, today)],
      ["operator", impactAssessment(facts, history, today)],
      ["operator", dataAltruism(facts, history)],
      ["operator", breachLog(facts, breaches)],
    ];
    const written = papers.flatMap(([folder, paper]) =>
      languages.flatMap((language) => {
        const local = localise(paper, language);
        const json = paper.id === "notice" ? noticeDocument(facts, told, language, sha256) : { ...local, facts };
        return write(join(to, folder), `${paper.id}.${language}`, {
          md: toMarkdown(local),
          html: toHtml(local),
          json: `${JSON.stringify(json, null, 2)}\n`,
        });
      }),
    );
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

/** The ledger's chain where there is one, which needs no key; else the longest that was published. */
async function chainOf({ paths }: PublicHome, published: readonly (readonly LedgerEntry[])[]): Promise<readonly LedgerEntry[]> {
  if (!existsSync(paths.ledger)) return published.reduce((a, b) => (b.length > a.length ? b : a), []);
  return entriesOf(paths);
}

/** @returns the paths of the files */
function write(folder: string, name: string, contents: Readonly<Record<string, string>>): string[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(contents).map(([extension, content]) => {
    const path = join(folder, `${name}.${extension}`);
    writeFileSync(path, content);
    return path;
  });
}
