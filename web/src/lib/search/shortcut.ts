/** Readers may switch the key off, which speech input might press by itself (WCAG 2.1.4). */
const kept = 'vigie-raccourci-recherche';

export function shortcutIsOn(): boolean {
  try {
    return localStorage.getItem(kept) !== 'non';
  } catch {
    return true;
  }
}

export function switchShortcut(on: boolean): void {
  try {
    if (on) localStorage.removeItem(kept);
    else localStorage.setItem(kept, 'non');
  } catch {
    // Without storage the key keeps its usual meaning.
  }
}

/** Whether a key press means "search": `/` alone, and not while something is being typed. */
export function asksForSearch(event: KeyboardEvent): boolean {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { target } = event;
  const typing =
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
  return !typing && shortcutIsOn();
}
