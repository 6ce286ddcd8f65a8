import type { Article } from '../../../shared/articles.ts'
import { type CommandId, commandTitle, findCommand } from '../../../shared/commands.ts'
import { t } from '../../lib/messages.ts'
import { runCommand } from '../../lib/use-command.ts'
import { MoreHorizontal } from '../../ui/icons.ts'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'

/** A command as an item: its own words, its own keys. */
function item(id: CommandId): Extract<MenuItem, { kind?: 'item' }> {
  const shortcut = findCommand(id)?.keys?.[0]
  return { label: t(commandTitle(id)), ...(shortcut && { shortcut }), onSelect: () => runCommand(id) }
}

/** What else can be done with the article that is read. */
export function ArticleMenu({ article }: { article: Article | undefined }) {
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="icon-button" aria-label={t('ui.more')}>
          <MoreHorizontal aria-hidden="true" />
        </button>
      }
      items={[
        {
          ...item('reader.finish'),
          label: article?.state === 'finished' ? t('reader.end.notFinished') : t('reader.end.finish')
        },
        item('reader.versions'),
        item('reader.correct'),
        item('reader.extractAnew'),
        { kind: 'separator' },
        item('reader.copyMarkdown'),
        item('reader.exportMarkdown'),
        item('reader.exportEpub'),
        item('reader.savePdf'),
        item('reader.print'),
        item('reader.exportJsonld'),
        item('export.open'),
        { kind: 'separator' },
        article?.trashedAt != null ? item('reader.restore') : { ...item('reader.trash'), danger: true }
      ]}
    />
  )
}
