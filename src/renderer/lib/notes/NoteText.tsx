import MarkdownIt, { type Token } from 'markdown-it'
import { createElement, Fragment, memo, type ReactNode } from 'react'
import { type LinkTarget, parseLinkUrl } from '../../../shared/links.ts'
import { t } from '../messages.ts'
import { useData } from '../use-data.ts'
import { NoteLink } from './NoteLink.tsx'

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true })

/** Elements a note may become. Anything else of Markdown shows as its text. */
const allowed = new Set([
  'p',
  'em',
  'strong',
  's',
  'ul',
  'ol',
  'li',
  'blockquote',
  'code',
  'pre',
  'hr',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td'
])

/** A note is shown up to here, UTF-16 units; the editor always holds all of it. */
const SHOWN = 4000

/** A note's Markdown as React nodes. Raw HTML stays text, pictures become their names, links are calls. */
export const NoteText = memo(function NoteText(props: {
  body: string
  /** A text for itself: all of it is shown, and its headings are headings. */
  whole?: boolean
  onLink(url: string): void
}) {
  const body = props.whole ? props.body : props.body.slice(0, SHOWN)
  return <>{nodesOf(markdown.parse(body, {}), props.onLink, props.whole ?? false)}</>
})

/** A link into the library: it says where it leads today, and plainly when it leads nowhere. */
function LibraryLink(props: {
  target: LinkTarget
  url: string
  children: ReactNode
  onLink(url: string): void
}) {
  const { data } = useData('links.resolve', { targets: [props.target] })
  const place = data?.[0]
  const kind = t(`links.kind.${props.target.kind}`)
  return (
    <NoteLink
      url={props.url}
      onLink={props.onLink}
      title={place?.title ? t('links.leadsTo', { kind, title: place.title }) : undefined}
    >
      {props.children}
      {place && place.state !== 'there' ? <small> {t(`links.${place.state}`)}</small> : null}
    </NoteLink>
  )
}

function nodesOf(tokens: Token[], onLink: (url: string) => void, whole: boolean): ReactNode[] {
  const stack: { token: Token | undefined; children: ReactNode[] }[] = [{ token: undefined, children: [] }]
  const put = (node: ReactNode) => stack.at(-1)!.children.push(node)
  for (const [index, token] of tokens.entries()) {
    if (token.nesting === 1) stack.push({ token, children: [] })
    else if (token.nesting === -1) {
      const closed = stack.length > 1 ? stack.pop()! : undefined
      if (closed) put(elementOf(closed.token!, closed.children, index, onLink, whole))
    } else put(<Fragment key={index}>{leafOf(token, onLink, whole)}</Fragment>)
  }
  return stack[0]!.children
}

function elementOf(
  token: Token,
  children: ReactNode[],
  key: number,
  onLink: (url: string) => void,
  whole: boolean
): ReactNode {
  if (token.type === 'link_open') {
    const url = String(token.attrGet('href') ?? '')
    const target = parseLinkUrl(url)
    if (target) {
      return (
        <LibraryLink key={key} target={target} url={url} onLink={onLink}>
          {children}
        </LibraryLink>
      )
    }
    return (
      <NoteLink key={key} url={url} onLink={onLink}>
        {children}
      </NoteLink>
    )
  }
  // A tight list's paragraphs are hidden: their words stand in the item itself.
  if (token.hidden || !allowed.has(token.tag)) return <Fragment key={key}>{children}</Fragment>
  if (!/^h[1-6]$/.test(token.tag)) return createElement(token.tag, { key }, ...children)
  if (!whole) return createElement('h6', { key }, ...children)
  // Below the page's own heading; those written with # are the outline's.
  const tag = `h${Math.min(6, Number(token.tag[1]) + 1)}`
  return createElement(
    tag,
    { key, tabIndex: -1, ...(token.markup.startsWith('#') ? { 'data-heading': '' } : {}) },
    ...children
  )
}

function leafOf(token: Token, onLink: (url: string) => void, whole: boolean): ReactNode {
  switch (token.type) {
    case 'inline':
      return nodesOf(token.children ?? [], onLink, whole)
    case 'softbreak':
    case 'hardbreak':
      return <br />
    case 'code_inline':
      return <code>{token.content}</code>
    case 'fence':
    case 'code_block':
      return (
        <pre>
          <code>{token.content}</code>
        </pre>
      )
    case 'hr':
      return <hr />
    default:
      return token.content
  }
}
