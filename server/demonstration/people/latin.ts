/** Letters that no decomposition turns into plain Latin ones. */
const letters: ReadonlyMap<string, string> = new Map(
  [
    'ß ss æ ae ø o œ oe ł l đ d ð d þ th ı i ŋ n ё yo',
    'а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh',
    'щ shch ъ - ы y ь - э e ю yu я ya і i ї yi є ye ґ g',
    'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o',
  ].flatMap((line) => {
    const words = line.split(' ')
    return words.flatMap((word, at): [string, string][] =>
      at % 2 === 0 ? [[word, (words[at + 1] ?? '').replace('-', '')]] : [],
    )
  }),
)

const initials = 'g kk n d tt r m b pp s ss - j jj ch k t p h'.replace('-', '').split(' ')
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const finals = '- k k k n n n t l k m p l l p l m p p t t ng t t k t p t'.split(' ')
/** What Korean families write on their cards, where it is not what the standard romanisation says. */
const familiarSurnames: ReadonlyMap<string, string> = new Map([
  ['김', 'kim'],
  ['이', 'lee'],
  ['박', 'park'],
  ['최', 'choi'],
  ['정', 'jung'],
])

/**
 * Writes a name in the small Latin letters of an e-mail address: marks dropped, Cyrillic, Greek and Hangul
 * transliterated, everything else left out. `german` writes ä, ö and ü as ae, oe and ue.
 */
export function toLatin(text: string, german = false): string {
  const familiar = familiarSurnames.get(text)
  if (familiar !== undefined) return familiar
  const lower = text.normalize('NFC').toLowerCase()
  if (/^[a-z]*$/.test(lower)) return lower
  const umlauts = german ? lower.replace(/[äöü]/g, (letter) => `${letter.normalize('NFD')[0] ?? ''}e`) : lower
  return Array.from(umlauts, letterToLatin).join('')
}

function letterToLatin(letter: string): string {
  const syllable = letter.charCodeAt(0) - 0xac00
  if (syllable >= 0 && syllable < 11_172) return hangulToLatin(syllable)
  const known = letters.get(letter)
  if (known !== undefined) return known
  // A second look without marks: ά is α with a mark, й was found above.
  return Array.from(letter.normalize('NFD').replace(/\p{M}/gu, ''), (bare) =>
    /[a-z0-9]/.test(bare) ? bare : (letters.get(bare) ?? ''),
  ).join('')
}

/** Hangul syllables are arithmetic: 19 initials × 21 vowels × 28 finals (The Unicode Standard, 3.12). */
function hangulToLatin(syllable: number): string {
  const final = finals[syllable % 28] ?? ''
  const initial = initials[Math.floor(syllable / 588)] ?? ''
  return initial + (vowels[Math.floor(syllable / 28) % 21] ?? '') + final.replace('-', '')
}
