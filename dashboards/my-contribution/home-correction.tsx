import { signal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { leafName } from "../contribute/flow.ts";
import { HomeQuestions, isLeaf } from "../contribute/home-fields.tsx";
import { CONTRIBUTE_WORDS } from "../contribute/words.ts";
import { measuresIn } from "../shared/labels.ts";
import { sayRefusal } from "../shared/refusals.ts";
import { newVisitor } from "../visit/visitor.ts";
import { homeCorrectionOf } from "./contribution.ts";
import { answersOf } from "./held-words.ts";
import type { Message } from "./memory.ts";
import type { OpenContribution } from "./opened.ts";
import { MINE } from "./words.ts";

interface HomeCorrectionProps {
  readonly opened: OpenContribution;
  /** called when the home was left as it was, or saved; saved, with a message */
  readonly onClose: (said: Message | null) => void;
}

/** Says anew where the home is and what it is like, without a new figure. */
export function HomeCorrection({ opened, onClose }: HomeCorrectionProps) {
  const { key, held, lang, commons, notice, intake, words } = opened;
  const w = words.homeCorrection;
  const visitor = useMemo(
    () => ({
      ...newVisitor(),
      area: signal<string | null>(held.household.area ?? null),
      attributes: signal(answersOf(held)),
    }),
    [],
  );
  const [fault, setFault] = useState("");
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const flow = { words: CONTRIBUTE_WORDS[lang], lang, visitor, commons, notice };
  async function save(): Promise<void> {
    if (!isLeaf(flow)) return setFault(flow.words.home.needLeaf(leafName(flow)));
    const home = { ...visitor.attributes.value, area: visitor.area.value ?? "" };
    const told = { ...answersOf(held), area: held.household.area };
    const names = new Set([...Object.keys(home), ...Object.keys(told)] as (keyof typeof told)[]);
    if ([...names].every((name) => home[name] === told[name])) return onClose((lang) => MINE[lang].correct.same);
    const body = homeCorrectionOf(held, home, notice.facts.attributes);
    const answer = await intake.json("v1/donations", { method: "POST", key, body });
    if (!answer.ok) return setFault(sayRefusal(answer, lang));
    await opened.again();
    onClose((lang) => MINE[lang].homeCorrection.saved);
  }
  return (
    <section class="correct" aria-labelledby="home-correction">
      <h3 ref={title} tabIndex={-1} id="home-correction">
        {w.title}
      </h3>
      <HomeQuestions flow={flow} measures={measuresIn([...held.readings, ...held.unused])} fault={fault} />
      <p class="hint">{w.stays}</p>
      <div class="tools">
        <button type="button" id="home-save" onClick={() => void save()}>
          {words.correct.save}
        </button>
        <button type="button" class="quiet" onClick={() => onClose(null)}>
          {words.correct.cancel}
        </button>
      </div>
    </section>
  );
}
