import { t } from '../../lib/messages.ts'
import { runCommand } from '../../lib/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { GraduationCap } from '../../ui/icons.ts'

/** While there is no card at all: how one is made, and where some may be. */
export function NoCards({ onNew }: { onNew(): void }) {
  return (
    <div className="empty">
      <GraduationCap aria-hidden="true" />
      <h2>{t('study.today.empty')}</h2>
      <p>{t('study.today.emptyText')}</p>
      <div className="empty-actions">
        <Button look="primary" onClick={onNew}>
          {t('study.today.newCard')}
        </Button>
        <Button onClick={() => runCommand('study.importAnki')}>{t('study.today.importAnki')}</Button>
      </div>
    </div>
  )
}
