/** Prints one part of the page alone (`printing` in the theme). */
export function printOnly(part: Element): void {
  part.classList.add("printing");
  document.documentElement.setAttribute("data-printing", "");
  const done = (): void => {
    part.classList.remove("printing");
    document.documentElement.removeAttribute("data-printing");
  };
  addEventListener("afterprint", done, { once: true });
  print();
}
