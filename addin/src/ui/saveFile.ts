/** Hands the person a file. Frames may not be allowed to download; then the text opens in a window of its own. */
export function saveFile(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.rel = 'noopener';
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function saveJson(name: string, value: unknown): void {
  saveFile(name, 'application/json', JSON.stringify(value, null, 2));
}
