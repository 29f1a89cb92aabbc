import { QR_MARGIN, type QrPath } from './qr-path'

/** A module is at least two pixels wide. */
const MODULE_PX = 2
const LEAST_PX = 112

/** A QR code, dark on white in both themes, because many cameras read no other. */
export function QrCode({ code, label }: { code: QrPath; label: string }) {
  const modules = code.modules + 2 * QR_MARGIN
  const sizePx = Math.max(LEAST_PX, modules * MODULE_PX)
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-QR_MARGIN} ${-QR_MARGIN} ${modules} ${modules}`}
      width={sizePx}
      height={sizePx}
      shapeRendering="crispEdges"
      className="flex-none rounded-sm bg-white shadow-[0_0_0_1px_var(--line)] forced-color-adjust-none"
    >
      <path d={code.path} fill="#000" />
    </svg>
  )
}
