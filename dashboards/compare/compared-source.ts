import { formatPeriod } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { listed } from "./group-words.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** The periods of what the sentence compares with. */
const comparedPeriods = ({ season, period }: TopicAnswer, lang: Lang): string =>
  listed(
    (season?.centre ? season.periods : [period]).map((one) => formatPeriod(one, lang)),
    lang,
  );

/** The source of a card's figures. */
export function sourceText(commons: PublicCommons, answer: TopicAnswer, lang: Lang): string {
  const { name, origin } = commons.catalog.commons;
  const words = WORDS[lang].figure;
  const own = words.source(name[lang], comparedPeriods(answer, lang));
  return origin === undefined ? own : `${own}. ${words.origin(origin[lang])}`;
}
