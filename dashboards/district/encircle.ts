import { innerPointOf, isWithinLine } from "../charts/rings.ts";

/* Drawing a line around places on the map of an own area. Nothing of the line leaves the page: what enters the address are the areas. */

type Spot = readonly [x: number, y: number];

/** An area of the map with its rings in the drawing's pixels. */
interface DrawnRings {
  readonly code: string;
  readonly polygons: readonly (readonly Spot[])[];
}

/** Codes of the areas whose inner point is within a line, which is closed from its end to its start. */
export function encircled(line: readonly Spot[], areas: readonly DrawnRings[]): string[] {
  return areas.flatMap(({ code, polygons }) => {
    const inner = innerPointOf(polygons.map((ring) => [ring.map(([x, y]) => [x, y])]));
    return inner !== null && isWithinLine(line, inner) ? [code] : [];
  });
}

/** The rings of an outline as the map writes them: `M0 0L2 0L2 2Z`. */
export function ringsOf(outline: string): Spot[][] {
  const spotOf = (text: string): Spot => {
    const [x = 0, y = 0] = text.split(" ").map(Number);
    return [x, y];
  };
  return outline
    .split("M")
    .slice(1)
    .map((ring) => ring.replace("Z", "").split("L").map(spotOf));
}

/** px that a pointer moves before a press is a line and no longer a tap, and between two corners of a line. */
const [TAP, CORNER] = [8, 3];

/** Codes of the areas of a drawn map within a line on the screen. */
function areasWithin(chart: Element, line: readonly Spot[]): string[] {
  const { left, top, width } = chart.getBoundingClientRect();
  // With larger letters the drawing is enlarged.
  const times = width / Number(chart.getAttribute("width"));
  const areas = [...chart.querySelectorAll("[data-area]")].map((area) => ({
    code: area.getAttribute("data-area") ?? "",
    polygons: ringsOf(area.getAttribute("d") ?? ""),
  }));
  return encircled(
    line.map(([x, y]): Spot => [(x - left) / times, (y - top) / times]),
    areas,
  );
}

const SVG = "http://www.w3.org/2000/svg";

/** The line as it is drawn, over the whole page. */
function shownLine(): { readonly draw: (line: readonly Spot[]) => void; readonly remove: () => void } {
  const [over, path] = [document.createElementNS(SVG, "svg"), document.createElementNS(SVG, "path")];
  over.setAttribute("class", "encircling");
  over.setAttribute("aria-hidden", "true");
  over.append(path);
  document.body.append(over);
  return {
    draw: (line) => path.setAttribute("d", `M${line.map((spot) => spot.join(" ")).join("L")}Z`),
    remove: () => over.remove(),
  };
}

export interface EncirclingCalls {
  /** tells whether a finger draws; a mouse always does */
  readonly isOn: () => boolean;
  /** is given the areas within a line */
  readonly onAreas: (codes: readonly string[]) => void;
  /** is called where drawing was given up */
  readonly onEnd: () => void;
}

/** Lets somebody draw lines around the areas of a map. A press without a move stays a tap. Returns what ends it. */
export function watchLines(map: HTMLElement, { isOn, onAreas, onEnd }: EncirclingCalls): () => void {
  let line: Spot[] = [];
  let chart: Element | null = null;
  let shown: ReturnType<typeof shownLine> | null = null;
  const forget = (): void => {
    shown?.remove();
    [line, chart, shown] = [[], null, null];
  };
  const down = (event: PointerEvent): void => {
    forget();
    const isDrawing = event.isPrimary && event.button === 0 && (event.pointerType === "mouse" || isOn());
    if (!isDrawing || !(event.target instanceof Element)) return;
    chart = event.target.closest("svg.chart");
    line = [[event.clientX, event.clientY]];
  };
  const move = ({ clientX, clientY, pointerId, isPrimary }: PointerEvent): void => {
    const last = line.at(-1);
    if (!chart || !last || !isPrimary) return;
    const far = Math.hypot(clientX - last[0], clientY - last[1]);
    if (far < (shown ? CORNER : TAP)) return;
    if (!shown) {
      shown = shownLine();
      map.setPointerCapture(pointerId);
    }
    line.push([clientX, clientY]);
    shown.draw(line);
  };
  const up = (): void => {
    const [drawn, on] = [line, chart];
    const isLine = shown !== null;
    forget();
    if (!isLine || !on) return;
    // The end of a line is no tap on the area below it.
    const stop = (event: Event): void => event.stopPropagation();
    map.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => map.removeEventListener("click", stop, { capture: true }));
    onAreas(areasWithin(on, drawn));
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || (!shown && !isOn())) return;
    forget();
    onEnd();
  };
  const ended = new AbortController();
  const { signal } = ended;
  map.addEventListener("pointerdown", down, { signal });
  map.addEventListener("pointermove", move, { signal });
  map.addEventListener("pointerup", up, { signal });
  map.addEventListener("pointercancel", forget, { signal });
  addEventListener("keydown", key, { signal });
  return () => {
    forget();
    ended.abort();
  };
}
