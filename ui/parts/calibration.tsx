import { useId, useState } from 'react'
import type { Calibration as Shape } from '../../src/model/review.ts'
import { compact, count, percent } from '../format.ts'
import { t } from '../words.ts'
import { ActForm } from './act-form.tsx'
import { DataTable } from './data-table.tsx'
import { Said } from './said.tsx'

type Bucket = Shape['buckets'][number]

/** What the verdicts say about the promise. Nothing changes by itself: a person applies it, and the log keeps it. */
export function Calibration({ value }: { value: Shape }) {
  return (
    <>
      <p className="statement">
        {t.calibration.promise(percent(value.promise), value.verdicts, value.missed)}{' '}
        {t.calibration.advice[value.advice]}
      </p>
      <p className="note">
        <Said text={value.because} /> <Said text={value.limits} />
      </p>
      <DataTable<Bucket>
        name={t.calibration.title}
        keyOf={one => String(one.from)}
        rows={value.buckets.filter(one => one.confirmed + one.dismissed > 0)}
        empty={t.calibration.none}
        columns={[
          {
            id: 'from',
            title: t.calibration.strength,
            value: one => one.from,
            show: one =>
              t.calibration.range(compact(one.from), one.to === undefined ? undefined : compact(one.to)),
          },
          {
            id: 'confirmed',
            title: t.states.confirmed,
            isNumber: true,
            value: one => one.confirmed,
            show: one => count(one.confirmed),
          },
          {
            id: 'dismissed',
            title: t.states.dismissed,
            isNumber: true,
            value: one => one.dismissed,
            show: one => count(one.dismissed),
          },
          {
            id: 'precision',
            title: t.calibration.holds,
            isNumber: true,
            value: one => one.precision,
            show: one => (
              <>
                {percent(one.precision)}
                <span className="under">{t.span(percent(one.low), percent(one.high))}</span>
              </>
            ),
          },
        ]}
      />
      <div className="acts">
        <Apply value={value} />
      </div>
    </>
  )
}

function Apply({ value }: { value: Shape }) {
  const [share, setShare] = useState(String(value.false_campaigns))
  const field = useId()
  return (
    <ActForm
      title={t.calibration.apply}
      path="/v1/calibration"
      body={() => ({ false_campaigns: Number(share) })}
    >
      <label htmlFor={field}>
        <span>{t.calibration.share}</span>
        <input
          id={field}
          type="number"
          step="any"
          min={0.0001}
          max={0.5}
          value={share}
          onChange={event => setShare(event.target.value)}
        />
      </label>
    </ActForm>
  )
}
