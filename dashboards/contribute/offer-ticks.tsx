import { useState } from "preact/hooks";
import { parsePeriod } from "../../src/contract/period.ts";
import { Tick } from "../shared/bits.tsx";
import { formatPeriod, lowerFirst } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { topicLabel } from "../shared/labels.ts";
import { isOfUse } from "./coming.ts";
import { toggled } from "./draft.ts";
import { FileName } from "./file-name.tsx";
import { changeDraft, comingFor, type Flow, offersFor, stretchText, TYPED_SOURCE_ID } from "./flow.ts";
import { LATER_WORDS } from "./later-words.ts";
import { disagreementsOf, isSameTwice, type Offer, rivalsOf, type Source } from "./offers.ts";
import { dividedBills } from "./typed-words.ts";

/** The months of an offer in words: that they are shares of bills, whatever month stands for itself beside them. */
function monthsText({ readings, ref, source }: Offer, flow: Flow): string {
  const w = LATER_WORDS[flow.lang].consent;
  const when = stretchText(
    readings.map(({ period }) => period),
    flow,
  );
  const bills = source.id === TYPED_SOURCE_ID ? dividedBills(ref, readings, flow).length : 0;
  const divided = readings.filter(({ estimated }) => estimated).length;
  if (divided < readings.length)
    return bills === 0 ? w.months(readings.length, when) : w.mixed(bills, divided, readings.length, when);
  return w.divided(bills, readings.length, when);
}

function describe(offer: Offer, flow: Flow): string {
  const { readings, grain } = offer;
  const { lang } = flow;
  const w = LATER_WORDS[lang].consent;
  const coming = comingFor(flow);
  const idle = readings.filter(({ period }) => !isOfUse(period, coming)).length;
  const named = readings.map(({ period }) => formatPeriod(period, lang));
  const what = grain === "months" ? monthsText(offer, flow) : w.years(named.join(", "), named.length);
  return idle === 0 ? what : `${what} ${idle === named.length ? w.allIdle : w.someIdle(idle)}`;
}

/** The words of the sums that go in the place of months: with the months that then stay here, which would go unseen. */
function sumsText(sums: Offer, months: Offer, flow: Flow): string {
  const whole = new Set(sums.readings.map(({ period }) => period));
  const left = months.readings.map(({ period }) => period).filter((month) => !whole.has(month.slice(0, 4)));
  const what = describe(sums, flow);
  return left.length === 0 ? what : LATER_WORDS[flow.lang].consent.restStays(what, left.length, stretchText(left, flow));
}

interface OfferTicksProps {
  readonly source: Source;
  /** of all sources */
  readonly offers: readonly Offer[];
  readonly flow: Flow;
  readonly isMissing: boolean;
}

const idOf = (offer: Offer): string => `offer-${offer.id.replaceAll(" ", "-")}`;

/** The ticks of one source. What says the same as another, or the contrary, takes its place. */
export function OfferTicks({ source, offers, flow, isMissing }: OfferTicksProps) {
  const { ticked } = flow.draft.value;
  const change = (offer: Offer, has: boolean): void => {
    const rivals = has ? rivalsOf(offer, offers).map(({ id }) => id) : [];
    const others = new Set([...ticked].filter((id) => !rivals.includes(id)));
    changeDraft(flow, { ticked: toggled(others, offer.id, has) });
  };
  const own = offers.filter((offer) => offer.source.id === source.id);
  const choices = own.flatMap((offer) => {
    if (offer.isSum) return [];
    const sums = own.find((other) => other.isSum && isSameTwice(offer, other));
    return [
      sums ? (
        <EitherOffer key={offer.id} months={offer} sums={sums} flow={flow} isMissing={isMissing} onChange={change} />
      ) : (
        <Tick
          key={offer.id}
          id={idOf(offer)}
          checked={ticked.has(offer.id)}
          isMissing={isMissing}
          onChange={(has) => change(offer, has)}
        >
          {`${topicLabel(offer.ref, flow.lang)} – ${describe(offer, flow)}`}
        </Tick>
      ),
    ];
  });
  return (
    <fieldset class="offers">
      <legend class={isDoubled(offers) ? undefined : "visually-hidden"}>
        <FileName text={source.title} />
      </legend>
      {choices}
    </fieldset>
  );
}

