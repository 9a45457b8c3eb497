import type { MeasureRef } from "../../src/domains/index.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { changeEntry, type OwnEntry, type Visitor } from "../visit/visitor.ts";
import { STAND } from "./stand-words.ts";

interface WhichMonthProps {
  readonly visitor: Visitor;
  readonly measure: MeasureRef;
  readonly entry: OwnEntry;
  readonly lang: Lang;
  /** what stands where no month is chosen; absent: the question */
  readonly ask?: string;
}

/** Tells whether a figure is in money, of which many know the instalment that they pay each month. */
export const isInMoney = ({ measure }: MeasureRef): boolean => measure.unit === "currency";

/** In the list, an average month, which is none of the calendar's. */
const USUAL = "usual";

/** Which month a monthly figure is of, for measures that vary with the season. */
export function WhichMonth({ visitor, measure, entry, lang, ask = STAND[lang].whichMonth }: WhichMonthProps) {
  const words = STAND[lang];
  const chosen = entry.usual ? USUAL : entry.month;
  const option = (value: string, text: string) => (
    <option key={value} value={value} selected={chosen === value}>
      {text}
    </option>
  );
  return (
    <select
      class="month"
      autocomplete="off"
      aria-label={words.whichMonth}
      onChange={({ currentTarget: { value } }) =>
        changeEntry(visitor, measure.key, value === USUAL ? { month: "", usual: true } : { month: value, usual: false })
      }
    >
      {option("", ask)}
      {option(USUAL, words.anyMonth[isInMoney(measure) ? "money" : "use"])}
      {WORDS[lang].monthNames.map((name, i) => option(String(i + 1).padStart(2, "0"), name))}
    </select>
  );
}
