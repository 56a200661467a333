import { type ReactNode, useId, useState } from 'react'
import { send } from '../api.ts'
import { refresh } from '../live.ts'
import { mayReview, useSession } from '../session.ts'
import { t } from '../words.ts'
import { Refusal, type Refused } from './refusal.tsx'

interface ActFormProps {
  /** What the button says that opens it. */
  title: string
  path: string
  method?: string
  /** What goes out beside the reason and the id of the request. */
  body?: () => Readonly<Record<string, unknown>>
  /** False: an act that needs no reason, such as assigning. */
  isReasoned?: boolean
  reasonTitle?: string
  isGrave?: boolean
  children?: ReactNode
  /** Told of the service's answer. */
  onDone?: (answer: unknown) => void
}

type Stage = { at: 'closed' | 'open' | 'sending' | 'done' } | { at: 'refused'; why: Refused }

/** An act of a person: a button, then what it needs, then the reason that stays in the log. */
export function ActForm({
  title,
  path,
  method,
  body,
  isReasoned = true,
  reasonTitle,
  isGrave,
  children,
  onDone,
}: ActFormProps) {
  const [stage, setStage] = useState<Stage>({ at: 'closed' })
  const [reason, setReason] = useState('')
  const field = useId()
  const isAllowed = mayReview(useSession())
  if (!isAllowed) return null
  if (stage.at === 'closed' || stage.at === 'done') {
    return (
      <span className="act-closed">
        <button
          type="button"
          className={isGrave ? 'act grave' : 'act'}
          onClick={() => setStage({ at: 'open' })}
        >
          {title}
        </button>
        {stage.at === 'done' && (
          <span className="note" role="status">
            {t.act.done}
          </span>
        )}
      </span>
    )
  }
  const submit = async () => {
    setStage({ at: 'sending' })
    const answer = await send(
      path,
      // Repeating the same press changes nothing: the service knows the request by its id.
      { ...body?.(), ...(isReasoned && { reason: reason.trim() }), request_id: crypto.randomUUID() },
      method,
    )
    if (answer.state === 'ready') {
      setReason('')
      setStage({ at: 'done' })
      onDone?.(answer.value)
      refresh()
    } else if (answer.state === 'failed') setStage({ at: 'refused', why: answer })
  }
  return (
    <form
      className="act-form"
      aria-label={title}
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className="act-title">{title}</p>
      {children}
      {isReasoned && (
        <label htmlFor={field}>
          <span>{reasonTitle ?? t.act.reason}</span>
          <textarea
            id={field}
            required
            minLength={3}
            maxLength={4000}
            rows={2}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
          <span className="note">{t.act.reasonNote}</span>
        </label>
      )}
      {stage.at === 'refused' && <Refusal why={stage.why} />}
      <div className="act-buttons">
        <button type="submit" className={isGrave ? 'act grave' : 'act'} disabled={stage.at === 'sending'}>
          {t.act.send}
        </button>
        <button type="button" className="quiet" onClick={() => setStage({ at: 'closed' })}>
          {t.act.cancel}
        </button>
      </div>
    </form>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  options: readonly (readonly [T, string])[]
  onChange: (value: T) => void
}

/** A choice inside an act. */
export function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <label>
      <span>{label}</span>
      <select
        value={value}
        onChange={event => {
          const chosen = options.find(([id]) => id === event.target.value)
          if (chosen !== undefined) onChange(chosen[0])
        }}
      >
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
