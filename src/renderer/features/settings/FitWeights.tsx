import { useState } from 'react'
import { LEAST_ANSWERS } from '../../../shared/reviews.ts'
import { formatNumber, formatThousandths } from '../../lib/formats.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** Fits the parameters of FSRS to the reader's own answers, and takes them when they are better. */
export function FitWeights() {
  const { settings, change } = useSettings()
  const [working, setWorking] = useState(false)
  const [told, setTold] = useState('')
  const { show, showError } = useToast()
  const begin = async () => {
    setWorking(true)
    setTold(t('study.settings.fitting'))
    try {
      const earlier = settings.studyWeights
      const { answers, weights, lossBefore, lossAfter } = await invoke('reviews.fit', {})
      const figures = {
        answers: formatNumber(answers),
        before: formatThousandths(lossBefore),
        after: formatThousandths(lossAfter)
      }
      if (!weights) {
        setTold(
          t('study.settings.fitFew', { answers: formatNumber(answers), least: formatNumber(LEAST_ANSWERS) })
        )
      } else if (lossAfter < lossBefore) {
        await change({ studyWeights: weights })
        setTold(t('study.settings.fitDone', figures))
        show({
          message: t('study.settings.fitDone', figures),
          action: {
            label: t('study.settings.fitBack'),
            onClick: () => void change({ studyWeights: earlier }).catch(showError)
          }
        })
      } else setTold(t('study.settings.fitNoBetter', figures))
    } catch (error) {
      setTold('')
      showError(error)
    } finally {
      setWorking(false)
    }
  }
  return (
    <div>
      {working ? (
        <Button onClick={() => void invoke('reviews.stopFit', {}).catch(showError)}>
          {t('study.settings.fitStop')}
        </Button>
      ) : (
        <Button onClick={() => void begin()}>{t('study.settings.fit')}</Button>
      )}
      <p className="field-hint" role="status" aria-busy={working}>
        {told}
      </p>
    </div>
  )
}
