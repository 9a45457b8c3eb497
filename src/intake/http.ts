import { randomBytes } from "node:crypto";

import type { Context } from "hono";
import { EXCEL_FR, RFC4180 } from "../contract/csv.ts";
import { faultRefusal, type Refusal } from "../contract/problem.ts";
import { quoted } from "../contract/shown.ts";
import {
  addressOf,
  afterReply,
  bodyReader,
  DEFAULT_RATE,
  type HttpHandler,
  headerOf,
  jsonReply,
  makeService,
  PRIVATE,
  type ProblemStyle,
  pieceReply,
  rateLimiter,
  refuseEarly,
  reply,
} from "../http/index.ts";
import { type ContributionView, openView, written } from "../vault/index.ts";
import { canonicalise } from "./canonical.ts";
import type { IntakeContext } from "./context.ts";
import { parseCorrection, parseObjection } from "./corrections.ts";
import { csvPieces, exportFields } from "./export.ts";
import { groupCommit } from "./group.ts";
import { MAX_LINE_BYTES } from "./lines.ts";
import { backupNotice, PAST_STAYS_NOTE, withdrawalNotice } from "./notice.ts";
import { jsonPieces } from "./pieces.ts";
import { isLong, readLimiter, runYielding } from "./reads.ts";
import { INFO, INTAKE_ROUTES } from "./routes.ts";
import type { VaultClient } from "./vault-client/client.ts";

export interface IntakeOptions {
  readonly vaultClient: VaultClient;
  readonly context: IntakeContext;
  /** Sustained requests a minute of one address. 0: no limit, since a proxy in front has one. 60 when absent. */
  readonly rate?: number;
  /** The page for people at an unknown address; absent: they get the answer for programs. */
  readonly absentPage?: ProblemStyle["absentPage"];
  /** Throws where contributions are not accepted yet; absent: they are. */
  readonly requireReady?: () => void;
  /** Returns what is shown beside a contribution in each view; absent: nothing. */
  readonly beside?: (key: string, contribution: Pick<ContributionView, "consent" | "consents">) => BesideContribution;
}

/** Notices and consent records. Records are generated one by one, since there may be one for each donation. */
interface BesideContribution {
  readonly notices: readonly object[];
  readonly consent_records: Iterable<object>;
}

/**
 * The receipt is derived from this key, so nobody may be able to guess it: the 36 characters of a UUID fit, words and numbers do
 * not. The maximum is what other services allow.
 */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{32,255}$/;
const BEARER = /^Bearer +(\S+)$/i;
const FORMATS = ["json", "csv", "excel-fr"] as const;
const JSON_HEADERS = { ...PRIVATE, "Content-Type": "application/json" };

/** The contribution key of a request; undefined where it brings none. */
function keyOf(c: Context): string | undefined {
  const header = headerOf(c, "authorization");
  // A header of another form is looked up like any key, and opens nothing.
  return header === undefined ? undefined : (BEARER.exec(header)?.[1] ?? header);
}

/** @throws Refusal `invalid-parameter` for an `Idempotency-Key` that could be guessed */
function idempotencyOf(c: Context): string | undefined {
  const key = headerOf(c, "idempotency-key");
  if (key === undefined) return undefined;
  if (IDEMPOTENCY_KEY.test(key)) return `http ${key}`;
  // The error does not quote the key, which could help to guess the next one.
  const detail = `Idempotency-Key must have 32 to 255 visible ASCII characters, as a UUID has; got ${key.length} characters`;
  throw invalid("Idempotency-Key", detail);
}

function invalid(parameter: string, detail: string): Refusal {
  return faultRefusal("invalid-parameter", { detail, parameter });
}

/** The format of an export: the only parameter. @throws Refusal `invalid-parameter` */
function formatOf({ req }: Context): (typeof FORMATS)[number] {
  const { format = ["json"], ...others } = req.queries();
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw invalid(unknown.slice(0, 64), `parameters are format; got ${quoted(unknown)}`);
  if (format.length > 1) throw invalid("format", "format may be given once");
  const found = FORMATS.find((known) => known === format[0]);
  if (found === undefined) throw invalid("format", `format must be one of ${FORMATS.join(", ")}; got ${quoted(format[0])}`);
  return found;
}

/**
 * The intake over HTTP: donations, and contributors' rights. It logs nothing of a request. Under an `Idempotency-Key` that nobody
 * can guess (a UUID), a donation can be repeated: its receipt is derived from the key. Where the settings require eligibility, a
 * new contribution needs a token in the header `Eligibility`; amendments under a contribution key, and repeated requests, need
 * none.
 *
 * Long, for it has one short handler for each route.
 */
