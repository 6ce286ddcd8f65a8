import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { ArticleId, VersionId } from '../../../shared/values.ts'
import { fakeBridge } from '../../testing/fake-bridge.ts'
import { renderPart } from '../../testing/render-part.tsx'
import { EditionDialog } from './EditionDialog.tsx'

const none = { exact: 3, moved: 2, changed: 0, unsure: 0, lost: 0 }
const uuid = '00000000-0000-4000-8000-000000000001'

it.each([
  ['All highlights are in their places.', none],
  ['600 highlights are on words that have changed.', { ...none, changed: 600 }],
  ['3 highlights need a look.', { ...none, changed: 600, unsure: 1, lost: 2 }]
])('says of the new version: %s', async (said, counts) => {
  fakeBridge({ 'versions.adopt': { versionId: VersionId.parse(uuid), number: 2, counts } })
  const articleId = ArticleId.parse(uuid)
  renderPart(
    <EditionDialog
      edition={{ addedId: articleId, articleId, title: 'Tides' }}
      onDone={() => {}}
      onOpenArticle={() => {}}
    />
  )
  await userEvent.click(screen.getByRole('button', { name: 'New version' }))
  await waitFor(() => expect(screen.queryByText(`New version added. ${said}`)).not.toBeNull())
})
