import { randomBytes } from "node:crypto";
import { Refusal } from "../contract/problem.ts";
import { shown } from "../contract/shown.ts";
import { type ContributionView, openView, written } from "../vault/index.ts";
import { idempotencyOf, jsonIfAny, jsonOf, keyOf, parametersOf } from "./asked.ts";
import { canonicalise } from "./canonical.ts";
import type { VaultDoor } from "./door/door.ts";
import { type Answer, type Asked, answer, json, nothing, problem, TooManyRequests } from "./exchange.ts";
import { csvPieces, exportFields } from "./export.ts";
import { groupCommit } from "./group.ts";
import { backupNotice, PAST_STANDS, withdrawalNotice } from "./notice.ts";
import { openApi } from "./openapi.ts";
import { jsonPieces, Listed } from "./pieces.ts";
import { DEFAULT_RATE, rateLimiter } from "./rate.ts";
import { boundedReads, inPauses, isLong, type Reads } from "./reads.ts";
import type { IntakeContext } from "./terms.ts";
import { parseCorrection, parseObjection } from "./wishes.ts";

export interface IntakeOptions {
  readonly door: VaultDoor;
  readonly context: IntakeContext;
  /** requests a minute that one address may make for long; 0: whatever stands in front sees to it. 60 when absent */
  readonly rate?: number;
  /** refuses where contributions are not taken yet; absent: they are */
  readonly gate?: () => void;
  /** what is told beside a contribution at each view of it; absent: nothing */
  readonly beside?: (key: string, contribution: Pick<ContributionView, "consent" | "consents">) => Told;
}

/** What is told beside a contribution: records are made one by one, for there may be one a donation. */
interface Told {
  readonly notices: readonly object[];
  readonly consent_records: Iterable<object>;
}

/** Answers a request; it never rejects. */
export type Intake = (asked: Asked) => Promise<Answer>;

type Handler = (asked: Asked) => Answer | Promise<Answer>;

/** The longest part of an address that an answer repeats. */
const SHOWN_PATH = 200;

const FORMATS = ["json", "csv"] as const;

