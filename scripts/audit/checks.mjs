/**
 * What a program can see of RGAA 4.1 on a drawn page, beside what axe sees. Each check runs in the browser, so it may use nothing
 * from this module, and returns its findings, one line each. The numbers are criteria of RGAA 4.1.
 */
export const IN_PAGE = {
  "1.1 images have a name, or are hidden": () =>
    [...document.querySelectorAll("svg, img, canvas")]
      .filter((one) => one.checkVisibility() && !one.closest("[aria-hidden=true], [role=img] *, button, a"))
      .filter(
        (one) => !(one.getAttribute("role") === "img" && one.getAttribute("aria-label")) && one.getAttribute("alt") === null,
      )
      .map((one) => `${one.localName}.${one.getAttribute("class") ?? ""} ${one.id}`),
  "5.6 tables have headers with a scope": () =>
    [...document.querySelectorAll("table")].flatMap((table) =>
      table.querySelector("th") === null
        ? ["a table without a header"]
        : [...table.querySelectorAll("th:not([scope])")].map((cell) => `th without scope: ${cell.textContent.slice(0, 40)}`),
    ),
  "8.3 the language is stated": () => (/^(fr|en)$/.test(document.documentElement.lang) ? [] : [document.documentElement.lang]),
  "9.1 one h1, and no level of headings is left out": () => {
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
      .filter((one) => one.checkVisibility())
      .map((one) => [Number(one.localName[1]), one.textContent.slice(0, 40)]);
    const first = levels.filter(([level]) => level === 1);
    return [
      ...(first.length === 1 ? [] : [`${first.length} h1`]),
      ...levels.flatMap(([level, text], i) =>
        i > 0 && level > levels[i - 1][0] + 1 ? [`h${level} after h${levels[i - 1][0]}: ${text}`] : [],
      ),
    ];
  },
  "9.2 header, navigation, main and footer are there once": () =>
    ["body header.site", "main", "footer.site", "header nav[aria-label]"].flatMap((selector) => {
      const found = [...document.querySelectorAll(selector)].length;
      return found === 1 ? [] : [`${selector}: ${found}`];
    }),
  "10.4, 10.11 nothing scrolls sideways": () => {
    const overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return overflow > 0 ? [`by ${overflow} px`] : [];
  },
  "10.12 no text is cut": () =>
    [...document.querySelectorAll("main *, header *, footer *")]
      .filter(
        (one) =>
          one.childNodes.length > 0 && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ""),
      )
      .filter((one) => one.checkVisibility() && !one.closest("svg, .visually-hidden, .skip"))
      .filter((one) => {
        const style = getComputedStyle(one);
        // Meant for screen readers only, by the class above or by the page's own rule.
        if (style.position === "absolute" && style.clipPath !== "none") return false;
        const cuts = style.overflowX === "hidden" || style.overflowX === "clip" || style.overflowY === "hidden";
        return (
          cuts &&
          (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1) &&
          style.textOverflow !== "ellipsis"
        );
      })
      .map((one) => `${one.localName}.${one.className}: ${one.textContent.slice(0, 40)}`),
  "11.1 fields have a label": () =>
    [...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
      .filter((one) => one.checkVisibility())
      .filter((one) => one.labels?.length === 0 && !one.getAttribute("aria-label") && !one.getAttribute("aria-labelledby"))
      .map((one) => one.outerHTML.slice(0, 80)),
  "11.5 groups of fields have a legend": () =>
    [...document.querySelectorAll("fieldset")]
      .filter((one) => one.checkVisibility() && one.querySelector(":scope > legend") === null && !one.getAttribute("aria-label"))
      .map((one) => one.outerHTML.slice(0, 80)),
  "13.2 no link opens another window without saying so": () =>
    [...document.querySelectorAll("a[target]")]
      .filter((one) => !/nouvel onglet|new tab/.test((one.closest("footer, p") ?? one).textContent))
      .map((one) => one.outerHTML.slice(0, 80)),
  "WCAG 2.5.8 what is tapped is 24 px at least, but for links in a sentence": () =>
    [...document.querySelectorAll("a, button, input, select, summary, [role=button], [role=option]")]
      .filter(
        (one) => one.checkVisibility() && !one.closest("p, li > span, td, dd, label, .visually-hidden, .skip, figcaption, svg"),
      )
      .filter((one) => !["radio", "checkbox", "file"].includes(one.type))
      .map((one) => [one, one.getBoundingClientRect()])
      .filter(
        ([one, { width, height }]) => width > 0 && (width < 24 || height < 24) && getComputedStyle(one).display !== "inline",
      )
      .map(
        ([one, { width, height }]) =>
          `${one.localName} ${one.textContent.slice(0, 30)}: ${Math.round(width)} × ${Math.round(height)}`,
      ),
  "nothing is said by hover alone": () => [...document.querySelectorAll("main [title]")].map((one) => one.outerHTML.slice(0, 80)),
};

/** Text spacing that a reader may set (WCAG 1.4.12, RGAA 10.12). */
export const SPACING =
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";

/**
 * Walks through a page by Tab: each stop must be visible and show that it has the focus (RGAA 10.7), and there must be a way out
 * (12.9).
 */
export async function walkByTab(page, most = 400) {
  const faults = new Set();
  await page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)");
  let stops = 0;
  for (; stops < most; stops++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === null || one === document.body) return null;
      globalThis.firstStop ??= one;
      const drawn = (element) => {
        const style = element && getComputedStyle(element);
        return (
          style && ((style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none")
        );
      };
      const box = one.getBoundingClientRect();
      const name = `${one.localName}#${one.id} ${(one.getAttribute("aria-label") ?? one.textContent ?? "").slice(0, 30)}`;
      return {
        name,
        isMarked: drawn(one) || drawn(one.parentElement) || drawn(one.nextElementSibling),
        isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
        isFirst: one === globalThis.firstStop,
      };
    });
    if (found === null || (found.isFirst && stops > 0)) break;
    if (!found.isMarked) faults.add(`no focus is shown on ${found.name}`);
    if (!found.isSeen) faults.add(`out of sight: ${found.name}`);
  }
  if (stops === most) faults.add(`no end after ${most} stops`);
  return { stops, faults: [...faults] };
}
