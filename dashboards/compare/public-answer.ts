import { hundredHomes } from "../charts/hundred.ts";
import { binsOf, cellAt, type PublicCommons } from "../visit/commons.ts";
import { centreOf, quartilesOf } from "./position.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/** The visitor's town, never a smaller area, which would show where the visitor lives. */
export function townOf(commons: PublicCommons, answer: TopicAnswer): string {
  const lineage = commons.tree.lineage(answer.area);
  const leaf = lineage[0]?.level === commons.leaf && lineage.length > 1;
  return (leaf ? lineage[1] : lineage[0])?.code ?? commons.tree.root.code;
}

/** A public group in the form of an answer, without a visitor's figure or verdict. */
function publicAnswer(commons: PublicCommons, answer: TopicAnswer, type: string): TopicAnswer | null {
  const area = townOf(commons, answer);
  const period = commons.main?.period ?? "";
  const cell = cellAt(commons, answer.ref, area, type, period);
  const centre = cell ? centreOf(cell) : null;
  const homes = hundredHomes(binsOf(commons, answer.ref, area, type));
  if (!cell || !centre || homes.length === 0) return null;
  const group = { area, type, cell, centre, quartiles: quartilesOf(cell), relaxed: [] };
  return { ...answer, area, period, given: null, verdict: null, group, homes, fivePercent: null, kinds: [], groups: [] };
}

/** The public figures of all homes in the visitor's town, and of its homes of the visitor's kind where that is known. */
export function publicAnswers(commons: PublicCommons, answer: TopicAnswer) {
  const type = answer.group?.type ?? "_T";
  return { whole: publicAnswer(commons, answer, "_T"), own: type === "_T" ? null : publicAnswer(commons, answer, type) };
}
