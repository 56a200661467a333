import { useState } from 'react'
import { Lookup } from './parts/lookup.tsx'
import { Link, usePath, type View, viewOf } from './route.tsx'
import { applyTheme, nextTheme, storedTheme } from './theme.ts'
import { AccountView } from './views/account.tsx'
import { CampaignsView } from './views/campaigns.tsx'
import { FindingPage } from './views/finding.tsx'
import { GroupsView } from './views/groups.tsx'
import { OverviewView } from './views/overview.tsx'

export function App() {
  const view = viewOf(usePath())
  return (
    <div className="frame">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <Masthead view={view} />
      <main id="main">
        <Shown view={view} />
      </main>
      <footer className="foot">
        <span>Stillwatch reads; nothing on this page changes or blocks anything.</span>
        <a href="/openapi.json">API</a>
        <ThemeButton />
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
    case 'campaign':
      return <FindingPage key={view.id} kind="campaign" id={view.id} />
    case 'groups':
      return <GroupsView />
    case 'group':
      return <FindingPage key={view.id} kind="group" id={view.id} />
    case 'account':
      return <AccountView key={view.id} id={view.id} />
    default:
      return (
        <div className="failed">
          <h1>There is no such page</h1>
          <p>
            <Link href="/">Go to the overview</Link>
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
      <nav aria-label="Views">
        {item('/', 'Overview', ['overview'])}
        {item('/campaigns', 'Campaigns', ['campaigns', 'campaign'])}
        {item('/groups', 'Left alone', ['groups', 'group'])}
      </nav>
      <Lookup />
    </header>
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
      Colours: {theme}
    </button>
  )
}
