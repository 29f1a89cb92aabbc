import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What axe finds wrong with the page as it is now, one line for each element: the rule, what it asks, where. */
export async function axeViolations(page: Page): Promise<string[]> {
  // Targets of 24 px (WCAG 2.2, 2.5.8) are looked at only when that is asked for.
  const options = { rules: { 'target-size': { enabled: true } } }
  // What the usual mode does for frames of other sites, of which there are none here, takes as long as the rest.
  const axe = new AxeBuilder({ page }).options(options).setLegacyMode()
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`),
  )
}

/** How the focused element is called: its label, its placeholder or its text. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement
    return (focused?.getAttribute('aria-label') ?? focused?.textContent ?? '').trim()
  })
}

/** Whether something around the focused element is drawn to show the focus. */
export function isFocusSeen(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    for (let element = document.activeElement, steps = 0; element && steps < 3; steps++) {
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      if (outlineStyle !== 'none' && outlineWidth !== '0px') return true
      element = element.parentElement
    }
    return false
  })
}

/** What can be pressed, is on screen, and is smaller than so many pixels; links inside a text may be (WCAG 2.5.8). */
export function smallTargets(page: Page, leastPx: number): Promise<string[]> {
  return page.evaluate((least) => {
    const layer = document.querySelector('dialog[open], [role=dialog]') ?? document.body
    const found = layer.querySelectorAll('button, a[href], input, select, [role=option]')
    const describe = (element: Element) =>
      (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)
    return [...found].flatMap((element) => {
      // A label is a part of what can be pressed.
      const target = element.closest('label') ?? element
      const { width, height, top, bottom } = target.getBoundingClientRect()
      const isSeen = element.checkVisibility({ visibilityProperty: true, opacityProperty: false })
      const isOnScreen = bottom > 0 && top < innerHeight && width > 0
      if (!isSeen || !isOnScreen || element.closest('[inert]') || element.closest('dd bdi, dd span'))
        return []
      const isSmall = width < least - 0.5 || height < least - 0.5
      return isSmall ? [`${describe(element)}: ${Math.round(width)} × ${Math.round(height)}`] : []
    })
  }, leastPx)
}

/** What can be pressed and lies beside the window, and whether the page itself scrolls. */
export function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement
    const sideways = root.scrollWidth > innerWidth ? [`the page is ${root.scrollWidth} px wide`] : []
    const down = root.scrollHeight > innerHeight ? [`the page is ${root.scrollHeight} px high`] : []
    const pressable = [...document.querySelectorAll('button, a[href], input, select')]
    const outside = pressable.filter((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      const isSeen = element.checkVisibility({ visibilityProperty: true }) && width > 1
      return isSeen && (left < -1 || right > innerWidth + 1)
    })
    return [
      ...sideways,
      ...down,
      ...outside.map((element) => element.getAttribute('aria-label') ?? element.outerHTML),
    ]
  })
}
