import { useState } from "preact/hooks";
import { sayRefusal } from "../shared/refusals.ts";
import type { HeldReading } from "./contribution.ts";
import type { OpenContribution } from "./opened.ts";

interface EraseTopicProps {
  readonly opened: OpenContribution;
  /** all readings of one measure */
  readonly rows: readonly HeldReading[];
  /** the measure within a sentence */
  readonly name: string;
  /** called once they are erased and the contribution is loaded again */
  readonly onErased: () => void;
}

/** Erases all readings of one measure at once, after a question. */
export function EraseTopic({ opened, rows, name, onErased }: EraseTopicProps) {
  const { key, words, lang, intake } = opened;
  const w = words.kept;
  const [isAsking, setIsAsking] = useState(false);
  const [fault, setFault] = useState("");
  const id = `erase-${rows[0]?.domain}-${rows[0]?.measure}`;
  const ask = (next: boolean): void => {
    setIsAsking(next);
    setFault("");
    // The pressed button is gone.
    requestAnimationFrame(() => document.getElementById(next ? `${id}-no` : id)?.focus());
  };
  async function erase(): Promise<void> {
    const remove = rows.map(({ domain, measure, period }) => ({ domain, measure, period }));
    const answer = await intake.json("v1/my-contribution/corrections", { method: "POST", key, body: { remove } });
    if (!answer.ok) return setFault(sayRefusal(answer, lang));
    await opened.again("");
    onErased();
  }
  if (!isAsking)
    return (
      <button type="button" class="plain erase-topic" id={id} onClick={() => ask(true)}>
        {w.topic}
      </button>
    );
  return (
    <div class="correct">
      <p>{w.topicAsk(rows.length, name)}</p>
      <p class="fault" role="alert">
        {fault}
      </p>
      <div class="tools">
        <button type="button" class="quiet" id={`${id}-yes`} onClick={() => void erase()}>
          {w.topicYes}
        </button>
        <button type="button" class="quiet" id={`${id}-no`} onClick={() => ask(false)}>
          {w.topicNo}
        </button>
      </div>
    </div>
  );
}