export function makeIntake({ vaultClient, context, requireReady, beside, absentPage, rate = DEFAULT_RATE }: IntakeOptions) {
  const { clock } = context;
  const terms = () => context.terms(clock());
  const limiter = rate === 0 ? undefined : rateLimiter({ perMinute: rate, clock, salt: randomBytes(32) });
  const reads = readLimiter({ vaultClient, addresses: limiter, clock, salt: randomBytes(32) });
  const { json: bodyOf, jsonIfAny } = bodyReader(MAX_LINE_BYTES);
  const { commit, waiting } = groupCommit(vaultClient, () => ({ eligibility: terms().eligibility }));

  const style = { headers: PRIVATE, absentPage };
  const service = makeService({ style, rawPaths: true, before: (c) => refuseEarly(limiter?.take(addressOf(c))) });
  const { app } = service;
  app.openAPIRegistry.registerComponent("securitySchemes", "contributionKey", { type: "http", scheme: "bearer" });

  // A missing key is handled like a wrong one.
  const key = (c: Context) => keyOf(c) ?? "";
  /**
   * Answers with a view of a contribution, which `make` turns into a response. The response is generated while the client reads
   * it.
   */
  const answerView = async (c: Context, make: (view: ContributionView) => Response): Promise<Response> => {
    const admitted = await reads.admit(key(c), addressOf(c));
    afterReply(c, admitted.release);
    return make(await runYielding(openView(await vaultClient.ask("stored", key(c))), isLong(admitted)));
  };
  const change =
    (call: "pause" | "resume"): HttpHandler =>
    async (c) => {
      await vaultClient.ask(call, key(c));
      return reply(null, 204, PRIVATE);
    };

  const handlers: Readonly<Record<keyof typeof INTAKE_ROUTES, HttpHandler>> = {
    donate: async (c) => {
      requireReady?.();
      const [idempotency, receipt, token] = [idempotencyOf(c), keyOf(c), headerOf(c, "eligibility")];
      const { donation } = canonicalise(await bodyOf(c), context, "strict");
      const result = await commit({ donation: written(donation), idempotency, receipt, token });
      return jsonReply({ receipt: result.receipt }, receipt === undefined ? 201 : 200);
    },
    eligibility: () => jsonReply({ eligibility: terms().eligibility ?? null }),
    showContribution: (c) =>
      answerView(c, (view) => {
        const fields = { ...view, consents: undefined, notice: PAST_STAYS_NOTE, ...beside?.(key(c), view) };
        return pieceReply(jsonPieces(fields), JSON_HEADERS);
      }),
    withdraw: async (c) => {
      // Whatever can fail is computed before the withdrawal, so that a completed withdrawal is never answered with an error.
      const { backupDays } = terms();
      const destroyed = await vaultClient.ask("withdraw", key(c));
      const backups = backupNotice(backupDays, clock());
      return jsonReply({
        withdrawn: true,
        destroyed: { key: true, ...destroyed },
        backups,
        notice: withdrawalNotice(backups, destroyed),
      });
    },
    exportContribution: (c) => {
      const format = formatOf(c);
      const isJson = format === "json";
      const options = { currency: terms().currency, now: clock(), dialect: format === "excel-fr" ? EXCEL_FR : RFC4180 };
      const type = isJson ? "application/json" : "text/csv; charset=utf-8; header=present";
      const file = `attachment; filename="voisinage-contribution.${isJson ? "json" : "csv"}"`;
      const headers = { ...PRIVATE, "Content-Type": type, "Content-Disposition": file };
      return answerView(c, (view) =>
        pieceReply(isJson ? jsonPieces(exportFields(view, options)) : csvPieces(view, options), headers),
      );
    },
    correct: async (c) => {
      const { remove } = parseCorrection(await bodyOf(c));
      await reads.charge(key(c), addressOf(c));
      return jsonReply({ ...(await vaultClient.ask("remove", key(c), remove)), notice: PAST_STAYS_NOTE });
    },
    object: async (c) => {
      const domains = parseObjection(await jsonIfAny(c));
      await reads.charge(key(c), addressOf(c));
      return jsonReply({ objection: await vaultClient.ask("object", key(c), domains), notice: PAST_STAYS_NOTE });
    },
    pause: change("pause"),
    resume: change("resume"),
  };
  for (const [name, route] of Object.entries(INTAKE_ROUTES))
    service.add(name, route, handlers[name as keyof typeof INTAKE_ROUTES]);
  const description = JSON.stringify(service.document(INFO));
  app.get("/intake/openapi.json", (c) => {
    refuseEarly(limiter?.take(addressOf(c)));
    return reply(description, 200, JSON_HEADERS);
  });
  /** `waiting`: donations that wait for a commit now */
  return { app, waiting };
}

/** Whether a path belongs to the intake. */
export function isIntake(path: string): boolean {
  return /^\/(v1\/(donations|eligibility|my-contribution)|intake)(\/|$)/.test(path);
}
