/**
 * The documents of a commons about itself, in French and English: Markdown that anybody can edit, filled with facts of settings,
 * territory and ledger.
 */
export { consentRecord, recordId, recordName } from "./consent-record.ts";
export { asCounted } from "./counted.ts";
export { dictionary } from "./dictionary.ts";
export {
  breachDocument,
  breachLog,
  dataAltruism,
  impactAssessment,
  notice,
  noticeDocument,
  phraseInEach,
  register,
  type ShownNotice,
  shownNotice,
} from "./documents.ts";
export { type EpsilonOf, type Facts, factsOf } from "./facts.ts";
export { htmlBelowTitle, LANGUAGES, type Language, type TextPage, type Texts, toHtml, toMarkdown } from "./page.ts";
export { SERVICE_PAGES, type ServicePage, servicePage } from "./service-pages.ts";
export type { Edition, History } from "./view.ts";
