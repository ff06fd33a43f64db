variable "subnet" {
  type = string
}

variable "services" {
  type = map(string)
}

resource "azurerm_private_endpoint" "endpoint" {
  name                = "contosoendpoint"
  resource_group_name = "registries"
  location            = "westeurope"
  subnet_id           = var.subnet

  dynamic "private_service_connection" {
    for_each = var.services
    content {
      name                           = private_service_connection.key
      is_manual_connection           = false
      private_connection_resource_id = private_service_connection.value
      subresource_names              = [private_service_connection.key]
    }
  }
}
