export { dataAltruism } from "./altruism.ts";
export { breachDocument, breachLog } from "./breaches.ts";
export { consentRecord } from "./consent-record.ts";
export {
  type Document,
  LANGUAGES,
  type Language,
  list,
  localise,
  type Section,
  same,
  table,
  text,
  words,
} from "./document.ts";
export { type EpsilonOf, type Facts, factsOf } from "./facts.ts";
export type { History } from "./history.ts";
export { toHtml } from "./html.ts";
export { impactAssessment } from "./impact.ts";
export { toMarkdown } from "./markdown.ts";
export { notice } from "./notice.ts";
export { recordId, recordName } from "./record-id.ts";
export { register } from "./register.ts";
export { noticeDocument, shownNotice } from "./shown.ts";