interface EitherOfferProps extends Pick<OfferTicksProps, "flow" | "isMissing"> {
  readonly months: Offer;
  readonly sums: Offer;
  readonly onChange: (offer: Offer, has: boolean) => void;
}

/** Months, or their sums in their place, or neither: none is chosen beforehand. */
function EitherOffer({ months, sums, flow, isMissing, onChange }: EitherOfferProps) {
  const { ticked } = flow.draft.value;
  const w = LATER_WORDS[flow.lang].consent;
  const [isDeclined, setDeclined] = useState(false);
  const chosen = [months, sums].find(({ id }) => ticked.has(id));
  const choose = (offer: Offer | null): void => {
    setDeclined(offer === null);
    if (offer !== null) onChange(offer, true);
    else if (chosen !== undefined) onChange(chosen, false);
  };
  const choice = (offer: Offer | null, text: string) => (
    <label class="tick" key={offer?.id ?? "none"}>
      <input
        type="radio"
        id={offer === null ? `${idOf(months)}-none` : idOf(offer)}
        name={idOf(months)}
        checked={offer === null ? isDeclined && chosen === undefined : chosen === offer}
        autocomplete="off"
        onChange={() => choose(offer)}
      />
      <span>{text}</span>
    </label>
  );
  return (
    <fieldset class={isMissing ? "either lacks" : "either"}>
      <legend>{w.send(topicLabel(months.ref, flow.lang))}</legend>
      {choice(months, describe(months, flow))}
      {choice(sums, sumsText(sums, months, flow))}
      {choice(null, w.none)}
    </fieldset>
  );
}

/** Tells whether two sources offer the same measure. */
const isDoubled = (offers: readonly Offer[]): boolean =>
  offers.some(({ ref, source }) => offers.some((other) => other.ref === ref && other.source.id !== source.id));

/** Tells whether the total of a year is offered that somebody gave, beside months of that year. */
const isBesideTotal = (offers: readonly Offer[]): boolean =>
  offers.some(
    ({ ref, grain, isSum, readings }) =>
      grain === "years" &&
      !isSum &&
      offers.some(
        (other) =>
          other.ref === ref &&
          other.grain === "months" &&
          other.readings.some(({ period }) => readings.some((year) => parsePeriod(year.period).months.includes(period))),
      ),
  );

/** What to know of ticks that stand beside each other. */
export function hintsOf(offers: readonly Offer[], lang: Lang): string[] {
  const w = LATER_WORDS[lang].consent;
  const months = offers.filter((one) => offers.some((other) => other.isSum && isSameTwice(one, other)) && !one.isSum);
  // Shares of a bill tell no season.
  const isFiner = months.some(({ readings }) => !readings.every(({ estimated }) => estimated));
  return [
    ...(months.length === 0 ? [] : [w.either(isFiner)]),
    ...(isBesideTotal(offers) ? [w.besideTotal] : []),
    ...(isDoubled(offers) && disagreementsOf(offers).every(({ isRival }) => !isRival) ? [w.doubled] : []),
  ];
}

/** The topics of which nothing is ticked while something else is: they stay here, which would go unseen. Null: there is none. */
export function unticked(flow: Flow): string | null {
  const { ticked } = flow.draft.value;
  const offers = offersFor(flow);
  const chosen = offers.filter(({ id }) => ticked.has(id));
  const left = offers.filter(({ ref }) => chosen.every((one) => one.ref !== ref));
  if (chosen.length === 0 || left.length === 0) return null;
  const topics = [...new Set(left.map(({ ref }) => lowerFirst(topicLabel(ref, flow.lang))))];
  return LATER_WORDS[flow.lang].leaves.unticked(new Intl.ListFormat(flow.lang, { type: "conjunction" }).format(topics));
}
