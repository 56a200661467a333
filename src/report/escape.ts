/** The only way text enters the HTML of a report. */
import { plainText } from '../model/plain-text.ts'

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** HTML that is safe to place: made by the `html` tag or by a chart, never from raw text. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Piece = string | number | Html | readonly Html[]

/** Escapes whatever is not already `Html`, and shows characters that would deceive as `�`. */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return new Html(parts.reduce((text, part, index) => text + piece(values[index - 1]) + part))
}

function piece(value: Piece | undefined): string {
  if (value instanceof Html) return value.text
  if (Array.isArray(value)) return value.map((one: Html) => one.text).join('\n')
  return escapeHtml(String(value ?? ''))
}

export const escapeHtml = (text: string): string =>
  plainText(text).replace(/[&<>"']/g, character => entities[character] ?? '')
