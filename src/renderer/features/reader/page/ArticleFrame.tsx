import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Settings } from '../../../../shared/settings.ts'
import type { VersionId } from '../../../../shared/values.ts'
import { t } from '../../../lib/messages.ts'
import { measureColumn, onThemeChange, shapeOf, styleFrame } from './frame-style.ts'
import { ReadingFrame } from './reading-frame.ts'
import { giveTablesRoom } from './table-room.ts'

/** Longer than this the page is not kept back until the line one was at has arrived, ms. */
const KEPT_BACK = 700

const afterAWhile = () => new Promise<void>((resolve) => setTimeout(resolve, KEPT_BACK))

/**
 * The article, in a frame where nothing can run (no `allow-scripts`) and which the code out here can reach
 * (`allow-same-origin`). It stays hidden until it wears the reader's theme, so that it never flashes.
 */
export function ArticleFrame(props: {
  versionId: VersionId
  title: string
  settings: Settings
  /** Canonical offset of the line to begin at. */
  start?: number | undefined
  onFrame(frame: ReadingFrame | null): void
  /** Called before the type or the width changes the lines, and after. */
  onReflow(): void
}) {
  const { versionId, title, settings, onFrame, onReflow } = props
  const element = useRef<HTMLIFrameElement>(null)
  const [frame, setFrame] = useState<ReadingFrame | null>(null)
  const latest = useRef({ settings, title, onReflow })
  useLayoutEffect(() => {
    latest.current = { settings, title, onReflow }
  })
  const start = useRef(props.start)

  useEffect(() => {
    const abort = new AbortController()
    let opened: ReadingFrame | undefined
    const holder = element.current!
    const open = async () => {
      const found = await ReadingFrame.open(holder, versionId, abort.signal)
      if (abort.signal.aborted) return found?.close()
      if (!found) return
      opened = found
      styleFrame(found, latest.current.settings, latest.current.title)
      giveTablesRoom(found)
      if (start.current) await Promise.race([found.standAt(start.current), afterAWhile()])
      if (abort.signal.aborted) return
      // Shown in this very frame; what React does about it comes after the words are on screen.
      holder.dataset.ready = ''
      setFrame(found)
      onFrame(found)
    }
    void open()
    return () => {
      abort.abort()
      opened?.close()
      setFrame(null)
      onFrame(null)
    }
  }, [versionId, onFrame])

  useEffect(() => {
    if (!frame) return
    const restyle = () => {
      styleFrame(frame, latest.current.settings, latest.current.title)
    }
    const resized = () => {
      measureColumn(frame, latest.current.settings)
      latest.current.onReflow()
    }
    const stop = onThemeChange(restyle)
    frame.window.addEventListener('resize', resized)
    return () => {
      stop()
      frame.window.removeEventListener('resize', resized)
    }
  }, [frame])

  const first = useRef(true)
  const shape = shapeOf(settings)
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the settings only what changes the lines counts
  useEffect(() => {
    if (!frame) return
    styleFrame(frame, latest.current.settings, title)
    // The first dress is not a change of it.
    if (first.current) first.current = false
    else latest.current.onReflow()
  }, [frame, shape, title])

  return (
    <iframe
      ref={element}
      className="article-frame"
      data-ready={frame ? '' : undefined}
      data-focus-home=""
      sandbox="allow-same-origin"
      title={t('reader.article', { title })}
      src={`/read/${versionId}`}
    />
  )
}
