import type { MeasureRef } from "../../src/domains/index.ts";
import type { Lang } from "../shared/i18n.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import type { Visitor } from "../visit/visitor.ts";
import { answerOf } from "./topic-answer.ts";

/** The published middle, per month, of the group nearest to the visitor; null where none is published. */
export function publicMiddle(commons: PublicCommons, visitor: Visitor, ref: MeasureRef, lang: Lang): number | null {
  const root = commons.tree.root.code;
  const centre = answerOf(commons, visitor, ref, visitor.area.value ?? root, lang).group?.centre.value;
  const cell = cellAt(commons, ref, root, "_T", commons.main?.period ?? "");
  return centre ?? cell?.get("P50")?.OBS_VALUE ?? cell?.get("MEAN")?.OBS_VALUE ?? null;
}
