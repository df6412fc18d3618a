import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Looks at pages for what keeps people out, and remembers what it found. */
export class Inspection {
  readonly findings: string[] = [];
  private readonly seen = new Set<string>();

  /** How many different pages it has looked at. */
  get pages(): number {
    return this.seen.size;
  }

  /** Runs axe over the page as it stands, and looks whether it scrolls sideways at 320 px. */
  async ofDesk(page: Page, name: string): Promise<void> {
    if (this.knows(name)) return;
    await this.axe(page, name);
    const size = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 800 });
    await this.width(page, name);
    if (size) await page.setViewportSize(size);
  }

  /**
   * Looks at a page of somebody whose browser runs no script: its width as it stands, and axe in a second
   * window that runs scripts, has the same cookies and opens the same address.
   */
  async ofVendor(page: Page, scripted: Page, name: string): Promise<void> {
    if (this.knows(name)) return;
    await this.width(page, name);
    await scripted.context().addCookies(await page.context().cookies());
    await scripted.goto(page.url());
    await this.width(scripted, `${name}, with script`);
    await this.axe(scripted, name);
  }

  private knows(name: string): boolean {
    if (this.seen.has(name)) return true;
    this.seen.add(name);
    return false;
  }

  private async axe(page: Page, name: string): Promise<void> {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    for (const { id, help, nodes } of violations) this.findings.push(`${name} (${page.url()}): ${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(' | ')}`);
  }

  private async width(page: Page, name: string): Promise<void> {
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (width > 320) this.findings.push(`${name} (${page.url()}): scrolls sideways at 320 px, its content is ${width} px wide`);
  }
}
