import { useTitle } from '../parts/answered.tsx'
import { t } from '../words.ts'

export function SettingsView() {
  useTitle(t.nav.review)
  return <p>{t.waiting}</p>
}
