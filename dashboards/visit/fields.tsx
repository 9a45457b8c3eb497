import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ATTRIBUTES, type AttributeName } from "../../src/contract/attributes.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Area } from "../../src/territory/index.ts";
import { amountText } from "../shared/format.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { ATTRIBUTE_LABELS, levelName, VALUE_LABELS } from "../shared/labels.ts";
import type { PublicCommons } from "./commons.ts";
import { searchPlaces } from "./search.ts";
import { enter, NO_ENTRY, setAttribute, type Visitor } from "./visitor.ts";

interface FieldProps {
  readonly commons: PublicCommons;
  readonly visitor: Visitor;
  readonly lang: Lang;
}

/** One answer of a few, as chips; nothing is chosen beforehand, and a second tap takes an answer back. */
export function Chips({ visitor, name, lang }: Omit<FieldProps, "commons"> & { readonly name: AttributeName }) {
  const labels: Readonly<Record<string, string>> = VALUE_LABELS[lang][name];
  const chosen = visitor.attributes.value[name];
  return (
    <fieldset class="chips">
      <legend>{ATTRIBUTE_LABELS[lang][name]}</legend>
      {ATTRIBUTES[name]
        .filter((value) => value !== "unknown")
        .map((value) => (
          <button
            key={value}
            type="button"
            class="chip"
            data-value={value}
            aria-pressed={chosen === value}
            onClick={() => setAttribute(visitor, name, value)}
          >
            {labels[value] ?? value}
          </button>
        ))}
    </fieldset>
  );
}

/** What the measures need to know of the home, each asked once. */
export function attributesOf(refs: readonly MeasureRef[]): AttributeName[] {
  return [...new Set(refs.flatMap((ref) => ref.measure.similarity.attributes))];
}

function placeDetail(commons: PublicCommons, area: Area, lang: Lang): string {
  const level = levelName(commons.catalog.territory.level_names, area.level, lang).replace(/ \(.*\)$/, "");
  const parent = area.parent === null || area.parent === commons.tree.root.code ? undefined : commons.tree.get(area.parent);
  const said = [level, parent?.name, area.postcodes?.length === 1 ? area.postcodes[0] : undefined];
  return said.filter((one) => one !== undefined).join(", ");
}

/**
 * A place by a part of its name. All names are in the page already: a search asks nobody. The list follows the combobox pattern of
 * ARIA: arrows move in it, Enter takes, Escape gives back what was there.
 */
export function PlaceField({ commons, visitor, lang, fallback }: FieldProps & { readonly fallback: string }) {
  const words = WORDS[lang].stand;
  const id = useId();
  const current = commons.tree.get(visitor.area.value ?? fallback);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const found = typed === null ? [] : searchPlaces(commons.tree, commons.levels, typed);
  const open = typed !== null && typed.trim() !== "";
  const take = (area: Area | undefined): void => {
    if (!area) return;
    visitor.area.value = area.code;
    setTyped(null);
    setActive(0);
  };
  const list = useRef<HTMLDivElement>(null);
  // The field above has the focus, and its arrows and Enter take an option; a tap on one is heard by the list.
  useEffect(() => {
    const element = list.current;
    const tap = (event: Event): void => {
      const option = event.target instanceof Element ? event.target.closest<HTMLElement>("[role=option]") : null;
      if (option?.dataset.code) take(commons.tree.get(option.dataset.code));
    };
    element?.addEventListener("click", tap);
    return () => element?.removeEventListener("click", tap);
  });
  const onKey = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === "ArrowDown") setActive(Math.min(found.length - 1, active + 1));
    else if (event.key === "ArrowUp") setActive(Math.max(0, active - 1));
    else if (event.key === "Enter") take(found[active]);
    else if (event.key === "Escape") setTyped(null);
    else return;
    event.preventDefault();
  };
  return (
    <div class="field place">
      <label for={id}>{words.where}</label>
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={open}
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-describedby={`${id}-hint`}
        aria-activedescendant={open && found.length > 0 ? `${id}-${active}` : undefined}
        value={typed ?? current?.name ?? ""}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={onKey}
        onBlur={() => setTyped(null)}
      />
      <span id={`${id}-hint`} class="visually-hidden">
        {words.whereHint}
      </span>
      <span class="visually-hidden" role="status">
        {open ? (found.length === 0 ? words.noPlace(typed) : words.places(found.length)) : ""}
      </span>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={words.where} hidden={!open} class="options">
        {found.map((area, i) => (
          <div
            key={area.code}
            id={`${id}-${i}`}
            role="option"
            data-code={area.code}
            tabIndex={-1}
            aria-selected={i === active}
            // The field would lose the focus, and with it the list, before the tap is taken.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
          >
            <b>{area.name}</b>
            <small>{placeDetail(commons, area, lang)}</small>
          </div>
        ))}
        {open && found.length === 0 ? (
          <div role="option" tabIndex={-1} aria-selected={false} aria-disabled="true">
            {words.noPlace(typed)}
          </div>
        ) : null}
      </div>
    </div>
  );
}

export interface AmountFieldProps {
  readonly visitor: Visitor;
  readonly measure: string;
  readonly label: string;
  readonly unit: string;
  readonly fault: string | null;
  readonly lang: Lang;
  /** the label is read aloud only, where a title above says the same */
  readonly labelHidden?: boolean;
}

/** The visitor's figure, in the visitor's colour, with its unit beside it. */
export function AmountField({ visitor, measure, label, unit, fault, lang, labelHidden }: AmountFieldProps) {
  const id = useId();
  const entry = visitor.entries.value[measure] ?? NO_ENTRY;
  const wrong = fault === null ? "" : (WORDS[lang].stand.faults[fault as keyof typeof WORDS.fr.stand.faults] ?? "");
  return (
    <div class="field amount">
      <label for={id} class={labelHidden ? "visually-hidden" : undefined}>
        {label}
      </label>
      <span class="with-unit">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          data-amount={measure}
          value={entry.amount}
          aria-describedby={`${id}-unit ${id}-fault`}
          aria-invalid={wrong === "" ? undefined : true}
          onInput={(event) => enter(visitor, measure, { amount: event.currentTarget.value })}
        />
        <span id={`${id}-unit`}>{unit}</span>
      </span>
      <span id={`${id}-fault`} class="fault" role="alert">
        {wrong}
      </span>
    </div>
  );
}

/** An amount in words, for a label. */
export function plainAmount(value: number, unit: string, lang: Lang): string {
  return amountText(value, Number.isInteger(value) || value >= 20 ? 0 : 1, unit, lang);
}
