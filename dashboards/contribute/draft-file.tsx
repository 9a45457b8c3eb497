import { useRef, useState } from "preact/hooks";
import type { Bill } from "../../src/importers/bill.ts";
import { readAmount } from "../../src/importers/typed-amount.ts";
import { fillIn, keptOf } from "../compare/kept-answers.ts";
import { en } from "../messages/en/kept-answers.ts";
import { fr } from "../messages/fr/kept-answers.ts";
import { saveBlob } from "../shared/download.ts";
import { translated } from "../shared/i18n.ts";
import {
  type AnswersFault,
  type KeptAnswers,
  type KeptBill,
  MOST_BYTES,
  readAnswers,
  writeAnswers,
} from "../visit/answers-file.ts";
import { carriedInto, carriedOf } from "./carried.ts";
import { type Flow, measuresOf } from "./flow.ts";
import { LATER_WORDS } from "./later-words.ts";
import { withBill } from "./typed-source.ts";

const KEPT = translated(fr, en);

/** The typed bills with their totals as numbers: a text would be read otherwise in the other language. */
const keptBills = (bills: readonly Bill[]): KeptBill[] =>
  bills.flatMap(({ domain, measure, from, to, total }) => {
    const read = readAmount(total);
    return read.ok ? [{ measure: `${domain}.${measure}`, from, to, total: read.value }] : [];
  });

/** What is kept of a contribution that is not sent yet: the home and the typed bills, nothing of files and no consent. */
export function draftOf({ commons, visitor, draft, lang, now }: Flow): KeptAnswers {
  const day = now().toISOString().slice(0, 10);
  return { ...keptOf(commons, visitor, [], day, lang), earlier: {}, bills: keptBills(draft.value.bills) };
}

/**
 * Takes a draft back, or the answers that were kept in Me situer; null: done, else why nothing was. What was typed since stands, and what
 * overlaps it or is of a topic that is not asked for stays away.
 */
export function takeDraft(flow: Flow, text: string): AnswersFault | null {
  const { commons, visitor, draft, lang } = flow;
  const read = readAnswers(text, commons.catalog.territory.id);
  if (!read.ok) return read.fault;
  fillIn(commons, visitor, read.answers, lang);
  const [used, now] = [measuresOf(flow), flow.now()];
  const bills = (read.answers.bills ?? []).reduce<readonly Bill[]>((sum, { measure, from, to, total }) => {
    const ref = used.find(({ key }) => key === measure);
    const next = ref && withBill(sum, { domain: ref.domain.id, measure: ref.measure.id, from, to, total: String(total) }, now);
    return next === undefined || typeof next === "string" ? sum : next;
  }, draft.value.bills);
  draft.value = carriedInto({ ...draft.value, bills }, carriedOf(visitor, commons, now, lang).bills, now);
  return null;
}

/** Saves the typed bills as a file of one's own, and opens it again: the page itself keeps nothing. None is left on a shared device. */
export function DraftFile({ flow }: { flow: Flow }) {
  const { draft, lang, trace } = flow;
  const w = LATER_WORDS[lang].draft;
  const input = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState({ text: "", isFault: false });
  if (trace.shared.value) return null;
  const save = (): void => {
    const kept = draftOf(flow);
    const name = `voisinage-${w.name}-${kept.day}.json`;
    saveBlob(new Blob([writeAnswers(kept)], { type: "application/json" }), name);
    setSaid({ text: w.saved(name), isFault: false });
  };
  const reopen = async (file: File): Promise<void> => {
    const before = draft.value.bills.length;
    // Whatever else is so large is no draft, and is not read.
    const fault = file.size > MOST_BYTES ? "none" : takeDraft(flow, await file.text().catch(() => ""));
    setSaid({ text: fault ? KEPT[lang].faults[fault] : w.taken(draft.value.bills.length - before), isFault: fault !== null });
  };
  return (
    <div class="draft-file">
      {draft.value.bills.length === 0 ? null : (
        <button type="button" class="plain" id="draft-save" onClick={save}>
          {w.save}
        </button>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label={w.reopen}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void reopen(file);
          currentTarget.value = "";
        }}
      />
      <button type="button" class="plain" id="draft-open" onClick={() => input.current?.click()}>
        {w.reopen}
      </button>
      <p class={said.isFault ? "fault" : "note"} role="status">
        {said.text === "" ? w.note : said.text}
      </p>
    </div>
  );
}
