import { textIn } from "../../src/contract/labels.ts";
import { amountText, lowerFirst } from "../shared/format.ts";
import { percent } from "../shared/percent.ts";
import { FRENCH_CLAMP_SOURCES, isSameClamp, type StatedClamp } from "./french-clamps.ts";
import type { MeasureProps } from "./measure-data.ts";
import { measureUnit } from "./measure-facts.ts";
import { DOCS } from "./words.ts";

/** The largest amount that counts, what it cuts off, and where it comes from. */
export function Clamp({ data, lang }: MeasureProps) {
  const { ref, catalog, report } = data;
  const words = DOCS[lang].measure;
  const clamp = catalog.measures.find((one) => `${one.domain}.${one.measure}` === ref.key)?.clamp ?? ref.measure.clamp;
  const upper = amountText(clamp.upper, Number.isInteger(clamp.upper) ? 0 : 1, measureUnit(catalog, ref, lang), lang);
  const loss = report?.clamp_loss[ref.key] ?? 0;
  return (
    <>
      {words.clampText(upper)} {loss >= 0.0005 ? words.clampLoss(percent(100 * loss, lang)) : ""}{" "}
      <span class="note">
        <ClampSource data={data} clamp={clamp} lang={lang} />
      </span>
    </>
  );
}

/**
 * Where a clamp comes from: the program's own reason in the page's language, else the operator's words as a quotation, whose language
 * is known where they are stated in both.
 */
function ClampSource({ data: { ref }, clamp, lang }: MeasureProps & { readonly clamp: StatedClamp }) {
  const words = DOCS[lang].measure;
  const { measure, key } = ref;
  if (isSameClamp(clamp, measure.clamp)) {
    const own = lang === "fr" ? FRENCH_CLAMP_SOURCES[key] : undefined;
    return <>{`${words.clampSource} ${lowerFirst(own ?? withExponents(measure.clamp.source))}`}</>;
  }
  return (
    <>
      {words.clampStated}{" "}
      <q {...(typeof clamp.source === "string" ? { lang: "" } : {})}>{withExponents(textIn(clamp.source, lang))}</q>
    </>
  );
}

/** Writes `m³` for the `m3` of sources. */
const withExponents = (text: string): string => text.replace(/\bm([23])\b/g, (_, power) => (power === "2" ? "m²" : "m³"));
