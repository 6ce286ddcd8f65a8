import type { ReactNode } from 'react'
import { t } from '../../lib/messages.ts'
import { type SettingsSection, settingsSections } from '../../lib/places.ts'
import { useCommand } from '../../lib/use-command.ts'
import { AppearanceSettings } from './AppearanceSettings.tsx'
import { LibrarySettings } from './LibrarySettings.tsx'
import { PrivacyPage } from './PrivacyPage.tsx'
import { ReadingSettings } from './ReadingSettings.tsx'
import { ShortcutList } from './ShortcutList.tsx'
import { StudySettings } from './StudySettings.tsx'

const pages: Record<SettingsSection, () => ReactNode> = {
  reading: () => <ReadingSettings />,
  appearance: () => <AppearanceSettings />,
  study: () => <StudySettings />,
  library: () => <LibrarySettings />,
  shortcuts: () => <ShortcutList />,
  privacy: () => <PrivacyPage />
}

export function SettingsPage(props: {
  section: SettingsSection
  onSection(section: SettingsSection): void
  /** To where one was before. */
  onBack(): void
}) {
  useCommand('settings.leave', props.onBack)
  return (
    <div className="settings">
      <header className="place-header">
        <h1>{t('settings.title')}</h1>
      </header>
      <div className="settings-columns">
        <nav className="settings-sections" aria-label={t('settings.sections')}>
          {settingsSections.map((section) => (
            <button
              key={section}
              type="button"
              className="sidebar-link"
              aria-current={section === props.section ? 'page' : undefined}
              onClick={() => props.onSection(section)}
            >
              {t(`settings.section.${section}`)}
            </button>
          ))}
        </nav>
        <section className="settings-page" aria-labelledby="settings-section">
          <h2 id="settings-section">{t(`settings.section.${props.section}`)}</h2>
          {pages[props.section]()}
        </section>
      </div>
    </div>
  )
}
