import { useId, useState } from 'react'
import type { PolicyTrial, PolicyView } from '../../src/model/page.ts'
import { type Loaded, send } from '../api.ts'
import { count } from '../format.ts'
import { named, t } from '../words.ts'
import { Part } from './answered.tsx'
import { DataTable } from './data-table.tsx'
import { Refusal } from './refusal.tsx'
import { Section } from './section.tsx'

/** The provider's own rules about who may use what: shown, and tried out without changing anything. */
export function Policy() {
  return (
    <Section id="policy" title={t.policy.title} note={t.policy.note}>
      <Part<PolicyView> path="/v1/policy">{policy => <Rules key={policy.version} policy={policy} />}</Part>
    </Section>
  )
}

function Rules({ policy }: { policy: PolicyView }) {
  const [rules, setRules] = useState(policy.rules)
  const [settings, setSettings] = useState(() => JSON.stringify(policy.settings, null, 2))
  const [trial, setTrial] = useState<Loaded<PolicyTrial>>()
  const field = useId()
  const attempt = async () => {
    setTrial({ state: 'loading' })
    const parsed = parse(settings)
    if ('fault' in parsed) return setTrial({ state: 'ready', value: { problems: [parsed.fault], holds: [] } })
    setTrial(await send<PolicyTrial>('/v1/policy/try', { rules, settings: parsed.value }))
  }
  return (
    <form
      className="policy"
      aria-label={t.policy.title}
      onSubmit={event => {
        event.preventDefault()
        void attempt()
      }}
    >
      <p>
        {t.policy.version(policy.version)} {!policy.in_force && t.policy.notInForce}
      </p>
      <label htmlFor={field}>
        <span>{t.policy.rules}</span>
        <textarea
          id={field}
          className="mono"
          rows={12}
          spellCheck={false}
          value={rules}
          onChange={event => setRules(event.target.value)}
        />
      </label>
      <label htmlFor={`${field}-settings`}>
        <span>{t.policy.settings}</span>
        <textarea
          id={`${field}-settings`}
          className="mono"
          rows={8}
          spellCheck={false}
          value={settings}
          onChange={event => setSettings(event.target.value)}
        />
      </label>
      <div className="acts">
        <button type="submit" className="act">
          {t.policy.attempt}
        </button>
      </div>
      <div role="status">{trial !== undefined && <Outcome trial={trial} />}</div>
    </form>
  )
}

type Problem = PolicyTrial['problems'][number]

/** Settings are tried as they would stand in their file. */
function parse(text: string): { value: unknown } | { fault: Problem } {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { fault: { text: `${t.policy.notJson} ${error instanceof Error ? error.message : ''}` } }
  }
}

function Outcome({ trial }: { trial: Loaded<PolicyTrial> }) {
  if (trial.state === 'loading') return <p className="note">{t.waiting}</p>
  if (trial.state === 'failed') return <Refusal why={trial} />
  const { problems, version, holds } = trial.value
  if (problems.length > 0) {
    return (
      <ul className="warn" lang="en">
        {problems.map(one => (
          <li key={`${one.line ?? ''} ${one.text}`}>
            {one.line !== undefined && `${one.line}: `}
            {one.text}
          </li>
        ))}
      </ul>
    )
  }
  return (
    <>
      <p>{t.policy.sound(version ?? '')}</p>
      {holds.length === 0 && <p className="note">{t.policy.nobody}</p>}
      {holds.length > 0 && (
        <DataTable
          name={t.policy.trial}
          keyOf={one => one.measure}
          rows={holds}
          columns={[
            {
              id: 'measure',
              title: t.whatIf.measure,
              value: one => one.measure,
              show: one => named(t.measures, one.measure),
            },
            {
              id: 'now',
              title: t.policy.now,
              isNumber: true,
              value: one => one.now,
              show: one => count(one.now),
            },
            {
              id: 'tried',
              title: t.policy.tried,
              isNumber: true,
              value: one => one.tried,
              show: one => count(one.tried),
            },
          ]}
        />
      )}
    </>
  )
}
