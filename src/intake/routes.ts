import { z } from "@hono/zod-openapi";
import { donationSchema } from "../contract/donation.ts";
import { eligibilitySchema } from "../contract/eligibility.ts";
import { integer, type Route, refusals, success, textSchema, texts } from "../http/index.ts";
import { correctionSchema, objectionSchema } from "./corrections.ts";

const month = textSchema.describe("YYYY-MM");
const words = z.object({ fr: textSchema, en: textSchema });
const measure = z.object({ domain: textSchema, measure: textSchema, period: textSchema });
const household = z.record(textSchema, textSchema).describe("area, and attributes of closed lists");
const consent = donationSchema.shape.consent;
const reading = measure.extend({ amount: integer.describe("base units of the measure"), source: textSchema }).openapi("Reading");
const objection = z
  .object({
    at: textSchema.describe("only a consent given later lifts it"),
    domains: texts.nullable().describe("null: everything"),
    lifted: texts.describe("where it is everything: what a newer consent named again"),
  })
  .openapi("ObjectionState");
const standing = {
  paused: z.boolean(),
  objection: z.union([objection, z.null()]),
  consent: consent.describe("the one that governs: given last, by its given_at; the person's own before one that is attested"),
  covers: texts.describe("domains that it covers and no objection takes out"),
  household,
  readings: z.array(reading).describe("as they stand: in publications from the next one on"),
  unused: z.array(reading).describe("held, and in no publication from now on"),
  years: z.array(z.object({ year: integer, household, measures: texts })),
};
const dates = { received: month, erased_from: month };
const contribution = z.object({
  ...standing,
  donations: z.array(z.object({ ...dates, household, consent, readings: z.array(reading) })),
  notice: words,
});
const emptied = z.object({ household, consent }).describe("what a correction left of one that is not among the donations");
const exported = z.object({
  format: z.literal("voisinage/contribution/1"),
  about: words,
  exported_at: textSchema,
  ...standing,
  donations: z.array(z.unknown()).describe("each in the form of Donation; one without readings only where its consent governs"),
  history: z.array(z.object({ ...dates, emptied: emptied.optional() })),
  units: z.record(textSchema, textSchema).describe("the unit of `amount`, by measure"),
  notice: words,
});
const withdrawn = z.object({
  withdrawn: z.literal(true),
  destroyed: z.object({ key: z.literal(true), donations: integer, years: integer }),
  backups: z.object({ days: integer.nullable(), until: textSchema.nullable() }),
  notice: words,
});
const receipt = z.object({ receipt: textSchema.describe("the contribution key: secret, shown once") }).openapi("Receipt");

const COMMON = refusals({
  429: "Too many requests, or too much of a contribution was read; Retry-After says how long to wait",
  503: "Another process holds the vault, or too many large bodies come, or large views go, at once; Retry-After says when to try again",
});
const KEYED = { ...COMMON, ...refusals({ 404: "No contribution under this key: wrong, guessed, used up or none, all alike" }) };
const BODY = refusals({
  400: "The body is not JSON, or a parameter is not accepted",
  413: "The body is too large",
  415: "The body is not application/json, or has a Content-Encoding",
  422: "The body has not the expected form",
});

const KEY = [{ contributionKey: [] }];
const TAGS = {
  contributing: "Beginning a contribution, and adding to it",
  rights: "What a contributor may do by the contribution key",
};
const json = (schema: z.ZodType, required = true) => ({
  body: { required, content: { "application/json": { schema } } },
});

const headers = z.object({
  "Idempotency-Key": textSchema.min(32).max(255).optional().openapi({
    description:
      "32 to 255 visible ASCII characters that nobody can guess, such as a UUID: repeated, the request stores nothing more",
  }),
  Eligibility: textSchema.optional().openapi({
    description: "where the commons asks for eligibility, a token of its issuer: for a new contribution, once",
  }),
});

