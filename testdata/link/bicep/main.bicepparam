using 'main.bicep'

param adminFromFile = true
