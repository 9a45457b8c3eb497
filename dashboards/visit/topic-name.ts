import type { MeasureRef } from "../../src/domains/index.ts";
import { unitLabel } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { type PublicCommons, unitOf } from "./commons.ts";

/** A topic among others: of two about energy, the unit tells which is an amount of money. `Énergie du logement, en €` */
export function topicAmongOthers({ catalog }: Pick<PublicCommons, "catalog">, ref: MeasureRef, lang: Lang): string {
  const unit = unitOf(catalog, ref);
  const topic = topicLabel(ref, lang);
  return unit === catalog.commons.currency ? WORDS[lang].stand.unit.topicIn(topic, unitLabel(unit, lang)) : topic;
}
