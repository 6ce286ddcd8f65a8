import type { HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { PageRect } from '../../shared/original-pages.ts'

/** Draws the pages of originals. Only the app with windows can. */
export interface OriginalPages {
  /** @throws AppError when the original has no pages or they cannot be drawn */
  open(versionId: string): Promise<{ count: number; width: number; height: number }>
  /** A page as a PNG, so many pixels wide. */
  draw(versionId: string, page: number, width: number): Promise<Uint8Array>
  find(versionId: string, page: number, quotes: readonly string[]): Promise<PageRect[][]>
  close(): void
}

export function originalPageHandlers(
  pages: OriginalPages | undefined
): HandlersOf<'originals.open' | 'originals.find'> {
  const required = () => {
    if (!pages) throw new AppError('unsupported', 'originals.failed')
    return pages
  }
  return {
    'originals.open': ({ versionId }) => required().open(versionId),
    'originals.find': async ({ versionId, page, quotes }) => ({
      places: await required().find(versionId, page, quotes)
    })
  }
}
