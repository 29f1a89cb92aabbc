/** The fields that a word of the search box may name before a colon. */
export const WORD_FIELDS = [
  'owner',
  'company',
  'title',
  'location',
  'created',
  'updated',
  'no',
  'has',
  'is',
] as const
export type WordField = (typeof WORD_FIELDS)[number]

/** A word with a field, as it was written: `-company:"acme corp"`. */
export interface FieldWord {
  field: WordField
  /** Whether a minus stands before it. */
  isExcluded: boolean
  value: string
  /** Whether the value stands in quotes, where `none` and `me` are texts like others. */
  isQuoted: boolean
}

/** A word and where it stands: from `start` to before `end`. */
export interface PlacedWord extends FieldWord {
  start: number
  end: number
}

/** What a text is made of: a field with its colon, a phrase in quotes (perhaps not closed yet), or a plain word. */
const parts = new RegExp(
  [
    String.raw`(?<minus>-?)(?<field>${WORD_FIELDS.join('|')}):`,
    String.raw`-?["“”„][^"“”„]*(?:["“”„](?=\s|$)|$)`,
    String.raw`\S+`,
  ].join('|'),
  'giy',
)

/**
 * The words with a field in a text, in their order. A field is one of `WORD_FIELDS` in whatever case at the beginning of
 * a word; everything else is text, whatever colons it has, and so is what stands in quotes. A value ends with the
 * word, or with its quote: `"` ends with `"`, doubled it is one of the value; typographic quotes end with any. A quote
 * that is not closed yet reaches to the end; one that is closed within a word makes the word a text.
 */
export function fieldWords(text: string): PlacedWord[] {
  const words: PlacedWord[] = []
  for (let at = wordFrom(text, 0); at < text.length;) {
    parts.lastIndex = at
    const match = parts.exec(text)
    const { minus, field } = match?.groups ?? {}
    let end = at + (match?.[0].length ?? 1)
    const name = field?.toLowerCase()
    if (isWordField(name)) {
      const value = readValue(text, end)
      end = value.end
      if (end === text.length || /\s/.test(text.charAt(end))) {
        words.push({ field: name, isExcluded: minus === '-', ...value, start: at })
      } else while (end < text.length && !/\s/.test(text.charAt(end))) end++
    }
    at = wordFrom(text, end)
  }
  return words
}

/** The text without a word and the space behind it. */
export function withoutWord(text: string, { start, end }: Pick<PlacedWord, 'start' | 'end'>): string {
  return text.slice(0, start) + text.slice(end).replace(/^\s/, '')
}

/** Where the next word begins. */
function wordFrom(text: string, at: number): number {
  let start = at
  while (start < text.length && /\s/.test(text.charAt(start))) start++
  return start
}

function readValue(text: string, start: number): { value: string; isQuoted: boolean; end: number } {
  const plain = /["“”„]?/y
  plain.lastIndex = start
  const quote = plain.exec(text)?.[0] ?? ''
  const inside = quote === '"' ? /((?:[^"]|"")*)"?/y : quote === '' ? /(\S*)/y : /([^"“”„]*)["“”„]?/y
  inside.lastIndex = start + quote.length
  const [whole = '', value = ''] = inside.exec(text) ?? []
  return {
    value: quote === '"' ? value.replaceAll('""', '"') : value,
    isQuoted: quote !== '',
    end: start + quote.length + whole.length,
  }
}

function isWordField(text: string | undefined): text is WordField {
  return WORD_FIELDS.some((field) => field === text)
}
