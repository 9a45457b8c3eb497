import { strict as assert } from "node:assert";

/** Counts everything that a browser may store for a page. */
const KEPT = "return [localStorage.length, sessionStorage.length, document.cookie.length, history.state].join()";

/** From the first page to a sentence: two taps and a figure. */
async function walkToSentence(visitor, url) {
  await visitor.open(url);
  await visitor.there("[data-area]");
  await visitor.click(".question fieldset.chips .chip:nth-of-type(2)");
  await visitor.type(".question [data-amount]", "9");
  const sentence = await visitor.until(
    "the sentence",
    "return document.querySelector('.reply .sentence:not(.quiet)')?.textContent",
  );
  assert.match(sentence, /\S.*\.$/);
  assert.equal(new URL(await visitor.run("return location.href")).search, "");
  assert.equal(await visitor.run(KEPT), "0,0,0,");
  return sentence;
}

/** One contribution: a monthly figure, the home, the consent and the key. Nothing of it stays in the browser. */
async function contribute(visitor, url) {
  await visitor.open(new URL("contribute", url).href);
  await visitor.click("#typed-way");
  await visitor.click("[name=typed-kind][value=month]");
  await visitor.type("#typed-amount", "9");
  await visitor.click("#typed-add");
  await visitor.click("#next");
  await visitor.there('#step[data-step="2"]');
  // There is a list for each level until the home is in a smallest area.
  await visitor.there("#precise");
  await visitor.until(
    "the smallest area",
    `const list = document.querySelector("#precise");
     if (list === null) return true;
     list.selectedIndex = 1;
     for (const kind of ["input", "change"]) list.dispatchEvent(new Event(kind, { bubbles: true }));
     return false;`,
  );
  const rows = await visitor.run("return document.querySelectorAll('.home-card fieldset.chips').length");
  for (let row = 0; row < rows; row++) await visitor.clickNth(".home-card fieldset.chips", row, "button:nth-of-type(2)");
  for (const box of [".offers input", "#purpose", "#told", "[name=who][value=adult]"]) await visitor.click(box);
  const text = await visitor.text("#json");
  await visitor.click("#send");
  const key = await visitor.until("the key", "return document.querySelector('#key')?.textContent");
  assert.match(key, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(JSON.parse(text).readings.length, 1);
  assert.ok(!(await visitor.run("return location.href")).includes(key));
  await visitor.click("#kept");
  await visitor.click("#finish");
  await visitor.until("the end", "return document.querySelector('#key') === null");
  assert.equal(await visitor.run(KEPT), "0,0,0,");
}

/** The paths to walk, by name. */
export const PATHS = {
  "from the first page to one's sentence": walkToSentence,
  "one contribution": contribute,
};
