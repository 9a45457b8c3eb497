import type { BreachEntry, BreachNotice } from "../contract/breach.ts";
import type { Labels } from "../domains/index.ts";
import type { Facts } from "./facts.ts";
import { fillText, type Language, parsePage, type TextPage, type Texts, type TextView, toMarkdown } from "./page.ts";
import {
  approvalView,
  breachesView,
  breachLogView,
  breachWords,
  type Edition,
  factsView,
  type History,
  historyView,
  NO_HISTORY,
} from "./view.ts";

/** Fills a text with facts and parses it into a page. The page's id is the name of the text's file. */
export function writePage(texts: Texts, id: string, language: Language, view: TextView): TextPage {
  const write = (value: unknown) => (typeof value === "number" ? decimal(value, language) : String(value));
  return parsePage(id, language, fillText(texts[language][id] as string, view, write));
}

/** A phrase in both languages, for answers in no particular language. */
export function phraseInEach(texts: Texts, name: string, view: TextView): Labels {
  const inLanguage = (language: Language) => {
    const [paragraph] = writePage(texts, name, language, view).lead;
    return (paragraph as { readonly text: string }).text;
  };
  return { fr: inLanguage("fr"), en: inLanguage("en") };
}

function documentOf(texts: Texts, id: string, language: Language, facts: Facts, more: TextView = {}): TextPage {
  return writePage(texts, id, language, { ...factsView(facts, language, texts[language]), ...more });
}

/** A point of the first layer: a list item with an anchor, `{#who} Who: …`. */
const POINT = /^\{#(.+?)\} (.+?) ?: (.*)$/s;

/**
 * The layered notice. Its first layer fills one screen, and is read before any question is asked (GDPR art. 12 and 13). Its
 * second layer has everything that art. 13 and 14 require, in the order in which people would ask, in numbered sections.
 */
export function notice(texts: Texts, facts: Facts, language: Language) {
  const page = documentOf(texts, "notice", language, facts);
  /** of the first layer */
  const points: { readonly id: string; readonly label: string; readonly text: string }[] = [];
  const readPoint = (item: string) => {
    const [whole, id = "", label = "", text = ""] = POINT.exec(item) ?? [];
    if (whole === undefined) throw new RangeError(`a point of the notice must begin with an anchor and a label; got ${item}`);
    points.push({ id, label, text });
    return item.slice(`{#${id}} `.length);
  };
  const lead = page.lead.map((block) => ("list" in block ? { list: block.list.map(readPoint) } : block));
  const sections = page.sections.map((section, i) => ({ ...section, title: `${i + 1}. ${section.title}` }));
  return { ...page, lead, sections, points };
}

/** The operator's record of processing activities (GDPR art. 30(1)), with one activity: the commons. */
export function register(texts: Texts, facts: Facts, made: Edition, language: Language): TextPage {
  return documentOf(texts, "register", language, facts, approvalView(facts, made));
}

/**
 * A draft of the operator's data protection impact assessment (GDPR art. 35), in the parts of the CNIL's method: context,
 * fundamental principles, risks, validation. It states what software, settings and ledger know, and leaves judgements to people.
 *
 * @param history null: what was published and spent is left to the public log
 */
export function impactAssessment(
  texts: Texts,
  facts: Facts,
  history: History | null,
  made: Edition,
  language: Language,
): TextPage {
  return documentOf(texts, "impact-assessment", language, facts, {
    ...approvalView(facts, made),
    ...(history ? historyView(history, texts[language]) : NO_HISTORY),
    history: history !== null,
  });
}

/**
 * A draft for the register of data altruism organisations (Data Governance Act, Regulation (EU) 2022/868, articles 18 to 21):
 * application, records of use, yearly transparency report. What only the operator knows is marked as not stated.
 */
export function dataAltruism(texts: Texts, facts: Facts, history: History, language: Language): TextPage {
  return documentOf(texts, "data-altruism", language, facts, historyView(history, texts[language]));
}

/**
 * The public statements of breaches (GDPR art. 34), newest first. They are public because the commons has no addresses to write
 * to.
 */
export function breachDocument(texts: Texts, facts: Facts, notices: readonly BreachNotice[], language: Language): TextPage {
  return documentOf(texts, "breaches", language, facts, breachesView([...notices].reverse(), language));
}

/** The operator's log of all breaches (GDPR art. 33(5)). It is never published, since it may contain numbers of people. */
export function breachLog(texts: Texts, facts: Facts, entries: readonly BreachEntry[], language: Language): TextPage {
  return documentOf(texts, "breach-log", language, facts, breachLogView(entries, language));
}

export type ShownNotice = ReturnType<typeof shownNotice>;

/**
 * A notice in one language: `points` is the first layer, `sections` the second, and `text` both, in Markdown. `version` is the
 * digest of the text, which a consent names; `versions` are those of the same facts in every language, so that a consent to the notice
 * in one of them is known to be to this notice.
 *
 * @param sha256 hashes a text in UTF-8, to 64 hexadecimal digits
 */
export function shownNotice(texts: Texts, facts: Facts, language: Language, sha256: (text: string) => string) {
  const page = notice(texts, facts, language);
  const text = toMarkdown(page);
  const versionIn = (other: Language): string => sha256(toMarkdown(notice(texts, facts, other)));
  const versions = { fr: versionIn("fr"), en: versionIn("en") };
  const { title, points, sections } = page;
  return { language, version: versions[language], versions, title, text, points, sections };
}

/** The answer of `GET /v1/notice`: the notice, the facts that it and consent records are made from, and the breaches. */
export function noticeDocument(shown: ShownNotice, facts: Facts, breaches: readonly BreachNotice[]) {
  const { language } = shown;
  return {
    ...shown,
    breaches: breaches.map((breach) => ({
      number: breach.number,
      known_at: breach.known_at,
      happened: breach.happened ?? null,
      ...breachWords(breach, language),
    })),
    facts,
  };
}

const SUPERSCRIPTS = [..."⁰¹²³⁴⁵⁶⁷⁸⁹"];

/**
 * Writes a number: whole numbers as they are, others with three significant digits and the language's decimal mark: `2,75`, `1,2
 * × 10⁻⁷`.
 */
function decimal(value: number, language: Language): string {
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(3));
  const text = Math.abs(value) < 1e-3 && value !== 0 ? powerOfTen(rounded) : String(rounded);
  return language === "fr" ? text.replace(".", ",") : text;
}

function powerOfTen(value: number): string {
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  const raised = [...exponent].map((digit) => (digit === "-" ? "⁻" : (SUPERSCRIPTS[Number(digit)] ?? ""))).join("");
  return mantissa === "1" ? `10${raised}` : `${mantissa} × 10${raised}`;
}
