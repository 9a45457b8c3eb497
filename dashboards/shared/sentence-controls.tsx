import { type ComponentChildren, Fragment, type RefObject } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Lang, WORDS } from "./i18n.ts";
import { tapped, useListeners } from "./listeners.ts";

/** An option of a list that a word of a sentence opens. */
export interface WordOption {
  readonly value: string;
  readonly label: string;
  /** a line below the label */
  readonly detail?: string;
  /** a figure at the end of the line */
  readonly figure?: string;
  /** nothing is published for it; it is hatched, but may be chosen */
  readonly absent?: boolean;
  /** heading above the first option of the group */
  readonly group?: string;
}

export interface SentenceWordProps {
  readonly lang: Lang;
  /** unique in the page */
  readonly id: string;
  /** name of the list, such as "Topic" */
  readonly label: string;
  /** the word in the sentence */
  readonly text: string;
  /** called when the list is opened, because most lists never are */
  readonly options: () => readonly WordOption[];
  readonly chosen: readonly string[];
  /**
   * name of a button after which taps add and remove values while the list stays open, but never the last; until then a tap replaces
   * what was chosen
   */
  readonly several?: string;
  /** true: the list begins as after that button */
  readonly adds?: boolean;
  /** true: the list is open at first */
  readonly opens?: boolean;
  /** a search field above the list, whose results replace the options */
  readonly search?: {
    readonly label: string;
    readonly find: (typed: string) => readonly WordOption[];
    /** advice where nothing is found */
    readonly help?: (typed: string) => string;
    /** a remark below the list */
    readonly note?: string | undefined;
  };
  readonly onChoose: (values: readonly string[]) => void;
}

/** A sentence whose underlined words open lists: everything that a page shows, and can change, in one line. */
export function Sentence({ children }: { children: ComponentChildren }) {
  // A section, as no page's first answer has: of an element that is kept, a browser says that it moved.
  return <section class="sentence-controls">{children}</section>;
}

/** The chosen values after a tap on one of them. */
export function toggled(chosen: readonly string[], value: string, several: boolean): readonly string[] {
  if (!several) return [value];
  if (!chosen.includes(value)) return [...chosen, value];
  return chosen.length === 1 ? chosen : chosen.filter((one) => one !== value);
}

/** Number of letters of a word that every line has room for; longer ones break where they must. */
const LONGEST_WHOLE = 16;

/** An underlined word. Its list opens below it or, on narrow screens, at the bottom of the screen. */
export function SentenceWord(props: SentenceWordProps) {
  const { id, label, text, opens = false } = props;
  const [open, setOpen] = useState(opens);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  // The arrow stays on the line of the last word or, of one too long for a narrow line, of its last letter.
  const word = text.lastIndexOf(" ") + 1;
  const last = text.length - word > LONGEST_WHOLE ? text.length - 1 : word;
  return (
    <span class="word">
      <button
        ref={button}
        id={id}
        type="button"
        class="word-button"
        aria-haspopup="listbox"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span class="visually-hidden">{WORDS[props.lang].labelled(label, "")}</span>
        {text.slice(0, last)}
        <span class="word-end">
          {text.slice(last)}
          <svg width="12" height="8" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2.2">
            <path d={open ? "M1.500 6.500 6 2l4.500 4.500" : "M1.500 1.500 6 6l4.500-4.500"} />
          </svg>
        </span>
      </button>
      {open ? <WordList {...props} onClose={close} onLeave={() => setOpen(false)} /> : null}
    </span>
  );
}

interface WordListProps extends SentenceWordProps {
  /** the list is done, and the word takes the focus */
  readonly onClose: () => void;
  /** the focus went elsewhere, and stays there */
  readonly onLeave: () => void;
}

type ElementRef<E extends HTMLElement> = RefObject<E | null>;

/** Distance in px between a list and the edge of the screen. */
const EDGE = 12;

