import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from 'react'
import { type LinkTarget, linkMarkdown } from '../../../shared/links.ts'
import { titleOf } from '../formats.ts'
import { invoke } from '../invoke.ts'
import { t } from '../messages.ts'

/** Something a note can link to. */
export interface LinkOffer extends LinkTarget {
  label: string
  /** Title of the article a highlight is in; empty for an article. */
  where: string
}

/** Longest text after `[[` that is still looked for, UTF-16 units. */
const LONGEST = 80
/** Asked this long after the last key, ms. */
const PAUSE = 120
const OFFERED = 6

/** What stands between `[[` and the caret, or undefined when no link is being written there. */
export function linkBeingWritten(text: string, caret: number): { from: number; query: string } | undefined {
  const from = caret < 2 ? -1 : text.lastIndexOf('[[', caret - 2)
  if (from === -1 || caret - from - 2 > LONGEST) return undefined
  const query = text.slice(from + 2, caret)
  return /[[\]\n]/u.test(query) ? undefined : { from, query }
}

async function find(query: string): Promise<LinkOffer[]> {
  const words = query.trim()
  const page = { offset: 0, limit: OFFERED }
  const [articles, notebooks, found] = await Promise.all([
    invoke('articles.list', {
      filter: words ? { contains: words } : {},
      sort: 'opened',
      descending: true,
      page
    }),
    invoke('notebooks.list', { ...(words ? { contains: words } : {}), page: { offset: 0, limit: 3 } }),
    words
      ? invoke('search.query', { query: words, kinds: ['highlight', 'note'], limit: OFFERED })
      : { hits: [] }
  ])
  const offers = new Map<string, LinkOffer>()
  for (const { id, title } of articles.items)
    offers.set(id, { kind: 'article', id, label: titleOf({ title }), where: '' })
  for (const { id, title } of notebooks.items)
    offers.set(id, { kind: 'notebook', id, label: title || t('notebooks.untitled'), where: '' })
  for (const hit of found.hits) {
    if (!hit.articleId) continue
    // A note is opened with its highlight, or with its article.
    const kind = hit.highlightId ? 'highlight' : 'article'
    const id = hit.highlightId ?? hit.articleId
    const where = titleOf({ title: hit.articleTitle })
    if (!offers.has(id)) offers.set(id, { kind, id, label: hit.snippet.trim() || where, where })
  }
  return [...offers.values()]
}

/** Completion of `[[` in a text field: what is offered, which one is active, and what keys do. */
export function useLinkCompletion(field: RefObject<HTMLTextAreaElement | null>) {
  const listId = useId()
  const [writing, setWriting] = useState<{ from: number; query: string } | undefined>()
  const [offers, setOffers] = useState<readonly LinkOffer[] | undefined>()
  const [active, setActive] = useState(0)
  const query = writing?.query

  useEffect(() => {
    if (query === undefined) {
      setOffers(undefined)
      return
    }
    let over = false
    const timer = setTimeout(() => {
      void find(query)
        .catch(() => [])
        .then((found) => {
          if (over) return
          setOffers(found)
          setActive(0)
        })
    }, PAUSE)
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [query])

  /** Looks at the field again: after a key, a click, or a change. */
  const look = () => {
    const { value, selectionStart, selectionEnd } = field.current!
    const now = selectionStart === selectionEnd ? linkBeingWritten(value, selectionStart) : undefined
    setWriting((before) => (before?.from === now?.from && before?.query === now?.query ? before : now))
  }
  const close = () => setWriting(undefined)
  const choose = (offer: LinkOffer) => {
    const element = field.current
    if (!element || !writing) return
    element.focus()
    const after = element.value.startsWith(']]', element.selectionEnd) ? 2 : 0
    element.setSelectionRange(writing.from, element.selectionEnd + after)
    const link = linkMarkdown(offer.label, offer)
    // As if it were typed, so that the field's own undo takes it back.
    if (!document.execCommand?.('insertText', false, link)) {
      element.setRangeText(link, element.selectionStart, element.selectionEnd, 'end')
      element.dispatchEvent(new Event('input', { bubbles: true }))
    }
    close()
  }
  /** True when the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!writing || !offers) return false
    if (event.key === 'Escape') close()
    else if (offers.length === 0) return false
    else if (event.key === 'ArrowDown') setActive((at) => (at + 1) % offers.length)
    else if (event.key === 'ArrowUp') setActive((at) => (at - 1 + offers.length) % offers.length)
    else if (
      (event.key === 'Enter' || event.key === 'Tab') &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.shiftKey
    )
      choose(offers[active] ?? offers[0]!)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return {
    listId,
    open: writing !== undefined && offers !== undefined,
    offers: offers ?? [],
    active,
    look,
    close,
    choose,
    onKey
  }
}

export type LinkCompletion = ReturnType<typeof useLinkCompletion>
