/** The registration as a script for Microsoft Graph PowerShell. */
import { API_SCOPE } from '../../server/src/entra/scopes.ts';
import { ADMIN_ROLE } from '../../server/src/sync/policy.ts';
import { bodiesFor, filterFor } from './bodies.ts';
import { PERMISSIONS } from './permissions.ts';
import { DEFAULT_IDS } from './registration.ts';

const IDS = { appId: '$AppId', scopeId: '$ScopeId', roleId: '$RoleId' };

const hereString = (body: object): string => `@"\n${JSON.stringify(body, null, 2)}\n"@`;

export const powerShellScript = (origin: string, clientId?: string): string => {
  const { host } = new URL(origin);
  const { create, settings, clients, principal } = bodiesFor(origin, IDS);
  const reasons = PERMISSIONS.map(({ name, reason }) => `#   ${name.padEnd(22)} ${reason}`).join('\n');
  const filter = filterFor(origin, clientId);
  return `# The Entra app registration of TIMIFY Sync for ${origin}.
# Run it as often as you like: it finds what is there and brings it to what is needed.
# Needs: PowerShell 7 and Install-Module Microsoft.Graph.Authentication.
# Not tried on a real tenant; every request is compared with the registration that it must produce.
#
# Delegated permissions of Microsoft Graph, and why:
${reasons}
param([string] $Certificate = "timify-sync.pem")
$ErrorActionPreference = "Stop"

$Graph = "https://graph.microsoft.com/v1.0"
Connect-MgGraph -Scopes "Application.ReadWrite.All" -NoWelcome

# 1. Find it, or make it.
$Application = (Invoke-MgGraphRequest -Method GET -Uri "$Graph/applications?\`$filter=${filter}").value | Select-Object -First 1
if (-not $Application) {
${
  clientId === undefined
    ? `  $CreateBody = ${hereString(create)}
  $Application = Invoke-MgGraphRequest -Method POST -Uri "$Graph/applications" -Body $CreateBody -ContentType "application/json"`
    : `  throw "There is no registration ${clientId} in this tenant."`
}
}
$ObjectId = $Application.id
$AppId = $Application.appId

# 2. A scope and a role that are there already keep their ids.
$ScopeId = ($Application.api.oauth2PermissionScopes | Where-Object { $_.value -eq "${API_SCOPE}" }).id
if (-not $ScopeId) { $ScopeId = "${DEFAULT_IDS.scopeId}" }
$RoleId = ($Application.appRoles | Where-Object { $_.value -eq "${ADMIN_ROLE}" }).id
if (-not $RoleId) { $RoleId = "${DEFAULT_IDS.roleId}" }

# 3. Everything but the authorised clients, which need the scope to be there.
$SettingsBody = ${hereString(settings)}
Invoke-MgGraphRequest -Method PATCH -Uri "$Graph/applications/$ObjectId" -Body $SettingsBody -ContentType "application/json"

# 4. The hosts that may ask for a token without a window, and the app itself.
$ClientsBody = ${hereString(clients)}
Invoke-MgGraphRequest -Method PATCH -Uri "$Graph/applications/$ObjectId" -Body $ClientsBody -ContentType "application/json"

# 5. The enterprise application: people are given the role there.
$Principal = (Invoke-MgGraphRequest -Method GET -Uri "$Graph/servicePrincipals?\`$filter=appId eq '$AppId'").value | Select-Object -First 1
if (-not $Principal) {
  $PrincipalBody = ${hereString(principal)}
  Invoke-MgGraphRequest -Method POST -Uri "$Graph/servicePrincipals" -Body $PrincipalBody -ContentType "application/json" | Out-Null
}

# 6. The server's certificate: made here if there is none, added once.
if (-not (Test-Path $Certificate)) {
  $Rsa = [System.Security.Cryptography.RSA]::Create(3072)
  $Request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new("CN=timify-sync ${host}", $Rsa, "SHA256", [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)
  $Made = $Request.CreateSelfSigned([DateTimeOffset]::UtcNow, [DateTimeOffset]::UtcNow.AddYears(1))
  Set-Content -Path $Certificate -Value ($Rsa.ExportPkcs8PrivateKeyPem() + "\`n" + $Made.ExportCertificatePem())
}
$X509 = [System.Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem((Get-Content -Raw $Certificate))
$KeyName = "timify-sync " + $X509.GetCertHashString("SHA256").Substring(0, 16)
$Keys = (Invoke-MgGraphRequest -Method GET -Uri "$Graph/applications/$ObjectId").keyCredentials
if (-not ($Keys | Where-Object { $_.displayName -eq $KeyName })) {
  # The list is replaced as a whole, so what is there goes along.
  $Kept = ($Keys | ForEach-Object { ($_ | ConvertTo-Json -Compress) + "," }) -join ""
  $Key = [Convert]::ToBase64String($X509.RawData)
  $KeysBody = @"
{ "keyCredentials": [ $Kept { "type": "AsymmetricX509Cert", "usage": "Verify", "displayName": "$KeyName", "key": "$Key" } ] }
"@
  Invoke-MgGraphRequest -Method PATCH -Uri "$Graph/applications/$ObjectId" -Body $KeysBody -ContentType "application/json"
}

Write-Output "ENTRA_CLIENT_ID=$AppId"
Write-Output "ENTRA_CERTIFICATE_PATH=$((Resolve-Path $Certificate).Path)"
Write-Output "Next: npm run package -- --url ${origin} --client-id $AppId"
`;
};
