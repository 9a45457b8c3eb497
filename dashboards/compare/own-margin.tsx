import { axisText, upperFirst } from "../shared/format.ts";
import { WORDS } from "../shared/i18n.ts";
import { groupPhrase, statisticOf } from "./group-words.ts";
import { Means } from "./means.tsx";
import type { PartProps } from "./part-props.ts";
import { amountAtMargin, ownAmount, unsureEnds } from "./rounded.ts";
import { youAmong } from "./you-among.ts";

/** The middle or the mean of the home's own kind with its margin, and the visitor beside it. One that is too unsure to be read has a hollow dot. */
export function OwnMargin({ commons, answer, lang, width, id }: PartProps) {
  const { group, given, unit } = answer;
  const ends = unsureEnds(answer, lang);
  if (!group || !given) return null;
  const words = WORDS[lang];
  const statistic = statisticOf(answer);
  const [name, text] = [
    upperFirst(groupPhrase(commons, answer, lang)),
    words.labelled(
      words.stand.centre[statistic],
      ends === null ? amountAtMargin(group.centre, answer, lang) : words.between(...ends),
    ),
  ];
  const own = words.stand.youAre(ownAmount(answer, lang));
  return (
    <Means
      id={id}
      width={width}
      label={`${words.labelled(name, text)}. ${upperFirst(own)}.`}
      rows={[
        {
          name,
          interval: group.centre,
          text,
          isMiddle: statistic === "P50",
          ...(ends === null ? {} : { against: "wide" }),
        },
      ]}
      you={youAmong(given.perMonth, own, [group.centre.upper])}
      {...axisText(unit, lang)}
    />
  );
}
