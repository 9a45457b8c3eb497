import { topicsOf } from "../district/portrait-figures.ts";
import { placeOfPortrait } from "../district/portrait-place.ts";
import { awayPortraitTitle } from "../district/portrait-title.ts";
import { awayTopicNotes, refsOf, TopicsDrawing } from "../district/portrait-topics.tsx";
import { TrendDrawing, trendWords } from "../district/portrait-trend.tsx";
import { portraitWords } from "../district/portrait-words.ts";
import { sourceOf } from "../district/shown.ts";
import type { FigureMaker } from "./framed-figure.ts";

/** px that a trend needs at least to be read; one that is higher than the other says no more */
const LEAST_TREND = 180;
const HIGHEST_TREND = 420;

export const topicsFigure: FigureMaker = (shown) => {
  const { atlas, choice } = shown;
  const { code, parent } = placeOfPortrait(shown);
  const name = atlas.tree.get(code)?.name ?? "";
  const topics = topicsOf(atlas, code, parent, choice.period);
  return {
    title: awayPortraitTitle(shown, topics),
    subtitle: portraitWords(shown).topicsSubtitle((parent && atlas.tree.get(parent)?.name) || name),
    source: sourceOf(
      shown,
      topics.flatMap(({ period }) => period ?? []),
    ),
    view: "portrait",
    refs: refsOf(topics),
    notes: awayTopicNotes(shown, topics),
    draw: (width) => <TopicsDrawing shown={shown} width={width} />,
  };
};

export const trendFigure: FigureMaker = (shown) => {
  const said = trendWords(shown);
  return (
    said && {
      title: said.awayTitle,
      subtitle: said.subtitle,
      source: sourceOf(shown, said.trend.periods),
      view: "portrait",
      notes: said.notes,
      least: LEAST_TREND,
      draw: (width, height) => <TrendDrawing shown={shown} width={width} height={Math.min(height, HIGHEST_TREND)} />,
    }
  );
};
