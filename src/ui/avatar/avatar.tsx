import { Mail, Phone } from 'lucide-react'
import { useState } from 'react'

import { classes } from '../classes'
import { initialsOf, tintOf } from './initials'
import { usePicturePause } from './picture-pause'

/** `row` follows the density of the table; the others are pixels. */
export type AvatarSize = 'row' | 16 | 20 | 28 | 40 | 56

interface AvatarProps {
  /** A contact is a circle, an owner is a rounded square; everywhere. */
  shape: 'circle' | 'square'
  /** The id, which alone decides the tint; null for an owner without one. */
  id: number | null
  /** The name; empty when there is none. */
  name: string
  /** Shown over the initials once it has come; a failed image leaves the initials. */
  imageUrl?: string | null
  /** What a contact without a name is known by. */
  knownBy?: 'email' | 'phone'
  size?: AvatarSize
}

/** A picture, or initials on a tint that is stable for the id. It is decoration: the name stands beside it. */
export function Avatar({ shape, id, name, imageUrl = null, knownBy = 'email', size = 'row' }: AvatarProps) {
  const initials = initialsOf(name, size === 16 ? 1 : 2)
  const box = boxOf(shape, size, wideLetters.test(initials))
  return (
    <span
      aria-hidden
      style={box.style}
      className={classes(
        'relative inline-grid flex-none place-items-center overflow-hidden leading-none font-semibold tracking-[-.01em] select-none',
        box.className,
        initials ? tintClasses[tintOf(id)] : 'bg-active text-fg-3',
      )}
    >
      {initials || <Placeholder knownBy={knownBy} />}
      {imageUrl && <Picture key={imageUrl} url={imageUrl} />}
    </span>
  )
}

/** Stands where an owner's avatar would: nobody owns this contact. */
export function NobodyAvatar({ size = 'row' }: { size?: AvatarSize }) {
  const box = boxOf('square', size)
  return (
    <span
      aria-hidden
      style={box.style}
      className={classes('inline-grid flex-none border border-dashed border-line-check', box.className)}
    />
  )
}

function Placeholder({ knownBy }: { knownBy: 'email' | 'phone' }) {
  const Icon = knownBy === 'phone' ? Phone : Mail
  return <Icon className="size-[52%]" strokeWidth={1.75} />
}

/** The image lies over the initials and is seen only when it has loaded: nothing waits for it, nothing moves. */
function Picture({ url }: { url: string }) {
  const [state, setState] = useState<'waiting' | 'coming' | 'there' | 'failed'>('waiting')
  const isPaused = usePicturePause()
  if (state === 'failed' || (state === 'waiting' && isPaused)) return null
  // What is on its way, or there, does not go again when the list moves.
  if (state === 'waiting') setState('coming')
  return (
    <img
      src={url}
      alt=""
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
      draggable={false}
      onLoad={() => setState('there')}
      onError={() => setState('failed')}
      className={classes('absolute inset-0 size-full object-cover', state !== 'there' && 'opacity-0')}
    />
  )
}

/** Two wide letters need a smaller size to keep clear of the edge. */
const wideLetters = /^[MWÆŒЖШЩЮМ]{2}$/u

function boxOf(
  shape: 'circle' | 'square',
  size: AvatarSize,
  isWide = false,
): { className: string; style?: { fontSize: string } } {
  const round = shape === 'circle' ? 'rounded-full' : squareRadius[size]
  if (size !== 'row') {
    return {
      className: `${pixelSize[size]} ${round}`,
      style: { fontSize: size === 16 ? '10px' : `${size * (isWide ? 0.36 : 0.42)}px` },
    }
  }
  const variable = shape === 'circle' ? '--avatar' : '--avatar-owner'
  return {
    className: `${shape === 'circle' ? 'size-(--avatar)' : 'size-(--avatar-owner)'} ${round}`,
    style: { fontSize: `calc(var(${variable}) * ${isWide ? 0.36 : shape === 'circle' ? 0.42 : 0.46})` },
  }
}

const pixelSize: Record<Exclude<AvatarSize, 'row'>, string> = {
  16: 'size-4',
  20: 'size-5',
  28: 'size-7',
  40: 'size-10',
  56: 'size-14',
}

const squareRadius: Record<AvatarSize, string> = {
  row: 'rounded-[5px]',
  16: 'rounded-sm',
  20: 'rounded-[5px]',
  28: 'rounded-[7px]',
  40: 'rounded-lg',
  56: 'rounded-xl',
}

const tintClasses = [
  'bg-blue-bg text-blue-fg',
  'bg-teal-bg text-teal-fg',
  'bg-plum-bg text-plum-fg',
  'bg-amber-bg text-amber-fg',
  'bg-green-bg text-green-fg',
  'bg-violet-bg text-violet-fg',
  'bg-rust-bg text-rust-fg',
  'bg-sky-bg text-sky-fg',
  'bg-rose-bg text-rose-fg',
  'bg-olive-bg text-olive-fg',
  'bg-jade-bg text-jade-fg',
  'bg-slate-bg text-slate-fg',
]
