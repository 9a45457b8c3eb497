import { h } from "../shared/dom.ts";
import { formatPeriod } from "../shared/format.ts";
import { levelName } from "../shared/labels.ts";
import { type Context, periodName } from "./context.ts";
import { absence, periodWithDetail } from "./view.ts";

/** Why the level shows nothing, and what would change it; null where it shows something. */
export function absentSection(context: Context): HTMLElement | null {
  const why = absence(context.cells);
  if (why === null) return null;
  const { words, choice, lang } = context;
  const longer = periodWithDetail(context.rows, choice, context.areas);
  const say = why === "level" ? words.nothingLevel : words.nothingAll;
  return h(
    "section",
    { class: "warn absent" },
    h("p", {}, say(levelName(context.territory.level_names, choice.level, lang), periodName(context))),
    h("p", {}, words.remedy),
    longer === null
      ? null
      : h(
          "button",
          { type: "button", class: "no-print", onClick: () => context.go({ period: longer }) },
          words.longer(formatPeriod(longer, lang)),
        ),
  );
}
