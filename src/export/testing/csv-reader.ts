/**
 * A strict reader of RFC 4180, written from the grammar alone: records end with CRLF, a quoted cell holds everything
 * but single quotes, an unquoted one neither quotes nor CR nor LF nor the separator.
 *
 * @throws SyntaxError at the first character that the grammar does not allow
 */
export function readCsv(text: string, separator: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let position = 0
  while (position < text.length) {
    const cell = text[position] === '"' ? readQuoted(text, position) : readPlain(text, position, separator)
    record.push(cell.value)
    position = cell.end
    if (text.startsWith(separator, position)) {
      position += separator.length
      if (position === text.length) throw new SyntaxError('The last record has no end.')
      continue
    }
    if (!text.startsWith('\r\n', position))
      throw new SyntaxError(`Neither separator nor CRLF at ${position}.`)
    position += 2
    records.push(record)
    record = []
  }
  return records
}

function readQuoted(text: string, start: number): { value: string; end: number } {
  let value = ''
  let position = start + 1
  for (;;) {
    const quote = text.indexOf('"', position)
    if (quote < 0) throw new SyntaxError(`The quote at ${start} is never closed.`)
    value += text.slice(position, quote)
    if (text[quote + 1] !== '"') return { value, end: quote + 1 }
    value += '"'
    position = quote + 2
  }
}

function readPlain(text: string, start: number, separator: string): { value: string; end: number } {
  let end = start
  while (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n') {
    if (text[end] === '"') throw new SyntaxError(`A quote inside an unquoted cell at ${end}.`)
    end += 1
  }
  return { value: text.slice(start, end), end }
}
