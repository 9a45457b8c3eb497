import { h } from "./dom.ts";

/**
 * Folded content that is built when it is first opened. A page of five hundred areas would otherwise build thousands of rows that
 * nobody looks at.
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
