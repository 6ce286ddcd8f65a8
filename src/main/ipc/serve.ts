import type { WebContents } from 'electron'
import { packReply, type SentReply } from '../../shared/bridge.ts'
import type { MessageKey } from '../../shared/messages/en.ts'
import { tell } from '../../shared/sentence.ts'
import { APP_ORIGIN, answerCalls } from '../schemes.ts'
import type { Dispatch } from './dispatch.ts'

/** More than a person and a fast list can ask for in a second. */
const CALLS_PER_SECOND = 2000

const refused = (key: MessageKey): SentReply => ({
  ok: false,
  error: { code: 'forbidden', message: tell({ key }) }
})

/**
 * Answers the window's calls and nobody else's: only the main frame of a window of ours, showing our
 * own page, is heard. Articles are shown in a frame of their own and are refused here.
 */
export function serve(dispatch: () => Dispatch, isOurWindow: (contents: WebContents) => boolean): void {
  let second = 0
  let calls = 0
  answerCalls(async (event, method, input) => {
    const frame = event.senderFrame
    const trusted =
      frame !== null &&
      isOurWindow(event.sender) &&
      frame === event.sender.mainFrame &&
      frame.origin === APP_ORIGIN
    if (!trusted) return refused('errors.onlyOurWindow')
    const now = Math.floor(Date.now() / 1000)
    if (now !== second) {
      second = now
      calls = 0
    }
    if (++calls > CALLS_PER_SECOND) return refused('errors.tooManyRequests')
    return packReply(await dispatch()(method as string, input))
  })
}
