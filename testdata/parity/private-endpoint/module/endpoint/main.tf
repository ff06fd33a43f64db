variable "name" {
  type = string
}

variable "target" {
  type = string
}

resource "azurerm_private_endpoint" "endpoint" {
  name                = var.name
  resource_group_name = "registries"

  private_service_connection {
    private_connection_resource_id = var.target
    subresource_names              = ["registry"]
  }
}
