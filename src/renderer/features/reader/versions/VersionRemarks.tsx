import type { ArticleVersion } from '../../../../shared/versions.ts'
import { t } from '../../../lib/messages.ts'
import { runCommand } from '../../../lib/use-command.ts'
import { Button } from '../../../ui/Button.tsx'

/** What was left out or is uncertain since a version was made, and which pictures can still be had. */
export function VersionRemarks({ version }: { version: ArticleVersion }) {
  const { remarks, missingPictures } = version
  if (remarks.length === 0 && missingPictures === 0) return null
  return (
    <div className="version-remarks">
      <ul aria-label={t('versions.remarks')}>
        {[...new Set(remarks)].map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
        {missingPictures > 0 ? <li>{t('versions.missingPictures', { count: missingPictures })}</li> : null}
      </ul>
      {missingPictures > 0 ? (
        <Button onClick={() => runCommand('reader.loadPictures')}>{t('versions.loadPictures')}</Button>
      ) : null}
    </div>
  )
}
