// @ts-check
import { choose } from './random.mjs'

// Single words without a hyphen, an apostrophe or a space: there the words of our search, of AG Grid's quick filter
// and of a plain `includes` mean the same, so that all contenders must count the same hits.

/** @typedef {{ heads: readonly string[], middles: readonly string[], tails: readonly string[], share: number }} Script */

/** Shares of every hundred words. @type {readonly Script[]} */
const scripts = [
  {
    share: 76,
    heads: split(
      'An Ann Ma Mar Jo Ka Kar El Le Lu Da Dan Ro Sa Sand Te Vi Ni Pe Chri Fran Hel Al Ben Ste Gra Bro Wil Hu Thom Ol Is',
    ),
    middles: split('a e i o en in on ar er ri li ta ne la mi ro de ber ver len gar u'),
    tails: split(
      'a na ne n son sen ski ton ley berg man ella ina ette s rt ck lo mer ford well ier ez ova us i y e',
    ),
  },
  {
    share: 10,
    heads: split('É Æ Ø Ł Š Ž Ö Ü Á Ç Bjø Jür René Zoë Þó Sø Mü Grö Åke Dvoř Żu Îl Ñu'),
    middles: split('a é í ø ü ö ra lá né ri ße ğa ça vä ło'),
    tails: split('n sen ová ć ž ø mann són ńska çı ñez rd l s'),
  },
  {
    share: 5,
    heads: split('Ан Ма Ив Ни Оль Дми Пет Вик Сер Кат'),
    middles: split('а е и о на ри ле та ко'),
    tails: split('на ов ова ин ина ский ва я й'),
  },
  {
    share: 4,
    heads: split('Αν Γε Μα Νι Κω Ελ Δη Πα'),
    middles: split('α ε ι ο να ρι στα'),
    tails: split('ς να δης πουλος ου ια'),
  },
  {
    share: 5,
    heads: split('王 李 張 陳 高 山 田 金 さ み は あ ゆ 이 박 최'),
    middles: split('美 志 小 文 明 佳 ゆ か な 지 민 서'),
    tails: split('英 華 子 郎 偉 き り み 우 현 수'),
  },
]

/** @param {string} words */
function split(words) {
  return words.split(' ')
}

/**
 * So many different words, the same ones in every run.
 *
 * @param {number} count
 * @param {number} salt tells the lists apart
 * @returns {readonly string[]}
 */
export function makeWords(count, salt) {
  /** @type {Set<string>} */
  const words = new Set()
  for (let attempt = 0; words.size < count; attempt += 1) {
    const { heads, middles, tails } = scriptOf(choose(attempt, salt, 100))
    // Later attempts draw longer words, so that the list ends.
    const length = 1 + choose(attempt, salt + 1, 1 + Math.min(3, Math.ceil(attempt / 4000)))
    let word = pick(heads, attempt, salt + 2)
    for (let at = 0; at < length; at += 1) word += pick(middles, attempt, salt + 3 + at)
    words.add(word + pick(tails, attempt, salt + 9))
  }
  return [...words]
}

/** @param {number} percent */
function scriptOf(percent) {
  let sum = 0
  const found = scripts.find(({ share }) => (sum += share) > percent)
  if (found === undefined) throw new RangeError(`There is no script at ${percent} of 100.`)
  return found
}

/**
 * @param {readonly string[]} list
 * @param {number} item
 * @param {number} salt
 */
function pick(list, item, salt) {
  return list[choose(item, salt, list.length)] ?? ''
}
