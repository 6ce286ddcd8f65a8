import type { HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { WatchedFolder } from './watched-folder.ts'

export function watchingHandlers(
  folder: WatchedFolder,
  readOnly: boolean,
  chooseFolder: () => Promise<string | null>
): HandlersOf<'watching.state' | 'watching.choose' | 'watching.stop'> {
  const refuseReadOnly = () => {
    if (readOnly) throw new AppError('read-only', 'errors.library.readOnlyAdd')
  }
  return {
    'watching.state': () => folder.state(),
    'watching.choose': async () => {
      refuseReadOnly()
      const chosen = await chooseFolder()
      if (chosen !== null) await folder.choose(chosen)
      return await folder.state()
    },
    'watching.stop': async () => {
      refuseReadOnly()
      await folder.stop()
      return await folder.state()
    }
  }
}
