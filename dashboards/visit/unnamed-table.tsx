import type { MeasureRef } from "../../src/domains/index.ts";
import type { TableWithoutMeasure } from "../contribute/protocol.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { measureLabel } from "../shared/labels.ts";

interface UnnamedTableProps {
  readonly unnamed: TableWithoutMeasure;
  /** name of the table's file */
  readonly name: string;
  /** measures in use */
  readonly refs: readonly MeasureRef[];
  readonly lang: Lang;
  /** reads the table again as the chosen measure */
  readonly onSay: (measure: string) => void;
  /** called where it is none of them */
  readonly onNone: () => void;
}

/** Asks for the measure of a table whose title names only a unit, because two measures may have the same unit. */
export function UnnamedTable({ unnamed: { unit, measures }, name, refs, lang, onSay, onNone }: UnnamedTableProps) {
  const words = WORDS[lang].stand.unnamed;
  const candidates = refs.filter(({ key }) => measures.includes(key));
  return (
    <fieldset class="asked unnamed">
      <legend>{words.question(name, unit[lang])}</legend>
      {candidates.map((ref) => (
        <button key={ref.key} type="button" data-measure={ref.key} onClick={() => onSay(ref.key)}>
          {measureLabel(ref, lang)}
        </button>
      ))}
      <button type="button" onClick={onNone}>
        {words.none}
      </button>
    </fieldset>
  );
}
