/**
 * The form in which texts are compared by the search: what a person would call the same word becomes the same text.
 *
 * - Compatibility decomposition (NFKD), so that full-width letters, ligatures (`ﬁ`) and `™` are plain letters too.
 * - Lower case; accents, Hebrew points and Arabic vowel marks are dropped. Signs of Indic and other scripts stay:
 *   there a combining mark is a vowel and not an ornament.
 * - Letters that Unicode does not decompose are spelled out: `ł` l, `ø` o, `ß` ss, `æ` ae, `þ` th, …
 * - Digits of Arabic, Persian and Devanagari are those of Latin.
 * - Apostrophes of every kind and invisible characters (zero-width, directional, control) are dropped.
 * - Every dash is `-`; every stretch of white space is one space, and none at the ends.
 *
 * So the result never holds a line break or a tab, which the columns rely on.
 */
export function fold(text: string): string {
  return tidy(isPlain.test(text) ? text.toLowerCase() : foldLetters(text))
}

/** Folding letter by letter, for who must know what each became: `fold` also makes its spaces and apostrophes tidy. */
export function foldLetters(text: string): string {
  return text
    .replace(apostrophes, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(ornaments, '')
    .replace(undecomposed, (letter) => spelledOut.get(letter) ?? letter)
    .replace(dashes, '-')
    .replace(whiteSpace, ' ')
    .replace(invisible, '')
}

const isPlain = /^[\x20-\x7e]*$/

/** Also those that NFKD would turn into a space with an accent, which is why they go before it. */
const apostrophes = /['`´‘’‛′ʹʻʼʽʾʿˈ᾽᾿῾＇｀]/g

/** Marks that belong to no script of their own, and those of Hebrew, Arabic and Cyrillic; not the voiced kana. */
const ornaments =
  /(?![\u3099\u309a])(?=\p{M})[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Cyrillic}]/gu

const spelledOut = new Map([
  ['ł', 'l'],
  ['ø', 'o'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
  ['ħ', 'h'],
  ['ŧ', 't'],
  ['ŋ', 'n'],
  ['ς', 'σ'],
])

/** The zeros of Arabic, Persian and Devanagari; each is followed by the other nine digits. */
for (const zero of [0x660, 0x6f0, 0x966]) {
  for (let digit = 0; digit < 10; digit++) spelledOut.set(String.fromCharCode(zero + digit), String(digit))
}

const undecomposed = new RegExp(`[${[...spelledOut.keys()].join('')}]`, 'g')

const dashes = /[\p{Pd}\u2212]/gu

/** U+0085 is white space to Unicode, though not to `\s`. */
const whiteSpace = /[\s\u0085]+/g

const invisible = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu

const isUntidy = /['`]|^ | $| {2}/

function tidy(text: string): string {
  if (!isUntidy.test(text)) return text
  return text.replace(apostrophes, '').replace(/ +/g, ' ').trim()
}
