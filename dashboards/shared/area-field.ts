import type { AreaTree } from "./areas.ts";
import { h, put } from "./dom.ts";

export interface AreaWords {
  readonly search: string;
  readonly searchHint: string;
  /** at the head of the first list: nothing is chosen */
  readonly anywhere: string;
}

export interface AreaField {
  readonly element: HTMLElement;
  /** the finest area chosen, the root at first */
  value(): string;
}

/** What a name is searched by: with its parent's, and its code where two would still be the same. */
export function searchNames(tree: AreaTree): Map<string, string> {
  const codes = new Map<string, string>();
  for (const area of tree.areas) {
    const parent = area.parent === null || area.parent === tree.root.code ? undefined : tree.get(area.parent);
    const name = parent ? `${area.name}, ${parent.name}` : area.name;
    codes.set(codes.has(name) ? `${name} (${area.code})` : name, area.code);
  }
  return codes;
}

/**
 * An area, by search or by one list a level. The names are all in the page already: a search asks
 * nobody.
 *
 * @param first the area that is chosen at first; absent: the root
 */
export function areaField(
  tree: AreaTree,
  labels: readonly string[],
  words: AreaWords,
  allOf: (name: string) => string,
  first = tree.root.code,
): AreaField {
  let chosen = first;
  const names = searchNames(tree);
  const lists = h("div", { class: "fields" });
  const options = h("datalist", { id: "area-names" }, ...[...names.keys()].map((name) => h("option", { value: name })));
  const search = h("input", {
    id: "area-search",
    type: "search",
    list: "area-names",
    autocomplete: "off",
    "aria-describedby": "area-hint",
    onInput: () => {
      const code = names.get(search.value);
      if (code !== undefined) choose(code);
    },
  });

  function choose(code: string): void {
    chosen = code;
    const path = [...tree.lineage(code)].reverse();
    const fields = path.flatMap((area, depth) => {
      const children = tree.children(area.code);
      if (children.length === 0) return [];
      const id = `area-${depth}`;
      const select = h(
        "select",
        { id, onChange: () => chooseAndKeepFocus(select.value, id) },
        h("option", { value: area.code }, depth === 0 ? words.anywhere : allOf(area.name)),
        ...children.map((child) =>
          h("option", { value: child.code, selected: child.code === path[depth + 1]?.code }, child.name),
        ),
      );
      return [h("div", {}, h("label", { for: id }, labels[depth + 1] ?? ""), select)];
    });
    put(lists, ...fields);
  }
  function chooseAndKeepFocus(code: string, id: string): void {
    choose(code);
    document.getElementById(id)?.focus();
  }

  choose(chosen);
  const element = h(
    "div",
    {},
    h(
      "div",
      { class: "search" },
      h("label", { for: "area-search" }, words.search),
      search,
      options,
      h("p", { class: "hint", id: "area-hint" }, words.searchHint),
    ),
    lists,
  );
  return { element, value: () => chosen };
}
