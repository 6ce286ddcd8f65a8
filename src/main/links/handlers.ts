import type { HandlersOf } from '../../shared/contract.ts'
import type { Context } from '../context.ts'
import { listBacklinks, resolveLink } from './repository.ts'

export function linkHandlers({ db }: Context): HandlersOf<'links.resolve' | 'links.listTo'> {
  return {
    'links.resolve': ({ targets }) => targets.map((target) => resolveLink(db, target)),
    'links.listTo': (target) => listBacklinks(db, target)
  }
}
