import { copyButton } from "../shared/copy.ts";
import { h } from "../shared/dom.ts";
import { saveBlob } from "../shared/download.ts";
import { folded } from "../shared/folded.ts";
import { WORDS } from "../shared/i18n.ts";
import { measureLabel } from "../shared/labels.ts";
import { printOnly } from "../shared/print-only.ts";
import type { Flow } from "./draft.ts";
import { type Holder, type HolderOf, holdersOf } from "./holders.ts";
import { letterOf } from "./letter.ts";

function letter(holder: Holder, { words, lang }: Flow): HTMLElement {
  const w = words.sources;
  const text = letterOf(holder, lang);
  const shown = h(
    "pre",
    { class: "letter", tabindex: "0", role: "region", "aria-label": WORDS[lang].labelled(w.letter, holder.name[lang]) },
    text,
  );
  const save = () => saveBlob(new Blob([text], { type: "text/plain;charset=utf-8" }), `${w.letterName}-${holder.id}.txt`);
  return h(
    "div",
    {},
    h("p", { class: "hint" }, w.letterLead),
    shown,
    h(
      "div",
      { class: "tools" },
      copyButton(() => text, w),
      h("button", { type: "button", class: "quiet", onClick: save }, w.download),
      h("button", { type: "button", class: "quiet", onClick: () => printOnly(shown) }, w.print),
    ),
  );
}

function help({ holder, measures }: HolderOf, flow: Flow, type: (measure: string) => void): HTMLElement {
  const { words, lang } = flow;
  const w = words.sources;
  const about = h("span", { class: "note" }, measures.map((ref) => measureLabel(ref, lang)).join(", "));
  const body = (): HTMLElement =>
    h(
      "div",
      { class: "holder-body" },
      holder.file.length === 0 ? null : h("ol", {}, ...holder.file.map((step) => h("li", {}, step[lang]))),
      h("p", {}, h("strong", {}, w.figures), " ", holder.figures[lang]),
      h("button", { type: "button", class: "quiet", onClick: () => type(measures[0]?.key ?? "") }, w.type),
      folded(w.letter, () => letter(holder, flow), { class: "letter-fold" }),
    );
  const element = folded(holder.name[lang], body, { class: "holder" });
  element.querySelector("summary")?.append(" ", about);
  return element;
}

/** Who holds what this commons uses, how to get it, and a letter to ask for it. @param type opens the form of figures */
export function holderHelp(flow: Flow, type: (measure: string) => void): HTMLElement {
  const { words, measures } = flow;
  return h(
    "section",
    { class: "card holders" },
    h("h3", {}, words.sources.how),
    h("p", { class: "hint" }, words.sources.howLead),
    ...holdersOf(measures).map((one) => help(one, flow, type)),
  );
}
