import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { asCounted } from "./counted-homes.ts";
import type { Catalog } from "./data.ts";
import { LANGS, type Lang, langState, OFFERED, WORDS } from "./i18n.ts";
import { contributorHref, givingHref, noticeName, type PageName, PLACES, pageHref } from "./layout.ts";
import { namesDrawn } from "./site.ts";
import { withState } from "./url-state.ts";

/** The page of the navigation to which another page belongs. */
const PLACE_OF: Readonly<Partial<Record<PageName, PageName>>> = { sql: "explore", docs: "explore" };

const SHORT: Readonly<Record<Lang, string>> = { fr: "FR", en: "EN" };
/** Numbers of letters of a commons' name that fit on one and on two lines of the header. */
const [LONG, LONGEST] = [20, 46];

const NATIVE: Readonly<Record<Lang, string>> = { fr: "Français", en: "English" };

export interface FrameProps {
  readonly current: PageName;
  readonly lang: Lang;
  /** null until it is loaded */
  readonly catalog: Catalog | null;
}

/** The logo: two houses, one of them in the colour of "you". */
export function Mark() {
  return (
    <svg width="30" height="24" viewBox="0 0 30 24" aria-hidden="true">
      <path d="M1 23V11.5L8 5l7 6.5V23z" fill="var(--act)" />
      <path d="M15 23V8.5L22 2l7 6.5V23z" fill="var(--you)" />
      <circle cx="8" cy="14.5" r="2" fill="var(--card)" />
      <circle cx="22" cy="11.5" r="2" fill="var(--card)" />
    </svg>
  );
}

/** Class of a name by its length: one line, two smaller lines, or three. */
function lengthOf(name: string): string {
  return name.length > LONGEST ? "longest" : name.length > LONG ? "long" : "";
}

function Brand({ lang, catalog }: Pick<FrameProps, "lang" | "catalog">) {
  const drawn = namesDrawn(lang);
  const name = catalog?.commons.name[lang] ?? drawn.name;
  const place = catalog?.territory.name[lang] ?? drawn.place;
  return (
    <a class={`brand ${lengthOf(name)}`} href={pageHref("home", lang)}>
      <Mark />
      <span>
        <b>{name}</b>
        {name.startsWith(place.replace(/ \(.*\)$/, "")) ? null : <small>{place}</small>}
      </span>
    </a>
  );
}

/** Address of this page in another language, with its state. While the site is built there is no address. */
function switchTo(lang: Lang): string {
  // French is stated too: an empty address is the present one, and without `lang` the browser's language would apply.
  if (isDrawnAhead) return withState("", { lang });
  return `${location.pathname}${withState(location.search, langState(lang))}${location.hash}`;
}

/** True while the site is built and the page is rendered into its HTML. */
const isDrawnAhead = typeof location === "undefined";

/** The page's address; empty while the site is built, where nothing is contributed. */
function addressHere(): string {
  return isDrawnAhead ? "" : location.href;
}

interface LanguagesProps extends Pick<FrameProps, "lang"> {
  readonly names: typeof SHORT;
  readonly onPick?: () => void;
}

function Languages({ lang, names, onPick }: LanguagesProps) {
  const offered = LANGS.filter((one) => OFFERED.includes(one));
  return offered.length < 2 ? null : (
    <ul class="languages" aria-label={WORDS[lang].language}>
      {offered.map((one) => (
        <li key={one}>
          <a
            href={switchTo(one)}
            lang={one}
            hreflang={one}
            aria-label={NATIVE[one]}
            aria-current={one === lang ? "true" : undefined}
            // The address may have changed since the header was drawn.
            onPointerDown={(event) => event.currentTarget.setAttribute("href", switchTo(one))}
            onFocus={(event) => event.currentTarget.setAttribute("href", switchTo(one))}
            {...(onPick ? { onClick: onPick } : {})}
          >
            {names[one]}
          </a>
        </li>
      ))}
    </ul>
  );
}

interface PlaceLink {
  readonly page: PageName;
  readonly href: string;
}

