import { writeFile } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { build } from './build-app.mjs'
import { checkPackage } from './check-package.mjs'
import { officialElectron, REGISTRY_COPY, registryElectron } from './electron-path.mjs'
import { at, root } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { runShown } from './run-command.mjs'
import { main, Stop, say } from './say.mjs'

const TRIAL_FOLDER = 'out/package-trial'
const TRIAL_NOTE = `This copy of Lectern is for testing the packaging only.
It holds an Electron that its makers did not publish (${REGISTRY_COPY.name}@${REGISTRY_COPY.version}). Do not give it to anybody.
`

// npm run package [-- --try]: the app unpacked, by electron-builder (package.json, "build").
await main(async () => {
  await prepare()
  const isTrial = process.argv.includes('--try')
  const official = officialElectron()
  const electron = official ?? (isTrial ? registryElectron() : undefined)
  if (electron === undefined) {
    throw new Stop(
      'Lectern is packaged only with the Electron its makers publish, which could not be downloaded here. To try the packaging itself: npm run package -- --try'
    )
  }
  const code = await build()
  if (code !== 0) return code
  const settings = [
    `--config.electronDist=${official === undefined ? relative(root, dirname(electron)) : 'node_modules/electron/dist'}`
  ]
  if (official === undefined) {
    settings.push(
      `--config.electronVersion=${REGISTRY_COPY.version}`,
      `--config.directories.output=${TRIAL_FOLDER}`
    )
  }
  const packaged = await runShown(process.execPath, [
    at('node_modules/electron-builder/cli.js'),
    '--dir',
    '--publish=never',
    ...settings
  ])
  if (packaged === 0 && official === undefined) {
    await writeFile(at(TRIAL_FOLDER, 'NOT-FOR-USERS.txt'), TRIAL_NOTE)
    await writeFile(at(TRIAL_FOLDER, 'linux-unpacked', 'NOT-FOR-USERS.txt'), TRIAL_NOTE)
    say(`For testing only, with an Electron that is not its makers': ${TRIAL_FOLDER}/linux-unpacked`)
  }
  if (packaged !== 0 || process.platform !== 'linux') return packaged
  const output = official === undefined ? TRIAL_FOLDER : 'out/package'
  return checkPackage(at(output, 'linux-unpacked', 'lectern'))
})
