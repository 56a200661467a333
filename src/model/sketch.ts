/** The sketch: what is kept of prompt and answer. Bit masks and their order are part of the versioned format. */

export const sketchVersion = 2

/** Bit i of `capabilities`. An exchange may carry several. */
export const capabilities = [
  'agentic-tool-use',
  'software-engineering',
  'mathematics',
  'reasoning',
  'data-generation',
  'translation',
  'summarization',
  'classification',
  'extraction',
  'creative-writing',
  'question-answering',
  'chat',
  'data-analysis',
  'computer-use',
] as const
export type Capability = (typeof capabilities)[number]

/** Bit i of `demands`: how the answer's form is prescribed. */
export const demands = [
  'json',
  'xml',
  'fixed-delimiter',
  'only-output',
  'numbered-list',
  'code-only',
  'length',
] as const
export type Demand = (typeof demands)[number]

/** Bit i of `style`: what speaks for taking rather than using. */
export const styles = [
  'reasoning-elicitation',
  'rubric-grading',
  'data-set-style',
  'safeguard-probing',
  'persona-injection',
  'answer-ranking',
] as const
export type Style = (typeof styles)[number]

/** `script` column: the dominant writing system of the user's text. */
export const scripts = ['none', 'latin', 'han', 'kana', 'hangul', 'cyrillic', 'arabic', 'other'] as const
