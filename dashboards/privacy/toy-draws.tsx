import { useMemo } from "preact/hooks";
import { type DrawRow, DrawRows, isMissed } from "../charts/draw-rows.tsx";
import { axisText } from "../shared/format.ts";
import { Sized } from "../shared/sized.tsx";
import type { RandomWords } from "./noise.ts";
import { meanOf, publishMany, type ToyFigure } from "./toy.ts";
import { type ToyPartProps, type ToyPublished, toyAmount } from "./toy-part.ts";
import { TRUST } from "./words.ts";

/** Simulated publications per row. */
const DRAWS = 100;

/**
 * Reach of the axis on both sides of the true mean, in standard deviations of a mean's noise: nearly all publications are within.
 */
const REACH = 3.2;

/** A hundred possible publications with the house and without it, on one axis, the first of which is the one that is read out. */
export function ToyDraws({ random, withIt, withoutIt, ...part }: ToyPartProps & ToyPublished & { readonly random: RandomWords }) {
  const { street, noise, unit, lang } = part;
  const { amounts, without, removed } = street;
  const words = TRUST[lang].toy;
  const others = useMemo(() => publishMany(DRAWS - 1, amounts, noise, random), [amounts]);
  const othersWithout = useMemo(() => publishMany(DRAWS - 1, without, noise, random), [without]);
  const row = (name: string, of: readonly number[], read: ToyFigure | null, drawn: readonly ToyFigure[]): DrawRow => ({
    name,
    draws: read === null ? drawn : [read, ...drawn],
    hasRead: read !== null,
    mean: meanOf(of),
    meanText: `${words.trueMean(toyAmount(meanOf(of), part))}, ${words.never}`,
  });
  const spread = REACH * (noise.sigmaSum / amounts.length);
  const mean = meanOf(amounts);
  const [from, to] = [Math.max(0, mean - spread), mean + spread];
  const meanText = (of: readonly number[]): string => toyAmount(meanOf(of), part);
  const rows =
    removed === null
      ? [row(words.whole, amounts, withIt, others)]
      : [row(words.with, amounts, withIt, others), row(words.without, without, withoutIt, othersWithout)];
  const all = rows.flatMap(({ draws: drawn, mean: of }) => drawn.map((draw) => ({ ...draw, missed: isMissed(draw, of) })));
  const off = all.filter(({ value }) => value < from || value > to).length;
  const missed = all.filter((draw) => draw.missed).length;
  return (
    <>
      <h3>{removed === null ? words.drawsWhole : words.draws}</h3>
      {all.length === 0 ? null : <p class="note">{words.drawsText(missed, all.length)}</p>}
      {all.length === 0 ? (
        <p class="nothing">{words.nothing}</p>
      ) : (
        <Sized height={280}>
          {(width) => (
            <DrawRows
              id="draws"
              width={width}
              label={
                removed === null
                  ? words.drawsWholeLabel(meanText(amounts))
                  : words.drawsLabel(meanText(amounts), meanText(without))
              }
              rows={rows}
              from={from}
              to={to}
              {...axisText(unit, lang)}
            />
          )}
        </Sized>
      )}
      {off === 0 ? null : <p class="note">{words.off(off)}</p>}
    </>
  );
}
