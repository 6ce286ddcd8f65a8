import { useRef } from 'react'
import type { EditionOf } from '../../../shared/imports.ts'
import type { ArticleId } from '../../../shared/values.ts'
import type { VerdictCounts } from '../../../shared/versions.ts'
import { t } from '../../lib/messages.ts'
import { useAction } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** An article just added that is perhaps a new version of one that was here, or another part of it. */
export interface Edition extends EditionOf {
  addedId: ArticleId
}

/** What became of the highlights, the worst of it. */
function whatCame(counts: VerdictCounts): string {
  const open = counts.unsure + counts.lost
  if (open > 0) return t('versions.addedAsking', { count: open })
  return counts.changed > 0 ? t('versions.addedChanged', { count: counts.changed }) : t('versions.added')
}

/** Asks what a likely new version or part is to be. Closing keeps both, as they are. */
export function EditionDialog(props: {
  edition: Edition | undefined
  onDone(): void
  onOpenArticle(articleId: ArticleId): void
}) {
  const { edition, onDone } = props
  const adopt = useAction('versions.adopt')
  const trash = useAction('articles.trash')
  const join = useAction('corrections.join')
  const { show, showError } = useToast()
  const separate = useRef<HTMLButtonElement>(null)

  const makeVersion = async ({ addedId, articleId }: Edition) => {
    onDone()
    try {
      const { counts } = await adopt({ articleId, fromArticleId: addedId })
      show({
        isWay: true,
        message: whatCame(counts),
        action: { label: t('imports.read'), onClick: () => props.onOpenArticle(articleId) }
      })
    } catch (error) {
      showError(error)
    }
  }
  const joinParts = async ({ addedId, articleId: hereId, part }: Edition) => {
    onDone()
    try {
      const { articleId } = await join({
        articleIds: part === 'before' ? [addedId, hereId] : [hereId, addedId]
      })
      show({
        isWay: true,
        message: t('library.joined'),
        action: { label: t('imports.read'), onClick: () => props.onOpenArticle(articleId) }
      })
    } catch (error) {
      showError(error)
    }
  }
  const isPart = edition?.part !== undefined
  const title = edition?.title ?? ''
  return (
    <Dialog
      wide={isPart}
      open={edition !== undefined}
      onClose={onDone}
      title={t(isPart ? 'versions.askPart' : 'versions.ask')}
      description={t(isPart ? 'versions.askPartText' : 'versions.askText', { title })}
      initialFocus={separate}
      actions={
        <>
          <Button
            look="quiet"
            onClick={() => {
              onDone()
              if (edition) trash({ articleIds: [edition.addedId] }).catch(showError)
            }}
          >
            {t('versions.keepNothing')}
          </Button>
          <Button ref={separate} onClick={onDone}>
            {t('versions.keepBoth')}
          </Button>
          <Button {...(!isPart && { look: 'primary' })} onClick={() => edition && void makeVersion(edition)}>
            {t('versions.makeVersion')}
          </Button>
          {isPart ? (
            <Button look="primary" onClick={() => edition && void joinParts(edition)}>
              {t('versions.joinParts')}
            </Button>
          ) : null}
        </>
      }
    />
  )
}