/** Moves the focus to the search field or the list when it opens, and keeps the list on the screen. */
function useOpening(box: ElementRef<HTMLElement>, field: ElementRef<HTMLElement>, list: ElementRef<HTMLElement>): void {
  useLayoutEffect(() => {
    const element = box.current;
    // On narrow screens the list is at the bottom, and no keyboard covers it until the search field is tapped.
    const isDropdown = element !== null && getComputedStyle(element).position === "absolute";
    (isDropdown && field.current ? field.current : list.current)?.focus({ preventScroll: true });
  }, []);
  // What is typed changes how wide the options are.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || getComputedStyle(element).position !== "absolute") return;
    element.style.insetInlineStart = "";
    const overflow = element.getBoundingClientRect().right + EDGE - document.documentElement.clientWidth;
    if (overflow > 0) element.style.insetInlineStart = `${-overflow}px`;
  });
}

/** State of a list: the typed text, the options that remain, and the option that Enter would take. */
function useOptions(props: WordListProps, field: ElementRef<HTMLInputElement>) {
  const { chosen, search, onChoose, onClose } = props;
  const options = props.options();
  const [begun, setSeveral] = useState(false);
  const several = begun || props.adds === true;
  const [typed, setTyped] = useState("");
  const isSearch = search !== undefined && typed.trim() !== "";
  const shown = isSearch ? search.find(typed) : options;
  const first = options.findIndex(({ value }) => chosen.includes(value));
  const [active, setActive] = useState(Math.max(0, first));
  const at = Math.min(active, shown.length - 1);
  const type = (text: string): void => {
    setTyped(text);
    setActive(0);
  };
  const take = (index: number): void => {
    const option = shown[index];
    if (!option) return;
    setActive(index);
    onChoose(toggled(chosen, option.value, several));
    if (!several) onClose();
  };
  const onKey = (event: KeyboardEvent): void => {
    const typing = event.target === field.current;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      ...(typing ? {} : { Home: 0, End: shown.length - 1 }),
    };
    const to = moves[event.key];
    if (to !== undefined) setActive(Math.max(0, Math.min(shown.length - 1, to)));
    else if (event.key === "Enter" || (event.key === " " && !typing)) take(at);
    else if (event.key === "Escape") onClose();
    else {
      // A letter typed in the list is meant for the search field above it.
      const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (letter && !typing) field.current?.focus();
      return;
    }
    event.preventDefault();
  };
  return { typed, isSearch, shown, at, several, setSeveral, type, take, onKey };
}

/**
 * The list of a word. Arrows, Home and End move, Enter and Space choose, Escape and Tab leave. The focus is on the list or the
 * search field, and the current option is its active descendant.
 */
function WordList(props: WordListProps) {
  const { lang, label, chosen, search, onClose, onLeave } = props;
  const [words, id] = [WORDS[lang].lists, useId()];
  const [box, field, list] = [useRef<HTMLDivElement>(null), useRef<HTMLInputElement>(null), useRef<HTMLDivElement>(null)];
  const { typed, isSearch, shown, at, several, setSeveral, type, take, onKey } = useOptions(props, field);
  useOpening(box, field, list);
  const begin = (): void => {
    setSeveral(true);
    list.current?.focus();
  };
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${at}"]`)?.scrollIntoView({ block: "nearest" });
  }, [id, at]);
  // Options are tapped through the list, which has the focus and handles keys.
  useListeners(() => list.current, {
    click: (event) => {
      const index = tapped(event, "[role=option]")?.dataset.index;
      if (index !== undefined) take(Number(index));
    },
  });
  const shared = { "aria-activedescendant": shown.length > 0 ? `${id}-${at}` : undefined, onKeyDown: onKey };
  return (
    <>
      <div class="word-shade" onPointerDown={onClose} />
      <div
        ref={box}
        class="word-list"
        onFocusOut={(event) => {
          const to = event.relatedTarget;
          if (to instanceof Node && !box.current?.contains(to)) onLeave();
        }}
      >
        {search ? (
          <ListField field={field} label={search.label} list={`${id}-list`} typed={typed} onType={type} {...shared} />
        ) : null}
        <span class="visually-hidden" role="status">
          {isSearch ? words.found(shown.length) : ""}
        </span>
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          tabIndex={0}
          aria-label={label}
          aria-multiselectable={several || chosen.length > 1 || undefined}
          {...shared}
        >
          <Lines id={id} at={at} chosen={chosen} shown={shown} />
        </div>
        {shown.length === 0 ? (
          <p class="note">
            {words.none(typed)} {search?.help?.(typed)}
          </p>
        ) : null}
        {search?.note === undefined ? null : <p class="word-note">{search.note}</p>}
        <Several lang={lang} name={props.several} several={several} onBegin={begin} onDone={onClose} />
      </div>
    </>
  );
}

