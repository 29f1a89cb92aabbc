import { useEffect, useState } from 'react'

import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Dialog } from '../../ui/dialog'
import { countOf, formatCount } from '../../ui/text/format'
import { useDirectory } from '../../view/directory-context'
import { select } from '../../view/selection/selection'
import type { ChangeView } from '../../view/use-view-state'
import type { ViewState } from '../../view/view-address'
import { showList } from '../selection/selection-actions'
import { ListField, useListText } from './list-field'
import { troubleOf } from './list-text'
import { MatchGroups } from './match-groups'
import { useListMatch } from './use-list-match'

interface PasteDialogProps {
  state: ViewState
  onChange: ChangeView
  onClose: () => void
}

/** Finds the contacts of a pasted list: who is in Linq and whose they are, who is not, and who may be meant. */
export function PasteDialog({ state, onChange, onClose }: PasteDialogProps) {
  const directory = useDirectory()
  const { run, start, cancel } = useListMatch()
  const list = useListText()
  const { field, lines } = list
  const [trouble, setTrouble] = useState<string | null>(null)
  const [chosen, setChosen] = useState<ReadonlyMap<number, number>>(new Map())
  const match = run.status === 'done' ? run.match : null
  const isRunning = run.status === 'running'
  const found = match ? [...new Set([...match.found.ids, ...chosen.values()])] : []
  const said = trouble ?? (run.status === 'failed' ? run.message : null)

  const isList = match === null

  useEffect(() => {
    if (isList) field.current?.focus()
  }, [isList, field])

  const lookUp = () => {
    const text = list.textNow()
    const amiss = troubleOf(text)
    setTrouble(amiss)
    setChosen(new Map())
    if (amiss === null) void start(text)
  }
  const end = (then: () => void) => {
    onClose()
    then()
  }

  return (
    <Dialog
      open
      title="Find a pasted list"
      onOpenChange={onClose}
      footer={
        <>
          {isRunning ? (
            <progress
              aria-label="Looking up the list"
              value={run.share}
              max={1}
              className="ml-2.5 h-1 min-w-0 flex-1 appearance-none overflow-hidden rounded-full border-0 bg-line forced-colors:appearance-auto [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
            />
          ) : (
            <span className="flex-1 phone:hidden" />
          )}
          {match ? (
            <>
              <Button className="phone:flex-1" onClick={cancel}>
                Back
              </Button>
              <Button
                className="phone:flex-1"
                disabled={found.length === 0}
                onClick={() => end(() => select(found, true))}
              >
                Select {formatCount(found.length)}
              </Button>
              <Button
                variant="primary"
                className="phone:flex-1"
                disabled={found.length === 0}
                onClick={() =>
                  end(() => showList(directory, 'pasted', Float64Array.from(found), state, onChange))
                }
              >
                Show {formatCount(found.length)}
              </Button>
            </>
          ) : (
            <>
              <Button className="phone:flex-1" onClick={isRunning ? cancel : onClose}>
                Cancel
              </Button>
              <Button
                variant="primary"
                // Not `disabled` while it runs: a button that is switched off by its own press must not drop the focus.
                className={classes('phone:flex-1', isRunning && 'opacity-40')}
                aria-disabled={isRunning || undefined}
                disabled={lines === 0}
                onClick={isRunning ? undefined : lookUp}
              >
                Look up {countOf(lines, 'line')}
              </Button>
            </>
          )}
        </>
      }
    >
      {match && <MatchGroups match={match} chosen={chosen} onChoose={setChosen} />}
      {/* It stays while the result is shown, so that the list is there again behind "Back". */}
      <div className="flex flex-col gap-2" hidden={!isList}>
        <ListField list={list} isReadOnly={isRunning} onChange={() => setTrouble(null)} />
        <p role="alert" className="text-danger empty:hidden">
          {said}
        </p>
      </div>
    </Dialog>
  )
}
