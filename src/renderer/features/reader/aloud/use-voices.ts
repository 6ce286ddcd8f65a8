import { useEffect, useState } from 'react'

/** The voices of this computer; they may come a moment after they were first asked for. */
export function useVoices(): readonly SpeechSynthesisVoice[] {
  const [voices, setVoices] = useState<readonly SpeechSynthesisVoice[]>(() => speechSynthesis.getVoices())
  useEffect(() => {
    const synthesis = window.speechSynthesis
    const look = () => setVoices(synthesis.getVoices())
    look()
    synthesis.addEventListener('voiceschanged', look)
    return () => synthesis.removeEventListener('voiceschanged', look)
  }, [])
  return voices
}