/** The menu of narrow screens: all pages with their purpose. It closes by its button, by Escape, by any of its links, and by going back. */
function Menu({ current, lang, catalog, places, give, onClose }: FrameProps & MenuProps) {
  const words = WORDS[lang];
  const dialog = useRef<HTMLDialogElement>(null);
  // A link may lead to a view of the same document, which would stay behind the menu.
  const close = (): void => dialog.current?.close();
  useLayoutEffect(() => {
    dialog.current?.showModal();
    // So does going back or forward, to a view of the same document or to a page that is kept as it was left.
    window.onpopstate = close;
    window.onpagehide = close;
  }, []);
  return (
    <dialog ref={dialog} class="menu" aria-label={words.frame.menu} onClose={onClose}>
      <div class="bar">
        <Brand lang={lang} catalog={catalog} />
        <button type="button" class="menu-button" aria-label={words.frame.close} onClick={close}>
          <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" stroke="currentColor" stroke-width="2.5">
            <path d="M3 3l16 16M19 3L3 19" />
          </svg>
        </button>
      </div>
      <nav aria-label={words.nav}>
        <ul>
          {places.map(({ page, href }) => (
            <li key={page}>
              <a href={href} aria-current={page === current ? "page" : undefined} onClick={close}>
                <b>{words[page]}</b>
                <span>{words.frame.purpose[page as keyof typeof words.frame.purpose]}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="menu-foot">
        <div class="menu-place">
          <small>{catalog?.territory.name[lang]}</small>
          <Languages lang={lang} names={NATIVE} onPick={close} />
        </div>
        {give === null ? null : (
          <a class={buttonOf(catalog)} href={give} onClick={close}>
            {words.contribute}
          </a>
        )}
      </div>
    </dialog>
  );
}

/** Contribuer is the filled button where contributions are taken, and a quiet one where its page says why not. */
function buttonOf(catalog: FrameProps["catalog"]): string {
  return catalog?.intake?.ready === false ? "button quiet" : "button";
}

interface MenuProps {
  readonly places: readonly PlaceLink[];
  /** address where contributions are taken; null: not known */
  readonly give: string | null;
  readonly onClose: () => void;
}

interface MenuButtonProps {
  readonly lang: Lang;
  /** takes the focus again when the menu closes */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onOpen: () => void;
}

function MenuButton({ lang, button, onOpen }: MenuButtonProps) {
  const label = WORDS[lang].frame.menu;
  const mark = (
    <svg width="26" height="22" viewBox="0 0 26 22" aria-hidden="true" stroke="currentColor" stroke-width="2.5">
      <path d="M1 7h24M1 15h24" />
    </svg>
  );
  // Until the program runs, and without it, the menu is a link to the list of all pages.
  if (isDrawnAhead)
    return (
      <a class="menu-button" href={pageHref("site-map", lang)} aria-label={label}>
        {mark}
      </a>
    );
  return (
    <button ref={button} type="button" class="menu-button" aria-label={label} aria-haspopup="dialog" onClick={onOpen}>
      {mark}
    </button>
  );
}

/** The header in one row: the commons, its pages, Contribuer, the languages; on narrow screens the commons and a menu. */
export function Header({ current, lang, catalog }: FrameProps) {
  const words = WORDS[lang];
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const place = PLACE_OF[current] ?? current;
  const give = givingHref(lang, catalog?.intake, addressHere());
  const mine = contributorHref("my-contribution", lang, catalog?.intake, addressHere());
  const places: PlaceLink[] = PLACES.map((page) => ({ page, href: pageHref(page, lang) }));
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <header class="site">
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <div class="bar">
        <Brand lang={lang} catalog={catalog} />
        <nav class="places" aria-label={words.nav}>
          <ul>
            {places.map(({ page, href }) => (
              <li key={page}>
                <a href={href} aria-current={page === place ? "page" : undefined}>
                  {words[page]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="actions">
          {give === null ? null : (
            // The filled button of a screen is that of its page.
            <a class="button quiet" href={give} aria-current={current === "contribute" ? "page" : undefined}>
              {words.contribute}
            </a>
          )}
          <Languages lang={lang} names={SHORT} />
          <MenuButton lang={lang} button={button} onOpen={() => setOpen(true)} />
        </div>
      </div>
      {open ? (
        <Menu
          current={place}
          lang={lang}
          catalog={catalog}
          places={mine === null ? places : [...places, { page: "my-contribution", href: mine }]}
          give={give}
          onClose={close}
        />
      ) : null}
    </header>
  );
}

/** Pages of texts alone. */
const WITHOUT_FIGURES: readonly PageName[] = ["accessibility", "legal", "notice", "site-map"];

/** What regards people, what documents there are, and who runs it. On Ma contribution links open beside it: the key is in its memory alone. */
export function Footer({ current, lang, catalog }: FrameProps) {
  const words = WORDS[lang];
  const { contact, accessibility, source_code: source } = catalog?.commons ?? {};
  const own = contributorHref("my-contribution", lang, catalog?.intake, addressHere());
  const isOpen = current === "my-contribution" && own !== null;
  const mine = isOpen ? null : own;
  const link = (href: string, text: string, type?: string) => (
    <a href={href} {...(type ? { type } : {})} {...(isOpen ? { target: "_blank", rel: "noopener" } : {})}>
      {text}
    </a>
  );
  const groups: readonly (readonly ComponentChildren[])[] = [
    [
      mine === null ? null : link(mine, words["my-contribution"]),
      link(pageHref("notice", lang), noticeName(lang, catalog, addressHere())),
      link(pageHref("privacy", lang), words.privacyLink),
    ],
    [
      link(pageHref("docs", lang), words.api),
      link(pageHref("sql", lang), words.sql),
      link(`feed.${lang}.atom`, words.feed, "application/atom+xml"),
      link(pageHref("site-map", lang), words["site-map"]),
    ],
    [
      link(pageHref("legal", lang), words.legal),
      link(
        pageHref("accessibility", lang),
        accessibility ? words.labelled(words.accessibility, words.conformity[accessibility]) : words.accessibility,
      ),
      source ? link(source, words.sourceCode) : null,
      contact ? words.labelled(words.contact, contact) : null,
      words.licence,
    ],
  ];
  return (
    <footer class="site">
      {/* Before anything is published, there is no figure to speak of. */}
      {catalog?.releases.length === 0 || WITHOUT_FIGURES.includes(current) ? null : (
        <p class="method">{catalog ? asCounted(words.method, lang, catalog) : words.method}</p>
      )}
      {isOpen ? <p class="no-print">{words.newTabs}</p> : null}
      <div class="groups">
        {groups.map((items, group) => (
          <ul key={group}>{items.map((item, i) => (item === null ? null : <li key={i}>{item}</li>))}</ul>
        ))}
      </div>
    </footer>
  );
}

/** A notice where the homes are made up, so that nobody takes them for neighbours. */
export function SampleNotice({ lang, catalog }: Omit<FrameProps, "current">) {
  return catalog?.commons.sample ? <section class="sample">{WORDS[lang].sample(catalog.releases.length === 0)}</section> : null;
}
