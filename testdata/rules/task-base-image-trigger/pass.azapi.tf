variable "token" {
  type      = string
  sensitive = true
}

resource "azapi_resource" "acr" {
  type      = "Microsoft.ContainerRegistry/registries@2025-11-01"
  name      = "contosoregistry"
  parent_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/registries"
  location  = "westeurope"
  body      = { sku = { name = "Premium" } }
}

resource "azapi_resource" "build" {
  type      = "Microsoft.ContainerRegistry/registries/tasks@2019-06-01-preview"
  name      = "build"
  parent_id = azapi_resource.acr.id
  location  = "westeurope"
  body = {
    properties = {
      platform = { os = "Linux" }
      step = {
        type           = "Docker"
        contextPath    = "https://github.com/contoso/app.git"
        dockerFilePath = "Dockerfile"
        imageNames     = ["app:{{.Run.ID}}"]
      }
      trigger = { baseImageTrigger = { name = "base", baseImageTriggerType = "Runtime" } }
    }
  }
}
