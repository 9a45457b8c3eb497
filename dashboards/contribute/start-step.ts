import type { Notice } from "../shared/data.ts";
import { h } from "../shared/dom.ts";
import { folded } from "../shared/folded.ts";
import { pageHref } from "../shared/layout.ts";
import { noticePoints } from "../shared/notice-view.ts";
import { sayRefusal } from "../shared/refusals.ts";
import type { Flow, StepView } from "./draft.ts";

/**
 * Does the operator answer for contributions already, as far as the notice tells? Where it does not, the intake would refuse at the
 * end of the way (`src/contract/readiness.ts`), and the person had better know at its beginning.
 */
export function isReady({ commons, operator, unstated }: Notice["facts"], today: string): boolean {
  return commons.sample || (unstated.length === 0 && (operator.impact_assessment?.approved_at ?? "") <= today);
}

/** What this is, who asks and why, before anything is asked; and whether the device is shared. */
export function startStep(flow: Flow): StepView {
  const { words, lang, notice, trace } = flow;
  const w = words.start;
  const ready = isReady(notice.facts, flow.now().toISOString().slice(0, 10));
  const noticeHref = pageHref("notice", lang);
  const out = { href: noticeHref, target: "_blank", rel: "noopener" };
  const shared = h("input", {
    type: "checkbox",
    id: "shared",
    checked: trace.shared,
    autocomplete: "off",
    "aria-describedby": "shared-means",
    onChange: () => trace.set(shared.checked),
  });
  const element = h(
    "div",
    { class: "card" },
    h("ol", {}, ...w.what.map((line) => h("li", {}, line))),
    ready
      ? null
      : h("p", { class: "warn", id: "not-ready" }, sayRefusal({ ok: false, code: "not-ready", at: null, wait: null }, lang)),
    notice.facts.commons.sample ? h("p", { class: "warn" }, w.sample) : null,
    notice.breaches.length === 0 ? null : h("p", { class: "warn" }, h("a", out, w.breaches)),
    folded(w.notice, () => h("div", {}, noticePoints(notice), h("p", {}, h("a", out, w.whole)))),
    h("label", { class: "tick", for: "shared" }, shared, h("span", {}, w.shared)),
    h("p", { class: "hint", id: "shared-means" }, w.sharedMeans),
  );
  return { element, ...(ready ? {} : { ownNext: true }) };
}
