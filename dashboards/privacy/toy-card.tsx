import { useMemo, useState } from "preact/hooks";
import { isMissed } from "../charts/draw-rows.tsx";
import type { LevelNames } from "../shared/data.ts";
import { outwards } from "../shared/digits.ts";
import { formatNumber, formatRelease, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { levelName } from "../shared/labels.ts";
import { roundedHomes } from "../visit/commons.ts";
import type { RandomWords } from "./noise.ts";
import { meanOf, publishOnce, streetLength, streetOf, type ToyFigure, type ToyNoise } from "./toy.ts";
import { ToyDraws } from "./toy-draws.tsx";
import { type ToyPartProps, type ToyPublished, toyAmount, toyDecimals } from "./toy-part.ts";
import { ToyStreet } from "./toy-street.tsx";
import { TRUST } from "./words.ts";

export interface ToyCardProps {
  readonly noise: ToyNoise;
  /** id of the release with this noise; null: it is the plan's */
  readonly release: string | null;
  readonly topic: string;
  readonly levelNames: LevelNames;
  readonly unit: string;
  readonly lang: Lang;
  readonly random: RandomWords;
}

/**
 * A made-up street from which a house can be taken, which hardly changes what is published. Its true mean is always marked as
 * never published.
 */
export function ToyCard({ noise, release, topic, levelNames, unit, lang, random }: ToyCardProps) {
  const words = TRUST[lang].toy;
  const whole = useMemo(() => streetLength(noise, matchMedia("(max-width: 40rem)").matches), [noise]);
  const [homes, setHomes] = useState(whole);
  const amounts = useMemo(() => streetOf(homes, noise.upper), [homes]);
  const [removed, setRemoved] = useState<number | null>(null);
  const without = useMemo(() => amounts.filter((_, i) => i !== removed), [amounts, removed]);
  const part = { street: { amounts, without, removed }, noise, unit, lang };
  const [round, setRound] = useState(0);
  // A publication draws its noise once: taking a house out or putting it back leaves the figure of the whole street as it stood.
  const withIt = useMemo(() => publishOnce(amounts, noise, random), [amounts, round]);
  const withoutIt = useMemo(() => publishOnce(without, noise, random), [without, round]);
  const published = { withIt, withoutIt };
  const change = (count: number): void => {
    setHomes(count);
    setRemoved(null);
  };
  return (
    <section class="card toy" aria-labelledby="toy-title">
      <div>
        <h2 id="toy-title">{words.title}</h2>
        <p class="note">
          {words.text(formatNumber(homes, 0, lang))}{" "}
          {release === null ? words.planned(lowerFirst(topic)) : words.real(formatRelease(release, lang), lowerFirst(topic))}
        </p>
      </div>
      <div class="toy-street">
        <ToyStreet {...part} onRemove={setRemoved} />
      </div>
      <Readings {...part} {...published} onRedraw={() => setRound(round + 1)} />
      <div class="toy-draws">
        <ToyDraws {...part} {...published} random={random} />
      </div>
      <FewHomes noise={noise} levelNames={levelNames} lang={lang} homes={homes} whole={whole} onHomes={change} />
    </section>
  );
}

/** The true mean, which is never published, and one publication each with the house and without it. */
export function Readings({
  withIt,
  withoutIt,
  onRedraw,
  ...part
}: ToyPartProps & ToyPublished & { readonly onRedraw: () => void }) {
  const { noise, lang, street } = part;
  const { amounts, without, removed } = street;
  const words = TRUST[lang].toy;
  const [mean, meanWithout] = [toyAmount(meanOf(amounts), part), toyAmount(meanOf(without), part)];
  const misses = withIt !== null && isMissed(withIt, meanOf(amounts));
  const missesWithout = removed !== null && withoutIt !== null && isMissed(withoutIt, meanOf(without));
  // A new draw of the noise changes nothing where nothing appears.
  const appears = withIt !== null || withoutIt !== null;
  return (
    <div class="toy-side">
      <dl class="readings">
        <div>
          <dt>
            {words.truth} <span class="tag">{words.never}</span>
          </dt>
          <dd>
            {removed === null ? (
              mean
            ) : mean === meanWithout ? (
              <>
                {mean} <small>{words.sameMean}</small>
              </>
            ) : (
              <>
                <s>{mean}</s> {meanWithout}
              </>
            )}
          </dd>
        </div>
        <Published {...part} name={removed === null ? words.publishedWhole : words.published} figure={withIt} />
        {removed === null ? null : <Published {...part} name={words.publishedWithout} figure={withoutIt} />}
      </dl>
      {appears || noise.k <= without.length ? (
        <>
          <button type="button" class="quiet no-print" id="redraw" onClick={onRedraw}>
            {words.redraw}
          </button>
          <p class="source" role="status">
            {misses || missesWithout
              ? `${words.missed(removed === null ? null : misses && missesWithout ? words.both : misses ? words.with : words.without)} `
              : ""}
            {removed === null || withIt === null || withoutIt === null
              ? ""
              : toyAmount(withIt.value, part) === toyAmount(withoutIt.value, part)
                ? `${words.unchanged} `
                : `${words.twice} `}
            {words.once}
          </p>
        </>
      ) : null}
    </div>
  );
}

function Published({ name, figure, ...part }: ToyPartProps & { readonly name: string; readonly figure: ToyFigure | null }) {
  const { noise, lang } = part;
  const words = TRUST[lang].toy;
  const end = (value: number): string => formatNumber(value, toyDecimals(noise), lang);
  const known = figure && outwards({ ...figure, lower: Math.max(0, figure.lower) }, toyDecimals(noise));
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {known === null ? (
          words.nothing
        ) : (
          <>
            {toyAmount(known.value, part)} <small>{words.between(end(known.lower), end(known.upper))}</small>
          </>
        )}
      </dd>
    </div>
  );
}

interface FewHomesProps {
  readonly noise: ToyNoise;
  readonly levelNames: LevelNames;
  readonly lang: Lang;
  readonly homes: number;
  /** houses of the street before it is shortened */
  readonly whole: number;
  readonly onHomes: (count: number) => void;
}

/** Buttons for shorter streets, which have too few homes to be published. */
function FewHomes({ noise, levelNames, lang, homes, whole, onHomes }: FewHomesProps) {
  const words = TRUST[lang].toy;
  const number = (value: number): string => formatNumber(value, 0, lang);
  return (
    <div class="aside few-homes">
      <h3>{words.few}</h3>
      <fieldset class="chips">
        <legend class="visually-hidden">{words.few}</legend>
        {[3, noise.k - 1, whole].map((count, i, all) => (
          <button
            key={count}
            type="button"
            class="chip"
            aria-pressed={count === homes}
            aria-label={words.homes(number(count))}
            onClick={() => onHomes(count)}
          >
            {i < all.length - 1 ? number(count) : words.homes(number(count))}
          </button>
        ))}
      </fieldset>
      <p>{words.fewText(number(noise.k - 1), number(roundedHomes(noise.half)), levelName(levelNames, noise.level, lang))}</p>
    </div>
  );
}
