/** The dossier as data: what is said, every number in it, and the query that gives the number. */
import { z } from 'zod'
import { dossierFormats, likelihoods } from './dossier-terms.ts'

const cellSchema = z.union([z.string(), z.number(), z.null()])
export type Cell = z.infer<typeof cellSchema>

/** A query that was run for the dossier, with all it answered: enough to run it again and compare. */
export const answerSchema = z.object({
  id: z.string().describe('`Q1`: how figures refer to it.'),
  name: z.string().describe('The query’s own name, such as `recount/totals`.'),
  sql: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
  rows: z.array(z.record(z.string(), cellSchema)),
})
export type Answer = z.infer<typeof answerSchema>

/** How a cell is written; the same name always writes the same value the same way, in each language its own. */
export const figureFormats = [
  'count',
  'about',
  'percent',
  'day',
  'decimal',
  'expected',
  'weight',
  'times',
  'one-in',
  'probability',
  'e-value',
  'text',
  'sentence',
] as const
export type FigureFormat = (typeof figureFormats)[number]

/** One number (or date) as it is shown: a cell of an answer, or a cited one with its source. */
export const figureSchema = z.object({
  id: z.string().describe('`F1`'),
  shown: z.string(),
  value: cellSchema,
  format: z.enum(figureFormats),
  from: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('query'), query: z.string(), row: z.int(), column: z.string() }),
    z.object({ kind: z.literal('cited'), source: z.string() }),
  ]),
})
export type Figure = z.infer<typeof figureSchema>

/** What a sentence is made of. Only `figure` shows a number; `name` is an identifier that came with the data. */
export const pieceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('strong'), text: z.string() }),
  z.object({ kind: z.literal('figure'), id: z.string(), shown: z.string() }),
  z.object({ kind: z.literal('name'), text: z.string() }),
  z.object({ kind: z.literal('quote'), text: z.string() }),
])
export type Piece = z.infer<typeof pieceSchema>

const line = z.array(pieceSchema)
const columnSchema = z.object({ title: z.string(), align: z.enum(['left', 'right']), width: z.number() })

export const chartSchema = z.object({
  kind: z.literal('chart'),
  title: z.string(),
  /** Every point is a row of this query: the chart has no number of its own. */
  query: z.string(),
  shape: z.enum(['days', 'against']),
  label: z.string().describe('Column that names a point.'),
  value: z.string().describe('Column drawn.'),
  other: z.string().optional().describe('Column drawn beside it, hollow.'),
  points: z.array(z.object({ label: z.string(), value: z.number(), other: z.number().optional() })),
  caption: line,
})
export type Chart = z.infer<typeof chartSchema>

export const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), style: z.enum(['lead', 'plain', 'small']), line }),
  z.object({ kind: z.literal('list'), items: z.array(line) }),
  z.object({ kind: z.literal('table'), columns: z.array(columnSchema), rows: z.array(z.array(line)) }),
  z.object({ kind: z.literal('heading'), title: z.string(), anchor: z.string().optional() }),
  z.object({ kind: z.literal('code'), text: z.string() }),
  chartSchema,
])
export type Block = z.infer<typeof blockSchema>

export const sectionSchema = z.object({ id: z.string(), title: z.string(), blocks: z.array(blockSchema) })
export type Section = z.infer<typeof sectionSchema>

export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

/** What the provider says about who is behind it: never computed here, always with its source. */
export const attributionSchema = z.object({
  entries: z
    .array(
      z.object({
        statement: z.string().min(1).max(2000),
        source: z.string().min(1).max(1000).describe('Where it comes from, so that it can be checked.'),
        likelihood: z.enum(likelihoods),
        confidence: z.enum(['low', 'moderate', 'high']).describe('In the source, not in the statement.'),
        entered_by: z.string().max(200).optional(),
      }),
    )
    .max(50),
})
export type Attribution = z.infer<typeof attributionSchema>

export const dossierSchema = z.object({
  format: z.literal('stillwatch-dossier'),
  version: z.literal(2),
  language: z.enum(languages),
  finding: z.string(),
  kind: z.enum(['campaign', 'group']),
  state: z.string(),
  run: z.string(),
  as_of: z.string(),
  program: z.string().describe('Version of Stillwatch that wrote it.'),
  withheld: z
    .array(z.string())
    .optional()
    .describe('Kinds of values that a redacted dossier leaves out; absent when it is whole.'),
  title: z.string(),
  headline: line.describe('The title with its numbers as figures.'),
  sections: z.array(sectionSchema),
  figures: z.array(figureSchema),
  answers: z.array(answerSchema),
})
export type Dossier = z.infer<typeof dossierSchema>

/** What somebody wants a dossier to be. */
export const dossierAskedSchema = z.object({
  format: z.enum(dossierFormats).default('pdf'),
  language: z.enum(languages).default('en'),
  redact: z
    .boolean()
    .default(false)
    .describe(
      'For readers outside the provider: pseudonyms for accounts; values that lead to a person withheld.',
    ),
  attribution: attributionSchema.optional(),
})
export type DossierAsked = z.infer<typeof dossierAskedSchema>

/** A dossier over HTTP: the file as it would be written, and the manifest that seals it. */
export const dossierFileSchema = z.object({
  name: z.string().describe('Of the file; the manifest belongs beside it as `NAME.manifest.json`.'),
  media_type: z.string(),
  base64: z.string(),
  manifest: z.record(z.string(), z.unknown()),
})
export type DossierFile = z.infer<typeof dossierFileSchema>
