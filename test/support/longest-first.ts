/**
 * Which test file runs when: those that take longest begin, so that none of them is left alone at the end. Files with a
 * process of their own come before those that share one, since a shared process ends when the next file wants its own.
 */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Slowest first, where nothing is known of an earlier run; a file that is not here follows by its size. */
const slowest = [
  'test/hubs',
  'test/e2e/story',
  'test/e2e/hostile-store',
  'src/discover/holdings',
  'test/e2e/page-looks',
  'test/metamorphic',
  'test/e2e/page-access',
  'src/discover/detect',
  'test/e2e/bad-input',
  'src/ingest/server',
  'test/e2e/page-journeys',
  'src/contain/keep-up',
  'test/e2e/page',
  'test/e2e/page-acts',
  'src/ingest/kill',
  'src/ingest/ingest',
  'src/ingest/enrich/load',
  'src/server/every-route',
  'src/follow/watch-returns',
  'src/cli/findings-commands',
  'src/server/live/live',
  'src/discover/quiet',
  'src/range/bulk/make-bulk',
  'src/actions/actions',
  'src/signals/signals',
  'src/server/live/kill',
  'src/report/pdf/pdf',
  'src/store/server',
  'test/patterns-engine',
  'src/report/dossier/dossier',
  'src/reaction/probe',
].map(name => `/${name}.test.ts`)

const place = ({ moduleId, project }: TestSpecification): number => {
  const found = slowest.findIndex(name => moduleId.endsWith(name))
  const among = found === -1 ? slowest.length : found
  return project.config.isolate ? among : among + slowest.length + 1
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}
