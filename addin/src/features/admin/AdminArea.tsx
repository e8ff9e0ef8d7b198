export function AdminArea(_props: Readonly<Record<string, unknown>>) { return null; }