/** A route that requires a contribution key. */
const keyed = (path: string, method: Route["method"], summary: string, more: Pick<Route, "responses" | "request">): Route => {
  const responses = { ...more.responses, ...KEYED };
  return { ...more, path, method, summary, tags: ["rights"], security: KEY, responses };
};
const RIGHTS = "/v1/my-contribution";

/** All routes of the intake. The public service has none of them. */
export const INTAKE_ROUTES = {
  donate: {
    path: "/v1/donations",
    method: "post",
    summary: "Contributes; with a contribution key, adds to that contribution and corrects it",
    tags: ["contributing"],
    security: [{}, ...KEY],
    request: { headers, ...json(donationSchema.meta({ id: "Donation" })) },
    responses: {
      201: success("A new contribution", receipt),
      200: success("Added to the contribution of the key", receipt),
      ...BODY,
      ...KEYED,
      ...refusals({
        409: "The idempotency key was used for another donation, or the contribution is full",
        403: "A token is needed, is none of the issuer's, was used, or is not of the epoch that is open",
        503: "The operator has not stated yet what contributions wait for; or, with Retry-After, another process holds the vault, or too many large bodies come at once",
        507: "The disk is full",
      }),
    },
  },
  eligibility: {
    path: "/v1/eligibility",
    method: "get",
    summary: "Who may begin a contribution: the issuer of tokens and its public keys; null: everybody",
    tags: ["contributing"],
    responses: {
      200: success("The issuer, or null", z.object({ eligibility: eligibilitySchema.nullable() }).openapi("Eligibility")),
      ...COMMON,
    },
  },
  showContribution: keyed(RIGHTS, "get", "All that is held, and what of it is used", {
    responses: { 200: success("The contribution", contribution.openapi("Contribution")) },
  }),
  withdraw: keyed(RIGHTS, "delete", "Withdraws: destroys the key of the data, and the rows", {
    responses: { 200: success("What was destroyed, and what backups still hold", withdrawn.openapi("Withdrawn")) },
  }),
  exportContribution: keyed(
    `${RIGHTS}/export`,
    "get",
    "All that is held, as a file: JSON whose donations can be sent again, or CSV with one row a reading, in French spreadsheets' own form too",
    {
      request: { query: z.object({ format: z.enum(["json", "csv", "excel-fr"]).default("json") }) },
      responses: {
        200: {
          description: "The file",
          content: { "application/json": { schema: exported.openapi("Export") }, "text/csv": { schema: textSchema } },
        },
        400: BODY[400],
      },
    },
  ),
  correct: keyed(
    `${RIGHTS}/corrections`,
    "post",
    "Erases readings from all donations of the contribution; a value is corrected by a donation under the key",
    {
      request: json(correctionSchema.meta({ id: "Correction" })),
      responses: {
        200: success(
          "What was taken out",
          z.object({ removed: z.array(measure), not_held: z.array(measure), notice: words }).openapi("Corrected"),
        ),
        ...BODY,
      },
    },
  ),
  object: keyed(
    `${RIGHTS}/objection`,
    "post",
    "Objects: these topics (without a body: all) are in no publication until a newer consent names them again",
    {
      request: json(objectionSchema.meta({ id: "Objection" }), false),
      responses: {
        200: success("The objection as it stands", z.object({ objection, notice: words }).openapi("Objected")),
        ...BODY,
      },
    },
  ),
  pause: keyed(`${RIGHTS}/pause`, "post", "Keeps the contribution out of publications until it is resumed", {
    responses: { 204: { description: "Paused" } },
  }),
  resume: keyed(`${RIGHTS}/resume`, "post", "Lets a paused contribution count again", {
    responses: { 204: { description: "Resumed" } },
  }),
} satisfies Readonly<Record<string, Route>>;

export const INFO = {
  title: "Voisinage: contributing",
  description:
    "Donations, and contributors' rights by the contribution key alone. Every change counts from the next publication on; past ones stand. Errors are RFC 9457 problem details.",
  server: "",
  tags: TAGS,
};
