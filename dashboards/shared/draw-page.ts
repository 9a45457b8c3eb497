import { type ComponentChild, render } from "preact";
import { byName } from "./areas.ts";
import { formatNumber } from "./format.ts";
import { type Lang, loadLanguage } from "./i18n.ts";
import { pause } from "./pause.ts";
import { keepWayBack } from "./way-back.ts";

/**
 * What the page's first answer shows in a language, alone in the body and marked as no longer waiting. Its elements stay, because
 * drawing the same text twice takes a slow phone twice the time, and a browser counts a page as drawn with its last large text.
 */
export function firstAnswer(lang: Lang): Element {
  const shell = document.querySelector(`.shell[lang="${lang}"]`) ?? document.createElement("div");
  shell.removeAttribute("class");
  shell.removeAttribute("lang");
  for (const other of [...document.body.childNodes]) if (other !== shell) other.remove();
  if (!shell.isConnected) document.body.append(shell);
  return shell;
}

/**
 * Resolves once texts are loaded and the first answer is on the screen: a browser that gets the program fast would otherwise run
 * it before it paints for the first time. A hidden page is not painted, and does not wait for it.
 * @param hasAnswers the page holds what a visitor said: others lead back to it
 */
export async function readyToDraw(lang: Lang, hasAnswers = false): Promise<void> {
  if (!hasAnswers) keepWayBack();
  const painted = new Promise<void>((resolve) => {
    if (document.hidden) resolve();
    else requestAnimationFrame(() => setTimeout(resolve));
  });
  await Promise.all([loadLanguage(lang), painted]);
  // The first number to be written takes a slow phone 40 ms more than the others, and the first two names to be ordered 15: tasks of their own, in which nothing is drawn.
  formatNumber(0, 0, lang);
  await pause();
  byName("", "");
  await pause();
}

/** Draws a page over its first answer: elements that both have in the same place are kept. */
export function drawPage(page: ComponentChild, lang: Lang): void {
  render(page, firstAnswer(lang));
}
