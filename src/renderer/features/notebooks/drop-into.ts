import type { DragEvent, RefObject } from 'react'
import { offsetAt, typeParagraph } from '../../lib/type-into.ts'
import { EMBED_TYPE } from './GatherPanel.tsx'

/** Lets a highlight that is dragged out of the panel be dropped where it is to stand in the text; its buttons do the same. */
export const dropInto = (field: RefObject<HTMLTextAreaElement | null>) => ({
  onDragOver(event: DragEvent) {
    if (!event.dataTransfer.types.includes(EMBED_TYPE) || !field.current) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
  },
  onDropCapture(event: DragEvent) {
    const markdown = event.dataTransfer.getData(EMBED_TYPE)
    const text = field.current
    if (!markdown || !text) return
    event.preventDefault()
    event.stopPropagation()
    typeParagraph(text, offsetAt(text, event.clientX, event.clientY), markdown)
  }
})
