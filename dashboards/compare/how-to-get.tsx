import type { MeasureRef } from "../../src/domains/index.ts";
import { holdersOf } from "../contribute/holders.ts";
import { unbroken } from "../shared/dom.ts";
import type { Lang } from "../shared/i18n.ts";

/** How each holder of the records of a measure gives a file, step by step. Those without a file are left out. */
export function HowToGet({ measure, lang }: { readonly measure: MeasureRef; readonly lang: Lang }) {
  const holders = holdersOf([measure]).filter(({ holder }) => holder.file.length > 0);
  return (
    <>
      {holders.map(({ holder: { id, name, file } }) => (
        <div key={id}>
          <b>{name[lang]}</b>
          <ol>
            {file.map((step) => (
              <li key={step.en}>{unbroken(step[lang])}</li>
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}
