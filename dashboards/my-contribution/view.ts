import type { AttributeName } from "../../src/contract/attributes.ts";
import { emptyDraft } from "../contribute/draft.ts";
import { runFlow } from "../contribute/flow.ts";
import { breaches } from "../shared/breaches.ts";
import { h, put } from "../shared/dom.ts";
import type { Page } from "../shared/page.ts";
import type { Trace } from "../shared/trace.ts";
import { correctCard } from "./correct.ts";
import { heldCard, stateCard } from "./held.ts";
import type { Opened } from "./opened.ts";
import { rightsCard, takeCard } from "./rights.ts";

export interface ViewOptions {
  readonly page: Page;
  readonly trace: Trace;
  /** what the household's area is called */
  readonly areaName: string;
  /** forgets the key and all that it opened */
  readonly close: () => void;
}

/** Adds to the contribution: the way of contributing, without its beginning and its key. */
function addCard(opened: Opened, { page, trace }: ViewOptions): HTMLElement {
  const { key, held, words } = opened;
  const w = words.add;
  const root = h("div", {});
  const start = h("button", { type: "button", id: "add", onClick: () => void begin() }, w.start);
  async function begin(): Promise<void> {
    start.hidden = true;
    const ended = new AbortController();
    const leave = (said: string): void => {
      ended.abort();
      void opened.again(said);
    };
    const { area, ...told } = held.household;
    const attributes = told as Partial<Record<AttributeName, string>>;
    const cancel = h("button", { type: "button", class: "quiet", id: "add-nothing", onClick: () => leave("") }, w.cancel);
    const steps = h("div", {});
    put(root, steps, cancel);
    await runFlow({
      page,
      root: steps,
      trace,
      addTo: { key, covers: held.covers, draft: { ...emptyDraft(), area: area ?? null, attributes } },
      added: () => leave(w.added),
      signal: ended.signal,
    });
  }
  return h("section", { class: "card add" }, h("h2", {}, w.title), h("p", { class: "hint" }, w.hint), start, root);
}

/** Shows a contribution that is open, whole: what is kept, and everything that can be done with it. */
export function show(root: HTMLElement, opened: Opened, options: ViewOptions): void {
  const { held, words, lang } = opened;
  const correcting = h("div", { id: "correcting" });
  const told = held.notices.map(({ number, known_at, what, data, consequences, measures, advice }) => ({
    number,
    known_at,
    what: what[lang],
    data: data[lang],
    consequences: consequences[lang],
    measures: measures[lang],
    advice: advice[lang],
  }));
  put(
    root,
    ...breaches(told, lang),
    stateCard(opened),
    heldCard(opened, options.areaName, (reading, counts) => {
      put(
        correcting,
        correctCard(reading, counts, opened, () => put(correcting)),
      );
      document.getElementById("correct-title")?.focus();
    }),
    correcting,
    addCard(opened, options),
    takeCard(opened),
    rightsCard(opened),
    h("p", {}, h("button", { type: "button", class: "quiet", id: "close", onClick: options.close }, words.close)),
  );
}
