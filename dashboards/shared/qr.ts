import encodeQR from "qr";
import { s } from "./dom.ts";

/** Light modules around the code, required by ISO/IEC 18004. */
const QUIET = 4;

/** A text as a QR code in one path. It is black on white whatever the page's colours, so that cameras can read it. */
export function qrCode(text: string, label: string): SVGSVGElement {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
  const dark = rows.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return s(
    "svg",
    {
      class: "qr",
      role: "img",
      "aria-label": label,
      viewBox: `0 0 ${rows.length} ${rows.length}`,
      "shape-rendering": "crispEdges",
    },
    s("rect", { width: rows.length, height: rows.length, fill: "#fff" }),
    s("path", { d: dark.join(""), fill: "#000" }),
  );
}
