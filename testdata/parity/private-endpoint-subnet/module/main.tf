module "acr" {
  source = "./registry"
  subnet = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/networks/providers/Microsoft.Network/virtualNetworks/hub/subnets/endpoints"
}
