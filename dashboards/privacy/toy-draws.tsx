import { useMemo } from "preact/hooks";
import { type DrawRow, DrawRows } from "../charts/draw-rows.tsx";
import { axisText } from "../shared/format.ts";
import { Sized } from "../shared/sized.tsx";
import type { RandomWords } from "./noise.ts";
import { meanOf, publishMany } from "./toy.ts";
import { type ToyPartProps, toyAmount } from "./toy-part.ts";
import { TRUST } from "./words.ts";

/** Simulated publications per row. */
const DRAWS = 100;

/**
 * Reach of the axis on both sides of the true mean, in standard deviations of a mean's noise: nearly all publications are within.
 */
const REACH = 3.2;

/** A hundred possible publications with the house and without it, on one axis. */
export function ToyDraws({ random, ...part }: ToyPartProps & { readonly random: RandomWords }) {
  const { street, noise, unit, lang } = part;
  const { amounts, without, removed } = street;
  const words = TRUST[lang].toy;
  const withIt = useMemo(() => publishMany(DRAWS, amounts, noise, random), [amounts]);
  const withoutIt = useMemo(() => publishMany(DRAWS, without, noise, random), [without]);
  const row = (name: string, of: readonly number[], drawn: readonly number[]): DrawRow => ({
    name,
    draws: drawn,
    mean: meanOf(of),
    meanText: `${words.trueMean(toyAmount(meanOf(of), part))}, ${words.never}`,
  });
  const spread = REACH * (noise.sigmaSum / amounts.length);
  const mean = meanOf(amounts);
  const [from, to] = [Math.max(0, mean - spread), mean + spread];
  const meanText = (of: readonly number[]): string => toyAmount(meanOf(of), part);
  const rows =
    removed === null
      ? [row(words.whole, amounts, withIt)]
      : [row(words.with, amounts, withIt), row(words.without, without, withoutIt)];
  const off = rows.flatMap(({ draws: drawn }) => drawn.filter((draw) => draw < from || draw > to)).length;
  return (
    <>
      <h3>{removed === null ? words.drawsWhole : words.draws}</h3>
      {withIt.length === 0 ? null : <p class="note">{words.drawsText}</p>}
      {withIt.length === 0 ? (
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
