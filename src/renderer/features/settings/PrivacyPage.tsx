import { t } from '../../lib/messages.ts'

const paragraphs = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'] as const

export function PrivacyPage() {
  return (
    <div className="prose">
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{t(`settings.privacy.${paragraph}`)}</p>
      ))}
    </div>
  )
}
