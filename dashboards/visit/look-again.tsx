import { useState } from "preact/hooks";
import { en } from "../messages/en/look-again.ts";
import { fr } from "../messages/fr/look-again.ts";
import { calendarFile } from "../shared/calendar.ts";
import { saveBlob } from "../shared/download.ts";
import { formatDate } from "../shared/format.ts";
import { type Lang, translated } from "../shared/i18n.ts";
import { pageHref } from "../shared/layout.ts";

const LOOK_AGAIN = translated(fr, en);

/** The day three months after one, by the clock of the device. */
const inThreeMonths = (now: Date): string =>
  new Date(Date.UTC(now.getFullYear(), now.getMonth() + 3, now.getDate())).toISOString().slice(0, 10);

interface LookAgainProps {
  readonly name: string;
  readonly lang: Lang;
  /** a line among others, and no card */
  readonly brief?: boolean;
}

/** While no contribution is taken and nobody knows until when: a day for one's own calendar, the same for everybody who asks on one day. */
export function LookAgain({ name, lang, brief = false }: LookAgainProps) {
  const words = LOOK_AGAIN[lang];
  const [isSaved, setSaved] = useState(false);
  const now = new Date();
  const day = inThreeMonths(now);
  const save = (): void => {
    const { href: url } = new URL(pageHref("home", lang), document.baseURI);
    const file = calendarFile({
      summary: words.summary(name),
      description: words.description(url),
      url,
      day,
      now,
      uid: `${day}-${url}`,
    });
    saveBlob(new Blob([file], { type: "text/calendar;charset=utf-8" }), "voisinage.ics");
    setSaved(true);
  };
  const status = <span role="status">{isSaved ? words.saved : ""}</span>;
  if (brief)
    return (
      <p class="note">
        {words.text(formatDate(day, lang))}{" "}
        <button type="button" class="plain" onClick={save}>
          {words.go}
        </button>{" "}
        {status}
      </p>
    );
  return (
    <section class="card" id="look-again">
      <h3>{words.title}</h3>
      <p class="note">{words.text(formatDate(day, lang))}</p>
      <button type="button" class="quiet" onClick={save}>
        {words.go}
      </button>{" "}
      {status}
    </section>
  );
}
