/** One line of a receipt: what it is about, and what is said of it. */
export type ReceiptLine = readonly [label: string, text: string]
