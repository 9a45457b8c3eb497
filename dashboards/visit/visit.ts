import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { DistributionRow } from "../../src/contract/observation.ts";
import type { Surroundings } from "../../src/territory/index.ts";
import { type DataSource, LoadError, type ShapeCollection } from "../shared/data.ts";
import { type Lang, langOf } from "../shared/i18n.ts";
import { pause } from "../shared/pause.ts";
import { commonsOf, type FirstData, loadFirst, loadMap, loadRest, type PublicCommons, type RestData } from "./commons.ts";
import { topicsOf } from "./focus.ts";
import { askBeforeLeaving } from "./leaving.ts";
import { hasSaidNothing, isMuchGiven, isSaved, newVisitor, type Visitor } from "./visitor.ts";

/** The views of this document. */
export const VIEWS = ["home", "compare", "contribute"] as const;
export type ViewName = (typeof VIEWS)[number];

/** A visit: one document with three views. What the visitor enters is in `visitor`, in memory, and ends with the document. */
export interface Visit {
  readonly lang: Signal<Lang>;
  readonly view: Signal<ViewName>;
  /** null until the first drawing can be made */
  readonly commons: ReadonlySignal<PublicCommons | null>;
  readonly failure: Signal<Error | null>;
  /** state of loading the data for answers */
  readonly rest: Signal<"waiting" | "loading" | "done" | "failed">;
  readonly visitor: Visitor;
}

/** The view of an address: `…/compare`, or `compare.html` on a host of plain files. */
export function viewOf(pathname: string): ViewName {
  const name = /\/(compare|contribute)(\.html)?$/.exec(pathname)?.[1];
  return VIEWS.find((view) => view === name) ?? "home";
}

/** The end of the address of the card to share, which says nothing of the home. */
export const CARD = "#card";

/** Events that count as a visitor's first touch. */
const FIRST_TOUCHES = ["pointerdown", "keydown", "input", "click", "drop"] as const;

/** Turns true at the first touch or key of any kind. Whoever opens the address of the card has touched it already. */
function firstTouch(): ReadonlySignal<boolean> {
  const touched = signal(location.hash === CARD);
  const touch = (): void => {
    touched.value = true;
    for (const kind of FIRST_TOUCHES) removeEventListener(kind, touch, true);
  };
  for (const kind of FIRST_TOUCHES) addEventListener(kind, touch, { capture: true, passive: true });
  return touched;
}

/**
 * Long, for what is loaded in turn stands together. Loads the data of the first drawing, and the rest after the first touch or key of any kind. What is loaded, and in which order,
 * follows from the catalogue alone: no answer, tapped place or file causes a request. `after` starts what comes last, such as the
 * thread that reads files; `unpublished` loads what is drawn while nothing is published.
 */
export function startVisit(source: DataSource, after: () => void, unpublished?: () => Promise<unknown>): Visit {
  const lang = signal<Lang>(langOf(location.search));
  const view = signal<ViewName>(viewOf(location.pathname));
  const failure = signal<Error | null>(null);
  const first = signal<FirstData | null>(null);
  const map = signal<{ readonly shapes: ShapeCollection | null; readonly context: Surroundings | null }>({
    shapes: null,
    context: null,
  });
  const data = signal<RestData | null>(null);
  const distributions = signal<readonly DistributionRow[] | null>(null);
  const rest = signal<"waiting" | "loading" | "done" | "failed">("waiting");
  const touched = firstTouch();

  // Asked for once: Accueil draws homes before anything is typed, and elsewhere they come with the rest.
  let asked: Promise<void> | null = null;
  const loadDistributions = async ({ main }: FirstData): Promise<void> => {
    if (main) distributions.value = await source.distributions(main.id);
  };

  const load = async (): Promise<void> => {
    try {
      const begun = await loadFirst(source);
      if (begun.main === null) await unpublished?.();
      // All parts of the page ask for it first: it is found in a task in which nothing is drawn.
      topicsOf(commonsOf(begun, null, null));
      if (view.value === "home")
        asked = loadDistributions(begun).catch(() => {
          distributions.value = [];
          asked = null;
        });
      await pause();
      first.value = begun;
      await loadMap(source, begun.catalog.territory, (part) => {
        map.value = { ...map.value, ...part };
      });
    } catch (error) {
      failure.value = error instanceof Error ? error : new LoadError("damaged", String(error));
    }
  };
  void load();

  const stop = effect(() => {
    const ready = first.value;
    if (!touched.value || ready === null) return;
    rest.value = "loading";
    asked ??= loadDistributions(ready);
    void asked
      .then(() =>
        loadRest(source, ready, (part) => {
          data.value = part;
        }),
      )
      .then(
        () => "done" as const,
        () => "failed" as const,
      )
      .then((state) => {
        rest.value = state;
        after();
      });
    queueMicrotask(() => stop());
  });

  const commons = computed(() => {
    const { shapes, context } = map.value;
    return first.value === null ? null : commonsOf(first.value, shapes, data.value, context, distributions.value);
  });
  const visitor = newVisitor();
  // A browser keeps no page for Back that was printed: leaving it then forgets what little was typed too.
  const printed = signal(false);
  globalThis.addEventListener?.("afterprint", () => {
    printed.value = true;
  });
  // Contribuer asks by itself.
  askBeforeLeaving(
    () =>
      view.value !== "contribute" && !isSaved(visitor) && (isMuchGiven(visitor) || (printed.value && !hasSaidNothing(visitor))),
  );
  return { lang, view, commons, failure, rest, visitor };
}
