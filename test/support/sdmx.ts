import { z } from "zod";

/** The code that an SDMX identifier stands for: `@` becomes `=`, `$2B` becomes the byte 0x2B. */
export function codeOf(id: string): string {
  return decodeURIComponent(id.replaceAll("@", "=").replaceAll("$", "%"));
}

const id = z.string().regex(/^[A-Za-z0-9_@$-]+$/);
const names = z.strictObject({ fr: z.string(), en: z.string() });
const links = z.array(z.strictObject({ rel: z.string(), urn: z.string().startsWith("urn:sdmx:"), href: z.string().optional() }));
const meta = z.strictObject({
  id,
  test: z.boolean(),
  prepared: z.iso.datetime(),
  contentLanguages: z.array(z.enum(["fr", "en"])).length(1),
  sender: z.strictObject({ id, name: z.string() }),
});

const value = z.union([
  z.strictObject({ id, name: z.string(), start: z.iso.datetime().optional(), end: z.iso.datetime().optional() }),
  z.strictObject({ value: z.number() }),
]);
const dimension = z.strictObject({
  id,
  name: z.string(),
  keyPosition: z.number().int().min(0),
  roles: z.array(z.string()).optional(),
  values: z.array(value).min(1),
});
const observations = z.record(z.string().regex(/^\d+(:\d+)*$/), z.array(z.number().nullable()));

/**
 * A data message by the field guide of SDMX-JSON 2.1 (github.com/sdmx-twg/sdmx-json), from which this schema is written: the
 * official schema comes without a licence, so that no copy of it can be here (decision 0024).
 */
export const dataMessage = z.strictObject({
  $schema: z.literal("https://json.sdmx.org/2.1/sdmx-json-data-schema.json"),
  meta,
  data: z.strictObject({
    structures: z.array(
      z.strictObject({
        name: z.string(),
        links,
        dimensions: z.strictObject({ dataSet: z.array(dimension), series: z.array(dimension), observation: z.array(dimension) }),
        measures: z.strictObject({
          observation: z.array(
            z.strictObject({ id, name: z.string(), format: z.strictObject({ dataType: z.literal("Double") }) }),
          ),
        }),
        attributes: z.strictObject({
          dataSet: z.array(z.never()),
          series: z.array(z.never()),
          observation: z.array(
            z.strictObject({
              id,
              name: z.string(),
              relationship: z.strictObject({ observation: z.strictObject({}) }),
              values: z.array(value).min(1),
            }),
          ),
        }),
        dataSets: z.array(z.number().int()).length(1),
      }),
    ),
    dataSets: z.array(
      z.strictObject({
        structure: z.number().int(),
        action: z.literal("Merge"),
        observations: observations.optional(),
        series: z.record(z.string().regex(/^\d+(:\d+)*$/), z.strictObject({ observations })).optional(),
      }),
    ),
  }),
});
export type DataMessage = z.infer<typeof dataMessage>;

type Row = Record<string, string | number | null>;

/** The observations of a message as rows, in the order of the message, with our own codes. */
export function rowsOfMessage(text: string): Row[] {
  const { data } = dataMessage.parse(JSON.parse(text));
  return data.dataSets.flatMap((set) => {
    const structure = data.structures[set.structure];
    if (!structure) throw new Error("a data set without a structure");
    const { dimensions, measures, attributes } = structure;
    const placed = (list: typeof dimensions.series, key: string): Row =>
      Object.fromEntries(list.map((one, i) => [one.id, read(one.values[Number(key.split(":")[i])])]));
    const series = set.series ?? { "": { observations: set.observations ?? {} } };
    return Object.entries(series).flatMap(([seriesKey, one]) =>
      Object.entries(one.observations).map(([key, cells]) => {
        const row = { ...placed(dimensions.series, seriesKey), ...placed(dimensions.observation, key) };
        measures.observation.forEach((measure, i) => {
          row[measure.id] = cells[i] ?? null;
        });
        attributes.observation.forEach((attribute, i) => {
          row[attribute.id] = read(attribute.values[cells[measures.observation.length + i] ?? -1]);
        });
        return row;
      }),
    );
  });
}

