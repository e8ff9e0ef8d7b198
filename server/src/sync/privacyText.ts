/**
 * The privacy policy that a company agrees to. Another text is another version, and another version asks again: raise
 * `PRIVACY_VERSION` with every change of meaning.
 */
export const PRIVACY_VERSION = '2026-11-26';

export const PRIVACY_TEXT: { en: string; de: string } = {
  en: `What this is about
TIMIFY Sync for Microsoft 365 keeps the calendars of your resources in TIMIFY and in Microsoft 365 in step. It works on behalf of your company, only for resources that you invite, and only after the person has agreed with Microsoft.

What is read
From Microsoft 365: the calendars that the person chooses, from the start to the end of the period that is set, ten days back unless your company says otherwise (times, title, notes, place, show-as state, privacy, whether there are guests). From TIMIFY: the company's name and time zone, its resources, their bookings, blockers and working times.

What is written
Blockers in TIMIFY and events in Microsoft 365, only in the chosen directions. No guests are ever invited and nobody gets mail because of the sync. Customers of a booking are told only when a person or a rule of your company says so.

What is stored
Ids, times, versions and keyed fingerprints of items, the settings, decisions and a log without contents; the TIMIFY App ID and secret and the access that Microsoft grants, both encrypted; the names of resources; the address of each invited and of each connected person and of the admin who connects the company, and the name of whoever invites; what admins did, and when. Titles, notes and places of events and bookings and the people in them are not stored. Anonymous and private items pass on their duration alone.

Who sees what
The person sees their own items. Admins of your company see times and what already stands in TIMIFY, never other texts of a mailbox.

How long
The log is kept for 90 days, an invitation for 90 days after it was made. A person can export and erase everything about their connection at any time. Our access to a mailbox ends when the last connection with it is deactivated. What is needed to undo a deactivation is kept for 30 days; then everything about the connection is erased, its log and its settings too.

Your part
Your company is the controller of these data and informs the people it invites. Agreeing to this version makes it part of the agreement on processing between your company and the operator of this service.`,
  de: `Worum es geht
TIMIFY Sync für Microsoft 365 hält die Kalender Ihrer Ressourcen in TIMIFY und in Microsoft 365 auf demselben Stand. Der Dienst arbeitet im Auftrag Ihres Unternehmens, nur für Ressourcen, die Sie einladen, und erst, wenn die Person gegenüber Microsoft zugestimmt hat.

Was gelesen wird
Aus Microsoft 365: die Kalender, die die Person auswählt, vom Anfang bis zum Ende des eingestellten Zeitraums, zehn Tage zurück, wenn Ihr Unternehmen nichts anderes festlegt (Zeiten, Titel, Notizen, Ort, Anzeige als frei oder gebucht, Vertraulichkeit, ob es Gäste gibt). Aus TIMIFY: Name und Zeitzone des Unternehmens, seine Ressourcen, deren Buchungen, Blocker und Arbeitszeiten.

Was geschrieben wird
Blocker in TIMIFY und Termine in Microsoft 365, nur in den gewählten Richtungen. Es werden nie Gäste eingeladen, und niemand erhält wegen des Abgleichs E-Mails. Kundinnen und Kunden einer Buchung werden nur benachrichtigt, wenn eine Person oder eine Regel Ihres Unternehmens es so bestimmt.

Was gespeichert wird
Kennungen, Zeiten, Versionen und Fingerabdrücke der Einträge mit geheimem Schlüssel, die Einstellungen, die Entscheidungen und ein Protokoll ohne Inhalte; App-ID und Geheimnis von TIMIFY sowie der Zugriff, den Microsoft gewährt, beides verschlüsselt; die Namen der Ressourcen; die Adresse jeder eingeladenen und jeder verbundenen Person sowie der Administratorin oder des Administrators, die das Unternehmen verbinden, und der Name der einladenden Person; was die Administration wann getan hat. Titel, Notizen und Orte von Terminen und Buchungen und die Personen darin werden nicht gespeichert. Anonyme und private Einträge geben nur ihre Dauer weiter.

Wer was sieht
Die Person sieht ihre eigenen Einträge. Die Administration Ihres Unternehmens sieht Zeiten und das, was schon in TIMIFY steht, nie andere Texte eines Postfachs.

Wie lange
Das Protokoll wird 90 Tage aufbewahrt, eine Einladung 90 Tage, nachdem sie erstellt wurde. Eine Person kann jederzeit alles über ihre Verbindung ausgeben und löschen lassen. Unser Zugriff auf ein Postfach endet, wenn die letzte Verbindung damit deaktiviert wird. Was zum Rückgängigmachen einer Deaktivierung nötig ist, bleibt 30 Tage erhalten; danach wird alles über die Verbindung gelöscht, auch ihr Protokoll und ihre Einstellungen.

Ihr Teil
Ihr Unternehmen ist für diese Daten verantwortlich und informiert die Personen, die es einlädt. Mit der Zustimmung wird diese Fassung Teil der Vereinbarung zur Auftragsverarbeitung zwischen Ihrem Unternehmen und dem Betreiber dieses Dienstes.`,
};
