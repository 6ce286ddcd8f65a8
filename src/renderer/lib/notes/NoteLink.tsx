import { type AnchorHTMLAttributes, createContext, useContext } from 'react'

/** For links in what is one row of many: Tab reaches those of the row at work only. */
export const LinksTabIndex = createContext<0 | -1 | undefined>(undefined)

/** A link that is followed by a call: nothing in the window navigates. */
export function NoteLink(
  props: Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'onClick' | 'href'> & {
    url: string
    onLink(url: string): void
  }
) {
  const { url, onLink, ...rest } = props
  const tabIndex = useContext(LinksTabIndex)
  return (
    <a
      {...rest}
      href={url}
      tabIndex={tabIndex}
      onClick={(event) => {
        event.preventDefault()
        event.stopPropagation()
        onLink(url)
      }}
    />
  )
}
