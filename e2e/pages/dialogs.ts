import type { ElectronApplication } from '@playwright/test'

/** What the system's file dialogs, which no test can press, answer from now on: the first is where things are saved. */
export async function answerDialogs(electron: ElectronApplication, ...paths: string[]): Promise<void> {
  await electron.evaluate(({ dialog }, filePaths) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: filePaths[0]! })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
  }, paths)
}
