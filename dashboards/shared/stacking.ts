import { TABLE_ROLES as ROLES } from "./table-roles.ts";

const roleOf = (element: HTMLElement): string =>
  element instanceof HTMLTableElement
    ? ROLES.table.role
    : element instanceof HTMLTableRowElement
      ? ROLES.row.role
      : element instanceof HTMLTableCellElement
        ? element.localName === "th"
          ? ROLES.columnheader.role
          : ROLES.cell.role
        : ROLES.rowgroup.role;

/** States the roles in the tables of a text and labels their cells by column, so that rows can be stacked where letters are large. */
export function makeStackable(text: HTMLElement): void {
  for (const table of text.querySelectorAll("table")) {
    const heads = [...table.querySelectorAll("thead th")].map(({ textContent }) => textContent);
    for (const element of [table, ...table.querySelectorAll<HTMLElement>("thead, tbody, tr, th, td")])
      element.setAttribute("role", roleOf(element));
    for (const cell of table.querySelectorAll("td")) cell.dataset.label = heads[cell.cellIndex] ?? "";
  }
}
