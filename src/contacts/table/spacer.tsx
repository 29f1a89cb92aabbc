/** Stands for the lines above or below the screen. */
export function Spacer({ heightPx }: { heightPx: number }) {
  return (
    <tr aria-hidden>
      <td style={{ height: heightPx }} />
    </tr>
  )
}
