import { useEffect, useRef, useState } from 'react'
import { MAX_FILES } from '../../../shared/imports.ts'
import { pathOf } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { FileDown } from '../../ui/icons.ts'
import { richTextOf } from './rich-text-of.ts'

/**
 * The whole window takes files, and text and links from elsewhere; while files hover over it, it says so. What is
 * dragged from the window itself is only moved: into a field, or nowhere.
 */
export function DropZone(props: {
  onFiles(paths: string[]): void
  /** There is a folder among them. */
  onFolders(paths: string[]): void
  onText(text: string, html: string): void
  onNothing(): void
}) {
  const [over, setOver] = useState(false)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  useEffect(() => {
    let isOwn = false
    const onDragStart = () => {
      isOwn = true
    }
    const onDragEnd = () => {
      isOwn = false
    }
    const accepts = ({ dataTransfer }: DragEvent) =>
      dataTransfer?.types.includes('Files') ||
      (!isOwn && dataTransfer?.types.some((type) => /^text\/(?:plain|html|uri-list)$/.test(type)))
    const onDragOver = (event: DragEvent) => {
      if (!accepts(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
      setOver(event.dataTransfer?.types.includes('Files') ?? false)
    }
    const onDragLeave = (event: DragEvent) => {
      // Leaving the window itself, not passing from one element to the next.
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent) => {
      setOver(false)
      const field = (event.target as HTMLElement).closest?.('input,textarea')
      if (!accepts(event) || field) return
      event.preventDefault()
      const transfer = event.dataTransfer!
      // One more than may come at once, so that the rest is told of.
      const paths = [...transfer.files]
        .slice(0, MAX_FILES + 1)
        .map(pathOf)
        .filter(Boolean)
      // Some programs give a link as nothing but its address.
      const text = transfer.getData('text/plain') || transfer.getData('text/uri-list')
      const html = richTextOf(transfer)
      const hasFolder = [...transfer.items].some((item) => item.webkitGetAsEntry()?.isDirectory)
      if (paths.length > 0) latest.current[hasFolder ? 'onFolders' : 'onFiles'](paths)
      else if (text || html) latest.current.onText(text, html)
      else latest.current.onNothing()
    }
    window.addEventListener('dragstart', onDragStart)
    window.addEventListener('dragend', onDragEnd)
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('dragleave', onDragLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragstart', onDragStart)
      window.removeEventListener('dragend', onDragEnd)
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('dragleave', onDragLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [])
  if (!over) return null
  return (
    <div className="drop-zone" aria-hidden="true">
      <FileDown />
      <strong>{t('imports.drop')}</strong>
      <span>{t('imports.dropHint')}</span>
    </div>
  )
}
