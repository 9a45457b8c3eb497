import { signal } from "@preact/signals";
import { useMemo, useState } from "preact/hooks";
import type { AttributeName } from "../../src/contract/attributes.ts";
import { newDraft } from "../contribute/draft.ts";
import type { Flow } from "../contribute/flow.ts";
import { allowedStep, FlowView } from "../contribute/flow-view.tsx";
import { LATER_STEPS } from "../contribute/later-steps.tsx";
import { CONTRIBUTE_WORDS } from "../contribute/words.ts";
import { newVisitor } from "../visit/visitor.ts";
import type { OpenContribution } from "./opened.ts";

export interface AddPartProps {
  readonly opened: OpenContribution;
  readonly attributes: Readonly<Partial<Record<AttributeName, string>>>;
  readonly onCancel: () => void;
}

/** Adds to a contribution: the way of contributing, under its key, without its beginning and its end. */
export function AddPart({ opened, attributes, onCancel }: AddPartProps) {
  const { key, held, words, lang, commons, notice, intake, reader, trace, now } = opened;
  const [step, setStep] = useState(0);
  const memory = useMemo(() => {
    const visitor = { ...newVisitor(), area: signal<string | null>(held.household.area ?? null), attributes: signal(attributes) };
    return { visitor, draft: newDraft() };
  }, []);
  const flow: Flow = {
    lang,
    words: CONTRIBUTE_WORDS[lang],
    commons,
    notice,
    ...memory,
    intake,
    reader,
    trace,
    addTo: { key, covers: held.covers, added: () => void opened.again(words.add.added).then(onCancel) },
    tokens: null,
    now,
    goTo: setStep,
  };
  return (
    <section class="card add">
      <h2>{words.add.title}</h2>
      <p class="hint">{words.add.hint}</p>
      <FlowView flow={flow} step={allowedStep(flow, step)} later={LATER_STEPS} />
      <button type="button" class="quiet" id="add-nothing" onClick={onCancel}>
        {words.add.cancel}
      </button>
    </section>
  );
}
