import { micromark } from 'micromark';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';
import { element } from './element';

/** Markdown of a text widget; HTML in it is shown as text, and addresses are those that cannot run anything. */
export function markdown(text: string): HTMLElement {
  const block = element('div', { class: 'markdown' });
  block.innerHTML = micromark(text, { extensions: [gfmTable()], htmlExtensions: [gfmTableHtml()] });
  for (const link of block.querySelectorAll('a')) link.setAttribute('rel', 'noreferrer');
  return block;
}

/** Text whose addresses can be followed. */
export function withLinks(text: string): HTMLElement {
  const parts = text.split(/(https:\/\/\S+)/).map((part, index) => {
    if (index % 2 === 0) return part;
    return element('a', { href: part, rel: 'noreferrer' }, 'Runbook');
  });
  return element('p', {}, ...parts);
}
