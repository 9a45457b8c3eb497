import { parseToken } from "../../src/contract/tokens/token.ts";
import { copyButton } from "../shared/copy.ts";
import { h, put } from "../shared/dom.ts";
import { saveBlob } from "../shared/download.ts";
import { formatDate } from "../shared/format.ts";
import type { Flow } from "./draft.ts";
import { openEpoch, signInAddress, type TokenFault, type Tokens } from "./token.ts";

/**
 * Where a commons asks for eligibility: sign in beside this page, which stays as it is, then have a token signed blindly; or
 * paste one that was kept. The token goes into the draft.
 */
export function tokenField({ eligibility, make }: Tokens, flow: Flow): HTMLElement {
  const { words, lang, draft } = flow;
  const w = words.token;
  const epoch = openEpoch(eligibility, flow.now());
  const section = (...children: (Node | null)[]) =>
    h("section", { class: "card token" }, h("h3", {}, w.title), h("p", {}, w.lead), ...children);
  if (epoch === undefined) return section(h("p", { class: "warn" }, w.closed));
  const said = h("div", { role: "status" });
  const fault = h("p", { class: "fault", id: "token-fault", role: "alert" });

  async function have(token: string): Promise<void> {
    draft.token = token;
    put(fault);
    const { holdUntil } = await import("../../src/contract/tokens/client.ts");
    const when = formatDate(holdUntil(epoch ?? { until: "" }, flow.now()).toISOString(), lang);
    const save = () => saveBlob(new Blob([`${token}\n`], { type: "text/plain" }), `${w.fileName}.txt`);
    put(
      said,
      h("p", { class: "good" }, w.have),
      h("p", { class: "hint" }, w.later, " ", w.suggested(when)),
      h(
        "div",
        { class: "tools" },
        copyButton(() => token, { ...words.sources, copy: w.copy }),
        flow.trace.shared ? null : h("button", { type: "button", class: "quiet", onClick: save }, w.download),
      ),
    );
  }
  const refuse = (what: TokenFault | "text"): void => put(fault, w.faults[what]);

  async function get(): Promise<void> {
    put(fault);
    put(said, h("p", {}, w.getting));
    const answer = await make(epoch as NonNullable<typeof epoch>);
    if (answer.ok) return have(answer.token);
    put(said);
    refuse(answer.fault);
  }
  const pasted = h("input", {
    id: "token",
    autocomplete: "off",
    spellcheck: "false",
    "aria-describedby": "token-fault",
  });
  const use = (): void => {
    const token = pasted.value.trim();
    if (parseToken(token) === null) refuse("text");
    else {
      pasted.value = "";
      void have(token);
    }
  };
  if (draft.token !== null) void have(draft.token);
  return section(
    h(
      "p",
      { class: "tools" },
      h("a", { class: "button", href: signInAddress(eligibility), target: "_blank", rel: "noopener" }, w.signIn),
      h("button", { type: "button", onClick: () => void get() }, w.get),
    ),
    said,
    fault,
    h("label", { for: "token" }, w.paste),
    pasted,
    h("p", {}, h("button", { type: "button", class: "quiet", onClick: use }, w.use)),
  );
}
