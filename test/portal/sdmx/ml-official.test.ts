import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderOfFile } from "../../support/folder.ts";
import { type SamplePortal, samplePortal } from "../../support/portal.ts";
import { mlMessageOf } from "../../support/sdmx-ml.ts";
import { dataSetSchema, messageSchema } from "../../support/sdmx-xsd.ts";
import { childOf, childrenOf, everyElement } from "../../support/xml.ts";

/** The official schemas have no licence that lets them be copied: whoever has them says where (decision 0024). */
const OFFICIAL = resolve(process.env.VOISINAGE_SDMX_SCHEMAS ?? "nowhere");
const MISSING = !existsSync(join(OFFICIAL, "SDMXMessage.xsd"))
  ? "VOISINAGE_SDMX_SCHEMAS names no folder with SDMXMessage.xsd of SDMX-ML 3.0"
  : spawnSync("xmllint", ["--version"]).status !== 0
    ? "there is no xmllint (Debian: libxml2-utils)"
    : null;

let portal: SamplePortal;
const folder = folderOfFile();
beforeAll(async () => {
  portal = await samplePortal();
});
afterAll(() => {
  portal.close();
});

const bodyAt = async (path: string) => (await portal.app.request(path, { headers: { Accept: "application/xml" } })).text();

/** What xmllint finds wrong with a message; empty: nothing. */
function faults(message: string, schema: string): string {
  writeFileSync(join(folder, "message.xml"), message);
  const { status, stderr } = spawnSync("xmllint", ["--noout", "--nonet", "--schema", schema, "message.xml"], {
    cwd: folder,
    encoding: "utf8",
  });
  return status === 0 ? "" : stderr.slice(0, 2000);
}

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test("structure messages in XML are what the official schemas say", async ({ skip }) => {
  if (MISSING !== null) skip(MISSING);
  expect(faults(await bodyAt("/sdmx/structure"), join(OFFICIAL, "SDMXMessage.xsd"))).toBe("");
});

test("data messages in XML are what the official schemas say, and the one that a data structure gives", async ({ skip }) => {
  if (MISSING !== null) skip(MISSING);
  const structures = mlMessageOf(await bodyAt("/sdmx/structure"));
  const structureAt = (id: string) =>
    everyElement(structures).find(({ name, attributes }) => name === "DataStructure" && attributes.id === id);
  for (const path of [
    "/sdmx/data",
    "/sdmx/data?dimensionAtObservation=AllDimensions",
    "/sdmx/data/datastructure?dimensionAtObservation=REF_AREA&limit=99",
    "/sdmx/data/dataflow/*/water?measures=none",
  ]) {
    const text = await bodyAt(path);
    const headed = childrenOf(childOf(mlMessageOf(text), "Header"), "Structure");
    const sets = headed.map(({ attributes: { namespace = "", dimensionAtObservation = "" } }, i) => {
      const id = /:(?:DSD_)?(\w+)\(1\.0\)/.exec(namespace)?.[1] ?? "";
      const structure = structureAt(`DSD_${id}`);
      if (!structure) throw new Error(`no structure of ${namespace}`);
      const schema = dataSetSchema(structures, structure, namespace, dimensionAtObservation, OFFICIAL);
      return { space: namespace, file: written(`set-${i}.xsd`, schema) };
    });
    const schema = written("whole.xsd", messageSchema(OFFICIAL, sets));
    expect([path, faults(text, schema)]).toEqual([path, ""]);
    // The schema sees what is wrong.
    for (const wrong of [
      text.replace(/OBS_STATUS="\w"/, 'OBS_STATUS="ZZ"'),
      text.replace(/ METHOD="\w+"/, ""),
      text.replace("<Obs ", '<Obs MORE="1" '),
    ])
      expect(faults(wrong, schema)).toContain("validity error");
  }
});
