/**
 * As much of Microsoft Graph as registering an app takes. It refuses what Graph refuses: clients for a scope that is not
 * there, another id for a scope that is switched on, an identifier that is not the app's own.
 */
import { randomUUID } from 'node:crypto';
import { at } from '../../../scripts/validate/jsonText.ts';

export type Json = Record<string, unknown>;

export interface Asked {
  method: string;
  path: string;
  body: Json | null;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** PATCH keeps the members of an object that it does not name; lists are replaced ("Update application"). */
const merged = (old: Json, change: Json): Json =>
  Object.fromEntries([
    ...Object.entries(old),
    ...Object.entries(change).map(([name, value]): [string, unknown] => {
      const before = old[name];
      return [name, isObject(before) && isObject(value) ? merged(before, value) : value];
    }),
  ]);

const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const scopesOf = (application: Json): Json[] => list(at(application, ['api', 'oauth2PermissionScopes']));

export class RegistrationGraph {
  readonly applications: Json[] = [];
  readonly principals: Json[] = [];
  readonly asked: Asked[] = [];

  /** Answers a call; throws where Graph would refuse. */
  call(method: string, url: string, body: Json | null = null): unknown {
    const { pathname, searchParams } = new URL(url);
    const path = pathname.replace('/v1.0', '');
    this.asked.push({ method, path, body });
    const [, collection = '', id] = path.split('/');
    const all = collection === 'applications' ? this.applications : this.principals;
    if (method === 'GET' && id === undefined)
      return { value: all.filter((one) => this.#matches(one, searchParams.get('$filter') ?? '')) };
    if (method === 'POST' && body !== null) return this.#add(all, body);
    const found = all.find((one) => one['id'] === id);
    if (found === undefined) throw new Error(`${method} ${path}: there is no such thing`);
    if (method === 'GET') return found;
    if (method === 'PATCH' && body !== null) return this.#change(found, body);
    throw new Error(`${method} ${path} is not known here`);
  }

  #matches(one: Json, filter: string): boolean {
    const tag = /^tags\/any\(t:t eq '([^']+)'\)$/.exec(filter)?.[1];
    if (tag !== undefined) return (one['tags'] as string[] | undefined)?.includes(tag) ?? false;
    const appId = /^appId eq '([^']+)'$/.exec(filter)?.[1];
    if (appId !== undefined) return one['appId'] === appId;
    throw new Error(`The filter ${filter} is not known here`);
  }

  #add(all: Json[], body: Json): Json {
    const made = { id: randomUUID(), ...(all === this.applications ? { appId: randomUUID() } : {}), ...body };
    all.push(made);
    return made;
  }

  #change(application: Json, change: Json): null {
    const scopes = scopesOf(application).map((scope) => String(scope['id']));
    for (const client of list(at(change, ['api', 'preAuthorizedApplications'])))
      for (const id of list(client['delegatedPermissionIds']).map(String))
        if (!scopes.includes(id)) throw new Error(`The scope ${id} is not there yet`);
    for (const scope of scopesOf(application)) {
      const wanted = scopesOf(change).find((one) => one['value'] === scope['value']);
      if (wanted !== undefined && wanted['id'] !== scope['id'])
        throw new Error(`The scope ${String(scope['value'])} is switched on and cannot change its id`);
    }
    for (const uri of list(change['identifierUris']).map(String))
      if (!uri.endsWith(`/${String(application['appId'])}`))
        throw new Error(`${uri} is not of this application`);
    Object.assign(application, merged(application, change));
    return null;
  }
}
