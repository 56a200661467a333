import { useState } from 'react'
import { useLive } from './live.ts'
import { Lookup } from './parts/lookup.tsx'
import { Link, usePath, type View, viewOf } from './route.tsx'
import { signOut, useSession } from './session.ts'
import { applyTheme, nextTheme, storedTheme } from './theme.ts'
import { AccountView } from './views/account.tsx'
import { AppealsView } from './views/appeals.tsx'
import { AuditView } from './views/audit.tsx'
import { CampaignsView } from './views/campaigns.tsx'
import { CompareView } from './views/compare.tsx'
import { FindingPage } from './views/finding.tsx'
import { GroupsView } from './views/groups.tsx'
import { OverviewView } from './views/overview.tsx'
import { ReviewView } from './views/review.tsx'
import { SettingsView } from './views/settings.tsx'
import { language, languages, speak, t } from './words.ts'

export function App() {
  const [spoken, setSpoken] = useState(language)
  const turn = () => {
    const next = languages[(languages.indexOf(spoken) + 1) % languages.length] ?? 'en'
    speak(next)
    setSpoken(next)
  }
  const view = viewOf(usePath())
  return (
    // Another language is another page: everything is drawn anew.
    <div className="frame" key={spoken}>
      <a className="skip" href="#main">
        {t.skip}
      </a>
      <Masthead view={view} />
      <main id="main">
        <Shown view={view} />
      </main>
      <footer className="foot">
        <LiveNote />
        <SessionNote />
        <a href="/openapi.json">API</a>
        <ThemeButton />
        <button type="button" className="quiet" onClick={turn}>
          {t.otherLanguage}
        </button>
      </footer>
    </div>
  )
}

function Shown({ view }: { view: View }) {
  switch (view.name) {
    case 'overview':
      return <OverviewView />
    case 'campaigns':
      return <CampaignsView />
    case 'compare':
      return <CompareView />
    case 'campaign':
      return <FindingPage key={view.id} kind="campaign" id={view.id} />
    case 'groups':
      return <GroupsView />
    case 'group':
      return <FindingPage key={view.id} kind="group" id={view.id} />
    case 'account':
      return <AccountView key={view.id} id={view.id} />
    case 'review':
      return <ReviewView />
    case 'appeals':
      return <AppealsView />
    case 'audit':
      return <AuditView />
    case 'settings':
      return <SettingsView />
    default:
      return (
        <div className="failed">
          <h1>{t.nowhere.title}</h1>
          <p>
            <Link href="/">{t.nowhere.back}</Link>
          </p>
        </div>
      )
  }
}

function Masthead({ view }: { view: View }) {
  const item = (href: string, text: string, names: readonly View['name'][]) => (
    <Link href={href} aria-current={names.includes(view.name) ? 'page' : undefined}>
      {text}
    </Link>
  )
  return (
    <header className="mast">
      <Link className="brand" href="/">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <circle cx="16" cy="16" r="3.2" fill="var(--hostile)" />
          <circle cx="16" cy="16" r="8.5" fill="none" stroke="currentColor" strokeWidth="2" />
          <circle cx="16" cy="16" r="14" fill="none" stroke="currentColor" strokeWidth="1.3" opacity=".4" />
        </svg>
        Stillwatch
      </Link>
      <nav aria-label={t.nav.label}>
        {item('/', t.nav.overview, ['overview'])}
        {item('/campaigns', t.nav.campaigns, ['campaigns', 'campaign', 'compare'])}
        {item('/review', t.nav.review, ['review', 'appeals'])}
        {item('/groups', t.nav.groups, ['groups', 'group'])}
        {item('/audit', t.nav.audit, ['audit'])}
        {item('/settings', t.nav.settings, ['settings'])}
      </nav>
      <Lookup />
    </header>
  )
}

function LiveNote() {
  const { isReached } = useLive()
  return (
    <span className={isReached ? 'live' : 'live lost'} role="status">
      {isReached ? t.live.on : t.live.off}
    </span>
  )
}

/** On this machine's own address nobody signs in. */
function SessionNote() {
  const session = useSession()
  if (session === undefined || session.kind === 'loopback') return null
  return (
    <span>
      {t.session.as(session.id)}{' '}
      <button type="button" className="quiet" onClick={() => void signOut()}>
        {t.session.signOut}
      </button>
    </span>
  )
}

function ThemeButton() {
  const [theme, setTheme] = useState(storedTheme)
  const turn = () => {
    const next = nextTheme(theme)
    applyTheme(next)
    setTheme(next)
  }
  return (
    <button type="button" className="quiet" onClick={turn}>
      {t.theme[theme]}
    </button>
  )
}
