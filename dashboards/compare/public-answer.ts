import { hundredHomes } from "../charts/hundred.ts";
import { binsOf, cellAt, type PublicCommons } from "../visit/commons.ts";
import { centreOf, quartilesOf } from "./position.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** The visitor's town, never a smaller area, which would show where the visitor lives. */
function townOf(commons: PublicCommons, answer: TopicAnswer): string {
  const lineage = commons.tree.lineage(answer.area);
  const leaf = lineage[0]?.level === commons.leaf && lineage.length > 1;
  return (leaf ? lineage[1] : lineage[0])?.code ?? commons.tree.root.code;
}

/**
 * A public group in the form of an answer, without a visitor's figure or verdict. Without reliable quartiles nothing is drawn: the few bins that stand out
 * of the noise then are no picture of homes.
 */
function publicAnswer(commons: PublicCommons, answer: TopicAnswer, area: string, type: string): TopicAnswer | null {
  const period = commons.main?.period ?? "";
  const cell = cellAt(commons, answer.ref, area, type, period);
  const [centre, quartiles] = cell ? [centreOf(cell), quartilesOf(cell)] : [null, null];
  const homes = hundredHomes(binsOf(commons, answer.ref, area, type));
  if (!cell || !centre || !quartiles || homes.length === 0) return null;
  const group = { area, type, cell, centre, quartiles, relaxed: [] };
  return { ...answer, area, period, given: null, verdict: null, group, homes, fivePercent: null, kinds: [], groups: [] };
}

/** The public figures of all homes in the visitor's town, or of the nearest wider area that can be drawn, and of there the homes of the visitor's kind where that is known. */
export function publicAnswers(commons: PublicCommons, answer: TopicAnswer) {
  const type = answer.group?.type ?? "_T";
  for (const { code } of commons.tree.lineage(townOf(commons, answer))) {
    const whole = publicAnswer(commons, answer, code, "_T");
    if (whole) return { area: code, whole, own: type === "_T" ? null : publicAnswer(commons, answer, code, type) };
  }
  return { area: commons.tree.root.code, whole: null, own: null };
}
