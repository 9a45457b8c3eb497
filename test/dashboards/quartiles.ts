import { parquetWriteBuffer } from "hyparquet-writer";
import type { BrowserContext } from "playwright-core";
import { type ComparisonRow, parquetRows } from "../../dashboards/shared/data.ts";

/**
 * Gives the groups of every release the columns that name the quartile group, where they have none: the same group as for the mean. The
 * made-up quartiles of the tests are as narrow as they need be.
 */
export async function withQuartiles(context: BrowserContext): Promise<void> {
  await context.route("**/groups.parquet", async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    const rows = await parquetRows<ComparisonRow>(new Uint8Array(body).buffer);
    if (rows.some((row) => row.QUARTILE_AREA !== undefined)) return route.fulfill({ response, body });
    const wide = rows.map((row) => ({
      ...row,
      QUARTILE_AREA: row.GROUP_AREA,
      QUARTILE_TYPE: row.GROUP_TYPE,
      QUARTILE_RELAXED: row.RELAXED,
    }));
    const columnData = Object.keys(wide[0] ?? {}).map((name) => ({
      name,
      data: wide.map((row) => row[name as keyof ComparisonRow] ?? null),
      type: "STRING" as const,
    }));
    await route.fulfill({ status: 200, body: Buffer.from(parquetWriteBuffer({ columnData })) });
  });
}
