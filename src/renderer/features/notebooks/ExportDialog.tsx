import { useState } from 'react'
import { type CitationStyle, citationStyles } from '../../../shared/citations.ts'
import { documentFormats, type NotebookId } from '../../../shared/notebooks.ts'
import { fileNameOf } from '../../lib/formats.ts'
import { invoke } from '../../lib/invoke.ts'
import { messageLanguage, t } from '../../lib/messages.ts'
import { useAction } from '../../lib/use-data.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** Takes a notebook out as one document, in a format and a style of references. */
export function ExportDialog(props: { id: NotebookId; onClose(): void }) {
  const { settings, change } = useSettings()
  const [format, setFormat] = useState<(typeof documentFormats)[number]>('markdown')
  const [style, setStyle] = useState<CitationStyle>(
    settings.citationFormat === 'bibtex' ? 'apa' : settings.citationFormat
  )
  const save = useAction('notebooks.saveDocument')
  const copy = useAction('app.copy')
  const { show, showError } = useToast()
  const wanted = () => {
    if (style !== settings.citationFormat) void change({ citationFormat: style }).catch(() => {})
    return { id: props.id, format, style, language: messageLanguage() }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={t('notebooks.exportTitle')}
      description={t('notebooks.exportText')}
      actions={
        <>
          <Button
            onClick={() =>
              void invoke('notebooks.document', wanted())
                .then(({ content }) => copy({ text: content }))
                .then(() => {
                  show({ message: t('notebooks.copied') })
                  props.onClose()
                }, showError)
            }
          >
            {t('notebooks.copyIt')}
          </Button>
          <Button
            look="primary"
            onClick={() =>
              void save(wanted()).then((saved) => {
                if (!saved) return
                show({ message: t('notebooks.saved', { name: fileNameOf(saved.path) }) })
                props.onClose()
              }, showError)
            }
          >
            {t('notebooks.saveIt')}
          </Button>
        </>
      }
    >
      <ChoiceGroup
        label={t('notebooks.format')}
        value={format}
        choices={documentFormats.map((value) => ({ value, label: t(`notebooks.formats.${value}`) }))}
        onChange={(value) => setFormat(value)}
      />
      <ChoiceGroup
        label={t('notebooks.style')}
        value={style}
        choices={citationStyles.map((value) => ({ value, label: t(`notebooks.styles.${value}`) }))}
        onChange={(value) => setStyle(value)}
      />
    </Dialog>
  )
}
