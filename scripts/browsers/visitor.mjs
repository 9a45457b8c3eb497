import { setTimeout } from "node:timers/promises";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const PATIENCE = 30_000;

/** A person at a page, who looks, clicks and types through the browser's driver. */
export function visitorOf({ send }) {
  const run = async (script, ...args) => (await send("ExecuteScript", { script, args })).value;
  const element = async (selector) => {
    const { value } = await send("FindElement", { using: "css selector", value: selector });
    return value[ELEMENT];
  };
  /** Waits until a script returns something. @throws Error that names what did not come */
  const until = async (what, script, ...args) => {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      const found = await run(script, ...args).catch(() => null);
      if (found) return found;
      await setTimeout(100);
    }
    throw new Error(
      `${what} did not come in ${PATIENCE / 1000} s; the page says: ${await run("return document.body.innerText.slice(0, 600)")}`,
    );
  };
  const there = (selector) => until(selector, "return document.querySelector(arguments[0]) !== null", selector);
  const into = (selector) => run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", selector);
  return {
    run,
    until,
    there,
    open: async (url) => {
      await send("Navigate", { url });
      await there("main[data-ready]");
    },
    click: async (selector) => {
      await there(selector);
      await into(selector);
      await send("ElementClick", { id: await element(selector) });
    },
    /** Clicks a part of the n-th matching element. */
    clickNth: async (selector, n, part) => {
      await run("document.querySelectorAll(arguments[0])[arguments[1]].setAttribute('data-nth', '')", selector, n);
      await into(`[data-nth] ${part}`);
      await send("ElementClick", { id: await element(`[data-nth] ${part}`) });
      await run("document.querySelector('[data-nth]').removeAttribute('data-nth')");
    },
    type: async (selector, text) => {
      await there(selector);
      await into(selector);
      await send("ElementSendKeys", { id: await element(selector), text, value: [...text] });
    },
    text: (selector) => run("return document.querySelector(arguments[0])?.textContent ?? null", selector),
  };
}
