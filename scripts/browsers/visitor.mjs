import { setTimeout } from "node:timers/promises";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const PATIENCE = 30_000;

/** A person at a page: looks, clicks and types, as a browser's own driver does it. */
export function visitorOf({ send }) {
  const run = async (script, ...args) => (await send("ExecuteScript", { script, args })).value;
  const element = async (selector) => {
    const { value } = await send("FindElement", { using: "css selector", value: selector });
    return value[ELEMENT];
  };
  /** @throws Error that says what did not come */
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
    type: async (selector, text) => {
      await there(selector);
      await into(selector);
      await send("ElementSendKeys", { id: await element(selector), text, value: [...text] });
    },
    text: (selector) => run("return document.querySelector(arguments[0])?.textContent ?? null", selector),
    /** A driver of WebKit cannot choose in a list: it is done as the page would see it. */
    choose: (selector, index) =>
      run(
        `const list = document.querySelector(arguments[0]);
         list.selectedIndex = arguments[1];
         for (const kind of ["input", "change"]) list.dispatchEvent(new Event(kind, { bubbles: true }));`,
        selector,
        index,
      ),
  };
}
