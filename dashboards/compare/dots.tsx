import { HundredHomes } from "../charts/hundred-homes.tsx";
import { axisText } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { beforeMarked } from "./earlier.tsx";
import { groupPhrase, verbOf } from "./group-words.ts";
import type { PartProps } from "./part-props.ts";
import { kindPhrase } from "./phrases.ts";
import { halfText, ownAmount } from "./rounded.ts";
import { STAND } from "./stand-words.ts";

/** One hundred homes of the group, with the visitor among them unless `marked` is false. */
export function Dots({
  commons,
  answer,
  lang,
  width,
  id,
  marked = true,
  mark = null,
}: PartProps & { readonly marked?: boolean }) {
  const words = WORDS[lang].stand;
  const { group, ref, homes, unit } = answer;
  if (!group || homes.length === 0) return null;
  const { quartiles } = group;
  const how = verbOf(commons, answer);
  const own = ownAmount(answer, lang);
  const kind = kindPhrase(ref, "_T", lang).many;
  const [low, high] = quartiles ? halfText(quartiles, answer, lang) : ["", ""];
  return (
    <HundredHomes
      id={id}
      width={width}
      label={STAND[lang].dotsLabel(groupPhrase(commons, answer, lang), low, high, marked ? (mark?.text ?? own) : "–")}
      homes={homes}
      quarters={quartiles ? { low: quartiles.p25.value, high: quartiles.p75.value } : null}
      you={marked ? (mark ?? (answer.given && { value: answer.given.perMonth, text: words.youAre(own) })) : null}
      // What was given earlier has more in it, too, and would stand beside a mark that has not.
      before={marked && mark === null ? beforeMarked(answer) : null}
      {...axisText(unit, lang)}
      words={{
        middle: words.half(kind, low, high),
        below: STAND[lang].lows[how],
        above: STAND[lang].highs[how],
        beyond: STAND[lang].beyond,
      }}
    />
  );
}
