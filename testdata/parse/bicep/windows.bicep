param a string

/* é */ resource r 'a/b@1' = {
  'naïme': '漢字' // 😀
}
var m = '''
x
'''
