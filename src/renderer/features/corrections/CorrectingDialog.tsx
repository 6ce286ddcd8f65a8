import { useEffect, useRef, useState } from 'react'
import type { Piece } from '../../../shared/corrections.ts'
import type { ArticleId, VersionId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { undoAction } from '../../lib/undo-action.ts'
import { useAction } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { PieceList } from './PieceList.tsx'
import './corrections.css'

interface Opened {
  versionId: VersionId
  pieces: Piece[]
  hasOriginal: boolean
}

/** The article piece by piece, with what was left out of it in between: a click takes out or brings back. */
export function CorrectingDialog({ articleId, onClose }: { articleId: ArticleId; onClose(): void }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [kept, setKept] = useState<ReadonlySet<number>>(new Set())
  const [saving, setSaving] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const open = useAction('corrections.open')
  const save = useAction('corrections.save')
  const { show, showError } = useToast()
  // What was picked so far outlives whatever is drawn around the dialog.
  const latest = useRef(onClose)
  useEffect(() => {
    latest.current = onClose
  })

  useEffect(() => {
    let gone = false
    open({ articleId }).then(
      (found) => {
        if (gone) return
        setOpened(found)
        setKept(new Set(found.pieces.filter((piece) => piece.kept).map(({ index }) => index)))
      },
      (error: unknown) => {
        if (gone) return
        showError(error)
        latest.current()
      }
    )
    return () => {
      gone = true
    }
  }, [articleId, open, showError])

  // The pieces take the place of what said that they were on their way, and the focus with it.
  useEffect(() => {
    if (opened) list.current?.focus()
  }, [opened])

  const pieces = opened?.pieces ?? []
  const removed = pieces.filter((piece) => piece.kept && !kept.has(piece.index)).length
  const broughtBack = pieces.filter((piece) => !piece.kept && kept.has(piece.index)).length
  const leftOut = pieces.length - kept.size

  const apply = () => {
    if (!opened) return
    setSaving(true)
    save({ articleId, versionId: opened.versionId, kept: [...kept].sort((a, b) => a - b) })
      .then(({ number, counts }) => {
        onClose()
        const asking = counts.unsure + counts.lost
        show({
          message: asking
            ? t('corrections.savedAsking', { number, count: asking })
            : t('corrections.saved', { number }),
          action: undoAction()
        })
      })
      .catch((error: unknown) => {
        setSaving(false)
        showError(error)
      })
  }

  return (
    <Dialog
      open
      wide
      className="correcting"
      onClose={onClose}
      title={t('corrections.title')}
      description={opened && !opened.hasOriginal ? t('corrections.noOriginal') : t('corrections.hint')}
      initialFocus={list}
      actions={
        <>
          <p className="correcting-state" role="status">
            {removed + broughtBack > 0
              ? t('corrections.changes', { removed, broughtBack })
              : t('corrections.leftOut', { count: leftOut })}
          </p>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button
            look="primary"
            disabled={saving || removed + broughtBack === 0 || kept.size === 0}
            onClick={apply}
          >
            {t('corrections.save')}
          </Button>
        </>
      }
    >
      {opened ? (
        <PieceList
          ref={list}
          pieces={pieces}
          kept={kept}
          onToggle={(index) => {
            const next = new Set(kept)
            if (!next.delete(index)) next.add(index)
            setKept(next)
          }}
        />
      ) : (
        <div ref={list} tabIndex={-1} className="piece-list" aria-busy="true">
          <p>{t('corrections.opening')}</p>
        </div>
      )}
    </Dialog>
  )
}
