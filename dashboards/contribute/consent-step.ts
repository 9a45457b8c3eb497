import { monthOf } from "../../src/contract/period.ts";
import { DOMAINS } from "../../src/domains/index.ts";
import { h, put } from "../shared/dom.ts";
import { folded } from "../shared/folded.ts";
import { formatPeriod } from "../shared/format.ts";
import { measureLabel } from "../shared/labels.ts";
import { pageHref } from "../shared/layout.ts";
import { noticePoints, noticeSections } from "../shared/notice-view.ts";
import { isOfUse } from "./coming.ts";
import { at, type Flow, type StepView } from "./draft.ts";
import { type Offer, offersOf } from "./offers.ts";
import { broughtOf } from "./sources-step.ts";

function tick(id: string, label: string, checked: boolean, onChange: (checked: boolean) => void): HTMLElement {
  const box = h("input", { type: "checkbox", id, checked, autocomplete: "off", onChange: () => onChange(box.checked) });
  return h("label", { class: "tick", for: id }, box, h("span", {}, label));
}

function describe({ readings, grain }: Offer, { words, lang, coming }: Flow): string {
  const w = words.consent;
  const idle = readings.filter(({ period }) => !isOfUse(period, coming)).length;
  const named = readings.map(({ period }) => formatPeriod(period, lang));
  const what =
    grain === "months" ? w.months(named.length, named[0] ?? "", named.at(-1) ?? "") : w.years(named.join(", "), named.length);
  return idle === 0 ? what : `${what} ${idle === named.length ? w.allIdle : w.someIdle(idle)}`;
}

/** The offers of one source, a tick a measure and grain. */
function sourceTicks(offers: readonly Offer[], flow: Flow): HTMLElement {
  const { draft, lang } = flow;
  const [first] = offers as [Offer];
  return h(
    "fieldset",
    { class: "offers" },
    h("legend", { class: "file-name" }, first.source.title),
    ...offers.map((offer) =>
      tick(
        `offer-${offer.id.replaceAll(" ", "-")}`,
        `${measureLabel(offer.ref, lang)} – ${describe(offer, flow)}`,
        draft.ticked.has(offer.id),
        (checked) => {
          if (checked) draft.ticked.add(offer.id);
          else draft.ticked.delete(offer.id);
        },
      ),
    ),
  );
}

function noticeBlock({ notice, words, lang }: Flow): HTMLElement {
  const all = folded(words.consent.allNotice, () => h("div", { class: "notice" }, ...noticeSections(notice, "h3")));
  return h(
    "section",
    { class: "card notice" },
    h("h3", {}, words.consent.notice),
    noticePoints(notice),
    all,
    h("p", {}, h("a", { href: pageHref("notice", lang), target: "_blank", rel: "noopener" }, words.start.whole)),
  );
}

/** Who consents: one of age, a parent or guardian for a minor, or a minor who is told that they cannot alone. */
function whoField({ words, notice, draft }: Flow): HTMLElement {
  const age = notice.facts.minimum_age;
  const stop = h("p", { class: "warn", role: "status" });
  const showStop = () => {
    stop.hidden = draft.who !== "minor";
    put(stop, draft.who === "minor" ? words.consent.minorStop : "");
  };
  const choices = (["adult", "guardian", "minor"] as const).map((who) =>
    h(
      "label",
      { class: "tick" },
      h("input", {
        type: "radio",
        name: "who",
        value: who,
        checked: draft.who === who,
        autocomplete: "off",
        onChange: () => {
          draft.who = who;
          showStop();
        },
      }),
      h("span", {}, words.consent[who](age)),
    ),
  );
  showStop();
  return h("fieldset", {}, h("legend", {}, words.consent.who), ...choices, stop);
}

/** The layered notice, and one tick for each thing that is consented to: none is made beforehand. */
export function consentStep(flow: Flow): StepView {
  const { words, lang, draft, notice, addTo } = flow;
  const w = words.consent;
  const month = monthOf(flow.now());
  const offers = offersOf(broughtOf(flow, draft.typedFrom, month), flow.measures, month);
  const sources = [...new Set(offers.map(({ source }) => source.id))];
  const general = (notice.facts.operator.purposes ?? []).map((one) => one[lang]).join(" ; ");
  const before = DOMAINS.filter(({ id }) => addTo?.covers.includes(id)).map(({ labels }) => labels[lang]);
  const element = h(
    "div",
    {},
    h("p", {}, w.lead),
    noticeBlock(flow),
    h(
      "div",
      { class: "card" },
      h(
        "fieldset",
        {},
        h("legend", {}, w.purpose),
        tick("purpose", w.purposeTick, draft.purpose, (checked) => {
          draft.purpose = checked;
        }),
        general === "" ? null : h("p", { class: "hint" }, w.general(general)),
      ),
      h("h3", {}, w.what),
      h("p", { class: "hint" }, w.finer),
      ...sources.map((id) =>
        sourceTicks(
          offers.filter(({ source }) => source.id === id),
          flow,
        ),
      ),
      offers.length > sources.length ? h("p", { class: "hint" }, w.doubled) : null,
      before.length === 0 ? null : h("p", { class: "hint" }, w.before(before.join(", "))),
      h(
        "fieldset",
        {},
        h("legend", {}, w.others),
        tick("told", w.othersTick, draft.told, (checked) => {
          draft.told = checked;
        }),
      ),
      whoField(flow),
      h("p", { class: "hint" }, w.withdraw),
    ),
  );
  const field = (selector: string) => element.querySelector<HTMLElement>(selector);
  return {
    element,
    fault: () => {
      if (!draft.purpose) return at(field("#purpose"), w.faults.purpose);
      if (!offers.some(({ id }) => draft.ticked.has(id))) return at(field(".offers input"), w.faults.what);
      if (!draft.told) return at(field("#told"), w.faults.others);
      if (draft.who === null) return at(field("[name=who]"), w.faults.who);
      if (draft.who === "minor") return at(field("[name=who]:checked"), w.minorStop);
      const chosen = offers.filter(({ id }) => draft.ticked.has(id));
      const what = JSON.stringify([draft.who, chosen.map(({ id, readings }) => [id, readings])]);
      if (draft.given?.what !== what) draft.given = { what, at: flow.now().toISOString() };
      return null;
    },
  };
}
