import { v7 } from 'uuid'
import type { NoteId } from '../../../shared/values.ts'
import { checkRows } from '../../backups/check-rows.ts'
import { keepBallast } from '../../db/ballast.ts'
import { testApp } from '../test-app.ts'

/** What quota.ts asks of this program. */
export type QuotaOrder = { do: 'save'; body: string } | { do: 'read' } | { do: 'check' }

/** Its answers: a note, what is wrong with the library, or why it was not done. */
export interface QuotaReply {
  said: string
  /** Empty when it was done. */
  code: string
  /** Ids of what the reader is told about. */
  notices: string[]
}

// An app on the folder it is given, in a process of its own: quota.ts lets the system refuse its writes.
const folder = process.argv[2]!
const test = testApp({ folder, indexing: true })
await keepBallast(folder, 0)
const articleId = await test.add('Quota\n\nA paragraph that is kept whatever the system refuses.')

async function follow(order: QuotaOrder): Promise<string> {
  switch (order.do) {
    case 'save':
      await test.call('notes.save', { id: v7() as NoteId, articleId, highlightId: null, body: order.body })
      return ''
    case 'read':
      await test.call('reading.open', { articleId })
      return (await test.call('articles.get', { articleId })).note
    case 'check': {
      const { db } = test.app.context
      const damages = [...checkRows(db)].flatMap((one) => one.damages)
      const pages = db.pragma('integrity_check', { simple: true })
      return `${pages}, ${damages.length} damaged, ${test.bugs.length} bugs`
    }
  }
}

process.on('message', (order: QuotaOrder) => {
  void (async () => {
    const reply: QuotaReply = { said: '', code: '', notices: [] }
    try {
      reply.said = await follow(order)
    } catch (error) {
      reply.code = String((error as { code?: unknown }).code)
      reply.said = (error as Error).message
    }
    reply.notices = (await test.call('notices.list', {})).map(({ id }) => id)
    process.send!(reply)
  })()
})
process.send!('ready')
