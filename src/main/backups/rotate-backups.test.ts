import { expect, it } from 'vitest'
import type { Backup, BackupReason } from '../../shared/backups.ts'
import { nameBackup, readBackupName } from './backup-files.ts'
import { backupsToDelete } from './rotate-backups.ts'

const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 26, 12)

const backup = (madeAt: number, reason: BackupReason = 'daily', size = 1_000_000): Backup => ({
  name: nameBackup(madeAt, reason),
  reason,
  madeAt,
  size
})

it('keeps the newest, then one a day, a week, a month; never what the reader made', () => {
  // Three a day for two years, rotated as they come.
  let kept: Backup[] = [backup(NOW - 900 * DAY, 'manual'), backup(NOW - 800 * DAY, 'replaced')]
  for (let at = NOW - 730 * DAY; at <= NOW; at += DAY / 3) {
    kept = [backup(at, 'start'), ...kept]
    const gone = new Set(backupsToDelete(kept, 1_000_000))
    kept = kept.filter(({ name }) => !gone.has(name))
  }
  const ages = kept.map(({ madeAt }) => (NOW - madeAt) / DAY)
  expect(kept.filter(({ reason }) => reason === 'manual' || reason === 'replaced').length).toBe(2)
  const automatic = ages.slice(0, -2)
  expect(automatic.filter((age) => age < 7).length).toBeGreaterThanOrEqual(7)
  expect(automatic.filter((age) => age >= 7 && age < 35).length).toBeGreaterThanOrEqual(3)
  expect(Math.max(...automatic)).toBeGreaterThan(300)
  expect(automatic.length).toBeLessThanOrEqual(5 + 7 + 5 + 12)
})

it('spends no more than its budget, thinning out evenly, and always keeps two', () => {
  const large = Array.from({ length: 12 }, (_, index) => backup(NOW - index * 30 * DAY, 'daily', 400_000_000))
  const gone = new Set(backupsToDelete(large, 1_000_000))
  const kept = large.filter(({ name }) => !gone.has(name))
  expect(kept.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(2_000_000_000)
  expect(kept).toContain(large[0])
  expect(kept).toContain(large[11])
  const huge = large.map((one) => ({ ...one, size: 9_000_000_000 }))
  expect(huge.length - backupsToDelete(huge, 1000).length).toBe(2)
})

it('has a larger budget for a larger library', () => {
  const large = Array.from({ length: 12 }, (_, index) => backup(NOW - index * 30 * DAY, 'daily', 400_000_000))
  expect(large.length - backupsToDelete(large, 400_000_000).length).toBe(6)
})

it.each([
  'x.sqlite',
  '../2026-11-26T12-00-00-000Z.daily.sqlite',
  '2026-99-99T12-00-00-000Z.daily.sqlite',
  '2026-11-26T12-00-00-000Z.other.sqlite'
])('takes %s for no backup', (name) => {
  expect(readBackupName(name)).toBeUndefined()
})
