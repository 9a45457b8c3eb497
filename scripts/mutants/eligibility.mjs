/** Mutants of eligibility: what is signed, admitted and burnt, and what the issuer keeps. */

const ADMISSION = "src/intake/admission.ts";
const ADMISSION_TEST = "test/intake/admission.test.ts";
const APP = "src/issuer/app.ts";
const APP_TEST = "test/issuer/app.test.ts";
const STORE_TEST = "test/issuer/store.test.ts";
const PROTOCOL_TEST = "test/eligibility/protocol.test.ts";
const BURNT_TEST = "test/vault/burnt.test.ts";

export const ELIGIBILITY = [
  {
    name: "a token is not burnt",
    edits: [["src/vault/donate.ts", "burn(admit());", "admit();"]],
    tests: [BURNT_TEST],
  },
  {
    name: "a token is burnt before a repeated request is known",
    edits: [
      ["src/vault/donate.ts", "else if (admit !== undefined) burn(admit());", ""],
      [
        "src/vault/donate.ts",
        'const content = typeof donation === "string" ? donation : encodeDonation(donation);',
        'const content = typeof donation === "string" ? donation : encodeDonation(donation);\n    if (known === undefined && admit !== undefined) burn(admit());',
      ],
    ],
    tests: [BURNT_TEST],
  },
  {
    name: "a token is burnt for what is added under a key",
    edits: [
      [
        "src/vault/donate.ts",
        "    } else if (admit !== undefined) burn(admit());",
        "    }\n    if (admit !== undefined) burn(admit());",
      ],
    ],
    tests: [BURNT_TEST],
  },
  {
    name: "a token is kept as a hash that anybody could make",
    edits: [["src/vault/burnt.ts", "hmac(keys.token, token)", 'hmac(Buffer.from("token"), token)']],
    tests: [BURNT_TEST],
  },
  {
    name: "a signature without its leading zero is one, too",
    edits: [[ADMISSION, "if (!whole || !verify(", "if (!verify("]],
    tests: [ADMISSION_TEST],
  },
  {
    name: "what is burnt is the signature, of which a message may have several",
    edits: [[ADMISSION, "return prepared;", "return token.signature;"]],
    tests: [ADMISSION_TEST],
  },
  {
    name: "a token's signature is not verified",
    edits: [[ADMISSION, "if (!whole || !verify(", "if (text === null && !verify("]],
    tests: [ADMISSION_TEST],
  },
  {
    name: "a token of an epoch that is not open is admitted",
    edits: [[ADMISSION, "epoch === undefined || !isOpen(epoch, now)", "epoch === undefined"]],
    tests: [ADMISSION_TEST],
  },
  {
    name: "a token does not say of which commons it is",
    edits: [["src/eligibility/token.ts", "{commons}\\n$", "{epoch}\\n$"]],
    tests: [ADMISSION_TEST],
  },
  {
    name: "bytes of a token have several texts",
    edits: [["src/eligibility/base64url.ts", "toBase64url(bytes) === text ? bytes : null", "bytes"]],
    tests: [PROTOCOL_TEST],
  },
  {
    name: "what was signed is not checked before it is given away",
    edits: [["src/issuer/blind-sign.ts", "!raw.undo(key, signature).equals(blinded)", "signature.length !== blinded.length"]],
    tests: [PROTOCOL_TEST],
  },
  {
    name: "a number as large as the modulus goes to the key",
    edits: [["src/issuer/blind-sign.ts", "Buffer.compare(blinded, modulus) >= 0", "Buffer.compare(blinded, modulus) > 0"]],
    tests: [PROTOCOL_TEST],
  },
  {
    name: "the browser does not check the issuer's answer",
    edits: [
      [
        "src/eligibility/client.ts",
        "const unblinded = await suite.finalize(await keyOf(jwk), prepared, signed, inverse);",
        "const unblinded = prepared.length > 0 ? signed : await suite.finalize(await keyOf(jwk), prepared, signed, inverse);",
      ],
    ],
    tests: [PROTOCOL_TEST],
  },
  {
    name: "an account has as many tokens signed as it asks for",
    edits: [["src/issuer/store.ts", "return before.blinded.equals(tag);", "return before.blinded.length === tag.length;"]],
    tests: [STORE_TEST],
  },
  {
    name: "an account is known again in another epoch",
    edits: [["src/issuer/store.ts", '["account", who.iss, who.sub, epoch]', '["account", who.iss, who.sub]']],
    tests: [STORE_TEST],
  },
  {
    name: "a clock that leaps for an hour forgets who has a token",
    edits: [["src/issuer/store.ts", "forget.run(instant - PATIENCE)", "forget.run(instant)"]],
    tests: [STORE_TEST],
  },
  {
    name: "two leaps of an hour forget who has a token",
    edits: [["src/issuer/store.ts", "open.run(kept, instant);", ""]],
    tests: [STORE_TEST],
  },
  {
    name: "accounts of an epoch that is over stay in the log",
    edits: [["src/issuer/store.ts", "if (changes > 0) store.checkpoint();", ""]],
    tests: [STORE_TEST],
  },
  {
    name: "two epochs may have one key",
    edits: [["src/contract/eligibility.ts", "before.jwk.n === jwk.n", "before.jwk === jwk"]],
    tests: ["test/eligibility/settings.test.ts"],
  },
  {
    name: "a page of anybody may ask for a visitor's token",
    edits: [[APP, "origin !== undefined && !origins.includes(origin)", "origin === null"]],
    tests: [APP_TEST],
  },
  {
    name: "a sign-in may end at a stranger's page",
    edits: [[APP, "if (page?.origin === commons) return page;", "if (page !== null) return page;"]],
    tests: [APP_TEST],
  },
  {
    name: "an answer of the sign-on counts twice",
    edits: [[APP, "started.take(cookies", "started.get(cookies"]],
    tests: [APP_TEST],
  },
  {
    name: "the state of a sign-in is not checked",
    edits: [
      ["src/issuer/sign-on.ts", "  randomState,\n} from", "  randomState,\n  skipStateCheck,\n} from"],
      ["src/issuer/sign-on.ts", "expectedState: state,", "expectedState: state === null ? state : skipStateCheck,"],
    ],
    tests: ["test/issuer/sign-on.test.ts"],
  },
  {
    name: "the issuer's files may lie in a home",
    edits: [
      [
        "src/issuer/key-file.ts",
        'if (existsSync(join(folder, "commons.json")))',
        'if (existsSync(join(folder, "commons.none")))',
      ],
    ],
    tests: ["test/issuer/key-file.test.ts"],
  },
  {
    name: "several contributions are said to cost m times ρ, not m²",
    edits: [["src/pipeline/report.ts", "rational(BigInt(contributions * contributions))", "rational(BigInt(contributions))"]],
    tests: ["test/release/verify/several.test.ts"],
  },
];
