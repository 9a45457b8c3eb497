import { h } from "../shared/dom.ts";
import { folded } from "../shared/folded.ts";
import { pageHref } from "../shared/layout.ts";
import { noticePoints } from "../shared/notice-view.ts";
import type { Flow, StepView } from "./draft.ts";

/** What this is, who asks and why, before anything is asked; and whether the device is shared. */
export function startStep(flow: Flow): StepView {
  const { words, lang, notice, trace } = flow;
  const w = words.start;
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
    notice.facts.commons.sample ? h("p", { class: "warn" }, w.sample) : null,
    notice.breaches.length === 0 ? null : h("p", { class: "warn" }, h("a", out, w.breaches)),
    folded(w.notice, () => h("div", {}, noticePoints(notice), h("p", {}, h("a", out, w.whole)))),
    h("label", { class: "tick", for: "shared" }, shared, h("span", {}, w.shared)),
    h("p", { class: "hint", id: "shared-means" }, w.sharedMeans),
  );
  return { element };
}
