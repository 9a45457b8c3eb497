/**
 * A program that checks, offline and with nothing of ours, what `takeAll` downloads: the key signs the log's head, every entry names the
 * one before it by its hash, every file is the one that the log's entries stand for, and no year has spent more than it was opened with.
 * It stops at the first that does not hold.
 *
 * @param thumbprint of the key that signs (RFC 7638)
 */
export function checkInPython(thumbprint: string): string {
  return `import base64, hashlib, json, pathlib
from fractions import Fraction
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KEY = "${thumbprint}"
sha = lambda data: hashlib.sha256(data).hexdigest()
raw = lambda text: base64.urlsafe_b64decode(text + "==")
exact = lambda value: json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

log = json.loads(pathlib.Path("log.json").read_bytes())
key = next(one["x"] for one in log["keys"] if one["kid"] == KEY)
assert sha(exact({"crv": "Ed25519", "kty": "OKP", "x": key})) == raw(KEY).hex(), "key"
head, body, signature = log["checkpoint"].split(".")
Ed25519PublicKey.from_public_bytes(raw(key)).verify(raw(signature), f"{head}.{body}".encode())
previous, files, opened, spent = "0" * 64, 0, {}, {}
for entry in log["entries"]:
    told = entry.pop("hash")
    assert entry["previous"] == previous and sha(exact(entry)) == told, entry["seq"]
    previous, year = told, entry["year"]
    if entry["kind"] == "opened":
        opened[year] = Fraction(entry["rho"])
    if entry["kind"] in ("debit", "assumed"):
        # One home pays for the dearest measures of a publication, as many as may count it.
        dearest = sorted((Fraction(one["rho"]) for one in entry.get("charges", {}).values()), reverse=True)
        paid = sum(dearest[:entry["streams"]]) if "charges" in entry else Fraction(entry["rho"])
        spent[year] = spent.get(year, 0) + paid
    if entry["kind"] == "released":
        folder = pathlib.Path("releases", entry["publication"])
        manifest = (folder / "manifest.json").read_bytes()
        assert sha(manifest) == entry["manifest"], folder
        for file in json.loads(manifest)["files"]:
            assert sha((folder / file["name"]).read_bytes()) == file["sha256"], folder / file["name"]
            files += 1
assert json.loads(raw(body))["head"] == previous, "head"
for year, allowed in opened.items():
    assert spent.get(year, 0) <= allowed, f"{year} overspent"
    print(f"{year}: rho {float(spent.get(year, 0)):.6f} spent of {float(allowed):.6f} opened")
print(f"{len(log['entries'])} entries and {files} files are as signed")
`;
}
