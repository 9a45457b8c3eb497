import { DotRow } from "../charts/dot-row.tsx";
import { Spreads } from "../charts/spreads.tsx";
import { plainDigits } from "../shared/digits.ts";
import { amountText, axisText, formatPeriod } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { hasPosition, statesGap } from "./drawn-figures.ts";
import { groupPhrase, statisticOf } from "./group-words.ts";
import type { PartProps } from "./part-props.ts";
import { kindName, kindPhrase } from "./phrases.ts";
import { arePrecise, type Quartiles } from "./position.ts";
import { amountAtMargin, halfText, ownAmount } from "./rounded.ts";
import { STAND } from "./stand-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";
import { VERDICTS } from "./verdict-words.ts";
import { youAmong } from "./you-among.ts";

/** `la moitié des foyers : 270 à 580 kWh` */
export const allHalf = (quartiles: Quartiles, answer: TopicAnswer, lang: Lang): string =>
  WORDS[lang].stand.half(kindPhrase(answer.ref, "_T", lang).many, ...halfText(quartiles, answer, lang));

/** The middle half, and the middle unless the gap with it stands beside the row. */
function rowText(answer: TopicAnswer, lang: Lang): string {
  const { group } = answer;
  if (!group) return "";
  const { quartiles, centre } = group;
  if (quartiles && statesGap(answer)) return allHalf(quartiles, answer, lang);
  const named = `${WORDS[lang].stand.centre[statisticOf(answer)]} ${amountAtMargin(quartiles?.p50 ?? centre, answer, lang)}`;
  // Where it does not fit, it has a line of its own.
  const middleText = named.replaceAll(" ", "\u00a0");
  return quartiles ? `${allHalf(quartiles, answer, lang)}, ${middleText}` : middleText;
}

/** What a dot of a row is, in words from the longest on. */
const dotWords = ({ ref }: TopicAnswer, lang: Lang): readonly string[] => VERDICTS[lang].dot(kindPhrase(ref, "_T", lang).one);

/** Twenty homes of the group in a row, with the visitor among them: a small version of `Dots`. */
export function Row({ answer, lang, width, id, mark = null }: PartProps) {
  const words = WORDS[lang];
  const { group, homes, given } = answer;
  if (!group || homes.length === 0 || !given) return null;
  const { quartiles } = group;
  const middle = quartiles?.p50 ?? group.centre;
  const own = mark?.text ?? words.stand.youAre(ownAmount(answer, lang));
  return (
    <DotRow
      id={id}
      width={width}
      label={own}
      homes={homes}
      quarters={quartiles ? { low: quartiles.p25.value, high: quartiles.p75.value } : null}
      middle={{ value: middle.value, text: rowText(answer, lang) }}
      dot={dotWords(answer, lang)}
      // A bill or a year's total stands in the field: its month is said at the mark.
      you={{ value: mark?.value ?? given.perMonth, text: given.total || mark ? own : words.stand.you, full: own }}
      format={(end) => amountText(end, plainDigits(end), answer.unit, lang)}
    />
  );
}

interface MiddleRowProps extends Omit<PartProps, "commons"> {
  readonly quartiles: Quartiles;
  /** empty where none can be drawn; null: not known yet */
  readonly homes: readonly number[] | null;
}

/** The middle half of all homes of a place on a line, before a visitor has given a figure. */
export function MiddleRow({ answer, quartiles, homes, lang, width, id }: MiddleRowProps) {
  const { p25, p50, p75 } = quartiles;
  const half = allHalf(quartiles, answer, lang);
  return (
    <DotRow
      id={id}
      width={width}
      label={half}
      homes={homes}
      quarters={{ low: p25.value, high: p75.value }}
      middle={{ value: p50.value, text: half }}
      dot={dotWords(answer, lang)}
      you={null}
      format={(end) => amountText(end, plainDigits(end), answer.unit, lang)}
    />
  );
}

/** The middle half of each kind of home, where the visitor's own kind is not known, or has no quartiles that give a place. */
export function KindSpreads({ answer, lang, width, id }: PartProps) {
  const words = WORDS[lang].stand;
  const { ref, kinds, unit, given } = answer;
  const spreadText = (type: string, quartiles: Quartiles): string => {
    const [low, high] = halfText(quartiles, answer, lang);
    return STAND[lang].spreads.part(kindName(ref, type, lang), low, amountAtMargin(quartiles.p50, answer, lang), high);
  };
  return (
    <Spreads
      id={id}
      width={width}
      label={STAND[lang].spreads.label(kinds.map(({ type, quartiles }) => spreadText(type, quartiles)).join(" "))}
      rows={kinds.map(({ type, quartiles }) => ({
        name: kindName(ref, type, lang),
        value: amountAtMargin(quartiles.p50, answer, lang),
        low: quartiles.p25.value,
        middle: quartiles.p50.value,
        high: quartiles.p75.value,
        sure: arePrecise(quartiles),
        own: type === answer.ownType,
      }))}
      you={
        given
          ? youAmong(
              given.perMonth,
              words.youAre(ownAmount(answer, lang)),
              kinds.map(({ quartiles }) => quartiles.p75.value),
            )
          : null
      }
      {...axisText(unit, lang)}
    />
  );
}

/** The middle half of the group, with the visitor beside it where the verdict gives a place. */
export function Half({ commons, answer, lang, width, id, mark = null }: PartProps) {
  const { group, unit, given } = answer;
  if (!group?.quartiles || !given) return null;
  const { p25, p50, p75 } = group.quartiles;
  const words = WORDS[lang].stand;
  const name = groupPhrase(commons, answer, lang);
  const own = mark?.text ?? words.youAre(ownAmount(answer, lang));
  const isPlaced = hasPosition(answer);
  const [low, high] = halfText(group.quartiles, answer, lang);
  const spread = STAND[lang].spreads.part(name, low, amountAtMargin(p50, answer, lang), high);
  return (
    <Spreads
      id={id}
      width={width}
      label={isPlaced ? `${spread} ${own}.` : spread}
      rows={[
        {
          // The sentence names the homes.
          name: formatPeriod(answer.period, lang),
          value: WORDS[lang].labelled(words.centre.P50, amountAtMargin(p50, answer, lang)),
          low: p25.value,
          middle: p50.value,
          high: p75.value,
          sure: true,
        },
      ]}
      you={isPlaced ? youAmong(mark?.value ?? given.perMonth, own, [p75.value]) : null}
      {...axisText(unit, lang)}
    />
  );
}
