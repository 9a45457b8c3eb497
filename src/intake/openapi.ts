import { z } from "zod";
import { donationSchema } from "../contract/donation.ts";
import { eligibilitySchema } from "../contract/eligibility.ts";
import { correctionSchema, objectionSchema } from "./wishes.ts";

const month = z.string().describe("YYYY-MM");
const words = z.object({ fr: z.string(), en: z.string() });
const named = z.object({ domain: z.string(), measure: z.string(), period: z.string() });
const household = z.record(z.string(), z.string()).describe("area, and attributes of closed lists");
const consent = donationSchema.shape.consent;
const reading = named.extend({ amount: z.number().int().describe("base units of the measure"), source: z.string() });
const objection = z.object({
  at: z.string().describe("only a consent given later lifts it"),
  domains: z.array(z.string()).nullable().describe("null: everything"),
  lifted: z.array(z.string()).describe("where it is everything: what a newer consent named again"),
});
const standing = {
  paused: z.boolean(),
  objection: objection.nullable(),
  consent: consent.describe("the one that governs: given last, by its given_at; the person's own before one that is attested"),
  covers: z.array(z.string()).describe("domains that it covers and no objection takes out"),
  household,
  readings: z.array(reading).describe("as they stand: in publications from the next one on"),
  unused: z.array(reading).describe("held, and in no publication from now on"),
  years: z.array(z.object({ year: z.number().int(), household, measures: z.array(z.string()) })),
};

const SCHEMAS = {
  Donation: donationSchema,
  Receipt: z.object({ receipt: z.string().describe("the contribution key: secret, shown once") }),
  Contribution: z.object({
    ...standing,
    donations: z.array(z.object({ received: month, erased_from: month, household, consent, readings: z.array(reading) })),
    notice: words,
  }),
  Export: z.object({
    format: z.literal("voisinage/contribution/1"),
    exported_at: z.string(),
    ...standing,
    donations: z.array(z.unknown()).describe("each in the form of Donation; one without readings only where its consent governs"),
    history: z.array(
      z.object({
        received: month,
        erased_from: month,
        emptied: z
          .object({ household, consent })
          .optional()
          .describe("what a correction left of one that is not among the donations"),
      }),
    ),
    notice: words,
  }),
  Eligibility: z.object({ eligibility: eligibilitySchema.nullable() }),
  Correction: correctionSchema,
  Corrected: z.object({ removed: z.array(named), not_held: z.array(named), notice: words }),
  Objection: objectionSchema,
  Objected: z.object({ objection, notice: words }),
  Withdrawn: z.object({
    withdrawn: z.literal(true),
    destroyed: z.object({ key: z.literal(true), donations: z.number().int(), years: z.number().int() }),
    bytes: z.enum(["erased", "owed"]),
    backups: z.object({ days: z.number().int().nullable(), until: z.string().nullable() }),
    notice: words,
  }),
  Problem: z.object({ type: z.string(), title: z.string(), status: z.number().int(), detail: z.string() }),
} as const;

const ref = (name: keyof typeof SCHEMAS) => ({ $ref: `#/components/schemas/${name}` });
const body = (name: keyof typeof SCHEMAS, required = true) => ({
  required,
  content: { "application/json": { schema: ref(name) } },
});
const given = (description: string, name: keyof typeof SCHEMAS) => ({
  description,
  content: { "application/json": { schema: ref(name) } },
});
const refused = (description: string) => ({ description, content: { "application/problem+json": { schema: ref("Problem") } } });

const KEY = [{ contributionKey: [] }];
const COMMON = {
  429: refused("Too many requests, or too much of a contribution was read; Retry-After says how long to wait"),
  503: refused(
    "Another process holds the vault, or too many large bodies come, or large views go, at once; Retry-After says when to try again",
  ),
};
const KEYED = { ...COMMON, 404: refused("No contribution under this key: wrong, guessed, used up or none, all alike") };
const BODY = {
  400: refused("The body is not JSON, or a parameter is not accepted"),
  413: refused("The body is too large"),
  415: refused("The body is not application/json, or has a Content-Encoding"),
  422: refused("The body has not the expected form"),
};

