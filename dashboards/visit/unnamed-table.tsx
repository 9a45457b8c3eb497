import { unitsAlike } from "../../src/contract/units.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { ReadRequest, TableWithoutMeasure } from "../contribute/protocol.ts";
import { unitLabel } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { measureLabel } from "../shared/labels.ts";
import { UNNAMED } from "./unnamed-words.ts";

/** What the visitor says of a table. */
export type TableAnswer = Pick<ReadRequest, "measure" | "unit" | "isMeter">;

interface UnnamedTableProps {
  readonly unnamed: TableWithoutMeasure;
  /** name of the table's file */
  readonly name: string;
  /** measures in use */
  readonly refs: readonly MeasureRef[];
  readonly lang: Lang;
  /** reads the table again as the visitor says */
  readonly onSay: (answer: TableAnswer) => void;
  /** called where it is none of them, with what is then said */
  readonly onNone: (left: string) => void;
}

/** Asks for the measure of a table whose title does not tell it, and for its unit where none is named; or whether it is of a meter. */
export function UnnamedTable(props: UnnamedTableProps) {
  const { unnamed, name, refs, lang, onSay, onNone } = props;
  const { unit, measures, hint } = unnamed;
  const words = UNNAMED[lang];
  if (unnamed.mayBeMeter) return <MeterQuestion {...props} />;
  // The likelier one stands first, and nothing is chosen for the person.
  const candidates = refs
    .filter(({ key }) => measures.includes(key))
    .sort((a, b) => Number(b.key === hint?.measure) - Number(a.key === hint?.measure));
  return (
    <fieldset class="asked unnamed">
      <legend>{unit === null ? words.questionUnit(name) : words.question(name, unit[lang])}</legend>
      {hint === null ? null : <p class="hint">{words.hint(hint.word)}</p>}
      {candidates.map((ref) =>
        unit === null ? (
          unitsAlike(ref.measure.unit).map((one) => (
            <button
              key={`${ref.key} ${one}`}
              type="button"
              data-measure={ref.key}
              data-unit={one}
              onClick={() => onSay({ measure: ref.key, unit: one })}
            >
              {words.inUnit(measureLabel(ref, lang), one === "currency" ? null : unitLabel(one, lang))}
            </button>
          ))
        ) : (
          <button key={ref.key} type="button" data-measure={ref.key} onClick={() => onSay({ measure: ref.key })}>
            {measureLabel(ref, lang)}
          </button>
        ),
      )}
      <button type="button" onClick={() => onNone(words.left)}>
        {words.none}
      </button>
    </fieldset>
  );
}

/** Asks whether numbers that never fall stand on a meter, or were used. */
function MeterQuestion({ unnamed: { answered }, name, lang, onSay, onNone }: UnnamedTableProps) {
  const words = UNNAMED[lang];
  return (
    <fieldset class="asked unnamed">
      <legend>{words.questionMeter(name)}</legend>
      {[true, false].map((isMeter) => (
        <button key={String(isMeter)} type="button" data-meter={isMeter} onClick={() => onSay({ ...answered, isMeter })}>
          {isMeter ? words.meter : words.uses}
        </button>
      ))}
      <button type="button" onClick={() => onNone(words.left)}>
        {words.none}
      </button>
    </fieldset>
  );
}
