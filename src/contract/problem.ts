/**
 * Every way in which Voisinage says no. The list is closed: `docs/errors.md` documents each code,
 * and a test holds the two against each other. A refusal names the field, the bound and the value.
 *
 * `status` is what the HTTP faces answer with (RFC 9457); the command line exits 1 whatever the code.
 */
export const PROBLEMS = {
  "invalid-json": { status: 400, title: "The text is not valid JSON" },
  "invalid-donation": { status: 422, title: "The donation does not have the expected form" },
  "unknown-area": { status: 422, title: "The area is not a leaf of the territory" },
  "invalid-value": { status: 422, title: "The value is out of bounds" },
  "wrong-unit": { status: 422, title: "The unit does not fit the measure" },
  "future-period": { status: 422, title: "The period has not begun" },
  "no-consent": { status: 422, title: "The consent does not cover this" },
  minor: { status: 422, title: "A minor's contribution needs the consent of a parent or guardian" },
  "not-needed": { status: 422, title: "No measure in use needs this" },
  "unknown-file": { status: 422, title: "No reader knows the file" },
  "unreadable-file": { status: 422, title: "The file is damaged, or beyond the bounds of its reader" },
  "nothing-left": { status: 422, title: "Nothing in the donation is in use" },
  "not-ready": { status: 503, title: "The commons does not take contributions yet" },
  "key-not-known": { status: 404, title: "No contribution under this key" },
  "idempotency-conflict": { status: 409, title: "The idempotency key was used for another donation" },
  "too-many-amendments": { status: 409, title: "The contribution holds as much as it may" },
  "token-needed": { status: 403, title: "A new contribution needs an eligibility token" },
  "token-invalid": { status: 403, title: "The eligibility token does not verify" },
  "token-out-of-date": { status: 403, title: "The eligibility token is of another epoch" },
  "token-spent": { status: 409, title: "The eligibility token was used" },
  "token-issued": { status: 409, title: "The account has its token of this epoch" },
  "epoch-not-open": { status: 409, title: "No token of this epoch is signed now" },
  "sign-in-needed": { status: 401, title: "A sign-in is needed" },
  "sign-in-failed": { status: 403, title: "The sign-in did not succeed" },
  "sign-on-unreachable": { status: 502, title: "The sign-on service does not answer" },
  "origin-not-allowed": { status: 403, title: "The page is not of the commons" },
  "body-too-large": { status: 413, title: "The request body is too large" },
  "service-busy": { status: 503, title: "The service reads as much as it can" },
  "unsupported-media-type": { status: 415, title: "The media type of the body is not accepted" },
  "invalid-territory": { status: 500, title: "The territory is not a tree" },
  "invalid-settings": { status: 500, title: "The settings are out of bounds" },
  "invalid-breach": { status: 500, title: "The statement of a breach is not complete" },
  "invalid-period": { status: 400, title: "The period is not a month, a quarter or a year" },
  "period-not-due": { status: 409, title: "No level is published at this step" },
  "not-published": { status: 409, title: "The period was not published" },
  "no-reserve": { status: 409, title: "The settings keep no reserve for a revision" },
  "nothing-expected": { status: 409, title: "No cell of the publication is expected" },
  "period-not-over": { status: 409, title: "The period is not over" },
  "clock-doubted": { status: 409, title: "The clock leapt, and is not believed yet" },
  "year-closed": { status: 409, title: "The year is closed in the privacy ledger" },
  "change-too-late": { status: 409, title: "The change would begin too early" },
  "budget-exceeded": { status: 409, title: "The privacy budget of the year does not allow it" },
  "sensitivity-overflow": { status: 500, title: "A sum could leave the range of exact integers" },
  "draw-lost": { status: 409, title: "The draw is lost, and is not made again" },
  "ledger-broken": { status: 500, title: "The privacy ledger does not verify" },
  "home-missing": { status: 500, title: "There is no commons in this folder" },
  "home-exists": { status: 500, title: "There is a commons in this folder already" },
  "home-damaged": { status: 500, title: "A part of the home is missing, damaged or another's" },
  "home-version": { status: 500, title: "Another version of the program made this home" },
  "home-in-use": { status: 503, title: "Another process is using this home" },
  "key-missing": { status: 500, title: "The operator's key cannot be read" },
  "key-exposed": { status: 500, title: "Others may read or write a key" },
  "key-wrong": { status: 500, title: "The operator's key is not this home's" },
  "signing-key": { status: 500, title: "The key that signs the public log cannot be used" },
  "issuer-key": { status: 500, title: "The issuer's key file cannot be used" },
  "not-an-export": { status: 409, title: "The folder holds something else than an export" },
  "file-in-the-way": { status: 409, title: "A file holds something else, and would be lost" },
  "storage-full": { status: 507, title: "The disk is full" },
  "storage-failed": { status: 500, title: "The disk cannot be written" },
  "release-damaged": { status: 500, title: "The release folder does not verify" },
  "promise-broken": { status: 500, title: "A check of the pipeline found rows" },
  "invalid-parameter": { status: 400, title: "A parameter is not accepted" },
  "query-refused": { status: 403, title: "The query may not be asked" },
  "query-failed": { status: 400, title: "The query cannot be answered" },
  "query-too-large": { status: 422, title: "The query is beyond its bounds" },
  "malformed-request": { status: 400, title: "The request is no HTTP request" },
  "request-timeout": { status: 408, title: "The request took too long to come" },
  "headers-too-large": { status: 431, title: "The head of the request is too large" },
  "not-found": { status: 404, title: "There is nothing at this address" },
  "method-not-allowed": { status: 405, title: "This address does not take that method" },
  "not-acceptable": { status: 406, title: "None of the accepted media types is offered" },
  "query-not-possible": { status: 422, title: "The query asks for what the structure does not have" },
  "result-too-large": { status: 413, title: "The answer would be too large" },
  "uri-too-long": { status: 414, title: "The address is too long" },
  "not-implemented": { status: 501, title: "This part of the standard is left out" },
  "precondition-failed": { status: 412, title: "There is another version than the one insisted on" },
  "range-not-satisfiable": { status: 416, title: "The range lies outside the file" },
  "partner-key": { status: 401, title: "The partner's key opens nothing" },
  "partner-scope": { status: 403, title: "The partner's key does not allow this" },
  "no-contributor": { status: 400, title: "The measure does not say whose it is" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "The service failed" },
} as const;

