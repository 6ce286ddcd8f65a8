import type { VaultReport } from '../../shared/vault.ts'
import { t } from './messages.ts'

/** Says in a sentence what a round with the Markdown folder did. */
export function tellReport(report: VaultReport): string {
  const { written, brought, joined, problems } = report
  const parts = [
    brought > 0 ? t('exports.vault.brought', { count: brought }) : '',
    written > 0 ? t('exports.vault.written', { count: written }) : '',
    joined > 0 ? t('exports.vault.joined', { count: joined }) : '',
    problems.length > 0 ? t('exports.vault.problems', { count: problems.length }) : ''
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(' ') : t('exports.vault.nothingNew')
}
