/**
 * Does to the library what machines do to files, and counts what is lost:
 * npm run torture -- durability [share of the full run in percent, 100 by default] [seed]
 */
import { corruptLibraries } from '../src/main/testing/durability/corruptions.ts'
import { fillDisk, smallDisk } from '../src/main/testing/durability/full-disk.ts'
import { killRounds } from '../src/main/testing/durability/kill-rounds.ts'
import { migrationKills } from '../src/main/testing/durability/migration-kills.ts'
import { canRecord, powerCuts } from '../src/main/testing/durability/power-cuts.ts'
import { failsToReachScreen } from '../src/main/testing/durability/reach-screen.ts'

const share = Number(process.argv[2] ?? 100) / 100
const seed = Number(process.argv[3] ?? 1)
if (!(share > 0) || !Number.isInteger(seed)) throw new Error('Give a share in percent and a whole seed')
const some = (count: number) => Math.max(1, Math.round(count * share))
const began = performance.now()
const seconds = () => `${Math.round((performance.now() - began) / 1000)} s`
const failures: string[] = []
const demand = (what: string, holds: boolean) => {
  if (!holds) failures.push(what)
}
const show = (list: readonly string[]) => {
  for (const line of list.slice(0, 10)) console.log(`    ${line}`)
}

const kills = await killRounds(some(50), 'sound', seed)
console.log(
  `SIGKILL: ${kills.kills} kills, ${kills.promised} writes acknowledged, ${kills.lost.length} lost, ${kills.unsound.length} things not whole (${seconds()})`
)
show([...kills.lost, ...kills.unsound])
demand('a write was lost by a kill', kills.lost.length === 0 && kills.unsound.length === 0)

const late = await killRounds(some(5), 'late', seed)
console.log(
  `  control, a write-behind buffer: ${late.kills} kills, ${late.promised} acknowledged, ${late.lost.length} lost (${seconds()})`
)
demand('the control with a write-behind buffer lost nothing: the test is blind', late.lost.length > 0)

if (canRecord()) {
  const cuts = powerCuts(some(25), 4, 'sound', seed, 400)
  console.log(
    `power cuts: ${cuts.cuts} moments, ${cuts.images} disk images rebuilt from recorded writes and syncs, ${cuts.promised} writes acknowledged before, ${cuts.lost.length} lost, ${cuts.unsound.length} things not whole (${seconds()})`
  )
  show([...cuts.lost, ...cuts.unsound])
  demand('a write was lost by a power cut', cuts.lost.length === 0 && cuts.unsound.length === 0)
  const unsynced = powerCuts(some(5), 4, 'unsynced', seed, 200)
  console.log(
    `  control, no waiting for the disk: ${unsynced.images} images, ${unsynced.promised} acknowledged, ${unsynced.lost.length} lost (${seconds()})`
  )
  demand('the control that does not sync lost nothing: the test is blind', unsynced.lost.length > 0)
} else {
  console.log('power cuts: NOT RUN, this machine has no strace to record writes and syncs with')
}

const updates = await migrationKills(share < 1 ? [1] : undefined)
console.log(
  `updates: ${updates.kills} kills before and after every step from every schema there was, ${updates.old} left the old library, ${updates.new} the new one, ${updates.wrong.length} anything else (${seconds()})`
)
show(updates.wrong)
demand('an update left something between', updates.wrong.length === 0)

const disk = smallDisk(24)
if (disk) {
  const full = await fillDisk(disk.path).finally(() => disk.remove())
  console.log(
    `full disk: ${full.acknowledged} notes acknowledged, ${full.afterFull} of them in the room kept for this, ${full.wrong.length} things wrong (${seconds()})`
  )
  show(full.wrong)
  demand('a full disk', full.wrong.length === 0)
} else {
  console.log('full disk: NOT RUN, this machine does not let us mount a small one')
}

const blind: string[] = []
const damage = await corruptLibraries(some(200), seed, {
  articles: 80,
  async onCorrupted(folder, name) {
    const wrong = await failsToReachScreen(folder)
    if (wrong !== undefined) blind.push(`${name}: ${wrong}`)
  }
})
const percent = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`
console.log(
  `corruption: ${damage.corruptions} damaged libraries, ${blind.length} starts without a screen, ${damage.salvaged} of ${damage.intact} intact rows salvaged (${percent(damage.salvaged, damage.intact)}), ${damage.failed.length} salvages failed (${seconds()})`
)
for (const [kind, { count, intact, salvaged }] of Object.entries(damage.byKind)) {
  console.log(`    ${kind}: ${count} times, ${percent(salvaged, intact)} of ${intact}`)
}
show([...blind, ...damage.failed])
demand('a start reached no screen', blind.length === 0)
demand('less than 95 % of the intact rows were salvaged', damage.salvaged >= 0.95 * damage.intact)
demand('a salvage failed', damage.failed.length === 0)

console.log(failures.length === 0 ? `all well after ${seconds()}` : `FAILED: ${failures.join('; ')}`)
process.exit(failures.length === 0 ? 0 : 1)
