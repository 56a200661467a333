import { applyCalibration, readCalibration } from '../../contain/calibration.ts'
import { readState } from '../../contain/load.ts'
import { queueOf } from '../../contain/queue.ts'
import { listFindings } from '../../findings/read.ts'
import { calibrationBodySchema, calibrationSchema, queueSchema } from '../../model/review.ts'
import { defineRoute } from '../route.ts'
import { byOf } from './review-by.ts'

/** What waits for a person. */
export const queueList = defineRoute({
  path: '/v1/queue',
  operation: 'listQueue',
  summary:
    'What waits for a person, the most pressing first: appeals, approvals, what is about to end, new campaigns.',
  answer: queueSchema,
  handle: async parts => {
    const state = await readState(parts.store)
    const findings = await listFindings(parts.store)
    return { items: queueOf(state, findings, await readCalibration(parts.store), parts.clock()) }
  },
})

/** What the verdicts say about the promise. */
export const queueCalibration = defineRoute({
  path: '/v1/calibration',
  operation: 'showCalibration',
  summary:
    'What reviewers’ verdicts say about the promised share of false campaigns, by strength of evidence.',
  answer: calibrationSchema,
  handle: parts => readCalibration(parts.store),
})

/** Changes the promise on a person's word. */
export const queueCalibrationApply = defineRoute({
  method: 'POST',
  path: '/v1/calibration',
  operation: 'applyCalibration',
  summary: 'Set the promised share of false campaigns for runs to come. Written to the audit log.',
  role: 'admin',
  body: calibrationBodySchema,
  answer: calibrationSchema,
  handle: (parts, { body, principal }) => {
    const { request_id, ...asked } = body
    return applyCalibration(parts.store, asked, byOf(parts, principal, request_id))
  },
})
