import type { AttributeName } from "../../src/contract/attributes.ts";
import type { Period } from "../../src/contract/period.ts";
import type { MeasureRef } from "../../src/domains/index.ts";
import type { Bill } from "../../src/importers/bill.ts";
import type { AreaTree } from "../shared/areas.ts";
import type { Catalog, Notice } from "../shared/data.ts";
import type { Lang } from "../shared/i18n.ts";
import type { Intake } from "../shared/intake.ts";
import type { Trace } from "../shared/trace.ts";
import type { Consenter } from "./donation.ts";
import type { Source } from "./offers.ts";
import type { Read } from "./protocol.ts";
import type { Tokens } from "./token.ts";
import type { ContributeWords } from "./words.ts";

/** A source, and what its file said where it is one. */
export interface Brought extends Source {
  readonly read: Read | null;
}

/** All that a person has said so far: in this object, and nowhere else. */
export interface Draft {
  files: Brought[];
  bills: Bill[];
  /** earliest period of the typed figures, where it was chosen */
  typedFrom: string | undefined;
  area: string | null;
  attributes: Partial<Record<AttributeName, string>>;
  /** ids of offers */
  ticked: Set<string>;
  purpose: boolean;
  told: boolean;
  who: Consenter | "minor" | null;
  /** what was consented to, and when: the same consent, confirmed again, keeps its moment */
  given: { readonly what: string; readonly at: string } | null;
  /** of the request that was last prepared, with its text: the same text keeps its key */
  request: { readonly key: string; readonly body: string } | null;
  /** eligibility token, ready to be sent */
  token: string | null;
  receipt: string | null;
}

export function emptyDraft(): Draft {
  return {
    files: [],
    bills: [],
    typedFrom: undefined,
    area: null,
    attributes: {},
    ticked: new Set(),
    purpose: false,
    told: false,
    who: null,
    given: null,
    request: null,
    token: null,
    receipt: null,
  };
}

/** A contribution that is added to, under its key. */
export interface AddTo {
  readonly key: string;
  /** domains that are covered, and stay so */
  readonly covers: readonly string[];
}

/** What every step is given. */
export interface Flow {
  readonly lang: Lang;
  readonly words: ContributeWords;
  readonly catalog: Catalog;
  readonly notice: Notice;
  readonly tree: AreaTree;
  readonly levels: readonly string[];
  /** in use, in the commons' order */
  readonly measures: readonly MeasureRef[];
  /** what publications to come are about: readings of anything else count in none */
  readonly coming: readonly Period[];
  readonly intake: Intake;
  readonly draft: Draft;
  readonly trace: Trace;
  readonly addTo: AddTo | null;
  /** where a new contribution needs a token; null: everybody may begin one */
  readonly tokens: Tokens | null;
  /** what the clock shows */
  readonly now: () => Date;
  /** goes on to the next step */
  readonly next: () => void;
  /** something was brought or taken away: what was missing is said anew when going on */
  readonly changed: () => void;
}

/** One step as it stands on the page. */
export interface StepView {
  readonly element: HTMLElement;
  /** what is missing before going on, said at the buttons; null: nothing. It focuses what is at fault */
  readonly fault?: () => string | null;
  /** ends what the step has under way, when another one takes its place */
  readonly leave?: () => void;
  /** the step has a button of its own to go on */
  readonly ownNext?: boolean;
  /** is there no way back from here? */
  readonly noBack?: () => boolean;
}

/** A field at fault gets the focus, and its fault is what is said. */
export function at(field: HTMLElement | null, fault: string): string {
  field?.focus();
  return fault;
}
