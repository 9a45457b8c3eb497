/** A file's name, which may break anywhere but in its last word with its ending: `.c` and `sv` on two lines tell nothing. */
export function FileName({ text }: { readonly text: string }) {
  return (
    <b class="file-name">
      {text.split(/([^\s_.-]{0,12}\.\w{2,5}\b)/).map((part, i) => (i % 2 === 0 ? part : <span key={i}>{part}</span>))}
    </b>
  );
}
