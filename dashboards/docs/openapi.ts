/** The part of OpenAPI 3.1 that the page shows. */
export interface OpenApi {
  readonly info: { readonly title: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content>>;
}

interface Content {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
  readonly example?: unknown;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly format?: string;
  readonly description?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** An address with one method. */
export interface DescribedRoute {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const METHODS = ["get", "post", "put", "patch", "delete"];

/**
 * Addresses grouped by their beginning, in the document's order: `/v1/datasets`, `/v1/releases`, …; single ones are under `/`.
 */
export function groups({ paths }: OpenApi): (readonly [name: string, entries: readonly DescribedRoute[]])[] {
  const routesByGroup = new Map<string, DescribedRoute[]>();
  for (const [path, methods] of Object.entries(paths)) {
    const parts = path.split("/").filter((part) => part !== "" && !part.startsWith("{"));
    const name = parts.length > 1 ? `/${parts.slice(0, 2).join("/")}` : "/";
    for (const method of METHODS) {
      const operation = methods[method];
      if (operation)
        routesByGroup.set(name, [...(routesByGroup.get(name) ?? []), { method: method.toUpperCase(), path, operation }]);
    }
  }
  return [...routesByGroup];
}

/** The type of a value in a few characters. */
export function typeOf(schema: Schema | undefined): string {
  if (!schema) return "";
  if (schema.$ref) return schema.$ref.split("/").at(-1) ?? "";
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => String(one)).join(" | ");
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return [...new Set(several.map(typeOf))].join(" | ");
  const type = typeof schema.type === "string" ? schema.type : (schema.type ?? []).join(" | ");
  if (type === "array") return `${typeOf(schema.items) || "any"}[]`;
  const bounds = [schema.minimum, schema.maximum].every((bound) => bound === undefined)
    ? ""
    : ` ${schema.minimum ?? "…"} – ${schema.maximum ?? "…"}`;
  return `${type || "any"}${schema.format ? ` (${schema.format})` : ""}${bounds}`;
}

/** The fields of an object, with nested ones as paths such as `privacy.lifetime.epsilon`. A named schema is expanded once. */
export function fieldsOf(schema: Schema | undefined, document: OpenApi, prefix = "", seen: readonly string[] = []): Field[] {
  if (!schema) return [];
  if (schema.$ref) {
    if (seen.includes(schema.$ref)) return [];
    const named = document.components?.schemas?.[schema.$ref.split("/").at(-1) ?? ""];
    return fieldsOf(named, document, prefix, [...seen, schema.$ref]);
  }
  if (schema.items) return fieldsOf(schema.items, document, `${prefix}[]`, seen);
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const own = { path, type: typeOf(inner), required: schema.required?.includes(name) ?? false, about: inner.description ?? "" };
    return [own, ...fieldsOf(inner, document, path, seen)];
  });
}

export interface Field {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly about: string;
}

/** Values of this site that replace the description's own examples, which are of any commons. */
export interface ExampleValues {
  readonly dataset: string;
  readonly release: string;
  /** codes by column */
  readonly codes: Readonly<Record<string, string>>;
}

/** A command for an address with example parameters; null where an example is missing, or a body is needed. */
export function curlOf({ method, path, operation }: DescribedRoute, base: string, known: ExampleValues): string | null {
  if (method !== "GET") return null;
  const example = ({ name, example: own, schema }: Parameter): string | null => {
    const id = path.startsWith("/v1/datasets/") ? known.dataset : path.startsWith("/v1/releases/") ? known.release : null;
    const found = (name === "id" ? id : null) ?? known.codes[name] ?? own ?? schema?.example ?? schema?.enum?.[0];
    return found === undefined || found === null ? null : String(found);
  };
  const needed = (operation.parameters ?? []).filter(({ required }) => required).map((one) => [one, example(one)] as const);
  if (needed.some(([, value]) => value === null)) return null;
  const values = new Map(needed.map(([{ name }, value]) => [name, value ?? ""]));
  const filled = path.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values.get(name);
    return value === undefined ? whole : encodeURIComponent(value);
  });
  if (filled.includes("{")) return null;
  const url = new URL(filled.replace(/^\//, ""), base);
  for (const [{ name, in: where }, value] of needed) if (where === "query") url.searchParams.set(name, value ?? "");
  return `curl '${url.href}'`;
}
