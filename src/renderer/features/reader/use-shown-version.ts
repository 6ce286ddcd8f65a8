import { useLayoutEffect, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { ReadingVersion } from '../../../shared/reading.ts'
import { isField } from '../../lib/is-field.ts'

type Opened = Output<'reading.open'>

/** With pictures that came later the page is another, and so it is under another title or author. */
export const pageOf = ({ id, pictures, masthead }: ReadingVersion) => `${id}/${pictures}/${masthead}`

/**
 * What is shown of an open article. Another page of it (a new version, pictures that came, a title put right
 * elsewhere) waits while somebody writes in a field: it would take the field away under the letters.
 */
export function useShownVersion(opened: Opened | undefined): Opened | undefined {
  const [shown, setShown] = useState(opened)
  const isOther =
    shown !== undefined &&
    opened !== undefined &&
    shown.version.articleId === opened.version.articleId &&
    pageOf(shown.version) !== pageOf(opened.version)
  if (!isOther && shown !== opened) setShown(opened)
  useLayoutEffect(() => {
    if (!isOther) return
    const exchange = () => {
      if (!isField(document.activeElement)) setShown(opened)
    }
    exchange()
    let timer: ReturnType<typeof setTimeout> | undefined
    // Once the focus is where it goes.
    const look = () => {
      clearTimeout(timer)
      timer = setTimeout(exchange)
    }
    document.addEventListener('focusin', look)
    document.addEventListener('focusout', look)
    // Into the article's frame.
    window.addEventListener('blur', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('focusin', look)
      document.removeEventListener('focusout', look)
      window.removeEventListener('blur', look)
    }
  }, [isOther, opened])
  return isOther ? shown : opened
}
