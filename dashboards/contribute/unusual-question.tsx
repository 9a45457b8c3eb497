import type { ComponentChildren } from "preact";
import type { MeasureRef } from "../../src/domains/index.ts";
import { publicMiddle } from "../compare/public-middle.ts";
import { formatNumber } from "../shared/format.ts";
import { Rich } from "../shared/rich.tsx";
import { clampOf } from "../visit/commons.ts";
import { type AddTo, amountWords, type Flow } from "./flow.ts";
import { isBeyond, type Unusual, unusualOf } from "./unusual.ts";
import type { ColumnMonth, PublicBounds } from "./unusual-columns.ts";
import { type UnusualText, unusualTexts } from "./unusual-words.ts";

/** What is needed to look up public figures for a visitor, and what the contribution that is added to holds. */
type Audience = Pick<Flow, "commons" | "visitor" | "lang"> & { readonly addTo?: Pick<AddTo, "held"> | null };

/** The readings that are far from public figures, or from the home's others. Only public files are consulted. `left`: as `unusualOf` takes it. */
export function unusualAmong(
  readings: Parameters<typeof unusualOf>[0],
  { commons, visitor, lang, addTo }: Audience,
  left: readonly ColumnMonth[] = [],
): Unusual[] {
  // A month is looked up for itself and for its column.
  const known = new Map<string, PublicBounds>();
  const boundsOf = (ref: MeasureRef, period: string): PublicBounds => {
    const key = `${ref.key} ${period}`;
    const bounds = known.get(key) ?? {
      clamp: clampOf(commons.catalog, ref),
      middle: publicMiddle(commons, visitor, ref, lang, period),
    };
    known.set(key, bounds);
    return bounds;
  };
  return unusualOf(readings, boundsOf, addTo?.held, left);
}

/** The readings above what counts and far from everybody's: beside them nobody else could be seen, so they are named and not placed. */
export const beyondAmong = (readings: Parameters<typeof unusualOf>[0], audience: Audience): Unusual[] =>
  unusualAmong(readings, audience).filter(isBeyond);

interface MostCountedProps {
  readonly readings: Parameters<typeof unusualOf>[0];
  readonly flow: Audience & Pick<Flow, "words" | "notice">;
}

/**
 * Names figures above what counts at most, and what counts of them. The bound is of a home's mean over a publication's period, of which a
 * month may be above it (`pipelines/20_amounts.sql`, `30_bounded.sql`).
 */
export function MostCounted({ readings, flow }: MostCountedProps) {
  const w = flow.words.unusual;
  const above = unusualAmong(readings, flow).filter(({ kind }) => kind === "clamp");
  return (
    <>
      {[...new Set(above.map(({ ref }) => ref))].map((ref) => {
        const found = above.filter((one) => one.ref === ref);
        const most = amountWords(ref, found[0]?.clamp ?? 0, flow);
        return (
          <p key={ref.key} class="warn beyond">
            {unusualTexts(found, flow).map(({ what }) => what)} {w.most(most)} {found.some(isBeyond) ? w.noPlace : null}
          </p>
        );
      })}
    </>
  );
}

interface Answers {
  readonly onRight: () => void;
  /** goes to where they are corrected; absent: they are many figures of files */
  readonly onWrong?: (() => void) | undefined;
  /** turns those of files into the unit of which their digits would be usual; absent: there is none */
  readonly inBase?: { readonly unit: string; readonly run: () => void } | undefined;
  /** divide the columns of files that are that many times too high; `topic`: its name, where another is asked about too */
  readonly divides?: readonly { readonly divisor: number; readonly topic: string | null; readonly run: () => void }[];
  /** takes another file, where they are too many to be corrected; absent: they can be */
  readonly onAnother?: (() => void) | undefined;
  /** leaves out those that are of files, and how many these are; absent: none is */
  readonly leave?: { readonly count: number; readonly run: () => void } | undefined;
}

interface UnusualQuestionProps extends Answers {
  /** each with answers of its own; absent: those for all */
  readonly texts: readonly (UnusualText & { readonly own?: Answers | undefined })[];
  /** how many figures these are */
  readonly count: number;
  readonly flow: Pick<Flow, "words" | "lang">;
  /** true: a place among others is shown once this is answered */
  readonly waits?: boolean;
  /** what stands below the answers, once one of them opened it */
  readonly children?: ComponentChildren;
}

/** Asks about figures that look like a wrong unit before a contribution, an addition or a correction is sent. */
export function UnusualQuestion({ texts, count, flow, waits = false, children, ...answers }: UnusualQuestionProps) {
  const w = flow.words.unusual;
  // One figure is its own title.
  const only = texts.length === 1 ? texts[0] : undefined;
  return (
    <section class="warn unusual" id="unusual" aria-labelledby="unusual-title">
      <h2 id="unusual-title">{only ? w.title(only.what) : w.titleMany(count)}</h2>
      {only ? (
        <p>
          <Rich text={only.why} />
        </p>
      ) : (
        <ul>
          {texts.map(({ what, why, own }) => (
            <li key={what}>
              <b>{what}</b> <Rich text={why} />
              {own === undefined ? null : <AnswerButtons flow={flow} {...own} of={what} />}
            </li>
          ))}
        </ul>
      )}
      {waits ? <p class="hint">{w.waits}</p> : null}
      {texts.every(({ own }) => own !== undefined) && !only ? null : <AnswerButtons flow={flow} {...answers} />}
      {children}
    </section>
  );
}

/** `of`: the figure, where others have buttons too. */
function AnswerButtons({
  flow,
  onRight,
  onWrong,
  inBase,
  divides = [],
  onAnother,
  leave,
  of,
}: Answers & Pick<UnusualQuestionProps, "flow"> & { of?: string }) {
  const w = flow.words.unusual;
  const nameOf = (text: string): string | undefined => (of === undefined ? undefined : `${text} – ${of}`);
  return (
    <div class="tools">
      <button type="button" class="quiet" aria-label={nameOf(w.right)} onClick={onRight}>
        {w.right}
      </button>
      {onWrong === undefined ? null : (
        <button type="button" class="quiet wrong" aria-label={nameOf(w.wrong)} onClick={onWrong}>
          {w.wrong}
        </button>
      )}
      {inBase === undefined ? null : (
        <button type="button" class="quiet" id="in-base" onClick={inBase.run}>
          {w.inBase(inBase.unit)}
        </button>
      )}
      {divides.map(({ divisor, topic, run }) => (
        <button type="button" class="quiet divide" key={topic} onClick={run}>
          {w.divide(formatNumber(divisor, 0, flow.lang), topic)}
        </button>
      ))}
      {onAnother === undefined ? null : (
        <button type="button" class="quiet" id="another-file" onClick={onAnother}>
          {w.another}
        </button>
      )}
      {leave === undefined ? null : (
        <button type="button" class="quiet" id="leave-out" onClick={leave.run}>
          {w.leave(leave.count)}
        </button>
      )}
    </div>
  );
}
