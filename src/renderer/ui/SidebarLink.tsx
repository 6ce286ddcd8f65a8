import type { ReactNode } from 'react'
import { formatNumber } from '../lib/formats.ts'
import { ariaKeys } from '../lib/keys.ts'
import { Shortcut } from './Shortcut.tsx'

/** A line of the sidebar. Folded, only its icon is seen; its name stays for the tooltip and screen readers. */
export function SidebarLink(props: {
  icon: ReactNode
  label: string
  count?: number | undefined
  shortcut?: string
  current?: boolean
  /** Of a row that is walked with keys. */
  row?: { 'data-row': true; tabIndex: 0 | -1 }
  onClick(): void
}) {
  return (
    <button
      type="button"
      className="sidebar-link"
      aria-current={props.current ? 'page' : undefined}
      title={props.label}
      aria-keyshortcuts={props.shortcut ? ariaKeys(props.shortcut) : undefined}
      onClick={props.onClick}
      {...props.row}
    >
      {props.icon}
      <span className="sidebar-label" dir="auto">
        {props.label}
      </span>
      {props.count ? <span className="sidebar-count">{formatNumber(props.count)}</span> : null}
      {props.shortcut ? <Shortcut keys={props.shortcut} /> : null}
    </button>
  )
}
