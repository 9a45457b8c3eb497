import { h } from "./dom.ts";

/**
 * Something folded away, built when it is first opened: a page of five hundred areas would otherwise
 * make thousands of rows that nobody looks at.
 */
export function folded(summary: string, build: () => Node, props: Readonly<Record<string, string | boolean>> = {}): HTMLElement {
  let built = false;
  const fill = (): void => {
    if (built || !element.open) return;
    built = true;
    element.append(build());
  };
  const element = h("details", { ...props, onToggle: fill }, h("summary", {}, summary));
  fill();
  return element;
}
