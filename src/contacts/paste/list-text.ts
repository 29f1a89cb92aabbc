import { MOST_LINES } from '../../directory/list-match'
import { formatCount } from '../../ui/text/format'

/** More characters than fifty thousand long lines have are no list. */
const MOST_CHARACTERS = 10_000_000

/** A browser takes seconds to lay out more lines or characters in a field, whenever it is shown. */
const MOST_IN_FIELD = { lines: 2_000, characters: 200_000 }

/** Whether a text is too long to be put into a field. */
export function isTooLongForField(text: string): boolean {
  return text.length > MOST_IN_FIELD.characters || countLines(text) > MOST_IN_FIELD.lines
}

/** So many lines stand for a list that is not in the field. */
const LINES_SHOWN = 100

/** The first lines of a text, by which it is known again. */
export function firstLines(text: string): string {
  return text
    .slice(0, 10_000)
    .split(/\r\n|\r|\n/, LINES_SHOWN)
    .join('\n')
}

/** How many lines of a text have anything in them. */
export function countLines(text: string): number {
  return text.match(/^.*\S.*$/gmu)?.length ?? 0
}

/** What is amiss with a pasted text, in words, and what can be done; null for a list that can be looked up. */
export function troubleOf(text: string): string | null {
  if (isRubbish(text))
    return 'This is no text: it looks like the inside of a file. Open the file, and copy its lines or cells.'
  if (text.length > MOST_CHARACTERS)
    return 'This is longer than a list of emails, phones or names can be. Paste only these.'
  const lines = countLines(text)
  if (lines > MOST_LINES)
    return `At most ${formatCount(MOST_LINES)} lines can be looked up at a time, and these are ${formatCount(lines)}. Paste them in parts.`
  return null
}

/** Whether one of a hundred characters is a control character, or one that stands for bytes that were no text. */
function isRubbish(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  const strange = text.match(/[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/g)?.length ?? 0
  return strange * 100 > text.length
}
