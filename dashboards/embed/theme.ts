/**
 * Most pages are white, whatever the screen of who reads them: a figure in one keeps paper's colours, as its file says. `auto` follows the
 * screen, and `dark` is for pages that are dark themselves.
 */
export function setTheme(theme: string | null): void {
  if (theme !== "dark" && theme !== "auto") return;
  const root = document.documentElement;
  delete root.dataset.ground;
  if (theme === "auto") return;
  root.style.colorScheme = "dark";
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules)
      if (rule instanceof CSSMediaRule && rule.conditionText.includes("prefers-color-scheme: dark"))
        rule.media.mediaText = "screen";
}
