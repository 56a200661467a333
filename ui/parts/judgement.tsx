import type { FindingView } from '../../src/model/api.ts'
import { capital, count } from '../format.ts'
import { named, t } from '../words.ts'
import { called } from './called.tsx'
import { said } from './said.tsx'

/** The judgement in one look: both questions with their answers, the doubt that remains, what to rule out first. */
export function Judgement({ view }: { view: FindingView }) {
  const { finding, story } = view
  const isCampaign = finding.kind === 'campaign'
  const families = story.families
    .filter(one => one.question === 'same hand' && one.weight > 0.5)
    .slice(0, 3)
    .map(one => named(t.families, one.family).toLowerCase())
    .join(t.comma)
  const [first] = story.alternatives
  return (
    <aside className="judgement" aria-label={t.judgement.title}>
      <dl>
        <Answer
          question={t.judgement.hand}
          answer={likelier(finding.same_hand, t.judgement.strangers)}
          under={capital(families)}
        />
        <Answer
          question={t.judgement.taking}
          answer={likelier(finding.purpose, t.judgement.honest)}
          under={called(finding.name).title}
        />
        {isCampaign && <Answer question={t.judgement.doubt} answer={doubt(finding.confidence)} />}
        {first !== undefined && (
          <Answer
            question={t.judgement.ruleOut}
            answer={t.explanations[first.explanation] ?? first.explanation}
            under={said(first.answer)}
          />
        )}
        {!isCampaign && finding.why_not !== undefined && (
          <Answer question={t.groups.why} answer={said(finding.why_not)} />
        )}
      </dl>
      {isCampaign && (
        <a className="act" href="#review">
          {t.judgement.judge}
        </a>
      )}
    </aside>
  )
}

const Answer = ({ question, answer, under }: { question: string; answer: string; under?: string }) => (
  <div>
    <dt>{question}</dt>
    <dd>{answer}</dd>
    {under !== undefined && under !== '' && <dd className="under">{under}</dd>}
  </div>
)

/** A ratio beyond a million says no more than that: the null models are not that exact. */
function likelier(nats: number, than: string): string {
  const ratio = Math.exp(Math.abs(nats))
  if (ratio < 1.15) return t.evidence.neither
  const size =
    ratio > 1e6
      ? t.judgement.million
      : t.judgement.ratio(ratio < 10 ? ratio.toFixed(1) : count(Number(ratio.toPrecision(2))))
  return nats > 0 ? t.judgement.times(size, than) : t.judgement.less(size, than)
}

function doubt(confidence: number): string {
  const left = 1 - confidence
  return left < 1e-4
    ? t.judgement.below('10,000')
    : t.judgement.oneIn(count(Number((1 / left).toPrecision(2))))
}