/** What each address takes, by method. */
function addresses(
  { door, context, gate, beside }: IntakeOptions,
  reads: Reads,
): ReadonlyMap<string, Readonly<Record<string, Handler>>> {
  // No key at all opens as much as a wrong one, and is answered alike.
  const key = (asked: Asked) => keyOf(asked) ?? "";
  const terms = () => context.terms(context.clock());
  const donate = groupCommit(door, () => ({ eligibility: terms().eligibility }));
  const description = JSON.stringify(openApi());
  /** Answers with what `make` makes of a contribution, while the client reads it. */
  const viewed = async (asked: Asked, make: (view: ContributionView) => Answer): Promise<Answer> => {
    const admitted = await reads.admit(key(asked), asked.address);
    try {
      const stored = await door.ask("stored", key(asked));
      return { ...make(await inPauses(openView(stored), isLong(admitted))), release: admitted.release };
    } catch (error) {
      admitted.release();
      throw error;
    }
  };

  return new Map<string, Readonly<Record<string, Handler>>>([
    [
      "/v1/donations",
      {
        POST: async (asked) => {
          gate?.();
          const idempotency = idempotencyOf(asked);
          const receipt = keyOf(asked);
          const { donation } = canonicalise(await jsonOf(asked), context, "strict");
          const token = asked.header("eligibility");
          const result = await donate({ donation: written(donation), idempotency, receipt, token });
          return json({ receipt: result.receipt }, receipt === undefined ? 201 : 200);
        },
      },
    ],
    ["/v1/eligibility", { GET: () => json({ eligibility: terms().eligibility ?? null }) }],
    [
      "/v1/my-contribution",
      {
        GET: (asked) =>
          viewed(asked, (view) => {
            const { readings, unused, donations, years, consents: _, ...standing } = view;
            const lists = { readings: new Listed(readings), unused: new Listed(unused), donations: new Listed(donations) };
            const told = beside?.(key(asked), view);
            const more = told && { ...told, consent_records: new Listed(told.consent_records) };
            const pieces = jsonPieces({ ...standing, ...lists, years, notice: PAST_STANDS, ...more });
            return answer(200, "application/json", pieces);
          }),
        DELETE: async (asked) => {
          const { bytes, ...destroyed } = await door.ask("withdraw", key(asked));
          const backups = backupNotice(terms().backupDays, context.clock());
          const notice = withdrawalNotice(backups, bytes);
          return json({ withdrawn: true, destroyed: { key: true, ...destroyed }, bytes, backups, notice });
        },
      },
    ],
    [
      "/v1/my-contribution/export",
      {
        GET: (asked) => {
          const format = parametersOf(asked, ["format"]).get("format") ?? "json";
          if (!FORMATS.some((known) => known === format)) {
            const detail = `format must be one of ${FORMATS.join(", ")}; got ${shown(format)}`;
            throw new Refusal("invalid-parameter", detail, [{ detail, parameter: "format" }]);
          }
          const options = { currency: terms().currency, now: context.clock() };
          const named = { "Content-Disposition": `attachment; filename="voisinage-contribution.${format}"` };
          return viewed(asked, (view) =>
            format === "csv"
              ? answer(200, "text/csv; charset=utf-8; header=present", csvPieces(view, options), named)
              : answer(200, "application/json", jsonPieces(exportFields(view, options)), named),
          );
        },
      },
    ],
    [
      "/v1/my-contribution/corrections",
      {
        POST: async (asked) => {
          const { remove } = parseCorrection(await jsonOf(asked));
          await reads.charge(key(asked), asked.address);
          return json({ ...(await door.ask("remove", key(asked), remove)), notice: PAST_STANDS });
        },
      },
    ],
    [
      "/v1/my-contribution/objection",
      {
        POST: async (asked) => {
          const domains = parseObjection(await jsonIfAny(asked));
          await reads.charge(key(asked), asked.address);
          return json({ objection: await door.ask("object", key(asked), domains), notice: PAST_STANDS });
        },
      },
    ],
    [
      "/v1/my-contribution/pause",
      {
        POST: async (asked) => {
          await door.ask("pause", key(asked));
          return nothing();
        },
      },
    ],
    [
      "/v1/my-contribution/resume",
      {
        POST: async (asked) => {
          await door.ask("resume", key(asked));
          return nothing();
        },
      },
    ],
    ["/intake/openapi.json", { GET: () => answer(200, "application/json", description) }],
  ]);
}

/**
 * The intake over HTTP: donations, and the rights of contributors. Nothing of a request is logged.
 * Whoever needs a donation to be repeatable sends an `Idempotency-Key` that nobody can guess (a UUID):
 * the receipt is made from it. Where the settings ask for eligibility, a new contribution brings a token in the header
 * `Eligibility`; what is added under a contribution key, and a repeated request, bring none.
 */
export function makeIntake(options: IntakeOptions): Intake {
  const { context, rate = DEFAULT_RATE } = options;
  const { clock } = context;
  const limiter = rate === 0 ? undefined : rateLimiter({ perMinute: rate, clock, salt: randomBytes(32) });
  const known = addresses(options, boundedReads({ door: options.door, addresses: limiter, clock, salt: randomBytes(32) }));

  return async (asked) => {
    const path = asked.path.slice(0, SHOWN_PATH);
    try {
      // Before anything of the request is read.
      const refused = limiter?.take(asked.address);
      if (refused !== undefined) return problem(new TooManyRequests(refused), path);
      const methods = known.get(asked.path);
      if (methods === undefined) return problem(new Refusal("not-found", "there is nothing at this address"), path);
      const method = asked.method === "HEAD" ? "GET" : asked.method;
      const handler = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (handler !== undefined) return await handler(asked);
      const allow = Object.keys(methods).join(", ");
      const detail = `this address takes ${allow}; got ${asked.method}`;
      return problem(new Refusal("method-not-allowed", detail), path, { Allow: allow });
    } catch (error) {
      return problem(error, path);
    }
  };
}

/** Is a request's path one of the intake's? */
export function isIntake(path: string): boolean {
  return /^\/(v1\/(donations|eligibility|my-contribution)|intake)(\/|$)/.test(path);
}
