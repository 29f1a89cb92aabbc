import { createAvatar } from '@dicebear/core'
import * as notionists from '@dicebear/notionists'

import type { Sex } from './names'

const portraitsPerSex = 24

/** Muted tints of the interface's avatars, lightened so that the line drawing reads at 24 px. */
const backgrounds = ['c3cfd9', 'dccfbb', 'c9d3ce', 'cbd7e3', 'cdc9de', 'd9cec0', 'c8d9d3', 'e0cdc8']

/** The path of one of the portraits, by a fraction from 0 to below 1. */
export function portraitPath(sex: Sex, fraction: number): string {
  const index = Math.floor(fraction * portraitsPerSex) + (sex === 'male' ? portraitsPerSex : 0)
  return `/demonstration/portraits/${index + 1}.svg`
}

/** Draws all portraits: path → file. They hold no script and ask for nothing. */
export function drawPortraits(): Map<string, { bytes: Buffer; type: string }> {
  return new Map(
    Array.from({ length: portraitsPerSex * 2 }, (_, index) => {
      const isMale = index >= portraitsPerSex
      const portrait = createAvatar(notionists, {
        seed: `Linq Contacts ${index}`,
        size: 112,
        scale: 150,
        translateY: 6,
        backgroundColor: [backgrounds[index % backgrounds.length] ?? ''],
        backgroundType: ['solid'],
        beardProbability: isMale ? 45 : 0,
        glassesProbability: 25,
        gestureProbability: 0,
        bodyIconProbability: 0,
      })
      const sex = isMale ? 'male' : 'female'
      const path = portraitPath(sex, (index % portraitsPerSex) / portraitsPerSex)
      return [path, { bytes: Buffer.from(portrait.toString()), type: 'image/svg+xml' }] as const
    }),
  )
}
