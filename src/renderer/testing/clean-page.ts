import { cleanup } from '@testing-library/react'
import { afterAll, afterEach } from 'vitest'
import { setMessageLanguage } from '../lib/messages.ts'

// Files of tests come one after the other in one page, with what was loaded for the one before: to start anew for
// each took longer than the tests. So each leaves the page as it found it; what the app keeps for as long as its
// window is there (how one searched, what was chosen) is for the tests that look at it to set.

// What Testing Library does by itself, it does for the first file that loads it.
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
afterEach(cleanup)

afterAll(async () => {
  await setMessageLanguage('en')
  document.head.replaceChildren()
  document.body.replaceChildren()
  for (const element of [document.documentElement, document.body])
    for (const { name } of [...element.attributes]) element.removeAttribute(name)
})
