import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Area } from "../../src/territory/index.ts";
import { type Lang, WORDS } from "../shared/i18n.ts";
import { placeLine } from "../shared/labels.ts";
import { tapped, useListeners } from "../shared/listeners.ts";
import { isUnknownCode, postcodesOf } from "../shared/postcodes.ts";
import { cellAt, type PublicCommons } from "./commons.ts";
import { isNamed, searchPlaces } from "./search.ts";
import { elsewhereOf, type Visitor } from "./visitor.ts";

/** Letters of a place that have room beside the name of the field on a phone. */
const BESIDE = 26;

interface PlaceFieldProps {
  readonly commons: PublicCommons;
  readonly visitor: Visitor;
  readonly lang: Lang;
  readonly fallback: string;
}

/** Tells whether the main release has a mean of a place on any topic; before the first release, nothing is said of any. */
const isPublished = (commons: PublicCommons, { code }: Area): boolean =>
  commons.main === null ||
  commons.refs.some((ref) => cellAt(commons, ref, code, "_T", commons.main?.period ?? "")?.get("MEAN")?.OBS_VALUE != null);

function placeDetail(commons: PublicCommons, area: Area, lang: Lang): string {
  const line = placeLine(commons.tree, commons.catalog.territory.level_names, area.code, lang);
  return isPublished(commons, area) ? line : `${line}, ${WORDS[lang].stand.nothingOf}`;
}

/** Longest wait in ms for a tap that leaves the field, where none is held. */
const TAP = 400;
/** What ends a press: released, dragged away, or a menu that opens in its place. */
const RELEASES = ["mouseup", "dragend", "contextmenu"] as const;

/** Knows whether a press is held anywhere on the page: a hand may take its time, and its tap counts where it began. */
function usePress(): { readonly current: boolean } {
  const press = useRef(false);
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    addEventListener("mousedown", () => Object.assign(press, { current: true }), { capture: true, signal });
    for (const name of RELEASES)
      addEventListener(name, () => Object.assign(press, { current: false }), { capture: true, signal });
    return () => ended.abort();
  }, []);
  return press;
}

/**
 * A tap outside the field leaves it before it reaches its button: what is taken at once would move that button from under the finger, and
 * so does what is taken while it is still held.
 * @returns what keeps the field from being left, where typing goes on before that
 */
function afterTap(isHeld: boolean, leave: () => void): () => void {
  const over = new AbortController();
  const settle = (): void => {
    if (!over.signal.aborted) leave();
    over.abort();
  };
  for (const name of RELEASES) addEventListener(name, settle, { capture: true, signal: over.signal });
  if (!isHeld) setTimeout(settle, TAP);
  return () => over.abort();
}

/** The places that a text may mean, those with figures first. */
const placesOf = (commons: PublicCommons, text: string): readonly Area[] =>
  searchPlaces(commons.tree, commons.levels, text, { order: (area) => (isPublished(commons, area) ? 0 : 1) });

/**
 * State of a search for a place: the typed text, the places found, and the one that Enter would take. It is closed while nothing
 * is typed. Leaving the field takes the only place found, or the only one of just that name. Of several `left` keeps the text, which was not
 * taken, and of none the visitor does.
 */
