import type { BreachNotice } from "../contract/breach.ts";
import type { Settings } from "../contract/settings.ts";
import { epsilonFromRho } from "../release/epsilon.ts";
import { sha256 } from "../release/index.ts";
import type { Territory } from "../territory/index.ts";
import { TEXTS } from "../texts/files.ts";
import {
  breachDocument,
  type Edition,
  factsOf,
  impactAssessment,
  type Language,
  notice,
  register,
  SERVICE_PAGES,
  servicePage,
  shownNotice,
  toHtml,
} from "../texts/index.ts";

/** Documents that anybody may read and print, without a program: what the commons says of itself. */
export const DOCUMENTS = ["notice", "breaches", "register", "impact-assessment", ...SERVICE_PAGES] as const;
export type DocumentId = (typeof DOCUMENTS)[number];

interface Stated {
  readonly settings: Settings;
  readonly territory: Territory;
  readonly breaches: readonly BreachNotice[];
}

/**
 * A document as a page of its own. Register and assessment rest on the facts of the notice alone, which are public, and on no clock: an
 * export of the same settings has the same bytes.
 *
 * @param path of the site on its host, to which the page links back
 */
export function documentHtml(
  id: DocumentId,
  { settings, territory, breaches }: Stated,
  language: Language,
  path: string,
): string {
  const facts = factsOf(settings, territory, epsilonFromRho);
  const made = (): Edition => ({ today: null, notice: shownNotice(TEXTS, facts, language, sha256).version });
  const pages = {
    notice: () => notice(TEXTS, facts, language),
    breaches: () => breachDocument(TEXTS, facts, breaches, language),
    register: () => register(TEXTS, facts, made(), language),
    "impact-assessment": () => impactAssessment(TEXTS, facts, null, made(), language),
    accessibility: () => servicePage(TEXTS, "accessibility", settings, language),
    legal: () => servicePage(TEXTS, "legal", settings, language),
  } satisfies Record<DocumentId, () => object>;
  const [first] = settings.languages;
  const href = `${path}${language === first ? "" : `?lang=${language}`}`;
  return toHtml(pages[id](), TEXTS.html, { name: settings.name[language], href, source: settings.source_code ?? null });
}
