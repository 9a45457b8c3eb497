import { type ComponentChild, render } from "preact";

/** Least width in px of the drawing of a picture: one laid out for a phone lacks names that have room in a picture. */
const LEAST_WIDTH = 720;

const nextFrame = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => done()));

/**
 * Gives `make` the drawing of a picture: the one of the page or, where that is narrower than a picture, one that is laid out, unseen
 * and in the same figure, for as long as it is read.
 *
 * @param isOnPage false: the page shows another drawing than the picture
 * @param least width in px for which it is laid out, where the page's is not taken
 */
export async function withPictureDrawing<T>(
  svg: SVGSVGElement,
  draw: (width: number) => ComponentChild | Promise<ComponentChild>,
  make: (svg: SVGSVGElement) => T | Promise<T>,
  isOnPage = true,
  least = LEAST_WIDTH,
): Promise<T> {
  const figure = svg.closest("figure");
  const { width } = svg.getBoundingClientRect();
  // A drawing that is enlarged for larger letters is laid out for a smaller width than it has.
  const isEnlarged = width > Number(svg.getAttribute("width")) + 1;
  if (!figure || (isOnPage && width >= LEAST_WIDTH && !isEnlarged)) return make(svg);
  const [unseen, host] = [document.createElement("div"), document.createElement("div")];
  unseen.style.cssText = "position: fixed; inset: 0; overflow: hidden; visibility: hidden";
  host.style.width = `${least}px`;
  unseen.append(host);
  figure.append(unseen);
  try {
    render(await draw(least), host);
    // A map may lay itself out again for where its figures are.
    for (let i = 0; i < 3; i++) await nextFrame();
    return await make(host.querySelector<SVGSVGElement>("svg.chart") ?? svg);
  } finally {
    render(null, host);
    unseen.remove();
  }
}
