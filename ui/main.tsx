import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './style/fonts.css'
import './style/tokens.css'
import './style/base.css'
import './style/tables.css'
import './style/charts.css'
import './style/link-map.css'
import './style/views.css'
import './style/acts.css'
import { App } from './app.tsx'
import { applyTheme, storedTheme } from './theme.ts'
import { speak, storedLanguage } from './words.ts'

applyTheme(storedTheme())
speak(storedLanguage())
const root = document.getElementById('page')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
