import { signal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { AttributeName } from "../../src/contract/attributes.ts";
import { newDraft } from "../contribute/draft.ts";
import { type AddTo, type Flow, isUnkept, replacedBy } from "../contribute/flow.ts";
import { allowedStep, FlowView } from "../contribute/flow-view.tsx";
import { LATER_STEPS } from "../contribute/later-steps.tsx";
import { CONTRIBUTE_WORDS } from "../contribute/words.ts";
import { askBeforeLeaving } from "../visit/leaving.ts";
import { newVisitor } from "../visit/visitor.ts";
import { billed } from "./held-words.ts";
import { useHistorySteps } from "./history-steps.ts";
import type { OpenContribution } from "./opened.ts";
import { MINE } from "./words.ts";

export interface AddPartProps {
  readonly opened: OpenContribution;
  readonly attributes: Readonly<Partial<Record<AttributeName, string>>>;
  /** the bill that is typed again; null: anything is added */
  readonly retyped: AddTo["retyped"];
  /** called with the key of the measure that was added first */
  readonly onAdded: (measure: string) => void;
  /** called once the form is left, with or without figures */
  readonly onLeft: () => void;
}

/** Adds figures to a contribution: the steps of contributing under its key, without the first page and the key. */
export function AddPart({ opened, attributes, retyped, onAdded, onLeft }: AddPartProps) {
  const { key, held, words, lang, commons, notice, intake, reader, trace, now } = opened;
  const { consent, covers } = held;
  const kept = billed([...held.readings, ...held.unused]);
  const told = Object.fromEntries(
    notice.facts.attributes.flatMap((name) => {
      const value = attributes[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const { step, goTo, leave } = useHistorySteps(onLeft);
  const memory = useMemo(() => {
    const visitor = { ...newVisitor(), area: signal<string | null>(held.household.area ?? null), attributes: signal(attributes) };
    return { visitor, draft: newDraft() };
  }, []);
  const title = useRef<HTMLHeadingElement>(null);
  // The form replaces a page that was scrolled, so its start is scrolled into view.
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
    title.current?.scrollIntoView({ block: "start" });
  }, []);
  const done = async (sent: Parameters<NonNullable<Flow["addTo"]>["added"]>[0]): Promise<void> => {
    await leave();
    const given = sent.map((one) => ({ one, before: replacedBy(kept, [one]).at(-1)?.amount }));
    const same = given.filter(({ one, before }) => before === one.value).length;
    const fresh = given.filter(({ before }) => before === undefined).length;
    await opened.again((lang) => MINE[lang].add.added(fresh, sent.length - fresh - same, same));
    const [first] = sent;
    if (first !== undefined) onAdded(`${first.domain}.${first.measure}`);
    onLeft();
    requestAnimationFrame(() => document.getElementById("said")?.scrollIntoView({ block: "center" }));
  };
  const flow: Flow = {
    lang,
    words: CONTRIBUTE_WORDS[lang],
    commons,
    notice,
    ...memory,
    intake,
    reader,
    trace,
    addTo: { key, consent, covers, told, held: kept, retyped, added: (sent) => void done(sent) },
    tokens: null,
    now,
    goTo,
  };
  useEffect(() => askBeforeLeaving(() => isUnkept(flow)), []);
  return (
    <section class="card add">
      <h2 ref={title} tabIndex={-1}>
        {retyped === null ? words.add.title : words.correct.retype}
      </h2>
      {retyped === null ? null : <p class="hint">{words.add.retypeHint}</p>}
      <FlowView flow={flow} step={allowedStep(flow, step)} later={LATER_STEPS} />
      <button type="button" class="quiet" id="add-nothing" onClick={() => void leave().then(onLeft)}>
        {words.add.cancel}
      </button>
    </section>
  );
}
