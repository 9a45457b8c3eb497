import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type DataSource, LoadError } from "../shared/data.ts";
import { type Lang, langOf } from "../shared/i18n.ts";
import { withState } from "../shared/url-state.ts";
import { type Atlas, loadAtlas, loadMeasured } from "./atlas.ts";
import type { ChoiceChange } from "./choice.ts";
import { type Choice, choiceOf } from "./choice.ts";
import { paramsOf } from "./embed-address.ts";

/** The page as its views read it: what is loaded, and the address. */
export interface DistrictPage {
  readonly lang: Lang;
  readonly atlas: Signal<Atlas | null>;
  readonly failure: Signal<Error | null>;
  /** `?measure=…` as it stands */
  readonly search: Signal<string>;
  readonly marked: Signal<string | null>;
  /** the choice that the address makes among the loaded data: the same object until it changes */
  readonly choice: ReadonlySignal<Choice | null>;
}

/** An address with another choice. What follows from the new area must not stay behind from the old one. */
export function changedAddress(href: string, choice: Choice | null, change: ChoiceChange): string {
  const url = new URL(href);
  const known = choice === null ? {} : paramsOf(choice);
  return `${url.origin}${url.pathname}${withState(url.search, { ...known, ...change })}`;
}

/** What comes later, such as outlines, leaves most choices as they were: what follows from them is not made again. */
function isSame(one: Choice, other: Choice): boolean {
  const text = ({ ref, ...rest }: Choice): string => JSON.stringify([ref.key, rest]);
  return text(one) === text(other);
}

/** Loads the atlas, and what a look needs once it is asked for: the measurements of a period, the histograms of a portrait. */
export function startDistrict(source: DataSource): DistrictPage {
  const lang = langOf(location.search);
  const atlas = signal<Atlas | null>(null);
  const search = signal(location.search);
  let last: Choice | null = null;
  const page: DistrictPage = {
    lang,
    atlas,
    failure: signal<Error | null>(null),
    search,
    marked: signal<string | null>(null),
    choice: computed(() => {
      const next = atlas.value && choiceOf(new URLSearchParams(search.value), atlas.value);
      if (last === null || next === null || !isSame(last, next)) last = next;
      return last;
    }),
  };
  const asked = new Set<string>();
  const fail = (error: unknown): void => {
    page.failure.value = error instanceof Error ? error : new LoadError("damaged", String(error));
  };
  void loadAtlas(source, { period: new URLSearchParams(location.search).get("period"), lang }, (come) => {
    const known = page.atlas.peek();
    page.atlas.value = known
      ? { ...come, measured: new Map([...known.measured, ...come.measured]), distributions: known.distributions }
      : come;
  }).catch(fail);
  const histograms = (release: string): void => {
    if (asked.has("distributions")) return;
    asked.add("distributions");
    source
      .distributions(release)
      .then((distributions) => {
        const now = page.atlas.peek();
        if (now) page.atlas.value = { ...now, distributions };
      })
      .catch(fail);
  };
  effect(() => {
    const known = page.atlas.value;
    const choice = page.choice.value;
    if (choice?.view === "portrait" && known?.main) histograms(known.main.id);
    const release = known?.releases.find(({ period }) => period === choice?.period);
    if (!release || known?.measured.has(release.period) || asked.has(release.id)) return;
    asked.add(release.id);
    loadMeasured(source, release.id)
      .then((measured) => {
        const now = page.atlas.peek();
        if (now) page.atlas.value = { ...now, measured: new Map([...now.measured, [release.period, measured]]) };
      })
      .catch(fail);
  });
  return page;
}