interface SeveralProps {
  readonly lang: Lang;
  /** absent: one value alone can be chosen */
  readonly name: string | undefined;
  readonly several: boolean;
  readonly onBegin: () => void;
  readonly onDone: () => void;
}

/** The button after which taps add and remove, then the one that says that it is done. */
function Several({ lang, name, several, onBegin, onDone }: SeveralProps) {
  return name === undefined ? null : (
    <button type="button" class="quiet" onClick={several ? onDone : onBegin}>
      {several ? WORDS[lang].lists.done : name}
    </button>
  );
}

interface ListFieldProps {
  readonly field: ElementRef<HTMLInputElement>;
  readonly label: string;
  /** id of the list below */
  readonly list: string;
  readonly typed: string;
  readonly onType: (text: string) => void;
  readonly "aria-activedescendant": string | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The search field above a list. */
function ListField({ field, label, list, typed, onType, ...shared }: ListFieldProps) {
  return (
    <input
      ref={field}
      type="text"
      role="combobox"
      autocomplete="off"
      spellcheck={false}
      aria-label={label}
      placeholder={label}
      aria-expanded="true"
      aria-autocomplete="list"
      aria-controls={list}
      value={typed}
      onInput={(event) => onType(event.currentTarget.value)}
      {...shared}
    />
  );
}

interface LinesProps {
  /** id of the list, from which options derive theirs */
  readonly id: string;
  /** index of the option that Enter would take */
  readonly at: number;
  readonly chosen: readonly string[];
  readonly shown: readonly WordOption[];
}

/** The options, with a heading above the first of each group. */
function Lines({ id, at, chosen, shown }: LinesProps) {
  return (
    <>
      {shown.map((option, i) => (
        <Fragment key={option.value}>
          {option.group !== undefined && option.group !== shown[i - 1]?.group ? (
            <div class="word-group" role="presentation">
              {option.group}
            </div>
          ) : null}
          <Line id={`${id}-${i}`} option={option} index={i} active={i === at} chosen={chosen} />
        </Fragment>
      ))}
    </>
  );
}

interface LineProps {
  readonly id: string;
  readonly option: WordOption;
  readonly index: number;
  readonly active: boolean;
  readonly chosen: readonly string[];
}

function Line({ id, option, index, active, chosen }: LineProps) {
  const { value, label, detail, figure, absent } = option;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      data-index={index}
      data-value={value}
      aria-selected={chosen.includes(value)}
      class={active ? "active" : undefined}
      // Prevents the option from taking the focus from the list or the search field.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
    >
      <svg width="16" height="16" aria-hidden="true" class={absent ? "absent" : undefined}>
        {absent ? (
          <path d="M1 9 9 1M1 15 15 1M7 15 15 7" stroke="var(--hatch)" stroke-width="1.800" />
        ) : chosen.includes(value) ? (
          <path d="m2 8.500 4 4 8-9" fill="none" stroke="var(--act)" stroke-width="2.500" />
        ) : null}
      </svg>
      <span>
        <b>{label}</b>
        {detail === undefined ? null : <small>{detail}</small>}
      </span>
      {figure === undefined ? null : <span class="word-figure">{figure}</span>}
    </div>
  );
}
