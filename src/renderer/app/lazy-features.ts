import { lazy } from 'react'

/*
 * What the first screen needs nothing of: each comes with the place that shows it.
 */

const loadReader = () => import('../features/reader/Reader.tsx')
const loadHighlights = () => import('../features/highlights/Highlights.tsx')
const loadSettings = () => import('../features/settings/SettingsPage.tsx')
export const Highlights = lazy(async () => ({ default: (await loadHighlights()).Highlights }))
export const SettingsPage = lazy(async () => ({ default: (await loadSettings()).SettingsPage }))
export const Reader = lazy(async () => ({ default: (await loadReader()).Reader }))
export const StudySheet = lazy(async () => ({
  default: (await import('../features/study-sheet/StudySheet.tsx')).StudySheet
}))
export const NamePage = lazy(async () => ({
  default: (await import('../features/study-sheet/NamePage.tsx')).NamePage
}))

export const Today = lazy(async () => ({ default: (await import('../features/today/Today.tsx')).Today }))
export const Notebooks = lazy(async () => ({
  default: (await import('../features/notebooks/Notebooks.tsx')).Notebooks
}))
export const NotebookPage = lazy(async () => ({
  default: (await import('../features/notebooks/NotebookPage.tsx')).NotebookPage
}))
export const AddToNotebook = lazy(async () => ({
  default: (await import('../features/notebooks/AddToNotebook.tsx')).AddToNotebook
}))
export const Study = lazy(async () => ({ default: (await import('../features/study/Study.tsx')).Study }))
export const Corrections = lazy(async () => ({
  default: (await import('../features/corrections/Corrections.tsx')).Corrections
}))
export const CardEditor = lazy(async () => ({
  default: (await import('../features/study/CardEditor.tsx')).CardEditor
}))

/** Has the places ready that are gone to next, so that the first article opens like any other. */
export async function loadSoon(): Promise<void> {
  await loadReader()
  await Promise.all([loadHighlights(), loadSettings()])
}
