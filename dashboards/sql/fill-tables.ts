import { textIn } from "../../src/contract/labels.ts";
import { AREAS, MEASURES_TABLE } from "../../src/texts/sql/index.ts";
import { measuresIn } from "../shared/labels.ts";
import type { Page } from "../shared/page.ts";
import { arrowTable } from "./arrow-table.ts";
import type { Engine } from "./engine.ts";
import { releaseTable } from "./load.ts";
import type { TableFiles } from "./table-files.ts";

/** Loads the rows of releases, and returns their number. Where the network fails nothing is inserted, so that it can be tried again. */
export async function fillReleases(engine: Engine, tables: readonly TableFiles[]): Promise<number> {
  const loaded: (readonly [table: string, rows: Awaited<ReturnType<typeof releaseTable>>])[] = [];
  for (const { table, files } of tables) {
    for (const { release, url } of files) {
      const response = await fetch(new URL(url, document.baseURI));
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      loaded.push([table, await releaseTable(table, release, await response.arrayBuffer())]);
    }
  }
  for (const [table, rows] of loaded) await engine.insert(table, rows);
  return loaded.reduce((sum, [, { numRows }]) => sum + numRows, 0);
}

/** Loads the rows of releases and the names of areas and measures, and returns their number. */
export async function fillTables(page: Page, engine: Engine, tables: readonly TableFiles[]): Promise<number> {
  const rows = await fillReleases(engine, tables);
  const { areas } = await page.source.territory();
  await insertRows(
    engine,
    AREAS,
    areas.map(({ code, level, parent, name, dwellings }) => [code, level, parent, name, dwellings]),
  );
  const measures = measuresIn(page.catalog.measures).map((ref) => {
    const listed = page.catalog.measures.find(({ domain, measure }) => domain === ref.domain.id && measure === ref.measure.id);
    const { fr, en } = ref.measure.labels;
    return [
      ref.domain.id,
      ref.measure.id,
      fr,
      en,
      listed?.unit ?? "",
      listed?.clamp.upper ?? 0,
      textIn(listed?.clamp.source ?? "", "en"),
    ];
  });
  await insertRows(engine, MEASURES_TABLE, measures);
  return rows + areas.length + measures.length;
}

async function insertRows(engine: Engine, table: typeof AREAS, rows: readonly (readonly unknown[])[]): Promise<void> {
  if (rows.length === 0) return;
  await engine.insert(table.name, arrowTable(table.columns.map((column, i) => [column, rows.map((row) => row[i])] as const)));
}
