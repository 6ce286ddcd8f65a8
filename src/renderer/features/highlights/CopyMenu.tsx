import { type CitationFormat, citationFormats } from '../../../shared/citations.ts'
import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { Copy } from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'

/** Copies highlights as Markdown, or as quotations with references in a style. */
export function CopyMenu(props: {
  disabled?: boolean
  onMarkdown(): void
  onQuote(format: CitationFormat): void
}) {
  return (
    <Menu
      align="end"
      trigger={
        <Button disabled={props.disabled ?? false}>
          <Copy aria-hidden="true" />
          {t('citations.copyAs')}
        </Button>
      }
      items={[
        { label: t('citations.format.markdown'), shortcut: 'Mod+C', onSelect: props.onMarkdown },
        { kind: 'separator' },
        ...citationFormats.map((format) => ({
          label: t(`citations.format.${format}`),
          onSelect: () => props.onQuote(format)
        }))
      ]}
    />
  )
}
