// @ts-check

/**
 * A number that looks random and depends on nothing but two numbers: contact 900,000 can be made without the ones
 * before it. The finisher of MurmurHash3 over both.
 *
 * @param {number} item
 * @param {number} salt which of the item's numbers
 * @returns {number} from 0 to 2^32 - 1
 */
export function randomOf(item, salt) {
  let hash = Math.imul(item + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca77)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/**
 * One of `count` numbers from 0.
 *
 * @param {number} item
 * @param {number} salt
 * @param {number} count
 */
export function choose(item, salt, count) {
  return Math.floor((randomOf(item, salt) / 2 ** 32) * count)
}
