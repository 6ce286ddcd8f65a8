import { z } from 'zod'
import { appContract, Start } from './app.ts'
import { articleContract } from './articles.ts'
import { query } from './define.ts'
import { noticeContract } from './notices.ts'
import { savedSearchContract } from './saved-searches.ts'
import { settingsContract } from './settings.ts'
import { tagContract } from './tags.ts'
import { Nothing } from './values.ts'

/** The answers the first screen is drawn from, by the methods that would be asked for them one by one. */
const Answers = z.strictObject({
  'settings.get': settingsContract['settings.get'].output,
  'app.info': appContract['app.info'].output,
  'articles.counts': articleContract['articles.counts'].output,
  'tags.list': tagContract['tags.list'].output,
  'savedSearches.list': savedSearchContract['savedSearches.list'].output,
  'notices.list': noticeContract['notices.list'].output,
  /** The first page of all articles, in the order of the settings (list-question.ts). */
  'articles.list': articleContract['articles.list'].output
})
export type FirstAnswers = z.infer<typeof Answers>

export const firstScreenContract = {
  /**
   * The first question of the window: everything its first screen shows, in one answer. `answers` is null
   * when no library is open; `start` says why.
   */
  'app.firstScreen': query(Nothing, z.strictObject({ start: Start, answers: Answers.nullable() }))
}
