import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { type Epoch, eligibilitySchema, type PublicKey } from "../contract/eligibility.ts";
import { EPOCH_NAME } from "../contract/epoch.ts";
import { Refusal } from "../contract/problem.ts";
import { replaceFile } from "../storage/files/durable.ts";
import { refuseShared } from "../storage/files/private-file.ts";

/** The content of the file: the secret that accounts are hashed with, and one private key for each epoch. */
const fileSchema = z.strictObject({
  schema: z.literal("voisinage-issuer/1"),
  secret: z.string().regex(/^[0-9a-f]{64}$/),
  epochs: z.array(z.strictObject({ epoch: z.string(), from: z.string(), until: z.string(), private_key: z.string() })),
});
type KeyFile = z.infer<typeof fileSchema>;

/** An epoch, with its public key and the private key that signs. */
export interface SigningEpoch extends Epoch {
  readonly key: KeyObject;
}

export interface IssuerKeys {
  /** 32 bytes */
  readonly secret: Uint8Array;
  readonly epochs: readonly SigningEpoch[];
}

/** RFC 7638: sha256 of a public key, base64url. */
export function thumbprint({ e, kty, n }: PublicKey): string {
  return createHash("sha256").update(JSON.stringify({ e, kty, n })).digest("base64url");
}

/**
 * Refuses a file inside a commons' home, links followed: the issuer must not have the donations. @throws Refusal `issuer-key`
 */
export function refuseInsideAnyHome(file: string): void {
  const absolute = resolve(file);
  let folder = dirname(absolute);
  while (!existsSync(folder)) folder = dirname(folder);
  for (folder = realpathSync(folder); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "commons.json")))
      throw new Refusal("issuer-key", `the issuer's files must be outside every home; got ${absolute}, inside ${folder}`);
    if (dirname(folder) === folder) return;
  }
}

/**
 * Reads the issuer's key file.
 *
 * @throws Refusal `issuer-key`, naming the file and never quoting it: it is missing, readable by others, or not of this form
 */
export function readIssuerKeys(file: string): IssuerKeys {
  const { secret, epochs } = readFile(file);
  return { secret: new Uint8Array(Buffer.from(secret, "hex")), epochs: signingEpochs(file, epochs) };
}

function readFile(file: string): KeyFile {
  refuseInsideAnyHome(file);
  let text: string;
  try {
    refuseShared(file);
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("issuer-key", `${file} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch {
    throw new Refusal("issuer-key", `${file} is not an issuer's key file; "voisinage issuer --key FILE --add-epoch" makes one`);
  }
}

/** The epochs with their keys. Epochs that a commons' settings would refuse are refused here too. */
function signingEpochs(file: string, epochs: KeyFile["epochs"]): SigningEpoch[] {
  const signing = epochs.map(({ private_key, ...epoch }) => {
    const key = createPrivateKey(private_key);
    const { n } = createPublicKey(key).export({ format: "jwk" });
    return { ...epoch, jwk: { kty: "RSA", n: String(n), e: "AQAB" } as const, key };
  });
  const keys = signing.map(({ key: _, ...epoch }) => epoch);
  const checked = eligibilitySchema.safeParse({ commons: "any", issuer: "https://any", keys });
  if (checked.success) return signing;
  const faults = checked.error.issues.map(({ path, message }) => `${path.join("/")}: ${message}`).join("; ");
  throw new Refusal("issuer-key", `${file}: ${faults}`);
}

/**
 * Makes the key pair of an epoch and adds it to the file, which is made if needed. Existing keys stay.
 *
 * @param o.bits 2048 or 3072
 * @param o.entropy random bytes for the secret of a new file; RSA keys are made by OpenSSL
 * @returns the epoch, as `eligibility.keys` of a commons' settings takes it
 * @throws Refusal `issuer-key` for an epoch that exists already, overlaps another, or has impossible dates
 */
export async function addEpoch(
  file: string,
  o: Pick<Epoch, "epoch" | "from" | "until"> & { readonly bits: 2048 | 3072; readonly entropy: (n: number) => Uint8Array },
): Promise<Epoch> {
  refuseInsideAnyHome(file);
  const { epoch, from, until, bits, entropy } = o;
  if (!EPOCH_NAME.test(epoch))
    throw new Refusal("issuer-key", `an epoch is named by 1 to 32 letters, digits and -; got ${epoch}`);
  const before: KeyFile = existsSync(file)
    ? readFile(file)
    : { schema: "voisinage-issuer/1", secret: Buffer.from(entropy(32)).toString("hex"), epochs: [] };
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: bits, publicExponent: 0x10001 });
  const private_key = String(privateKey.export({ type: "pkcs8", format: "pem" }));
  const epochs = [...before.epochs, { epoch, from, until, private_key }];
  const { jwk } = signingEpochs(file, epochs).at(-1) as SigningEpoch;
  try {
    replaceFile(file, `${JSON.stringify({ ...before, epochs }, null, 2)}\n`, 0o600);
  } catch (error) {
    throw new Refusal("issuer-key", `${file} cannot be written: ${(error as NodeJS.ErrnoException).code}`);
  }
  return { epoch, from, until, jwk };
}
