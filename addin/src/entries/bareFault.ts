const WORDS = {
  de: {
    title: 'Das hat nicht geklappt',
    text: 'Der Server ist nicht erreichbar. Ihre Kalender sind unverändert.',
    retry: 'Erneut versuchen',
  },
  en: {
    title: 'That did not work',
    text: 'The server cannot be reached. Your calendars are unchanged.',
    retry: 'Try again',
  },
} as const;

/** When not even the program could be loaded, there is nothing but the document itself to say so. */
export function showBareFault(): void {
  const language = navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en';
  const words = WORDS[language];
  document.documentElement.lang = language;
  const main = document.createElement('main');
  const news = document.createElement('div');
  const title = document.createElement('h1');
  const text = document.createElement('p');
  const retry = document.createElement('button');
  title.textContent = words.title;
  text.textContent = words.text;
  retry.textContent = words.retry;
  retry.addEventListener('click', () => window.location.reload());
  main.className = 'bare-fault';
  news.setAttribute('role', 'alert');
  news.append(title, text);
  main.append(news, retry);
  document.getElementById('root')?.replaceChildren(main);
}
