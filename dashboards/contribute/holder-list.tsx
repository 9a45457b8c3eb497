import { useRef } from "preact/hooks";
import { CopyButton, Folded } from "../shared/bits.tsx";
import { topicLabel } from "../shared/labels.ts";
import { printOnly } from "../shared/print-only.ts";
import { type Flow, measuresOf } from "./flow.ts";
import { figuresOf, type Holder, holdersOf } from "./holders.ts";
import { letterOf } from "./letter.ts";

/**
 * Lists who holds the records that this commons uses, how to get them, and a letter to ask for them. `onType` opens the form at a
 * measure.
 */
export function HolderList({ flow, onType }: { flow: Flow; onType: (measure: string) => void }) {
  const { words, lang } = flow;
  const w = words.sources;
  return (
    <div class="holders">
      {holdersOf(measuresOf(flow)).map(({ holder, measures }) => (
        <Folded
          key={holder.id}
          class="holder"
          summary={<b>{holder.name[lang]}</b>}
          note={measures.map((ref) => topicLabel(ref, lang)).join(", ")}
        >
          {() => (
            <div class="holder-body">
              {holder.file.length > 1 ? (
                <ol>
                  {holder.file.map((step) => (
                    <li key={step.en}>{step[lang]}</li>
                  ))}
                </ol>
              ) : (
                holder.file.map((step) => <p key={step.en}>{step[lang]}</p>)
              )}
              <p>
                <strong>{w.figures}</strong> {figuresOf({ holder, measures })[lang]}
              </p>
              <button type="button" class="quiet" onClick={() => onType(measures[0]?.key ?? "")}>
                {w.type}
              </button>
              <Folded class="letter-fold" summary={w.letter}>
                {() => <Letter holder={holder} flow={flow} />}
              </Folded>
            </div>
          )}
        </Folded>
      ))}
    </div>
  );
}

function Letter({ holder, flow: { words, lang } }: { holder: Holder; flow: Flow }) {
  const w = words.sources;
  const shown = useRef<HTMLPreElement>(null);
  const text = letterOf(holder, lang);
  return (
    <div>
      <p class="hint">{w.letterLead}</p>
      <pre class="letter" ref={shown}>
        {text}
      </pre>
      <div class="tools">
        <CopyButton text={() => text} label={w.copy} words={w} />
        <button type="button" class="quiet" onClick={() => shown.current && printOnly(shown.current)}>
          {w.print}
        </button>
      </div>
    </div>
  );
}
