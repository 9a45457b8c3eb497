import type { Eligibility } from "../../src/contract/eligibility.ts";
import { type DataSource, LoadError, type Notice } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import { type Intake, intakeAt } from "../shared/intake.ts";
import { type Tokens, tokenClient, tokenMaker } from "./token.ts";

/** Public facts of the intake, the same for everybody, loaded before anybody contributes. */
export interface IntakeFacts {
  readonly notice: Notice;
  readonly intake: Intake;
  /** null: everybody may begin a contribution */
  readonly tokens: Tokens | null;
}

/** Asks the issuer, with the cookie of its own sign-in. Only the issuer knows who somebody is. */
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
  const reply = await intake.json<{ eligibility: Eligibility | null }>("v1/eligibility");
  if (!reply.ok) throw new LoadError(reply.code === "network" ? "network" : "refused", "v1/eligibility");
  const { eligibility } = reply.value;
  if (eligibility === null) return { notice, intake, tokens: null };
  const asked = { eligibility, client: tokenClient() };
  return { notice, intake, tokens: { ...asked, make: tokenMaker(asked, askIssuer) } };
}
