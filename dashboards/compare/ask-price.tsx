import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { amountText, formatNumber, unitLabel } from "../shared/format.ts";
import { changeEntry, NO_ENTRY, type Visitor } from "../visit/visitor.ts";
import { NEXT } from "./next-words.ts";
import { priceAsked, priceFigure, readPrice } from "./own-price.ts";
import type { PartProps } from "./part-props.ts";

interface AskPriceProps extends Pick<PartProps, "commons" | "answer" | "lang"> {
  readonly visitor: Visitor;
}

/**
 * One's own price of a unit, a tap away: the operator's is of one day and one contract. It is held with the figure, and what is wrong with it
 * is said once it is typed. Long, for the button, the field and what is wrong share their place in a line.
 */
export function AskPrice({ visitor, commons, answer, lang }: AskPriceProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const asked = priceAsked(commons, answer);
  // Within the tap: a phone opens its keyboard for no other focus.
  useLayoutEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);
  if (asked === null) return null;
  const words = NEXT[lang].own;
  const money = unitLabel(commons.catalog.commons.currency, lang);
  const read = readPrice(answer.price, asked.usual, lang);
  // A figure that is said to be right stays so at another price.
  const { confirmed, seldom } = visitor.entries.value[answer.ref.key] ?? NO_ENTRY;
  const change = (price: string): void => changeEntry(visitor, answer.ref.key, { price, confirmed, seldom });
  const isWrong = read?.ok === false;
  const fault = isWrong && !isOpen ? read : null;
  const inWords = ({ value, decimals }: ReturnType<typeof priceFigure>): string => amountText(value, decimals, money, lang);
  const leave = (): void => {
    setOpen(false);
    requestAnimationFrame(() => (button.current ?? field.current)?.focus());
  };
  if (!isOpen && !isWrong)
    return (
      <span class="own-price no-print">
        <button ref={button} type="button" class="plain" onClick={() => setOpen(true)}>
          {read === null ? (asked.isStated ? words.give : words.offer(money)) : words.change}
        </button>
      </span>
    );
  return (
    <span class="own-price no-print">
      <label for={id}>{words.label(money, answer.unit)}</label>{" "}
      <input
        ref={field}
        id={id}
        type="text"
        inputMode="decimal"
        enterkeyhint="done"
        autocomplete="off"
        size={7}
        data-price={answer.ref.key}
        value={answer.price}
        aria-invalid={fault === null ? undefined : true}
        aria-describedby={asked.isStated ? `${id}-fault` : `${id}-found ${id}-fault`}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onInput={({ currentTarget }) => change(currentTarget.value)}
        onKeyDown={({ key, currentTarget }) => {
          if (key !== "Enter") return;
          // A phone's keyboard closes with it.
          currentTarget.blur();
          if (!isWrong) leave();
        }}
      />{" "}
      {asked.isStated ? null : (
        <span id={`${id}-found`} class="note">
          {words.found(answer.unit)}
        </span>
      )}{" "}
      <span id={`${id}-fault`} class="fault" role="alert">
        {fault === null
          ? ""
          : fault.fault === "none"
            ? words.none
            : fault.fault === "cents"
              ? words.cents
              : words.far(answer.unit, inWords(priceFigure(fault.usual)))}
      </span>{" "}
      {fault?.fault === "cents" ? (
        <button
          type="button"
          class="chip"
          onClick={() => {
            change(formatNumber(fault.price.value, fault.price.decimals, lang));
            leave();
          }}
        >
          {NEXT[lang].price(inWords(fault.price), answer.unit)}
        </button>
      ) : null}
    </span>
  );
}