const IDEMPOTENCY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description:
    "32 to 255 visible ASCII characters that nobody can guess, such as a UUID: repeated, the request stores nothing more",
  schema: { type: "string", minLength: 32, maxLength: 255 },
};
const TOKEN = {
  name: "Eligibility",
  in: "header",
  required: false,
  description: "where the commons asks for eligibility, a token of its issuer: for a new contribution, once",
  schema: { type: "string" },
};
const FORMAT = {
  name: "format",
  in: "query",
  required: false,
  schema: { type: "string", enum: ["json", "csv"], default: "json" },
};

/** OpenAPI 3.1 of the intake, which is no part of the public side's. */
export function openApi() {
  return {
    openapi: "3.1.0",
    info: {
      title: "Voisinage: contributing",
      version: "1",
      description:
        "Donations, and contributors' rights by the contribution key alone. Every change counts from the next publication on; past ones stand. Errors are RFC 9457 problem details.",
    },
    paths: {
      "/v1/donations": {
        post: {
          summary: "Contributes; with a contribution key, adds to that contribution and corrects it",
          security: [{}, ...KEY],
          parameters: [IDEMPOTENCY, TOKEN],
          requestBody: body("Donation"),
          responses: {
            201: given("A new contribution", "Receipt"),
            200: given("Added to the contribution of the key", "Receipt"),
            ...BODY,
            ...KEYED,
            409: refused("The idempotency key was used for another donation, or the contribution is full"),
            403: refused("A token is needed, is none of the issuer's, was used, or is not of the epoch that is open"),
            503: refused(
              "The operator has not stated yet what contributions wait for; or, with Retry-After, another process holds the vault, or too many large bodies come at once",
            ),
            507: refused("The disk is full"),
          },
        },
      },
      "/v1/eligibility": {
        get: {
          summary: "Who may begin a contribution: the issuer of tokens and its public keys; null: everybody",
          responses: { 200: given("The issuer, or null", "Eligibility"), ...COMMON },
        },
      },
      "/v1/my-contribution": {
        get: {
          summary: "All that is held, and what of it is used",
          security: KEY,
          responses: { 200: given("The contribution", "Contribution"), ...KEYED },
        },
        delete: {
          summary: "Withdraws: destroys the key of the data, and the rows",
          security: KEY,
          responses: { 200: given("What was destroyed, and what backups still hold", "Withdrawn"), ...KEYED },
        },
      },
      "/v1/my-contribution/export": {
        get: {
          summary: "All that is held, as a file: JSON whose donations can be sent again, or CSV with one row a reading",
          security: KEY,
          parameters: [FORMAT],
          responses: {
            200: {
              description: "The file",
              content: { "application/json": { schema: ref("Export") }, "text/csv": { schema: { type: "string" } } },
            },
            400: BODY[400],
            ...KEYED,
          },
        },
      },
      "/v1/my-contribution/corrections": {
        post: {
          summary: "Erases readings from all donations of the contribution; a value is corrected by a donation under the key",
          security: KEY,
          requestBody: body("Correction"),
          responses: { 200: given("What was taken out", "Corrected"), ...BODY, ...KEYED },
        },
      },
      "/v1/my-contribution/objection": {
        post: {
          summary: "Objects: these topics (without a body: all) are in no publication until a newer consent names them again",
          security: KEY,
          requestBody: body("Objection", false),
          responses: { 200: given("The objection as it stands", "Objected"), ...BODY, ...KEYED },
        },
      },
      "/v1/my-contribution/pause": {
        post: {
          summary: "Keeps the contribution out of publications until it is resumed",
          security: KEY,
          responses: { 204: { description: "Paused" }, ...KEYED },
        },
      },
      "/v1/my-contribution/resume": {
        post: {
          summary: "Lets a paused contribution count again",
          security: KEY,
          responses: { 204: { description: "Resumed" }, ...KEYED },
        },
      },
    },
    components: {
      securitySchemes: { contributionKey: { type: "http", scheme: "bearer" } },
      schemas: Object.fromEntries(
        Object.entries(SCHEMAS).map(([name, schema]) => {
          const { $schema: _, ...shape } = z.toJSONSchema(schema, { io: "input" });
          return [name, shape];
        }),
      ),
    },
  };
}
