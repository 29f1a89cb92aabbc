import { ChartBar, Download, Ellipsis, Moon, SlidersHorizontal, Sun } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'

import type { OwnerFacet } from '../../directory/view-query'
import { Avatar } from '../../ui/avatar/avatar'
import { Button, IconButton } from '../../ui/button'
import { useTheme } from '../../ui/device/theme'
import { lazyPart } from '../../ui/lazy-part'
import { useMe } from '../../view/named/me'
import type { ChangeView } from '../../view/use-view-state'
import { type ViewState, filtersInUse } from '../../view/view-address'
import type { PageActions } from '../commands/page-commands'
import { SearchBox } from './search-box'

export const MoreMenu = lazyPart(() => import('./more-menu'), 'MoreMenu')
const MeMenu = lazyPart(() => import('./me-menu'), 'MeMenu')

interface ToolbarProps {
  state: ViewState
  owners: readonly OwnerFacet[]
  onChange: ChangeView
  searchField: RefObject<HTMLInputElement | null>
  summaryButton: RefObject<HTMLButtonElement | null>
  isSummaryOpen: boolean
  onSummary: (isOpen: boolean) => void
  /** Null while nothing can be exported. */
  onExport: (() => void) | null
  onFilters: () => void
  /** What the More menu starts. */
  more: Pick<PageActions, 'onPalette' | 'onKeys' | 'onPaste' | 'onPrint' | 'onSettings'>
}

/** The mark, the search, and what can be done with the whole. */
export function Toolbar(props: ToolbarProps) {
  const { state, owners, onChange, searchField, onExport, onFilters, more } = props
  const inUse = filtersInUse(state).length
  const { summaryButton, isSummaryOpen, onSummary } = props
  return (
    <header className="flex h-14 flex-none items-center gap-2 px-4 phone:h-auto phone:flex-wrap phone:gap-x-2 phone:gap-y-0 phone:py-1 phone:pb-2 phone:pr-2">
      <Mark />
      <h1 className="ml-1 mr-4 text-title font-semibold tracking-[-.01em] phone:order-1 phone:mr-0 phone:flex-1 phone:text-name phone:leading-[48px]">
        Contacts
      </h1>
      <SearchBox state={state} owners={owners} onChange={onChange} field={searchField} />
      <IconButton
        label={inUse > 0 ? `Filters, ${inUse} in use` : 'Filters'}
        className="hidden! phone:inline-grid! phone:order-4"
        onClick={onFilters}
      >
        <SlidersHorizontal className="size-4" aria-hidden />
        {inUse > 0 && (
          <span
            aria-hidden
            className="absolute right-1 top-1 h-4 min-w-4 rounded-lg bg-accent px-1 text-center text-micro font-semibold leading-4 text-accent-fg"
          >
            {inUse}
          </span>
        )}
      </IconButton>
      <span className="flex-1 phone:hidden" />
      <div className="flex items-center gap-2 phone:order-2 phone:gap-0">
        <Button
          ref={summaryButton}
          aria-pressed={isSummaryOpen}
          onClick={() => onSummary(!isSummaryOpen)}
          icon={<ChartBar className="size-4 phone:size-5" aria-hidden />}
          className="aria-pressed:border-accent-line! aria-pressed:bg-accent-soft! aria-pressed:text-accent-text! aria-pressed:[&_svg]:text-current! phone:w-11 phone:border-transparent phone:px-0"
        >
          <span className="phone:sr-only">Summary</span>
        </Button>
        <Button
          disabled={onExport === null}
          onClick={onExport ?? undefined}
          icon={<Download className="size-4 phone:size-5" aria-hidden />}
          className="phone:w-11 phone:border-transparent phone:px-0"
        >
          <span className="phone:sr-only">Export</span>
        </Button>
        <span aria-hidden className="mx-1 h-5 w-px flex-none bg-line phone:hidden" />
        <ThemeButton />
        <MoreButton {...more} />
        <MeButton onChange={onChange} onSettings={more.onSettings} />
      </div>
    </header>
  )
}

function Mark() {
  return (
    <span
      aria-hidden
      className="phone:order-0 grid size-7 flex-none place-items-center rounded-[7px] bg-fg text-bg [@media(width<360px)]:hidden"
    >
      <svg
        viewBox="0 0 24 24"
        className="size-5 fill-none stroke-current"
        strokeWidth="2.25"
        strokeLinecap="round"
      >
        <path d="M9.5 7H8a5 5 0 0 0 0 10h1.5M14.5 7H16a5 5 0 0 1 0 10h-1.5M8.5 12h7" />
      </svg>
    </span>
  )
}

function MoreButton(more: ToolbarProps['more']) {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <IconButton
        ref={button}
        label="More"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPointerEnter={MoreMenu.preload}
        onClick={() => setOpen(!isOpen)}
      >
        <Ellipsis className="size-4" aria-hidden />
      </IconButton>
      {isOpen && <MoreMenu {...more} anchor={button} onClose={() => setOpen(false)} />}
    </>
  )
}

/** Who one is, once that was said. */
function MeButton({ onChange, onSettings }: { onChange: ChangeView; onSettings: () => void }) {
  const me = useMe()
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  if (!me) return null
  return (
    <>
      <IconButton
        ref={button}
        label={`You: ${me.name}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="phone:hidden"
      >
        <Avatar shape="square" id={Number(me.key) || null} name={me.name} size={28} />
      </IconButton>
      {isOpen && (
        <MeMenu
          anchor={button}
          me={me}
          onMine={() => onChange({ owners: { values: [me.key], mode: 'include' } })}
          onSettings={onSettings}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

function ThemeButton() {
  const [theme, setTheme] = useTheme()
  const Icon = theme === 'dark' ? Moon : Sun
  return (
    <IconButton
      label="Theme"
      title={theme === 'dark' ? 'Change to the light theme' : 'Change to the dark theme'}
      onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
    >
      <Icon className="size-4" aria-hidden />
    </IconButton>
  )
}
