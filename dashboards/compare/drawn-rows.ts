import { en } from "../messages/en/standing.ts";
import { fr } from "../messages/fr/standing.ts";
import { digitsOf, marginText } from "../shared/digits.ts";
import type { FigureTable } from "../shared/figure-frame.tsx";
import { amountText, endsText } from "../shared/format.ts";
import { type Lang, translated, WORDS } from "../shared/i18n.ts";
import type { WithMargin } from "../shared/reliable-interval.ts";
import type { PublicCommons } from "../visit/commons.ts";
import { hasPosition, isAmongKinds, isBesideHalf } from "./drawn-figures.ts";
import { groupPhrase } from "./group-words.ts";
import { nearRows } from "./near-means.tsx";
import { kindName, shortName } from "./phrases.ts";
import type { Quartiles } from "./position.ts";
import { ownAmount } from "./rounded.ts";
import { seasonRow } from "./same-months.tsx";
import type { TopicAnswer } from "./topic-answer.ts";

const STANDING = translated(fr, en);

/**
 * What is drawn beside a figure without months: of part of the year the same months, else a hundred homes or their middle half where the
 * figure has a place among them, the kinds of home, or means nearby.
 */
export function othersOf(answer: TopicAnswer): "season" | "dots" | "half" | "kinds" | "near" {
  if (answer.season?.centre) return "season";
  if (isAmongKinds(answer)) return "kinds";
  if (isBesideHalf(answer)) return "half";
  return hasPosition(answer) && answer.homes.length > 0 ? "dots" : "near";
}

/** A published figure that is drawn beside one without months. */
interface DrawnRow {
  readonly name: string;
  readonly statistic: "P50" | "MEAN";
  readonly interval: WithMargin;
  /** absent: as many as the margin allows */
  readonly digits?: number;
  readonly quartiles: Quartiles | null;
}

function rowsOf(commons: PublicCommons, answer: TopicAnswer, lang: Lang): readonly DrawnRow[] {
  const { ref, group, kinds } = answer;
  switch (othersOf(answer)) {
    case "season": {
      const row = seasonRow(answer, lang);
      return row ? [{ ...row, statistic: answer.season?.statistic ?? "MEAN" }] : [];
    }
    case "dots":
    case "half": {
      if (!group) return [];
      const { quartiles, centre } = group;
      const [statistic, interval] = quartiles ? (["P50", quartiles.p50] as const) : [centre.statistic, centre];
      return [{ name: groupPhrase(commons, answer, lang), statistic, interval, quartiles }];
    }
    case "kinds":
      return kinds.map(({ type, quartiles }) => ({
        name: kindName(ref, type, lang),
        statistic: "P50",
        interval: quartiles.p50,
        quartiles,
      }));
    case "near":
      return nearOf(commons, answer);
  }
}

/** The figures of the places around the visitor. */
function nearOf(commons: PublicCommons, answer: TopicAnswer): readonly DrawnRow[] {
  const near = nearRows(commons, answer, 1);
  if (!near) return [];
  return near.rows.map(({ name, interval }) => ({ name: shortName(name), interval, statistic: near.statistic, quartiles: null }));
}

/** A figure without months and what is drawn beside it, as a table: columns that would be empty are left out. */
export function drawnTable(commons: PublicCommons, answer: TopicAnswer, lang: Lang): FigureTable {
  const words = STANDING[lang];
  const { unit, ref } = answer;
  const rows = rowsOf(commons, answer, lang);
  const hasHalf = rows.some(({ quartiles }) => quartiles !== null);
  const range = ([low, high]: readonly [string, string]): string => `${low}–${high}`;
  return {
    columns: [words.who, words.perMonth, words.margin, ...(hasHalf ? [words.range] : [])],
    rows: [
      [WORDS[lang].stand.you, ownAmount(answer, lang), words.none, ...(hasHalf ? [words.none] : [])],
      ...rows.map(({ name, statistic, interval, quartiles, digits = digitsOf(interval, ref.measure.decimals) }) => {
        return [
          words.ofWhom(name, words.statistics[statistic]),
          amountText(interval.value, digits, unit, lang),
          range(marginText(interval, digits, unit, lang)),
          ...(quartiles ? [range(endsText(quartiles.p25.value, quartiles.p75.value, digits, unit, lang))] : []),
        ];
      }),
    ],
  };
}
