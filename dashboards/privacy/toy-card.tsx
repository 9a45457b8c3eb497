import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { DrawRows } from "../charts/draw-rows.tsx";
import { Street } from "../charts/street.tsx";
import { amountText, formatNumber, formatRelease, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { Sized } from "../shared/sized.tsx";
import type { RandomWords } from "./noise.ts";
import { meanOf, publishOnce, streetLength, streetOf, type ToyFigure, type ToyNoise } from "./toy.ts";
import { TRUST } from "./words.ts";

export interface ToyCardProps {
  readonly noise: ToyNoise;
  /** id of the release whose noise it is; null: an example's */
  readonly release: string | null;
  readonly topic: string;
  readonly unit: string;
  readonly lang: Lang;
  readonly random: RandomWords;
}

const DRAWS = 100;

/** A made-up street, from which a house may be taken: what is published of it hardly tells. Its true mean is never shown without saying that it is never published. */
export function ToyCard({ noise, release, topic, unit, lang, random }: ToyCardProps) {
  const words = TRUST[lang].toy;
  const whole = streetLength(noise);
  const [homes, setHomes] = useState(whole);
  const amounts = useMemo(() => streetOf(homes, noise.upper), [homes]);
  // The tallest house first: if it does not show, none does.
  const [removed, setRemoved] = useState<number | null>(() => tallest(streetOf(whole, noise.upper)));
  const [round, setRound] = useState(0);
  const street = useRef<HTMLDivElement>(null);
  const without = amounts.filter((_, i) => i !== removed);
  const figures = useMemo(
    () => [publishOnce(amounts, noise, random), publishOnce(without, noise, random)] as const,
    [homes, removed, round],
  );
  const draws = useMemo(() => {
    const many = (of: readonly number[]): number[] =>
      Array.from({ length: DRAWS }, () => publishOnce(of, noise, random)?.value ?? Number.NaN).filter(Number.isFinite);
    return [many(amounts), many(without)] as const;
  }, [homes, removed]);
  useEffect(() => {
    const element = street.current;
    const tap = (event: Event): void => {
      const house = event.target instanceof Element ? event.target.closest<SVGElement>("[data-house]") : null;
      if (house) setRemoved((before) => (before === Number(house.dataset.house) ? null : Number(house.dataset.house)));
    };
    element?.addEventListener("click", tap);
    return () => element?.removeEventListener("click", tap);
  }, []);
  const decimals = noise.upper < 50 ? 1 : 0;
  const text = (value: number): string => amountText(value, decimals, unit, lang);
  const number = (value: number): string => formatNumber(value, 0, lang);
  const [mean, meanWithout] = [text(meanOf(amounts)), text(meanOf(without))];
  const removedText = removed === null ? "" : words.removed(text(amounts[removed] ?? 0));
  const spread = 3.2 * (noise.sigmaSum / homes);
  const [from, to] = [Math.max(0, meanOf(amounts) - spread), meanOf(amounts) + spread];
  return (
    <section class="card toy" aria-labelledby="toy-title">
      <div>
        <h2 id="toy-title">{words.title}</h2>
        <p class="note">
          {words.text(number(homes))}{" "}
          {release === null ? words.usual : words.real(formatRelease(release, lang), lowerFirst(topic))}
        </p>
        <div ref={street} class="street">
          <Sized height={150}>
            {(width) => (
              <Street
                id="street"
                width={width}
                label={
                  removed === null ? words.labelWhole(number(homes)) : words.label(number(homes), text(amounts[removed] ?? 0))
                }
                amounts={amounts}
                removed={removed}
                removedText={removedText}
              />
            )}
          </Sized>
        </div>
        <div class="tools no-print">
          <button type="button" class="quiet" id="another" onClick={() => setRemoved(((removed ?? -1) + 5) % homes)}>
            {words.another}
          </button>
          {removed === null ? null : (
            <button type="button" class="quiet" onClick={() => setRemoved(null)}>
              {words.back}
            </button>
          )}
        </div>
        <h3>{words.draws}</h3>
        <p class="note">{words.drawsText}</p>
        {draws[0].length === 0 ? (
          <p class="nothing">{words.nothing}</p>
        ) : (
          <Sized height={280}>
            {(width) => (
              <DrawRows
                id="draws"
                width={width}
                label={words.drawsLabel(mean, meanWithout)}
                rows={[
                  {
                    name: words.with,
                    draws: draws[0],
                    mean: meanOf(amounts),
                    meanText: `${words.trueMean(mean)}, ${words.never}`,
                  },
                  {
                    name: words.without,
                    draws: draws[1],
                    mean: meanOf(without),
                    meanText: `${words.trueMean(meanWithout)}, ${words.never}`,
                  },
                ]}
                from={from}
                to={to}
                unit={unit}
                format={(value) => formatNumber(value, Number.isInteger(value) ? 0 : 1, lang)}
              />
            )}
          </Sized>
        )}
      </div>
      <div class="toy-side">
        <dl class="readings">
          <div>
            <dt>
              {words.truth} <span class="tag">{words.never}</span>
            </dt>
            <dd>
              {removed === null ? (
                mean
              ) : (
                <>
                  <s>{mean}</s> {meanWithout}
                </>
              )}
            </dd>
          </div>
          <Published name={words.published} figure={figures[0]} text={text} lang={lang} decimals={decimals} />
          <Published name={words.publishedWithout} figure={figures[1]} text={text} lang={lang} decimals={decimals} />
        </dl>
        <button type="button" class="quiet no-print" id="redraw" onClick={() => setRound(round + 1)}>
          {words.redraw}
        </button>
        <p class="source">{words.once}</p>
        <div class="aside few-homes">
          <h3>{words.few}</h3>
          <fieldset class="chips">
            <legend class="visually-hidden">{words.few}</legend>
            {[3, noise.k - 1, whole].map((count) => (
              <button
                key={count}
                type="button"
                class="chip"
                aria-pressed={count === homes}
                onClick={() => {
                  setHomes(count);
                  setRemoved(tallest(streetOf(count, noise.upper)));
                }}
              >
                {words.homes(number(count))}
              </button>
            ))}
          </fieldset>
          <p>{words.fewText(number(noise.k - 1), number(noise.sure))}</p>
        </div>
      </div>
    </section>
  );
}

const tallest = (amounts: readonly number[]): number => amounts.indexOf(Math.max(...amounts));

function Published(props: {
  name: string;
  figure: ToyFigure | null;
  text: (value: number) => string;
  lang: Lang;
  decimals: number;
}) {
  const { name, figure, text, lang, decimals } = props;
  const words = TRUST[lang].toy;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {figure === null ? (
          words.nothing
        ) : (
          <>
            {text(figure.value)}{" "}
            <small>{words.between(formatNumber(figure.lower, decimals, lang), formatNumber(figure.upper, decimals, lang))}</small>
          </>
        )}
      </dd>
    </div>
  );
}
