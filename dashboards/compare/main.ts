import type { MeasureRef } from "../../src/domains/index.ts";
import { areaField } from "../shared/area-field.ts";
import { h, put } from "../shared/dom.ts";
import { formatPeriod, unitLabel } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { levelLabel, measureLabel, measuresIn, noteOf } from "../shared/labels.ts";
import { type Page, startPage } from "../shared/page.ts";
import { onWidth } from "../shared/resize.ts";
import { readState, writeState } from "../shared/url-state.ts";
import { type AnswerInput, answer, strip, unanswered } from "./answer.ts";
import { type Commons, loadCommons } from "./commons.ts";
import { advisedGroup, type Group, groupsFor, type Question } from "./group.ts";
import { homeField } from "./home-field.ts";
import { valueField } from "./value-field.ts";
import { COMPARE } from "./words.ts";

/*
 * Where do I stand? Everything is asked for when the page opens, whatever will be answered; after
 * that nothing is fetched. The address keeps the topic and the language only: answers about the home
 * stay in memory, because a server's log, a browser's history or a shared link would tell them.
 */
void startPage({
  name: "compare",
  title: { fr: WORDS.fr.compare, en: WORDS.en.compare },
  lead: { fr: COMPARE.fr.lead, en: COMPARE.en.lead },
  run: async (page) => {
    if (page.catalog.releases.length === 0) {
      page.main.append(h("p", { class: "warn" }, WORDS[page.lang].noRelease));
      return;
    }
    compare(page, await loadCommons(page.source, page.catalog.releases));
  },
});

function compare(page: Page, commons: Commons): void {
  const { lang, catalog } = page;
  const words = COMPARE[lang];
  const refs = measuresIn(catalog.measures);
  const wanted = readState().get("topic");
  let ref: MeasureRef | undefined =
    refs.find((one) => one.key === wanted) ?? refs.find((one) => commons.periods(one.key).length > 0) ?? refs[0];
  if (!ref) return;

  const area = areaField(
    commons.tree,
    commons.levels.map((level) => levelLabel(catalog.territory.level_names, level, lang)),
    words,
    words.all,
  );
  const home = homeField(lang);
  const value = valueField(words, () => showPeriods());
  const period = h("select", { id: "period" });
  const result = h("div", { class: "result", "aria-live": "polite" }, h("p", { class: "card empty" }, words.empty));
  const topic = h(
    "select",
    { id: "topic", onChange: () => setTopic(refs.find((one) => one.key === topic.value)) },
    ...refs.map((one) => h("option", { value: one.key, selected: one === ref }, measureLabel(one, lang))),
  );

  let shown: AnswerInput | null = null;

  function showPeriods(): void {
    const periods = commons.periods(ref?.key ?? "");
    const best = periods.find((one) => (value.kind() === "month") === (one.length === 7)) ?? periods[0];
    put(period, ...periods.map((one) => h("option", { value: one, selected: one === best }, formatPeriod(one, lang))));
  }

  function setTopic(next: MeasureRef | undefined): void {
    if (!next) return;
    ref = next;
    home.ask(next);
    const unit = catalog.measures.find((one) => `${one.domain}.${one.measure}` === next.key)?.unit ?? next.measure.unit;
    value.setUnit(unitLabel(unit === "currency" ? catalog.commons.currency : unit, lang));
    showPeriods();
    clear();
    writeState({ topic: next.key });
  }

  function clear(): void {
    shown = null;
    put(result, h("p", { class: "card empty" }, words.empty));
  }

  const stripWidth = (): number => Math.max(260, Math.min(680, result.clientWidth - 48));
  function show(asked: Pick<AnswerInput, "question" | "typed" | "groups" | "advised">, chosen: Group | undefined): void {
    const onGroup = (group: Group): void => {
      show(asked, group);
      document.getElementById("group")?.focus();
    };
    const known = { ...asked, commons, lang, words, onGroup };
    if (!chosen) {
      shown = null;
      put(result, unanswered(known));
      return;
    }
    shown = { ...known, chosen, note: noteOf(catalog, asked.question.ref, lang), width: stripWidth() };
    put(result, ...answer(shown));
  }

  function submit(event: Event): void {
    event.preventDefault();
    const typed = value.read();
    if (!typed || !ref) {
      // An answer to what was typed before does not stand below what is wrong with it now.
      clear();
      return;
    }
    const question: Question = { ref, area: area.value(), household: home.household(area.value()), period: period.value };
    const sources = { cells: commons.cells, groups: commons.groups.get(period.value) ?? [], tree: commons.tree };
    const found = groupsFor(question, sources);
    const advised = advisedGroup(question, sources, found);
    const groups = advised ? [advised, ...found.filter((group) => group !== advised)] : found;
    show({ question, typed, groups, advised }, advised);
    document.getElementById("result")?.focus();
  }

  const form = h(
    "form",
    { class: "card", novalidate: true, autocomplete: "off", onSubmit: submit },
    h("div", { class: "topic" }, h("label", { for: "topic" }, words.topic), topic),
    h(
      "fieldset",
      {},
      h("legend", { class: "step" }, words.home),
      home.element,
      area.element,
      h("p", { class: "hint" }, words.noHome),
    ),
    value.element,
    h("div", { class: "period" }, h("label", { for: "period" }, words.period), period),
    h("button", { type: "submit" }, words.submit),
    h("p", { class: "hint private" }, words.private),
  );
  setTopic(ref);
  page.main.append(h("div", { class: "compare" }, form, result));
  onWidth(result, () => {
    if (shown) result.querySelector(".answer .figure")?.replaceWith(strip({ ...shown, width: stripWidth() }));
  });
}
