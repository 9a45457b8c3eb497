import type { Eligibility } from "../../src/contract/eligibility.ts";
import { type DataSource, LoadError, type Notice } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import { type Intake, intakeAt } from "../shared/intake.ts";
import { type Tokens, tokenMaker } from "./token.ts";

/** What the intake says before anybody contributes: public, and the same for everybody. */
export interface IntakeFacts {
  readonly notice: Notice;
  readonly intake: Intake;
  /** null: everybody may begin a contribution */
  readonly tokens: Tokens | null;
}

/** The issuer, asked with the cookie that its own sign-in set: there alone is anybody known. */
const askIssuer = (address: string, body: unknown): Promise<Response> =>
  fetch(address, {
    method: "POST",
    credentials: "include",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** @throws LoadError */
export async function loadIntakeFacts(source: Pick<DataSource, "notice">, lang: Lang): Promise<IntakeFacts> {
  const intake = intakeAt(document.baseURI, (url, init) => fetch(url, init));
  const notice = await source.notice(lang);
  const asked = await intake.json<{ eligibility: Eligibility | null }>("v1/eligibility");
  if (!asked.ok) throw new LoadError(asked.code === "network" ? "network" : "refused", "v1/eligibility");
  const { eligibility } = asked.value;
  return { notice, intake, tokens: eligibility === null ? null : { eligibility, make: tokenMaker(eligibility, askIssuer) } };
}
