import { h, put, s } from "../shared/dom.ts";
import { asImage } from "../shared/figure.ts";
import { formatNumber } from "../shared/format.ts";
import type { Lang } from "../shared/i18n.ts";
import { dataTable } from "../shared/table.ts";
import { illustratedNoise, type RandomWords, tally } from "./noise.ts";
import type { PrivacyWords } from "./words.ts";

const COUNT = 40;
const WIDTH = 320;
const HEIGHT = 110;

function bars(draws: readonly number[], sigma: number): SVGSVGElement {
  const outcomes = tally(draws);
  const reach = Math.max(Math.ceil(3 * sigma), ...draws.map((draw) => Math.abs(draw - COUNT)));
  const step = WIDTH / (2 * reach + 3);
  const x = (value: number): number => (value - COUNT + reach + 1) * step;
  const tallest = Math.max(4, ...outcomes.map((outcome) => outcome.times));
  const height = (times: number): number => (times / tallest) * (HEIGHT - 30);
  return s(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT },
    ...outcomes.map(({ value, times }) =>
      s("rect", {
        x: x(value),
        y: HEIGHT - 22 - height(times),
        width: Math.max(1.5, step - 1.5),
        height: height(times),
        fill: "var(--n2)",
      }),
    ),
    s("line", { x1: 0, x2: WIDTH, y1: HEIGHT - 22, y2: HEIGHT - 22, stroke: "var(--ink-2)" }),
    s("text", { x: x(COUNT) + step / 2, y: HEIGHT - 5, "text-anchor": "middle", "font-size": 13, fill: "var(--ink)" }, COUNT),
  );
}

/** Draws noise on an invented count, once or twenty times; nothing real is involved. */
export function illustration(sigma: number, random: RandomWords, lang: Lang, words: PrivacyWords): HTMLElement {
  const draws: number[] = [];
  const says = h("p", { class: "drawn", role: "status" });
  const shown = h("div", {});
  const draw = (n: number): void => {
    for (let i = 0; i < n; i++) draws.push(COUNT + illustratedNoise(sigma, random));
    put(says, words.drawn(formatNumber(draws.at(-1) ?? COUNT, 0, lang)));
    put(
      shown,
      h("div", { class: "drawing" }, asImage(bars(draws, sigma), words.outcomesLabel(draws.length, COUNT))),
      dataTable({
        caption: words.outcomes,
        rows: tally(draws),
        columns: [
          { label: words.value, cell: (row) => formatNumber(row.value, 0, lang) },
          { label: words.times, numeric: true, cell: (row) => String(row.times) },
        ],
      }),
    );
  };
  draw(1);
  return h(
    "div",
    { class: "card illustration" },
    h("h3", {}, words.try),
    h("p", {}, words.tryText(COUNT, formatNumber(sigma, 1, lang))),
    says,
    h(
      "div",
      { class: "tools no-print" },
      h("button", { type: "button", onClick: () => draw(1) }, words.draw),
      h("button", { type: "button", class: "quiet", onClick: () => draw(20) }, words.draw20),
    ),
    shown,
    h("p", { class: "note" }, words.drawnNote),
  );
}
