import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { requireArticle, updateArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import { signsOfPassage } from '../highlights/note-signs.ts'
import { versionText } from '../highlights/select-text.ts'
import { carryPosition } from './carry-position.ts'
import { listPages } from './list-pages.ts'
import { readBodyAhead } from './read-ahead.ts'
import { getPosition, getReadingVersion, noteOpened, savePosition } from './repository.ts'

type Methods = Extract<keyof Contract, `reading.${string}`>

export function readingHandlers({ db, now, deviceId }: Context): HandlersOf<Methods> {
  const stamp = () => ({ now: now(), deviceId })
  return {
    'reading.open': ({ articleId, ahead }) => {
      const article = requireArticle(db, articleId)
      const version = getReadingVersion(db, article.versionId)
      if (!version) throw new AppError('not-found', 'errors.library.noText')
      const position = carryPosition(db, getPosition(db, articleId), version) ?? null
      if (ahead) readBodyAhead(db, version.id, position?.offset ?? 0)
      return { version, position }
    },
    'reading.version': ({ versionId }) => {
      const version = getReadingVersion(db, versionId)
      if (!version) throw new AppError('not-found', 'errors.library.noVersion')
      return version
    },
    'reading.pages': ({ versionId }) => listPages(db, versionId),
    'reading.text': ({ versionId, start, end, withSigns }) => {
      const text = versionText(db, versionId).slice(start, end).toWellFormed()
      return withSigns ? { text, signs: signsOfPassage(db, versionId, start, text) } : { text }
    },
    'reading.opened': ({ articleId }) => {
      const article = requireArticle(db, articleId)
      if (article.state === 'later') updateArticle(db, articleId, { state: 'reading' }, stamp())
      noteOpened(db, articleId, article.versionId, stamp())
      return null
    },
    'reading.savePosition': ({ articleId, versionId, offset, progress }) => {
      savePosition(db, { articleId, versionId, offset, progress }, stamp())
      return null
    }
  }
}
