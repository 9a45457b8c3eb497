import { strict as assert } from "node:assert";

/** From the first page to one's sentence: two taps and a figure. */
async function toSentence(visitor, url) {
  await visitor.open(url);
  await visitor.there("[data-area]");
  const asked = await requests(visitor);
  await visitor.click(".question fieldset.chips:first-of-type .chip:nth-of-type(2)");
  await visitor.type(".question [data-amount]", "9");
  const sentence = await visitor.until(
    "the sentence",
    "return document.querySelector('.reply .sentence:not(.quiet)')?.textContent",
  );
  assert.match(sentence, /\S.*\.$/);
  assert.equal(new URL(await visitor.run("return location.href")).search, "");
  const kept = "return [localStorage.length, sessionStorage.length, document.cookie.length, history.state].join()";
  assert.equal(await visitor.run(kept), "0,0,0,");
  assert.ok((await requests(visitor)) >= asked);
  return sentence;
}

const requests = (visitor) => visitor.run("return performance.getEntriesByType('resource').length");

/** What is walked, by what it is called. */
export const PATHS = {
  "from the first page to one's sentence": toSentence,
};
