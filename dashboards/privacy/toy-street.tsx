import { useRef } from "preact/hooks";
import { Street } from "../charts/street.tsx";
import { formatNumber } from "../shared/format.ts";
import { tapped, useListeners } from "../shared/listeners.ts";
import { Sized } from "../shared/sized.tsx";
import { type ToyPartProps, toyAmount } from "./toy-part.ts";
import { TRUST } from "./words.ts";

/** The house that a first press takes out: if its absence does not show, none does. */
const tallest = (amounts: readonly number[]): number => amounts.indexOf(Math.max(...amounts));

interface ToyStreetProps extends ToyPartProps {
  /** called with the house taken out; null: every house is back */
  readonly onRemove: (house: number | null) => void;
}

/** The houses: a tap takes one out or puts it back, and a button does the same for keyboards. */
export function ToyStreet({ onRemove, ...part }: ToyStreetProps) {
  const { street, lang } = part;
  const { amounts, removed } = street;
  const words = TRUST[lang].toy;
  const box = useRef<HTMLDivElement>(null);
  useListeners(() => box.current, {
    click: (event) => {
      const house = tapped(event, "[data-house]")?.dataset.house;
      if (house !== undefined) onRemove(Number(house) === removed ? null : Number(house));
    },
  });
  const homes = formatNumber(amounts.length, 0, lang);
  const amount = removed === null ? null : toyAmount(amounts[removed] ?? 0, part);
  return (
    <>
      <div ref={box} class="street">
        <Sized height={150}>
          {(width) => (
            <Street
              id="street"
              width={width}
              label={amount === null ? words.labelWhole(homes) : words.label(homes, amount)}
              amounts={amounts}
              removed={removed}
              removedText={amount === null ? "" : words.removed(amount)}
            />
          )}
        </Sized>
      </div>
      <div class="tools no-print">
        <button
          type="button"
          class="quiet"
          id="another"
          onClick={() => onRemove(removed === null ? tallest(amounts) : (removed + 5) % amounts.length)}
        >
          {removed === null ? words.takeOne : words.another}
        </button>
        {removed === null ? null : (
          <button type="button" class="quiet" onClick={() => onRemove(null)}>
            {words.back}
          </button>
        )}
      </div>
    </>
  );
}
