import { FIELDS, type FieldKey } from '../../directory/fields'

/** The columns that are pinned in fact: those of the pinned that stand at the beginning, behind the name. */
export function pinnedOf(visible: readonly FieldKey[], pinned: readonly FieldKey[]): FieldKey[] {
  const others = visible.filter((key) => key !== 'name')
  const end = others.findIndex((key) => !pinned.includes(key))
  return end < 0 ? others : others.slice(0, end)
}

/**
 * Columns with one of them moved to a place among the others; the name stays the first. Among pinned ones it is pinned,
 * too, and behind them it is not.
 */
export function moveColumn(
  visible: readonly FieldKey[],
  pinned: readonly FieldKey[],
  key: FieldKey,
  to: number,
): { columns: FieldKey[]; pinned: FieldKey[] } {
  const before = pinnedOf(visible, pinned)
  if (key === 'name') return { columns: [...visible], pinned: before }
  const others = visible.filter((other) => other !== key)
  const place = Math.max(1, Math.min(others.length, to))
  const stays = before.filter((other) => other !== key)
  // Right behind the last of them, a column stays what it was.
  const isPinned = before.includes(key) ? place <= stays.length + 1 : place <= stays.length
  const columns = others.toSpliced(place, 0, key)
  return { columns, pinned: columns.slice(1, 1 + stays.length + Number(isPinned)) }
}

/** Columns with one of them pinned behind those that are pinned already, or let go behind them; and who is pinned then. */
export function togglePin(
  visible: readonly FieldKey[],
  pinned: readonly FieldKey[],
  key: FieldKey,
): { columns: FieldKey[]; pinned: FieldKey[] } {
  const before = pinnedOf(visible, pinned)
  const stays = before.filter((other) => other !== key)
  const isPinned = before.includes(key)
  const order = ['name' as const, ...stays]
  return {
    columns: [...order, key, ...visible.filter((other) => other !== key && !order.includes(other))],
    pinned: isPinned ? stays : [...stays, key],
  }
}

/** A column that is shown again stands behind the nearest visible column that comes before it among all fields. */
export function withColumn(visible: readonly FieldKey[], key: FieldKey): FieldKey[] {
  const all = FIELDS.map((field) => field.key)
  const earlier = new Set(all.slice(0, all.indexOf(key)))
  const after = visible.findLastIndex((other) => earlier.has(other))
  return visible.toSpliced(after + 1, 0, key)
}