function read(one: z.infer<typeof value> | undefined): string | number {
  if (!one) throw new Error("a place in a list that is not there");
  return "value" in one ? one.value : codeOf(one.id);
}

const urn = (kind: string) =>
  z.string().regex(new RegExp(`^urn:sdmx:org\\.sdmx\\.infomodel\\.${kind}=[^:]+:[A-Za-z0-9_@$-]+\\(1\\.0\\)`));
const head = {
  id,
  agencyID: z.string().regex(/^[A-Za-z][A-Za-z\d_-]*(\.[A-Za-z][A-Za-z\d_-]*)*$/),
  version: z.literal("1.0"),
  name: z.string(),
  names,
  links,
  isExternalReference: z.boolean(),
  description: z.string().optional(),
  descriptions: names.optional(),
};
/** The code as other formats write it, where SDMX forbids one of its characters. */
const annotations = z.tuple([z.strictObject({ type: z.literal("PLAIN_CODE"), value: z.string() })]);
const item = z.strictObject({ id, name: z.string(), names, parent: id.optional(), annotations: annotations.optional() });
const items = z.array(item).min(1).optional();
const lists = { agencies: items, concepts: items, categories: items, codes: items };
/** Item schemes, each with its own list of items and no other. */
const scheme = (list: keyof typeof lists) =>
  z
    .array(
      z
        .strictObject({ ...head, isPartial: z.boolean().optional(), ...lists })
        .refine((one) => Object.keys(lists).every((name) => name === list || !(name in one))),
    )
    .min(1)
    .optional();
const coded = z.strictObject({ enumeration: urn("codelist.Codelist") });
const number = z.strictObject({ format: z.strictObject({ dataType: z.enum(["Double", "ObservationalTimePeriod"]) }) });
const component = { id, conceptIdentity: urn("conceptscheme.Concept"), localRepresentation: z.union([coded, number]) };

/** A structure message, also by the field guide of SDMX-JSON 2.1. */
export const structureMessage = z.strictObject({
  $schema: z.literal("https://json.sdmx.org/2.1/sdmx-json-structure-schema.json"),
  meta,
  data: z.strictObject({
    agencySchemes: scheme("agencies"),
    conceptSchemes: scheme("concepts"),
    categorySchemes: scheme("categories"),
    codelists: scheme("codes"),
    dataflows: z
      .array(z.strictObject({ ...head, structure: urn("datastructure.DataStructure").optional() }))
      .min(1)
      .optional(),
    categorisations: z
      .array(
        z.strictObject({
          ...head,
          source: urn("datastructure.Dataflow").optional(),
          target: urn("categoryscheme.Category").optional(),
        }),
      )
      .min(1)
      .optional(),
    dataStructures: z
      .array(
        z.strictObject({
          ...head,
          dataStructureComponents: z
            .strictObject({
              dimensionList: z.strictObject({
                id: z.literal("DimensionDescriptor"),
                dimensions: z.array(z.strictObject({ ...component, position: z.number().int().min(1) })),
                timeDimension: z.strictObject(component),
              }),
              measureList: z.strictObject({
                id: z.literal("MeasureDescriptor"),
                measures: z.array(z.strictObject({ ...component, usage: z.literal("optional") })),
              }),
              attributeList: z.strictObject({
                id: z.literal("AttributeDescriptor"),
                attributes: z.array(
                  z.strictObject({
                    ...component,
                    usage: z.literal("mandatory"),
                    attributeRelationship: z.strictObject({ observation: z.strictObject({}) }),
                  }),
                ),
              }),
            })
            .optional(),
        }),
      )
      .min(1)
      .optional(),
  }),
});
