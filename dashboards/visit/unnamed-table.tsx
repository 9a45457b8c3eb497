import type { MeasureRef } from "../../src/domains/index.ts";
import type { TableWithoutMeasure } from "../contribute/protocol.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { measureLabel } from "../shared/labels.ts";

interface UnnamedTableProps {
  readonly unnamed: TableWithoutMeasure;
  /** of its file */
  readonly name: string;
  /** measures in use */
  readonly refs: readonly MeasureRef[];
  readonly lang: Lang;
  /** reads the table again, as one of that measure */
  readonly onSay: (measure: string) => void;
  /** it is of none of them */
  readonly onNone: () => void;
}

/** A table of months whose title names a unit alone: what it is of is asked, for two things may be counted in the same unit. */
export function UnnamedTable({ unnamed: { unit, measures }, name, refs, lang, onSay, onNone }: UnnamedTableProps) {
  const words = WORDS[lang].stand.unnamed;
  const found = refs.filter(({ key }) => measures.includes(key));
  return (
    <fieldset class="asked unnamed">
      <legend>{words.question(name, unit[lang])}</legend>
      {found.map((ref) => (
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