/** The closed list of reasons for which Voisinage says no; `docs/errors.md` documents each. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Where a fault sits: `pointer` in a JSON body (RFC 6901), or `parameter` of a query, a path or a setting, or a header's name. */
export interface Fault {
  /** A sentence with the bound and the value. */
  readonly detail: string;
  /** JSON pointer into the body. */
  readonly pointer?: string;
  /** Name of the parameter, setting or header. */
  readonly parameter?: string;
}

/** RFC 9457 problem details, as sent. */
export interface ProblemDetails {
  /** `/problems/` and the code. */
  readonly type: string;
  /** What the code means, the same each time. */
  readonly title: string;
  /** The HTTP status. */
  readonly status: number;
  /** What was wrong this time, with the bound and the value. */
  readonly detail: string;
  /** Path of the request. */
  readonly instance?: string;
  /** Each fault, where it sits. */
  readonly errors?: readonly Fault[];
}

/** The one error shape of the house: a documented code, and a sentence with the bound and the value. */
export class Refusal extends Error {
  /** Which of the documented reasons it is. */
  readonly code: ProblemCode;
  /** Each fault and where it sits; empty where there is one alone. */
  readonly faults: readonly Fault[];

  constructor(code: ProblemCode, detail: string, faults: readonly Fault[] = []) {
    super(detail);
    this.name = "Refusal";
    this.code = code;
    this.faults = faults;
  }

  /** The HTTP status that servers answer with. */
  get status(): number {
    return PROBLEMS[this.code].status;
  }

  /**
   * Makes the body of an HTTP answer.
   *
   * @param instance the path of the request; it never carries a query or a body's value
   */
  toProblem(instance?: string): ProblemDetails {
    const { title, status } = PROBLEMS[this.code];
    return {
      type: `/problems/${this.code}`,
      title,
      status,
      detail: this.message,
      ...(instance !== undefined && { instance }),
      ...(this.faults.length > 0 && { errors: this.faults }),
    };
  }
}
