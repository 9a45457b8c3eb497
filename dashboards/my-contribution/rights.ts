import { consentsInOrder } from "../../src/contract/consent.ts";
import { DOMAINS } from "../../src/domains/index.ts";
import { h, put } from "../shared/dom.ts";
import { saveBlob } from "../shared/download.ts";
import { folded } from "../shared/folded.ts";
import { formatDate } from "../shared/format.ts";
import { sayRefusal } from "../shared/refusals.ts";
import type { Withdrawn } from "./contribution.ts";
import type { Opened } from "./opened.ts";

const MINE = "v1/my-contribution";

const labelOf = (id: string, { lang }: Opened): string => DOMAINS.find((domain) => domain.id === id)?.labels[lang] ?? id;

/** All that is held as a file, and what shows that each consent was given. */
export function takeCard(opened: Opened): HTMLElement {
  const { held, words, lang, intake, key } = opened;
  const w = words.take;
  async function save(format: "json" | "csv"): Promise<void> {
    const answer = await intake.file(`${MINE}/export?format=${format}`, { key });
    if (answer.ok) saveBlob(answer.value, `${w.fileName}.${format}`);
    else opened.say(sayRefusal(answer, lang), false);
  }
  const given = consentsInOrder([held.consent, ...held.donations.map(({ consent }) => consent)]);
  const records = () =>
    h(
      "ul",
      {},
      ...held.consent_records.map((record, i) => {
        const consent = given[i];
        const domains = consent?.domains.map((id) => labelOf(id, opened)).join(", ") ?? "";
        const text = JSON.stringify(record, null, 2);
        return h(
          "li",
          {},
          w.record(consent === undefined ? "" : formatDate(consent.given_at, lang), domains),
          " ",
          h(
            "button",
            {
              type: "button",
              class: "quiet",
              onClick: () => saveBlob(new Blob([text], { type: "application/ld+json" }), `${w.recordName}-${i + 1}.jsonld`),
            },
            w.recordSave,
          ),
        );
      }),
    );
  return h(
    "section",
    { class: "card" },
    h("h2", {}, w.title),
    h("p", { class: "hint" }, w.hint),
    h(
      "div",
      { class: "tools" },
      h("button", { type: "button", class: "quiet", id: "json", onClick: () => void save("json") }, w.json),
      h("button", { type: "button", class: "quiet", id: "csv", onClick: () => void save("csv") }, w.csv),
    ),
    folded(w.records, records),
  );
}

function pausing({ held, words, intake, key, done }: Opened): HTMLElement {
  const w = words.rights;
  const [path, label, said] = held.paused ? ["resume", w.resume, w.resumed] : ["pause", w.pause, w.paused];
  const go = async () => done(await intake.json(`${MINE}/${path}`, { method: "POST", key }), said);
  return h(
    "div",
    {},
    h("p", { class: "hint" }, w.pauseHint),
    h("button", { type: "button", class: "quiet", id: path, onClick: () => void go() }, label),
  );
}

function objecting(opened: Opened): HTMLElement {
  const { held, words, intake, key, done } = opened;
  const w = words.rights;
  const fault = h("p", { class: "fault", role: "alert" });
  const boxes = held.covers.map((id) => h("input", { type: "checkbox", id: `object-${id}`, value: id, autocomplete: "off" }));
  async function go(): Promise<void> {
    const domains = boxes.filter(({ checked }) => checked).map(({ value }) => value);
    if (domains.length === 0) {
      put(fault, w.objectNone);
      boxes[0]?.focus();
      return;
    }
    await done(await intake.json(`${MINE}/objection`, { method: "POST", key, body: { domains } }), w.objected);
  }
  return h(
    "div",
    {},
    h("p", { class: "hint" }, w.objectHint),
    ...boxes.map((box) => h("label", { class: "tick", for: box.id }, box, h("span", {}, labelOf(box.value, opened)))),
    fault,
    h("button", { type: "button", class: "quiet", id: "object", onClick: () => void go() }, w.objectGo),
  );
}

function withdrawing(opened: Opened): HTMLElement {
  const { words, lang, intake, key, notice } = opened;
  const w = words.rights;
  const days = notice.facts.operator.backup_days;
  async function go(): Promise<void> {
    const answer = await intake.json<Withdrawn>(MINE, { method: "DELETE", key });
    if (answer.ok) opened.gone(answer.value.notice[lang]);
    else opened.say(sayRefusal(answer, lang), false);
  }
  const element: HTMLElement = folded(w.withdraw, () =>
    h(
      "div",
      {},
      h("ul", {}, ...w.withdrawMeans.map((line) => h("li", {}, line))),
      h("p", {}, days === null ? w.backupsUnknown : w.backups(days)),
      h(
        "div",
        { class: "tools" },
        h("button", { type: "button", class: "danger", id: "withdraw", onClick: () => void go() }, w.confirm),
        h("button", { type: "button", class: "quiet", onClick: () => element.removeAttribute("open") }, w.keep),
      ),
    ),
  );
  return element;
}

/** To pause and resume, to object, to withdraw: each as simple as contributing was. */
export function rightsCard(opened: Opened): HTMLElement {
  const { words, held } = opened;
  const w = words.rights;
  return h(
    "section",
    { class: "card rights" },
    h("h2", {}, w.title),
    pausing(opened),
    held.covers.length === 0 ? null : folded(w.object, () => objecting(opened)),
    withdrawing(opened),
  );
}
