import { useDeferredValue, useId } from 'react'
import { starterTemplate } from '../../../shared/exports.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'

/** The reader's own Markdown template beside what it makes of an article, as one types. */
export function TemplateEditor(props: {
  open: boolean
  onOpen(open: boolean): void
  template: string
  onChange(template: string): void
  /** The article shown; the newest with highlights when there is none. */
  articleId: ArticleId | undefined
}) {
  const id = useId()
  const template = useDeferredValue(props.template)
  const preview = useData(
    'exports.preview',
    { template, ...(props.articleId ? { articleId: props.articleId } : {}) },
    { enabled: props.open, keepPrevious: true }
  ).data
  if (!props.open) {
    return (
      <Button look="quiet" onClick={() => props.onOpen(true)}>
        {props.template.trim() === '' ? t('exports.template.make') : t('exports.template.edit')}
      </Button>
    )
  }
  return (
    <div className="template-editor">
      <div className="template-side">
        <label htmlFor={id}>{t('exports.template.label')}</label>
        <textarea
          id={id}
          className="template-text"
          spellCheck={false}
          dir="ltr"
          value={props.template}
          maxLength={50_000}
          aria-describedby={`${id}-help`}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
        <p id={`${id}-help`} className="template-help">
          {t('exports.template.help')}
        </p>
        <div className="template-actions">
          <Button onClick={() => props.onChange(starterTemplate)}>{t('exports.template.starter')}</Button>
          <Button disabled={props.template === ''} onClick={() => props.onChange('')}>
            {t('exports.template.reset')}
          </Button>
        </div>
      </div>
      <section className="template-side" aria-label={t('exports.template.preview')}>
        <h3 className="template-heading">{t('exports.template.preview')}</h3>
        {preview?.problem ? (
          <p className="notice" role="status">
            {preview.problem}
          </p>
        ) : (
          // Scrolls by keyboard, too.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls must be reached
          <pre className="template-preview" dir="auto" tabIndex={0}>
            {preview?.content}
          </pre>
        )}
      </section>
    </div>
  )
}
