import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type DataSource, LoadError } from "../shared/data.ts";
import { type Lang, langOf } from "../shared/i18n.ts";
import { pause } from "../shared/pause.ts";
import { withState } from "../shared/url-state.ts";
import { type Atlas, loadAtlas, loadMeasured } from "./atlas.ts";
import type { ChoiceChange } from "./choice.ts";
import { type Choice, choiceOf } from "./choice.ts";
import { paramsOf } from "./embed-address.ts";

/** State of the page that its views read: loaded data and the address. */
export interface DistrictPage {
  readonly lang: Lang;
  readonly atlas: Signal<Atlas | null>;
  readonly failure: Signal<Error | null>;
  /** query of the address, `?measure=…` */
  readonly search: Signal<string>;
  readonly marked: Signal<string | null>;
  /** the choice in the address, applied to the loaded data; the same object until it changes */
  readonly choice: ReadonlySignal<Choice | null>;
}

/** An address with a changed choice. Every parameter is written out, so that the rest does not change with new defaults. */
export function changedAddress(href: string, choice: Choice | null, change: ChoiceChange): string {
  const url = new URL(href);
  const current = choice === null ? {} : paramsOf(choice);
  return `${url.origin}${url.pathname}${withState(url.search, { ...current, ...change })}`;
}

/** Tells whether two choices are equal. Later data, such as outlines, rarely change a choice, and what depends on it is kept. */
function isSame(one: Choice, other: Choice): boolean {
  const text = ({ ref, ...rest }: Choice): string => JSON.stringify([ref.key, rest]);
  return text(one) === text(other);
}

/** Chooses what an address asks for of what is loaded; the same object until it changes. */
function chooser(search: Signal<string>): (now: Atlas) => Choice | null {
  let last: Choice | null = null;
  let madeOf: readonly unknown[] = [];
  return (now) => {
    const given = [search.value, now.rows, now.zones];
    // Outlines and measurements change none.
    if (given.every((one, i) => one === madeOf[i])) return last;
    madeOf = given;
    const next = choiceOf(new URLSearchParams(search.value), now);
    if (last === null || next === null || !isSame(last, next)) last = next;
    return last;
  };
}

/** Loads the atlas and, on demand, the measurements of a period and the histograms of a portrait. */
export function startDistrict(source: DataSource): DistrictPage {
  const lang = langOf(location.search);
  const atlas = signal<Atlas | null>(null);
  const search = signal(location.search);
  const choose = chooser(search);
  const page: DistrictPage = {
    lang,
    atlas,
    failure: signal<Error | null>(null),
    search,
    marked: signal<string | null>(null),
    choice: computed(() => atlas.value && choose(atlas.value)),
  };
  const requested = new Set<string>();
  const fail = (error: unknown): void => {
    page.failure.value = error instanceof Error ? error : new LoadError("damaged", String(error));
  };
  void loadAtlas(source, { period: new URLSearchParams(location.search).get("period"), lang }, async (part) => {
    // Choosing and drawing are tasks of their own.
    choose(part);
    await pause();
    const known = page.atlas.peek();
    page.atlas.value = known
      ? { ...part, measured: new Map([...known.measured, ...part.measured]), distributions: known.distributions }
      : part;
  }).catch(fail);
  const loadHistograms = (release: string): void => {
    if (requested.has("distributions")) return;
    requested.add("distributions");
    source
      .distributions(release)
      .then((distributions) => {
        const now = page.atlas.peek();
        if (now) page.atlas.value = { ...now, distributions };
      })
      .catch(fail);
  };
  effect(() => {
    const loaded = page.atlas.value;
    const choice = page.choice.value;
    if (choice?.view === "portrait" && loaded?.main) loadHistograms(loaded.main.id);
    const release = loaded?.releases.find(({ period }) => period === choice?.period);
    if (!release || loaded?.measured.has(release.period) || requested.has(release.id)) return;
    requested.add(release.id);
    loadMeasured(source, release.id)
      .then((measured) => {
        const now = page.atlas.peek();
        if (now) page.atlas.value = { ...now, measured: new Map([...now.measured, [release.period, measured]]) };
      })
      .catch(fail);
  });
  return page;
}
