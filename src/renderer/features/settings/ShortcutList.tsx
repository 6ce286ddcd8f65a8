import { type Command, type CommandId, commands, commandTitle } from '../../../shared/commands.ts'
import { t } from '../../lib/messages.ts'
import { Shortcut } from '../../ui/Shortcut.tsx'

const groups = [
  'everywhere',
  'library',
  'search',
  'reader',
  'highlights',
  'today',
  'study',
  'notebooks',
  'settings'
] as const
const all: readonly (Command & { id: CommandId })[] = commands

/** Every command that has a shortcut, by place. */
export function ShortcutList() {
  return (
    <>
      <p>{t('settings.shortcutsText')}</p>
      {groups.map((group) => (
        <section key={group} aria-labelledby={`shortcuts-${group}`}>
          <h3 id={`shortcuts-${group}`}>{t(`settings.shortcutGroup.${group}`)}</h3>
          <dl className="shortcut-list">
            {all
              .filter((command) => (command.where ?? 'everywhere') === group && command.keys)
              .map((command) => (
                <div key={command.id}>
                  <dt>{t(commandTitle(command.id))}</dt>
                  <dd>
                    {command.keys?.map((keys) => (
                      <Shortcut key={keys} keys={keys} spoken />
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </>
  )
}
