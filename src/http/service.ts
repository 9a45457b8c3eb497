import type { IncomingMessage } from "node:http";
import { createRoute, OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { Refusal } from "../contract/problem.ts";
import { HttpRefusal, type ProblemStyle, problem } from "./problem.ts";
import { pathOf } from "./traffic.ts";

export type HttpHandler = (c: Context) => Response | Promise<Response>;

/** A route's OpenAPI description: method, path, request and answers. */
export type Route = RouteConfig & { readonly method: "get" | "post" | "delete" };

interface ServiceOptions {
  readonly style: ProblemStyle;
  /** Runs before anything of a request is read; may throw a Refusal. */
  readonly before?: ((c: Context) => void) | undefined;
  /** Answers requests that match no route; undefined: 404. */
  readonly otherwise?: ((c: Context) => Response | Promise<Response> | undefined) | undefined;
  readonly notFound?: string;
  /** Whether paths are compared as sent, without decoding or resolving. */
  readonly rawPaths?: boolean;
}

export interface ServiceInfo {
  readonly title: string;
  readonly description: string;
  readonly licence?: { readonly title: string; readonly path: string };
  /** Address of the site, without a final `/`. */
  readonly server: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Makes a service: routes, their OpenAPI description, and uniform errors. A request meets one handler and no middleware, which
 * would touch the headers of every answer (decision 0024).
 */
export function makeService(o: ServiceOptions) {
  const app = new OpenAPIHono(o.rawPaths ? { getPath: (request, found) => rawPath(found?.env, request) } : {});
  const paths = new Map<string, { readonly pattern: RegExp; readonly methods: string[] }>();
  const methodsAt = (path: string) => [...paths.values()].flatMap(({ pattern, methods }) => (pattern.test(path) ? methods : []));
  const withCheck =
    (handler: HttpHandler): HttpHandler =>
    (c) => {
      o.before?.(c);
      return handler(c);
    };
  app.onError((error, c) => problem(c, error, o.style));
  app.notFound(
    withCheck((c) => {
      const found = o.otherwise?.(c);
      if (found !== undefined) return found;
      const methods = methodsAt(c.req.path);
      if (methods.length === 0) throw new Refusal("not-found", o.notFound ?? "there is nothing at this address");
      throw wrongMethod(c, methods.join(", "));
    }),
  );
  return {
    app,
    /** Serves an address, and describes it under this operation id. @param below serves every address below it alike */
    add: (operationId: string, route: Route, handler: HttpHandler, below = false) => {
      const { path, method } = route;
      const known = paths.get(path) ?? { pattern: new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`), methods: [] };
      known.methods.push(method.toUpperCase());
      paths.set(path, known);
      app.openAPIRegistry.registerPath({ ...route, operationId });
      const routingPath = createRoute(route).getRoutingPath();
      app.on(method.toUpperCase(), below ? [routingPath, `${routingPath}/*`] : [routingPath], withCheck(handler));
    },
    /** Whether the path is an address of a route. */
    has: (path: string) => methodsAt(path).length > 0,
    /** OpenAPI 3.1 of every route. */
    document: ({ title, description, licence, server, tags }: ServiceInfo) =>
      app.getOpenAPI31Document({
        openapi: "3.1.0",
        servers: [{ url: server === "" ? "/" : server }],
        info: { title, version: "1", description, ...(licence && { license: { name: licence.title, url: licence.path } }) },
        security: [],
        tags: Object.entries(tags).map(([name, textSchema]) => ({ name, description: textSchema })),
      }),
  };
}

/** The path as the client sent it; for a request without a connection, the path of its URL. */
function rawPath(env: unknown, request: Request): string {
  const { incoming } = (env ?? {}) as { readonly incoming?: IncomingMessage };
  return incoming?.url === undefined ? new URL(request.url).pathname : pathOf(incoming);
}

/** Refuses a method. @param allow the methods of the address, joined by commas */
export function wrongMethod({ req }: Context, allow: string): HttpRefusal {
  const detail = `this address takes ${allow}; got ${req.method}`;
  return new HttpRefusal("method-not-allowed", { detail }, { Allow: allow });
}

/** Schemas for descriptions. */
export const textSchema = z.string();
export const texts = z.array(textSchema);
export const integer = z.number().int();

/** Problem details (RFC 9457), as every service but the partners' sends them. */
export const problemSchema = z
  .object({
    type: textSchema,
    title: textSchema,
    status: integer,
    detail: textSchema,
    instance: textSchema.optional(),
    errors: z
      .array(z.object({ detail: textSchema, pointer: textSchema.optional(), parameter: textSchema.optional() }))
      .optional(),
  })
  .openapi("Problem");

const PROBLEM = { "application/problem+json": { schema: problemSchema } };

/** The errors of a route: what each status means there. */
export function refusals<S extends number>(descriptions: Readonly<Record<S, string>>) {
  const entries = Object.entries<string>(descriptions).map(([status, description]) => [
    status,
    { description, content: PROBLEM },
  ]);
  return Object.fromEntries(entries) as Record<S, { description: string; content: typeof PROBLEM }>;
}

/** A success, whose body has the same schema in each of its media types. */
export function success(description: string, schema: z.ZodType, ...types: string[]) {
  const each = types.length === 0 ? ["application/json"] : types;
  return { description, content: Object.fromEntries(each.map((type) => [type, { schema }])) };
}
