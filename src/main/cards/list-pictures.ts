import type { Database } from 'better-sqlite3'
import type { Output } from '../../shared/contract.ts'

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** The images of an article's current version, in the order of the text, each with what it says it shows. */
export function listPictures(db: Database, articleId: string): Output<'cards.pictures'> {
  const version = db
    .prepare<[string], { id: string; html: string }>(
      'SELECT v.id, v.html FROM articles a JOIN article_versions v ON v.id = a.current_version_id WHERE a.id = ?'
    )
    .get(articleId)
  if (!version) return []
  const size = db.prepare<[string], { width: number | null; height: number | null }>(
    'SELECT width, height FROM assets WHERE hash = ?'
  )
  const pictures = new Map<string, Output<'cards.pictures'>[number]>()
  // Stored HTML is our own writing (import/body/build-body.ts): an image is always written like this.
  for (const [, hash, alt] of version.html.matchAll(
    /<img src="asset:\/\/image\/([0-9a-f]{64})"(?: data-url="[^"]*")? alt="([^"]*)"/gu
  )) {
    const kept = size.get(hash!)
    if (!kept || pictures.has(hash!)) continue
    const words = alt!.replace(/&(amp|lt|gt|quot|#39);/gu, (whole, name: string) => entities[name] ?? whole)
    pictures.set(hash!, { hash: hash!, ...kept, alt: words })
  }
  return [...pictures.values()]
}
