import { useId, useState } from 'react'
import type { Attribution, DossierAsked, DossierFile } from '../../src/model/dossier.ts'
import { dossierFormats, type Likelihood, likelihoods } from '../../src/model/dossier-terms.ts'
import { send } from '../api.ts'
import { save } from '../download.ts'
import { mayReview, useSession } from '../session.ts'
import { type Language, language, languages, t } from '../words.ts'
import { Choice } from './act-form.tsx'
import { Refusal, type Refused } from './refusal.tsx'

type Entry = Attribution['entries'][number]
type Stage = { at: 'asked' | 'making' } | { at: 'made'; name: string } | { at: 'refused'; why: Refused }

/** The dossier with its manifest, as two files; what the provider itself says of who is behind it goes in by hand. */
export function DossierForm({ id }: { id: string }) {
  const [format, setFormat] = useState<DossierAsked['format']>('pdf')
  const [spoken, setSpoken] = useState<Language>(language)
  const [isRedacted, setRedacted] = useState(false)
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const [stage, setStage] = useState<Stage>({ at: 'asked' })
  const isAllowed = mayReview(useSession())
  if (!isAllowed) return <p className="note">{t.dossier.onlyReview}</p>

  const make = async () => {
    setStage({ at: 'making' })
    const answer = await send<DossierFile>(`/v1/campaigns/${encodeURIComponent(id)}/dossier`, {
      format,
      language: spoken,
      redact: isRedacted,
      ...(entries.length > 0 && { attribution: { entries } }),
    })
    if (answer.state !== 'ready') {
      if (answer.state === 'failed') setStage({ at: 'refused', why: answer })
      return
    }
    const { name, media_type, base64, manifest } = answer.value
    save(
      name,
      media_type,
      Uint8Array.from(atob(base64), one => one.charCodeAt(0)),
    )
    save(`${name}.manifest.json`, 'application/json', `${JSON.stringify(manifest, null, 2)}\n`)
    setStage({ at: 'made', name })
  }

  return (
    <form
      className="dossier"
      aria-label={t.dossier.title}
      onSubmit={event => {
        event.preventDefault()
        void make()
      }}
    >
      <div className="choices">
        <Choice
          label={t.dossier.format}
          value={format}
          options={dossierFormats.map(one => [one, t.dossier.formats[one]] as const)}
          onChange={setFormat}
        />
        <Choice
          label={t.dossier.language}
          value={spoken}
          options={languages.map(one => [one, t.dossier.languages[one]] as const)}
          onChange={setSpoken}
        />
      </div>
      <label className="tick">
        <input type="checkbox" checked={isRedacted} onChange={event => setRedacted(event.target.checked)} />
        <span>
          {t.dossier.redact}
          <span className="under">{t.dossier.redactNote}</span>
        </span>
      </label>
      <Entries entries={entries} onChange={setEntries} />
      <div className="acts">
        <button type="submit" className="act" disabled={stage.at === 'making'}>
          {stage.at === 'making' ? t.dossier.making : t.dossier.make}
        </button>
        <span role="status" className="note">
          {stage.at === 'made' && t.dossier.made(stage.name)}
        </span>
      </div>
      {stage.at === 'refused' && <Refusal why={stage.why} />}
    </form>
  )
}

const blank: Entry = { statement: '', source: '', likelihood: 'likely', confidence: 'moderate' }
const confidences = ['low', 'moderate', 'high'] as const

interface EntriesProps {
  entries: readonly Entry[]
  onChange: (entries: readonly Entry[]) => void
}

/** Who is behind it is never computed: whoever knows something says it, with its source and how sure. */
function Entries({ entries, onChange }: EntriesProps) {
  const change = (index: number, part: Partial<Entry>) =>
    onChange(entries.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <fieldset>
      <legend>{t.dossier.attribution}</legend>
      <p className="note">{t.dossier.attributionNote}</p>
      {entries.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no name of its own
        <div className="entry" key={index}>
          <Text
            label={t.dossier.statement}
            most={2000}
            value={one.statement}
            onChange={statement => change(index, { statement })}
          />
          <Text
            label={t.dossier.source}
            most={1000}
            value={one.source}
            onChange={source => change(index, { source })}
          />
          <div className="choices">
            <Choice<Likelihood>
              label={t.dossier.likelihood}
              value={one.likelihood}
              options={likelihoods.map(term => [term, t.dossier.likelihoods[term]] as const)}
              onChange={likelihood => change(index, { likelihood })}
            />
            <Choice
              label={t.dossier.confidence}
              value={one.confidence}
              options={confidences.map(term => [term, t.dossier.confidences[term]] as const)}
              onChange={confidence => change(index, { confidence })}
            />
          </div>
          <button
            type="button"
            className="act"
            onClick={() => onChange(entries.filter((_, at) => at !== index))}
          >
            {t.dossier.drop}
          </button>
        </div>
      ))}
      <button type="button" className="act" onClick={() => onChange([...entries, blank])}>
        {t.dossier.add}
      </button>
    </fieldset>
  )
}

interface TextProps {
  label: string
  most: number
  value: string
  onChange: (value: string) => void
}

function Text({ label, most, value, onChange }: TextProps) {
  const field = useId()
  return (
    <label htmlFor={field}>
      <span>{label}</span>
      <textarea
        id={field}
        required
        rows={2}
        maxLength={most}
        value={value}
        onChange={event => onChange(event.target.value)}
      />
    </label>
  )
}
