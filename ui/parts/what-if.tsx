import { useId, useState } from 'react'
import type { Estimated } from '../../src/model/page.ts'
import { useAnswer, useLast } from '../api.ts'
import { compact, count, expected, longDay, percent } from '../format.ts'
import { named, t } from '../words.ts'
import { ActForm, Choice } from './act-form.tsx'
import { DataTable } from './data-table.tsx'
import { refusalText } from './refusal.tsx'

type Rung = Estimated['estimate']['measures'][number]
type Measure = Estimated['terms']['measure']

const ladder: readonly Measure[] = ['watch', 'limit', 'withhold', 'verify', 'suspend']

/** What each measure would have touched in the last days of the log, and the way to propose one. */
export function WhatIf({ id }: { id: string }) {
  const [measure, setMeasure] = useState<Measure>('limit')
  const base = `/v1/campaigns/${encodeURIComponent(id)}`
  const loaded = useLast(useAnswer<Estimated>(`${base}/estimate?measure=${measure}`))
  if (loaded.state === 'loading') return <p className="note">{t.waiting}</p>
  if (loaded.state === 'failed') return <p className="note">{refusalText(loaded)}</p>
  const { estimate, terms } = loaded.value
  return (
    <>
      <p className="statement">
        {t.whatIf.summary(
          longDay(estimate.from),
          longDay(estimate.to),
          count(estimate.accounts),
          count(estimate.exchanges),
          percent(estimate.share),
          expected(estimate.honest),
        )}
      </p>
      <DataTable<Rung>
        name={`${id} ${t.sections.measures}`}
        keyOf={one => one.measure}
        rows={estimate.measures}
        columns={[
          {
            id: 'measure',
            title: t.whatIf.measure,
            value: one => named(t.measures, one.measure),
            show: one => (
              <>
                <strong>{named(t.measures, one.measure)}</strong>
                <span className="under">
                  {named(t.measureMeans, one.measure)}
                  {one.measure === 'limit' && t.colon + budget(terms.limits)}
                </span>
              </>
            ),
          },
          {
            id: 'exchanges',
            title: t.whatIf.changed,
            isNumber: true,
            value: one => one.exchanges,
            show: one => (
              <>
                {count(one.exchanges)}
                <span className="under">{percent(one.exchanges / Math.max(1, estimate.exchanges))}</span>
              </>
            ),
          },
          {
            id: 'accounts',
            title: t.words.accounts,
            isNumber: true,
            value: one => one.accounts,
            show: one => count(one.accounts),
          },
        ]}
      />
      <p className="note">
        {t.whatIf.honest(
          count(Math.round(estimate.honest_exchanges)),
          compact(estimate.output_tokens),
          compact(estimate.honest_output_tokens),
          count(estimate.spared),
        )}
        {estimate.revenue &&
          ` ${t.whatIf.revenue(compact(estimate.revenue.touched), compact(estimate.revenue.honest), estimate.revenue.currency)}`}
      </p>
      <Propose path={`${base}/review`} terms={terms} measure={measure} onMeasure={setMeasure} />
    </>
  )
}

const budget = ({ requests_per_minute, tokens_per_minute, concurrent }: Estimated['terms']['limits']) =>
  [
    ...(requests_per_minute === undefined ? [] : [t.whatIf.requests(count(requests_per_minute))]),
    ...(tokens_per_minute === undefined ? [] : [t.whatIf.tokens(count(tokens_per_minute))]),
    ...(concurrent === undefined ? [] : [t.whatIf.concurrent(count(concurrent))]),
  ].join(t.comma)

interface ProposeProps {
  path: string
  terms: Estimated['terms']
  measure: Measure
  onMeasure: (measure: Measure) => void
}

function Propose({ path, terms, measure, onMeasure }: ProposeProps) {
  const [mode, setMode] = useState<'shadow' | 'enforce'>('shadow')
  const [hours, setHours] = useState(String(terms.hours))
  const field = useId()
  return (
    <div className="acts">
      <ActForm
        title={t.whatIf.propose}
        path={path}
        isGrave={mode === 'enforce'}
        body={() => ({ verdict: 'contain', measure, mode, hours: Number(hours) })}
      >
        <Choice
          label={t.whatIf.measure}
          value={measure}
          options={ladder.map(one => [one, named(t.measures, one)] as const)}
          onChange={onMeasure}
        />
        <Choice
          label={t.whatIf.mode}
          value={mode}
          options={[
            ['shadow', t.whatIf.shadow],
            ['enforce', t.whatIf.enforce],
          ]}
          onChange={setMode}
        />
        <label htmlFor={field}>
          <span>{t.whatIf.hours}</span>
          <input
            id={field}
            type="number"
            min={1}
            max={8760}
            value={hours}
            onChange={event => setHours(event.target.value)}
          />
        </label>
      </ActForm>
    </div>
  )
}
