import { absent } from "../contribute/absent.ts";
import { clearedView } from "../contribute/cleared.ts";
import { toFirstEntry } from "../contribute/steps-back.ts";
import { CONTRIBUTE_WORDS } from "../contribute/words.ts";
import { areaTree } from "../shared/areas.ts";
import { h, put } from "../shared/dom.ts";
import { WORDS } from "../shared/i18n.ts";
import { type Answered, intakeAt } from "../shared/intake.ts";
import { type Page, startPage } from "../shared/page.ts";
import { sayRefusal } from "../shared/refusals.ts";
import { traceless } from "../shared/trace.ts";
import type { Contribution } from "./contribution.ts";
import { keyForm } from "./key-form.ts";
import type { Opened } from "./opened.ts";
import { show } from "./view.ts";
import { MINE } from "./words.ts";

/*
 * One's own contribution, by its key. The key is in the field, then in this page's memory, and in the header of requests: never in
 * an address, a history or a storage.
 */
async function run(page: Page): Promise<void> {
  const { main, lang, source, catalog } = page;
  const elsewhere = absent(page, "my-contribution");
  if (elsewhere !== null) return void main.append(elsewhere);
  const words = MINE[lang];
  const shared = CONTRIBUTE_WORDS[lang];
  const [notice, territory] = await Promise.all([source.notice(lang), source.territory()]);
  const tree = areaTree(territory.areas);
  const intake = intakeAt(document.baseURI, (url, init) => fetch(url, init));
  const root = h("div", { class: "contribute mine" });
  const status = h("div", { role: "status", id: "said" });
  const alert = h("div", { role: "alert", id: "refused" });
  main.append(status, alert, root);
  const trace = traceless((why) => {
    put(status);
    put(alert);
    const shown = clearedView(why, shared);
    put(root, shown);
    shown.focus();
  });

  const say = (sentence: string, good: boolean): void => {
    put(status, good && sentence !== "" ? h("p", { class: "good" }, sentence) : null);
    put(alert, good ? null : h("p", { class: "warn" }, sentence));
    (good ? status : alert).scrollIntoView({ block: "nearest" });
  };

  function ask(): void {
    const box = h("input", {
      type: "checkbox",
      id: "shared",
      checked: trace.shared,
      autocomplete: "off",
      "aria-describedby": "shared-means",
      onChange: () => trace.set(box.checked),
    });
    const form = keyForm(words.key, async (key) => {
      const answer = await intake.json<Contribution>("v1/my-contribution", { key });
      if (answer.ok) open(key, answer.value, "");
      else form.refuse(sayRefusal(answer, lang));
    });
    put(
      root,
      form.element,
      h("label", { class: "tick", for: "shared" }, box, h("span", {}, shared.start.shared)),
      h("p", { class: "hint", id: "shared-means" }, shared.start.sharedMeans),
    );
  }

  function forget(sentence: string): void {
    trace.set(false);
    ask();
    say(sentence, true);
  }

  function open(key: string, held: Contribution, said: string): void {
    say(said, true);
    const again = async (sentence: string): Promise<void> => {
      const answer = await intake.json<Contribution>("v1/my-contribution", { key });
      if (answer.ok) open(key, answer.value, sentence);
      else say(sayRefusal(answer, lang), false);
    };
    const opened: Opened = {
      key,
      held,
      lang,
      words,
      catalog,
      notice,
      intake,
      now: () => new Date(),
      again,
      say,
      done: async <T>(answer: Answered<T>, sentence: string) =>
        answer.ok ? again(sentence) : say(sayRefusal(answer, lang), false),
      gone: (sentence) => {
        put(root, h("div", { class: "card" }, h("h2", { tabindex: "-1", id: "gone" }, words.rights.gone), h("p", {}, sentence)));
        trace.set(false);
        document.getElementById("gone")?.focus();
      },
    };
    const place = tree.lineage(held.household.area ?? "").map(({ name }) => name);
    show(root, opened, {
      page,
      trace,
      areaName: [...place].reverse().slice(1).join(" › ") || (held.household.area ?? ""),
      close: () => forget(words.closed),
    });
    if (trace.shared) {
      root.prepend(
        h(
          "p",
          { class: "warn shared-bar no-print" },
          shared.trace.mode,
          " ",
          h("button", { type: "button", class: "quiet", id: "trace", onClick: () => trace.clear("asked") }, shared.trace.button),
        ),
      );
    }
  }

  // A page that is left may be kept as it was, to come back at once: not with a key in it.
  addEventListener("pagehide", () => {
    if (!trace.shared) ask();
  });
  toFirstEntry();
  ask();
}

void startPage({
  name: "my-contribution",
  title: { fr: WORDS.fr["my-contribution"], en: WORDS.en["my-contribution"] },
  lead: { fr: MINE.fr.lead, en: MINE.en.lead },
  run,
});
