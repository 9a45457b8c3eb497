import { textIn } from "../../src/contract/labels.ts";
import { amountText, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { percent } from "../shared/percent.ts";
import { FRENCH_CLAMP_SOURCES, isSameClamp, type StatedClamp } from "./french-clamps.ts";
import type { MeasureProps } from "./measure-data.ts";
import { measureUnit } from "./measure-facts.ts";
import { measureWords } from "./measure-words.ts";
import { DOCS, type DocsWords } from "./words.ts";

/** The largest amount that counts, what it cuts off, and where it comes from. */
export function Clamp({ data, lang }: MeasureProps) {
  const { ref, catalog, report } = data;
  const words = measureWords(lang, catalog);
  const clamp = catalog.measures.find((one) => `${one.domain}.${one.measure}` === ref.key)?.clamp ?? ref.measure.clamp;
  const upper = amountText(clamp.upper, Number.isInteger(clamp.upper) ? 0 : 1, measureUnit(catalog, ref, lang), lang);
  const loss = report?.clamp_loss[ref.key] ?? null;
  const lost = lossText(loss, report !== null, words, lang);
  return (
    <>
      {words.clampText(upper)} {lost}{" "}
      <span class="note">
        <ClampSource data={data} clamp={clamp} lang={lang} />
      </span>
    </>
  );
}

/** What a clamp cuts off: about how much, nothing where that rounds to zero, or that a release could not estimate it. */
export function lossText(loss: number | null, isReleased: boolean, words: DocsWords["measure"], lang: Lang): string {
  if (loss === null) return isReleased ? words.clampUnknown : "";
  return loss >= 0.0005 ? words.clampLoss(percent(100 * loss, lang)) : "";
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
