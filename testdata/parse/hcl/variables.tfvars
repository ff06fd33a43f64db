environment = "prod"
replicas = {
  west = { location = "westeurope", zones = true }
  north = {
    location = "northeurope"
    location = "norwayeast" # a key twice is not a syntax error
  }
}
ranges = ["203.0.113.0/24",
"198.51.100.7", ]
environment = "test"
ratio=0.5e1
