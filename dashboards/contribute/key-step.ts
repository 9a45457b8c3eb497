import { copyButton } from "../shared/copy.ts";
import { h, put } from "../shared/dom.ts";
import { saveBlob } from "../shared/download.ts";
import { pageHref } from "../shared/layout.ts";
import { printOnly } from "../shared/print-only.ts";
import { qrCode } from "../shared/qr.ts";
import { countedOf } from "./coming.ts";
import type { Flow, StepView } from "./draft.ts";
import { donationOfDraft } from "./review-step.ts";

/** What becomes of what was sent, as far as publications to come are known: no more is promised. */
function promises(flow: Flow): HTMLElement[] {
  const w = flow.words.key;
  const { readings } = donationOfDraft(flow);
  const { counts, tooFew, idle } = countedOf(readings, flow.measures, flow.coming);
  const some = counts.length > 0 ? w.counts(counts) : tooFew.length > 0 ? w.tooFew(tooFew) : "";
  const none = idle === readings.length ? w.idle(flow.notice.facts.retention_months) : idle > 0 ? w.someIdle(idle) : "";
  const thanks = h("p", { class: "good" }, w.thanks, " ", h("span", { id: "counts" }, some));
  return none === "" ? [thanks] : [thanks, h("p", { class: "warn", id: "idle" }, none)];
}

/** The key, shown once, with every way to keep it; then the page forgets it. @param finished when it is kept */
export function keyStep(flow: Flow, finished: () => void): StepView {
  const { words, lang, draft, notice, catalog, trace } = flow;
  const w = words.key;
  const key = draft.receipt ?? "";
  const address = new URL(pageHref("my-contribution", lang), document.baseURI).href;
  const name = catalog.commons.name[lang];
  const save = () =>
    saveBlob(new Blob([w.fileText(name, address, key)], { type: "text/plain;charset=utf-8" }), `${w.fileName}.txt`);
  const sheet = h(
    "div",
    { class: "key-sheet" },
    h("p", { class: "only-print" }, w.fileText(name, address, "")),
    h("output", { class: "key", id: "key", "aria-label": w.title }, key),
    qrCode(key, w.qr),
  );
  const kept = h("input", { type: "checkbox", id: "kept", autocomplete: "off", "aria-describedby": "kept-fault" });
  const fault = h("p", { class: "fault", id: "kept-fault", role: "alert" });
  const finish = (): void => {
    if (kept.checked) finished();
    else {
      put(fault, w.needKept);
      kept.focus();
    }
  };
  const element = h(
    "div",
    { class: "card" },
    ...promises(flow),
    h("h3", {}, w.title),
    h("p", {}, w.what),
    h("p", { class: "warn" }, w.lost(notice.facts.retention_months)),
    sheet,
    h("p", { class: "hint" }, trace.shared ? w.sharedHint : w.qrHint),
    h(
      "div",
      { class: "tools" },
      trace.shared ? null : h("button", { type: "button", id: "save-key", onClick: save }, w.download),
      copyButton(() => key, { ...words.sources, copy: w.copy }),
      h("button", { type: "button", class: "quiet", onClick: () => printOnly(sheet) }, w.print),
    ),
    h("p", { class: "hint" }, w.clipboard),
    h("label", { class: "tick", for: "kept" }, kept, h("span", {}, w.kept)),
    fault,
    h("button", { type: "button", id: "finish", onClick: finish }, w.finish),
  );
  return { element, ownNext: true, noBack: () => true };
}

/** After the key is kept: nothing of it is left in the page. */
export function doneView({ words, lang }: Pick<Flow, "words" | "lang">, again: () => void): HTMLElement {
  const w = words.key;
  return h(
    "div",
    { class: "card" },
    h("p", { class: "good" }, w.done),
    h(
      "div",
      { class: "tools" },
      h("a", { class: "button", href: pageHref("my-contribution", lang) }, w.mine),
      h("button", { type: "button", class: "quiet", onClick: again }, w.another),
    ),
  );
}
