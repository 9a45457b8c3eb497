import { sayRefusal } from "../shared/refusals.ts";
import { AskFirst } from "./ask-first.tsx";
import type { HeldReading } from "./contribution.ts";
import type { OpenContribution } from "./opened.ts";

interface EraseTopicProps {
  readonly opened: OpenContribution;
  /** all readings of one measure */
  readonly rows: readonly HeldReading[];
  /** the measure within a sentence */
  readonly name: string;
  /** of the button that asks, one per place of the page */
  readonly id: string;
  readonly label: string;
  readonly class: string;
  /** called once they are erased and the contribution is loaded again */
  readonly onErased: () => void;
}

/** Erases all readings of one measure at once, after a question. */
export function EraseTopic({ opened, rows, name, id, label, class: look, onErased }: EraseTopicProps) {
  const { key, words, lang, intake, held } = opened;
  const [first] = rows;
  const w = words.correct;
  // Figures that an objection leaves out are of no consent that still holds.
  const isLast = !held.readings.some(({ domain, measure }) => domain === first?.domain && measure !== first.measure);
  async function erase(): Promise<string> {
    const remove = rows.map(({ domain, measure, period }) => ({ domain, measure, period }));
    const answer = await intake.json("v1/my-contribution/corrections", { method: "POST", key, body: { remove } });
    if (!answer.ok) return sayRefusal(answer, lang);
    await opened.again();
    onErased();
    return "";
  }
  return (
    <AskFirst id={id} label={label} class={look} yes={w.eraseYes} no={w.eraseNo} onYes={erase}>
      {w.eraseAsk(words.kept.topicNumbers(rows.length, name))} {isLast ? w.eraseLast : ""}
    </AskFirst>
  );
}
