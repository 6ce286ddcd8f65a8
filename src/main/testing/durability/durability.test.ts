import { describe, expect, it } from 'vitest'
import { migrations } from '../../db/migrations/index.ts'
import { corruptLibraries } from './corruptions.ts'
import { fillDisk, smallDisk } from './full-disk.ts'
import { killRounds } from './kill-rounds.ts'
import { migrationKills } from './migration-kills.ts'
import { killOperations } from './operation-kills.ts'
import { canRecord, powerCuts } from './power-cuts.ts'
import { refuseWritesFor } from './quota.ts'
import { failsToReachScreen } from './reach-screen.ts'

// The short cut through `npm run torture -- durability`, which does each of these many times.
describe('what was acknowledged', { timeout: 300_000 }, () => {
  it('is there after kills, and the look would see a loss', async () => {
    expect(await killRounds(2, 'sound', 11)).toMatchObject({ lost: [], unsound: [] })
    expect((await killRounds(2, 'late', 12)).lost).not.toEqual([])
  })

  it.skipIf(!canRecord())('is there after power cuts, and the look would see a loss', () => {
    const cuts = powerCuts(3, 3, 'sound', 13, 60)
    expect(cuts).toMatchObject({ images: 9, lost: [], unsound: [] })
    // One moment may be before the first promise; six are not.
    expect(powerCuts(6, 1, 'unsynced', 13, 60).lost).not.toEqual([])
  })

  it('is old or new, never between, when an update is killed', async () => {
    const newest = migrations.at(-1)!.version
    const { wrong, old, new: updated, kills } = await migrationKills([newest - 2])
    expect(wrong).toEqual([])
    expect(old + updated).toBe(kills)
  })

  it('survives a disk filled to the last byte, which is said plainly', async (context) => {
    const disk = smallDisk(24)
    if (!disk) return context.skip()
    const full = await fillDisk(disk.path).finally(() => disk.remove())
    expect(full.wrong).toEqual([])
  })

  it.each(['EDQUOT', 'EROFS', 'EIO'] as const)(
    'survives a quota that is used up, which is said as plainly, and a disk that breaks (%s)',
    async (error) => {
      // Undefined where the machine lets nobody put in what the system answers.
      expect((await refuseWritesFor(error)) ?? []).toEqual([])
    }
  )

  it('is whole or not begun, or goes on, when the app is killed in the middle of what it was told to do', async () => {
    const told = ['a tag is renamed onto another', 'every highlight gets a colour', 'a zip is restored']
    expect(await killOperations(1, 15, told)).toMatchObject({ kills: 3, wrong: [] })
  })

  it('is salvaged from damaged files, each of which starts to a screen', async () => {
    const blind: string[] = []
    const damage = await corruptLibraries(6, 14, {
      articles: 30,
      async onCorrupted(folder, name) {
        const wrong = await failsToReachScreen(folder)
        if (wrong !== undefined) blind.push(`${name}: ${wrong}`)
      }
    })
    expect(blind).toEqual([])
    expect(damage.failed).toEqual([])
    expect(damage.salvaged / damage.intact).toBeGreaterThan(0.95)
  })
})
