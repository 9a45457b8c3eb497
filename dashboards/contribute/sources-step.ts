import { monthOf } from "../../src/contract/period.ts";
import { readBills } from "../../src/importers/bill.ts";
import { FILE_BOUNDS } from "../../src/importers/bounds.ts";
import { LOOKS, mayBeReadings } from "../../src/importers/unknown-file.ts";
import { h, put } from "../shared/dom.ts";
import { formatNumber } from "../shared/format.ts";
import { onWidth } from "../shared/resize.ts";
import { startOf } from "./coming.ts";
import { at, type Brought, type Flow, type StepView } from "./draft.ts";
import { holderHelp } from "./holder-help.ts";
import { offersOf } from "./offers.ts";
import type { Why } from "./protocol.ts";
import { type Reading, startReading } from "./reader.ts";
import { sourceCard } from "./source-card.ts";
import { typedForm } from "./typed-form.ts";

/** The typed figures, as a source like any other. */
const TYPED = "typed";

/** Everything brought so far: files first, for a meter is believed before a bill. */
export function broughtOf({ draft, words, coming }: Flow, from: string | undefined, month: string): Brought[] {
  if (draft.bills.length === 0) return draft.files;
  const { readings } = readBills(draft.bills);
  const typed = { id: TYPED, title: words.sources.typed, readings, read: null };
  return [...draft.files, { ...typed, from: from ?? startOf(coming, month) }];
}

/** Why a file was not read, after its name, and what to do instead. */
function faultOf(why: Why, { words, lang }: Flow): string {
  if (why.code !== "unknown-file") return words.sources.faults[why.code];
  const { is, instead } = LOOKS[why.looks];
  const list = mayBeReadings(why.looks) ? ` ${words.sources.readable(why.readable[lang])}` : "";
  return `${is[lang]}. ${instead[lang]}${list}`;
}

/** Where files are dropped or chosen, and typed figures beside; what they say stands below. */
export function sourcesStep(flow: Flow): StepView {
  const { words, lang, draft, trace } = flow;
  const w = words.sources;
  const month = monthOf(flow.now());
  let reading: Reading | null = null;
  const cards = h("div", { class: "cards" });
  const typedCard = h("div", { class: "cards" });
  const width = () => Math.max(260, Math.min(720, cards.clientWidth - 56));

  const card = (brought: Brought): HTMLElement =>
    sourceCard(brought, flow, {
      width: width(),
      choose: (from) => {
        if (brought.id === TYPED) draft.typedFrom = from;
        else draft.files = draft.files.map((one) => (one.id === brought.id ? { ...one, from } : one));
        show();
        document.getElementById(`from-${brought.id}`)?.focus();
      },
      remove: () => {
        draft.files = draft.files.filter(({ id }) => id !== brought.id);
        flow.changed();
        show();
        choose.focus();
      },
    });

  function show(): void {
    const all = broughtOf(flow, draft.typedFrom, month);
    put(cards, ...all.filter(({ id }) => id !== TYPED).map(card));
    put(typedCard, ...all.filter(({ id }) => id === TYPED).map(card));
  }

  const status = h("div", { class: "reading", role: "status" });
  const fault = h("p", { class: "fault", role: "alert" });

  async function take(list: readonly File[]): Promise<void> {
    if (list.length === 0 || reading !== null) return;
    put(fault);
    const large = list.find(({ size }) => size > FILE_BOUNDS.bytes);
    if (large) return put(fault, w.tooLarge(large.name));
    const bar = h("progress", { max: 1, value: 0, "aria-label": w.reading("") });
    const said = h("p", {}, w.reading("0 %"));
    reading = startReading(list, (done, total) => {
      bar.value = total === 0 ? 1 : done / total;
      put(said, w.reading(`${formatNumber(Math.floor((100 * done) / Math.max(1, total)), 0, lang)} %`));
    });
    const cancel = h("button", { type: "button", class: "quiet", onClick: () => reading?.cancel() }, w.cancel);
    put(status, said, bar, cancel);
    cancel.focus();
    const outcome = await reading.outcome;
    reading = null;
    put(status);
    if (outcome.ok === null) {
      put(status, h("p", {}, w.cancelled));
      choose.focus();
    } else if (!outcome.ok) {
      const name = list.length === 1 || outcome.at !== null ? `« ${list[outcome.at ?? 0]?.name} »` : w.theFile;
      put(fault, `${name} ${faultOf(outcome, flow)}`);
      choose.focus();
    } else {
      const { report, variants } = outcome;
      const id = `f${Date.now().toString(36)}`;
      const names = list.map(({ name }) => name).join(", ");
      const from = startOf(flow.coming, month);
      flow.changed();
      draft.files = [...draft.files, { id, title: names, readings: report.readings, from, read: { report, variants } }];
      show();
      const title = cards.querySelector<HTMLElement>(`[data-source="${id}"] h3`);
      title?.setAttribute("tabindex", "-1");
      title?.focus();
    }
  }

  const input = h("input", {
    id: "files",
    type: "file",
    multiple: true,
    hidden: true,
    onChange: () => {
      const list = [...(input.files ?? [])];
      // The chooser forgets the file at once: the same one may be chosen again, and the field holds no name.
      input.value = "";
      void take(list);
    },
  });
  const choose = h("button", { type: "button", id: "choose", onClick: () => input.click() }, w.choose);
  const drop = h(
    "div",
    { class: "drop" },
    h("p", { class: "big" }, w.drop),
    choose,
    input,
    h("p", { class: "hint" }, w.dropHint),
  );
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const given = event.dataTransfer;
    // A folder is no file that can be read, and to the page it looks like one.
    const folder = [...(given?.items ?? [])].map((item) => item.webkitGetAsEntry()).find((entry) => entry?.isDirectory);
    if (folder) put(fault, `« ${folder.name} » ${LOOKS.folder.is[lang]}. ${LOOKS.folder.instead[lang]}`);
    else void take([...(given?.files ?? [])]);
  });

  const typed = typedForm(flow, () => {
    flow.changed();
    show();
  });
  const element = h(
    "div",
    {},
    holderHelp(flow, (measure) => typed.open(measure)),
    drop,
    status,
    fault,
    cards,
    typed.element,
    typedCard,
  );
  queueMicrotask(show);
  onWidth(cards, show);
  trace.onClear(() => reading?.cancel());
  return {
    element,
    leave: () => reading?.cancel(),
    fault: () => {
      if (reading !== null) return at(status.querySelector("button"), w.wait);
      const brought = broughtOf(flow, draft.typedFrom, month);
      if (brought.length === 0) return at(choose, w.none);
      if (offersOf(brought, flow.measures, month).length > 0) return null;
      const unchosen = brought.find((one) => offersOf([{ ...one, from: "" }], flow.measures, month).length > 0);
      return unchosen === undefined
        ? at(choose, w.nothingUsable)
        : at(document.getElementById(`from-${unchosen.id}`), w.nothingChosen);
    },
  };
}
