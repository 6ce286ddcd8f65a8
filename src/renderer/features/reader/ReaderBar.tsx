import { memo, type ReactNode } from 'react'
import type { Article } from '../../../shared/articles.ts'
import { formatNumber, formatPercent } from '../../lib/formats.ts'
import { type MessageKey, t, useMessageLanguage } from '../../lib/messages.ts'
import { runCommand } from '../../lib/use-command.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import {
  ArrowLeft,
  BookOpenText,
  Highlighter,
  History,
  ListTree,
  ScrollText,
  Search,
  Star,
  StickyNote
} from '../../ui/icons.ts'
import { ArticleMenu } from './ArticleMenu.tsx'
import type { PanelName } from './panels/use-panels.ts'

/** The panels beside the page that have a button of their own. */
const panelButtons = [
  {
    name: 'outline',
    label: 'reader.panel.outline',
    shortcut: 'o',
    icon: <ListTree aria-hidden="true" className="mirrored" />
  },
  {
    name: 'highlights',
    label: 'reader.panel.highlights',
    shortcut: 'h',
    icon: <Highlighter aria-hidden="true" />
  },
  { name: 'sheet', label: 'sheet.title', shortcut: 'Shift+S', icon: <ScrollText aria-hidden="true" /> },
  {
    name: 'article',
    label: 'reader.panel.article',
    shortcut: 'Shift+N',
    icon: <StickyNote aria-hidden="true" />
  }
] as const satisfies { name: PanelName; label: MessageKey; shortcut: string; icon: ReactNode }[]

/**
 * The bar over the page. It steps back while one reads on and returns when one scrolls up or needs it. Its
 * icons and tips cost more to draw than the rest of the reader, so it is drawn again only for what it shows.
 */
export const ReaderBar = memo(function ReaderBar(props: {
  article: Article | undefined
  title: string
  hidden: boolean
  titleShown: boolean
  progress: number
  minutesLeft: number
  panel: PanelName | null
  typography: ReactNode
  onPanel(panel: PanelName): void
  /** Highlights of which it is not known where they belong in this version. */
  questions: number
  /** Whether the original's pages are shown; absent where it has none. */
  originals?: boolean
  onOriginals?(): void
  onBack(): void
}) {
  // Drawn again when the interface speaks another language, too.
  useMessageLanguage()
  const { article, panel } = props
  const percent = Math.round(props.progress * 100)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done by it; the text keeps the focus and the keys
    <header
      className="reader-bar"
      data-hidden={props.hidden ? '' : undefined}
      onMouseDown={(event) => {
        if (!(event.target as Element).closest('button')) event.preventDefault()
      }}
    >
      <div className="reader-bar-start">
        <IconButton label={t('reader.bar.back')} shortcut="Escape" onClick={props.onBack}>
          <ArrowLeft aria-hidden="true" className="mirrored" />
        </IconButton>
        <span className="reader-bar-title" data-shown={props.titleShown ? '' : undefined} dir="auto">
          {props.title}
        </span>
      </div>
      <p className="reader-bar-left">
        <span>{formatPercent(props.progress)}</span>
        <span className="reader-bar-time">
          {props.progress >= 0.995
            ? t('reader.bar.done')
            : t('reader.bar.left', { count: props.minutesLeft })}
        </span>
      </p>
      <div className="reader-bar-tools">
        {props.questions > 0 ? (
          <IconButton
            label={t('versions.questions', { count: props.questions })}
            shortcut="Shift+V"
            className="reader-bar-questions"
            aria-pressed={panel === 'versions'}
            onClick={() => props.onPanel('versions')}
          >
            <History aria-hidden="true" />
            <span aria-hidden="true">{formatNumber(props.questions)}</span>
          </IconButton>
        ) : null}
        {panelButtons.map(({ name, label, shortcut, icon }) => (
          <IconButton
            key={name}
            label={t(label)}
            shortcut={shortcut}
            data-panel-button={name}
            aria-pressed={panel === name}
            onClick={() => props.onPanel(name)}
          >
            {icon}
          </IconButton>
        ))}
        {props.onOriginals ? (
          <IconButton
            label={t('originals.title')}
            shortcut="Shift+P"
            aria-pressed={props.originals === true}
            onClick={props.onOriginals}
          >
            <BookOpenText aria-hidden="true" />
          </IconButton>
        ) : null}
        <IconButton label={t('reader.find.label')} shortcut="Mod+F" onClick={() => runCommand('reader.find')}>
          <Search aria-hidden="true" />
        </IconButton>
        {props.typography}
        <IconButton
          label={article?.starred ? t('reader.bar.unstar') : t('reader.bar.star')}
          shortcut="s"
          className={article?.starred ? 'starred' : ''}
          onClick={() => runCommand('reader.star')}
        >
          <Star aria-hidden="true" />
        </IconButton>
        <ArticleMenu article={article} />
      </div>
      <div
        className="reader-progress"
        role="progressbar"
        aria-label={t('reader.bar.progress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={formatPercent(props.progress)}
        style={{ '--progress': props.progress } as React.CSSProperties}
      />
    </header>
  )
})
