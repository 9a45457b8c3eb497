import { unknownHousehold } from "../../src/contract/attributes.ts";
import { hundredOf } from "../charts/hundred.ts";
import { binsOf } from "../visit/bins.ts";
import { cellAt, type PublicCommons } from "../visit/commons.ts";
import { focusOf } from "../visit/focus.ts";
import { centreOf, quartilesOf } from "./position.ts";
import type { TopicAnswer } from "./topic-answer.ts";

/**
 * A public group in the form of an answer, without a visitor's figure or verdict. Without reliable quartiles nothing is drawn: the few bins that stand out
 * of the noise then are no picture of homes.
 */
function publicAnswer(commons: PublicCommons, answer: TopicAnswer, area: string, type: string): TopicAnswer | null {
  const period = commons.main?.period ?? "";
  const cell = cellAt(commons, answer.ref, area, type, period);
  const [centre, quartiles] = cell ? [centreOf(cell), quartilesOf(cell)] : [null, null];
  const homes = hundredOf(binsOf(commons, answer.ref, area, type));
  if (!cell || !centre || !quartiles || homes.length === 0) return null;
  const group = { area, type, cell, centre, quartiles, hasOtherKinds: false };
  const { ref, unit } = answer;
  // Nothing is taken over as it is: the card had named the quarters of a visitor's bill.
  return {
    ref,
    unit,
    area,
    period,
    group,
    homes,
    below: null,
    given: null,
    isMonthUntold: false,
    price: "",
    fault: null,
    verdict: null,
    advice: null,
    groups: [],
    untold: [],
    household: unknownHousehold(area),
    ownType: type,
    hasPump: false,
    seldom: false,
    withheld: false,
    fivePercent: null,
    fiveShare: null,
    possible: [],
    kinds: [],
    season: null,
    otherYears: [],
    earlier: [],
  };
}

/**
 * The public figures of all homes of the area that the first page shows to everybody, else of the territory, and of the homes of the visitor's
 * kind where that is known. Never of an area that the visitor named: the card is the same whatever place they told.
 */
export function publicAnswers(commons: PublicCommons, answer: TopicAnswer) {
  const areas = new Set([focusOf(commons)?.area.code, commons.tree.root.code]);
  const firstOf = (type: string): TopicAnswer | null => {
    for (const area of areas) {
      const found = area === undefined ? null : publicAnswer(commons, answer, area, type);
      if (found) return found;
    }
    return null;
  };
  const whole = firstOf("_T");
  const type = answer.group?.type ?? "_T";
  return { whole, own: whole && type !== "_T" ? firstOf(type) : null };
}
