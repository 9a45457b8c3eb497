import { publicMiddle } from "../compare/public-middle.ts";
import { clampOf } from "../visit/commons.ts";
import type { Flow } from "./flow.ts";
import { type Unusual, unusualOf } from "./unusual.ts";
import { unusualLines } from "./unusual-words.ts";

/** Whose figures they are, and what is public beside them. */
type Asked = Pick<Flow, "commons" | "visitor" | "lang">;

/** The figures that are far from others'. Only public files are looked at. */
export function unusualAmong(readings: Parameters<typeof unusualOf>[0], { commons, visitor, lang }: Asked): Unusual[] {
  return unusualOf(readings, (ref) => ({
    clamp: clampOf(commons.catalog, ref),
    middle: publicMiddle(commons, visitor, ref, lang),
  }));
}

interface UnusualQuestionProps {
  readonly found: readonly Unusual[];
  readonly flow: Pick<Flow, "words" | "lang" | "notice">;
  readonly onRight: () => void;
  readonly onWrong: () => void;
}

/** Asks about figures that look like a wrong unit, before they are sent: by a contribution, an addition or a correction. */
export function UnusualQuestion({ found, flow, onRight, onWrong }: UnusualQuestionProps) {
  const w = flow.words.unusual;
  return (
    <section class="warn unusual" id="unusual" aria-labelledby="unusual-title">
      <h2 id="unusual-title">{found.length === 1 ? w.title : w.titleMany(found.length)}</h2>
      <ul>
        {unusualLines(found, flow).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div class="tools">
        <button type="button" class="quiet" onClick={onRight}>
          {w.right}
        </button>
        <button type="button" class="quiet" onClick={onWrong}>
          {w.wrong}
        </button>
      </div>
    </section>
  );
}
