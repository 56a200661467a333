import { useId, useState } from 'react'
import type { Appeal } from '../../src/model/page.ts'
import { fileName } from '../csv.ts'
import { save } from '../download.ts'
import { instant } from '../format.ts'
import { ActForm, Choice } from '../parts/act-form.tsx'
import { Answered, useTitle } from '../parts/answered.tsx'
import { Name } from '../parts/name.tsx'
import { addressOf, Link } from '../route.tsx'
import { t } from '../words.ts'

/** Account holders who say it was not them; each is owed a reasoned answer. */
export function AppealsView() {
  useTitle(t.appeals.title)
  return (
    <Answered<{ items: Appeal[] }> path="/v1/appeals">
      {({ items }) => (
        <>
          <div className="lead">
            <h1>{items.length === 0 ? t.appeals.none : t.appeals.title}</h1>
            <p>{t.appeals.note}</p>
          </div>
          <ul className="containments">
            {items.map(one => (
              <One key={one.id} appeal={one} />
            ))}
          </ul>
        </>
      )}
    </Answered>
  )
}

function One({ appeal }: { appeal: Appeal }) {
  return (
    <li className="containment">
      <p className="containment-head">
        <Link href={addressOf('accounts', appeal.account)}>
          <Name text={appeal.account} mono />
        </Link>
        <span>
          {appeal.answered === undefined ? t.appeals.open : t.appeals.outcomes[appeal.answered.outcome]}
        </span>
        <span className="faint">{instant(appeal.at)}</span>
      </p>
      {appeal.text !== undefined && (
        <blockquote>
          <Name text={appeal.text} />
        </blockquote>
      )}
      {appeal.answered === undefined ? (
        <div className="acts">
          <Answer appeal={appeal} />
        </div>
      ) : (
        <details className="letter">
          <summary>{t.appeals.letter}</summary>
          <pre>{appeal.answered.answer}</pre>
          <button
            type="button"
            className="quiet"
            onClick={() => void navigator.clipboard.writeText(appeal.answered?.answer ?? '')}
          >
            {t.appeals.copy}
          </button>{' '}
          <button
            type="button"
            className="quiet"
            onClick={() =>
              save(fileName(appeal.id).replace(/csv$/, 'txt'), 'text/plain', appeal.answered?.answer ?? '')
            }
          >
            {t.appeals.save}
          </button>
        </details>
      )}
    </li>
  )
}

function Answer({ appeal }: { appeal: Appeal }) {
  const [outcome, setOutcome] = useState<'granted' | 'refused'>('granted')
  const [message, setMessage] = useState('')
  const field = useId()
  return (
    <ActForm
      title={t.appeals.answer}
      path={`/v1/appeals/${encodeURIComponent(appeal.id)}/answer`}
      reasonTitle={t.appeals.reason}
      body={() => ({ outcome, ...(message.trim() !== '' && { message: message.trim() }) })}
    >
      <Choice
        label={t.appeals.outcome}
        value={outcome}
        options={[
          ['granted', t.appeals.grant],
          ['refused', t.appeals.refuse],
        ]}
        onChange={setOutcome}
      />
      <label htmlFor={field}>
        <span>{t.appeals.message(appeal.language)}</span>
        <textarea
          id={field}
          rows={3}
          maxLength={4000}
          required={outcome === 'refused'}
          value={message}
          onChange={event => setMessage(event.target.value)}
        />
      </label>
    </ActForm>
  )
}
