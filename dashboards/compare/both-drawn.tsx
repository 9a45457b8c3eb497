import type { Reference } from "../../src/territory/index.ts";
import { BesideReference, type BesideReferenceProps } from "../charts/beside-reference.tsx";
import { axisText, unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { Sized } from "../shared/sized.tsx";
import { UNPUBLISHED } from "../visit/unpublished-words.ts";

interface BothDrawnProps extends Pick<BesideReferenceProps, "you"> {
  readonly reference: Reference;
  /** the reference's figure in words */
  readonly text: string;
  /** of the measure */
  readonly name: string;
  readonly lang: Lang;
}

/** The visitor's figure, once there is one, and the reference on one axis. */
export function BothDrawn({ reference, text, name, you, lang }: BothDrawnProps) {
  const label = WORDS[lang].welcome.reference.name(reference.period, text);
  return (
    <Sized height={126}>
      {(width) => (
        <BesideReference
          id={`reference-${name.replace(".", "-")}`}
          width={width}
          label={label}
          you={you}
          reference={{ value: reference.value, text: label }}
          {...axisText(unitLabel(reference.unit, lang), lang)}
          absent={UNPUBLISHED[lang].reference.none}
        />
      )}
    </Sized>
  );
}
