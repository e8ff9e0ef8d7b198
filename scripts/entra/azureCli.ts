/** The registration as a script for the Azure CLI. */
import { API_SCOPE } from '../../server/src/entra/scopes.ts';
import { ADMIN_ROLE } from '../../server/src/sync/policy.ts';
import { bodiesFor, filterFor } from './bodies.ts';
import { PERMISSIONS } from './permissions.ts';
import { DEFAULT_IDS } from './registration.ts';

const IDS = { appId: '${APP_ID}', scopeId: '${SCOPE_ID}', roleId: '${ROLE_ID}' };

const hereDocument = (body: object): string => `"$(cat <<JSON\n${JSON.stringify(body, null, 2)}\nJSON\n)"`;

export const azureCliScript = (origin: string, clientId?: string): string => {
  const { host } = new URL(origin);
  const { create, settings, clients, principal } = bodiesFor(origin, IDS);
  const reasons = PERMISSIONS.map(({ name, reason }) => `#   ${name.padEnd(22)} ${reason}`).join('\n');
  const filter = filterFor(origin, clientId).replaceAll(' ', '%20');
  return `#!/usr/bin/env bash
# The Entra app registration of TIMIFY Sync for ${origin}.
# Run it as often as you like: it finds what is there and brings it to what is needed.
# Needs: az (signed in by "az login --allow-no-subscriptions" as an Application Administrator), openssl.
# Not tried on a real tenant; every request is compared with the registration that it must produce.
#
# Delegated permissions of Microsoft Graph, and why:
${reasons}
set -euo pipefail

GRAPH="https://graph.microsoft.com/v1.0"
JSON_BODY="Content-Type=application/json"

az account show --output none || { echo "Sign in first: az login --allow-no-subscriptions" >&2; exit 1; }

# 1. Find it, or make it.
OBJECT_ID="$(az rest --method GET --url "$GRAPH/applications?\\$filter=${filter}" --query "value[0].id" --output tsv)"
if [ -z "$OBJECT_ID" ]; then
${
  clientId === undefined
    ? `  OBJECT_ID="$(az rest --method POST --url "$GRAPH/applications" --headers "$JSON_BODY" --query "id" --output tsv --body ${hereDocument(create)})"`
    : `  echo "There is no registration ${clientId} in this tenant." >&2; exit 1`
}
fi
APP_ID="$(az rest --method GET --url "$GRAPH/applications/$OBJECT_ID" --query "appId" --output tsv)"

# 2. A scope and a role that are there already keep their ids.
SCOPE_ID="$(az rest --method GET --url "$GRAPH/applications/$OBJECT_ID" --query "api.oauth2PermissionScopes[?value=='${API_SCOPE}'].id | [0]" --output tsv)"
SCOPE_ID="\${SCOPE_ID:-${DEFAULT_IDS.scopeId}}"
ROLE_ID="$(az rest --method GET --url "$GRAPH/applications/$OBJECT_ID" --query "appRoles[?value=='${ADMIN_ROLE}'].id | [0]" --output tsv)"
ROLE_ID="\${ROLE_ID:-${DEFAULT_IDS.roleId}}"

# 3. Everything but the authorised clients, which need the scope to be there.
az rest --method PATCH --url "$GRAPH/applications/$OBJECT_ID" --headers "$JSON_BODY" --output none --body ${hereDocument(settings)}

# 4. The hosts that may ask for a token without a window, and the app itself.
az rest --method PATCH --url "$GRAPH/applications/$OBJECT_ID" --headers "$JSON_BODY" --output none --body ${hereDocument(clients)}

# 5. The enterprise application: people are given the role there.
PRINCIPAL_ID="$(az rest --method GET --url "$GRAPH/servicePrincipals?\\$filter=appId%20eq%20'$APP_ID'" --query "value[0].id" --output tsv)"
if [ -z "$PRINCIPAL_ID" ]; then
  az rest --method POST --url "$GRAPH/servicePrincipals" --headers "$JSON_BODY" --output none --body ${hereDocument(principal)}
fi

# 6. The server's certificate: made here if there is none, added once. CERTIFICATE=my.pem takes another one.
CERTIFICATE="\${CERTIFICATE:-timify-sync.pem}"
if [ ! -f "$CERTIFICATE" ]; then
  (umask 077 && openssl req -x509 -newkey rsa:3072 -sha256 -days 365 -nodes -subj "/CN=timify-sync ${host}" -keyout "$CERTIFICATE.key" -out "$CERTIFICATE.crt" 2>/dev/null \\
    && cat "$CERTIFICATE.key" "$CERTIFICATE.crt" > "$CERTIFICATE" && rm "$CERTIFICATE.key" "$CERTIFICATE.crt")
fi
PUBLIC_PART="$(mktemp)"
trap 'rm -f "$PUBLIC_PART"' EXIT
openssl x509 -in "$CERTIFICATE" -out "$PUBLIC_PART"
KEY_NAME="timify-sync $(openssl x509 -in "$CERTIFICATE" -noout -fingerprint -sha256 | cut -d= -f2 | tr -d ':' | cut -c1-16)"
KNOWN="$(az ad app credential list --id "$APP_ID" --cert --query "[?displayName=='$KEY_NAME'] | length(@)" --output tsv)"
if [ "$KNOWN" = "0" ]; then
  az ad app credential reset --id "$APP_ID" --cert "@$PUBLIC_PART" --append --display-name "$KEY_NAME" --only-show-errors --output none
fi

echo "ENTRA_CLIENT_ID=$APP_ID"
echo "ENTRA_CERTIFICATE_PATH=$(cd "$(dirname "$CERTIFICATE")" && pwd)/$(basename "$CERTIFICATE")"
echo "Next: npm run package -- --url ${origin} --client-id $APP_ID" >&2
`;
};
