resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body = {
    sku = { name = "Basic" }
  }
}

resource "azapi_resource" "build" {
  type      = "Microsoft.ContainerRegistry/registries/tasks@2019-04-01"
  name      = "build-app"
  parent_id = azapi_resource.acr.id
  location  = "westeurope"
  body = {
    properties = {
      timeout  = 60
      platform = { os = "Linux" }
      step = {
        type           = "Docker"
        dockerFilePath = "Dockerfile"
        contextPath    = "https://github.com/contoso/app#main"
      }
    }
  }
}