function usePlaceSearch({ commons, visitor }: PlaceFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const [left, setLeft] = useState("");
  const stay = useRef<(() => void) | null>(null);
  const press = usePress();
  // A field may be left before what was typed last is drawn.
  const newest = useRef<string | null>(null);
  const keep = (text: string | null): void => {
    newest.current = text;
    setTyped(text);
  };
  const found = typed === null ? [] : placesOf(commons, typed);
  const open = typed !== null && typed.trim() !== "";
  const type = (text: string): void => {
    stay.current?.();
    keep(text);
    setActive(0);
    setLeft("");
    visitor.elsewhere.value = null;
  };
  const close = (): void => keep(null);
  const take = (area: Area | undefined): void => {
    if (!area) return;
    visitor.area.value = area.code;
    keep(null);
    setActive(0);
  };
  const leave = (): void => {
    const text = newest.current?.trim() ?? "";
    if (text !== "") {
      const places = placesOf(commons, text);
      const [meant, ...others] = places.length === 1 ? places : places.filter(({ name }) => isNamed(name, text));
      if (others.length === 0 && meant) take(meant);
      else if (places.length === 0 && !isUnknownCode(commons.tree, text))
        visitor.elsewhere.value = { text, area: visitor.area.value };
      else setLeft(text);
    }
    close();
  };
  const onBlur = (): void => {
    stay.current = afterTap(press.current, leave);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (!open) return;
    if (event.key === "ArrowDown") setActive(Math.min(found.length - 1, active + 1));
    else if (event.key === "ArrowUp") setActive(Math.max(0, active - 1));
    else if (event.key === "Enter" && found.length === 0) {
      // Whatever was typed, the field has the place that the answer is about; another replaces it.
      const field = event.currentTarget as HTMLInputElement;
      leave();
      requestAnimationFrame(() => field.select());
    } else if (event.key === "Enter") take(found[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };
  return { typed, left, found, open, active, type, take, onBlur, onKey };
}

/** Keeps the option that Enter would take in view: the list scrolls where letters are large. */
function useInView(option: string | null): void {
  useEffect(() => {
    if (option !== null) document.getElementById(option)?.scrollIntoView({ block: "nearest" });
  }, [option]);
}

/**
 * A field that finds a place by part of its name. All names are in the page, so a search makes no request. It follows the ARIA
 * combobox pattern: arrows move, Enter chooses, Escape restores the previous place. Long, for the parts of that pattern stand together.
 */
export function PlaceField(props: PlaceFieldProps) {
  const { commons, visitor, lang, fallback } = props;
  const words = WORDS[lang].stand;
  const id = useId();
  const { typed, left, found, open, active, type, take, onBlur, onKey } = usePlaceSearch(props);
  const current = commons.tree.get(visitor.area.value ?? fallback);
  const text = typed ?? current?.name ?? "";
  const lacking = open ? (found.length === 0 ? (typed?.trim() ?? "") : null) : elsewhereOf(visitor);
  const list = useRef<HTMLDivElement>(null);
  // The field has the focus, and its arrows and Enter choose an option; taps are handled by the list.
  useListeners(() => list.current, {
    click: (event) => {
      const code = tapped(event, "[role=option]")?.dataset.code;
      if (code) take(commons.tree.get(code));
    },
  });
  useInView(open ? `${id}-${active}` : null);
  return (
    <div class={text.length > BESIDE ? "field place name-above" : "field place"}>
      <label for={id}>{words.where}</label>
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={open && found.length > 0}
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-describedby={`${id}-hint`}
        aria-activedescendant={open && found.length > 0 ? `${id}-${active}` : undefined}
        value={text}
        style={{ "--letters": Math.max(1, text.length) }}
        onInput={(event) => type(event.currentTarget.value)}
        // A tap in a field that has the focus, too, begins another place: its caret would fall within the name of the one chosen.
        onFocus={(event) => event.currentTarget.select()}
        onClick={(event) => typed === null && event.currentTarget.select()}
        onKeyDown={onKey}
        onBlur={onBlur}
      />
      <span id={`${id}-hint`} class="visually-hidden">
        {words.whereHint(postcodesOf(commons.tree) !== "none")}
      </span>
      <span class="visually-hidden" role="status">
        {open && lacking === null ? words.places(found.length) : ""}
      </span>
      {lacking !== null ? (
        <Elsewhere {...props} text={lacking} current={current} take={take} />
      ) : left !== "" ? (
        <p class="hint" role="status" translate={false}>
          {words.notTaken(left, current?.name ?? null)}
        </p>
      ) : null}
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={words.where}
        hidden={!open || lacking !== null}
        class="options"
      >
        {found.map((area, i) => (
          <PlaceOption key={area.code} id={`${id}-${i}`} area={area} active={i === active} commons={commons} lang={lang} />
        ))}
      </div>
    </div>
  );
}

interface ElsewhereProps extends PlaceFieldProps {
  /** what was typed */
  readonly text: string;
  /** the place that holds instead; undefined: none */
  readonly current: Area | undefined;
  readonly take: (area: Area) => void;
}

/** How an address begins: `12 rue`, `7 bis, quai`. */
const ADDRESS = /^\d+\s*(bis|ter|quater|[a-d])?[\s,]+\p{L}{2}/iu;

/** Says that no place is called so, and offers the whole territory where the field has not that already. */
function Elsewhere({ commons, visitor, lang, fallback, text, current, take }: ElsewhereProps) {
  const words = WORDS[lang].stand;
  const { root } = commons.tree;
  const held = visitor.area.value ?? fallback;
  return (
    <p class="hint" role="status" translate={false}>
      {isUnknownCode(commons.tree, text)
        ? words.noCode(text)
        : ADDRESS.test(text)
          ? words.noAddress(current?.name ?? null)
          : words.noPlace(text, current?.name ?? null)}
      {/* Contribuer, which has no place to fall back on, needs a smaller one. */}
      {held === root.code || fallback === "" ? null : (
        <>
          {" "}
          <button
            type="button"
            class="plain"
            onClick={() => {
              take(root);
              visitor.elsewhere.value = { text, area: root.code };
            }}
          >
            {words.wholePlace(root.name)}
          </button>
        </>
      )}
    </p>
  );
}

interface PlaceOptionProps extends Pick<PlaceFieldProps, "commons" | "lang"> {
  readonly id: string;
  readonly area: Area;
  readonly active: boolean;
}

/** A place that was found, with what distinguishes it from others of its name. */
function PlaceOption({ id, area, active, commons, lang }: PlaceOptionProps) {
  return (
    <div
      id={id}
      role="option"
      data-code={area.code}
      tabIndex={-1}
      aria-selected={active}
      // Otherwise the field would lose the focus, and the list would close, before the tap is handled.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      <b>{area.name}</b>
      <small>{placeDetail(commons, area, lang)}</small>
    </div>
  );
}
