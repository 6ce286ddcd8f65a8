import { useMemo, useState } from 'react'
import { type ExportFormat, exportFormats } from '../../../shared/exports.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { WorkProgress } from '../../lib/work/WorkProgress.tsx'
import { Button } from '../../ui/Button.tsx'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useToast } from '../../ui/Toast.tsx'
import './exports.css'
import { TemplateEditor } from './TemplateEditor.tsx'

type Scope = 'article' | 'chosen' | 'annotated' | 'library'
type Format = ExportFormat | 'zip'

/** What to take out, in which format, with a line that says what the format leaves behind. */
export default function ExportDialog(props: {
  openArticle: ArticleId | undefined
  chosen: readonly ArticleId[]
  onClose(): void
}) {
  const { openArticle, chosen, onClose } = props
  const toast = useToast()
  const { settings, change } = useSettings()
  const annotated = useData('exports.annotated', {}).data
  const saveArticles = useAction('exports.saveArticles')
  const saveLibrary = useAction('exports.saveLibrary')
  const scopes = useMemo(
    () =>
      [
        ...(openArticle ? [{ value: 'article' as const, label: t('exports.scope.article') }] : []),
        ...(chosen.length > 0
          ? [{ value: 'chosen' as const, label: t('exports.scope.chosen', { count: chosen.length }) }]
          : []),
        {
          value: 'annotated' as const,
          label: t('exports.scope.annotated', { count: annotated?.length ?? 0 })
        },
        { value: 'library' as const, label: t('exports.scope.library') }
      ] satisfies { value: Scope; label: string }[],
    [openArticle, chosen, annotated]
  )
  const [scope, setScope] = useState<Scope>(scopes[0]!.value)
  const [wanted, setWanted] = useState<ExportFormat>('markdown')
  const [template, setTemplate] = useState(settings.markdownTemplate)
  const [editsTemplate, setEditsTemplate] = useState(false)
  const [busy, setBusy] = useState(false)
  const format: Format = scope === 'library' ? 'zip' : wanted
  const ids: readonly ArticleId[] =
    scope === 'article' && openArticle ? [openArticle] : scope === 'chosen' ? chosen : (annotated ?? [])
  const nothing = format !== 'zip' && ids.length === 0

  const save = async () => {
    setBusy(true)
    try {
      if (template !== settings.markdownTemplate) await change({ markdownTemplate: template })
      const saved =
        format === 'zip' ? await saveLibrary({}) : await saveArticles({ articleIds: [...ids], format })
      if (saved) {
        const isWhole = !('isWhole' in saved) || saved.isWhole
        toast.show({ message: t(isWhole ? 'app.exported' : 'exports.stopped', { path: saved.path }) })
        onClose()
      }
    } catch (error) {
      toast.showError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={t('exports.title')}
      className="export-dialog"
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button look="primary" disabled={busy || nothing} onClick={() => void save()}>
            {t('exports.action')}
          </Button>
        </>
      }
    >
      <ChoiceGroup<Scope> label={t('exports.what')} value={scope} choices={scopes} onChange={setScope} />
      {scope === 'library' ? null : (
        <ChoiceGroup<ExportFormat>
          label={t('exports.formatLabel')}
          value={wanted}
          choices={exportFormats.map((value) => ({ value, label: t(`exports.format.${value}.name`) }))}
          onChange={setWanted}
        />
      )}
      <p className="export-facts" role="status">
        {nothing ? t('exports.nothing') : t(`exports.format.${format}.text`)}
      </p>
      {format === 'markdown' ? (
        <TemplateEditor
          open={editsTemplate}
          onOpen={setEditsTemplate}
          template={template}
          onChange={setTemplate}
          articleId={ids[0]}
        />
      ) : null}
      <WorkProgress />
    </Dialog>
  )
}
