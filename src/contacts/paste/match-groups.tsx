import { useEffect, useRef, useState } from 'react'

import type { ListMatch } from '../../directory/list-match'
import { Button } from '../../ui/button'
import { usePhone } from '../../ui/device/use-media'
import { Segments } from '../../ui/segments'
import { copyText } from '../../ui/text/clipboard'
import { countOf, formatCount } from '../../ui/text/format'
import { FoundLine, MissingLine, UnclearChoice } from './match-lines'
import { MatchList, listHeightPx } from './match-list'

type Group = 'found' | 'missing' | 'unclear'

const FOUND_PX = 52
const MISSING_PX = 36
/** The button that copies, and the space above it. */
const COPY_PX = 52

interface MatchGroupsProps {
  match: ListMatch
  /** Who is meant by the unclear lines for which that was said, by the place of the line. */
  chosen: ReadonlyMap<number, number>
  onChoose: (chosen: ReadonlyMap<number, number>) => void
}

/** What became of the lines of a list: found, not found, and those of which one must choose who is meant. */
export function MatchGroups({ match, chosen, onChoose }: MatchGroupsProps) {
  const { found, missing, unclear } = match
  const isPhone = usePhone()
  const unclearPx = isPhone ? 88 : 72
  // What the largest group takes: a dialog whose height changed would move the tabs from under the pointer.
  const mostPx = Math.max(
    listHeightPx(found.lines.length, FOUND_PX),
    listHeightPx(missing.length, MISSING_PX) + (missing.length > 0 ? COPY_PX : 0),
    listHeightPx(unclear.length, unclearPx),
  )
  const groups = useRef<HTMLDivElement>(null)
  const [group, setGroup] = useState<Group>(
    found.lines.length > 0 ? 'found' : unclear.length > 0 ? 'unclear' : 'missing',
  )

  // The button that asked for the result is gone: who pressed it goes on here, and is told the figures.
  useEffect(() => groups.current?.querySelector<HTMLElement>('input:checked')?.focus(), [])

  const choose = (at: number, id: number | null) => {
    const next = new Map(chosen)
    if (id === null) next.delete(at)
    else next.set(at, id)
    onChoose(next)
  }
  return (
    <div ref={groups} className="flex min-h-0 flex-col gap-5">
      <Segments
        legend={`${formatCount(found.lines.length)} of ${countOf(match.lines, 'line')} found`}
        value={group}
        options={[
          ['found', `Found ${formatCount(found.lines.length)}`],
          ['missing', `Not found ${formatCount(missing.length)}`],
          ['unclear', `To choose ${formatCount(unclear.length)}`],
        ]}
        onChange={setGroup}
      />
      <div className="flex flex-none flex-col gap-5" style={{ height: isPhone ? undefined : mostPx }}>
        {group === 'found' && (
          <MatchList key="found" label="Found" count={found.lines.length} lineHeightPx={FOUND_PX}>
            {(at) => <FoundLine line={found.lines[at] ?? ''} id={found.ids[at] ?? 0} />}
          </MatchList>
        )}
        {group === 'missing' && (
          <>
            <MatchList key="missing" label="Not found" count={missing.length} lineHeightPx={MISSING_PX}>
              {(at) => <MissingLine line={missing[at] ?? ''} />}
            </MatchList>
            {missing.length > 0 && <CopyMissing lines={missing} />}
          </>
        )}
        {group === 'unclear' && (
          <MatchList key="unclear" label="To choose" count={unclear.length} lineHeightPx={unclearPx}>
            {(at) => {
              const line = unclear[at]
              return (
                line && (
                  <UnclearChoice
                    line={line}
                    chosen={chosen.get(at) ?? null}
                    onChoose={(id) => choose(at, id)}
                  />
                )
              )
            }}
          </MatchList>
        )}
      </div>
    </div>
  )
}

/** Copies the lines that were not found, as they were pasted. */
function CopyMissing({ lines }: { lines: readonly string[] }) {
  const [said, say] = useState('')
  const copy = async () => {
    say((await copyText(lines.join('\n'))) ? 'Copied' : 'The browser did not allow copying.')
  }
  return (
    <div className="flex items-center gap-3">
      <Button onClick={() => void copy()}>Copy {countOf(lines.length, 'line')}</Button>
      <span role="status" className="text-fg-2">
        {said}
      </span>
    </div>
  )
}
